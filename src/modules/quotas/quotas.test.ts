import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCommitted } from '../../../test/committed.ts';
import { openServiceStage, refused, type Stage } from '../../../test/service-stage.ts';
import type { Actor, Role } from '../../kernel/access.ts';
import { newCode, newId } from '../../kernel/identifier.ts';
import { ensurePerson } from '../identity/index.ts';
import { notifications } from '../process/index.ts';
import { importUsage } from './actions/booking.ts';
import { decideCorrection, orderCorrection } from './actions/correcting.ts';
import { endQuota, grantQuota } from './actions/granting.ts';
import { askAllowance, issueKey, reportUsage, withdrawKey } from './actions/systems.ts';
import { deskQuotaView, ownQuotaView, quotasView } from './reading.ts';
import * as store from './store.ts';

let stage: Stage;
let test: Stage['test'];
let subject: string;
let officer: Actor;
let approver: Actor;
let second: Actor;
let giver: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  subject = await stage.submitted(stage.people.head);
  const official = async (fin: string, role: Role, institution: string): Promise<Actor> => ({
    kind: 'person',
    person: await ensurePerson(test.ctx(), fin),
    appointments: [{ institution, role }],
  });
  officer = await official('1AAAAA1', 'officer', 'azcon');
  approver = await official('1AAAAA2', 'approver', 'azcon');
  second = await official('1AAAAA3', 'approver', 'azcon');
  giver = await official('1AAAAA4', 'officer', 'rinn');
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);
const holder = () => ({ organisation: stage.people.head.organisation ?? '' });

interface Terms {
  readonly number?: string;
  readonly amount?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly effectKey?: string;
  readonly subject?: string;
}

async function given(terms: Terms = {}): Promise<{ id: string; number: string }> {
  const number = terms.number ?? `GK-2026-${newCode(5)}`;
  await grantQuota(test.ctx(), {
    holder: holder(),
    institution: 'rinn',
    operator: 'azcon',
    number,
    unit: 'gpu_hour',
    amount: terms.amount ?? '100',
    validFrom: terms.validFrom ?? '2026-11-01',
    validTo: terms.validTo ?? '2027-04-30',
    subject: { id: terms.subject ?? subject, name: 'test' },
    title: { az: 'Sınaq', en: 'Test', ru: 'Проверка' },
    effectKey: terms.effectKey ?? newId(),
  });
  const found = await store.findQuotaByNumber(test.vahid.db, number);
  if (!found) throw new Error('no quota');
  return found;
}

const csv = (...lines: readonly string[]) => ['key,quota,amount,used_on', ...lines].join('\n');
const report = (text: string, format: 'csv' | 'json' = 'csv', actor = officer) =>
  importUsage(as(actor), { operator: 'azcon', format, text });
const standing = async (id: string) => {
  const { left, used, given: all, state } = await deskQuotaView(as(officer), id);
  return { left: Number(left), used: Number(used), given: Number(all), state };
};
const kinds = async (id: string) => (await deskQuotaView(as(officer), id)).ledger.map(({ kind }) => kind).toReversed();
const codes = ({ refused: lines }: { readonly refused: readonly { readonly code: string }[] }) =>
  lines.map(({ code }) => code.replace('quotas.', ''));

