import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import { protocolName, writeOpening, writeParts } from '../../../protocols/gateway/envelope.ts';
import { openSealer, packSeal } from '../../../protocols/gateway/seal.ts';
import { readRequest, requestBytes } from '../../../protocols/x-road/index.ts';
import { largestBody, openBudget } from './body.ts';
import { GatewayFault } from './fault.ts';
import { openMessageLog } from './message-log.ts';
import { openPeerClient } from './peer-call.ts';
import type { Station } from './station.ts';
import { client, openPair, right, rooms, service, type TestPair } from './test-stand.ts';
import { type SealedMessage, sealMessage } from './wire.ts';

/* What an attacker between gateways, or a gateway that went bad, can try. Nothing reaches the provider unlogged. */

let pair: TestPair;
let calls = 0;
beforeAll(async () => {
  pair = await openPair(() => openTestVahid({ rooms }));
});
afterAll(() => pair.close());
beforeEach(() => {
  calls = 0;
  pair.rights = [right];
  pair.answer = (_, response) => {
    calls += 1;
    response.end('x');
  };
});

let count = 0;
const requestOf = (of = client, target = `/r1/${service}/v1/7`) => {
  count += 1;
  const ids = { requestId: randomUUID(), id: `AZ-${count}` };
  return readRequest({ method: 'GET', target, headers: [['X-Road-Client', of]] }, ids);
};

const sealed = (station: Station = pair.consumer.station, request = requestOf()) =>
  sealMessage(station, { kind: 'request', head: requestBytes(request), body: undefined });

const provider = () => {
  const found = pair.consumer.station.configuration().gateways.find(({ id }) => id === pair.provider.id);
  if (!found) throw new Error('no provider');
  return found;
};

const hold = () => openBudget(largestBody).hold();
const send = (message: SealedMessage, peers = pair.consumer.peers) => peers.send(provider(), message, hold());

const logged = async () =>
  (
    await sql<{ n: number }>`select count(*)::int as n from exchange.message where kind = 'request'`.execute(
      pair.provider.test.vahid.db,
    )
  ).rows[0]?.n;

/** Code by which it is refused, if the provider did not hear of it and the log did not take it. */
async function refusal(sent: () => Promise<unknown>): Promise<unknown> {
  const before = await logged();
  const code = await sent().then(
    () => 'was taken',
    (error: unknown) => (error instanceof GatewayFault ? error.code : error),
  );
  return calls === 0 && (await logged()) === before ? code : 'refused too late';
}

/** A connection as the consumer's gateway makes it, to say by it what that would not. */
async function raw(options: ConnectionOptions = {}): Promise<TLSSocket> {
  const { cert, key } = pair.consumer.certificate;
  const place = { port: pair.provider.peerPort, host: '127.0.0.1', rejectUnauthorized: false };
  const socket = connect({ ...place, cert, key, ALPNProtocols: [protocolName], ...options });
  await new Promise((done, failed) => socket.once('secureConnect', done).once('error', failed));
  return socket.on('error', () => undefined);
}

const badSignature = 'server.serverproxy.signature_verification.invalid_signature_value';

describe('a request between gateways', () => {
  it('is taken as it was sealed', async () => {
    const { head } = await send(await sealed());
    expect([head.toString().slice(0, 9), calls]).toEqual(['200\r\nOK\r\n', 1]);
  });

  it('is not taken when anything of it was changed on the way', async () => {
    const message = await sealed();
    const other = requestBytes(requestOf(client, `/r1/${service}/v1/8`));
    expect(await refusal(() => send({ ...message, head: other }))).toBe(badSignature);
    expect(await refusal(() => send({ ...message, at: new Date(message.at.getTime() + 1) }))).toBe(badSignature);
    const body = { bytes: Buffer.from('b'), sha512: Buffer.alloc(64) };
    expect(await refusal(() => send({ ...message, body }))).toBe(badSignature);
    expect(await refusal(() => send({ ...message, seal: { ...message.seal, kid: 'k2' } }))).toBe(badSignature);
  });

  it('is not taken twice', async () => {
    const message = await sealed();
    await send(message);
    calls = 0;
    expect(await refusal(() => send(message))).toBe('server.serverproxy.invalid_request');
  });

  it('is not taken at another time than it was sealed', async () => {
    const late = { ...pair.consumer.station, now: () => new Date(pair.provider.test.clock.now().getTime() - 61_000) };
    expect(await refusal(async () => send(await sealed(late)))).toBe('server.serverproxy.invalid_request');
    const early = { ...pair.consumer.station, now: () => new Date(pair.provider.test.clock.now().getTime() + 61_000) };
    expect(await refusal(async () => send(await sealed(early)))).toBe('server.serverproxy.invalid_request');
  });

  it('is not taken for a client whom another gateway serves', async () => {
    const forged = await sealed(pair.consumer.station, requestOf('AZ/GOV/din/population'));
    expect(await refusal(() => send(forged))).toBe('server.serverproxy.unknown_member');
  });

  it('is not taken for a provider or a service that is not here', async () => {
    for (const [target, code] of [
      ['/r1/AZ/GOV/rinn/portal/people/v1/7', 'server.serverproxy.unknown_member'],
      ['/r1/AZ/GOV/din/population/cars/v1/7', 'server.serverproxy.unknown_service'],
    ] as const)
      expect(await refusal(async () => send(await sealed(undefined, requestOf(client, target))))).toBe(code);
  });

  it('is not taken from whom the configuration does not name, whatever key it has', async () => {
    const order = { name: pair.consumer.id, from: new Date('2026-01-01'), to: new Date('2027-01-01') };
    const stranger = openPeerClient(await makeCertificate(order), pair.consumer.station.now);
    expect(await refusal(async () => send(await sealed(), stranger))).toBe(
      'server.serverproxy.ssl_authentication_failed',
    );
    await stranger.close();
  });

  it('is not taken from a gateway whose certificate has ended', async () => {
    const order = { name: pair.consumer.id, from: new Date('2026-01-01'), to: new Date('2026-02-01') };
    const ended = await makeCertificate(order);
    pair.configure((configuration) => ({
      ...configuration,
      gateways: configuration.gateways.map((one) =>
        one.id === pair.consumer.id ? { ...one, certificates: [...one.certificates, ended.fingerprint] } : one,
      ),
    }));
    const peers = openPeerClient(ended, pair.consumer.station.now);
    expect(await refusal(async () => send(await sealed(), peers))).toBe('server.serverproxy.ssl_authentication_failed');
    await peers.close();
  });

  it('is not sent to a gateway that shows another certificate', async () => {
    const wrong = { ...provider(), certificates: ['0'.repeat(64)] };
    const message = await sealed();
    expect(await refusal(() => pair.consumer.peers.send(wrong, message, hold()))).toBe(
      'server.clientproxy.ssl_authentication_failed',
    );
  });

  it('that breaks off is no request, and its sender gets no answer', async () => {
    const message = await sealed();
    const bytes = writeParts([
      { kind: 'open', number: 1, bytes: writeOpening(message) },
      { kind: 'end', number: 1, bytes: packSeal(message.seal) },
    ]);
    const before = await logged();
    for (const end of [10, bytes.length - 1]) {
      const socket = await raw();
      socket.end(bytes.subarray(0, end));
      await new Promise((done) => socket.once('close', done).resume());
    }
    expect([calls, await logged()]).toEqual([0, before]);
  });

  it('does not reach the provider while the log does not answer', async () => {
    const { station } = pair.provider;
    const real = openMessageLog(pair.provider.test.vahid);
    Object.assign(station, { log: { ...real, append: () => Promise.reject(new Error('no disk')) } });
    expect(await refusal(async () => send(await sealed()))).toBe('server.serverproxy.logging_failed');
    Object.assign(station, { log: real });
    await send(await sealed());
    expect(calls).toBe(1);
  });
});

