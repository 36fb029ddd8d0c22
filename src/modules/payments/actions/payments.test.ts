import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import { billDeskView, entryView, paymentsView } from '../reading.ts';
import { refundFile } from '../refund-file.ts';
import { official, testBill } from '../test-bill.ts';
import { readIn } from '../test-reading.ts';
import { camt, payerAccount, type TestEntry } from '../test-statement.ts';
import { downloadBankFile, makeBankFile, markSent } from './bank-files.ts';
import { closeBill } from './billing.ts';
import { importStatement } from './importing.ts';
import { matchEntry, setAside } from './matching.ts';
import { decideRefund, refundBill, refundEntry } from './refunding.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

let stage: Stage;
let test: Stage['test'];
let subject: string;
let officer: Actor;
let approver: Actor;
let second: Actor;
let third: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  subject = await stage.submitted(stage.people.head);
  officer = await official(test.ctx(), '1AAAAA1', 'officer');
  approver = await official(test.ctx(), '1AAAAA2', 'approver');
  second = await official(test.ctx(), '1AAAAA3', 'approver');
  third = await official(test.ctx(), '1AAAAA4', 'approver');
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);

type Payer = { readonly person: string } | { readonly organisation: string };

const newBill = (effectKey = newId(), payer: Payer = { person: stage.people.stranger.person ?? '' }) =>
  testBill(test.ctx(), as(officer), { payer, subject, effectKey });

const read = (entries: readonly TestEntry[], actor = officer) =>
  readIn(as(actor), as(third), { format: 'camt053', text: camt(entries), institution: 'in' });
const stateOf = async (id: string) => (await billDeskView(as(officer), id)).state;
const ledgerOf = async (id: string) => (await billDeskView(as(officer), id)).ledger.map(({ kind }) => kind);

async function entryBy(ref: string): Promise<{ id: string; problem: string | null }> {
  const { rows } = await sql<{ id: string; problem: string | null }>`select id, problem from payments.bank_entry
    where key like ${`% ${ref}`}`.execute(test.vahid.db);
  if (!rows[0]) throw new Error(`no entry ${ref}`);
  return rows[0];
}

const to = { iban: payerAccount, holder: 'Sınaq Sınaqov', note: 'Artıq ödənilib.' };

describe('a bill', () => {
  it('is issued once for a step, whoever asks at the same moment', async () => {
    const key = newId();
    const [one, two] = await Promise.all([newBill(key), newBill(key)]);
    expect(one).toEqual(two);
    expect([await ledgerOf(one.id), one.reference]).toEqual([['issued'], expect.stringMatching(/^RF\d{2}2026\d{8}$/)]);
  });

  it('is paid once by one payment of two imports at once, and by two statements that tell of it', async () => {
    const { id, reference } = await newBill();
    const payment = { ref: 'R1', words: reference };
    const [one, two] = await Promise.all([read([payment]), read([payment, { ref: 'R2', words: reference }])]);
    expect([one.matched + two.matched, one.known + two.known + one.unmatched + two.unmatched]).toEqual([1, 2]);
    expect(await read([payment, payment])).toEqual({ matched: 0, unmatched: 0, known: 2, passed: 0 });
    expect([await stateOf(id), await ledgerOf(id)]).toEqual(['paid', ['issued', 'received', 'paid']]);
    const { rows } = await sql<{ count: number }>`select count(*) as count from kernel.event
      where name = 'payments.bill_paid' and payload ->> 'bill' = ${id}`.execute(test.vahid.db);
    expect(rows[0]?.count).toBe(1);
  });

  it('takes one of two payments that come at the same moment; the other belongs to nobody yet', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const { id, reference } = await newBill();
      const both = ['a', 'b'].map((side) => read([{ ref: `L${turn}${side}`, words: reference }]));
      const done = await Promise.all(both);
      expect(done.map(({ matched, unmatched }) => `${matched} ${unmatched}`).sort()).toEqual(['0 1', '1 0']);
      expect(await ledgerOf(id)).toEqual(['issued', 'received', 'paid']);
    }
  });

  it('is found by a structured reference, and by one that its payer wrote in a sentence', async () => {
    const [one, two] = [await newBill(), await newBill()];
    const spaced = two.reference.toLowerCase().replace(/(.{4})/g, '$1 ');
    const done = await read([
      { ref: 'F1', rf: one.reference },
      { ref: 'F2', words: `Dövlət rüsumu ${spaced}, Sınaqov` },
    ]);
    expect(done).toEqual({ matched: 2, unmatched: 0, known: 0, passed: 0 });
    expect([await stateOf(one.id), await stateOf(two.id)]).toEqual(['paid', 'paid']);
  });

  it('is never changed and nothing of its ledger either: the program has no right to', async () => {
    const { id } = await newBill();
    const denied = async (query: ReturnType<typeof sql>) => refused(query.execute(test.vahid.db));
    for (const table of ['bill', 'entry', 'statement', 'refund', 'bank_entry', 'note', 'bank_file']) {
      const at = sql.table(`payments.${table}`);
      const column = sql.ref(table === 'note' ? 'entry' : 'id');
      expect(await denied(sql`update ${at} set ${column} = ${id} where ${column} = ${id}`), table).toBe('42501');
      expect(await denied(sql`delete from ${at} where ${column} = ${id}`), table).toBe('42501');
    }
  });
});

