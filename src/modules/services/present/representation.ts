import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { takesRepresentatives } from '../definition/guardians.ts';
import { bases } from '../representation-entities.ts';
import { findRepresentation } from '../representation-store.ts';
import type { LoadedCase } from '../actions/loading.ts';
import type { RepresentationView } from '../views.ts';

/** Who conducts a case for the person whose it is, as far as is known here; undefined where nobody does. */
export async function representationView(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<RepresentationView | undefined> {
  if (!takesRepresentatives(service)) return undefined;
  const found = await findRepresentation(ctx.db, row.id);
  if (!found) return undefined;
  const { basis, until_day: until } = found;
  return { basis: bases[basis], ended: until !== null && bakuDate(ctx.vahid.now()) >= until };
}
