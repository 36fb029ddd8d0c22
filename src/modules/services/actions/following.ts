import type { Context } from '../../../kernel/context.ts';
import type { CaseCard, CaseView } from '../views.ts';

/** Cases of the signed-in person, or of the company one acts for; what waits for an answer first. */
export declare function myCases(ctx: Context): Promise<readonly CaseCard[]>;
export declare function caseView(ctx: Context, input: { id: string }): Promise<CaseView>;
export declare function withdrawCase(ctx: Context, input: { id: string; key: string }): Promise<void>;
/** Within the days the service gives. `grounds`: the applicant's words, 1–2000 characters. */
export declare function appealDecision(
  ctx: Context,
  input: { id: string; grounds: string; key: string },
): Promise<void>;
/** Once a case. `score` 1–5, `comment` up to 1000 characters or empty. */
export declare function rateService(ctx: Context, input: { id: string; score: number; comment: string }): Promise<void>;
