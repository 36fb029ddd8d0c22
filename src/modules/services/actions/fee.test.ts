import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCommitted } from '../../../../test/committed.ts';
import { officialOf, openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { measuredDays } from '../../../kernel/measurement.ts';
import { formatMoney } from '../../../language/index.ts';
import { readIn } from '../../payments/test-reading.ts';
import { camt } from '../../payments/test-statement.ts';
import { notifications } from '../../process/index.ts';
import { checkAnswers, saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { caseView, withdrawCase } from './following.ts';

let stage: Stage;
let test: Stage['test'];
let founder: Actor;
let officer: Actor;
let approver: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  founder = stage.people.stranger;
  officer = await officialOf(test, 'Babayeva', 'in', 'officer');
  approver = await officialOf(test, 'Məmmədzadə', 'in', 'approver');
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);
const standard = { charter: 'standard', companyName: 'Sınaq Proqram', activity: 'software', seat: 'Bakı, Sınaq 3' };
const own = { ...standard, charter: 'own', charterText: 'Hesabat ildə iki dəfə verilir.' };

async function filled(answers: Readonly<Record<string, Json>>): Promise<string> {
  const { id } = await startCase(as(founder), { service: 'company-registration' });
  const { charter = null, charterText = null, companyName = null, activity = null, seat = null } = answers;
  const pages = { nizamname: { charter, ...(charterText === null ? {} : { charterText }) } };
  const given = { ...pages, ad: { companyName }, is: { activity }, yer: { seat } };
  for (const [page, values] of Object.entries(given)) await saveAnswers(as(founder), { id, page, values });
  return id;
}

async function sent(answers: Readonly<Record<string, Json>>): Promise<string> {
  const id = await filled(answers);
  await submitCase(as(founder), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

const view = (id: string) => caseView(as(founder), { id });
const billOf = async (id: string) => {
  const bill = (await view(id)).payment?.bill;
  if (!bill) throw new Error('no bill');
  return bill;
};
const paidBy = (text: string) => readIn(test.ctx(), as(approver), { format: 'camt053', text });
let entries = 0;
async function pay(id: string): Promise<void> {
  entries += 1;
  await paidBy(camt([{ ref: `PAY-${entries}`, words: `Rüsum, ${(await billOf(id)).reference}` }]));
  await stage.drain();
}

async function count(id: string, action: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from process.journal
    where instance = ${id} and action = ${action}`.execute(test.vahid.db);
  return rows[0]?.count ?? 0;
}

const refunds = async (id: string) => {
  const { rows } = await sql<{ amount: string; iban: string; person: string | null }>`select r.amount, c.iban, r.person
    from payments.refund r join payments.recipient c on c.refund = r.id join payments.bill b on b.id = r.bill where b.subject = ${id}`.execute(
    test.vahid.db,
  );
  return rows;
};

describe('before it is sent', () => {
  it('a founder sees what it will cost, when that is paid, and how long the decision takes', async () => {
    const id = await filled(own);
    const { expected } = await checkAnswers(as(founder), { id });
    expect(expected).toMatchObject({ state: 'due', pays: { days: 10, from: 'sending' } });
    expect([expected?.cost.az, expected?.article?.cited.en]).toEqual([
      formatMoney('25.00', 'az'),
      expect.stringContaining('4.1'),
    ]);
    expect(expected?.decidedIn).toBeGreaterThan(0);
    await saveAnswers(as(founder), { id, page: 'nizamname', values: { charter: 'standard' } });
    const waived = (await checkAnswers(as(founder), { id })).expected;
    expect(waived).toMatchObject({ state: 'waived', reason: { en: 'The company takes the standard charter' } });
    await withdrawCase(as(founder), { id, key: `discard-${id}` });
  });
});

describe('a founder', () => {
  it('with the standard charter pays nothing, is told why, and heads the company the same day', async () => {
    const id = await sent(standard);
    const { status, payment, document } = await view(id);
    expect([status, document?.number]).toEqual(['issued', expect.stringMatching(/^SQ-2026-/)]);
    expect(payment).toMatchObject({ state: 'waived', reason: { en: 'The company takes the standard charter' } });
    expect(payment?.article?.cited.en).toContain('4.2');
    const { rows } = await sql<{ data: Record<string, string> }>`select data from records.record
      where register = 'companies' and data ->> 'name' = '“Sınaq Proqram” MMC'`.execute(test.vahid.db);
    expect(rows[0]?.data).toMatchObject({ legalForm: 'mmc', taxDebt: '0.00', status: 'active' });
    expect(rows[0]?.data.voen).toMatch(/^46\d{7}1$/);
  });

  it('of two companies gets the second a minute later, where the first is still being entered', async () => {
    const found = async (companyName: string) => {
      const id = await filled({ ...standard, companyName });
      await submitCase(as(founder), { id, key: `send-${id}` });
      return id;
    };
    const [first, second] = [await found('Sınaq Birinci'), await found('Sınaq İkinci')];
    expect([(await view(first)).status, (await view(second)).status]).toEqual(['decided', 'in_review']);
    await stage.drain();
    test.clock.advance(61_000);
    for (let times = 0; times < 2; times += 1) await stage.drain();
    expect([(await view(first)).status, (await view(second)).status]).toEqual(['issued', 'issued']);
    expect([await count(second, 'examine'), await count(second, 'grant')]).toEqual([1, 1]);
  });

  it('with a charter of their own is asked for the fee first: whom, how much, by when, and which reference', async () => {
    const id = await sent(own);
    const { status, payment, clock, may, journal } = await view(id);
    expect([status, may.withdraw, may.answer, journal.at(-1)?.what.en]).toEqual([
      'waiting_for_applicant',
      true,
      false,
      'Bill for the fee issued',
    ]);
    expect(payment).toMatchObject({
      state: 'due',
      payee: { code: 'in' },
      bill: { state: 'open', amount: '25.00', sample: true },
    });
    expect(payment?.bill?.reference).toMatch(/^RF\d{2}2026\d{8}$/);
    expect(payment?.bill?.dueAt).toEqual(clock?.due);
    const { items } = await notifications(as(founder));
    const told = items.find(({ instance, text }) => instance === id && text.en.includes('RF'));
    expect(told?.text.en).toMatch(/^A payment is awaited: RF\d{14}\. Pay by \d{1,2}/);
    expect(JSON.stringify(told?.text)).not.toMatch(/25[.,]00/);
    expect((await deskCase(as(officer), { id })).actions).toEqual([]);
    await withdrawCase(as(founder), { id, key: 'withdraw-unpaid' });
    await stage.drain();
    expect([(await billOf(id)).state, await refunds(id)]).toEqual(['void', []]);
  });

  it('who sends the same form again while the fee is awaited is answered as the first time', async () => {
    const id = await sent(own);
    const again = await submitCase(as(founder), { id, key: `send-${id}` });
    expect([again, (await view(id)).status]).toEqual([{ assisted: false }, 'waiting_for_applicant']);
    expect(await count(id, 'submit')).toBe(1);
    await withdrawCase(as(founder), { id, key: `away-${id}` });
  });

  it('pays, and the case goes on once, however often the bank tells of it', async () => {
    const id = await sent(own);
    const { reference } = await billOf(id);
    const text = camt([{ ref: 'TWICE', words: reference }]);
    const [one, two] = await Promise.all([paidBy(text), paidBy(text)]);
    expect([one.matched + two.matched, one.known + two.known]).toEqual([1, 1]);
    await stage.drain();
    await paidBy(text);
    await stage.drain();
    expect([await count(id, 'paid'), await count(id, 'examine')]).toEqual([1, 1]);
    expect((await billOf(id)).state).toBe('paid');
    await stage.take(officer, id, 'recommend', 'Uyğundur.');
    await stage.take(approver, id, 'approve');
    expect((await view(id)).status).toBe('issued');
    await measureCommitted(test.vahid);
    expect((await measuredDays(test.ctx(), 'payments.paid_in_time')).at(-1)).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
    expect((await measuredDays(test.ctx(), 'payments.days_to_payment')).at(-1)).toMatchObject({
      numerator: 1,
      count: 1,
    });
  });

  it('who withdraws after paying gets it back, by the order of the program and the account it came from', async () => {
    const id = await sent(own);
    await pay(id);
    expect((await view(id)).status).toBe('in_review');
    await withdrawCase(as(founder), { id, key: 'withdraw-paid' });
    await stage.drain();
    expect(await refunds(id)).toEqual([{ amount: '25.00', iban: 'AZ21NABZ00000000137010001944', person: null }]);
  });

  it('who is refused does not, for the work was done', async () => {
    const id = await sent(own);
    await pay(id);
    await stage.take(officer, id, 'propose-refusal', 'Uyğun deyil.');
    await stage.take(approver, id, 'refuse');
    expect([(await view(id)).status, await refunds(id)]).toEqual(['decided', []]);
  });

  it('who does not pay in time is told that it is closed; a payment after that waits at the desk', async () => {
    const id = await sent(own);
    await stage.passDays(11);
    const { status, state } = await view(id);
    expect([status, state.en, (await billOf(id)).state]).toEqual([
      'closed',
      'Closed because the fee was not paid',
      'void',
    ]);
    const late = await paidBy(camt([{ ref: 'LATE', words: (await billOf(id)).reference }]));
    expect([late.matched, late.unmatched]).toEqual([0, 1]);
    await stage.drain();
    expect(await count(id, 'paid')).toBe(0);
    await measureCommitted(test.vahid);
    expect((await measuredDays(test.ctx(), 'payments.paid_in_time')).at(-1)).toMatchObject({
      numerator: 0,
      denominator: 1,
    });
  });

  it('sees nothing of a bill that is another’s', async () => {
    const id = await sent(own);
    expect(await refused(caseView(as(stage.people.head), { id }))).toBe('kernel.not_found');
  });
});
