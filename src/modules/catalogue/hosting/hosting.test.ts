import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as catalogue } from '../module.ts';
import { measureCommitted } from '../../../../test/committed.ts';
import { measured } from '../../../kernel/measurement.ts';
import { hostingOf } from './actions.ts';
import { cloudProgress, burnDown, forecastOf, openPortals } from './progress.ts';
import { stepsFrom, wavesFrom } from './states.ts';
import { openStand, person, thing, uses } from './test-stand.ts';

let stand: Awaited<ReturnType<typeof openStand>>;
beforeEach(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] }));
});
afterEach(() => stand.test.close());

const day = 86_400_000;

describe('steps of hosting', () => {
  it('are the next one, one back, and out of use', () => {
    expect(stepsFrom('local')).toEqual(['assessed', 'retired']);
    expect(stepsFrom('planned')).toEqual(['moving', 'assessed', 'retired']);
    expect(stepsFrom('cloud')).toEqual(['moving', 'retired']);
    expect(stepsFrom('retired')).toEqual([]);
    expect(wavesFrom('2026-11-23', 3)).toEqual(['2026-4', '2027-1', '2027-2']);
  });

  it('lead a system into the cloud, each kept with its note, and none is skipped', async () => {
    await stand.enter(thing('system', 'one'));
    expect(await stand.stateOf('one')).toBe('local');
    await expect(stand.move('one', 'cloud')).rejects.toMatchObject({ code: 'catalogue.no_such_hosting_step' });
    await stand.move('one', 'assessed', { note: ' Yoxlanıldı ' });
    await expect(stand.move('one', 'planned')).rejects.toMatchObject({ code: 'catalogue.wave_needed' });
    await stand.move('one', 'planned', { wave: '2027-1' });
    await stand.move('one', 'moving');
    await stand.move('one', 'cloud');
    const view = await hostingOf(stand.test.ctx(), { kind: 'system', code: 'one' });
    expect(view).toMatchObject({ state: 'cloud', wave: '2027-1' });
    expect(view?.steps.map(({ from, to, note }) => [from, to, note])).toEqual([
      ['moving', 'cloud', null],
      ['planned', 'moving', null],
      ['assessed', 'planned', null],
      ['local', 'assessed', 'Yoxlanıldı'],
      [null, 'local', null],
    ]);
    const { rows } = await sql`select from kernel.audit where action = 'catalogue.moveHosting'`.execute(
      stand.test.vahid.db,
    );
    expect(rows).toHaveLength(4);
  });

  it('are taken only by a registrar of the owner', async () => {
    await stand.enter(thing('system', 'one'), thing('system', 'other', [], { institution: 'din' }));
    await expect(stand.move('other', 'assessed')).rejects.toMatchObject({ status: 403 });
    const officer = await person(stand.test, '1AAAAA3', ['aef', 'officer']);
    const asOfficer = import('./actions.ts').then(({ moveHosting }) =>
      moveHosting(stand.test.ctx(officer), { kind: 'system', code: 'one', to: 'assessed' }),
    );
    await expect(asOfficer).rejects.toMatchObject({ status: 403 });
    await expect(stand.move('nothing', 'assessed')).rejects.toMatchObject({ status: 404 });
  });

  it('begin where the institution says it runs, and follow the end of a system and its return', async () => {
    await stand.enterIn('cloud', thing('system', 'one'));
    await stand.enter(thing('system', 'held'));
    await stand.enterIn('cloud', thing('system', 'linked', [uses('system', 'held')]));
    expect([await stand.stateOf('one'), await stand.stateOf('linked')]).toEqual(['cloud', 'moving']);
    expect((await hostingOf(stand.test.ctx(), { kind: 'system', code: 'linked' }))?.steps).toHaveLength(1);
    stand.test.clock.advance(day);
    await stand.enter(thing('system', 'one', [], { state: 'finished' }));
    expect(await stand.stateOf('one')).toBe('retired');
    stand.test.clock.advance(day);
    await stand.enter(thing('system', 'one'));
    expect(await stand.stateOf('one')).toBe('local');
    await stand.move('one', 'retired');
    stand.test.clock.advance(day);
    await stand.enter(thing('system', 'one'));
    expect(await stand.stateOf('one')).toBe('retired');
  });
});