describe('a quota', () => {
  it('is given once for a step, and extended by another under the same number', async () => {
    const effectKey = newId();
    const one = await given({ effectKey });
    await Promise.all([1, 2, 3].map(() => given({ effectKey, number: one.number })));
    expect([await kinds(one.id), await standing(one.id)]).toEqual([
      ['granted'],
      { left: 100, used: 0, given: 100, state: 'open' },
    ]);
    await given({ number: one.number, amount: '50.5', validTo: '2027-10-31', subject: newSubject() });
    const view = await deskQuotaView(as(officer), one.id);
    expect([await kinds(one.id), Number(view.left), view.validTo]).toEqual([
      ['granted', 'extended'],
      150.5,
      '2027-10-31',
    ]);
  });

  it('is never changed, nor its ledger: the program has no right to', async () => {
    const { id } = await given();
    for (const table of ['quota', 'entry', 'correction', 'usage_report', 'access_key']) {
      const at = sql.table(`quotas.${table}`);
      const column = sql.ref(table === 'entry' ? 'quota' : 'id');
      const denied = async (query: ReturnType<typeof sql>) => refused(query.execute(test.vahid.db));
      expect(await denied(sql`update ${at} set ${column} = ${id} where ${column} = ${id}`), table).toBe('42501');
      expect(await denied(sql`delete from ${at} where ${column} = ${id}`), table).toBe('42501');
    }
  });

  it('ends with what is left of it, and is restored without what was used', async () => {
    const own = newSubject();
    const { id, number } = await given({ subject: own });
    await report(csv(`E1,${number},40,2026-11-20`));
    await endQuota(test.ctx(), { subject: own, effectKey: `end:${id}` });
    await endQuota(test.ctx(), { subject: own, effectKey: `end-again:${id}` });
    expect([await kinds(id), await standing(id)]).toEqual([
      ['granted', 'used', 'ended'],
      { left: 0, used: 40, given: 100, state: 'ended' },
    ]);
    expect(codes(await report(csv(`E2,${number},1,2026-11-20`)))).toEqual(['overdraft']);
    await given({ number, subject: own });
    expect([(await kinds(id)).at(-1), (await standing(id)).left, (await standing(id)).state]).toEqual([
      'restored',
      60,
      'open',
    ]);
  });
});

/** A process of its own: cases are told apart by it. */
const subjects: string[] = [];
function newSubject(): string {
  const next = subjects.pop();
  if (next === undefined) throw new Error('no process is left');
  return next;
}
beforeAll(async () => {
  for (let count = 0; count < 6; count += 1) {
    const id = newId();
    await sql`insert into process.instance select (jsonb_populate_record(i, jsonb_build_object('id', ${id}::text))).*
      from process.instance i where id = ${subject}`.execute(test.vahid.db);
    subjects.push(id);
  }
}, 30_000);

