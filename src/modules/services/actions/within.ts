import type { Context } from '../../../kernel/context.ts';
import { act, effectKey, instance, type NewProcess, startProcess } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { AnswerRow } from '../entities.ts';
import * as store from '../store.ts';
import { type LoadedCase, serviceGiven, serviceOfCase } from './loading.ts';

/** A case that is looked at because of a step of it, not by who opened it. */
export type Followed = Pick<LoadedCase, 'row' | 'service'>;

/** The case of a step that nobody's page followed, under its lock; undefined where its service asks for nothing of the kind. */
export async function followedCase(
  ctx: Context,
  id: string,
  asks: (service: CompiledService) => boolean,
): Promise<Followed | undefined> {
  const row = await store.findCase(ctx.db, id);
  const service = row && (await serviceOfCase(ctx, row));
  if (!row || !service || !asks(service)) return undefined;
  await store.lockCase(ctx.db, id);
  return { row, service: await serviceGiven(ctx, row) };
}

interface Beginning extends Pick<NewProcess, 'definition' | 'institution' | 'owner' | 'title'> {
  readonly kind: string;
  /** What the service calls it. */
  readonly name: string;
}

/** Begins, as the program, what somebody besides the applicant is asked about a case. */
export const beginWithin = (
  ctx: Context,
  row: LoadedCase['row'],
  { kind, name, ...asked }: Beginning,
): Promise<string> =>
  startProcess(ctx, {
    ...asked,
    process: { kind, name: `${row.service}.${name}`, version: row.version },
    parent: row.id,
    reference: row.reference,
  });

/** A step of the program in what is within a case; false where that stands in none of these states. */
export async function stepWithin(ctx: Context, id: string, action: string, from?: readonly string[]): Promise<boolean> {
  const { state, seq } = await instance(ctx, id);
  if (from && !from.includes(state)) return false;
  await act(ctx, { instance: id, action, key: effectKey(id, seq, action) });
  return true;
}

/** Whether somebody who spoke then would see other answers now. */
export const correctedSince = (answers: readonly AnswerRow[], sees: readonly string[], then: Date): boolean =>
  answers.some(({ field, changed_at: at }) => sees.includes(field) && at !== null && at > then);
