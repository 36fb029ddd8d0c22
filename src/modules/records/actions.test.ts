import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import type { Actor, Role } from '../../kernel/access.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import type { Json } from '../../kernel/job.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { makeVoen } from '../../language/index.ts';
import { primaryOf, register } from '../catalogue/index.ts';
import { facts, RegisterUnavailable, type Shape } from '../exchange/index.ts';
import { demoPeople, ensureOrganisation, ensurePerson, personByFin } from '../identity/index.ts';
import { declareOutage, endOutage, ownRegister, ownRegisters } from './actions.ts';
import { addDays } from './day.ts';
import { otherPeople } from './generator/state.ts';
import { recordHistory } from './history.ts';
import { enterRecord, hostedProvider, readAsKnown } from './provider.ts';
import { versionOn } from './rules.ts';
import { seed } from './seed.ts';
import { versionsOf } from './store.ts';

const start = '2026-11-23T05:00:00Z';
const today = '2026-11-23';
let test: TestVahid;
let ctx: Context;

beforeAll(async () => {
  test = await openTestVahid({ now: start });
  ctx = test.ctx();
});
beforeEach(async () => {
  test.clock.set(start);
  await sql`delete from records.outage`.execute(ctx.db);
});
afterAll(() => test.close());

const official = (institution: string, role: Role = 'registrar'): Actor => ({
  kind: 'person',
  person: '01890000-0000-7000-8000-000000000001',
  appointments: [{ institution, role }],
});
const registrar = () => test.ctx(official('in'));

let number = 0;
const unique = () => String((number += 1));
/** A company that no other test speaks of. */
function newVoen(): string {
  for (;;) {
    const voen = makeVoen(String(30_000_000 + Number(unique())), 'legal');
    if (voen) return voen;
  }
}
const residency = (more: Record<string, Json> = {}): Record<string, Json> => ({
  number: `T-${unique()}`,
  voen: '2007311431',
  area: 'Proqram təminatının hazırlanması',
  newJobs: 6,
  startsOn: today,
  ...more,
});
const put = (entry: Record<string, Json>, more: { effectKey?: string; from?: string; until?: string } = {}) =>
  inTransaction(ctx, (inner) =>
    enterRecord(inner, { register: 'technopark-residents', entry, effectKey: `effect-${unique()}`, ...more }),
  );
const residents = (asOf: string, knownAt?: Date, voen = '2007311431') => {
  const { provides = [] } = register(test.vahid.releases, 'technopark-residents') ?? {};
  const request = { register: 'technopark-residents', provides, keys: [voen], asOf };
  return readAsKnown(ctx, request, knownAt).then((readings) => readings.get(voen));
};

describe('an entry', () => {
  it('is there once for one effect, however often it is sent', async () => {
    const entry = residency({ voen: '2009441731' });
    const first = await put(entry, { effectKey: 'case-1/4/enter' });
    const again = await put({ ...entry, newJobs: 9 }, { effectKey: 'case-1/4/enter' });
    expect(again).toEqual({ record: first.record, repeated: true });
    expect(await versionsOf(ctx.db, 'technopark-residents', String(entry.number))).toHaveLength(1);
  });

  it('is there once even when sent at the same moment', async () => {
    const entry = residency({ voen: '2009441731' });
    const sent = await Promise.all(Array.from({ length: 6 }, () => put(entry, { effectKey: 'case-2/4/enter' })));
    expect(new Set(sent.map(({ record }) => record)).size).toBe(1);
    expect(sent.filter(({ repeated }) => repeated)).toHaveLength(5);
  });

  it('that does not fit names its fields and leaves nothing', async () => {
    const entry = residency({ voen: '123', newJobs: 'six' });
    const refused = await put(entry).catch((error: unknown) => error as Refusal & { paths: { path: string }[] });
    expect(refused).toMatchObject({ status: 422, paths: [{ path: 'voen' }, { path: 'newJobs' }] });
    expect(await versionsOf(ctx.db, 'technopark-residents', String(entry.number))).toEqual([]);
  });

  it('that would never be in force is refused', async () => {
    await expect(put(residency({ endsOn: '2026-11-22' }))).rejects.toMatchObject({ code: 'records.never_in_force' });
  });

  it('of a later day does not change what was so before, nor what was known before', async () => {
    const entry = residency({ voen: '2008192661' });
    await put(entry);
    const knownBefore = test.vahid.now();
    test.clock.set('2026-12-01T05:00:00Z');
    await put({ ...entry, endsOn: '2026-12-10' }, { from: today });
    const state = async (asOf: string, knownAt?: Date) =>
      (await residents(asOf, knownAt, '2008192661'))?.['organisation.technoparkResident'];
    expect(await state('2026-12-10')).toMatchObject({ value: true });
    expect(await state('2026-12-11')).toMatchObject({ value: false });
    expect(await state('2026-12-11', knownBefore)).toMatchObject({ value: true });
    expect(await state('2026-11-22')).toMatchObject({ value: false });
  });
});

