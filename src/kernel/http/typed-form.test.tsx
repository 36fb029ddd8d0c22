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
import { holderMark } from './holder.ts';
import { formBody, formValue, route } from './route.ts';
import { actorPort } from './actor.ts';
import { buildServer } from './server.ts';

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
const [first, second] = [newId(), newId()];
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
  token = await sessionOf(first);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const sessionOf = (person: string) =>
  openSession(test.vahid.db, {
    id: newId(),
    person,
    name: 'A',
    organisation: null,
    agent: '',
    now: test.clock.now(),
  });

interface Sent {
  readonly csrf?: string;
  /** Null: nobody is signed in. */
  readonly by?: string | null;
}

async function refused(url: string, fields: string, { csrf = formToken(token), by = token }: Sent = {}) {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
    ...(by === null ? {} : { cookie: `vahid=${by}` }),
  };
  shown.length = 0;
  const { statusCode } = await server.inject({
    method: 'POST',
    url,
    payload: `${fields}&csrf=${csrf}`,
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

it('one that somebody typed is neither shown nor sent in the name of the next who signs in', async () => {
  const markOf = (person: string) =>
    holderMark({ vahid: test.vahid, actor: { kind: 'person', person, appointments: [] } });
  const [theirs, others] = [await sessionOf(first), await sessionOf(second)];
  const page = `${formToken(token)}.${markOf(first)}`;
  expect((await refused('/yaz', 'a=iki+s%C3%B6z', { csrf: page, by: null })).typed, 'the session has ended').toEqual({
    action: '/yaz',
    fields: [...asSent('a=iki söz'), ['csrf', `.${markOf(first)}`]],
    written: ['iki söz'],
    again: true,
  });
  for (const csrf of [page, `.${markOf(first)}`]) {
    expect((await refused('/yaz', 'a=iki+s%C3%B6z', { csrf, by: others })).typed).toBe('others');
    expect((await refused('/yaz', 'a=iki+s%C3%B6z', { csrf, by: theirs })).typed).toMatchObject({
      fields: asSent('a=iki söz'),
      written: ['iki söz'],
    });
  }
  // A mark proves nothing: with the token of a session it is that session's person who sends.
  const forged = `${formToken(others)}.${markOf(first)}`;
  expect((await refused('/yaz', 'a=iki+s%C3%B6z&b=1', { csrf: forged, by: others })).typed).toMatchObject({
    written: ['iki söz'],
  });
});
