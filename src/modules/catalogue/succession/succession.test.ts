import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { type Actor, anonymous } from '../../../kernel/access.ts';
import { compileDefinitions } from '../../../kernel/definition.ts';
import { release } from '../../../kernel/release.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { enterAll, registerEntries } from '../actions/entering.ts';
import { catalogueEntries, catalogueEntry, entryHistory } from '../actions/reading.ts';
import type { Envelope } from '../envelope.ts';
import { room as catalogue } from '../module.ts';
import { actOnRequest, saveRequest, startRequest } from '../requests/actions.ts';
import { ownRequests, requestView } from '../requests/views.ts';
import { changesOfHands, handOver, nextMorning, successionOf } from './succession.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
});
afterAll(() => test.close());

const text = (az: string) => ({ az, en: az, ru: az });
const one = (code: string, more: object = {}) => ({
  code,
  kind: 'agency',
  name: text(`Qurum ${code}`),
  acronym: text(code.toUpperCase()),
  ...more,
});

/** Brings the file institutions/trial.yaml into force, as the command `release` does. */
async function institutionsAre(...institutions: readonly object[]): Promise<void> {
  const file = 'institutions/trial.yaml';
  const kinds = [...(identity.definitions ?? [])];
  const { definitions, problems } = compileDefinitions([{ file, text: stringify({ institutions }) }], kinds);
  expect(problems).toEqual([]);
  await release(test.vahid.db, definitions, 'test', test.clock.now());
  await test.vahid.releases.refresh();
  for (const room of [identity, catalogue]) await room.released?.(test.ctx());
}

const envelope = (kind: 'system' | 'api', code: string, institution: string): Envelope => ({
  kind,
  code,
  title: text(`Qeyd ${code}`),
  institution,
  state: 'in_use',
  acts: [],
  spec: kind === 'api' ? { protocol: 'rest' } : {},
  relations: [],
});
const as = (actor: Actor) => test.ctx(actor);
let before: Actor;
let heirs: Actor;

async function registrarOf(fin: string, institution: string): Promise<Actor> {
  const person = await ensurePerson(test.ctx(), fin);
  await appoint(test.ctx(), { person, institution, role: 'registrar', title: text('Qeydiyyatçı') });
  return { kind: 'person', person, name: fin, appointments: [{ institution, role: 'registrar' }] };
}

const visitor = () => test.ctx(anonymous);
const entryOf = async (kind: 'system' | 'api' | 'institution' | 'service', code: string) =>
  (await catalogueEntry(visitor(), kind, code)).entry;
const service = {
  kind: 'service',
  code: 'trial',
  title: text('Sınaq'),
  source: 'services/trial/service.yaml',
} as const;

const answers = {
  email: 'texnika@heir.example',
  hours: 'office',
  criticality: 'ordinary',
  acts: 'technopark-rules 4.3',
  place: 'local',
};

const closing = {
  closedOn: '2026-12-01',
  successor: 'heir',
  split: [{ successor: 'taker', takes: ['system/given', 'service/trial'] }],
};

