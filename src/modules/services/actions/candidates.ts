import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { EntityFacts, Related } from '../../exchange/index.ts';
import { finsOf, voenOf } from '../../identity/index.ts';
import type { Candidate, ChoosingField } from '../rules/relation-choice.ts';
import type { NewFact } from '../store.ts';

/** One to whom the relation leads, with the key by which all registers know them. */
export interface Reached {
  readonly key: string;
  readonly entity: EntityFacts & { readonly id: string };
}

/** Those to whom the relation of a field leads, or why that is not known. */
export async function reachedBy(
  ctx: Context,
  { chosenFrom: { relation } }: ChoosingField,
  found: EntityFacts | undefined,
): Promise<{ readonly related: Related; readonly reached: readonly Reached[] }> {
  const related: Related = found?.relations[relation] ?? { state: 'unknown' };
  if (related.state !== 'value') return { related, reached: [] };
  const known = related.entities.filter((one): one is Reached['entity'] => one.id !== null);
  const people = known.filter(({ entity }) => entity === 'person').map(({ id }) => id);
  const fins = await finsOf(ctx, people);
  const reached = await Promise.all(
    known.map(async (one): Promise<Reached[]> => {
      const key = one.entity === 'person' ? fins.get(one.id) : await voenOf(ctx, one.id);
      return key === undefined ? [] : [{ key, entity: one }];
    }),
  );
  return { related, reached: reached.flat() };
}

/** Those who may be chosen, as a fact of the case; who has no name there cannot be chosen. */
export function candidatesFact(
  { name, chosenFrom: { label } }: ChoosingField,
  { related, reached }: Awaited<ReturnType<typeof reachedBy>>,
  now: Date,
): NewFact {
  const blank = { id: newId(now.getTime()), field: name, value: null, recordedAt: null, readAt: now.toISOString() };
  if (related.state !== 'value') {
    const retryAt = related.state === 'unavailable' ? related.retryAt : null;
    return { ...blank, state: related.state, retryAt };
  }
  const silent = reached.map(({ entity }) => entity.facts[label]).find((fact) => fact?.state === 'unavailable');
  if (silent?.state === 'unavailable') return { ...blank, state: 'unavailable', retryAt: silent.retryAt };
  const value = reached.flatMap(({ key, entity }): { [Part in keyof Candidate]: string }[] => {
    const shown = entity.facts[label];
    return shown?.state === 'value' ? [{ key, label: String(shown.value) }] : [];
  });
  const { recordedAt, readAt } = related.source;
  const said = { ...blank, readAt, recordedAt, retryAt: null };
  return value.length === 0 ? { ...said, state: 'none' } : { ...said, state: 'value', value };
}
