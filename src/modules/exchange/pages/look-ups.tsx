import type { ComponentChildren, VNode } from 'preact';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../kernel/http/route.ts';
import { formatNumber, type Lang, listed, pick, small } from '../../../language/index.ts';
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
          {one.own ? <span class="soft small">, {t(lang, 'own')}</span> : null}
        </>,
        <What lang={lang} lookUp={one} />,
        <>
          {one.purpose ? pick(one.purpose, lang) : t(lang, 'noPurpose')}
          {one.reference ? (
            <span class="soft small">
              , <NoWrap>{t(lang, isCase(one.reference) ? 'case' : 'letter', { reference: one.reference })}</NoWrap>
            </span>
          ) : null}
        </>,
        <Basis lang={lang} act={one.act} />,
      ])}
    />
  );
}

/** A registrar may also name the letter by which they were asked to look. */
function isCase(reference: string): boolean {
  return /^[A-Z]{1,6}-\d{4}-\d+$/.test(reference);
}

function What({ lang, lookUp }: { lang: Lang; lookUp: LookUp }): VNode {
  const labels = lookUp.what.map((label) => pick(label, lang));
  const what = lookUp.operation === 'read' ? listed(labels, lang) : labels.map((one) => small(one, lang)).join(', ');
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
