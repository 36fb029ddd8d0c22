import type { Actor, Role } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { instance } from '../../process/index.ts';
import { actOnSpending } from './actions/acting.ts';
import { isDrawn } from './actions/scanning.ts';
import { proposeWaiverOf, resolveDuplicate, waiveCheck } from './actions/reviewing.ts';
import { saveSpending, startSpending } from './actions/writing.ts';
import type { CheckRule } from './choices.ts';
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
  const turncoat = await person(test, '1AAAAA8', ['rinn', 'officer'], ['rinn', 'approver'], ['aef', 'registrar']);
  return {
    registrar: await person(test, '1AAAAA1', ['aef', 'registrar']),
    deputy: await person(test, '1AAAAA2', ['aef', 'deputy_head']),
    head: await person(test, '1AAAAA3', ['aef', 'head']),
    officer: await person(test, '1AAAAA4', ['rinn', 'officer']),
    other: await person(test, '1AAAAA5', ['rinn', 'officer'], ['rinn', 'approver']),
    approver: await person(test, '1AAAAA6', ['rinn', 'approver']),
    elsewhere: await person(test, '1AAAAA7', ['dsk', 'registrar'], ['dsk', 'deputy_head']),
    chief: await person(test, '1AAAAA9', ['aef', 'head'], ['aef', 'deputy_head']),
    turncoat,
    /** The same person once the office in the institution that asks is given up. */
    moved: { ...turncoat, appointments: turncoat.appointments.filter(({ institution }) => institution === 'rinn') },
  };
}

type People = Awaited<ReturnType<typeof invite>>;
type Who = keyof People;

export async function openStand(test: Opened) {
  const people = await invite(test);
  const as = (who: Who) => test.ctx(people[who]);
  const settle = async () => {
    while ((await test.vahid.jobs.runDue()) > 0);
  };
  const act = (who: Who, id: string, action: string, note = 'Belədir') => actOnSpending(as(who), { id, action, note });
  const doing = { test, people, as, settle, act, ...drafting(test, as), ...judging(test, as) };
  const stand = {
    ...doing,
    /** Signed, checked and given its route. */
    async triaged(answers?: Answers, title?: string) {
      const id = await doing.draft(answers, title);
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
      await doing.clear(id);
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

function drafting(test: Opened, as: (who: Who) => Context) {
  /** The lot is drawn by chance: so many are begun until it falls, or does not, as the test needs it. */
  async function begun(begin: () => Promise<string>, drawn: boolean): Promise<string> {
    const id = await begin();
    return isDrawn(test.vahid, id) === drawn ? id : begun(begin, drawn);
  }
  async function draft(
    answers: Answers = plainAnswers,
    title = 'Arıçılıq reyestri',
    who: 'registrar' | 'elsewhere' = 'registrar',
  ) {
    const institution = who === 'registrar' ? 'aef' : 'dsk';
    const id = await begun(async () => startSpending(as(who), { institution, title }), false);
    await saveSpending(as(who), id, { title, ...answers });
    return id;
  }
  return { begun, draft };
}

function judging(test: Opened, as: (who: Who) => Context) {
  return {
    /** Every candidate is found to be another thing. */
    async clear(id: string) {
      for (const { id: candidate, resolution } of await listDuplicates(test.vahid.db, id))
        if (resolution === null)
          await resolveDuplicate(as('officer'), id, { candidate, resolution: 'justified', reason: 'Başqa sahədir.' });
    },
    /** One proposes it, another grants it. */
    async waive(id: string, rule: CheckRule, why = 'Belədir') {
      await proposeWaiverOf(as('officer'), id, { rule, why });
      await waiveCheck(as('approver'), id, rule);
    },
  };
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