describe('a report of use', () => {
  it('books each line once, however often and by whomever it is read', async () => {
    const { id, number } = await given();
    const text = csv(`A1,${number},10,2026-11-20`, `A2,${number},"2,5",21.11.2026`);
    const [one, two] = await Promise.all([report(text), report(text)]);
    expect([one.booked + two.booked, one.known + two.known, codes(one), codes(two)]).toEqual([2, 2, [], []]);
    expect(await report(JSON.stringify([{ key: 'A1', quota: number, amount: 10 }]), 'json')).toMatchObject({
      known: 1,
    });
    expect((await standing(id)).left).toBe(87.5);
  });

  it('names the lines that it cannot book, and books all others', async () => {
    const { id, number } = await given();
    const early = await given({ validFrom: '2026-12-01' });
    const done = await report(
      csv(
        `B1,${number},10,2026-11-20`,
        `B2,GK-2026-99999,10,2026-11-20`,
        `B3,${number},-1,2026-11-20`,
        `B4,${number},1.0005,2026-11-20`,
        `B5,${number},1,2026-10-31`,
        `B6,${number},1,2026-11-24`,
        `B7,${early.number},1,2026-11-20`,
        `B1,${number},11,2026-11-20`,
        `,${number},1,2026-11-20`,
        `B8,${number},90.001,2026-11-20`,
        `B9,${number},90,`,
      ),
    );
    expect([done.booked, done.known, codes(done)]).toEqual([
      2,
      0,
      [
        'quota_unknown',
        'amount_wrong',
        'amount_wrong',
        'day_wrong',
        'day_wrong',
        'day_wrong',
        'key_reused',
        'key_wrong',
        'overdraft',
      ],
    ]);
    expect([done.refused[0]?.line, done.refused[0]?.key, await standing(id)]).toEqual([
      2,
      'B2',
      { left: 0, used: 100, given: 100, state: 'used_up' },
    ]);
  });

  it('is of the operator alone, and must be one', async () => {
    const { number } = await given();
    expect(await refused(report(csv(`C1,${number},1,`), 'csv', giver))).toBe('kernel.not_allowed');
    const other = { ...officer, appointments: [{ institution: 'rinn', role: 'officer' as const }] };
    const done = await importUsage(as(other), { operator: 'rinn', format: 'csv', text: csv(`C1,${number},1,`) });
    expect(codes(done)).toEqual(['quota_unknown']);
    for (const text of ['', 'a,b\n1,2', '"'])
      expect(await refused(report(text)), text).toBe('quotas.report_unreadable');
    for (const text of ['{}', '[]', 'x', '[1]'])
      expect(await refused(report(text, 'json')), text).toBe('quotas.report_unreadable');
  });

  it('names lines with signs that cannot be stored', async () => {
    const { number } = await given();
    const told = csv(`a\u0000b,${number},1,`, 'c,GK\u0000,1,', `d,${number},1\u0000,`);
    expect(codes(await report(told))).toEqual(['key_wrong', 'quota_unknown', 'amount_wrong']);
    const half = JSON.stringify([{ key: '\ud800', quota: number, amount: '1' }]);
    expect(codes(await report(half, 'json'))).toEqual(['key_wrong']);
  });

  it('never takes a quota below nothing, whoever books at the same moment', async () => {
    const { id, number } = await given({ amount: '10' });
    const all = await Promise.all(Array.from({ length: 8 }, (_, at) => report(csv(`R${at},${number},3,2026-11-20`))));
    expect(all.reduce((sum, { booked }) => sum + booked, 0)).toBe(3);
    expect(await standing(id)).toEqual({ left: 1, used: 9, given: 10, state: 'open' });
  });

  it('tells the holder and the office once at 80 and once at 100 per cent', async () => {
    const { number } = await given();
    const told = async () => {
      const own = await notifications(as(stage.people.head));
      const desk = await notifications(as(stage.people.officer), { box: 'desk' });
      return [own, desk].map(({ items }) => items.filter(({ text }) => text.az.includes(number)).length);
    };
    await report(csv(`T1,${number},79.999,`));
    expect(await told()).toEqual([0, 0]);
    await report(csv(`T2,${number},0.001,`));
    await report(csv(`T3,${number},1,`));
    expect(await told()).toEqual([1, 1]);
    await report(csv(`T4,${number},19,`));
    expect(await told()).toEqual([2, 2]);
  });
});

