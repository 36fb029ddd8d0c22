import { allow } from '../../kernel/access.ts';
import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { InvalidInput, notFound } from '../../kernel/refusal.ts';
import { bakuDate, type Text } from '../../language/index.ts';
import { type CompiledRegister, register, registers } from '../catalogue/index.ts';
import { currentInstitution } from '../identity/index.ts';
import { lasts } from './provider.ts';
import { alreadyStopped, notStopped } from './refusals.ts';
import * as store from './store.ts';
import { outageReasons } from './text/index.ts';

/** A hosted register as its registrar sees it. */
export interface KeptRegister {
  readonly register: CompiledRegister;
  /** Code of the institution that answers for it today. */
  readonly owner: string;
  /** Records in force today. */
  readonly count: number;
  /** The outage that lasts now. */
  readonly outage?: { readonly since: Date; readonly until: Date; readonly reason: Text };
}

/** Hosted registers of the institutions in which the actor is registrar. */
export async function ownRegisters(ctx: Context): Promise<readonly KeptRegister[]> {
  const offices = ctx.actor.appointments
    .filter(({ role }) => role === 'registrar')
    .map(({ institution }) => institution);
  allow(ctx, 'records.seeRegisters', { institution: offices[0] });
  const all = await describe(
    ctx,
    registers(ctx.vahid.releases).filter(({ hosted }) => hosted),
  );
  return all.filter(({ owner }) => offices.includes(owner));
}

/** One hosted register of the actor's institution. */
export async function ownRegister(ctx: Context, name: string): Promise<KeptRegister> {
  const found = register(ctx.vahid.releases, name);
  if (!found?.hosted) throw notFound();
  const [kept] = await describe(ctx, [found]);
  if (!kept) throw notFound();
  allow(ctx, 'records.seeRegisters', { institution: kept.owner });
  return kept;
}

async function describe(ctx: Context, list: readonly CompiledRegister[]): Promise<readonly KeptRegister[]> {
  const now = ctx.vahid.now();
  const counts = await store.countsInForce(ctx.db, bakuDate(now));
  const outages = await store.outagesOf(
    ctx.db,
    list.map(({ name }) => name),
  );
  return Promise.all(
    list.map(async (one) => {
      const outage = outages.get(one.name);
      return {
        register: one,
        owner: (await currentInstitution(ctx, one.owner)).code,
        count: counts.get(one.name) ?? 0,
        ...(outage && lasts(outage, now) ? { outage } : {}),
      };
    }),
  );
}

/** Longest outage that can be declared at once, in hours. */
export const longestOutage = 72;

/**
 * Stops a register for some hours from now: it answers “unavailable”, with the moment to ask again, and takes no entry.
 * @throws alreadyStopped, InvalidInput
 */
export async function declareOutage(
  ctx: Context,
  { register: name, hours, reason }: { register: string; hours: number; reason: string },
): Promise<void> {
  const { owner } = await ownRegister(ctx, name);
  allow(ctx, 'records.declareOutage', { institution: owner });
  const text = Object.hasOwn(outageReasons, reason) ? outageReasons[reason as keyof typeof outageReasons] : undefined;
  const rightHours = Number.isInteger(hours) && hours >= 1 && hours <= longestOutage;
  if (!text || !rightHours) {
    throw new InvalidInput([
      ...(rightHours ? [] : [{ path: 'hours', message: `must be 1 to ${longestOutage}` }]),
      ...(text ? [] : [{ path: 'reason', message: 'is not one of the choices' }]),
    ]);
  }
  const since = ctx.vahid.now();
  await inTransaction(ctx, async (inner) => {
    const row = { register: name, since, until: new Date(since.getTime() + hours * 3_600_000), reason: text };
    if (!(await store.declareOutage(inner.db, row))) throw alreadyStopped();
    await audit(inner, 'records.declareOutage', name);
  });
}

/** Lets a stopped register answer again. @throws notStopped */
export async function endOutage(ctx: Context, name: string): Promise<void> {
  const { owner } = await ownRegister(ctx, name);
  allow(ctx, 'records.endOutage', { institution: owner });
  await inTransaction(ctx, async (inner) => {
    if (!(await store.endOutage(inner.db, name, ctx.vahid.now()))) throw notStopped();
    await audit(inner, 'records.endOutage', name);
  });
}
