import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as exchange } from '../module.ts';
import { bookContentOf } from '../services/book.ts';
import { actOnRight, askRight, type Press } from './actions.ts';
import type { RightContent } from './content.ts';
import { rightView } from './reading.ts';
import { findRight } from './store.ts';
import { askedContent, openStand, peopleDocument } from './test-stand.ts';

let stand: Awaited<ReturnType<typeof openStand>>;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] }));
});
afterAll(() => stand.test.close());

const ctx = (actor = stand.consumer) => stand.test.ctx(actor);
const ask = (service: string, changed: Partial<RightContent> = {}, actor = stand.consumer) =>
  askRight(ctx(actor), {
    system: 'technopark-system',
    service,
    reason: 'Qərar üçün lazımdır.',
    content: { ...askedContent, ...changed },
  });
const press = (id: string, action: string, actor = stand.approver, more: Partial<Press> = {}) =>
  actOnRight(ctx(actor), { id, action, note: 'Belədir.', ...more });
const grant = async (id: string, proposed?: RightContent) => {
  await press(id, 'recommend', stand.officer, proposed ? { proposed } : {});
  await press(id, 'grant');
};
const rightsOf = async (service: string) =>
  (await bookContentOf(ctx(), ['AZ/GOV/din/population-system'])).rights.filter((one) =>
    one.service.endsWith(`/${service}`),
  );
/** Turns the clock, and lets the program do what was due by then. */
const until = async (moment: string) => {
  stand.test.clock.set(moment);
  while ((await stand.test.vahid.jobs.runDue()) > 0);
};
const standing = async (id: string) => (await findRight(ctx().db, id))?.standing;