describe('the database', () => {
  it('lets nobody change or remove a version, not even its owner', async () => {
    const { record } = await put(residency());
    const tries = [
      sql`update records.record set data = '{}'::jsonb where id = ${record}`,
      sql`update records.record set valid_to = '2027-01-01', superseded_at = now() where id = ${record}`,
      sql`update records.record set effect_key = null, superseded_at = recorded_at where id = ${record}`,
      sql`delete from records.record where id = ${record}`,
    ];
    for (const attempt of tries) await expect(attempt.execute(ctx.db)).rejects.toThrow(/never changed or removed/);
    await sql`update records.record set superseded_at = recorded_at where id = ${record}`.execute(ctx.db);
    const back = sql`update records.record set superseded_at = null where id = ${record}`;
    await expect(back.execute(ctx.db)).rejects.toThrow(/never changed or removed/);
  });

  it('reads as the rules do: as of any day, as known at any moment', async () => {
    const moves = fc.record({
      from: fc.integer({ min: 0, max: 12 }),
      length: fc.option(fc.integer({ min: 1, max: 6 })),
      life: fc.option(fc.integer({ min: 0, max: 8 })),
    });
    const property = fc.asyncProperty(fc.array(moves, { minLength: 1, maxLength: 5 }), async (list) => {
      test.clock.set(start);
      const voen = newVoen();
      const entry = residency({ voen });
      for (const { from, length, life } of list) {
        test.clock.advance(1000);
        const first = addDays(today, from);
        const endsOn = life === null ? {} : { endsOn: addDays(first, life) };
        const days = { from: first, ...(length === null ? {} : { until: addDays(first, length) }) };
        await put({ ...entry, newJobs: from, ...endsOn }, days);
      }
      const versions = await versionsOf(ctx.db, 'technopark-residents', String(entry.number));
      for (let offset = -1; offset < 22; offset += 3) {
        for (let seconds = 0; seconds <= list.length; seconds += 1) {
          const [day, knownAt] = [addDays(today, offset), new Date(Date.parse(start) + seconds * 1000)];
          const read = await residents(day, knownAt, voen);
          const expected = versionOn(versions, day, knownAt);
          expect(read?.['organisation.technoparkResident']).toMatchObject({ value: expected !== undefined });
        }
      }
    });
    await fc.assert(property, { numRuns: 15 });
  });
});

