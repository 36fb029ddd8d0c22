import type { Context } from '../../kernel/context.ts';
import { isPersonNumber, isVoen } from '../../language/index.ts';
import { ensureOrganisation, numbersOf, personByNumber, voenOf } from '../identity/index.ts';
import type { EntityName } from './fact.ts';

/** Someone asked about: the id by which Vahid knows them and the number by which registers do. */
export interface Subject {
  readonly entity: EntityName;
  readonly id: string | null;
  readonly key: string | null;
}

/** Subjects by their ids, in the same order. A person known neither by FİN nor by an applicant's number has no key. */
export async function subjectsOf(
  ctx: Context,
  entity: EntityName,
  ids: readonly string[],
): Promise<readonly Subject[]> {
  const distinct = [...new Set(ids)];
  const keys =
    entity === 'person'
      ? await numbersOf(ctx, distinct)
      : new Map(await Promise.all(distinct.map(async (id) => [id, await voenOf(ctx, id)] as const)));
  return ids.map((id) => ({ entity, id, key: keys.get(id) ?? null }));
}

/**
 * Subjects by their natural keys, entered in identity where they were not yet, so that the look-up stands in their
 * log on the day they first sign in. A key that no number of a person and no VÖEN can be leads to somebody without id or key.
 */
export async function subjectsByKey(
  ctx: Context,
  entity: EntityName,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Subject>> {
  const subjects = new Map<string, Subject>();
  for (const key of new Set(keys)) {
    const fits = entity === 'person' ? isPersonNumber(key) : isVoen(key);
    const ensure = entity === 'person' ? personByNumber : ensureOrganisation;
    const id = fits ? await ensure(ctx, key) : undefined;
    subjects.set(key, id === undefined ? { entity, key: null, id: null } : { entity, key, id });
  }
  return subjects;
}