describe('a right', () => {
  it('is granted by two people of the provider and stands in the book with exactly its fields', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'granted' });
    const id = await ask(service);
    expect(await rightsOf('granted')).toEqual([]);
    await expect(ask(service)).rejects.toMatchObject({ code: 'exchange.right_asked' });
    for (const actor of [stand.consumer, stand.approver])
      await expect(press(id, 'recommend', actor)).rejects.toMatchObject({ status: 403 });
    await press(id, 'recommend', stand.officer);
    await expect(press(id, 'grant', stand.officer)).rejects.toMatchObject({ status: 403 });
    await press(id, 'grant');
    expect(await rightsOf('granted')).toEqual([
      {
        client: 'AZ/GOV/rinn/technopark-system',
        service: 'AZ/GOV/din/population-system/granted',
        method: 'GET',
        path: '/people/*',
        purpose: 'technopark-residency',
        act: 'technopark-rules',
        article: '4.2',
        byDefault: true,
        fields: ['/name', '/birthDate'],
        until: '2027-06-30T19:59:59.999Z',
      },
    ]);
  });

  it('is never granted by who serves the institution that asked, nor by one pair of eyes', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'eyes' });
    const id = await ask(service);
    const both = await stand.someone('1AAAAA5', ['din', 'officer'], ['din', 'approver']);
    const partial = await stand.someone('1AAAAA6', ['din', 'approver'], ['rinn', 'officer']);
    await press(id, 'recommend', both);
    await expect(press(id, 'grant', both)).rejects.toMatchObject({ code: 'process.four_eyes' });
    await expect(press(id, 'grant', partial)).rejects.toMatchObject({ code: 'process.own_case' });
    await press(id, 'grant');
  });

  it('keeps to four eyes where one institution asks and provides', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'own' });
    const own = await stand.someone('1AAAAB1', ['din', 'registrar'], ['din', 'officer'], ['din', 'approver']);
    const content = { ...askedContent, purpose: 'register-keeping' };
    const given = { system: 'population-system', service, reason: 'Özümüz üçün.', content };
    const id = await askRight(ctx(own), given);
    await expect(press(id, 'recommend', own)).rejects.toMatchObject({ code: 'process.own_case' });
    await grant(id);
    expect(await rightsOf('own')).toMatchObject([{ client: 'AZ/GOV/din/population-system' }]);
  });

  it('is granted narrower than it was asked, and never wider', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'narrow' });
    const id = await ask(service);
    const less = { ...askedContent, fields: ['/name'], until: '2027-01-31' };
    for (const wider of [
      { ...less, fields: null },
      { ...less, fields: ['/fin'] },
      { ...less, until: '2027-07-01' },
      { ...less, massRun: true },
      { ...less, scopes: [{ method: '*' as const, path: '/**' }] },
      { ...less, article: '4.3' },
    ])
      await expect(press(id, 'recommend', stand.officer, { proposed: wider })).rejects.toMatchObject({
        code: 'exchange.right_wider',
      });
    await grant(id, less);
    expect(await rightsOf('narrow')).toMatchObject([{ fields: ['/name'], until: '2027-01-31T19:59:59.999Z' }]);
    expect(await findRight(ctx().db, id)).toMatchObject({ asked: askedContent, granted: less });
  });

  it('is not asked for what nothing stands behind', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'checked' });
    const wrong: readonly (readonly [Partial<RightContent>, string])[] = [
      [{ scopes: [{ method: 'GET', path: '/nobody/*' }] }, 'exchange.right_scope'],
      [{ purpose: 'curiosity' }, 'exchange.right_purpose'],
      [{ article: '99' }, 'exchange.right_act'],
      [{ fields: ['/salary'] }, 'exchange.right_field'],
      [{ fields: [] }, 'exchange.right_no_fields'],
      [{ until: '2026-11-23' }, 'exchange.right_day'],
      [{ until: '2029-11-24' }, 'exchange.right_day'],
      [{ hidden: { days: 30, act: 'technopark-rules', article: '99' } }, 'exchange.right_hiding_act'],
    ];
    for (const [changed, code] of wrong) await expect(ask(service, changed)).rejects.toMatchObject({ code });
    const elsewhere = await stand.someone('1AAAAA8', ['aef', 'registrar']);
    await expect(ask(service, {}, elsewhere)).rejects.toMatchObject({ status: 403 });
  });

  it('lets nothing through while it is suspended, and ends with its last day', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'ending' });
    const id = await ask(service, { until: '2026-12-31' });
    await grant(id);
    await press(id, 'suspend');
    expect(await rightsOf('ending')).toEqual([]);
    await press(id, 'resume');
    expect(await rightsOf('ending')).toHaveLength(1);
    await until('2026-12-01T05:00:00Z');
    const told =
      await sql`select from process.notification where instance = ${id} and text ->> 'az' like '%son günü 31.12.2026%'`.execute(
        stand.test.vahid.db,
      );
    expect(told.rows).toHaveLength(2);
    await until('2026-12-31T20:00:00Z');
    expect(await standing(id)).toBe('expired');
    expect(await rightsOf('ending')).toEqual([]);
    const { rows } = await sql<{
      standing: string;
      all: number;
      left: number;
    }>`select standing, fields as all, fields_left_out as left
      from exchange.access_right_step where access_right = ${id} order by seq`.execute(stand.test.vahid.db);
    expect(rows.map((one) => `${one.standing} ${one.left}/${one.all}`)).toEqual([
      'asked 0/0',
      'asked 0/0',
      'in_force 1/3',
      'suspended 0/0',
      'in_force 1/3',
      'expired 0/0',
    ]);
    stand.test.clock.set('2026-11-23T05:00:00Z');
  });

  it('waits to be confirmed where its service changes, and lets through no more than before', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'changing' });
    const [whole, named] = [
      await ask(service, { fields: null, scopes: [{ method: '*', path: '/people/**' }] }),
      await ask(service, { purpose: 'sign-in', byDefault: false, fields: ['/name'] }),
    ];
    for (const id of [whole, named]) await grant(id);
    await stand.publish(peopleDocument('fin name birthDate address'), { service });
    // A field more concerns only who gets all of them.
    expect([await standing(whole), await standing(named)]).toEqual(['reconfirming', 'in_force']);
    const [before] = (await rightsOf('changing')).filter(({ purpose }) => purpose === 'technopark-residency');
    expect(before).toMatchObject({ method: 'GET', path: '/people/*', fields: ['/fin', '/name', '/birthDate'] });
    const publisher = await stand.someone('1AAAAD1', ['din', 'approver']);
    await expect(press(whole, 'confirm', publisher)).rejects.toMatchObject({ code: 'exchange.right_own_version' });
    await press(whole, 'confirm');
    expect((await rightsOf('changing')).find(({ purpose }) => purpose === 'technopark-residency')).not.toHaveProperty(
      'fields',
    );
    // One that would point to nothing is named before it is taken.
    await expect(stand.publish(peopleDocument('fin birthDate'), { service })).rejects.toMatchObject({
      code: 'exchange.service_not_accepted',
    });
    await stand.publish(peopleDocument('fin birthDate'), { service, accepts: true });
    expect(await standing(named)).toBe('reconfirming');
  });

  it('goes on telling those concerned while a version that would not tell them waits for another person', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'telling' });
    const id = await ask(service, { fields: null, scopes: [{ method: '*', path: '/**' }] });
    await grant(id);
    const told = async () => {
      const { services, rights } = await bookContentOf(ctx(), ['AZ/GOV/din/population-system']);
      const endpoints = services.find((one) => one.service.endsWith('/telling'))?.endpoints ?? [];
      const open = rights.filter((one) => one.service.endsWith('/telling')).map((one) => `${one.method} ${one.path}`);
      return [endpoints.flatMap(({ subjects }) => subjects.map((one) => `${one.in} ${one.at}`)), open];
    };
    const both = ['GET /people/*', 'POST /people'];
    await stand.publish(peopleDocument(), { service, nobody: true });
    expect(await told()).toEqual([['path fin', 'body /people/*/fin'], both]);
    // Where nobody could be told any more, nothing goes through.
    const renamed = peopleDocument().replace(
      'properties: { fin: { type: string } }',
      'properties: { code: { type: string } }',
    );
    await stand.publish(renamed, { service, nobody: true, accepts: true });
    expect(await told()).toEqual([['path fin'], ['GET /people/*']]);
    await press(id, 'confirm');
    expect(await told()).toEqual([[], ['* /**']]);
  });

  it('is neither granted nor confirmed by who published what has come since, behind however many others', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'other-eyes' });
    const both = await stand.someone('1AAAAD5', ['din', 'registrar'], ['din', 'approver']);
    const id = await ask(service, { fields: null });
    await press(id, 'recommend', stand.officer);
    await stand.publish(peopleDocument('fin name birthDate address'), { service, by: both });
    await expect(press(id, 'grant', both)).rejects.toMatchObject({ code: 'exchange.right_own_version' });
    const blocked = (await rightView(ctx(both), id)).actions.find(({ action }) => action === 'grant')?.blocked;
    expect(blocked?.code).toBe('exchange.right_own_version');
    await press(id, 'grant');
    await stand.publish(peopleDocument('fin name birthDate address phone'), { service, by: both });
    await stand.publish(peopleDocument('fin name birthDate address phone email'), { service });
    await expect(press(id, 'confirm', both)).rejects.toMatchObject({ code: 'exchange.right_own_version' });
    await press(id, 'confirm');
    expect(await standing(id)).toBe('in_force');
  });

  it('that was suspended meanwhile is resumed only for what it was', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'resumed' });
    const id = await ask(service, { fields: null });
    await grant(id);
    await press(id, 'suspend');
    await stand.publish(peopleDocument('fin name birthDate address'), { service });
    await press(id, 'resume');
    expect(await standing(id)).toBe('reconfirming');
    expect(await rightsOf('resumed')).toMatchObject([{ fields: ['/fin', '/name', '/birthDate'] }]);
  });

  it('is not granted because nobody answered', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'silent' });
    const [asked, idle] = [await ask(service), await ask(service, { purpose: 'sign-in' })];
    await press(asked, 'ask', stand.officer);
    await until('2027-02-15T05:00:00Z');
    expect([await standing(asked), await standing(idle)]).toEqual(['lapsed', 'asked']);
    expect(await rightsOf('silent')).toEqual([]);
    stand.test.clock.set('2026-11-23T05:00:00Z');
  });

  it('is pressed twice and granted once', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'twice' });
    const id = await ask(service);
    await press(id, 'recommend', stand.officer);
    await Promise.all([1, 2].map(() => press(id, 'grant', stand.approver, { key: 'same-key-1' })));
    expect(await rightsOf('twice')).toHaveLength(1);
  });
});