describe('a system of the operator', () => {
  const from = (token: string, ip = '10.9.0.1') => ({ authorization: `Bearer ${token}`, ip });

  it('asks and books by its key, until that is withdrawn', async () => {
    const { number } = await given();
    const token = await issueKey(as(approver), { operator: 'azcon', name: 'Slurm' });
    const anyone = test.ctx({ kind: 'anonymous', appointments: [] });
    const ask = (amount?: string) => askAllowance(anyone, from(token), { number, amount });
    expect(await ask()).toMatchObject({ allowed: true, state: 'open', left: '100.000' });
    expect([(await ask('100')).allowed, (await ask('100.001')).allowed]).toEqual([true, false]);
    const lines = [{ key: 'S1', quota: number, amount: '60' }];
    const jobs = [lines, [{ key: 'S2', quota: number, amount: '60' }]];
    const done = await Promise.all(jobs.map((one) => reportUsage(anyone, from(token), one)));
    expect(done.map(({ booked }) => booked).toSorted((a, b) => a - b)).toEqual([0, 1]);
    const { keys } = await quotasView(as(approver), { institution: 'azcon', search: '', page: 1 });
    const [key] = keys.filter(({ name }) => name === 'Slurm');
    await withdrawKey(as(approver), { id: key?.id ?? '' });
    expect(await refused(ask())).toBe('quotas.system_unknown');
    expect(await refused(askAllowance(anyone, from('x'.repeat(43)), { number }))).toBe('quotas.system_unknown');
    expect(await refused(issueKey(as(officer), { operator: 'azcon', name: 'x' }))).toBe('kernel.not_allowed');
  });

  it('sees nothing of what another operator measures', async () => {
    const { number } = await given();
    const chief: Actor = { ...second, appointments: [{ institution: 'rinn', role: 'approver' }] };
    const token = await issueKey(as(chief), { operator: 'rinn', name: 'Başqa' });
    const asked = askAllowance(test.ctx(), from(token), { number });
    expect(await refused(asked)).toBe('quotas.quota_unknown');
  });

  it('is asked to wait after fifty wrong keys from its address; who has a right one there is not', async () => {
    const { number } = await given();
    const token = await issueKey(as(approver), { operator: 'azcon', name: 'Qonşu' });
    const ask = (key: string) => askAllowance(test.ctx(), from(key, '10.9.0.9'), { number });
    const wrong = 'wrong'.repeat(8);
    for (let turn = 0; turn < 50; turn += 1) expect(await refused(ask(wrong))).toBe('quotas.system_unknown');
    expect(await refused(ask(wrong))).toBe('kernel.too_many_attempts');
    expect(await ask(token)).toMatchObject({ allowed: true });
  });
});

describe('a correction', () => {
  it('is proposed by one and confirmed by another, and both stand in the ledger', async () => {
    const { id, number } = await given();
    await report(csv(`K1,${number},100,`));
    const order = (amount: string, note = 'Düyün sıradan çıxıb.') =>
      orderCorrection(as(approver), { quota: id, amount, note });
    for (const amount of ['100.001', '0', '-0.001', '1.0001', 'x'])
      expect(await refused(order(amount)), amount).toBe('quotas.correction_wrong');
    expect(await refused(order('10', ''))).toBe('quotas.note_needed');
    await order('10.5');
    const [open] = (await deskQuotaView(as(approver), id)).corrections;
    expect([open?.mine, (await standing(id)).left]).toEqual([true, 0]);
    const decide = (actor: Actor, confirm = true) =>
      decideCorrection(as(actor), { correction: open?.id ?? '', confirm });
    expect(await refused(decide(approver))).toBe('quotas.same_eyes');
    expect(await refused(decide(officer))).toBe('kernel.not_allowed');
    const { institution = '' } = approver.appointments[0] ?? {};
    const instead = { institution, role: 'approver', instead: approver.person ?? '' } as const;
    const inTheirPlace = { ...officer, appointments: [...officer.appointments, instead] };
    expect(await refused(decide(inTheirPlace))).toBe('process.absent_barred');
    await decide(second);
    expect(await refused(decide(second, false))).toBe('quotas.correction_decided');
    expect(await standing(id)).toEqual({ left: 10.5, used: 89.5, given: 100, state: 'open' });
    const own = await ownQuotaView(as(stage.people.head), id);
    expect([own.ledger[0]?.kind, own.ledger[0]?.note]).toEqual(['corrected', null]);
  });

  it('cannot be made to look like another: signs that turn the direction of writing are no part of a note', async () => {
    const { id, number } = await given();
    await report(csv(`K3,${number},10,`));
    const order = (note: string) => orderCorrection(as(officer), { quota: id, amount: '10', note });
    expect(await refused(order('\u202e\u2066'))).toBe('quotas.note_needed');
    await order('Düyün \u202e001\u202c');
    expect((await deskQuotaView(as(officer), id)).corrections[0]?.note).toBe('Düyün 001');
    await issueKey(as(approver), { operator: 'azcon', name: '\u202eSlurm' });
    const { keys } = await quotasView(as(approver), { institution: 'azcon', search: '', page: 1 });
    expect(keys.map(({ name }) => name)).toContain('Slurm');
  });

  it('gives nothing back that came back already', async () => {
    const { id, number } = await given();
    await report(csv(`K2,${number},10,`));
    for (const turn of [1, 2]) await orderCorrection(as(officer), { quota: id, amount: '10', note: `Səhv ${turn}.` });
    const [one, two] = (await deskQuotaView(as(officer), id)).corrections;
    await decideCorrection(as(second), { correction: one?.id ?? '', confirm: true });
    expect(await refused(decideCorrection(as(second), { correction: two?.id ?? '', confirm: true }))).toBe(
      'quotas.correction_wrong',
    );
    await decideCorrection(as(second), { correction: two?.id ?? '', confirm: false });
    expect([await kinds(id), (await standing(id)).left]).toEqual([
      ['granted', 'used', 'corrected', 'not_corrected'],
      100,
    ]);
  });
});