describe('a closed institution', () => {
  it('keeps everything until its day', async () => {
    await institutionsAre(one('old', closing), one('heir'), one('taker'));
    const entries = [
      envelope('system', 'kept', 'old'),
      envelope('system', 'given', 'old'),
      envelope('api', 'door', 'old'),
    ];
    await enterAll(
      test.ctx(),
      entries.map((each) => ({ envelope: each })),
      { origin: 'request', source: 'KQ-2026-00001' },
    );
    await registerEntries(test.ctx(), [{ ...service, institution: 'old' }]);
    expect(await handOver(test.ctx())).toBe(0);
    expect(await entryOf('system', 'kept')).toMatchObject({ institution: 'old', version: 1 });
    expect(await successionOf(visitor(), 'old')).toMatchObject({ successors: [], predecessors: [] });
    expect((await entryOf('institution', 'old')).state).toBe('in_use');
  });

  it('has a request under way', async () => {
    const change = { type: 'change', kind: 'system', code: 'kept', institution: 'old' } as const;
    before = await registrarOf('1AAAAA1', 'old');
    heirs = await registrarOf('1AAAAA2', 'heir');
    await startRequest(as(before), change);
    await startRequest(as(before), { ...change, code: 'given' });
    expect((await ownRequests(as(heirs))).total).toBe(0);
  });

  it('gives its entries to its successors on the day, by the daily job, each with a version that names the file', async () => {
    test.clock.set('2026-11-30T19:59:00Z');
    await test.vahid.jobs.runDue();
    expect((await entryOf('system', 'kept')).institution).toBe('old');
    test.clock.set('2026-11-30T20:06:00Z');
    await test.vahid.jobs.runDue();
    expect(await entryOf('system', 'kept')).toMatchObject({
      institution: 'heir',
      version: 2,
      origin: 'request',
      source: 'KQ-2026-00001',
    });
    expect((await entryOf('api', 'door')).institution).toBe('heir');
    expect((await entryOf('system', 'given')).institution).toBe('taker');
    expect((await entryOf('service', 'trial')).institution).toBe('taker');
    expect(await entryOf('institution', 'old')).toMatchObject({ institution: 'old', state: 'finished' });
    const [newest] = await entryHistory(visitor(), { kind: 'system', code: 'kept' });
    expect(newest).toMatchObject({ version: 2, origin: 'definition', source: 'institutions/trial.yaml' });
    expect(await changesOfHands(visitor(), { kind: 'system', code: 'kept' })).toEqual([
      { version: 2, from: 'old', to: 'heir' },
    ]);
  });

  it('gives them once: neither the job nor a release makes another version', async () => {
    expect(await handOver(test.ctx())).toBe(0);
    await registerEntries(test.ctx(), [{ ...service, institution: 'old' }]);
    await institutionsAre(
      one('old', closing),
      one('heir', { formerNames: [{ name: text('Miras idarəsi'), until: '2020-01-01' }] }),
      one('taker'),
    );
    for (const [kind, code] of [
      ['system', 'kept'],
      ['service', 'trial'],
      ['institution', 'old'],
    ] as const)
      expect((await entryOf(kind, code)).version).toBe(2);
  });

  it('leaves its requests to its successor', async () => {
    const { items } = await ownRequests(as(heirs));
    expect(items.map(({ of }) => of.title.az)).toEqual(['Dəyişiklik: Qeyd kept']);
    await saveRequest(as(heirs), items[0]?.id ?? '', { about: 'Varis tamamlayır.' });
    await expect(saveRequest(as(before), items[0]?.id ?? '', { about: 'Artıq olmaz.' })).rejects.toMatchObject({
      status: 403,
    });
    // That the entry changed hands is no change of what the draft was written over.
    await saveRequest(as(heirs), items[0]?.id ?? '', answers);
    const sent = await actOnRequest(as(heirs), { id: items[0]?.id ?? '', action: 'submit', key: 'heirs-submit' });
    expect(sent.state).toBe('review');
    const more = { type: 'establish', kind: 'api', title: 'Yeni API', institution: 'old' } as const;
    await expect(startRequest(as(before), more)).rejects.toMatchObject({ status: 403 });
  });

  it('leaves a request about what a split gave away to the institution that took it, and to no other', async () => {
    const takers = await registrarOf('1AAAAA3', 'taker');
    const { items } = await ownRequests(as(takers));
    expect(items.map(({ of }) => of.title.az)).toEqual(['Dəyişiklik: Qeyd given']);
    const id = items[0]?.id ?? '';
    await saveRequest(as(takers), id, { ...answers, about: 'Yeni sahibi tamamlayır.' });
    expect((await actOnRequest(as(takers), { id, action: 'submit', key: 'takers-submit' })).state).toBe('review');
    for (const other of [before, heirs])
      await expect(saveRequest(as(other), id, { about: 'Olmaz.' })).rejects.toBeInstanceOf(Refusal);
    await expect(requestView(as(heirs), id)).rejects.toBeInstanceOf(Refusal);
  });

  it('has what is approved for it afterwards entered for its successor', async () => {
    await enterAll(test.ctx(), [{ envelope: envelope('system', 'late', 'old') }], {
      origin: 'request',
      source: 'KQ-2026-00002',
    });
    expect(await entryOf('system', 'late')).toMatchObject({ institution: 'heir', version: 1 });
  });

  it('is found among those of its successors, which are found by what they took over and by former names', async () => {
    const found = async (institution: string) =>
      (await catalogueEntries(visitor(), { institution }, 'az')).entries.map(({ kind, code }) => `${kind}/${code}`);
    expect(await found('heir')).toEqual(['institution/heir', 'api/door', 'system/kept', 'system/late'].sort(byTitle));
    expect(await found('taker')).toEqual(expect.arrayContaining(['system/given', 'service/trial']));
    expect(await found('old')).toEqual(['institution/old']);
    expect(await successionOf(visitor(), 'old')).toMatchObject({
      closedOn: '2026-12-01',
      successors: [{ code: 'heir' }, { code: 'taker' }],
    });
    const heir = await successionOf(visitor(), 'heir');
    expect(heir.predecessors.map(({ code }) => code)).toEqual(['old']);
    expect(heir.taken.map(({ code, from }) => [code, from])).toEqual([
      ['door', 'old'],
      ['kept', 'old'],
    ]);
    const named = await catalogueEntries(visitor(), { text: 'miras idaresi' }, 'az');
    expect(named.entries.map(({ code }) => code)).toEqual(['heir']);
  });
});

const byTitle = (a: string, b: string) => titles.indexOf(a) - titles.indexOf(b);
const titles = ['api/door', 'system/kept', 'system/late', 'institution/heir'];

describe('the morning of the handover', () => {
  it.each([
    ['2026-11-30T19:59:00Z', '2026-11-30T20:05:00.000Z'],
    ['2026-11-30T20:04:59Z', '2026-11-30T20:05:00.000Z'],
    ['2026-11-30T20:05:00Z', '2026-12-01T20:05:00.000Z'],
  ])('after %s is %s', (now, morning) => {
    expect(nextMorning(new Date(now)).toISOString()).toBe(morning);
  });
});
