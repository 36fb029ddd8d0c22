import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { accessTable, signedIn } from '../access.ts';
import { newId } from '../identifier.ts';
import type { Room } from '../module.ts';
import { changedMeanwhile, tooManyAttempts } from '../refusal.ts';
import { kernelRoom } from '../room.ts';
import { formToken, openSession } from '../session.ts';
import type { Failure } from './failure.ts';
import { formBody, formValue, route } from './route.ts';
import { actorPort, buildServer } from './server.ts';

const doors: Room = {
  name: 'doors',
  dependsOn: [],
  access: accessTable('doors', { act: signedIn }),
  routes: [
    route({
      method: 'POST',
      path: '/yaz',
      access: 'doors.act',
      body: formBody,
      handler: async ({ body }) => {
        if (formValue(body, 'b') === '1') throw tooManyAttempts({ minutes: 5 });
        throw formValue(body, 'b') === '2' ? changedMeanwhile() : new Error('a fault');
      },
    }),
  ],
  open(vahid) {
    actorPort.fill(vahid, async ({ person }) => ({ kind: 'person', person, appointments: [] }));
  },
};

let test: TestVahid;
let server: FastifyInstance;
let token: string;
const shown: Failure[] = [];
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, doors] });
  const assets = { base: '/a/0', get: () => undefined };
  server = await buildServer(test.vahid, {
    assets,
    failurePage(_, failure) {
      shown.push(failure);
      return <p>refused</p>;
    },
  });
  const session = { id: newId(), person: newId(), name: 'A', organisation: null, agent: '', now: test.clock.now() };
  token = await openSession(test.vahid.db, session);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

async function refused(url: string, fields: string) {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
    cookie: `vahid=${token}`,
  };
  shown.length = 0;
  const { statusCode } = await server.inject({
    method: 'POST',
    url,
    payload: `${fields}&csrf=${formToken(token)}`,
    headers,
  });
  return { statusCode, typed: shown.at(-1)?.typed };
}

const asSent = (...pairs: string[]) => pairs.map((pair) => pair.split('='));

it('a form that meets a limit or a fault is on the page of the refusal as it was sent, to be sent again', async () => {
  expect(await refused('/ru/yaz?q=1', 'a=iki+s%C3%B6z&b=1&b=3')).toEqual({
    statusCode: 429,
    typed: { action: '/yaz?q=1', fields: asSent('a=iki söz', 'b=1', 'b=3'), written: ['iki söz'], again: true },
  });
  expect(await refused('/yaz', 'b=3')).toMatchObject({ statusCode: 500, typed: { again: true, written: [] } });
});

it('one that would be refused the same way again is shown, not offered to be sent', async () => {
  expect(await refused('/yaz', 'a=iki+s%C3%B6z&b=2')).toMatchObject({
    statusCode: 409,
    typed: { written: ['iki söz'], again: false },
  });
  expect(await refused('/yaz', 'b=2')).toEqual({ statusCode: 409, typed: undefined });
});

it('one that was sent where nothing is stands nowhere', async () => {
  expect(await refused('/yoxdur', 'a=iki+s%C3%B6z')).toEqual({ statusCode: 404, typed: undefined });
});
