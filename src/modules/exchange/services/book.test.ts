import { createPublicKey } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { addDays, bakuDate } from '../../../language/index.ts';
import { openBook } from '../../../protocols/gateway/book.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { notifications } from '../../process/index.ts';
import { room as process } from '../../process/module.ts';
import { actOnRight, askRight } from '../access-rights/actions.ts';
import { askedContent, openStand, peopleDocument } from '../access-rights/test-stand.ts';
import { centreKey } from '../directory/centre-key.ts';
import { type Centre, openCentre, population } from '../directory/test-stand.ts';
import { publishedNow } from '../directory/publish.ts';
import { room as exchange } from '../module.ts';
import { dropDraft, openService } from './actions.ts';
import { endService, keepService } from './ending.ts';
import { listServices } from './reading.ts';
import { countServices } from './store.ts';
import { bookContentOf } from './book.ts';

let centre: Centre;
let stand: Awaited<ReturnType<typeof openStand>>;
beforeAll(async () => {
  const rooms = [kernelRoom, identity, process, catalogue, exchange];
  centre = await openCentre(await openTestVahid({ rooms, now: new Date().toISOString() }));
  stand = await openStand(centre.test);
});
afterAll(async () => {
  centre.close();
  await centre.test.close();
});

const gateway = 'AZ/GOV/din/gw1';
const day = 86_400_000;

/** As the gateway reads it, once the program has done what was due. */
async function book() {
  const { vahid, clock, ctx } = centre.test;
  clock.advance(1000);
  while ((await vahid.jobs.runDue()) > 0);
  const published = await publishedNow(vahid.db, gateway);
  const key = createPublicKey((await centreKey(ctx()))?.pem ?? '');
  return openBook(published?.signed ?? '', gateway, key, { now: clock.now() });
}

it('the book of a gateway follows services and rights at once', async () => {
  const { test } = centre;
  await centre.bring(centre.people.din, await centre.init('din', gateway, 5500, population));
  const service = await stand.publish(peopleDocument());
  expect(await book()).toMatchObject({
    services: [
      {
        service: `${population}/people`,
        personal: true,
        endpoints: [
          { method: 'GET', path: '/people/{fin}', subjects: [{ entity: 'person', in: 'path', at: 'fin' }] },
          { method: 'POST', path: '/people', subjects: [{ in: 'body', at: '/people/*/fin' }] },
        ],
        openapi: peopleDocument(),
      },
    ],
    rights: [],
  });
  const content = { ...askedContent, until: addDays(bakuDate(test.clock.now()), 100) };
  const given = { system: 'technopark-system', service, reason: 'Qərar üçün', content };
  const id = await askRight(test.ctx(stand.consumer), given);
  await actOnRight(test.ctx(stand.officer), { id, action: 'recommend' });
  await actOnRight(test.ctx(stand.approver), { id, action: 'grant' });
  expect((await book()).rights).toMatchObject([
    { client: 'AZ/GOV/rinn/technopark-system', path: '/people/*', fields: ['/name', '/birthDate'] },
  ]);
  // A book holds so many bytes of documents, and every service and right all the same.
  await stand.publish(peopleDocument(), { code: 'people-again' });
  const small = await bookContentOf(test.ctx(), [population], { documents: Buffer.byteLength(peopleDocument()) });
  expect(small.services.map(({ openapi }) => openapi?.length)).toEqual([peopleDocument().length, undefined]);
  await actOnRight(test.ctx(stand.approver), { id, action: 'suspend', note: 'Yoxlanılır.' });
  expect((await book()).rights).toEqual([]);
});

