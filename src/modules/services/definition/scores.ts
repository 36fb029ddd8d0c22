import { type Static, Type } from 'typebox';
import type { Finding } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { CompiledField } from './compiled.ts';
import { finding } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import { behind, formulaTypes, programOf } from './types.ts';

const closed = { additionalProperties: false } as const;
const text = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);

const level = Type.Object(
  {
    /** The first whose condition is true gives the points; the last needs none. */
    when: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    points: Type.Integer({ minimum: 0, maximum: 1000 }),
    reason: text,
  },
  closed,
);

const criterion = Type.Object(
  {
    title: text,
    article: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    levels: Type.Array(level, { minItems: 2, maxItems: 20 }),
  },
  closed,
);

/** Criteria by which an application is scored, by names that expressions use; `score` is their sum. */
export const scoresSection = Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' }), criterion, {
  ...closed,
  minProperties: 1,
});
export type ScoresSource = Static<typeof scoresSection>;

/** A criterion as the engine shows it; its points are a computed field of its name. */
export interface CompiledCriterion {
  readonly name: string;
  readonly title: Text;
  readonly article: string;
  readonly most: number;
  /** Fields it looks at; computed ones resolved. */
  readonly uses: readonly string[];
  readonly levels: readonly { readonly when?: string; readonly points: number; readonly reason: Text }[];
}

/** The sum of all points, as a field that conditions, the table and the document may use. */
export const scoreField = 'score';

const sumLabel: Text = { az: 'Bal', en: 'Score', ru: 'Балл' };

const formulaOf = (levels: ScoresSource[string]['levels']): string =>
  levels.reduceRight((rest, { when, points }) => {
    return when === undefined ? String(points) : `if (${when}) = true then ${points} else ${rest}`;
  }, '0');

interface WithData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly scores?: ScoresSource;
}

/** The source with a computed field for each criterion, and one for their sum: below what they look at, above what rests on them. */
export function withScoreFields<S extends WithData>(source: S, findings: Finding[]): S {
  const { scores } = source;
  if (!scores) return source;
  const names = Object.keys(scores);
  const taken = [...names, scoreField].filter((name) => Object.hasOwn(source.data, name));
  findings.push(...taken.map(takenName));
  const computed = (label: Text, formula: string) => ({ source: 'computed', type: 'number', label, formula });
  const points = Object.entries(scores).map(([name, { title, levels }]) => [name, computed(title, formulaOf(levels))]);
  const sum = computed(sumLabel, names.join(' + '));
  const [above, below] = aroundScores(source.data, [...names, scoreField]);
  return { ...source, data: { ...above, ...Object.fromEntries(points), [scoreField]: sum, ...below } };
}

/** Fields that are there before the points, and those whose formula rests on them. */
function aroundScores(data: WithData['data'], names: readonly string[]): readonly [object, object] {
  const resting = new Set(names);
  const below = Object.entries(data).filter(([name, field]) => {
    const { formula } = field as { readonly formula?: string };
    const rests = formula?.match(/[A-Za-z]\w*/g)?.some((word) => resting.has(word)) === true;
    if (rests) resting.add(name);
    return rests;
  });
  const above = Object.entries(data).filter(([name]) => !below.some(([one]) => one === name));
  return [Object.fromEntries(above), Object.fromEntries(below)];
}

export function compileScores(
  { scores = {} }: Pick<WithData, 'scores'>,
  fields: readonly CompiledField[],
  around: Surroundings,
  findings: Finding[],
): readonly CompiledCriterion[] {
  return Object.entries(scores).map(([name, { title, levels, article }]) => {
    const open = levels.findIndex(({ when }) => when === undefined);
    if (open !== levels.length - 1) findings.push(openEnded(name));
    // A criterion whose conditions do not compile has no field, and a finding.
    const sound = fields.some((field) => field.name === name);
    const uses = levels.flatMap(({ when }) =>
      when === undefined || !sound ? [] : programOf(fields, when, formulaTypes).inputs,
    );
    return {
      name,
      title,
      article: articleOf(around, article, ['scores', name], name, findings),
      most: Math.max(...levels.map(({ points }) => points)),
      uses: behind(fields, [...new Set(uses)]),
      levels,
    };
  });
}

/** What is found in the field of a criterion stands where the criterion is written. */
export const scoreFaultsAt = ({ scores = {} }: Pick<WithData, 'scores'>, findings: readonly Finding[]) =>
  findings.map((one) => {
    const [section, name] = one.path;
    return section === 'data' && typeof name === 'string' && Object.hasOwn(scores, name)
      ? { ...one, path: ['scores', name, 'levels'] }
      : one;
  });

const takenName = (name: string): Finding =>
  finding(
    ['scores', name],
    'score-name',
    [
      `“${name}” adı data bölməsində tutulub.`,
      `The name “${name}” stands under data already.`,
      `Имя «${name}» уже занято в data.`,
    ],
    [
      'Meyara və ya sahəyə başqa ad verin; score adı balların cəmi üçündür.',
      'Call the criterion or the field otherwise; score is the sum of all points.',
      'Дайте критерию или полю другое имя; score – это сумма баллов.',
    ],
  );

const openEnded = (name: string): Finding =>
  finding(
    ['scores', name, 'levels'],
    'score-levels',
    [
      `“${name}” meyarının yalnız son pilləsi şərtsiz olmalıdır.`,
      `Of the criterion “${name}” the last level, and no other, has no condition.`,
      `У критерия «${name}» без условия должен быть только последний уровень.`,
    ],
    [
      'Son pillədən when sahəsini silin, qalanlarında şərt yazın.',
      'Leave when out of the last level, and write it in all others.',
      'Уберите when у последнего уровня и укажите его у остальных.',
    ],
  );