describe('what keeps a system from being called moved', () => {
  it('is what it reaches by a line of its own: a system, the holder of a register, the provider of an API', async () => {
    await stand.enter(
      thing('register', 'book'),
      thing('api', 'door', []),
      thing('system', 'direct'),
      thing('system', 'holder', [{ kind: 'holds', to: { kind: 'register', code: 'book' } }]),
      thing('system', 'provider', [{ kind: 'provides', to: { kind: 'api', code: 'door' } }]),
      thing('system', 'far'),
      thing('system', 'one', [
        uses('system', 'direct'),
        uses('register', 'book'),
        uses('api', 'door'),
        uses('system', 'far', 'exchange'),
      ]),
    );
    await stand.toMoving('one');
    const refused = await stand.move('one', 'cloud').catch((error) => error);
    expect(refused).toMatchObject({
      code: 'catalogue.linked_to_local',
      details: { systems: ['direct', 'holder', 'provider'] },
    });
    for (const code of ['direct', 'holder']) {
      await stand.toMoving(code);
      await stand.move(code, 'cloud');
    }
    await stand.move('provider', 'retired');
    await stand.move('one', 'cloud');
    expect(await stand.stateOf('one')).toBe('cloud');
  });

  it('takes it back out when it comes up later, with all that leans on it', async () => {
    await stand.enter(
      thing('system', 'a'),
      thing('system', 'b', [uses('system', 'a')]),
      thing('system', 'c', [uses('system', 'b')]),
    );
    for (const code of ['a', 'b', 'c']) {
      await stand.toMoving(code);
      await stand.move(code, 'cloud');
    }
    await stand.move('a', 'moving');
    expect([await stand.stateOf('b'), await stand.stateOf('c')]).toEqual(['moving', 'moving']);
    expect((await hostingOf(stand.test.ctx(), { kind: 'system', code: 'c' }))?.steps[0]).toMatchObject({
      cause: 'blocked',
    });
    for (const code of ['a', 'b', 'c']) await stand.move(code, 'cloud');
    await stand.enter(thing('system', 'new'), thing('system', 'a', [uses('system', 'new')]));
    expect(await stand.stateOf('a')).toBe('moving');
  });
});

describe('closing of portals', () => {
  it('waits for a service in use that replaces the portal', async () => {
    const replaced = { kind: 'replaced_by', to: { kind: 'service', code: 'new-service' } } as const;
    await stand.enter(
      thing('service', 'new-service', [], { state: 'being_established' }),
      thing('portal', 'old', [replaced]),
    );
    await expect(stand.move('old', 'retired', { kind: 'portal' })).rejects.toMatchObject({
      code: 'catalogue.portal_not_replaced',
    });
    await stand.enter(thing('portal', 'old', [replaced], { state: 'finished' }));
    expect(await stand.stateOf('old', 'portal')).toBe('local');
    expect(await openPortals(stand.test.ctx())).toMatchObject({
      all: 1,
      closed: 0,
      portals: [{ code: 'old', replacements: [{ code: 'new-service', state: 'being_established' }] }],
    });
    await stand.enter(thing('service', 'new-service'));
    await stand.move('old', 'retired', { kind: 'portal' });
    expect(await openPortals(stand.test.ctx())).toEqual({ all: 1, closed: 1, portals: [] });
  });
});