it('a service ends with a day that was announced to those who call it, and goes on where that is taken back', async () => {
  const { test } = centre;
  const { clock, ctx } = test;
  const service = await stand.publish(peopleDocument(), { code: 'leaving' });
  const today = bakuDate(clock.now());
  const content = { ...askedContent, until: addDays(today, 300) };
  const asked = { system: 'technopark-system', service, reason: 'Qərar üçün', content };
  const id = await askRight(ctx(stand.consumer), asked);
  await actOnRight(ctx(stand.officer), { id, action: 'recommend' });
  await actOnRight(ctx(stand.approver), { id, action: 'grant' });
  const lastDay = addDays(today, 61);
  const end = (change: object = {}, actor = stand.provider) =>
    endService(ctx(actor), { service, lastDay, reason: 'Əvəzinə people xidməti işləyir.', ...change });
  const inBook = async () => {
    const { services, rights } = await book();
    const name = `${population}/leaving`;
    const found = services.find((one) => one.service === name);
    return { until: found?.until, rights: rights.filter((one) => one.service === name).length };
  };
  const told = async () => {
    const { items } = await notifications(ctx(stand.consumer), { box: 'desk' });
    const words = items.map(({ text }) => text.en);
    return [' is ', ' does not end'].map(
      (word) => words.filter((one) => one.includes(`service “Şəxslər”${word}`)).length,
    );
  };
  await expect(end({}, stand.consumer)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
  await expect(end({ lastDay: addDays(today, 59) })).rejects.toMatchObject({ code: 'exchange.service_end_soon' });
  await expect(end({ reason: ' ' })).rejects.toMatchObject({ code: 'exchange.service_end_reason' });
  await end();
  await expect(end()).rejects.toMatchObject({ code: 'exchange.service_end_announced' });
  const until = new Date(Date.parse(`${lastDay}T24:00:00+04:00`) - 1).toISOString();
  expect([await inBook(), await told()]).toEqual([{ until, rights: 1 }, [1, 0]]);
  await keepService(ctx(stand.provider), service);
  expect([await inBook(), await told()]).toEqual([{ until: undefined, rights: 1 }, [1, 1]]);
  await end();
  clock.advance(32 * day);
  expect([await inBook(), await told()]).toEqual([{ until, rights: 1 }, [3, 1]]);
  clock.advance(29 * day);
  expect([await inBook(), await told()]).toEqual([{ until, rights: 1 }, [4, 1]]);
  clock.advance(day);
  expect(await inBook()).toEqual({ until, rights: 0 });
  await expect(askRight(ctx(stand.consumer), asked)).rejects.toMatchObject({ code: 'exchange.right_service' });
  await expect(keepService(ctx(stand.provider), service)).rejects.toMatchObject({ code: 'exchange.service_ended' });
  expect((await listServices(ctx())).items.map(({ code }) => code)).not.toContain('leaving');
});

it('a system has a hundred services at most, and a code is free again where its draft was dropped', async () => {
  const { test } = centre;
  const { db } = test.vahid;
  const by = test.ctx(stand.provider);
  const words = { az: 'Şəxslər', en: 'People', ru: 'Лица' };
  const open = (code: string) =>
    openService(by, {
      system: 'population-system',
      code,
      title: words,
      purpose: words,
      personal: true,
      openapi: peopleDocument(),
    });
  const first = await open('dropped');
  await dropDraft(by, first);
  expect(await open('dropped')).toBe(first);
  await expect(open('dropped')).rejects.toMatchObject({ code: 'exchange.service_taken' });
  await dropDraft(by, first);
  const before = await countServices(db, 'population-system', bakuDate(test.clock.now()));
  for (let at = before; at < 100; at += 1) {
    const id = newId();
    await sql`insert into exchange.service (id, system, code, institution, at)
      values (${id}, 'population-system', ${`more-${at}`}, 'din', now())`.execute(db);
    await sql`insert into exchange.service_draft (service, title, purpose, personal, endpoints, openapi, confirmed, version, person, at)
      select ${id}, title, purpose, personal, endpoints, '', '{}', 1, person, at from exchange.service_version limit 1`.execute(
      db,
    );
  }
  await expect(open('dropped')).rejects.toMatchObject({ code: 'exchange.services_too_many' });
  await sql`delete from exchange.service_draft where service = (select id from exchange.service where code = 'more-99')`.execute(
    db,
  );
  expect(await open('dropped')).toBe(first);
});
