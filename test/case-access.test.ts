import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rooms } from '../src/app/rooms.ts';
import type { Context } from '../src/kernel/context.ts';
import { newId } from '../src/kernel/identifier.ts';
import { Refusal } from '../src/kernel/refusal.ts';
import { act, type CompiledAction } from '../src/modules/process/index.ts';
import {
  actOnCase,
  appealDecision,
  type CompiledService,
  saveAnswers,
  submitCase,
  takeOwnStep,
  withdrawCase,
} from '../src/modules/services/index.ts';
import { type House, openHouse, ownInstitution, type Visitor } from './house.ts';
import { sentCase, service as name } from './samples.ts';

let house: House;
let service: CompiledService;
let id: string;

beforeAll(async () => {
  house = await openHouse();
  const released = house.vahid.releases.get<CompiledService>('service', name);
  if (!released) throw new Error(`the service ${name} is not released`);
  service = released.compiled;
  id = await sentCase(house);
});
afterAll(() => house.shut());

/** The case as it was put; a refused attempt must leave it so. */
let standing: { readonly picture: string; readonly version: number; readonly entries: number };

/** Brings the case into a state, as if nobody had acted on it yet. */
async function put(state: string): Promise<void> {
  // Journals are kept by moments: whatever is begun again must be later.
  house.clock.advance(1000);
  const to = service.process.states.find((one) => one.name === state);
  const sent = to?.status === 'draft' ? null : house.clock.now();
  await sql`update process.instance set state = ${state}, status = ${to?.status}, awaits = ${to?.awaits}::text[], taken = '{}'
    where id = ${id}`.execute(house.vahid.db);
  await sql`update services.case set submitted_at = ${sent}, appeal_until = '2026-12-31', outcome = null,
    correct_pages = ${service.pages.map(({ page }) => page)}::text[] where id = ${id}`.execute(house.vahid.db);
  const { version, entries } = await lastEntry();
  standing = { picture: await picture(), version, entries: entries.length };
}

const tables = rooms
  .filter(({ name: room }) => ['kernel', 'process', 'services', 'documents', 'records'].includes(room))
  .flatMap((room) => room.entities ?? [])
  .filter(({ name: table, fields }) => 'instance' in fields || ['kernel.event', 'kernel.job'].includes(table))
  .map(({ name: table }) => table);

/** All that hangs on the case: its rows as they are, and how many there are of those that are only added. */
async function picture(): Promise<string> {
  const counts = tables.map((table) => sql`(select count(*) from ${sql.table(table)})`);
  const { rows } = await sql`select i::text as i, c::text as c, array[${sql.join(counts)}]::text as counts
    from process.instance i join services.case c on c.id = i.id where i.id = ${id}`.execute(house.vahid.db);
  return JSON.stringify(rows);
}

async function lastEntry(): Promise<{
  version: number;
  entries: readonly { action: string; as: string; to: string }[];
}> {
  const { rows } = await sql<{
    version: number;
    entries: { action: string; as: string; to: string }[];
  }>`select i.version,
      (select json_agg(json_build_object('action', j.action, 'as', j.acted_as, 'to', j.to_state) order by j.seq)
        from process.journal j where j.instance = i.id) as entries
    from process.instance i where i.id = ${id}`.execute(house.vahid.db);
  return rows[0] ?? { version: 0, entries: [] };
}

/** Ways in which an applicant acts; the room chooses the action by the state. */
const applicantWays: readonly { readonly actions: readonly string[]; take(ctx: Context): Promise<unknown> }[] = [
  { actions: ['submit', 'answer'], take: (ctx) => submitCase(ctx, { id, key: newId() }) },
  { actions: ['withdraw', 'discard'], take: (ctx) => withdrawCase(ctx, { id, key: newId() }) },
  {
    actions: ['ask-correction'],
    take: (ctx) => takeOwnStep(ctx, { id, action: 'ask-correction', note: 'Səhv yazılıb', key: newId() }),
  },
  { actions: ['appeal'], take: (ctx) => appealDecision(ctx, { id, grounds: 'Razı deyiləm', key: newId() }) },
];

