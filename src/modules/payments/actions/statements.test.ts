import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { notifications } from '../../process/index.ts';
import { billDeskView, paymentsView, statementView } from '../reading.ts';
import { official, testBill } from '../test-bill.ts';
import { readIn } from '../test-reading.ts';
import { camt, ministryAccount, payerAccount, type TestEntry, type Told } from '../test-statement.ts';
import { downloadBankFile, makeBankFile, markSent } from './bank-files.ts';
import { closeBill } from './billing.ts';
import { decideStatement } from './confirming.ts';
import { scheduleForgetting } from './forgetting.ts';
import { importStatement } from './importing.ts';
import { decideRefund, refundBill, refundEntry } from './refunding.ts';

let stage: Stage;
let test: Stage['test'];
let subject: string;
let officer: Actor;
let approver: Actor;
let second: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  subject = await stage.submitted(stage.people.head);
  officer = await official(test.ctx(), '1AAAAA1', 'officer');
  approver = await official(test.ctx(), '1AAAAA2', 'approver');
  second = await official(test.ctx(), '1AAAAA3', 'approver');
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);

const newBill = (person = stage.people.stranger.person ?? '') =>
  testBill(test.ctx(), as(officer), { payer: { person }, subject });

/** An officer who holds the office of the approver while they are away. */
const standingIn = (): Actor => ({
  ...officer,
  appointments: [...officer.appointments, { institution: 'in', role: 'approver', instead: approver.person ?? '' }],
});

const stateOf = async (id: string) => (await billDeskView(as(officer), id)).state;
const read = (entries: readonly TestEntry[], told: Told = {}, actor = officer) =>
  importStatement(as(actor), { format: 'camt053', text: camt(entries, ministryAccount, told), institution: 'in' });
const csv = (reference: string, entry: string) =>
  importStatement(as(approver), {
    format: 'csv',
    text: `account;entry;booked_on;direction;amount;currency;remittance;payer;payer_account
${ministryAccount};${entry};24.11.2026;C;25,00;AZN;${reference};Sınaq;\n`,
    institution: 'in',
  });
const viewOf = (id = '') => statementView(as(officer), id);