describe('money that pays no bill by itself', () => {
  it('is kept with the reason, none of it is lost, and nothing that is not money came in', async () => {
    const [bill, paid, gone] = [await newBill(), await newBill(), await newBill()];
    await read([{ ref: 'U0', words: paid.reference }]);
    await closeBill(test.ctx(), { bill: gone.id, refund: false, note: 'x' });
    const done = await read([
      { ref: 'U1', words: bill.reference, amount: '24.99' },
      { ref: 'U2', words: bill.reference, amount: '25.01' },
      { ref: 'U3', words: 'RF18539007547034' },
      { ref: 'U4', words: 'Rüsum' },
      { ref: 'U5', words: bill.reference, currency: 'USD' },
      { ref: 'U6', words: bill.reference, reversal: true, direction: 'DBIT' },
      { ref: 'U7', words: paid.reference },
      { ref: 'U8', words: gone.reference },
      { ref: 'U9', words: bill.reference, direction: 'DBIT' },
      { ref: 'U10', words: bill.reference, status: 'PDNG' },
    ]);
    expect(done).toEqual({ matched: 0, unmatched: 8, known: 0, passed: 2 });
    const reasons = [];
    for (const ref of ['U1', 'U2', 'U3', 'U4', 'U5', 'U6 reversal', 'U7', 'U8'])
      reasons.push((await entryBy(ref)).problem);
    expect(reasons).toEqual([
      'part',
      'over',
      'unknown_reference',
      'no_reference',
      'currency',
      'reversed',
      'paid_already',
      'void',
    ]);
    expect(await stateOf(bill.id)).toBe('open');
    expect(await read([{ ref: 'U10', words: bill.reference }])).toMatchObject({ matched: 1 });
  });

  it('without a reference of the bank is told by all that it says, and by its turn among its like', async () => {
    const { reference } = await newBill();
    const twice = [
      { ref: '', words: `${reference}, nağd`, amount: '5.00' },
      { ref: '', words: `${reference}, nağd`, amount: '5.00' },
    ];
    expect(await read(twice)).toMatchObject({ unmatched: 2, known: 0 });
    expect(await read(twice)).toMatchObject({ unmatched: 0, known: 2 });
  });

  it('under a number that the bank gives twice is another payment where it says another thing', async () => {
    const [one, two, three] = [await newBill(), await newBill(), await newBill()];
    await read([{ ref: 'N1', words: one.reference }]);
    // The same sum on the same day, of somebody else.
    expect(await read([{ ref: 'N1', words: three.reference }])).toMatchObject({ matched: 1, known: 0 });
    expect(await stateOf(three.id)).toBe('paid');
    const again = [{ ref: 'N1', words: two.reference, day: '2026-11-25' }];
    expect(await read(again)).toMatchObject({ matched: 1, known: 0 });
    expect(await read(again)).toMatchObject({ matched: 0, known: 1 });
    expect(await stateOf(two.id)).toBe('paid');
  });

  it('is put to a bill by hand, with a ground; a bill is paid once all of it is there', async () => {
    const { id, reference } = await newBill();
    await read([
      { ref: 'P1', words: reference, amount: '10.00' },
      { ref: 'P2', words: 'qalan', amount: '15.00' },
    ]);
    const [one, two] = [await entryBy('P1'), await entryBy('P2')];
    expect(await refused(matchEntry(as(officer), { entry: one.id, reference, note: ' ' }))).toBe(
      'payments.note_needed',
    );
    expect(await refused(matchEntry(as(officer), { entry: one.id, reference: 'RF00', note: 'x' }))).toBe(
      'payments.bill_unknown',
    );
    await matchEntry(as(officer), { entry: one.id, reference, note: 'Birinci hissə.' });
    expect(await stateOf(id)).toBe('open');
    const twice = [1, 2].map(() =>
      refused(matchEntry(as(officer), { entry: two.id, reference, note: 'Qalan hissə.' })),
    );
    expect((await Promise.all(twice)).sort()).toEqual(['done', 'payments.entry_settled']);
    expect(await ledgerOf(id)).toEqual(['issued', 'received', 'received', 'paid']);
    expect((await billDeskView(as(officer), id)).ledger.map(({ note }) => note)).toContain('Qalan hissə.');
  });

  it('in another currency or taken back by the bank is neither matched nor refunded here, only set aside', async () => {
    const { reference } = await newBill();
    await read([{ ref: 'C1', words: reference, currency: 'EUR' }]);
    const { id: entry } = await entryBy('C1');
    expect(await refused(matchEntry(as(officer), { entry, reference, note: 'x' }))).toBe('payments.entry_not_money');
    expect(await refused(refundEntry(as(officer), { entry, ...to }))).toBe('payments.entry_not_money');
    await setAside(as(officer), { entry, note: 'Bank geri göndərir.' });
    expect((await entryView(as(officer), entry)).open).toBe(false);
    expect(await refused(setAside(as(officer), { entry, note: 'x' }))).toBe('payments.entry_settled');
  });
});

