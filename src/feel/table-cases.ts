import { type Column, type Coverage, tryCombinations } from './table-gaps.ts';
import { agree, countsAll, deciding, type Results } from './table-policy.ts';
import { problem, type TableProblem } from './table-problem.ts';
import type { Cell } from './table-run.ts';
import type { TableSource } from './table-source.ts';

const numbered = (rules: readonly number[]): string => rules.map((rule) => String(rule + 1)).join(', ');

/**
 * Tries the table on cases: none may be without a rule unless all that fit count, none may have two rules where only one
 * may fit, or two that differ where they must agree; and every rule must decide some case.
 */
export function checkCases(
  source: TableSource,
  rules: readonly (readonly Cell[])[],
  results: Results,
): { coverage: Coverage; problems: TableProblem[] } {
  const columns = source.inputs.map(
    (input): Column => ({
      ...input,
      tests: rules.map((cells) => cells.find((cell) => cell.name === input.name)?.test),
    }),
  );
  const found = new Map<'gap' | 'clash', TableProblem>();
  const coverage = tryCombinations(columns, rules.length, (fired, example) => {
    if (fired.length === 0 && !countsAll(source) && !found.has('gap')) {
      found.set('gap', problem(['rules'], 'table.gap', { example: example() }));
    }
    const clash = found.has('clash') ? undefined : clashOf(source, results, fired);
    if (clash !== undefined) {
      const holes = { rules: numbered(fired), example: example() };
      found.set('clash', problem(['rules', fired[1] ?? 0], clash, holes));
    }
    return found.size < 2;
  });
  const problems = [...found.values()];
  return { coverage, problems: problems.length > 0 ? problems : idleRules(source, columns, results) };
}

function clashOf(
  source: TableSource,
  results: Results,
  fired: readonly number[],
): 'table.overlap' | 'table.conflict' | undefined {
  if (source.hitPolicy === 'unique') return fired.length > 1 ? 'table.overlap' : undefined;
  const [first = 0] = fired;
  const differs = source.hitPolicy === 'any' && fired.some((rule) => !agree(source, results, first, rule));
  return differs ? 'table.conflict' : undefined;
}

/** Whether trying representative values says all there is to say about a column: not where a cell computes, nor of lists. */
const isPlain = ({ type, tests }: Column): boolean =>
  typeof type === 'string' && tests.every((test) => test === undefined || test.plain);

/** Rules that decide no case, missing data included. Silent where not every case can be tried. */
function idleRules(source: TableSource, columns: readonly Column[], results: Results): TableProblem[] {
  if (!columns.every(isPlain)) return [];
  const idle = new Map(source.rules.map((_, rule) => [rule, { before: new Set<number>(), example: '' }]));
  const { tried, combinations } = tryCombinations(
    columns,
    source.rules.length,
    (fired, example) => {
      const chosen = deciding(source, results, fired);
      for (const rule of chosen) idle.delete(rule);
      for (const rule of fired) noteBefore(idle.get(rule), chosen, example);
      return idle.size > 0;
    },
    true,
  );
  if (tried < combinations) return [];
  return [...idle].map(([rule, { before, example }]) => {
    const number = { rule: String(rule + 1) };
    return before.size === 0
      ? problem(['rules', rule], 'table.never_fits', number)
      : problem(['rules', rule], 'table.covered', { ...number, rules: numbered([...before]), example });
  });
}

function noteBefore(
  idle: { before: Set<number>; example: string } | undefined,
  chosen: readonly number[],
  example: () => string,
): void {
  if (!idle) return;
  if (idle.before.size === 0) idle.example = example();
  for (const rule of chosen) idle.before.add(rule);
}