describe('the seeded registers', () => {
  const company = demoPeople.flatMap(({ heads }) => heads ?? [])[0] ?? '';
  const head = demoPeople[0]?.fin ?? '';

  beforeAll(() => seed(test.vahid, () => undefined));

  it('are seeded once', async () => {
    const before = await ownRegisters(test.ctx(official('din')));
    await seed(test.vahid, () => undefined);
    expect(await ownRegisters(test.ctx(official('din')))).toEqual(before);
    const counts = before.map(({ register: { name }, count }) => [name, count]);
    expect(counts).toContainEqual(['population', otherPeople + demoPeople.length + 5]);
  });

  const ask = async (shape: Shape, asOf?: string) => {
    const [found] = await facts(ctx, {
      consumer: 'rinn',
      subjects: [{ entity: 'organisation', id: await ensureOrganisation(ctx, company) }],
      shape,
      ...(asOf ? { asOf } : {}),
      purpose: 'technopark-residency',
      basis: { act: 'technopark-rules', article: '4.2' },
    });
    return found;
  };

  it('tell over the exchange what a service needs of a company', async () => {
    const found = await ask({ name: true, staffCount: true, taxDebt: true, activity: true, headedBy: { name: true } });
    const values = Object.entries(found?.facts ?? {}).map(([leaf, fact]) => [
      leaf,
      'value' in fact ? fact.value : fact.state,
    ]);
    expect(Object.fromEntries(values)).toEqual({
      name: '“Göyçay Proqram” MMC',
      staffCount: 12,
      taxDebt: '0.00',
      activity: 'software',
    });
    const headedBy = found?.relations.headedBy;
    expect(headedBy?.state === 'value' && headedBy.entities[0]?.facts.name).toMatchObject({
      value: 'Nərmin Elman qızı Abbaslı',
      source: { register: 'population' },
    });
  });

  it('tell what was so before', async () => {
    const before = await ask({ name: true, staffCount: true }, '2019-03-11');
    expect(before?.facts).toMatchObject({ name: { state: 'unknown' }, staffCount: { state: 'value', value: 0 } });
    const then = await ask({ staffCount: true }, '2020-06-28');
    expect(then?.facts.staffCount).toMatchObject({ state: 'value', value: expect.any(Number) });
    expect(then?.facts.staffCount).not.toMatchObject({ value: 12 });
  });

  it('find a relation from its far end, also in a field that holds a list', async () => {
    const relation = (name: string) => {
      const found = primaryOf(test.vahid.releases, name);
      if (found?.provision.kind !== 'relation') throw new Error(`no register provides ${name}`);
      const terms = { consumer: 'rinn', purpose: 'sign-in', basis: { act: 'data-exchange-rules', article: '3.2' } };
      return { register: found.register, provision: found.provision, terms };
    };
    const headed = await hostedProvider.find(ctx, { ...relation('headedBy'), targets: [head, '9ZZZZZZ'], asOf: today });
    expect(headed).toEqual(
      new Map([
        [head, [company]],
        ['9ZZZZZZ', []],
      ]),
    );
    const { rows } = await sql<{ child: string; born: string[] }>`select key as child, data->'parents' as born
      from records.record where register = 'population' and data ? 'parents' and superseded_at is null and valid_to is null limit 1`.execute(
      ctx.db,
    );
    const { child = '', born = [] } = rows[0] ?? {};
    const parents = await hostedProvider.find(ctx, { ...relation('parentOf'), targets: [child], asOf: today });
    expect(parents.get(child)?.toSorted()).toEqual(born.toSorted());
  });
});

