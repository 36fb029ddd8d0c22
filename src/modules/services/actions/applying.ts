import type { Context } from '../../../kernel/context.ts';
import type { FormBody } from '../../../kernel/http/route.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Lang } from '../../../language/lang.ts';
import type { CheckView, QuestionView } from '../views.ts';

/** Opens a draft, or gives back the applicant's open one. Answers the case and its first page. */
export declare function startCase(ctx: Context, input: { service: string }): Promise<{ id: string; page: string }>;
/** A page of questions with what is answered so far. */
export declare function questionPage(ctx: Context, input: { id: string; page: string }): Promise<QuestionView>;
/** The same page with what was typed and what is wrong with it: drawn after `InvalidAnswers`. */
export declare function questionAgain(
  ctx: Context,
  input: { id: string; page: string; typed: FormBody; errors: QuestionView['errors'] },
): Promise<QuestionView>;
/** Reads a page's form into values; add-/remove- buttons of a group change the number of its items. `resize` true: draw the page again. */
export declare function readAnswers(
  ctx: Context,
  input: { id: string; page: string; body: FormBody; lang: Lang },
): Promise<{ values: Record<string, Json>; resize: boolean }>;
/** Keeps the answers of one page. Refuses with InvalidAnswers (422, `errors`). `next`: the page after it, or `yoxlama`. */
export declare function saveAnswers(
  ctx: Context,
  input: { id: string; page: string; values: Readonly<Record<string, Json>> },
): Promise<{ next: string }>;
/** All answers and facts before they are sent. */
export declare function checkAnswers(ctx: Context, input: { id: string }): Promise<CheckView>;
/** Submits a draft, or answers a returned case; with the same key a second time it does nothing. */
export declare function submitCase(ctx: Context, input: { id: string; key: string }): Promise<void>;
