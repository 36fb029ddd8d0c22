import type { CompiledService } from '../definition/compiled.ts';
import { reviewsOf } from '../definition/heard.ts';
import type { Outcome } from '../entities.ts';
import { say } from '../text/index.ts';
import type { JudgedRequirement, Reason, TableVerdict } from './judging.ts';
import { type KnownOpinions, opinionReasons } from './opinions.ts';

/** A reason that a decision would have, by a name that stays as long as the rule does. */
export interface ProposedReason {
  readonly name: string;
  readonly reason: Reason;
}

/** What an official makes of the reasons that are proposed. */
export interface ReasonChoice {
  /** Names of those that are left out. */
  readonly without?: readonly string[];
  /** A reason in the official's own words, with its article. */
  readonly own?: { readonly words: string; readonly article: string };
}

/** What a decision is judged by. */
export interface ReasonGrounds {
  readonly requirements: readonly JudgedRequirement[];
  readonly opinions?: KnownOpinions;
  readonly verdict?: TableVerdict;
  /** Of the institution's own assessment, where it names other articles than the definition does. */
  readonly articles?: readonly string[] | undefined;
}

/**
 * Why a case is decided so. Approved: the conditions that are met. Refused: those that are not, and what the table says
 * by another article; a missing fact is never a ground, and where nothing speaks against it, it is the official's own
 * assessment, with its article.
 */
export function proposedReasons(
  service: CompiledService,
  outcome: Outcome,
  { requirements, opinions = {}, verdict, articles = [] }: ReasonGrounds,
): readonly ProposedReason[] {
  const heard = opinionReasons(service, outcome, opinions).map((reason) => ({
    name: `opinion.${reason.opinion ?? reason.article}`,
    reason,
  }));
  const judged = (...signs: readonly string[]) =>
    requirements
      .filter(({ sign }) => signs.includes(sign))
      .map(({ name, sign, text, article }) => ({ name: `requirement.${name}`, reason: { sign, text, article } }));
  if (outcome === 'approved') return [...judged('known', 'said'), ...heard];
  if (outcome === 'refused') {
    const failed = [...judged('late'), ...heard];
    const found = [...failed, ...tableReasons(verdict, failed)];
    if (found.length > 0) return found;
  }
  const { judgement, lapse, revocation } = service.decision;
  const clause = outcome === 'refused' ? judgement : outcome === 'revoked' && revocation ? revocation : lapse;
  const grounds = articles.length > 0 && clause !== lapse ? articles : [clause.article];
  return grounds.map((article) => ({
    name: `clause.${outcome}`,
    reason: { sign: 'late', text: clause.reason, article },
  }));
}

/** What the table says against the case, unless a condition says it by the same article. */
function tableReasons(verdict: TableVerdict | undefined, said: readonly ProposedReason[]): readonly ProposedReason[] {
  if (verdict?.outcome !== 'refuse') return [];
  const articles = new Set(said.map(({ reason }) => reason.article));
  return verdict.reasons
    .filter(({ article }) => !articles.has(article))
    .map((reason, index) => ({ name: `table.${index + 1}`, reason }));
}

/** The reasons that stand in the decision; none where everything was left out. */
export function chosenReasons(
  proposed: readonly ProposedReason[],
  { without = [], own }: ReasonChoice = {},
): readonly Reason[] {
  const kept = proposed.filter(({ name }) => !without.includes(name)).map(({ reason }) => reason);
  return own ? [...kept, { sign: 'said', text: say('ownReason'), article: own.article, own: true }] : kept;
}

/** Articles that an official may rest a reason of their own on: all that the service cites. */
export function citedArticles(service: CompiledService): readonly string[] {
  const { decision, requirements, fields, fee, within = [] } = service;
  const { rules, missing, judgement, lapse, revocation } = decision;
  const all = [
    ...requirements,
    ...rules,
    judgement,
    missing,
    lapse,
    ...(revocation ? [revocation] : []),
    ...within,
    ...(reviewsOf(service)?.criteria ?? []),
    ...(fee ? [fee] : []),
    ...fields.flatMap((field) => ('article' in field ? [field] : [])),
  ];
  return [...new Set(all.map(({ article }) => article))];
}
