import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, openTestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as catalogue } from '../module.ts';
import { measureCommitted } from '../../../../test/committed.ts';
import { measured } from '../../../kernel/measurement.ts';
import { findDifferences, findJob } from '../findings/finding.ts';
import { ownFindings } from '../findings/reading.ts';
import { hostingOf } from './actions.ts';
import { burnDown, cloudProgress, forecastOf, openPortals, portalsListed } from './progress.ts';
import { stepsFrom, wavesFrom } from './states.ts';
import { openStand, person, runsOn, thing, uses } from './test-stand.ts';

/** Systems of the definitions. */
const defined = readFileSync(join(root, 'definitions/systems.yaml'), 'utf8').match(/^ {2}- code:/gm)?.length ?? 0;

let stand: Awaited<ReturnType<typeof openStand>>;
beforeEach(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] }));
});
afterEach(() => stand.test.close());

const day = 86_400_000;

describe('steps of hosting', () => {
  it('are the next one and one back, never out of use', () => {
    expect(stepsFrom('local')).toEqual(['assessed']);
    expect(stepsFrom('planned')).toEqual(['moving', 'assessed']);
    expect(stepsFrom('cloud')).toEqual(['moving']);
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
    await expect(stand.move('one', 'retired')).rejects.toMatchObject({ code: 'catalogue.no_such_hosting_step' });
  });

  it('called retired by hand before are taken back by the migration, which leaves what is out of use', async () => {
    const migration = await readFile(`${import.meta.dirname}/../migrations/0014-hosting-blocked.sql`, 'utf8');
    await stand.enter(thing('system', 'one'), thing('system', 'out', [], { state: 'finished' }));
    await asOwner(stand.test.server, async (client) => {
      await client.query(
        `update catalogue.hosting h set state = 'retired' from catalogue.entry e where e.id = h.entry and e.code = 'one'`,
      );
      await client.query(migration.slice(migration.indexOf('with wrong as')));
    });
    expect([await stand.stateOf('one'), await stand.stateOf('out')]).toEqual(['local', 'retired']);
    expect((await hostingOf(stand.test.ctx(), { kind: 'system', code: 'one' }))?.steps[0]).toMatchObject({
      from: 'retired',
      to: 'local',
      cause: 'revived',
    });
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
    await expect(stand.move('provider', 'retired')).rejects.toMatchObject({ code: 'catalogue.no_such_hosting_step' });
    await expect(stand.move('one', 'cloud')).rejects.toMatchObject({ details: { systems: ['provider'] } });
    // Out of use by an approved request, it is in nobody's way; but now nobody provides the API.
    await stand.enter(thing('system', 'provider', [], { state: 'finished' }));
    await expect(stand.move('one', 'cloud')).rejects.toMatchObject({ details: { systems: ['door'] } });
    await stand.enter(thing('api', 'door', [{ kind: 'provided_by', to: { kind: 'system', code: 'direct' } }]));
    await stand.move('one', 'cloud');
    expect(await stand.stateOf('one')).toBe('cloud');
    // What changes is the API alone.
    await stand.enter(thing('api', 'door', [{ kind: 'provided_by', to: { kind: 'system', code: 'far' } }]));
    expect(await stand.stateOf('one')).toBe('moving');
  });

  it('is a register or an API that no system holds, and a hosting that is not the cloud', async () => {
    await stand.enter(
      thing('register', 'book'),
      thing('api', 'door'),
      thing('hosting', 'room', [], { spec: { place: 'local' } }),
      thing('hosting', 'cloud', [], { spec: { place: 'government_cloud' } }),
      thing('system', 'one', [uses('register', 'book'), uses('api', 'door'), runsOn('room')]),
      thing('system', 'two', [runsOn('cloud')]),
    );
    await stand.toMoving('one');
    await stand.toMoving('two');
    await expect(stand.move('one', 'cloud')).rejects.toMatchObject({ details: { systems: ['book', 'door', 'room'] } });
    await stand.move('two', 'cloud');
    await stand.enter(thing('system', 'one', [uses('register', 'book', 'exchange'), runsOn('cloud')]));
    await stand.move('one', 'cloud');
    await stand.enter(thing('hosting', 'cloud', [], { spec: { place: 'abroad' } }));
    expect([await stand.stateOf('one'), await stand.stateOf('two')]).toEqual(['moving', 'moving']);
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
      code: 'catalogue.no_such_hosting_step',
    });
    await stand.enter(thing('portal', 'old', [replaced], { state: 'finished' }));
    expect(await stand.stateOf('old', 'portal')).toBe('local');
    const portals = async () => (await cloudProgress(stand.test.ctx())).portals.get('aef');
    expect(await portals()).toEqual({ all: 1, closed: 0 });
    expect(await openPortals(stand.test.ctx())).toMatchObject([
      { code: 'old', replacements: [{ code: 'new-service', state: 'being_established' }] },
    ]);
    await stand.enter(thing('service', 'new-service'));
    expect(await stand.stateOf('old', 'portal')).toBe('retired');
    expect(await portals()).toEqual({ all: 1, closed: 1 });
    expect(await openPortals(stand.test.ctx())).toEqual([]);
    const found = async () => {
      await findDifferences(stand.test.ctx());
      const { items } = await ownFindings(stand.test.ctx(stand.registrar));
      return items.filter(({ rule }) => rule === 'replacement_gone').map(({ code }) => code);
    };
    expect(await found()).toEqual([]);
    await stand.enter(thing('service', 'new-service', [], { state: 'finished' }));
    expect(await found()).toEqual(['old']);
    await stand.enter(thing('service', 'new-service'));
    expect(await found()).toEqual([]);
    // Taken into use again, it is there to be closed.
    await stand.enter(thing('portal', 'old', [replaced]));
    expect(await stand.stateOf('old', 'portal')).toBe('local');
  });

  it('lists those still open a page at a time, of an institution or of all', async () => {
    const many = Array.from({ length: portalsListed + 1 }, (_, n) => thing('portal', `p${String(n).padStart(3, '0')}`));
    await stand.enter(...many, thing('portal', 'zzz', [], { institution: 'din' }));
    const page = (given?: Parameters<typeof openPortals>[1]) => openPortals(stand.test.ctx(), given);
    expect(await page()).toHaveLength(portalsListed);
    expect((await page({ page: 2 })).map(({ code }) => code)).toEqual([`p0${portalsListed}`, 'zzz']);
    expect((await page({ institution: 'din' })).map(({ code }) => code)).toEqual(['zzz']);
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
    const own = async () =>
      (await cloudProgress(stand.test.ctx())).institutions.find(({ institution }) => institution === 'aef');
    expect(await own()).toEqual({ institution: 'aef', all: 5, moved: 0, left: 5, blocked: 1, waves: {}, lately: 0 });
    await stand.toMoving('a');
    await stand.move('a', 'cloud');
    await stand.move('c', 'assessed');
    await stand.move('c', 'planned', { wave: '2027-2' });
    await stand.enter(thing('system', 'd', [], { state: 'finished' }));
    expect(await own()).toEqual({
      institution: 'aef',
      all: 4,
      moved: 1,
      left: 3,
      blocked: 1,
      waves: { '2027-2': 1 },
      lately: 1,
      forecast: '2028-05-16',
    });
    const { shown } = await cloudProgress(stand.test.ctx());
    expect(shown).toMatchObject({ all: defined + 3, left: defined + 2, blocked: 1, lately: 1 });
    expect(await burnDown(stand.test.ctx(), shown)).toEqual([{ month: '2026-11', left: defined + 2 }]);
    stand.test.clock.advance(200 * day);
    expect(await own()).not.toHaveProperty('forecast');
  });

  it('is looked at anew every day and at each start, whatever stood written', async () => {
    await stand.enter(thing('system', 'a'), thing('system', 'b', [uses('system', 'a')]));
    const blocked = async () => (await cloudProgress(stand.test.ctx(), 'aef')).shown.blocked;
    await sql`update catalogue.hosting set blocked = not blocked`.execute(stand.test.vahid.db);
    await findJob.run(stand.test.ctx(), {});
    expect(await blocked()).toBe(1);
  });

  it('burns down month by month, by institution, also where a system was handed over', async () => {
    await stand.enter(thing('system', 'a'), thing('system', 'b'), thing('system', 'c', [], { institution: 'din' }));
    await stand.toMoving('a');
    stand.test.clock.set('2027-01-15T05:00:00Z');
    await stand.move('a', 'cloud');
    stand.test.clock.set('2027-03-15T05:00:00Z');
    await stand.enter(thing('system', 'b', [], { institution: 'din' }));
    await measureCommitted(stand.test.vahid);
    stand.test.clock.set('2027-05-15T05:00:00Z');
    const of = async (code: string) => {
      const { shown } = await cloudProgress(stand.test.ctx(), code);
      return (await burnDown(stand.test.ctx(), shown)).map(({ month, left }) => `${month} ${left}`);
    };
    expect(await of('aef')).toEqual(['2026-11 3', '2027-01 2', '2027-03 1', '2027-05 1']);
    expect((await of('din')).at(-2)).toBe('2027-03 4');
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
    expect(await total('catalogue.systems_in_cloud')).toBe(`0 of ${defined}`);
    await stand.enter(thing('system', 'a'), thing('system', 'b'));
    await stand.toMoving('a');
    await stand.move('a', 'cloud');
    expect(await total('catalogue.systems_in_cloud')).toBe(`1 of ${defined + 2}`);
    await stand.enter(thing('system', 'b', [], { state: 'finished' }));
    expect(await total('catalogue.systems_in_cloud')).toBe(`1 of ${defined + 1}`);
    await stand.enter(thing('system', 'a', [], { institution: 'din' }));
    expect(await total('catalogue.systems_in_cloud')).toBe(`1 of ${defined + 1}`);
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
    await measureCommitted(stand.test.vahid);
    // Handed over, and closed by the other institution.
    await stand.enter(thing('portal', 'old', [], { institution: 'din' }));
    await stand.enter(thing('portal', 'old', [], { institution: 'din', state: 'finished' }));
    expect(await total('catalogue.portals_closed')).toBe('1 of 2');
    const { rows } = await sql`select institution, sum(numerator)::integer as closed, sum(denominator)::integer as "all"
      from kernel.measurement where name = 'catalogue.portals_closed' group by 1 order by 1`.execute(
      stand.test.vahid.db,
    );
    expect(rows).toEqual([
      { institution: 'aef', closed: 0, all: 1 },
      { institution: 'din', closed: 1, all: 1 },
    ]);
    expect(await total('catalogue.services_through_exchange')).toBe('1 of 2');
    await stand.enter(thing('service', 'two', [reads]), thing('service', 'one', [reads], { state: 'finished' }));
    expect(await total('catalogue.services_through_exchange')).toBe('1 of 1');
  });
});
