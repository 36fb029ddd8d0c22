import type { Text } from '../../../language/lang.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { type CompiledCriterion, scoreField } from '../definition/scores.ts';
import { formulaTypes, programOf } from '../definition/types.ts';
import type { CaseData } from './values.ts';

/** What one criterion came to. */
export interface CriterionScore {
  readonly title: Text;
  readonly article: string;
  readonly points: number;
  readonly most: number;
  readonly reason: Text;
}

export interface Score {
  readonly criteria: readonly CriterionScore[];
  readonly points: number;
  readonly most: number;
}

/** How an application scores, and why; undefined where it is not scored, or a fact that counts was not received. */
export function scoreOf(service: Pick<CompiledService, 'fields' | 'scores'>, data: CaseData): Score | undefined {
  const { scores, fields } = service;
  if (!scores || scores.some(({ uses }) => uses.some((name) => data.missing.has(name)))) return undefined;
  if (typeof data.values[scoreField] !== 'number') return undefined;
  const holds = (when: string) => programOf(fields, when, formulaTypes).evaluate(data.values) === true;
  const levelOf = ({ levels }: CompiledCriterion) => levels.find(({ when }) => when === undefined || holds(when));
  const criteria = scores.flatMap((one) => {
    const level = levelOf(one);
    const { title, article, most } = one;
    return level ? [{ title, article, most, points: level.points, reason: level.reason }] : [];
  });
  const sum = (of: (one: CriterionScore) => number) => criteria.reduce((all, one) => all + of(one), 0);
  return { criteria, points: sum(({ points }) => points), most: sum(({ most }) => most) };
}
