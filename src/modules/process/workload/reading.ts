import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notAllowed, notFound } from '../../../kernel/refusal.ts';
import { addDays, bakuDate, bakuInstant, compareAz, pick, type Text } from '../../../language/index.ts';
import {
  answersFor,
  type Colleague,
  colleaguesIn,
  headedNow,
  isSuperior,
  substitutionsIn,
} from '../../identity/index.ts';
import { type ClockView } from '../clock.ts';
import { type Instance, isOfficial } from '../entities.ts';
import { clock, refuseInterested, stateOfInstance } from '../reading.ts';
import { handsOn, isInterested, titleAtDesk } from '../rules.ts';
import { mayHand } from '../handing.ts';
import { subjectOf } from '../institution.ts';
import { findInstances } from '../store.ts';
import * as store from './store.ts';

const soonWorkingDays = 3;
const lookBackDays = 30;
export const casesPage = 50;

/** One official, and what they have before them. */
export interface WorkloadLine extends Omit<store.OpenRow, 'assignee'>, Omit<store.DoneRow, 'assignee'> {
  readonly official: Colleague;
  /** Away today; `until` is the last day. */
  readonly away?: { readonly until: string; readonly substitute: string | undefined };
}

export interface WorkloadView {
  readonly institution: string;
  readonly lines: readonly WorkloadLine[];
  /** Given to nobody, or to who holds no office there any more; absent for who sees only their own line. */
  readonly queue?: Omit<store.OpenRow, 'assignee'>;
}

/** Offices whose holders the page tells of; the project office works for others than its institution. */
const staff = ['officer', 'approver', 'deputy_head', 'head'] as const;

const nothing = { open: 0, soon: 0, overdue: 0 };
const noneDone = { returned: 0, decided: 0, days: null, steps: null };

/** Who has how much before them, in each institution of the actor: all below a superior, for others their own line. */
export async function workload(ctx: Context): Promise<readonly WorkloadView[]> {
  return Promise.all(ownInstitutions(ctx).map((institution) => workloadOf(ctx, institution)));
}

function ownInstitutions(ctx: Context): readonly string[] {
  const lines = ctx.vahid.access['process.readWorkload'] ?? [];
  const own = ctx.actor.appointments.filter(({ institution }) => permitted(lines, ctx.actor, { institution }));
  allow(ctx, 'process.readWorkload', { institution: own[0]?.institution });
  return [...new Set(own.map(({ institution }) => institution))];
}

async function workloadOf(ctx: Context, institution: string): Promise<WorkloadView> {
  const codes = await answersFor(ctx, institution);
  const now = ctx.vahid.now();
  const today = bakuDate(now);
  const all = await colleaguesIn(ctx, [institution]);
  const seen = all.filter((one) => maySee(ctx, institution, one));
  const soon = bakuInstant(addDays(ctx.vahid.calendar().addWorkingDays(today, soonWorkingDays), 1), '00:00');
  const open = await store.openByOfficial(ctx.db, codes, { roles: staff, now, soon });
  const since = new Date(now.getTime() - lookBackDays * 86_400_000);
  const persons = seen.map(({ person }) => person);
  const done = await store.doneByOfficial(ctx.db, persons, codes, since);
  const away = (await substitutionsIn(ctx, [institution])).filter(({ from_day }) => from_day <= today);
  const named = new Map(all.map(({ person, name }) => [person, name]));
  const lines = seen.map((official): WorkloadLine => {
    const { person } = official;
    const gone = away.find(({ absent }) => absent === person);
    const { open: count, soon: near, overdue } = open.find(({ assignee }) => assignee === person) ?? nothing;
    const { returned, decided, days, steps } = done.find(({ assignee }) => assignee === person) ?? noneDone;
    const until = gone && { away: { until: addDays(gone.to_day, -1), substitute: named.get(gone.substitute) } };
    return { official, open: count, soon: near, overdue, returned, decided, days, steps, ...until };
  });
  const known = new Set(all.map(({ person }) => person));
  const free = open.filter(({ assignee }) => assignee === null || !known.has(assignee));
  return {
    institution,
    lines: lines.toSorted((a, b) => compareAz(nameOf(a.official), nameOf(b.official))),
    ...(seesQueue(ctx, institution) ? { queue: sumOf(free) } : {}),
  };
}

