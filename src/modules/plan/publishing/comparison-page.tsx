import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { formatDate, formatPercent, type Lang, pick } from '../../../language/index.ts';
import { Back, EmptyState, Page, Table } from '../../../ui/index.ts';
import { measureStates, titleIn } from '../measures/index.ts';
import { compareEditions, editionById } from './actions.ts';
import type { Difference, MeasureLine } from './line.ts';
import { acronymsOf, editionPath, editionsPath } from './pages.tsx';
import { t } from './text.ts';

const shown = 500;

/** What one frozen report says otherwise than another. */
export const comparisonPage = route({
  method: 'GET',
  path: `${editionsPath}/:id/muqayise/:before`,
  access: 'plan.readEdition',
  params: Type.Object({ id: Type.String({ format: 'uuid' }), before: Type.String({ format: 'uuid' }) }),
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const after = await editionById(request, request.params.id);
    const before = await editionById(request, request.params.before);
    const found = await compareEditions(request, before.id, after.id);
    const acronyms = await acronymsOf(request);
    const title = t(lang, 'comparedTitle', { number: after.number, before: before.number });
    return page(
      <Page frame={frame} title={title}>
        <Back href={frame.href(editionPath(after.id))}>{t(lang, 'back')}</Back>
        <div class="stack">
          <h1>{title}</h1>
          {found.length === 0 ? (
            <EmptyState>{t(lang, 'same')}</EmptyState>
          ) : (
            <Table
              caption={t(lang, 'what')}
              quiet
              columns={[
                { label: t(lang, 'measure') },
                { label: t(lang, 'before'), onPhone: t(lang, 'before') },
                { label: t(lang, 'after'), onPhone: t(lang, 'after') },
              ]}
              rows={found.slice(0, shown).map((one) => [nameOf(one, lang), ...sides(one, lang, acronyms)])}
            />
          )}
        </div>
      </Page>,
    );
  },
});

function nameOf({ number, before, after }: Difference, lang: Lang): string {
  const title = (after ?? before)?.title;
  return title ? `${number} ${titleIn(title, lang)}` : number;
}

function sides({ before, after }: Difference, lang: Lang, acronyms: ReadonlyMap<string, string>): readonly string[] {
  return [
    before ? said(before, after, lang, acronyms) : t(lang, 'added'),
    after ? said(after, before, lang, acronyms) : t(lang, 'removed'),
  ];
}

/** Of one side, what the other says otherwise. */
function said(
  one: MeasureLine,
  other: MeasureLine | undefined,
  lang: Lang,
  acronyms: ReadonlyMap<string, string>,
): string {
  const none = t(lang, 'noValue');
  const words = {
    state: pick(measureStates[one.state], lang),
    progress: `${t(lang, 'progress')}: ${one.progress === null ? none : formatPercent(one.progress, lang, 0)}`,
    due: `${t(lang, 'due')}: ${one.due === null ? none : formatDate(one.due, lang)}`,
    executor: `${t(lang, 'executor')}: ${one.executor === null ? none : (acronyms.get(one.executor) ?? one.executor)}`,
  } as const;
  const names = Object.keys(words) as (keyof typeof words)[];
  return names
    .filter((name) => name === 'state' || one[name] !== other?.[name])
    .map((name) => words[name])
    .join('. ');
}