describe('a registrar', () => {
  it('stops the register: facts are unavailable until it is resumed, and entries are not taken', async () => {
    const at = await ensureOrganisation(ctx, '2007311431');
    const ask = () =>
      facts(ctx, {
        consumer: 'rinn',
        subjects: [{ entity: 'organisation', id: at }],
        shape: { name: true, staffCount: true },
        purpose: 'technopark-residency',
        basis: { act: 'technopark-rules', article: '4.2' },
      }).then(([found]) => found?.facts);
    await declareOutage(registrar(), { register: 'companies', hours: 4, reason: 'maintenance' });
    await expect(
      declareOutage(registrar(), { register: 'companies', hours: 1, reason: 'fault' }),
    ).rejects.toMatchObject({
      code: 'records.already_stopped',
    });
    expect(await ask()).toMatchObject({
      name: { state: 'unavailable', retryAt: '2026-11-23T09:00:00.000Z' },
      staffCount: { state: 'value' },
    });
    const entry = { voen: '2007311431' };
    const company = await versionsOf(ctx.db, 'companies', entry.voen);
    const change = enterRecord(ctx, { register: 'companies', entry: { ...company[0]?.data }, effectKey: unique() });
    await expect(change).rejects.toBeInstanceOf(RegisterUnavailable);
    expect((await ownRegister(registrar(), 'companies')).outage).toMatchObject({
      reason: { az: 'planlı texniki işlər' },
    });
    await endOutage(registrar(), 'companies');
    expect(await ask()).toMatchObject({ name: { state: 'value' } });
    await expect(endOutage(registrar(), 'companies')).rejects.toMatchObject({ code: 'records.not_stopped' });
  });

  it('need not resume it: an outage ends at its hour', async () => {
    await declareOutage(registrar(), { register: 'companies', hours: 1, reason: 'fault' });
    test.clock.advance(3_600_000);
    expect((await ownRegister(registrar(), 'companies')).outage).toBeUndefined();
    await declareOutage(registrar(), { register: 'companies', hours: 1, reason: 'fault' });
    await endOutage(registrar(), 'companies');
  });

  it('reads a history for a purpose, and everybody in it finds that in their log', async () => {
    const fin = demoPeople[0]?.fin ?? '';
    const voen = '2007311431';
    const [old] = await versionsOf(ctx.db, 'companies', voen);
    const other = '5SC4U8V';
    await inTransaction(ctx, (inner) =>
      enterRecord(inner, { register: 'companies', entry: { ...old?.data, headFin: other }, effectKey: unique() }),
    );
    const asked = { register: 'companies', key: ' 2007 311431', purpose: 'correction-request', reference: 'M-17' };
    const { versions, key } = await recordHistory(registrar(), asked);
    expect(key).toBe(voen);
    expect(versions.map(({ validFrom, validTo, supersededAt }) => [validFrom, validTo, supersededAt === null])).toEqual(
      [
        ['2019-03-12', null, false],
        ['2019-03-12', today, true],
        [today, null, true],
      ],
    );
    expect(versions.map(({ data, hidden }) => [data.headFin, hidden])).toEqual([
      [fin, []],
      [fin, []],
      [other, []],
    ]);
    for (const one of [fin, other]) {
      const { rows } =
        await sql`select from exchange.look_up where subject = ${await personByFin(ctx, one)} and consumer = 'in'
        and purpose = 'correction-request' and reference = 'M-17' and outcome = 'granted'`.execute(ctx.db);
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it('does not see the number of somebody whom a mistaken entry named and the log does not', async () => {
    const voen = '2008192661';
    const [old] = await versionsOf(ctx.db, 'companies', voen);
    const put = (headFin: string) =>
      inTransaction(ctx, (inner) =>
        enterRecord(inner, {
          register: 'companies',
          entry: { ...old?.data, headFin },
          effectKey: unique(),
          from: old?.validFrom ?? '',
        }),
      );
    await put('3ZP5W6L');
    test.clock.advance(1000);
    await put(String(old?.data.headFin));
    const { versions } = await recordHistory(registrar(), {
      register: 'companies',
      key: voen,
      purpose: 'register-keeping',
      reference: 'M-18',
    });
    expect(JSON.stringify(versions)).not.toContain('3ZP5W6L');
    expect(versions.flatMap(({ hidden }) => hidden)).toEqual(['headFin']);
    const person = await ensurePerson(ctx, '3ZP5W6L');
    const { rows } = await sql`select from exchange.look_up where subject = ${person} and reference = 'M-18'`.execute(
      ctx.db,
    );
    expect(rows).toEqual([]);
  });

  it.each(['Rəsul Məmmədov', '5KAM3F2', '050-123-45-67'])('keeps “%s” out of the log', async (reference) => {
    const asked = { register: 'companies', key: '2007311431', purpose: 'register-keeping', reference };
    await expect(recordHistory(registrar(), asked)).rejects.toThrow('must be the number of a letter or a case');
    const { rows } = await sql`select from exchange.look_up where reference = ${reference}`.execute(ctx.db);
    expect(rows).toEqual([]);
  });

  it('reads nothing without a purpose of the institution or without a reason', async () => {
    const asked = { register: 'companies', key: '2007311431', purpose: 'register-keeping', reference: 'M-19' };
    for (const wrong of [{ purpose: 'sign-in' }, { purpose: 'constructor' }, { reference: '' }])
      await expect(recordHistory(registrar(), { ...asked, ...wrong })).rejects.toMatchObject({
        code: 'records.purpose_needed',
      });
  });
});

describe('access', () => {
  it('is for registrars of the institution that answers for the register, and nobody else', async () => {
    const actions: ((as: Context, name: string) => Promise<unknown>)[] = [
      (as, name) => ownRegister(as, name),
      (as, name) => recordHistory(as, { register: name, key: 'none', purpose: 'register-keeping', reference: 'M-1' }),
      (as, name) => declareOutage(as, { register: name, hours: 1, reason: 'fault' }),
      (as, name) => endOutage(as, name),
    ];
    const owners = { population: 'din', companies: 'in', employment: 'eesmn', 'technopark-residents': 'rinn' };
    for (const [name, owner] of Object.entries(owners)) {
      for (const actor of [
        official('din'),
        official('in'),
        official('eesmn'),
        official('rinn'),
        official(owner, 'auditor'),
        official(owner, 'officer'),
      ]) {
        const [at] = actor.appointments;
        const may = at?.institution === owner && at.role === 'registrar';
        for (const act of actions) {
          const outcome = await act(test.ctx(actor), name).then(
            () => 'done',
            (error: Refusal) => error.code,
          );
          expect([name, at, outcome]).toEqual([name, at, may ? 'done' : 'kernel.not_allowed']);
        }
      }
      await expect(ownRegister(test.ctx({ kind: 'anonymous', appointments: [] }), name)).rejects.toMatchObject({
        status: 401,
      });
    }
  });
});
