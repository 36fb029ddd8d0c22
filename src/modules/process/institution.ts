import type { Subject } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { inChargeOf } from '../identity/index.ts';
import type { Instance } from './entities.ts';
import * as store from './store.ts';

/** What access looks at: the institutions are those that answer today for the instance's own and for its owner. */
export async function subjectOf(
  ctx: Context,
  of: Pick<Instance, 'institution' | 'owner_person' | 'owner_organisation' | 'owner_institution'>,
): Promise<Subject & { readonly institution: string }> {
  return {
    institution: await inChargeOf(ctx, of.institution),
    ownerInstitution: of.owner_institution === null ? undefined : await inChargeOf(ctx, of.owner_institution),
    owner: { person: of.owner_person ?? undefined, organisation: of.owner_organisation ?? undefined },
  };
}

/**
 * Gives instances to the institution that took over what they are about: of a split one the engine knows only who took the
 * rest. In the caller's transaction; checks no access.
 */
export async function passToOwner(ctx: Context, ids: readonly string[], institution: string): Promise<void> {
  await store.updateOwner(ctx.db, ids, institution);
}
