import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { InvalidInput } from '../../kernel/refusal.ts';
import { inChargeOf } from '../identity/index.ts';
import { type Instance, servesOwner } from '../process/index.ts';
import { topicsOf } from './requests/definition.ts';
import { hasWritten } from './requests/store.ts';
import type { EntryRef } from './store/relations.ts';

// What holds of everything that an institution asks for and others approve: requests, proposals to the dictionary, exceptions.

/** One action on a request, a review or a proposal. */
export interface Press {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  /** As the actor saw it. Who judges says what they read: by it what was written since is told. */
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

/** Actions by which the institution itself speaks. */
export const ownersActions: ReadonlySet<string> = new Set(['submit', 'answer', 'withdraw']);

/** States that nothing leads out of. */
export const ended: ReadonlySet<string> = new Set(['approved', 'refused', 'lapsed', 'withdrawn']);

export const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

/** @throws InvalidInput */
export function needVersion({ version }: Press): void {
  if (version === undefined) throw new InvalidInput([{ path: 'version', message: 'is needed: that of what was read' }]);
}

/** What was never sent is of nobody's concern but the institution's, however it ended. @throws notAllowed */
export async function allowUnsent(ctx: Context, { taken }: Instance, institution: string): Promise<void> {
  if (taken.submit) return;
  allow(ctx, 'catalogue.readDraft', { ownerInstitution: await inChargeOf(ctx, institution) });
}

/**
 * The actor speaks for an entry's institution: holds an office there (in the one that decides on the catalogue: is its
 * registrar), or ever wrote of a request about the entry, wherever they serve today.
 */
export async function speaksFor(ctx: Context, entry: EntryRef & { readonly institution: string }): Promise<boolean> {
  const sides = {
    institution: await inChargeOf(ctx, topicsOf(ctx.vahid.releases).decides),
    ownerInstitution: await inChargeOf(ctx, entry.institution, `${entry.kind}/${entry.code}`),
  };
  const { person } = ctx.actor;
  return servesOwner(ctx.actor, sides) || (person !== undefined && (await hasWritten(ctx.db, entry, person)));
}
