import { allow, permitted, type Role } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed, notFound, signInNeeded } from '../../../kernel/refusal.ts';
import { addDays, bakuDate, daysBetween } from '../../../language/index.ts';
import { findAppointments } from '../store.ts';
import { isAbove, isSubstituted, standsIn, type SubstitutedRole, type SubstitutionRow } from './entities.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

const longest = 366;

const today = ({ vahid }: Context): string => bakuDate(vahid.now());

export interface NewSubstitution {
  readonly institution: string;
  readonly role: SubstitutedRole;
  readonly absent: string;
  readonly substitute: string;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** Holds, by appointment or for somebody, an office above this one there. */
export function isSuperior({ actor }: Context, institution: string, role: Role): boolean {
  return actor.appointments.some((held) => held.institution === institution && isAbove(held.role, role));
}

/**
 * Names who stands in for the holder of an office on some days: for oneself, or as a superior. Answers its id.
 * @throws notAllowed, oneself, beyondOwn, notTheirOffice, unfit, dayPast, dayOrder, overlaps, chained
 */
export async function nameSubstitute(ctx: Context, given: NewSubstitution): Promise<string> {
  const { institution, role, absent, substitute, from } = given;
  allow(ctx, 'identity.nameSubstitute', { institution });
  const by = ctx.actor.person;
  if (by === undefined) throw signInNeeded();
  if (absent !== by && !isSuperior(ctx, institution, role)) throw notAllowed();
  if (absent === substitute) throw refusals.oneself();
  checkDays(ctx, given);
  return inTransaction(ctx, async (inner) => {
    await store.lockPersons(inner.db, [absent, substitute]);
    await checkOffices(inner, given);
    const to = addDays(given.to, 1);
    if (absent !== by) await checkReach(inner, by, { institution, role, to });
    const others = await store.findOverlapping(inner.db, [absent, substitute], from, to);
    if (others.some((one) => one.absent === substitute || one.substitute === absent)) throw refusals.chained();
    const same = (one: SubstitutionRow) => one.absent === absent && one.institution === institution;
    if (others.some((one) => same(one) && one.role === role)) throw refusals.overlaps();
    const now = ctx.vahid.now();
    const id = newId(now.getTime());
    const row = { id, absent, substitute, institution, role, from_day: from, to_day: to, named_by: by, named_at: now };
    await store.insertSubstitution(inner.db, row);
    await audit(inner, 'identity.nameSubstitute', id);
    return id;
  });
}

function checkDays(ctx: Context, { from, to }: NewSubstitution): void {
  if (from < today(ctx)) throw refusals.dayPast();
  if (to < from || daysBetween(from, to) >= longest) throw refusals.dayOrder({ max: longest });
}

/** Who is a superior for some days only, in the office of somebody who is away, arranges nothing for later days. */
async function checkReach(
  ctx: Context,
  by: string,
  { institution, role, to }: Pick<NewSubstitution, 'institution' | 'role' | 'to'>,
): Promise<void> {
  const day = today(ctx);
  const above = (await findAppointments(ctx.db, by, day)).filter(
    (held) => held.institution === institution && isAbove(held.role, role),
  );
  if (above.some((held) => held.instead === undefined)) return;
  const until = (await store.findOverlapping(ctx.db, [by], day, addDays(day, 1)))
    .filter((one) => one.substitute === by && one.institution === institution && isAbove(one.role, role))
    .map((one) => one.to_day);
  if (!until.some((end) => to <= end)) throw refusals.beyondOwn();
}

/** Only what is held by appointment counts: who stands in hands nothing on. */
async function checkOffices(
  ctx: Context,
  { institution, role, absent, substitute, from }: NewSubstitution,
): Promise<void> {
  const held = async (person: string) =>
    (await findAppointments(ctx.db, person, from)).filter(
      (one) => one.institution === institution && one.instead === undefined,
    );
  if (!(await held(absent)).some((one) => one.role === role)) throw refusals.notTheirOffice();
  const theirs = (await held(substitute)).map((one) => one.role);
  if (!standsIn[role].some((one) => theirs.includes(one))) throw refusals.unfit();
}

/** Ends a substitution before its day: the absent one, the substitute or a superior. @throws notFound, substitutionEnded */
export async function endSubstitution(ctx: Context, { id }: { readonly id: string }): Promise<SubstitutionRow> {
  const found = await store.findSubstitution(ctx.db, id);
  const institution = found?.institution ?? ctx.actor.appointments[0]?.institution;
  allow(ctx, 'identity.endSubstitution', { institution });
  if (!found) throw notFound();
  if (!mayEnd(ctx, found)) throw notAllowed();
  await inTransaction(ctx, async (inner) => {
    if (!(await store.closeSubstitution(inner.db, id, today(ctx)))) throw refusals.substitutionEnded();
    await audit(inner, 'identity.endSubstitution', id);
  });
  return found;
}

const mayEnd = (ctx: Context, { absent, substitute, institution, role }: SubstitutionRow): boolean =>
  [absent, substitute].includes(ctx.actor.person ?? '') || isSuperior(ctx, institution, role);

export interface SubstitutionView extends SubstitutionRow {
  /** In force today. */
  readonly now: boolean;
  readonly mayEnd: boolean;
}

/** Present and coming substitutions that are the actor's own, or of those below them in their institutions. */
export async function substitutions(ctx: Context): Promise<readonly SubstitutionView[]> {
  const institutions = institutionsOf(ctx);
  const day = today(ctx);
  const rows = await store.listSubstitutions(ctx.db, institutions, day);
  return rows
    .filter((row) => mayEnd(ctx, row))
    .map((row) => ({ ...row, now: row.from_day <= day, mayEnd: mayEnd(ctx, row) }));
}

/** An official of one of the actor's institutions. */
export interface Colleague {
  readonly person: string;
  readonly institution: string;
  readonly roles: readonly SubstitutedRole[];
  /** Of the first of the offices. */
  readonly title: store.OfficeRow['title'];
  /** Undefined: they have not signed in yet. */
  readonly name: string | undefined;
}

/** Who holds an office there, with the name under which they signed in last. */
export async function colleagues(ctx: Context): Promise<readonly Colleague[]> {
  return colleaguesIn(ctx, institutionsOf(ctx));
}

/** Institutions in which the actor holds an office in which one is stood in for. */
function institutionsOf(ctx: Context): readonly string[] {
  const lines = ctx.vahid.access['identity.readSubstitutions'] ?? [];
  const own = ctx.actor.appointments.filter(({ institution }) => permitted(lines, ctx.actor, { institution }));
  allow(ctx, 'identity.readSubstitutions', { institution: own[0]?.institution });
  return [...new Set(own.map(({ institution }) => institution))];
}

/** The same for institutions that a room names. Checks no access. */
export async function colleaguesIn(ctx: Context, institutions: readonly string[]): Promise<readonly Colleague[]> {
  const roles = Object.keys(standsIn) as SubstitutedRole[];
  const rows = await store.listOffices(ctx.db, institutions, roles, today(ctx));
  const names = await store.findNames(ctx.db, [...new Set(rows.map(({ person }) => person))]);
  const found = new Map<string, { -readonly [K in keyof Colleague]: Colleague[K] }>();
  for (const { person, institution, role, title } of rows) {
    if (!isSubstituted(role)) continue;
    const before = found.get(`${institution} ${person}`);
    if (before) before.roles = [...new Set([...before.roles, role])];
    else found.set(`${institution} ${person}`, { person, institution, roles: [role], title, name: names.get(person) });
  }
  return [...found.values()];
}

/** Present and coming substitutions of institutions that a room names. Checks no access. */
export async function substitutionsIn(
  ctx: Context,
  institutions: readonly string[],
): Promise<readonly SubstitutionRow[]> {
  return store.listSubstitutions(ctx.db, institutions, today(ctx));
}

/** Who stands in for a person there today. Checks no access. */
export async function substitutesOf(ctx: Context, absent: string, institution: string): Promise<readonly string[]> {
  return store.findSubstitutes(ctx.db, absent, institution, today(ctx));
}

/** Names of holders of offices, as they signed in last; who never did is absent. Checks no access. */
export async function officialNames(ctx: Context, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return store.findNames(ctx.db, persons);
}
