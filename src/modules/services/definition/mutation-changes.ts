import type { Path } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { ProcessSource } from '../../process/index.ts';
import type { ServiceSource } from './schema.ts';

type Source = ServiceSource<ProcessSource>;
type Action = ProcessSource['actions'][string];
type Clock = NonNullable<ProcessSource['clocks']>[string];

/** One thing made wrong: where, what, and the service as it then stands. */
export interface Change {
  readonly path: Path;
  readonly change: Text;
  readonly source: Source;
}

/** Everything that can be made wrong, one at a time, with some sense: what a slip of the hand or of the mind would do. */
export function changesOf(source: Source): Change[] {
  const { process, requirements, decision, data } = source;
  const at = (path: Path, change: Text, value: unknown): Change => ({ path, change, source: put(source, path, value) });
  return [
    ...Object.entries(process.actions).flatMap(([name, action]) =>
      actionChanges(['process', 'actions', name], action, Object.keys(process.states), at),
    ),
    ...Object.entries(process.clocks ?? {}).flatMap(([name, clock]) =>
      clockChanges(['process', 'clocks', name], clock, at),
    ),
    ...Object.entries(requirements).flatMap(([name, { when }]) => [
      at(['requirements', name, 'when'], words.negated, `not(${when})`),
      at(['requirements', name], words.dropped, undefined),
      ...constants(when).map((other) => at(['requirements', name, 'when'], words.constant, other)),
    ]),
    ...source.pages.flatMap((page, index) => pageChanges(['pages', index], page, at)),
    ...decision.rules.flatMap((rule, index) => ruleChanges(['decision', 'rules', index], rule, at)),
    ...Object.entries(data).flatMap(([name, { formula }]) =>
      formula === undefined
        ? []
        : constants(formula).map((other) => at(['data', name, 'formula'], words.constant, other)),
    ),
    ...Object.entries(source.scores ?? {}).flatMap(([name, { levels }]) =>
      levels.flatMap((level, index) => levelChanges(['scores', name, 'levels', index], level, at)),
    ),
    ...deliveryChanges(source, at),
  ];
}

type At = (path: Path, change: Text, value: unknown) => Change;

const officials = ['officer', 'approver', 'deputy_head'];

function actionChanges(path: Path, action: Action, states: readonly string[], at: At): Change[] {
  const { from, to, actor, guard, fourEyes, note, effects = [] } = action;
  const other = states[(states.indexOf(to) + 1) % states.length];
  const next = officials[(officials.indexOf(actor) + 1) % officials.length];
  return [
    ...(guard === undefined
      ? []
      : [at([...path, 'guard'], words.negated, `not(${guard})`), at([...path, 'guard'], words.dropped, undefined)]),
    ...(fourEyes === undefined ? [] : [at([...path, 'fourEyes'], words.dropped, undefined)]),
    ...(note === 'required' ? [at([...path, 'note'], words.dropped, undefined)] : []),
    ...(officials.includes(actor) ? [at([...path, 'actor'], words.another, next)] : []),
    ...(from.length < 2 ? [] : from.map((one) => at([...path, 'from'], without(one), left(from, one)))),
    at([...path, 'to'], words.another, other),
    ...effects.map((one) => at([...path, 'effects'], without(one), left(effects, one))),
    ...(['raise', 'lower'] as const).flatMap((part) =>
      (action[part] ?? []).map((one) => at([...path, part], without(one), left(action[part] ?? [], one))),
    ),
  ];
}

function pageChanges(path: Path, { when, page, question, fields }: Source['pages'][number], at: At): Change[] {
  if (when === undefined) return [];
  return [
    at([...path, 'when'], words.negated, `not(${when})`),
    at(path, words.everybody, { page, question, fields }),
    ...constants(when).map((other) => at([...path, 'when'], words.constant, other)),
  ];
}

function clockChanges(path: Path, { workingDays, runs, due }: Clock, at: At): Change[] {
  return [
    at([...path, 'workingDays'], words.more, workingDays + 1),
    ...(workingDays > 1 ? [at([...path, 'workingDays'], words.less, workingDays - 1)] : []),
    ...(runs.length < 2 ? [] : runs.map((one) => at([...path, 'runs'], without(one), left(runs, one)))),
    ...(due === undefined ? [] : [at([...path, 'due'], words.dropped, undefined)]),
  ];
}