async function refusalOf(work: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What is wrong where the case does not stand as it was put, though everybody was refused since. */
async function touched(state: string): Promise<string[]> {
  if ((await picture()) === standing.picture) return [];
  await put(state);
  return ['somebody was refused, but something was written'];
}

/** Tries once; the case must have moved as the definition says, or refuse. Answers what was wrong. */
async function attempt(
  who: string,
  state: string,
  expected: CompiledAction | undefined,
  work: (version: number) => Promise<unknown>,
): Promise<string[]> {
  const before = expected ? await touched(state) : [];
  const { version, entries } = standing;
  const refusal = await refusalOf(work(version));
  if (!expected) {
    if (refusal) return [];
    await put(state);
    return [`${who} did it`];
  }
  if (refusal) return [...before, `${who} was refused with ${refusal.code}`];
  const after = await lastEntry();
  await put(state);
  const entry = after.entries[entries];
  return entry?.action === expected.name && entry.to === expected.to && entry.as === expected.actor
    ? before
    : [...before, `${who}: the journal says ${JSON.stringify(entry)}`];
}

const holds = ({ office }: Visitor, role: string): boolean =>
  office?.institution === ownInstitution && office.role === role;

const states = () => service.process.states.map((state) => state.name);
const from = (state: string, actions: readonly string[] | undefined) =>
  service.process.actions.find((one) => (actions?.includes(one.name) ?? true) && one.from.includes(state));

describe('a case', () => {
  it('has a way for every action that its definition leaves to the applicant', () => {
    const own = service.process.actions.filter(({ actor }) => actor === 'applicant').map((action) => action.name);
    expect(applicantWays.flatMap(({ actions }) => actions).sort()).toEqual([...own].sort());
    expect(states().length).toBeGreaterThan(5);
  });

  /** What some actions want besides: pages to correct, a slip and how it is right. */
  const marked = () => ({ pages: [service.pages[0]?.page ?? ''], amendment: { field: 'newJobs', value: 41 } });

  it('moves at the desk only by the official whom its definition names, from the states it names', async () => {
    const wrong: string[] = [];
    const { actions } = service.process;
    for (const [round, state] of states().entries()) {
      await put(state);
      for (const [index, action] of actions.entries()) {
        for (const [number, visitor] of house.visitors.entries()) {
          // Who holds no office tries whatever leads on from there, and of all else another action in every state.
          const tries = visitor.office || action.from.includes(state) || (round + number) % actions.length === index;
          if (!tries) continue;
          const may = action.from.includes(state) && holds(visitor, action.actor);
          const given = { id, action: action.name, note: 'Sınaq', ...marked(), key: newId() };
          const found = await attempt(visitor.name, state, may ? action : undefined, (version) =>
            actOnCase(house.as(visitor.name), { ...given, version }),
          );
          wrong.push(...found.map((one) => `${action.name} in ${state}: ${one}`));
        }
        wrong.push(...(await touched(state)).map((one) => `${action.name} in ${state}: ${one}`));
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);

  it('moves in the portal only by its applicant, from the states its definition names', async () => {
    const wrong: string[] = [];
    for (const state of states()) {
      await put(state);
      for (const { actions, take } of applicantWays) {
        for (const visitor of house.visitors) {
          const may = visitor.name === 'company.own' ? from(state, actions) : undefined;
          const found = await attempt(visitor.name, state, may, () => take(house.as(visitor.name)));
          wrong.push(...found.map((one) => `${actions.join('/')} in ${state}: ${one}`));
        }
        wrong.push(...(await touched(state)).map((one) => `${actions.join('/')} in ${state}: ${one}`));
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);

  it('moves by itself only where its definition leaves it to the program', async () => {
    const wrong: string[] = [];
    for (const state of states()) {
      await put(state);
      for (const action of service.process.actions) {
        const may = action.actor === 'system' && action.from.includes(state);
        const found = await attempt('the program', state, may ? action : undefined, () =>
          act(house.ctx(), { instance: id, action: action.name, note: 'Sınaq' }),
        );
        wrong.push(...found.map((one) => `${action.name} in ${state}: ${one}`));
      }
      wrong.push(...(await touched(state)).map((one) => `by itself in ${state}: ${one}`));
    }
    expect(wrong).toEqual([]);
  });

  it('takes answers only from its applicant, while it is a draft or was returned', async () => {
    const wrong: string[] = [];
    let jobs = 10;
    for (const { name: state, status } of service.process.states) {
      await put(state);
      let before = await picture();
      for (const visitor of house.visitors) {
        const may = visitor.name === 'company.own' && ['draft', 'waiting_for_applicant'].includes(status);
        jobs += 1;
        const values = { newJobs: jobs };
        const refusal = await refusalOf(saveAnswers(house.as(visitor.name), { id, page: 'is-yerleri', values }));
        const { rows } = await sql<{ value: number }>`select value from services.answer
          where instance = ${id} and field = 'newJobs'`.execute(house.vahid.db);
        const kept = rows[0]?.value === jobs;
        if (kept !== may || (refusal === undefined) !== may)
          wrong.push(`${visitor.name} in ${state}: ${refusal?.code}`);
        const after = await picture();
        if (!may && before !== after) wrong.push(`${visitor.name} in ${state}: something was written`);
        before = after;
      }
    }
    expect(wrong).toEqual([]);
  });
});
