import { compile, FeelError, type Program } from '../../../feel/index.ts';
import type { PeriodValue } from './months.ts';

/** A formula over other indicators, by their codes. @throws FeelError */
export function readFormula(formula: string, codes: Iterable<string>): Program {
  const all = [...codes];
  const within = all.filter((code) => formula.includes(code));
  try {
    return compile(formula, numbers(within));
  } catch (error) {
    // Again with all codes: the message names the nearest to what was written.
    if (error instanceof FeelError) return compile(formula, numbers(all));
    throw error;
  }
}

const numbers = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, 'number' as const]));

/** Codes that a formula names; none where it cannot be read. */
export function inputsOf(formula: string, codes: Iterable<string>): readonly string[] {
  try {
    return compile(formula, numbers([...codes].filter((code) => formula.includes(code)))).inputs;
  } catch (error) {
    if (error instanceof FeelError) return [];
    throw error;
  }
}

/** The first of the codes on a circle that `code` leads into by its formulas; undefined where every way ends. */
export function circleFrom(code: string, formulas: ReadonlyMap<string, string>): readonly string[] | undefined {
  const codes = [...formulas.keys()];
  // No recursion, and each code once: formulas may lean on each other in long chains and by many ways.
  const way: { readonly at: string; readonly inputs: string[] }[] = [];
  const seen = new Set<string>();
  const enter = (at: string) => {
    seen.add(at);
    way.push({ at, inputs: [...inputsOf(formulas.get(at) ?? '', codes)] });
  };
  enter(code);
  for (let last = way.at(-1); last; last = way.at(-1)) {
    const next = last.inputs.shift();
    const before = next === undefined ? -1 : way.findIndex(({ at }) => at === next);
    if (before >= 0) return [...way.slice(before).map(({ at }) => at), way[before]?.at ?? code];
    if (next === undefined) way.pop();
    else if (!seen.has(next)) enter(next);
  }
  return undefined;
}

/**
 * The values of a formula: for each period that all its inputs have, from their values of that same period. What one of
 * them withholds, or has not, the formula has not either; so nothing comes out that was kept back.
 */
export function derivedValues(
  program: Program,
  inputs: ReadonlyMap<string, readonly PeriodValue[]>,
): readonly PeriodValue[] {
  const [first, ...others] = program.inputs;
  const byEnd = new Map(
    others.map((code) => [code, new Map((inputs.get(code) ?? []).map((point) => [point.ends, point]))] as const),
  );
  return (first === undefined ? [] : (inputs.get(first) ?? [])).flatMap((point) => {
    const found = others.map((code) => [code, byEnd.get(code)?.get(point.ends)] as const);
    if (first === undefined || found.some(([, one]) => one === undefined)) return [];
    const { period, ends } = point;
    const given = Object.fromEntries([[first, point.value], ...found.map(([code, one]) => [code, one?.value])]);
    if (Object.values(given).some((value) => value === undefined)) return [{ period, ends }];
    const value = program.evaluate(given);
    const number = typeof value === 'string' ? Number(value) : value;
    return [typeof number === 'number' && Number.isFinite(number) ? { period, ends, value: number } : { period, ends }];
  });
}
