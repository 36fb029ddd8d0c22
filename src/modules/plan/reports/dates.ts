import { sql } from 'kysely';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound, refusedBy } from '../../../kernel/refusal.ts';
import { act, type Acted, availableActions, type Instance, instance, startProcess } from '../../process/index.ts';
import {
  type GivenSchedule,
  type ItemRow,
  lockItems,
  measureById,
  note,
  type PlanSubject,
  type PresentSchedule,
  presentSchedule,
  setSchedule,
  subjectFor,
  titleIn,
} from '../measures/index.ts';
import type { ProcessAct } from './actions.ts';
import { executorOf } from './beginning.ts';
import { type DateDraft, type DateProblem, draftOf, readDraft } from './date-draft.ts';
import * as store from './dates-store.ts';
import { tellDates, tellDatesSubmitted } from './notices.ts';
import { inAll } from './period.ts';
import { datesProcess, releasedProcess } from './processes.ts';
import * as refusals from './refusals.ts';
import { judgeObstacle } from './rules.ts';
import { blockedFor, itemOf, type Shown, shownOf } from './views.ts';

/** Begins to ask for another schedule of a measure, or for its first. Answers the request's id. @throws noExecutor, datesOpen, notAllowed */
export async function beginDates(ctx: Context, itemId: string): Promise<string> {
  const item = await measureById(ctx, itemId);
  const institution = await executorOf(ctx, itemId);
  const subject = await subjectFor(ctx, institution);
  allow(ctx, 'plan.beginDates', subject);
  return inTransaction(ctx, async (inner) => {
    await lockItems(inner.db, [itemId]);
    if ((await store.openDatesOf(inner.db, [itemId])).size > 0) throw refusals.datesOpen();
    const number = await store.nextNumber(inner.db, itemId);
    const { version, process } = releasedProcess(inner.vahid.releases, datesProcess);
    const id = await startProcess(inner, {
      process: { kind: datesProcess, name: datesProcess, version },
      definition: process,
      institution: subject.institution,
      owner: { institution },
      reference: `${item.number} T${number}`.slice(0, 100),
      title: inAll((lang) => `${words.title[lang]}: ${titleIn(item.title, lang)}`.slice(0, 500)),
    });
    const { schedule } = await presentSchedule(inner, itemId);
    const draft = draftOf(schedule);
    await store.insertDates(inner.db, { id, item: itemId, institution, draft, number, at: inner.vahid.now() });
    await audit(inner, 'plan.beginDates', id);
    return id;
  });
}

const words = { title: { az: 'Tarixlər', en: 'Dates', ru: 'Сроки' } } as const;

interface HeldDates {
  readonly row: store.DateRequest;
  readonly of: Instance;
  readonly subject: PlanSubject;
}

async function hold(ctx: Context, id: string): Promise<HeldDates> {
  const row = await store.lockDates(ctx.db, id);
  if (!row) throw notFound();
  const of = await instance(ctx, id);
  return { row, of, subject: await subjectFor(ctx, row.institution, of.institution) };
}

/** Keeps what was typed, complete or not. @throws notFound, notAllowed, notOpenForWriting */
export async function saveDates(ctx: Context, id: string, draft: DateDraft): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { of, subject } = await hold(inner, id);
    allow(inner, 'plan.writeDates', subject);
    if (of.state !== 'draft' && of.state !== 'question') throw refusals.notOpenForWriting();
    await store.updateDates(inner.db, id, { draft, writer: ctx.actor.person, at: inner.vahid.now() });
    await audit(inner, 'plan.saveDates', id);
  });
}

const owners: ReadonlySet<string> = new Set(['submit', 'answer', 'withdraw']);

const partOf = ({ subject }: Pick<HeldDates, 'subject'>, { writers }: Pick<store.DateRequest, 'writers'>) => ({
  writers,
  institutions: [subject.ownerInstitution],
});

/**
 * One action on a request for dates: sent only when its schedule can be set as it stands, decided by nobody who had a
 * part in it. What is approved becomes the next baseline in the same transaction.
 * @throws Incomplete, nothingAsked, ownWriting, sameInstitution, and what `act` throws
 */
