import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { officialOf, openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import { releaseFolder } from '../../../app/installation.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { readIn } from '../../payments/test-reading.ts';
import { camt } from '../../payments/test-statement.ts';
import { declareOutage, endOutage } from '../../records/index.ts';
import { paymentFacts } from '../pages/payment.tsx';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { appealDecision, caseView, withdrawCase } from './following.ts';

/* The founding of a company, in which a charter of many words costs more, and nothing is waived while it is not known
   whose citizen the founder is. */

const service = 'company-registration';
let stage: Stage;
let test: Stage['test'];
let folder: string;
let founder: Actor;
let officer: Actor;
let approver: Actor;
let deputy: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  founder = stage.people.stranger;
  officer = await officialOf(test, 'Babayeva', 'in', 'officer');
  approver = await officialOf(test, 'Məmmədzadə', 'in', 'approver');
  deputy = await officialOf(test, 'Qasımlı', 'in', 'deputy_head');
  folder = await mkdtemp(join(tmpdir(), 'vahid-fee-'));
  const copied = async (file: string, change = (text: string) => text) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), change(await readFile(join(root, 'definitions', file), 'utf8')));
  };
  await copied('courses/assessed.yaml');
  await copied(`services/${service}/scenarios.yaml`);
  await copied(`services/${service}/service.yaml`, (text) =>
    text
      .replace('amount: "25.00"', 'amount: if string length(charterText) > 60 then 40 else 25')
      .replace('when: charter = "standard"', 'when: charter = "standard" and citizenship != "none"'),
  );
  const vahid = { ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } };
  const { problems } = (await releaseFolder(vahid, 'test')).compilation;
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
}, 120_000);
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const as = (actor: Actor) => test.ctx(actor);
const standard = { charter: 'standard' };
const own = { charter: 'own', charterText: 'Hesabat ildə iki dəfə verilir.' };
const long = { charter: 'own', charterText: 'Hesabat ildə iki dəfə verilir. '.repeat(3).trim() };

const answer = (id: string, values: Readonly<Record<string, Json>>) =>
  saveAnswers(as(founder), { id, page: 'nizamname', values });
let keys = 0;
async function send(id: string): Promise<void> {
  keys += 1;
  await submitCase(as(founder), { id, key: `send-${keys}` });
  await stage.drain();
}

async function sent(charter: Readonly<Record<string, Json>>): Promise<string> {
  const { id } = await startCase(as(founder), { service });
  const rest = { ad: { companyName: 'Sınaq' }, is: { activity: 'software' }, yer: { seat: 'Bakı, Sınaq 3' } };
  await answer(id, charter);
  for (const [page, values] of Object.entries(rest)) await saveAnswers(as(founder), { id, page, values });
  await send(id);
  return id;
}

/** Sent, paid and sent back by an official. */
async function returned(charter: Readonly<Record<string, Json>> = own): Promise<string> {
  const id = await sent(charter);
  await pay(id);
  await sendBack(id);
  return id;
}

const sendBack = (id: string) => stage.take(officer, id, 'return', 'Nizamnaməni dəqiqləşdirin.', ['nizamname']);

async function corrected(id: string, charter: Readonly<Record<string, Json>>): Promise<void> {
  test.clock.advance(1000);
  await answer(id, charter);
  await send(id);
}

const view = (id: string) => caseView(as(founder), { id });
const billsOf = async (id: string) => {
  const { payment } = await view(id);
  return [...(payment?.before ?? []), ...(payment?.bill ? [payment.bill] : [])];
};
const sums = async (id: string) => (await billsOf(id)).map(({ amount, state }) => `${amount} ${state}`);
async function pay(id: string): Promise<void> {
  keys += 1;
  const words = `Rüsum, ${(await billsOf(id)).at(-1)?.reference}`;
  const text = camt([{ ref: `PAY-${keys}`, words, amount: (await billsOf(id)).at(-1)?.amount ?? '' }]);
  await readIn(test.ctx(), as(approver), { format: 'camt053', text });
  await stage.drain();
}
const stateOf = async (id: string) => {
  const { rows } = await sql<{ state: string }>`select state from process.instance where id = ${id}`.execute(
    test.vahid.db,
  );
  return rows[0]?.state;
};
const refunds = async (id: string) => {
  const { rows } = await sql<{ amount: string }>`select r.amount from payments.refund r
    join payments.bill b on b.id = r.bill where b.subject = ${id} order by r.amount`.execute(test.vahid.db);
  return rows.map(({ amount }) => amount);
};
const approveNow = async (id: string) =>
  (await deskCase(as(approver), { id })).actions.find(({ action }) => action === 'approve')?.blocked?.code;

