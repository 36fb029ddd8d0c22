import type { ComponentChildren, VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../kernel/http/route.ts';
import { formatNumber, type Lang, lower, pick } from '../../../language/index.ts';
import { Act, EmptyState, NoWrap, Page, Pagination, Table, Tag, Time } from '../../../ui/index.ts';
import { type LookUp, lookUpsAbout, ownerOf } from '../actions.ts';
import { t } from '../text/index.ts';

/** “Who looked at my data”: the person's, or the organisation's for which they act. */
export const lookUpsPage = route({
  method: 'GET',
  path: '/baxislar',
  access: 'exchange.readLookUps',
  query: pageQuery,
  async handler(request) {
    const { lang, actor } = request;
    const company = actor.organisation !== undefined;
    const frame = frameOf(request, ownFront(request));
    const found = await lookUpsAbout(request, ownerOf(request), Number(request.query.s ?? 1));
    const title = t(lang, company ? 'titleOrganisation' : 'title');
    return page(
      <Page frame={frame} title={title}>
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{t(lang, company ? 'leadOrganisation' : 'lead')}</p>
          {found.total === 0 ? (
            <EmptyState>{t(lang, company ? 'noneOrganisation' : 'none')}</EmptyState>
          ) : (
            <LookUpTable
              lang={lang}
              lookUps={found.lookUps}
              caption={t(lang, 'count', { count: formatNumber(found.total, lang) })}
            />
          )}
          <Pagination
            page={found.page}
            pages={found.pages}
            href={(n) => frame.href(n === 1 ? '/baxislar' : `/baxislar?s=${n}`)}
          />
        </div>
      </Page>,
    );
  },
});

interface LookUpTableProps {
  readonly lang: Lang;
  readonly lookUps: readonly LookUp[];
  readonly caption: string;
  /** The caption is only for screen readers. */
  readonly quiet?: boolean;
}

/** Look-ups as their subject reads them; on the home page too. */
export function LookUpTable({ lang, lookUps, caption, quiet }: LookUpTableProps): VNode {
  return (
    <Table
      caption={caption}
      quiet={quiet}
      columns={[
        { label: t(lang, 'at') },
        { label: t(lang, 'institution') },
        { label: t(lang, 'what') },
        { label: t(lang, 'purpose') },
        { label: t(lang, 'basis') },
      ]}
      rows={lookUps.map((one) => [
        <Time at={one.at} />,
        <>
          {pick(one.institution, lang)}
          {one.own ? <span class="soft small"> {t(lang, 'own')}</span> : null}
        </>,
        <What lang={lang} lookUp={one} />,
        <>
          {one.purpose ? pick(one.purpose, lang) : t(lang, 'noPurpose')}
          {one.reference ? (
            <span class="soft small">
              {' '}
              <NoWrap>{t(lang, 'reference', { reference: one.reference })}</NoWrap>
            </span>
          ) : null}
        </>,
        <Basis lang={lang} act={one.act} />,
      ])}
    />
  );
}

/** Labels of the dictionary begin with a capital; in a list only the first keeps it. Abbreviations stay as they are. */
function list(lookUp: LookUp, lang: Lang): string {
  const first = (letter: string) => (lang === 'az' ? lower(letter) : letter.toLowerCase());
  const small = (label: string) => (/^\p{Lu}\p{Ll}/u.test(label) ? first(label.slice(0, 1)) + label.slice(1) : label);
  return lookUp.what.map((label, index) => (index === 0 ? pick(label, lang) : small(pick(label, lang)))).join(', ');
}

function What({ lang, lookUp }: { lang: Lang; lookUp: LookUp }): VNode {
  const what = list(lookUp, lang);
  const told = { entry: 'entered', case: 'caseOpened' } as const;
  const text: ComponentChildren = lookUp.operation === 'read' ? what : t(lang, told[lookUp.operation], { what });
  if (lookUp.outcome === 'granted') return <>{text}</>;
  return (
    <>
      {text}{' '}
      <Tag state={lookUp.outcome === 'refused' ? 'late' : 'wait'}>
        {t(lang, lookUp.outcome === 'refused' ? 'refused' : 'unavailable')}
      </Tag>
    </>
  );
}

function Basis({ lang, act }: { lang: Lang; act: LookUp['act'] }): VNode {
  if (!act) return <span class="soft">{t(lang, 'noBasis')}</span>;
  return <Act sample={act.sample}>{pick(act.cited, lang)}</Act>;
}