describe('a refund', () => {
  it('is ordered by one and confirmed by another, goes into the file once, and then is sent', async () => {
    const { id, reference } = await newBill();
    await read([{ ref: 'X1', words: 'artıq', amount: '30.00' }]);
    await matchEntry(as(approver), { entry: (await entryBy('X1')).id, reference, note: 'Adına görə.' });
    expect(await refused(refundBill(as(approver), { bill: id, amount: '30.01', ...to }))).toBe('payments.amount_wrong');
    expect(await refused(refundBill(as(approver), { bill: id, amount: '5', ...to, iban: 'AZ00' }))).toBe(
      'payments.iban_wrong',
    );
    await refundBill(as(approver), { bill: id, amount: '5', ...to });
    const [order] = (await paymentsView(as(approver), { institution: 'in', search: '', page: 1 })).ordered.filter(
      ({ bill }) => bill === id,
    );
    const refund = order?.id ?? '';
    expect(order).toMatchObject({ amount: '5.00', reference });
    expect(await refused(decideRefund(as(approver), { refund, confirm: true }))).toBe('payments.same_eyes');
    expect(await refused(decideRefund(as(officer), { refund, confirm: true }))).toBe('kernel.not_allowed');
    expect(await refused(makeBankFile(as(officer), { institution: 'in' }))).toBe('payments.nothing_to_send');
    const both = [1, 2].map(() => refused(decideRefund(as(second), { refund, confirm: true })));
    expect((await Promise.all(both)).sort()).toEqual(['done', 'payments.refund_settled']);
    const twice = [officer, approver].map((who) => refused(makeBankFile(as(who), { institution: 'in' })));
    expect((await Promise.all(twice)).sort()).toEqual(['done', 'payments.nothing_to_send']);
    const { confirmed, files } = await paymentsView(as(officer), { institution: 'in', search: '', page: 1 });
    expect([confirmed, files.map(({ refunds, amount, open }) => [refunds, amount, open])]).toEqual([
      [],
      [[1, '5.00', true]],
    ]);
    const bankFile = files[0]?.id ?? '';
    const { content, row } = await downloadBankFile(as(officer), bankFile);
    expect(content.split('\r\n').filter((line) => line.includes(refund))).toEqual([
      `"${refund}","5.00","AZN","${payerAccount}","Sınaq Sınaqov","Qaytarma ${reference}"`,
    ]);
    expect(createHash('sha256').update(content).digest('hex')).toBe(row.digest);
    expect(await refused(downloadBankFile(as(stage.people.officer), bankFile))).toBe('kernel.not_allowed');
    for (let times = 0; times < 2; times += 1) await markSent(as(officer), { bankFile });
    expect((await downloadBankFile(as(approver), bankFile)).content).toBe(content);
    expect((await ledgerOf(id)).slice(-3)).toEqual(['refund_ordered', 'refund_confirmed', 'refund_sent']);
    expect(await stateOf(id)).toBe('paid');
    await refundBill(as(officer), { bill: id, amount: '25.00', ...to });
    expect(await refused(refundBill(as(officer), { bill: id, amount: '0.01', ...to }))).toBe('payments.amount_wrong');
  });

  it('of the program goes to nobody’s account by itself where several have paid', async () => {
    const { id, reference } = await newBill();
    await read([
      { ref: 'S1', words: reference, amount: '24.99' },
      { ref: 'S2', words: 'qalan', amount: '0.01', payer: 'Başqası', from: 'AZ75NUMU00000000000000004102' },
    ]);
    for (const ref of ['S1', 'S2'])
      await matchEntry(as(officer), { entry: (await entryBy(ref)).id, reference, note: 'Hissə-hissə.' });
    await closeBill(test.ctx(), { bill: id, refund: true, note: 'Geri götürülüb.' });
    const { ordered } = await paymentsView(as(approver), { institution: 'in', search: '', page: 1 });
    const own = ordered.filter(({ bill }) => bill === id);
    expect(own.map(({ amount, iban, holder }) => [amount, iban, holder])).toEqual([['25.00', null, null]]);
  });

  it('that is rejected leaves the money where it was', async () => {
    await read([{ ref: 'Y1', words: 'nömrəsiz' }]);
    const { id: entry } = await entryBy('Y1');
    await refundEntry(as(officer), { entry, ...to });
    expect(await refused(refundEntry(as(officer), { entry, ...to }))).toBe('payments.entry_settled');
    const { ordered } = await paymentsView(as(approver), { institution: 'in', search: '', page: 1 });
    const refund = ordered.find((one) => one.bank_entry === entry)?.id ?? '';
    await decideRefund(as(approver), { refund, confirm: false });
    expect((await entryView(as(officer), entry)).open).toBe(true);
  });

  it('of the program goes to the account the money came from; where none is known it cannot be confirmed', async () => {
    const { id, reference } = await newBill();
    await read([{ ref: 'Z1', words: reference, from: '' }]);
    for (let times = 0; times < 2; times += 1)
      await closeBill(test.ctx(), { bill: id, refund: true, note: 'Geri götürülüb.' });
    const { ordered } = await paymentsView(as(approver), { institution: 'in', search: '', page: 1 });
    const own = ordered.filter((one) => one.bill === id);
    expect(own.map(({ amount, person, iban }) => [amount, person, iban])).toEqual([['25.00', null, null]]);
    expect(await refused(decideRefund(as(approver), { refund: own[0]?.id ?? '', confirm: true }))).toBe(
      'payments.account_missing',
    );
  });

  it('of the program is not confirmed by who brought the money that it sends back', async () => {
    const imported = await newBill();
    await read([{ ref: 'V1', words: imported.reference }], approver);
    const matched = await newBill();
    await read([{ ref: 'V2', words: 'nömrəsiz' }]);
    await matchEntry(as(approver), {
      entry: (await entryBy('V2')).id,
      reference: matched.reference,
      note: 'Adına görə.',
    });
    for (const { id } of [imported, matched]) {
      await closeBill(test.ctx(), { bill: id, refund: true, note: 'Geri götürülüb.' });
      const { ordered } = await paymentsView(as(approver), { institution: 'in', search: '', page: 1 });
      const refund = ordered.find(({ bill }) => bill === id)?.id ?? '';
      expect(await refused(decideRefund(as(approver), { refund, confirm: true }))).toBe('payments.brought_money');
      expect(await refused(decideRefund(as(second), { refund, confirm: true }))).toBe('done');
    }
  });

  it('holds no formula that a spreadsheet would run', () => {
    const row = { id: 'x', amount: '1.00', iban: payerAccount, holder: '=HYPERLINK("a")', reference: null };
    expect(refundFile([row])).toContain(`"'=HYPERLINK(""a"")"`);
    expect(refundFile([{ ...row, holder: 'Ad; "=1+1' }])).toContain(`"Ad;' ""=1+1"`);
  });
});

