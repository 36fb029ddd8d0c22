import type { Context } from '../../../kernel/context.ts';
import { lastProposed, listAmendments } from '../amendment-store.ts';
import { amends, proposesAmendment } from '../definition/amending.ts';
import { shapeOf } from '../definition/shape.ts';
import type { HeldValue } from '../rules/amending.ts';
import { keepKnown } from '../rules/renewing.ts';
import * as store from '../store.ts';
import type { AmendmentInput } from './amending.ts';
import { answersOf } from './answers.ts';
import { applicantOf, readFacts } from './facts.ts';
import type { LoadedCase } from './loading.ts';

/**
 * What the register says now of the field that is to be corrected; where it is silent, what it had said last. Undefined
 * where the action corrects nothing, or nothing that a register says. Call it outside a transaction: the look-up is in the
 * citizen's log, and no other field is asked for.
 */
export async function registerNow(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  { action, given }: { readonly action: string; readonly given: AmendmentInput | undefined },
): Promise<HeldValue | undefined> {
  const named = proposesAmendment(service, action) ? given?.field : await proposedField(ctx, { row, service }, action);
  const field = service.fields.find(({ name }) => name === named);
  if (field?.source !== 'register' || !service.correction?.fields.includes(field.name)) return undefined;
  const fields = service.fields.filter((one) => one === field || one.name === field.of);
  const narrow = { ...service, fields, shape: shapeOf(fields) };
  const read = await readFacts(ctx, narrow, applicantOf(row), row.reference, await answersOf(ctx, row.id));
  const now = keepKnown(await store.listFacts(ctx.db, row.id), read).find((fact) => fact.field === field.name);
  return now?.state === 'value' ? { field: field.name, value: now.value } : undefined;
}

async function proposedField(ctx: Context, { row, service }: Pick<LoadedCase, 'row' | 'service'>, action: string) {
  return amends(service, action) ? lastProposed(await listAmendments(ctx.db, row.id))?.field : undefined;
}