describe('a statement', () => {
  it('is taken at once where its balances prove it and go on from the last one', async () => {
    const [one, two] = [await newBill(), await newBill()];
    const first = [{ ref: 'A1', words: one.reference }];
    expect(await read(first, { number: 'S-1', opening: '0.00' })).toMatchObject({ matched: 1, waiting: [] });
    expect(await read(first, { number: 'S-1', opening: '0.00' })).toMatchObject({ known: 1, waiting: [] });
    const next = [{ ref: 'A2', words: two.reference }];
    expect(await read(next, { number: 'S-2', opening: '25.00' })).toMatchObject({ matched: 1, waiting: [] });
    const { last } = await paymentsView(as(officer), { institution: 'in', search: '', page: 1 });
    expect([last?.number, last?.closing]).toEqual(['S-2', '50.00000']);
    expect([await stateOf(one.id), await stateOf(two.id)]).toEqual(['paid', 'paid']);
  });

  it('with a gap, a wrong sum, a number given before or no balances pays nothing, and says what does not fit', async () => {
    const { id, reference } = await newBill();
    const words = { words: reference };
    const cases: readonly (readonly [Told, readonly string[]])[] = [
      [{ number: 'S-4', opening: '75.00' }, ['gap']],
      [{ number: 'S-5', opening: '50.00', closing: '75.01' }, ['sum']],
      [{ number: 'S-2', opening: '50.00' }, ['number']],
      [{ number: 'S-6' }, ['no_balances']],
    ];
    for (const [told, faults] of cases) {
      const done = await read([{ ref: `G-${told.number}`, ...words }], told);
      expect(done).toMatchObject({ matched: 0, unmatched: 0 });
      expect((await viewOf(done.waiting[0])).row).toMatchObject({ faults, stage: 'waiting', expected: '50.00000' });
    }
    expect(await stateOf(id)).toBe('open');
  });

  it('in which money went out proves nothing of what came in: any payment could be invented beside it', async () => {
    const { id, reference } = await newBill();
    const pair = [
      { ref: 'D1', words: reference },
      { ref: 'D2', direction: 'DBIT' as const },
    ];
    const { matched, waiting } = await read(pair, { number: 'S-7', opening: '50.00' });
    expect([matched, (await viewOf(waiting[0])).row.faults]).toEqual([0, ['outgoing']]);
    expect(await stateOf(id)).toBe('open');
  });

  it('is not confirmed in the office of who read it in, nor of who pays a bill in it', async () => {
    const mine = await newBill(approver.person);
    const [statement = '', own = ''] = [
      ...(await csv((await newBill()).reference, 'I1')).waiting,
      ...(
        await importStatement(as(second), {
          format: 'camt053',
          text: camt([{ ref: 'I2', words: mine.reference }]),
          institution: 'in',
        })
      ).waiting,
    ];
    for (const id of [statement, own])
      expect(await refused(decideStatement(as(standingIn()), { statement: id, confirm: true }))).toBe(
        'process.absent_barred',
      );
    expect((await statementView(as(standingIn()), statement)).may).toBe(false);
    const alsoOwn = { ...standingIn(), appointments: [...standingIn().appointments, ...approver.appointments] };
    expect((await statementView(as(alsoOwn), statement)).may).toBe(true);
  });

  it('that waits pays bills once another official has confirmed it, who pays none of them', async () => {
    const { id, reference } = await newBill();
    const { waiting } = await csv(reference, 'K1');
    const [statement = ''] = waiting;
    expect((await csv(reference, 'K1')).waiting).toEqual(waiting);
    const decide = (actor: Actor, confirm = true) => refused(decideStatement(as(actor), { statement, confirm }));
    expect(await decide(approver)).toBe('payments.statement_same_eyes');
    expect(await decide(officer)).toBe('kernel.not_allowed');
    expect([
      (await statementView(as(approver), statement)).may,
      (await statementView(as(second), statement)).may,
    ]).toEqual([false, true]);
    expect(await stateOf(id)).toBe('open');
    const both = [second, second].map((who) => decideStatement(as(who), { statement, confirm: true }));
    expect((await Promise.all(both)).map(({ matched, known }) => matched + known)).toEqual([1, 1]);
    expect(await stateOf(id)).toBe('paid');
    expect(await decide(second, false)).toBe('payments.statement_decided');
    const mine = await newBill(second.person);
    const [own = ''] = (await csv(mine.reference, 'K2')).waiting;
    expect(await refused(decideStatement(as(second), { statement: own, confirm: true }))).toBe('payments.own_bill');
  });

  it('in CSV is no text with a sign that no database keeps', async () => {
    expect(await refused(csv((await newBill()).reference, 'N\0'))).toBe('payments.statement_unreadable');
  });

  it('that is rejected leaves no money behind, and may be read again', async () => {
    const { id, reference } = await newBill();
    const [statement = ''] = (await csv(reference, 'J1')).waiting;
    await decideStatement(as(second), { statement, confirm: false });
    expect(await refused(decideStatement(as(second), { statement, confirm: true }))).toBe('payments.statement_decided');
    const { rows } = await sql`select from payments.bank_entry where statement = ${statement}`.execute(test.vahid.db);
    expect([rows, await stateOf(id), (await viewOf(statement)).row.stage]).toEqual([[], 'open', 'rejected']);
    expect((await csv(reference, 'J1')).waiting).not.toContain(statement);
  });
});