describe('an official’s own bill', () => {
  it('gets nobody else’s money by their own hand, and nothing of it goes back so', async () => {
    const { organisation = '', ...head } = stage.people.head;
    for (const [who, payer] of [
      [second, { person: second.person ?? '' }],
      [{ ...head, appointments: second.appointments }, { organisation }],
    ] as const) {
      const { id, reference } = await newBill(newId(), payer);
      const ref = newId().slice(-12);
      await read([{ ref, words: 'nömrəsiz' }]);
      const { id: entry } = await entryBy(ref);
      expect(await refused(matchEntry(as(who), { entry, reference, note: 'x' }))).toBe('payments.own_bill');
      await matchEntry(as(officer), { entry, reference, note: 'Adına görə.' });
      expect(await refused(refundBill(as(who), { bill: id, amount: '1', ...to }))).toBe('payments.own_bill');
      await refundBill(as(officer), { bill: id, amount: '1', ...to });
      const { ordered } = await paymentsView(as(approver), { institution: 'in', search: '', page: 1 });
      const refund = ordered.find(({ bill }) => bill === id)?.id ?? '';
      expect(await refused(decideRefund(as(who), { refund, confirm: true }))).toBe('payments.own_bill');
      expect(await refused(decideRefund(as(approver), { refund, confirm: true }))).toBe('done');
    }
  });
});