describe('who may look', () => {
  it('are the holder, the giver and the operator; a look at the desk is noted', async () => {
    const { id } = await given();
    expect((await ownQuotaView(as(stage.people.head), id)).id).toBe(id);
    for (const actor of [stage.people.debtor, stage.people.stranger, officer])
      expect(await refused(ownQuotaView(as(actor), id))).toMatch(/^kernel\.not_(found|allowed)$/);
    const elsewhere: Actor = { ...officer, appointments: [{ institution: 'din', role: 'head' }] };
    expect(await refused(deskQuotaView(as(elsewhere), id))).toBe('kernel.not_allowed');
    await deskQuotaView(as(giver), id);
    const { rows } = await sql<{ office: string }>`select office from kernel.audit where subject = ${id}`.execute(
      test.vahid.db,
    );
    expect(rows.map(({ office }) => office)).toEqual(['officer rinn']);
    const list = await quotasView(as(giver), { institution: undefined, search: '', page: 1 });
    expect([list.may, list.quotas.some((one) => one.id === id)]).toEqual([{ import: true, keys: false }, true]);
  });

  it('read in figures what was given and used', async () => {
    await measureCommitted(test.vahid);
    const { rows } = await sql<{ name: string; numerator: string; denominator: string; count: string }>`
      select name, sum(numerator) as numerator, sum(denominator) as denominator, sum(count) as count
      from kernel.measurement where name like 'quotas.%' group by name order by name`.execute(test.vahid.db);
    const { rows: ledger } = await sql<{ quotas: number; used: string; given: string }>`select
        count(*) filter (where kind = 'granted') as quotas,
        -sum(amount) filter (where kind in ('used', 'corrected')) as used,
        sum(amount) filter (where kind in ('granted', 'extended')) as given
      from quotas.entry`.execute(test.vahid.db);
    const [use, given] = rows;
    expect([Number(use?.numerator) / 1000, Number(use?.denominator) / 1000]).toEqual([
      Number(ledger[0]?.used),
      Number(ledger[0]?.given),
    ]);
    expect(Number(given?.count)).toBe(Number(ledger[0]?.quotas));
  });
});

describe('the end of the term', () => {
  it('takes what is left, ten working days after the last day of one that was not extended', async () => {
    const term = { validTo: '2026-11-25' };
    const [one, other] = [await given(term), await given(term)];
    await given({ number: other.number, validTo: '2027-04-30', subject: newSubject() });
    await stage.passDays(5);
    expect(await standing(one.id)).toMatchObject({ left: 100, state: 'expired' });
    expect(codes(await report(csv(`X1,${one.number},1,2026-11-26`)))).toEqual(['day_wrong']);
    expect((await report(csv(`X2,${one.number},1,2026-11-25`))).booked).toBe(1);
    await stage.passDays(10);
    expect([await kinds(one.id), await kinds(other.id)]).toEqual([
      ['granted', 'used', 'expired'],
      ['granted', 'extended'],
    ]);
    expect((await standing(one.id)).left).toBe(0);
  });
});