const sumOf = (rows: readonly store.OpenRow[]): NonNullable<WorkloadView['queue']> => {
  const sum = (of: keyof typeof nothing) => rows.reduce((all, row) => all + row[of], 0);
  return { open: sum('open'), soon: sum('soon'), overdue: sum('overdue') };
};

const nameOf = ({ name, title }: Colleague): string => name ?? pick(title, 'az');

const seesQueue = (ctx: Context, institution: string): boolean =>
  permitted(ctx.vahid.access['process.reassign'] ?? [], ctx.actor, { institution });

/** Oneself, and whoever stands below. */
function maySee(ctx: Context, institution: string, { person, roles }: Colleague): boolean {
  return person === ctx.actor.person || roles.every((role) => isSuperior(ctx, institution, role));
}

export interface HandingLine {
  readonly of: Instance;
  readonly state: Text;
  readonly clock: ClockView | undefined;
}

export interface HandingView {
  readonly institution: string;
  /** Whose cases; null: nobody's. */
  readonly official: Colleague | null;
  readonly items: readonly HandingLine[];
  readonly total: number;
  readonly page: number;
  /** To whom they may be given. */
  readonly receivers: readonly Colleague[];
}

/** What is given to one official, or to nobody, to be given to somebody else. @throws notFound, notAllowed */
export async function handing(
  ctx: Context,
  given: { readonly institution: string; readonly person: string | null; readonly page: number },
): Promise<HandingView> {
  const { institution, person, page } = given;
  allow(ctx, 'process.reassign', { institution });
  const all = await colleaguesIn(ctx, [institution]);
  const official = person === null ? null : all.find((one) => one.person === person);
  if (official === undefined || (official && !maySee(ctx, institution, official))) throw notFound();
  const codes = await answersFor(ctx, institution);
  const at = { roles: handsOn(ctx.actor, institution), limit: casesPage, offset: (page - 1) * casesPage };
  const whose = person === null ? { known: all.map((one) => one.person) } : { person };
  const { items, total } = await store.listOpen(ctx.db, codes, whose, at);
  // Of their own case a superior learns at the desk as little as any official.
  const seen: Instance[] = [];
  const headed = items.some((of) => of.owner_organisation !== null) ? await headedNow(ctx) : [];
  for (const of of items) if (!isInterested(ctx.actor, of, headed, await subjectOf(ctx, of))) seen.push(of);
  const receivers = all.filter((one) => one.person !== person);
  return { institution, official, items: await linesOf(ctx, seen), total, page, receivers };
}

/** One case, to be given to somebody else. @throws notFound, notAllowed, ownCase */
export async function handingOf(ctx: Context, id: string): Promise<HandingView> {
  const [of] = await findInstances(ctx.db, [id]);
  const subject = of && (await subjectOf(ctx, of));
  allow(ctx, 'process.reassign', subject ?? { institution: ctx.actor.appointments[0]?.institution });
  if (!of || !subject) throw notFound();
  const waits = of.awaits.some(isOfficial);
  if (waits && !mayHand(ctx.actor, of, subject.institution)) throw notAllowed();
  await refuseInterested(ctx, of);
  const all = await colleaguesIn(ctx, [subject.institution]);
  const official = all.find((one) => one.person === of.assignee) ?? null;
  const receivers = all.filter((one) => one.person !== of.assignee);
  const items = await linesOf(ctx, waits ? [of] : []);
  return { institution: subject.institution, official, items, total: items.length, page: 1, receivers };
}

async function linesOf(ctx: Context, found: readonly Instance[]): Promise<readonly HandingLine[]> {
  const lines: HandingLine[] = [];
  for (const of of found) {
    const state = titleAtDesk(await stateOfInstance(ctx, of));
    lines.push({ of, state, clock: await clock(ctx, of) });
  }
  return lines;
}
