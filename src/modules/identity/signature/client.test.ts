import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { openClient, signingPort } from './client.ts';

let test: TestVahid;
let server: Server;
/** Bytes that the service got rid of. */
let given = 0;

beforeAll(async () => {
  test = await openTestVahid();
  const piece = Buffer.alloc(64 * 1024, 'x');
  server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    const go = () => {
      while (!answer.destroyed) {
        given += piece.length;
        if (!answer.write(piece)) return void answer.once('drain', go);
      }
    };
    go();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (address: string, init: RequestInit) => fetch(address, init);
  const service = { url, clientId: 'vahid', clientSecret: 'x', anchors: [], ask, seconds: 2 };
  signingPort.fill(test.vahid, async () => service);
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await test.close();
});

it('a signing service whose answer never ends fills no memory: it is let go after a megabyte', async () => {
  const client = await openClient(test.vahid);
  await expect(client.info()).rejects.toMatchObject({ code: 'identity.signing_unavailable' });
  expect(given).toBeLessThan(16 * 1024 * 1024);
}, 20_000);