const outcomes = ['approve', 'officer', 'refuse'];

function ruleChanges(path: Path, rule: Source['decision']['rules'][number], at: At): Change[] {
  return [
    at(path, words.dropped, undefined),
    ...outcomes
      .filter((one) => one !== rule.outcome)
      .map((one) => at([...path, 'outcome'], { az: `→ ${one}`, en: `→ ${one}`, ru: `→ ${one}` }, one)),
    ...Object.entries(rule.when).flatMap(([input, test]) => [
      at([...path, 'when', input], words.dropped, undefined),
      ...constants(String(test)).map((other) => at([...path, 'when', input], words.constant, other)),
    ]),
  ];
}

type Level = NonNullable<Source['scores']>[string]['levels'][number];

const levelChanges = (path: Path, { when, points }: Level, at: At): Change[] => [
  at([...path, 'points'], words.constant, points + 1),
  ...(when === undefined ? [] : constants(when).map((other) => at([...path, 'when'], words.constant, other))),
];

function deliveryChanges({ entry, document, quota, outcomes: lists }: Source, at: At): Change[] {
  return [
    ...(quota ? [at(['quota', 'amount'], words.emptied, '0')] : []),
    ...Object.entries(entry?.fields ?? {}).map(([name]) => at(['entry', 'fields', name], words.emptied, 'null')),
    ...(document?.lines ?? []).map((_, index) => at(['document', 'lines', index], words.dropped, undefined)),
    ...(['approved', 'refused', 'lapsed', 'revoked'] as const).flatMap((key) =>
      (lists[key] ?? []).map((one) => at(['outcomes', key], without(one), left(lists[key] ?? [], one))),
    ),
  ];
}

/** An expression with one of its comparisons turned, or one of its numbers one higher, for each of them. */
function constants(expression: string): string[] {
  const turned = [...expression.matchAll(/"[^"]*"|<=|>=|!=|<|>|(?<![\w.])\d+(?:\.\d+)?(?![\w.-])|\btrue\b|\bfalse\b/g)];
  return turned.flatMap(({ 0: found, index }) => {
    if (found.startsWith('"')) return [];
    const other = turnedTo[found] ?? String(Number(found) + 1);
    return [`${expression.slice(0, index)}${other}${expression.slice(index + found.length)}`];
  });
}

const turnedTo: Readonly<Record<string, string>> = {
  '<=': '<',
  '>=': '>',
  '<': '<=',
  '>': '>=',
  '!=': '=',
  true: 'false',
  false: 'true',
};

const left = (list: readonly string[], gone: string): string[] => list.filter((one) => one !== gone);

const without = (name: string): Text => ({ az: `${name} çıxarılıb`, en: `without ${name}`, ru: `без ${name}` });

const words = {
  negated: { az: 'şərt əksinə çevrilib', en: 'condition negated', ru: 'условие обращено' },
  dropped: { az: 'silinib', en: 'dropped', ru: 'удалено' },
  everybody: { az: 'hamıdan soruşulur', en: 'asked of everybody', ru: 'спрашивается у всех' },
  emptied: { az: 'boş qoyulub', en: 'left empty', ru: 'оставлено пустым' },
  another: { az: 'başqası yazılıb', en: 'another one', ru: 'указано другое' },
  constant: {
    az: 'qiymət və ya müqayisə dəyişib',
    en: 'another value or comparison',
    ru: 'другое значение или сравнение',
  },
  more: { az: 'bir gün artıq', en: 'a day more', ru: 'на день больше' },
  less: { az: 'bir gün az', en: 'a day less', ru: 'на день меньше' },
} as const;

/** A copy in which the value at a path is another; what becomes undefined is gone, from a list too. */
function put<T>(value: T, [step, ...rest]: Path, other: unknown): T {
  if (step === undefined) return other as T;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string | number, unknown>;
  const below = put(copy[step], rest, other);
  if (below !== undefined) copy[step] = below;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  return copy as T;
}
