import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../kernel/http/route.ts';
import { formatDateTime, type Lang } from '../../../language/index.ts';
import { Back, EmptyState, Page, Pagination, Table } from '../../../ui/index.ts';
import { csvFile } from '../csv.ts';
import { titleIn } from '../measures/index.ts';
import { compareEditions, type Comparison } from './actions.ts';
import { type Change, changesOf } from './compared.ts';
import type { Difference } from './line.ts';
import { acronymsOf, editionPath, editionsPath } from './pages.tsx';
import { t } from './text.ts';

const atOnce = 100;
const params = Type.Object({ id: Type.String({ format: 'uuid' }), before: Type.String({ format: 'uuid' }) });

interface Compared extends Omit<Comparison, 'lines'> {
  readonly changed: readonly { readonly line: Difference; readonly changes: readonly Change[] }[];
}

async function comparedIn(request: Request<{ readonly id: string; readonly before: string }>): Promise<Compared> {
  const { id, before } = request.params;
  const { lines, ...editions } = await compareEditions(request, before, id);
  const words = { lang: request.lang, acronyms: await acronymsOf(request) };
  const changed = lines.map((line) => ({ line, changes: changesOf(line, words) }));
  return { ...editions, changed: changed.filter(({ changes }) => changes.length > 0) };
}

/** What one frozen report says otherwise than an earlier one of the same plan. */
export const comparisonPage = route({
  method: 'GET',
  path: `${editionsPath}/:id/muqayise/:before`,
  access: 'plan.readEdition',
  params,
  query: pageQuery,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const { before, after, changed } = await comparedIn(request);
    const title = t(lang, 'comparedTitle', { number: after.number, before: before.number });
    const own = `${editionPath(after.id)}/muqayise/${before.id}`;
    const at = Number(request.query.s ?? '1');
    return page(
      <Page frame={frame} title={title}>
        <Back href={frame.href(editionPath(after.id))}>{t(lang, 'back')}</Back>
        <div class="stack">
          <h1>{title}</h1>
          <p class="soft">
            {t(lang, 'before')}: {formatDateTime(before.takenAt, lang)}. {t(lang, 'after')}:{' '}
            {formatDateTime(after.takenAt, lang)}
          </p>
          {changed.length === 0 ? (
            <EmptyState>{t(lang, 'same')}</EmptyState>
          ) : (
            <Table
              caption={t(lang, 'what')}
              quiet
              columns={[
                { label: t(lang, 'compared') },
                { label: t(lang, 'before'), onPhone: t(lang, 'before') },
                { label: t(lang, 'after'), onPhone: t(lang, 'after') },
              ]}
              rows={changed
                .slice((at - 1) * atOnce, at * atOnce)
                .map(({ line, changes }) => [nameOf(line, lang), said(changes, 'before'), said(changes, 'after')])}
            />
          )}
          <Pagination
            page={at}
            pages={Math.max(Math.ceil(changed.length / atOnce), 1)}
            href={(n) => frame.href(`${own}?s=${n}`)}
          />
          <p class="small noprint">
            <a href={frame.href(`${own}/csv`)} download>
              CSV
            </a>
          </p>
        </div>
      </Page>,
    );
  },
});

/** The same, a row for each thing that is said otherwise. */
export const comparisonCsv = route({
  method: 'GET',
  path: `${editionsPath}/:id/muqayise/:before/csv`,
  access: 'plan.readEdition',
  params,
  async handler(request) {
    const { lang } = request;
    const { before, after, changed } = await comparedIn(request);
    const rows = changed.flatMap(({ line, changes }) =>
      changes.map((one) => [line.number, titleOf(line, lang), one.what, one.before, one.after]),
    );
    const columns = (['number', 'compared', 'what', 'before', 'after'] as const).map((key) => t(lang, key));
    return csvFile(`${after.plan}-${before.number}-${after.number}`, columns, rows);
  },
});

function titleOf({ before, after }: Difference, lang: Lang): string {
  const title = (after ?? before)?.title;
  return title ? titleIn(title, lang) : '';
}

function nameOf(line: Difference, lang: Lang): string {
  const { number, before, after } = line;
  // The code of an indicator is for programs.
  return (after ?? before)?.kind === 'indicator' ? titleOf(line, lang) : `${number} ${titleOf(line, lang)}`;
}

const said = (changes: readonly Change[], side: 'before' | 'after'): string =>
  changes.map((one) => (one.what === undefined ? one[side] : `${one.what}: ${one[side]}`)).join('. ');