describe('progress', () => {
  it('tells what is left, planned and blocked, and by the pace of half a year when it ends', async () => {
    await stand.enter(
      thing('system', 'a'),
      thing('system', 'b', [uses('system', 'c')]),
      thing('system', 'c'),
      thing('system', 'd'),
    );
    const own = async () => (await cloudProgress(stand.test.ctx())).find(({ institution }) => institution === 'aef');
    expect(await own()).toEqual({ institution: 'aef', all: 4, moved: 0, left: 4, blocked: 1, waves: {}, lately: 0 });
    await stand.toMoving('a');
    await stand.move('a', 'cloud');
    await stand.move('c', 'assessed');
    await stand.move('c', 'planned', { wave: '2027-2' });
    await stand.move('d', 'retired');
    expect(await own()).toEqual({
      institution: 'aef',
      all: 3,
      moved: 1,
      left: 2,
      blocked: 1,
      waves: { '2027-2': 1 },
      lately: 1,
      forecast: '2027-11-18',
    });
    expect((await burnDown(stand.test.ctx())).at(-1)).toEqual({ month: '2026-11', left: 6 });
    stand.test.clock.advance(200 * day);
    expect(await own()).not.toHaveProperty('forecast');
  });

  it('gives no forecast without a pace', () => {
    const now = new Date('2026-11-23T05:00:00Z');
    expect(forecastOf(3, 0, now)).toBeUndefined();
    expect(forecastOf(3, -1, now)).toBeUndefined();
    expect(forecastOf(0, 2, now)).toBeUndefined();
    expect(forecastOf(180, 180, now)).toBe('2027-05-22');
  });
});

describe('measurements of hosting', () => {
  async function total(name: string) {
    await measureCommitted(stand.test.vahid);
    const days = (await measured(stand.test.ctx(), [name])).get(name)?.days ?? [];
    const sum = (key: 'numerator' | 'denominator') => days.reduce((all, one) => all + one[key], 0);
    return `${sum('numerator')} of ${sum('denominator')}`;
  }

  it('systems in the cloud: retired ones are out of both, and a step back counts back', async () => {
    // Four come from the definitions.
    expect(await total('catalogue.systems_in_cloud')).toBe('0 of 4');
    await stand.enter(thing('system', 'a'), thing('system', 'b'));
    await stand.toMoving('a');
    await stand.move('a', 'cloud');
    expect(await total('catalogue.systems_in_cloud')).toBe('1 of 6');
    await stand.move('b', 'retired');
    expect(await total('catalogue.systems_in_cloud')).toBe('1 of 5');
    await stand.enter(thing('system', 'a', [], { institution: 'din' }));
    expect(await total('catalogue.systems_in_cloud')).toBe('1 of 5');
    const { rows } = await sql`select institution, sum(numerator)::integer as moved from kernel.measurement
      where name = 'catalogue.systems_in_cloud' and institution in ('aef', 'din') group by 1 order by 1`.execute(
      stand.test.vahid.db,
    );
    expect(rows).toEqual([
      { institution: 'aef', moved: 0 },
      { institution: 'din', moved: 1 },
    ]);
  });

  it('portals closed, of all there were; services that read through the exchange, of those in use', async () => {
    const replaces = { kind: 'replaces', to: { kind: 'portal', code: 'old' } } as const;
    const reads = { kind: 'reads', to: { kind: 'register', code: 'population' }, channel: 'exchange' } as const;
    await stand.enter(
      thing('portal', 'old'),
      thing('portal', 'older'),
      thing('service', 'one', [reads]),
      thing('service', 'two'),
    );
    await stand.enter(thing('service', 'two', [replaces]));
    await stand.move('old', 'retired', { kind: 'portal' });
    expect(await total('catalogue.portals_closed')).toBe('1 of 2');
    expect(await total('catalogue.services_through_exchange')).toBe('1 of 2');
    await stand.enter(thing('service', 'two', [reads]), thing('service', 'one', [reads], { state: 'finished' }));
    expect(await total('catalogue.services_through_exchange')).toBe('1 of 1');
  });
});