describe('a founder whose corrected answers cost more', () => {
  it('pays the difference before anybody goes on with it, and the time of the decision stands still', async () => {
    const id = await returned();
    const left = (await deskCase(as(officer), { id })).clock?.workingDaysLeft;
    await corrected(id, long);
    expect([await stateOf(id), await sums(id)]).toEqual(['payment', ['25.00 paid', '15.00 open']]);
    const { clock, payment } = await view(id);
    expect([payment?.bill?.dueAt, clock?.workingDaysLeft]).toEqual([clock?.due, 10]);
    expect(paymentFacts(payment, 'en')[0]?.value).toMatch(
      /^The fee is paid: 25\.00.*\. In addition, after the answers were corrected: 15\.00.*, pay by /u,
    );
    expect((await deskCase(as(officer), { id })).actions).toEqual([]);
    await stage.passDays(2);
    await pay(id);
    expect([await stateOf(id), await sums(id)]).toEqual(['review', ['25.00 paid', '15.00 paid']]);
    expect((await deskCase(as(officer), { id })).clock?.workingDaysLeft).toBe(left);
    await stage.take(officer, id, 'recommend', 'Uyğundur.');
    await stage.take(approver, id, 'approve');
    expect((await view(id)).status).toBe('issued');
  });

  it('gets all of it back who withdraws after that', async () => {
    const id = await returned();
    await corrected(id, long);
    await pay(id);
    await withdrawCase(as(founder), { id, key: `away-${id}` });
    await stage.drain();
    expect(await refunds(id)).toEqual(['15.00', '25.00']);
  });

  it('loses the case who does not pay the rest, and the work that was paid for was done', async () => {
    const id = await returned();
    await corrected(id, long);
    await stage.passDays(11);
    expect([await stateOf(id), await sums(id), await refunds(id)]).toEqual([
      'unpaid',
      ['25.00 paid', '15.00 void'],
      [],
    ]);
  });

  it('pays nothing for the same, nor for less, and the table does not approve what an official sent back', async () => {
    const id = await returned(long);
    await corrected(id, own);
    expect([await stateOf(id), await sums(id)]).toEqual(['review', ['40.00 paid']]);
    await sendBack(id);
    await corrected(id, long);
    expect([await stateOf(id), await sums(id)]).toEqual(['review', ['40.00 paid']]);
    await sendBack(id);
    await corrected(id, standard);
    expect([await stateOf(id), await sums(id), await refunds(id)]).toEqual(['review', ['40.00 paid'], []]);
    expect((await deskCase(as(officer), { id })).table?.outcome).toBe('approve');
    await withdrawCase(as(founder), { id, key: `away-${id}` });
    await stage.drain();
    expect(await refunds(id)).toEqual(['40.00']);
  });

  it('is not approved on appeal with answers that were never sent', async () => {
    const id = await returned();
    test.clock.advance(1000);
    await answer(id, long);
    await stage.passDays(11);
    await appealDecision(as(founder), { id, grounds: 'Xəstə idim.', key: `appeal-${id}` });
    await stage.drain();
    expect(await refused(stage.take(deputy, id, 'overturn', 'Əsaslıdır.'))).toBe('services.fee_awaited');
    await stage.take(deputy, id, 'reopen', 'Yenidən baxılsın.');
    expect([await stateOf(id), await sums(id)]).toEqual(['payment', ['25.00 paid', '15.00 open']]);
    await withdrawCase(as(founder), { id, key: `away-${id}` });
    await stage.drain();
  });
});

describe('a register that is silent when the case is answered', () => {
  const keeper = () => as({ ...stage.people.registrar, appointments: [{ institution: 'din', role: 'registrar' }] });

  /** Nothing is known of the citizenship any more, and nobody answers. */
  async function silent(id: string): Promise<void> {
    test.clock.advance(1000);
    await sql`insert into services.fact (id, instance, field, state, read_at)
      values (${newId()}, ${id}, 'citizenship', 'unavailable', ${test.clock.now()})`.execute(test.vahid.db);
    await declareOutage(keeper(), { register: 'population', hours: 2, reason: 'maintenance' });
  }
  async function speaks(): Promise<void> {
    await endOutage(keeper(), 'population');
    test.clock.advance(16 * 60_000);
    await stage.drain();
  }

  it('asks nothing then, and the rest as soon as the sum is known', async () => {
    const id = await returned();
    await silent(id);
    await corrected(id, long);
    expect([await stateOf(id), await sums(id)]).toEqual(['review', ['25.00 paid']]);
    await speaks();
    expect([await stateOf(id), await sums(id)]).toEqual(['payment', ['25.00 paid', '15.00 open']]);
    await withdrawCase(as(founder), { id, key: `away-${id}` });
    await stage.drain();
  });

  it('lets nobody approve meanwhile; sent back to the officer the rest is asked for', async () => {
    const id = await returned();
    await silent(id);
    await corrected(id, long);
    await stage.take(officer, id, 'recommend', 'Uyğundur.');
    expect(await approveNow(id)).toBe('services.fee_awaited');
    await speaks();
    expect([await stateOf(id), await approveNow(id)]).toEqual(['confirm', 'services.fee_awaited']);
    expect(await refused(stage.take(approver, id, 'approve'))).toBe('services.fee_awaited');
    await stage.take(approver, id, 'send-back', 'Rüsum ödənilməyib.');
    expect([await stateOf(id), await sums(id)]).toEqual(['payment', ['25.00 paid', '15.00 open']]);
    await pay(id);
    await stage.take(officer, id, 'recommend', 'Uyğundur.');
    await stage.take(approver, id, 'approve');
    expect(await stateOf(id)).toBe('issued');
  });
});

it('a database that holds fees keeps them with the steps that asked for them', async () => {
  const text = await readFile(join(root, 'src/modules/services/migrations/0022-fee-anew.sql'), 'utf8');
  const kept = await asOwner(test.server, async (client) => {
    const firsts = `select instance, seq from services.fee f
      where not exists (select from services.fee e where e.instance = f.instance and e.seq < f.seq) order by instance`;
    const { rows: before } = await client.query(firsts);
    await client.query('begin');
    await client.query(`delete from services.fee f using services.fee e where e.instance = f.instance and e.seq < f.seq;
      alter table services.fee drop column seq; alter table services.fee add constraint fee_pkey primary key (instance)`);
    await client.query(text);
    const { rows: after } = await client.query(firsts);
    await client.query('rollback');
    return { before, after };
  });
  expect(kept.before.length).toBeGreaterThan(5);
  expect(kept.after).toEqual(kept.before);
});
