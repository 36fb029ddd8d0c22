import type { Context } from '../../../kernel/context.ts';
import type { DeskCaseView, WorklistView } from '../views.ts';

/** Cases that wait for an official of the actor's institutions, the most urgent first. */
export declare function worklist(ctx: Context): Promise<WorklistView>;
export declare function deskCase(ctx: Context, input: { id: string }): Promise<DeskCaseView>;
/** An official acts. `version` as shown on the page; `pages` only with an action that asks for them. */
export declare function actOnCase(
  ctx: Context,
  input: { id: string; action: string; version: number; note: string; pages?: readonly string[]; key: string },
): Promise<void>;
