import { connect, type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { accessTable, anyone } from '../access.ts';
import type { Room } from '../module.ts';
import { notFound } from '../refusal.ts';
import { kernelRoom } from '../room.ts';
import { type Answer, route, stream } from './route.ts';
import { buildServer } from './server.ts';

let made = 0;
let left = false;

/** Many chunks of a kilobyte; counts how many were asked for. */
async function* lines(count: number): AsyncGenerator<string> {
  try {
    for (let line = 0; line < count; line += 1) {
      made += 1;
      yield `${'ə'.repeat(511)}${line % 10}\n`;
    }
  } finally {
    left = true;
  }
}

async function* broken(before: number): AsyncGenerator<string> {
  yield* lines(before);
  throw notFound();
}

const door = (path: string, answer: () => Answer) =>
  route({ method: 'GET', path, access: 'flow.look', handler: async () => answer() });

const flow: Room = {
  name: 'flow',
  dependsOn: [],
  access: accessTable('flow', { look: anyone }),
  routes: [
    door('/api/v1/short', () => stream(lines(3), 'text/turtle; charset=utf-8', { vary: 'accept' })),
    door('/api/v1/endless', () => stream(lines(1_000_000_000), 'text/plain; charset=utf-8')),
    door('/api/v1/nothing', () => stream(lines(0), 'text/plain; charset=utf-8')),
    door('/api/v1/fails', () => stream(broken(0), 'text/plain; charset=utf-8')),
    door('/api/v1/breaks', () => stream(broken(2000), 'text/plain; charset=utf-8')),
  ],
};

let test: TestVahid;
let server: FastifyInstance;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, flow] });
  server = await buildServer(test.vahid, {
    assets: { base: '/a/0', get: () => undefined },
    failurePage: () => ({ type: 'p', props: { children: 'failed' } }) as never,
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

describe('an answer that flows', () => {
  it('arrives whole, with its type and headers, packed for who takes that', async () => {
    const plain = await server.inject('/api/v1/short');
    expect([plain.statusCode, plain.headers['content-type'], plain.headers.vary]).toEqual([
      200,
      'text/turtle; charset=utf-8',
      'accept',
    ]);
    expect(plain.body.split('\n').map((line) => line.at(-1))).toEqual(['0', '1', '2', undefined]);
    const packed = await server.inject({ url: '/api/v1/short', headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.vary).toBe('accept, accept-encoding');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    expect((await server.inject('/api/v1/nothing')).body).toBe('');
  });

  it('is a refusal when it fails at once, and is broken off when it fails later', async () => {
    const { statusCode, body } = await server.inject('/api/v1/fails');
    expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([404, 'kernel.not_found']);
    const { port } = server.server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/breaks`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('is made no faster than it is read, and no longer than somebody reads', async () => {
    made = 0;
    left = false;
    const { port } = server.server.address() as AddressInfo;
    const reader = connect(port, '127.0.0.1');
    reader.write('GET /api/v1/endless HTTP/1.1\r\nHost: x\r\n\r\n');
    reader.pause();
    const settled = async () => {
      for (let before = -1; before !== made; ) {
        before = made;
        await new Promise((done) => setTimeout(done, 200));
      }
      return made;
    };
    await expect.poll(() => made).toBeGreaterThan(0);
    // What the two ends of the connection hold on the way, and no more: megabytes of the terabyte.
    expect(await settled()).toBeLessThan(30_000);
    reader.destroy();
    await expect.poll(() => left).toBe(true);
  });
});
