import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { addDays, bakuDate } from '../../../language/index.ts';
import { openBook } from '../../../protocols/gateway/book.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { actOnRight, askRight } from '../access-rights/actions.ts';
import { askedContent, openStand, peopleDocument } from '../access-rights/test-stand.ts';
import { centreKey } from '../directory/centre-key.ts';
import { type Centre, openCentre, population } from '../directory/test-stand.ts';
import { publishedNow } from '../directory/publish.ts';
import { room as exchange } from '../module.ts';

let centre: Centre;
beforeAll(async () => {
  const rooms = [kernelRoom, identity, process, catalogue, exchange];
  centre = await openCentre(await openTestVahid({ rooms, now: new Date().toISOString() }));
});
afterAll(async () => {
  centre.close();
  await centre.test.close();
});

const gateway = 'AZ/GOV/din/gw1';

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
  const stand = await openStand(test);
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
  await actOnRight(test.ctx(stand.approver), { id, action: 'suspend', note: 'Yoxlanılır.' });
  expect((await book()).rights).toEqual([]);
});
