import { sql } from 'kysely';
import type { Actor, Role } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { instance } from '../../process/index.ts';
import { actOnSpending } from './actions/acting.ts';
import { resolveDuplicate } from './actions/reviewing.ts';
import { saveSpending, startSpending } from './actions/writing.ts';
import type { Answers } from './questions.ts';
import { listDuplicates } from './store/duplicates.ts';
import { findSpend } from './store/requests.ts';

/** A database of the test's own, open, with a clock that the test turns. */
interface Opened {
  readonly vahid: Vahid;
  readonly clock: { now(): Date; set(moment: string | Date): void; advance(milliseconds: number): void };
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

/** Answers of a request that asks for little and breaks no rule. */
export const plainAnswers: Answers = {
  purpose: 'Arıçılıq təsərrüfatlarının uçotu.',
  measure: '6.1.1.2.1',
  kind: 'licence',
  capabilities: 'registry',
  users: 'officials',
  rough: '50000',
  year: '2027',
  endsOn: '2027-10-01',
  retrospective: 'no',
  hosting: 'government_cloud',
  exchange: 'ehis',
  channel: 'none',
  signIn: 'sima',
  takes: 'forms',
  modelRegistered: 'yes',
  apiOpen: 'yes',
  rights: 'state',
  exitPlan: 'Məlumatlar açıq formatda təhvil verilir.',
  dataClass: 'open',
  criticality: 'ordinary',
  transactions: '100',
  ai: 'no',
  cost_software_2027: '50000.50',
  fund_state_budget: '60',
  fund_extra_budgetary: '40',
};

/** One that goes to the centre. */
export const centralAnswers: Answers = { ...plainAnswers, criticality: 'critical' };

export type Stand = Awaited<ReturnType<typeof openStand>>;

async function invite(test: Opened) {
  return {
    registrar: await person(test, '1AAAAA1', ['aef', 'registrar']),
    deputy: await person(test, '1AAAAA2', ['aef', 'deputy_head']),
    head: await person(test, '1AAAAA3', ['aef', 'head']),
    officer: await person(test, '1AAAAA4', ['rinn', 'officer']),
    other: await person(test, '1AAAAA5', ['rinn', 'officer'], ['rinn', 'approver']),
    approver: await person(test, '1AAAAA6', ['rinn', 'approver']),
    elsewhere: await person(test, '1AAAAA7', ['dsk', 'registrar'], ['dsk', 'deputy_head']),
    turncoat: await person(test, '1AAAAA8', ['rinn', 'officer'], ['rinn', 'approver'], ['aef', 'registrar']),
  };
}

export async function openStand(test: Opened) {
  const people = await invite(test);
  const as = (who: keyof typeof people) => test.ctx(people[who]);
  const settle = async () => {
    while ((await test.vahid.jobs.runDue()) > 0);
  };
  const act = (who: keyof typeof people, id: string, action: string, note = 'Belədir') =>
    actOnSpending(as(who), { id, action, note });
  const stand = {
    test,
    people,
    as,
    settle,
    act,
    async draft(
      answers: Answers = plainAnswers,
      title = 'Arıçılıq reyestri',
      who: 'registrar' | 'elsewhere' = 'registrar',
    ) {
      const institution = who === 'registrar' ? 'aef' : 'dsk';
      const id = await startSpending(as(who), { institution, title });
      await saveSpending(as(who), id, { title, ...answers });
      // The lot is drawn by chance: it falls on none but those whose test says so.
      await sql`update plan.spend_request set sampled = false where id = ${id}`.execute(test.vahid.db);
      return id;
    },
    /** Signed, checked and given its route. */
    async triaged(answers?: Answers, title?: string) {
      const id = await stand.draft(answers, title);
      await act('registrar', id, 'enter-pipeline');
      await act('deputy', id, 'submit');
      await settle();
      return id;
    },
    async assessing(answers: Answers = centralAnswers, title?: string) {
      const id = await stand.triaged(answers, title);
      await act('officer', id, 'take-up');
      return id;
    },
    async recommended(answers?: Answers, title?: string) {
      const id = await stand.assessing(answers, title);
      for (const { id: candidate } of await listDuplicates(test.vahid.db, id))
        await resolveDuplicate(as('officer'), id, { candidate, resolution: 'justified', reason: 'Başqa sahədir.' });
      await act('officer', id, 'recommend');
      return id;
    },
    state: async (id: string) => (await instance(test.ctx(), id)).state,
    async row(id: string) {
      const found = await findSpend(test.vahid.db, id);
      if (!found) throw new Error('there is no such request');
      return found;
    },
  };
  return stand;
}

async function person(
  test: Opened,
  fin: string,
  ...offices: readonly (readonly [institution: string, role: Role])[]
): Promise<Actor> {
  const id = await ensurePerson(test.ctx(), fin);
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  for (const [institution, role] of offices) await appoint(test.ctx(), { person: id, institution, role, title });
  const appointments = offices.map(([institution, role]) => ({ institution, role }));
  return { kind: 'person', person: id, name: fin, appointments };
}
