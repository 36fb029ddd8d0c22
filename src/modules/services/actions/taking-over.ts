import type { Context } from '../../../kernel/context.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { audit } from '../../../kernel/audit.ts';
import { instance } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { type CaseOfWard, confirmRepresentation, insertRepresentation, listCasesOf } from '../representation-store.ts';
import * as store from '../store.ts';
import { asApplicant, isLive } from './loading.ts';
import { standsFor } from './representing.ts';
import type { Ward } from './wards.ts';

/**
 * A guardian takes over what nobody conducts any more: the cases of the ward, for this service, of an earlier guardian or
 * a parent who may not go on; and of a ward without legal capacity, what they began alone. Answers the newest of them on
 * which an answer of the institution is awaited; undefined where there is none.
 * @throws representationUnknown where nobody can say whether the other still may
 */
export async function takeOver(
  ctx: Context,
  service: CompiledService,
  ward: Ward,
  guardian: string,
): Promise<string | undefined> {
  const taken: string[] = [];
  for (const one of await listCasesOf(ctx.db, service.name, ward.person)) {
    if (!(await isFree(ctx, one, ward, guardian))) continue;
    await conduct(ctx, one, ward, guardian);
    if (one.conducted?.guardian !== guardian) taken.push(one.instance);
  }
  const own = asApplicant(ctx, ward);
  for (const id of taken) if (isLive(await instance(own, id))) return id;
  return undefined;
}

async function isFree(ctx: Context, one: CaseOfWard, ward: Ward, guardian: string): Promise<boolean> {
  const { conducted: found } = one;
  if (!found) return ward.basis === 'incapable';
  // One who was guardian before, and is again.
  if (found.guardian === guardian) return true;
  const row = await store.findCase(ctx.db, one.instance);
  return row !== undefined && !(await standsFor(ctx, { found, row, writes: true }));
}

async function conduct(ctx: Context, { instance: id, conducted }: CaseOfWard, ward: Ward, guardian: string) {
  const said = { guardian, basis: ward.basis, until_day: ward.until, known_at: ctx.vahid.now() };
  const before = conducted ? [...conducted.earlier, conducted.guardian] : [];
  const earlier = [...new Set(before)].filter((one) => one !== guardian);
  await inTransaction(ctx, async (inner) => {
    if (conducted) await confirmRepresentation(inner.db, id, { ...said, earlier });
    else await insertRepresentation(inner.db, { instance: id, ...said, earlier });
    if (conducted?.guardian !== guardian) await audit(inner, 'services.takeOverCase', id);
  });
}