describe('an answer between gateways', () => {
  it('is not taken when another key sealed it', async () => {
    const { station } = pair.provider;
    const own = station.sealer;
    Object.assign(station, { sealer: openSealer({ kid: 'k1', key: pair.consumer.signing.privateKey }) });
    const answer = await fetch(`http://127.0.0.1:${pair.consumer.clientPort}/r1/${service}/v1/7`, {
      headers: { 'X-Road-Client': client },
    });
    Object.assign(station, { sealer: own });
    expect(answer.headers.get('x-road-error')).toBe(
      'server.clientproxy.signature_verification.invalid_signature_value',
    );
    expect(await answer.text()).not.toContain('x"');
  });
});

describe('a connection that breaks', () => {
  const linesOf = async ({ test }: TestPair['consumer']) =>
    (
      await sql<{ kind: string; fault: string | null }>`select kind, fault from exchange.message
        where request_id = (select request_id from exchange.message order by xid desc limit 1) order by xid`.execute(
        test.vahid.db,
      )
    ).rows;

  it('leaves a line that says so for each request under way, and is made again', async () => {
    const wires: Socket[] = [];
    const between = createServer((near) => {
      const far = connectTo(pair.provider.peerPort, '127.0.0.1');
      for (const wire of [near, far]) wires.push(wire.on('error', () => undefined));
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
    const address = `https://127.0.0.1:${(between.address() as AddressInfo).port}`;
    pair.configure((now) => ({
      ...now,
      gateways: now.gateways.map((one) => (one.id === pair.provider.id ? { ...one, address } : one)),
    }));
    pair.answer = (_, response) => {
      calls += 1;
      for (const wire of wires.splice(0)) wire.destroy();
      setTimeout(() => response.end('x'), 50);
    };
    const ask = () =>
      fetch(`http://127.0.0.1:${pair.consumer.clientPort}/r1/${service}/v1/7`, {
        headers: { 'X-Road-Client': client },
      });
    const fault = 'server.clientproxy.network_error';
    expect((await ask()).headers.get('x-road-error')).toBe(fault);
    expect(await linesOf(pair.consumer)).toEqual([
      { kind: 'request', fault: null },
      { kind: 'failure', fault },
    ]);
    const answered = [
      { kind: 'request', fault: null },
      { kind: 'response', fault: null },
    ];
    await vi.waitFor(async () => expect(await linesOf(pair.provider)).toEqual(answered), { timeout: 5000 });
    pair.answer = (_, response) => void response.end('x');
    expect((await ask()).status).toBe(200);
    expect([calls, wires.length]).toEqual([1, 2]);
    between.close();
  });
});

describe('the log', () => {
  it('can be changed by nobody, and shows nothing of what was said', async () => {
    await send(await sealed());
    const { db } = pair.provider.test.vahid;
    await expect(sql`update exchange.message set fault = null`.execute(db)).rejects.toThrow('permission denied');
    await expect(sql`delete from exchange.message`.execute(db)).rejects.toThrow('permission denied');
    const { rows } = await sql<{
      line: string;
    }>`select encode(content, 'escape') as line from exchange.message where content is not null`.execute(db);
    expect(rows.filter(({ line }) => line.includes('X-Road-Client'))).toEqual([]);
  });
});
