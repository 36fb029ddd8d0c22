import { newCode, newId } from '../src/kernel/identifier.ts';
import { makeBankFile } from '../src/modules/payments/actions/bank-files.ts';
import { closeBill, issueBill } from '../src/modules/payments/actions/billing.ts';
import { importStatement } from '../src/modules/payments/actions/importing.ts';
import { decideRefund, refundEntry } from '../src/modules/payments/actions/refunding.ts';
import { paymentsView } from '../src/modules/payments/reading.ts';
import { readIn } from '../src/modules/payments/test-reading.ts';
import { camt, payerAccount, type TestEntry } from '../src/modules/payments/test-statement.ts';
import { type House, ownInstitution } from './house.ts';
import { type Sample, sentCase } from './samples.ts';

/** Of the institution that the tests ask about. */
const account = 'AZ48NUMU00000000000000004103';
const text = (words: string) => ({ az: words, en: words, ru: words });
const statement = (entries: readonly TestEntry[]) => camt(entries, account);

async function read(house: House, entry: TestEntry): Promise<void> {
  const text = statement([{ ref: newCode(12), ...entry }]);
  await readIn(house.ctx(), house.as('approver.own'), { format: 'camt053', text });
}

async function waiting(house: House): Promise<string> {
  const text = statement([{ ref: newCode(12) }]);
  const done = await importStatement(house.ctx(), { format: 'camt053', text });
  return done.waiting[0] ?? '';
}

async function issued(house: House): Promise<string> {
  return issueBill(house.ctx(), {
    payer: { organisation: house.visitor('company.own').organisation ?? '' },
    institution: ownInstitution,
    amount: '25.00',
    subject: { kind: 'sample', id: await sentCase(house), name: 'sample' },
    title: text('Sınaq'),
    dueAt: new Date('2026-12-07T14:00:00Z'),
    effectKey: newId(),
  });
}

const viewOf = (house: House) =>
  paymentsView(house.as('officer.own'), { institution: ownInstitution, search: '', page: 1 });

async function referenceOf(house: House, id: string): Promise<string> {
  const found = (await viewOf(house)).bills.find((bill) => bill.id === id);
  if (!found) throw new Error('there is no bill');
  return found.reference;
}

async function paid(house: House): Promise<string> {
  const id = await issued(house);
  await read(house, { words: await referenceOf(house, id) });
  return id;
}

async function loose(house: House): Promise<string> {
  const words = newCode(10);
  await read(house, { words });
  const found = (await viewOf(house)).unmatched.items.find(({ remittance }) => remittance === words);
  if (!found) throw new Error('there is no entry');
  return found.id;
}

const recipient = { iban: payerAccount, holder: 'Sınaq Sınaqov', note: 'Sınaq' };
const form = (name: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [`${name}-${field}`, value]));

async function ordered(house: House): Promise<string> {
  const entry = await loose(house);
  await refundEntry(house.as('officer.own'), { entry, ...recipient });
  const found = (await viewOf(house)).ordered.find(({ bank_entry }) => bank_entry === entry);
  if (!found) throw new Error('there is no refund');
  return found.id;
}

async function confirmed(house: House): Promise<string> {
  const refund = await ordered(house);
  await decideRefund(house.as('approver.own'), { refund, confirm: true });
  return refund;
}

async function filed(house: House): Promise<string> {
  await confirmed(house);
  return makeBankFile(house.as('officer.own'), { institution: ownInstitution });
}

async function closed(house: House): Promise<string> {
  const bill = await issued(house);
  await closeBill(house.ctx(), { bill, refund: false, note: 'Sınaq' });
  return bill;
}

const nobody = () => ({ params: { id: newId() }, body: {} });
const qurum = ownInstitution;
const refund = form('refund', recipient);

/** Doors of payments. */
export const paymentSamples: Readonly<Record<string, Sample>> = {
  'GET /masa/odenisler': () => ({}),
  'GET /masa/odenisler (another institution)': () => ({ query: { qurum: 'din' } }),
  'POST /masa/odenisler/cixaris': () => ({
    body: { qurum },
    files: { statement: { name: 'statement.xml', bytes: statement([{ ref: newCode(12) }]) } },
  }),
  'POST /masa/odenisler/cixaris (a mistake)': () => ({
    body: { qurum },
    files: { statement: { name: 'statement.xml', bytes: '<a/>' } },
  }),
  'GET /masa/odenisler/cixaris/:id': async (house) => ({ params: { id: await waiting(house) } }),
  'GET /masa/odenisler/cixaris/:id (unknown)': nobody,
  'POST /masa/odenisler/cixaris/:id': async (house) => ({
    params: { id: await waiting(house) },
    body: { do: 'confirm' },
  }),
  'GET /masa/odenisler/daxilolma/:id': async (house) => ({ params: { id: await loose(house) } }),
  'GET /masa/odenisler/daxilolma/:id (unknown)': nobody,
  'POST /masa/odenisler/daxilolma/:id/hesaba': async (house) => {
    const reference = await referenceOf(house, await issued(house));
    return { params: { id: await loose(house) }, body: form('match', { reference, note: 'Sınaq' }) };
  },
  'POST /masa/odenisler/daxilolma/:id/hesaba (a bill that is void)': async (house) => {
    const reference = await referenceOf(house, await closed(house));
    return { params: { id: await loose(house) }, body: form('match', { reference, note: 'Sınaq' }) };
  },
  'POST /masa/odenisler/daxilolma/:id/qaytar': async (house) => ({ params: { id: await loose(house) }, body: refund }),
  'POST /masa/odenisler/daxilolma/:id/qaytar (unknown)': nobody,
  'POST /masa/odenisler/daxilolma/:id/kenara': async (house) => ({
    params: { id: await loose(house) },
    body: form('aside', { note: 'Sınaq' }),
  }),
  'GET /masa/odenisler/hesab/:id': async (house) => ({ params: { id: await issued(house) } }),
  'GET /masa/odenisler/hesab/:id (unknown)': nobody,
  'POST /masa/odenisler/hesab/:id/qaytar': async (house) => ({
    params: { id: await paid(house) },
    body: { ...refund, 'refund-amount': '5' },
  }),
  'POST /masa/odenisler/hesab/:id/qaytar (more than came)': async (house) => ({
    params: { id: await issued(house) },
    body: { ...refund, 'refund-amount': '5' },
  }),
  'POST /masa/odenisler/qaytarma/:id': async (house) => ({
    params: { id: await ordered(house) },
    body: { do: 'confirm' },
  }),
  'POST /masa/odenisler/qaytarma/:id (unknown)': nobody,
  'POST /masa/odenisler/bank-fayli': async (house) => {
    await confirmed(house);
    return { body: { qurum } };
  },
  'GET /masa/odenisler/bank-fayli/:id/fayl.csv': async (house) => ({ params: { id: await filed(house) } }),
  'POST /masa/odenisler/bank-fayli/:id/gonderildi': async (house) => ({ params: { id: await filed(house) } }),
};
