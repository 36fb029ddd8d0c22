import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { formatNumber, pick } from '../../../language/index.ts';
import { Back, EmptyState, type Frame, Page, Pagination, Table, Thread } from '../../../ui/index.ts';
import { type Impact, impact, type ImpactDirection, type ImpactLine } from '../actions/impact.ts';
import { catalogueEntry } from '../actions/reading.ts';
import { entryKinds } from '../kinds.ts';
import { entryPath, impactPath, kindOf, kindSegments } from '../path.ts';
import type { EntryRow } from '../store/entries.ts';
import { t } from '../text/index.ts';

const directions = { dayanar: 'stops', lazimdir: 'needs' } as const satisfies Record<string, ImpactDirection>;
type Segment = keyof typeof directions;

/** What stops when an entry stops, and what it needs itself, over any number of steps. */
export const impactPage = route({
  method: 'GET',
  path: '/kataloq/:kind/:code/tesir',
  access: 'catalogue.read',
  common: true,
  params: Type.Object({ kind: Type.Enum(kindSegments), code: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }) }),
  query: Type.Object({
    baxis: Type.Optional(Type.Enum(Object.keys(directions) as Segment[])),
    s: pageQuery.properties.s,
  }),
  async handler(request) {
    const { params, query } = request;
    const kind = kindOf(params.kind);
    if (!kind) throw notFound();
    const segment = query.baxis ?? 'dayanar';
    const { entry } = await catalogueEntry(request, kind, params.code);
    const ref = { kind, code: params.code };
    const found = await impact(request, ref, { direction: directions[segment], page: Number(query.s ?? 1) });
    return page(<ImpactView frame={frameOf(request, 'mygov')} entry={entry} segment={segment} found={found} />);
  },
});

interface Props {
  readonly frame: Frame;
  readonly entry: EntryRow;
  readonly segment: Segment;
  readonly found: Impact;
}

function ImpactView({ frame, entry, segment, found }: Props): VNode {
  const { lang } = frame;
  const { kind, code } = entry;
  const direction = directions[segment];
  const title = t(lang, `impact_${direction}`);
  return (
    <Page frame={frame} title={`${title}: ${pick(entry.title, lang)}`}>
      <Back href={frame.href(entryPath(kind, code))}>{pick(entry.title, lang)}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{t(lang, `impactLead_${direction}`)}</p>
        <p>
          {direction === 'stops' ? (
            <a href={frame.href(`${impactPath(kind, code)}?baxis=lazimdir`)}>{t(lang, 'impact_needs')}</a>
          ) : (
            <a href={frame.href(impactPath(kind, code))}>{t(lang, 'impact_stops')}</a>
          )}
        </p>
        {found.total === 0 ? (
          <EmptyState>{t(lang, `impactNone_${direction}`)}</EmptyState>
        ) : (
          <Reached frame={frame} found={found} />
        )}
        <Pagination
          page={found.page}
          pages={found.pages}
          href={(n) => frame.href(`${impactPath(kind, code)}?baxis=${segment}&s=${n}`)}
        />
      </div>
    </Page>
  );
}

function Reached({ frame, found }: { frame: Frame; found: Impact }): VNode {
  const { lang } = frame;
  const counts = [...found.kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${pick(entryKinds[kind], lang)}: ${formatNumber(count, lang)}`);
  return (
    <>
      <Thread sign="known">{counts.join('; ')}</Thread>
      <Table
        caption={t(lang, 'found', { count: formatNumber(found.total, lang) })}
        columns={[
          { label: t(lang, 'name') },
          { label: t(lang, 'kind') },
          { label: t(lang, 'steps'), num: true, onPhone: t(lang, 'steps') },
          { label: t(lang, 'through'), onPhone: t(lang, 'through') },
        ]}
        rows={found.lines.map((line) => reachedRow(line, frame))}
      />
    </>
  );
}

function reachedRow(line: ImpactLine, { lang, href }: Frame) {
  return [
    <a href={href(entryPath(line.kind, line.code))}>{pick(line.title, lang)}</a>,
    pick(entryKinds[line.kind], lang),
    formatNumber(line.steps, lang),
    line.through ? (
      <a href={href(entryPath(line.through.kind, line.through.code))}>{pick(line.through.title, lang)}</a>
    ) : (
      t(lang, 'directly')
    ),
  ];
}
