import { sql } from 'kysely';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { type Actor, anonymous, type Role } from '../../../kernel/access.ts';
import { compileDefinitions } from '../../../kernel/definition.ts';
import { release } from '../../../kernel/release.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { notifications } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { enterAll } from '../actions/entering.ts';
import type { Envelope } from '../envelope.ts';
import { room as catalogue } from '../module.ts';
import { type Observed, observedPort, servedPort } from '../ports.ts';
import { findDifferences, findingsPath } from './finding.ts';
import { confirmEntry, explain, ownFindings, publicFindings } from './reading.ts';

let test: TestVahid;
let registrar: Actor;
let other: Actor;
let auditor: Actor;
let centre: Actor;
let observed: Observed = { callers: [], uses: [] };
let served: Observed['uses'] = [];

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  observedPort.fill(test.vahid, () => Promise.resolve(observed));
  servedPort.fill(test.vahid, () => Promise.resolve(served));
  await institutionsAre(one('alpha'), one('beta'));
  registrar = await official('1AAAAA1', 'alpha', 'registrar');
  other = await official('1AAAAA2', 'beta', 'registrar');
  auditor = await official('1AAAAA3', 'beta', 'auditor');
  centre = await official('1AAAAA4', 'rinn', 'registrar');
});
afterAll(() => test.close());

const text = (az: string) => ({ az, en: az, ru: az });
const one = (code: string, more: object = {}) => ({
  code,
  kind: 'agency',
  name: text(`Qurum ${code}`),
  acronym: text(code.toUpperCase()),
  contact: { page: 'https://alpha.example/', sample: true },
  ...more,
});

async function institutionsAre(...institutions: readonly object[]): Promise<void> {
  const file = 'institutions/trial.yaml';
  const kinds = [...(identity.definitions ?? [])];
  const { definitions } = compileDefinitions([{ file, text: stringify({ institutions }) }], kinds);
  await release(test.vahid.db, definitions, 'test', test.clock.now());
  await test.vahid.releases.refresh();
  for (const room of [identity, catalogue]) await room.released?.(test.ctx());
}

async function official(fin: string, institution: string, role: Role): Promise<Actor> {
  const person = await ensurePerson(test.ctx(), fin);
  await appoint(test.ctx(), { person, institution, role, title: text('Əməkdaş') });
  return { kind: 'person', person, name: fin, appointments: [{ institution, role }] };
}

const as = (actor: Actor) => test.ctx(actor);
const words = (until: string) => ({ text: 'Məlumat bu yaxınlarda yenilənəcək.', until });
const own = async (actor: Actor, page = 1) =>
  (await ownFindings(as(actor), page)).items.map(({ rule, code, resolution }) =>
    [rule, code, resolution ?? 'open'].join(' '),
  );
const service: Envelope = {
  kind: 'service',
  code: 'trial',
  title: text('Sınaq xidməti'),
  institution: 'alpha',
  state: 'in_use',
  acts: [],
  spec: { audience: 'person', lifeEvents: [] },
  relations: [],
};
const enter = (envelope: Envelope) =>
  enterAll(test.ctx(), [{ envelope }], { origin: 'request', source: 'KQ-2026-00009' });
const everyday = () => test.vahid.jobs.runDue();

describe('findings', () => {
  it('are told to the registrar first, with 20 working days, and to nobody else', async () => {
    await enter(service);
    expect(await findDifferences(test.ctx())).toMatchObject({ ended: 0 });
    expect(await own(registrar)).toEqual(['no_regulation trial open']);
    const [first] = (await ownFindings(as(registrar))).items;
    // 23 November 2026 is a Monday; four weeks later all were worked.
    expect(first).toMatchObject({ dueOn: '2026-12-21', publicOn: '2026-12-21' });
    expect((await notifications(as(registrar), { box: 'desk' })).items).toMatchObject([
      { link: findingsPath, text: { az: expect.stringContaining('1 yeni uyğunsuzluq') } },
    ]);
    expect(await own(other)).toEqual([]);
    // Those of one day stand in no order on two pages.
    const all = [...(await own(auditor)), ...(await own(auditor, 2))];
    expect(all).toContain('no_regulation trial open');
    expect((await publicFindings(as(anonymous), {})).total).toBe(0);
    await expect(ownFindings(as(anonymous))).rejects.toMatchObject({ status: 401 });
  });

  it('are kept once, however often they are looked for, and told once', async () => {
    expect(await findDifferences(test.ctx())).toEqual({ found: 0, ended: 0 });
    expect(await own(registrar)).toEqual(['no_regulation trial open']);
    expect((await notifications(as(registrar), { box: 'desk' })).total).toBe(1);
  });

  it('are read by everybody once the last day is past, with counts', async () => {
    test.clock.set('2026-12-21T19:00:00Z');
    expect((await publicFindings(as(anonymous), { institution: 'alpha' })).total).toBe(0);
    test.clock.set('2026-12-21T20:30:00Z');
    const shown = await publicFindings(as(anonymous), { institution: 'alpha' });
    expect(shown.items.map(({ rule }) => rule)).toEqual(['no_regulation']);
    expect(shown.counts).toContainEqual({ institution: 'alpha', open: 1, explained: 0 });
  });

  it('are never explained away where a regulation or an owner is missing', async () => {
    const [first] = (await ownFindings(as(registrar))).items;
    await expect(explain(as(registrar), first?.id ?? '', words('2027-06-01'))).rejects.toMatchObject({
      code: 'catalogue.finding_not_explained',
    });
    expect(await own(registrar)).toEqual(['no_regulation trial open']);
  });

  it('end by themselves when the cause is gone, and begin anew when it comes back', async () => {
    await enter({ ...service, state: 'finished' });
    expect(await findDifferences(test.ctx())).toEqual({ found: 0, ended: 1 });
    expect(await own(registrar)).toEqual([]);
    await enter(service);
    expect(await findDifferences(test.ctx())).toEqual({ found: 1, ended: 0 });
    expect(await own(registrar)).toEqual(['no_regulation trial open']);
  });

  it('pass with the entry to the successor and keep their day', async () => {
    const [before] = (await ownFindings(as(registrar))).items;
    await institutionsAre(one('alpha', { closedOn: '2026-12-25', successor: 'beta' }), one('beta'));
    test.clock.set('2026-12-25T06:00:00Z');
    await everyday();
    const [after] = (await ownFindings(as(other))).items;
    expect(after).toMatchObject({ id: before?.id, dueOn: before?.dueOn });
  });

  it('are about who asks without an entry, for the centre', async () => {
    observed = { callers: [{ institution: 'shadow', count: 4, last: test.clock.now() }], uses: [] };
    await findDifferences(test.ctx());
    expect(await own(centre)).toContain('unregistered_caller shadow open');
    observed = { callers: [], uses: [] };
    await findDifferences(test.ctx());
    expect(await own(centre)).not.toContain('unregistered_caller shadow open');
  });

  it('are open in the measurement as long as they are', async () => {
    await measureCommitted(test.vahid);
    const { rows } = await sql<{ measured: number; open: number }>`select
      (select coalesce(sum(count), 0) from kernel.measurement where name = 'catalogue.findings_open')::int as measured,
      (select count(*) from catalogue.finding where resolved_at is null)::int as open`.execute(test.vahid.db);
    expect(rows[0]?.open).toBeGreaterThan(0);
    expect(rows[0]?.measured).toBe(rows[0]?.open);
  });
});

