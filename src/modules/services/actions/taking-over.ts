import type { Context } from '../../../kernel/context.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { audit } from '../../../kernel/audit.ts';
import { instance } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import {
  type CaseOfWard,
  confirmRepresentation,
  findRepresentation,
  insertRepresentation,
  listCasesOf,
} from '../representation-store.ts';
import * as store from '../store.ts';
import { asApplicant, isLive, serviceOfCase } from './loading.ts';
import { type Ask, askOnce, standsFor } from './representing.ts';
import type { Ward } from './wards.ts';

/**
 * Who may act for a ward takes over what nobody conducts any more: the cases, for this service, of an earlier guardian or
 * a parent who may not go on; of a ward without legal capacity also what they began alone. A parent takes over from a
 * guardian, not from the other parent; whoever may act again has their own back. By what the service of each case allows,
 * which may be an earlier version. Answers the newest on which an answer of the institution is awaited; undefined where
 * there is none.
 * @throws representationUnknown where nobody can say whether the other still may
 */
export async function takeOver(
  ctx: Context,
  service: CompiledService,
  ward: Ward,
  guardian: string,
): Promise<string | undefined> {
  const taken: string[] = [];
  const ask = askOnce(ctx);
  for (const one of await listCasesOf(ctx.db, service.name, ward.person)) {
    const right = await rightOver(ctx, one, guardian, ask);
    if (right && (await conduct(ctx, one, right, guardian)) && one.conducted?.guardian !== guardian)
      taken.push(one.instance);
  }
  const own = asApplicant(ctx, ward);
  for (const id of taken) if (isLive(await instance(own, id))) return id;
  return undefined;
}

/** By what right a guardian takes a case over; undefined where another conducts it, or its service takes no such guardian. */
async function rightOver(
  ctx: Context,
  { instance: id, conducted: found }: CaseOfWard,
  guardian: string,
  ask: Ask,
): Promise<Ward | undefined> {
  const row = await store.findCase(ctx.db, id);
  if (!row) return undefined;
  const { known } = await ask(await serviceOfCase(ctx, row), guardian);
  const right = known.find(({ person }) => person === row.person);
  if (!found) return right?.basis === 'incapable' ? right : undefined;
  // One who was guardian before, and is again.
  if (!right || found.guardian === guardian) return right;
  if (right.basis === 'parent' && found.basis === 'parent') return undefined;
  return (await standsFor(ctx, { found, row, writes: true })) ? undefined : right;
}

/** Whether it is theirs now: another guardian may have been quicker. */
function conduct(
  ctx: Context,
  { instance: id, conducted: seen }: CaseOfWard,
  right: Ward,
  guardian: string,
): Promise<boolean> {
  const said = { guardian, basis: right.basis, until_day: right.until, known_at: ctx.vahid.now() };
  return inTransaction(ctx, async (inner) => {
    await store.lockCase(inner.db, id);
    const conducted = await findRepresentation(inner.db, id);
    if (conducted?.guardian !== seen?.guardian) return false;
    const before = conducted ? [...conducted.earlier, conducted.guardian] : [];
    const earlier = [...new Set(before)].filter((one) => one !== guardian);
    if (conducted) await confirmRepresentation(inner.db, conducted, { ...said, earlier });
    else await insertRepresentation(inner.db, { instance: id, ...said, earlier });
    if (conducted?.guardian !== guardian) await audit(inner, 'services.takeOverCase', id);
    return true;
  });
}