export async function actOnDates(ctx: Context, { id, ...given }: ProcessAct): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    const held = await hold(inner, id);
    allow(inner, 'plan.actOnDates', held.subject);
    if (!owners.has(given.action)) {
      const why = judgeObstacle(inner.actor, partOf(held, held.row));
      if (why) throw why;
    }
    const barred = owners.has(given.action) ? [] : held.row.writers;
    const acted = await act(inner, { instance: id, ...given, barred });
    // The same form sent again is answered, and nothing more follows.
    if (acted.seq <= held.of.seq) return acted;
    await follow(inner, held, acted.state);
    return acted;
  });
}

async function follow(ctx: Context, held: HeldDates, state: string): Promise<void> {
  const { row, of } = held;
  const sent = of.state === 'draft' || of.state === 'question';
  const at = ctx.vahid.now();
  if (state === 'review' && sent) return sentForApproval(ctx, held);
  if (state === 'question') return tellDates(ctx, await instance(ctx, row.id), 'question');
  if (state !== 'approved' && state !== 'refused' && state !== 'withdrawn') return;
  const item = await itemOf(ctx, row.item);
  const { schedule: before } = await presentSchedule(ctx, row.item);
  if (state === 'approved') await approve(ctx, held, item);
  if (state === 'refused')
    await note(ctx, item.plan, [{ item: item.id, what: 'dates_refused', details: {} }], held.subject.institution);
  await store.updateDates(ctx.db, row.id, { before, open: false, at });
  if (state !== 'withdrawn') await tellDates(ctx, await instance(ctx, row.id), state);
}

async function sentForApproval(ctx: Context, { row, subject }: HeldDates): Promise<void> {
  const item = await itemOf(ctx, row.item);
  const { schedule: before } = await presentSchedule(ctx, row.item);
  const { schedule: asked, problems } = readDraft(row.draft, before);
  if (!asked) throw new refusals.Incomplete(problems);
  await tryOut(ctx, item, asked);
  await store.updateDates(ctx.db, row.id, { asked, before, writer: ctx.actor.person, at: ctx.vahid.now() });
  await note(ctx, item.plan, [{ item: item.id, what: 'dates_asked', details: {} }], subject.ownerInstitution);
  await tellDatesSubmitted(ctx, await instance(ctx, row.id));
}

/** Could it be set, and would it change anything? Nothing of it stays. */
async function tryOut(ctx: Context, item: ItemRow, asked: GivenSchedule): Promise<void> {
  await sql`savepoint trial`.execute(ctx.db);
  let changes = false;
  const refused = await refusedBy(async () => {
    changes = await setSchedule(ctx, item, asked, { reason: 'trial', source: 'trial' });
  });
  await sql`rollback to savepoint trial`.execute(ctx.db);
  if (refused) throw refused;
  if (!changes) throw refusals.nothingAsked();
}

async function approve(ctx: Context, { row, of, subject }: HeldDates, item: ItemRow): Promise<void> {
  if (!row.asked) throw new Error(`request ${row.id} was sent without a schedule`);
  const from = {
    reason: row.draft.reason.slice(0, 2000),
    source: of.reference,
    instance: row.id,
    by: subject.institution,
  };
  await setSchedule(ctx, item, row.asked, from);
}

export interface DatesView extends Shown {
  readonly row: store.DateRequest;
  /** In force now, or when the request ended. */
  readonly before: GivenSchedule;
  readonly version: PresentSchedule['version'];
  /** Absent while what is typed cannot be read. */
  readonly asked?: GivenSchedule;
  readonly problems: readonly DateProblem[];
}

/** A request for dates with everything that its page shows. @throws notFound, notAllowed */
export async function datesView(ctx: Context, id: string): Promise<DatesView> {
  const row = await store.findDates(ctx.db, id);
  if (!row) throw notFound();
  const shown = await shownOf(ctx, row, 'plan.readDates', 'plan.writeDates');
  const all = shown.helps ? [] : await availableActions(ctx, shown.of);
  const actions = blockedFor(ctx, all, partOf(shown, row), owners);
  const present = await presentSchedule(ctx, row.item);
  const before = row.open || !row.before ? present.schedule : row.before;
  const common = { ...shown, row, actions, before, version: present.version };
  const written = shown.of.state === 'draft' || shown.of.state === 'question';
  if (!written || !shown.inside) return { ...common, ...(row.asked ? { asked: row.asked } : {}), problems: [] };
  const { schedule, problems } = readDraft(row.draft, before);
  return { ...common, ...(schedule ? { asked: schedule } : {}), problems };
}