describe('what nobody used in a year', () => {
  it('is found of services and registers alike, while its use can be seen', async () => {
    test.clock.set('2028-01-10T06:00:00Z');
    const found = async (count?: number) => {
      served = count === undefined ? [] : [{ kind: 'service', code: 'trial', count }];
      await findDifferences(test.ctx());
      return (await own(other)).includes('unused trial open');
    };
    expect(await found()).toBe(false);
    expect(await found(0)).toBe(true);
    expect(await found(1)).toBe(false);
  });
});

describe('an explanation', () => {
  const lines = async () => (await own(other)).filter((line) => line.startsWith('not_confirmed trial'));
  const counted = async (name: string) => {
    await measureCommitted(test.vahid);
    const { rows } = await sql<{ n: number }>`select coalesce(sum(count), 0)::int as n from kernel.measurement
      where name = ${name} and dimension = 'not_confirmed'`.execute(test.vahid.db);
    return rows[0]?.n;
  };
  const both = async () => [await counted('catalogue.findings_open'), await counted('catalogue.findings_explained')];

  it('is the registrar’s own, in words, and holds until a day within a year; then it is found anew', async () => {
    test.clock.set('2028-01-10T06:00:00Z');
    await findDifferences(test.ctx());
    const id =
      (await ownFindings(as(other))).items.find(({ rule, code }) => rule === 'not_confirmed' && code === 'trial')?.id ??
      '';
    await expect(explain(as(registrar), id, words('2028-06-01'))).rejects.toMatchObject({ status: 403 });
    await expect(explain(as(other), id, { text: '  qısa  ', until: '2028-06-01' })).rejects.toMatchObject({
      code: 'catalogue.explanation_missing',
    });
    for (const until of ['2028-01-10', '2029-01-11', ''])
      await expect(explain(as(other), id, words(until))).rejects.toMatchObject({ code: 'catalogue.explanation_day' });
    const [open, explained] = (await both()) as [number, number];
    await explain(as(other), id, words('2028-06-01'));
    await expect(explain(as(other), id, words('2028-06-01'))).rejects.toMatchObject({ status: 409 });
    expect(await both()).toEqual([open - 1, explained + 1]);
    test.clock.set('2028-06-01T19:00:00Z');
    expect(await findDifferences(test.ctx())).toEqual({ found: 0, ended: 0 });
    expect(await lines()).toEqual(['not_confirmed trial explained']);
    const shown = await publicFindings(as(anonymous), { institution: 'beta' });
    expect(shown.items).toContainEqual(
      expect.objectContaining({ rule: 'not_confirmed', explanation: words('').text, explainedUntil: '2028-06-01' }),
    );
    test.clock.set('2028-06-01T21:00:00Z');
    expect(await findDifferences(test.ctx())).toEqual({ found: 1, ended: 0 });
    expect(await lines()).toEqual(['not_confirmed trial open']);
    expect(
      (await ownFindings(as(other))).items.find(({ rule, code }) => rule === 'not_confirmed' && code === 'trial')?.id,
    ).not.toBe(id);
    expect(await both()).toEqual([open, explained]);
  });
});

describe('a confirmation', () => {
  it('is the owner’s, is kept in the audit, and holds for a year', async () => {
    const ref = { kind: 'service', code: 'trial' } as const;
    test.clock.set('2029-01-10T06:00:00Z');
    await findDifferences(test.ctx());
    expect(await own(other)).toContain('not_confirmed trial open');
    await expect(confirmEntry(as(registrar), ref)).rejects.toMatchObject({ status: 403 });
    await confirmEntry(as(other), ref);
    await findDifferences(test.ctx());
    expect(await own(other)).not.toContain('not_confirmed trial open');
    const { rows } = await sql`select 1 from kernel.audit where action = 'catalogue.confirmEntry'`.execute(
      test.vahid.db,
    );
    expect(rows).toHaveLength(1);
    await enter({ ...service, state: 'finished' });
    await expect(confirmEntry(as(other), ref)).rejects.toMatchObject({ status: 409 });
  });
});