describe('the payments of an institution', () => {
  it('are for its own officials', async () => {
    const { id } = await newBill();
    const view = (actor: Actor) => refused(paymentsView(as(actor), { institution: 'in', search: '', page: 1 }));
    expect(await view(stage.people.officer)).toBe('kernel.not_allowed');
    expect(await view(stage.people.stranger)).toBe('kernel.not_allowed');
    expect(await view(stage.people.auditor)).toBe('done');
    expect(await refused(billDeskView(as(stage.people.officer), id))).toBe('kernel.not_allowed');
    expect(await refused(read([], stage.people.officer))).toBe('kernel.not_allowed');
  });

  it('are read from statements of its own accounts only', async () => {
    const text = camt([], 'AZ75NUMU00000000000000004102');
    const given = { format: 'camt053', text } as const;
    expect(await refused(importStatement(as(officer), { ...given, institution: 'in' }))).toBe(
      'payments.account_unknown',
    );
    expect(await refused(importStatement(test.ctx(), given))).toBe('done');
    expect(await refused(importStatement(as(officer), given))).toBe('kernel.not_allowed');
  });

  it('are not held up by a file made to take long, or of sums that no bank has', async () => {
    const { reference } = await newBill();
    const huge = read([{ ref: 'H1', words: reference, amount: '123456789012.00' }]);
    expect(await refused(huge)).toBe('payments.statement_unreadable');
    const many = Array.from({ length: 15_000 }, (_, n) => n);
    const head = 'account;entry;booked_on;direction;amount;currency;remittance;payer;payer_account';
    const csv = [head, ...many.map((n) => `AZ${n};${n};24.11.2026;C;1;AZN;;;`)].join('\n');
    const part = '<NtryDtls><TxDtls><Amt Ccy="AZN">1</Amt></TxDtls></NtryDtls>';
    const xml = camt([{}], 'AZ00').replace('</Ntry>', `${part.repeat(15_000)}</Ntry>`);
    const began = performance.now();
    for (const [format, text] of [
      ['csv', csv],
      ['camt053', xml],
    ] as const)
      expect(await refused(importStatement(as(officer), { format, text, institution: 'in' }))).toBe(
        'payments.account_unknown',
      );
    expect(performance.now() - began).toBeLessThan(endless);
    const lines = `${head}\n${'AZ1;;24.11.2026;C;1;AZN;;;\n'.repeat(100_001)}`;
    const long = importStatement(as(officer), { format: 'csv', text: lines, institution: 'in' });
    expect(await refused(long)).toBe('payments.statement_too_large');
  }, 60_000);

  it('come from CSV as well, and a wrong line is named', async () => {
    const { id, reference } = await newBill();
    const head = 'account;entry;booked_on;direction;amount;currency;remittance;payer;payer_account';
    const line = (amount: string) =>
      `AZ05 NUMU 0000 0000 0000 0000 4101;CSV-1;24.11.2026;C;${amount};AZN;${reference};Sınaq;`;
    const given = (text: string) => readIn(as(officer), as(second), { format: 'csv', text, institution: 'in' });
    await expect(given(`${head}\n${line('25,0x')}\n`)).rejects.toMatchObject({
      code: 'payments.statement_line_wrong',
      details: { row: 2, column: 'amount' },
    });
    await expect(given('account;entry\nx;y\n')).rejects.toMatchObject({
      code: 'payments.statement_columns_missing',
      details: { columns: expect.stringContaining('booked_on, direction') },
    });
    expect(await given(`${head}\n${line('25,00')}\n`)).toMatchObject({ matched: 1 });
    expect(await stateOf(id)).toBe('paid');
  });
});