describe('payers’ data', () => {
  const kept = async () => {
    const { rows } = await sql<Record<'payer' | 'recipient' | 'note' | 'content' | 'file', number>>`select
      (select count(*) from payments.payer) as payer, (select count(*) from payments.recipient) as recipient,
      (select count(*) from payments.note) as note, (select count(*) from payments.statement_content) as content,
      (select count(*) from payments.bank_file_content) as file`.execute(test.vahid.db);
    return rows[0];
  };
  const later = async (moment: string) => {
    test.clock.set(moment);
    await scheduleForgetting(test.ctx(), test.clock.now());
    await sql`delete from kernel.job where kind <> 'payments.forget'`.execute(test.vahid.db);
    await stage.drain();
  };

  it('does not wait without end: approvers are reminded, then the statement is rejected, and may be read in again', async () => {
    const { id, reference } = await newBill();
    const [statement = ''] = (await csv(reference, 'L1')).waiting;
    const start = test.clock.now().getTime();
    const after = (days: number) => later(new Date(start + days * 86_400_000).toISOString());
    const told = async () =>
      (await notifications(as(second), { box: 'desk' })).items.filter(({ link }) => link?.endsWith(statement)).length;
    await after(6);
    expect([(await viewOf(statement)).row.stage, await told()]).toEqual(['waiting', 0]);
    await after(8);
    await after(9);
    expect([(await viewOf(statement)).row.stage, await told()]).toEqual(['waiting', 1]);
    await after(31);
    expect([(await viewOf(statement)).row.stage, await told(), await stateOf(id)]).toEqual(['rejected', 2, 'open']);
    const { rows } = await sql`select confirmed, person from payments.statement_decision
      where statement = ${statement}`.execute(test.vahid.db);
    expect(rows).toEqual([{ confirmed: false, person: null }]);
    test.clock.set(new Date(start).toISOString());
    const [again = ''] = (await csv(reference, 'L1')).waiting;
    expect(again).not.toBe(statement);
    await decideStatement(as(second), { statement: again, confirm: true });
    expect(await stateOf(id)).toBe('paid');
  });

  it('is deleted five years after the money is settled; the ledger and what is not settled stay', async () => {
    const { id, reference } = await newBill();
    const loose = { ref: 'F2', words: 'nömrəsiz' };
    await readIn(as(officer), as(second), {
      format: 'camt053',
      institution: 'in',
      text: camt([{ ref: 'F1', words: reference }, loose], ministryAccount, { number: 'S-9' }),
    });
    const ordered = async () => {
      await refundBill(as(officer), { bill: id, amount: '1', iban: payerAccount, holder: 'Sınaq', note: 'Sınaq' });
      const view = await paymentsView(as(officer), { institution: 'in', search: '', page: 1 });
      return view.ordered.find((one) => one.bill === id)?.id ?? '';
    };
    await decideRefund(as(approver), { refund: await ordered(), confirm: true });
    const bankFile = await makeBankFile(as(officer), { institution: 'in' });
    const before = await kept();
    await later('2031-12-10T06:00:00Z');
    expect(await kept()).toMatchObject({ recipient: 1, file: 1, payer: 2 });
    const after = await kept();
    expect(before).toMatchObject({ recipient: 1, file: 1 });
    await markSent(as(officer), { bankFile });
    await later('2036-12-09T06:00:00Z');
    expect({ ...(await kept()), content: after?.content }).toEqual(after);
    await later('2036-12-11T06:00:00Z');
    // What belongs to no bill yet stays.
    expect(await kept()).toMatchObject({ payer: 1, recipient: 0, note: 0, file: 0, content: 0 });
    const { ledger, received } = await billDeskView(as(officer), id);
    expect([received, ledger.map(({ kind }) => kind).at(-1)]).toEqual(['25.00', 'refund_sent']);
    expect(await refused(downloadBankFile(as(officer), bankFile))).toBe('kernel.not_found');
    const denied = (table: string) =>
      refused(sql`delete from ${sql.table(`payments.${table}`)}`.execute(test.vahid.db));
    for (const table of [
      'payer',
      'recipient',
      'note',
      'statement_content',
      'bank_file_content',
      'bank_entry',
      'refund',
    ])
      expect(await denied(table), table).toBe('42501');
  });
});

describe('a refund', () => {
  it('of money that belongs to no bill is never more than came, nor nothing', async () => {
    const text = camt([
      { ref: 'Q1', words: 'artıq', amount: '25.005' },
      { ref: 'Q2', words: 'qəpik', amount: '0.001' },
    ]);
    await readIn(as(officer), as(second), {
      format: 'camt053',
      text: text.replaceAll('S-2026', 'Q-2026'),
      institution: 'in',
    });
    const back = async (remittance: string) => {
      const view = await paymentsView(as(officer), { institution: 'in', search: '', page: 1 });
      const entry = view.unmatched.items.find((one) => one.remittance === remittance)?.id ?? '';
      return refused(refundEntry(as(officer), { entry, iban: payerAccount, holder: 'Sınaq', note: 'Səhv.' }));
    };
    expect([await back('artıq'), await back('qəpik')]).toEqual(['done', 'payments.amount_wrong']);
    const { ordered } = await paymentsView(as(second), { institution: 'in', search: '', page: 1 });
    expect(ordered.at(-1)?.amount).toBe('25.00');
  });

  it('is not confirmed in the office of who ordered it, of who brought the money, or of who pays the bill', async () => {
    const [ordered, brought, mine] = [await newBill(), await newBill(), await newBill(approver.person)];
    const text = camt([ordered, brought, mine].map(({ reference }, at) => ({ ref: `W${at}`, words: reference })));
    await readIn(as(approver), as(second), {
      format: 'camt053',
      text: text.replaceAll('S-2026', 'W-2026'),
      institution: 'in',
    });
    const to = { iban: payerAccount, holder: 'Sınaq Sınaqov', note: 'Artıq ödənilib.' };
    await refundBill(as(approver), { bill: ordered.id, amount: '1.00', ...to });
    await closeBill(test.ctx(), { bill: brought.id, refund: true, note: 'Geri götürülüb.' });
    await refundBill(as(second), { bill: mine.id, amount: '1.00', ...to });
    const view = await paymentsView(as(second), { institution: 'in', search: '', page: 1 });
    for (const { id } of [ordered, brought, mine]) {
      const refund = view.ordered.find(({ bill }) => bill === id)?.id ?? '';
      expect(await refused(decideRefund(as(standingIn()), { refund, confirm: true }))).toBe('process.absent_barred');
      await decideRefund(as(standingIn()), { refund, confirm: false });
    }
  });
});
