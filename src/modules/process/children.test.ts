import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { bakuInstant } from '../../language/index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { act, availableActions, children, clock, type JournalEntry, journal } from './index.ts';
import { type House, openHouse, startRequest } from './test-house.ts';

let house: House;
let registrar: Actor;
let officer: Actor;
let reviewer: Actor;
let id: string;

const program: Actor = { kind: 'system', appointments: [] };
const turn = (day: string, time: string) => house.clock.set(bakuInstant(day, time));

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  registrar = await house.person('1AAAAA1', 'Nigar Əliyeva', ['din', 'registrar']);
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
  reviewer = await house.person('1AAAAA3', 'Orxan Zeynallı', ['in', 'officer']);
});
afterAll(() => house.close());
beforeEach(async () => {
  turn('2026-11-23', '10:00');
  id = await house.request(registrar, 'din');
  await take(registrar, 'submit');
});

const take = (actor: Actor, action: string, of = id) => act(house.as(actor), { instance: of, action, note: 'because' });
const begin = () => house.request(program, 'din', { parent: id, by: 'in' });
const actionsOf = (entries: readonly JournalEntry[]) => entries.map(({ action }) => action);

describe('a process within another', () => {
  it('is read with its parent, and by who may read that', async () => {
    expect(await children(house.as(officer), id)).toEqual([]);
    const first = await begin();
    house.clock.advance(1000);
    const second = await begin();
    await take(reviewer, 'sign', second);
    const found = await children(house.as(registrar), id);
    expect(found).toMatchObject([
      {
        id: first,
        kind: 'review',
        name: 'review',
        state: 'open',
        status: 'in_review',
        institution: 'in',
        ended: false,
      },
      { id: second, state: 'signed', status: 'closed', ended: true },
    ]);
    await expect(children(house.as(reviewer), id)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  });

  it('holds back the step whose guard counts those not at an end', async () => {
    const [first, second] = [await begin(), await begin()];
    const refused = { code: 'process.condition_not_met', text: { en: 'Reviews are under way.' } };
    const blocked = async () =>
      (await availableActions(house.as(officer), id)).find(({ action }) => action === 'recommend')?.blocked;
    await expect(take(officer, 'recommend')).rejects.toMatchObject(refused);
    expect(await blocked()).toMatchObject(refused);
    await take(reviewer, 'sign', first);
    await expect(take(officer, 'recommend')).rejects.toMatchObject(refused);
    await take(reviewer, 'sign', second);
    await take(reviewer, 'reopen', first);
    await expect(take(officer, 'recommend')).rejects.toMatchObject(refused);
    await take(reviewer, 'sign', first);
    expect(await blocked()).toBeUndefined();
    // What is handed over counts for nothing here.
    await act(house.as(officer), { instance: id, action: 'recommend', note: 'x', guardInput: { openChildren: 3 } });
    expect((await house.present(id)).state).toBe('confirm');
  });

  it('is one step deep, and within something that is there', async () => {
    const child = await begin();
    await expect(house.request(program, 'din', { parent: child, by: 'in' })).rejects.toThrow('cannot have children');
    const nowhere = '01a206c6-7880-7935-bae3-f8d7c8c4cdfd';
    await expect(house.request(program, 'din', { parent: nowhere, by: 'in' })).rejects.toMatchObject({
      code: 'kernel.not_found',
    });
  });

  it('may halt its parent in the same transaction, and let it go on', async () => {
    const child = await begin();
    turn('2026-11-24', '10:00');
    await both(house.as(reviewer), child, 'ask', 'halt');
    expect((await house.present(id)).state).toBe('halted');
    expect(await clock(house.as(registrar), id)).toMatchObject({ name: 'answer', workingDaysLeft: 5 });
    turn('2026-11-27', '10:00');
    await both(house.as(registrar), child, 'answer', 'resume');
    expect(await clock(house.as(officer), id)).toMatchObject({ name: 'decision', workingDaysLeft: 19 });
    const entries = await journal(house.ctx(), id);
    expect(entries.slice(2).map(({ action, actedAs, person }) => [action, actedAs, person])).toEqual([
      ['halt', 'system', null],
      ['resume', 'system', null],
    ]);
  });

  it('leaves no step behind when its parent’s cannot be', async () => {
    const child = await begin();
    await expect(both(house.as(reviewer), child, 'ask', 'resume')).rejects.toMatchObject({
      code: 'process.not_from_here',
    });
    expect(actionsOf(await journal(house.ctx(), child))).toEqual(['start']);
  });
});

/** A step of a child, and the program's of its parent, as the room that owns both takes them. */
const both = (ctx: Context, child: string, action: string, above: string) =>
  inTransaction(ctx, async (inner) => {
    await act(inner, { instance: child, action, note: 'because' });
    await act({ ...inner, actor: program }, { instance: id, action: above });
  });

describe('many at once', () => {
  it('neither wait for each other for ever nor pass the guard by', async () => {
    const reviewers = await Promise.all(Array.from({ length: 4 }, begin));
    const steps = (child: string) => async () => {
      await both(house.as(reviewer), child, 'ask', 'halt').catch(refused);
      await both(house.as(registrar), child, 'answer', 'resume').catch(refused);
      await take(reviewer, 'sign', child).catch(refused);
    };
    const pushing = async () => {
      for (let times = 0; times < 6; times += 1) {
        await take(officer, 'recommend').catch(refused);
        await inTransaction(house.as(officer), async (inner) => {
          // From the parent down, as when a request is sent on to one more reviewer.
          await act(inner, { instance: id, action: 'ask', note: 'x' });
          await startRequest({ ...inner, actor: program }, 'din', { parent: id, by: 'in' });
        }).catch(refused);
      }
    };
    await Promise.all([...reviewers.map((child) => steps(child)()), pushing(), pushing()]);
    const passed = actionsOf(await journal(house.ctx(), id)).includes('recommend');
    const open = (await children(house.ctx(), id)).filter(({ ended }) => !ended).length;
    expect(passed && open > 0).toBe(false);
  });

  it('begin none, nor take one up again, behind the back of the step that counts them', async () => {
    const child = await begin();
    await take(reviewer, 'sign', child);
    const counted = async () => {
      const result = take(officer, 'recommend').catch((error: { code: string }) => error.code);
      // Time enough to count, if nothing kept it from counting.
      await Promise.race([result, setTimeout(300)]);
      return [result];
    };
    const reopened = await inTransaction(house.as(reviewer), async (inner) => {
      await act(inner, { instance: child, action: 'reopen' });
      return counted();
    });
    expect(await Promise.all(reopened)).toEqual(['process.condition_not_met']);
    await take(reviewer, 'sign', child);
    const begun = await inTransaction(house.as(program), async (inner) => {
      await startRequest(inner, 'din', { parent: id, by: 'in' });
      return counted();
    });
    expect(await Promise.all(begun)).toEqual(['process.condition_not_met']);
  });

  it('leave the timer of a child for later while its parent is held', async () => {
    const child = await begin();
    await take(reviewer, 'ask', child);
    await take(registrar, 'answer', child);
    const reminded = async () => {
      const { rows } = await sql`select from kernel.job where key like ${`process:${id}%`}`.execute(house.vahid.db);
      return rows.length;
    };
    const before = await reminded();
    turn('2026-12-21', '18:00');
    await house.vahid.db.transaction().execute(async (db) => {
      await sql`select from process.instance where id = ${id} for update`.execute(db);
      await house.vahid.jobs.runDue();
    });
    expect(await reminded()).toBe(before);
    house.clock.advance(1000);
    await house.vahid.jobs.runDue();
    expect((await house.present(id)).overdue).toBe(true);
  });
});

function refused(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && String(error.code).includes('.'))) throw error;
}
