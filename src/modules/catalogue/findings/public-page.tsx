import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { formatNumber } from '../../../language/index.ts';
import { Back, EmptyState, type Frame, Page, Pagination, Table } from '../../../ui/index.ts';
import { type Institution, institutionsByCode } from '../../identity/index.ts';
import { nameOf } from '../succession/parts.tsx';
import { type FindingPage, publicFindings } from './reading.ts';
import type { InstitutionCount } from './store.ts';
import { t } from './text/index.ts';
import { entryOf, explanationOf, publicFindingsPath, Standing, whatOf } from './words.tsx';

const path = publicFindingsPath;

/** Where the register and what is observed still differ after the last day, with the words of the institutions. */
export const publicFindingsPage = route({
  method: 'GET',
  path,
  access: 'catalogue.read',
  common: true,
  query: Type.Object({
    qurum: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' })),
    s: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' })),
  }),
  async handler(request) {
    const { qurum: institution, s = '1' } = request.query;
    const found = await publicFindings(request, { institution, page: Number(s) });
    const names = await institutionsByCode(request);
    const frame = frameOf(request, 'mygov');
    return page(<Public {...{ frame, found, names, institution }} now={request.vahid.now()} />);
  },
});

interface Props {
  readonly frame: Frame;
  readonly found: FindingPage & { readonly counts: readonly InstitutionCount[] };
  readonly names: ReadonlyMap<string, Institution>;
  readonly institution: string | undefined;
  readonly now: Date;
}

function Public(props: Props): VNode {
  const { frame, found, institution } = props;
  const { lang } = frame;
  const of = institution === undefined ? '' : `&qurum=${institution}`;
  return (
    <Page frame={frame} title={t(lang, 'public')}>
      <Back href={frame.href('/kataloq')}>{t(lang, 'catalogue')}</Back>
      <div class="stack">
        <h1>{t(lang, 'public')}</h1>
        <p class="lead">{t(lang, 'publicLead')}</p>
        {found.counts.length === 0 ? (
          <EmptyState>{t(lang, 'publicNone')}</EmptyState>
        ) : (
          <>
            <Counts {...props} />
            <List {...props} />
            <Pagination page={found.page} pages={found.pages} href={(n) => frame.href(`${path}?s=${n}${of}`)} />
          </>
        )}
      </div>
    </Page>
  );
}

function Counts({ frame, found, names }: Props): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'byInstitution')}</h2>
      <Table
        caption={t(lang, 'byInstitution')}
        quiet
        columns={[
          { label: t(lang, 'institution') },
          { label: t(lang, 'openCount'), onPhone: t(lang, 'openCount') },
          { label: t(lang, 'explainedCount'), onPhone: t(lang, 'explainedCount') },
        ]}
        rows={found.counts.map(({ institution, open, explained }) => [
          <a href={frame.href(`${path}?qurum=${institution}`)}>{nameOf(names, institution, lang)}</a>,
          formatNumber(open, lang),
          formatNumber(explained, lang),
        ])}
      />
    </>
  );
}

function List({ frame, found, names, institution, now }: Props): VNode {
  const { lang } = frame;
  const heading =
    institution === undefined ? t(lang, 'list') : `${t(lang, 'list')}: ${nameOf(names, institution, lang)}`;
  return (
    <>
      <h2>{heading}</h2>
      {institution === undefined ? null : (
        <p>
          <a href={frame.href(path)}>{t(lang, 'all')}</a>
        </p>
      )}
      <Table
        caption={heading}
        quiet
        columns={[
          { label: t(lang, 'entry') },
          { label: t(lang, 'what'), onPhone: t(lang, 'what') },
          { label: t(lang, 'standing'), onPhone: t(lang, 'standing') },
        ]}
        rows={found.items.map((one) => [
          entryOf(frame, one, names),
          <>
            {whatOf(one, lang)}
            {one.explanation === null ? null : <p class="soft">{explanationOf(one, lang)}</p>}
          </>,
          <Standing lang={lang} one={one} now={now} />,
        ])}
      />
    </>
  );
}
