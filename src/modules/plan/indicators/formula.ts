import { compile, FeelError, type Program } from '../../../feel/index.ts';
import type { PeriodValue } from './months.ts';

/** A formula over other indicators, by their codes. @throws FeelError */
export function readFormula(formula: string, codes: Iterable<string>): Program {
  return compile(formula, Object.fromEntries([...codes].map((code) => [code, 'number' as const])));
}

/** Codes that a formula names; none where it cannot be read. */
export function inputsOf(formula: string, codes: Iterable<string>): readonly string[] {
  try {
    return readFormula(formula, codes).inputs;
  } catch (error) {
    if (error instanceof FeelError) return [];
    throw error;
  }
}

/** The first of the codes on a circle that `code` leads into by its formulas; undefined where every way ends. */
export function circleFrom(code: string, formulas: ReadonlyMap<string, string>): readonly string[] | undefined {
  const codes = [...formulas.keys()];
  const walk = (at: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at];
    const formula = formulas.get(at);
    if (!formula) return undefined;
    for (const input of inputsOf(formula, codes)) {
      const found = walk(input, [...way, at]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(code, []);
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
