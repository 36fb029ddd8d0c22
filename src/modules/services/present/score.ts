import { bakuDate } from '../../../language/index.ts';
import { factsByField } from '../actions/facts.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { AnswerRow, FactRow } from '../entities.ts';
import { scoreOf } from '../rules/scores.ts';
import { caseData } from '../rules/values.ts';
import type { ScoreView } from '../score-views.ts';
import type { Guide } from './guide.ts';

interface Known {
  readonly facts: readonly FactRow[];
  readonly answers: readonly AnswerRow[];
  /** Null of a draft, which is not scored. */
  readonly submittedAt: Date | null;
}

/** How a case scores by what is known of it; undefined where it is not scored, or not yet. */
export function scoreView(service: CompiledService, guide: Guide, known: Known): ScoreView | undefined {
  const { facts, answers, submittedAt } = known;
  if (!service.scores || submittedAt === null) return undefined;
  const given = Object.fromEntries(answers.map(({ field, value }) => [field, value]));
  const score = scoreOf(service, caseData(service, factsByField(facts), given, bakuDate(submittedAt)));
  if (!score) return undefined;
  return { ...score, criteria: score.criteria.map((one) => ({ ...one, article: guide.article(one.article) })) };
}
