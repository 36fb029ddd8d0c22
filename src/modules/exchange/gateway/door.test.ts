import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { describeError } from '../../../kernel/log.ts';
import { BodyTooLarge, collectBody, openBudget, TooMuchUnderWay } from './body.ts';
import { type Leg, limit, listen, serveBy, shut } from './door.ts';
import { faultOf, GatewayFault, serverFault } from './fault.ts';
import { openNotes } from './note.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await shut(server, 0);
});

const noted: unknown[] = [];
async function door(leg: Leg, bodies = openBudget(1000), leavingMs?: number): Promise<Server> {
  const listener = serveBy(leg, { bodies, note: (error) => noted.push(error) }, leavingMs);
  const server = limit(createServer(), listener);
  open.push(server);
  await listen(server, 0, '127.0.0.1');
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const ask = (server: Server, headers: Readonly<Record<string, string>> = {}, body = '') =>
  new Promise<number | string>((done) => {
    const sent = request({ port: portOf(server), host: '127.0.0.1', method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => done(answer.statusCode ?? 0));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? ''));
    sent.on('continue', () => sent.end(body));
    if (headers.expect === undefined) sent.end(body);
    else sent.flushHeaders();
  });

describe('a door', () => {
  it('survives what its leg throws', async () => {
    const fault = new Error('odd');
    let broken = true;
    const server = await door(async (_, answer) => {
      if (broken) throw fault;
      await Promise.resolve();
      answer.end();
    });
    expect(await ask(server)).toBe('ECONNRESET');
    expect(noted).toEqual([fault]);
    broken = false;
    expect(await ask(server)).toBe(200);
  });

  it('lets go of the memory for bodies once the answer has left, or never will', async () => {
    const bodies = openBudget(1000);
    const server = await door(async (asked, answer, hold) => {
      hold.add(1000);
      await Promise.resolve();
      if (asked.headers.odd) throw new Error('odd');
      answer.end('x');
    }, bodies);
    for (const headers of [{}, { odd: '1' }, {}]) expect([200, 'ECONNRESET']).toContain(await ask(server, headers));
    expect(await ask(server)).toBe(200);
  });

  it('ends who does not read the answer, and lets go of the memory for it', async () => {
    const bodies = openBudget(1000);
    const leg: Leg = async (_, answer, hold) => {
      hold.add(1000);
      await Promise.resolve();
      answer.end(Buffer.alloc(50_000_000));
    };
    const server = await door(leg, bodies, 300);
    const socket = connect(portOf(server), '127.0.0.1').on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.pause();
    const free = () => {
      const hold = bodies.hold();
      try {
        hold.add(1000);
        return true;
      } catch {
        return false;
      } finally {
        hold.release();
      }
    };
    await vi.waitFor(() => expect(free()).toBe(false));
    await vi.waitFor(() => expect(free()).toBe(true));
    socket.destroy();
  });

  it('closes in its time, whoever keeps a connection open', async () => {
    const server = await door(() => Promise.resolve());
    const socket = connect(portOf(server), '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((done) => socket.once('connect', done));
    socket.write('POST / HTTP/1.1\r\nHost: ');
    await new Promise((done) => setTimeout(done, 50));
    await shut(server, 200);
    expect(server.listening).toBe(false);
  });

  it('judges a request before it lets the body come', async () => {
    const server = await door(async (asked, answer) => {
      if (asked.headers.client === 'known') answer.writeContinue();
      else answer.writeHead(500);
      await Promise.resolve();
      asked.resume();
      answer.end();
    });
    expect(await ask(server, { expect: '100-continue', client: 'other' })).toBe(500);
    expect(await ask(server, { expect: '100-continue', client: 'known' }, 'body')).toBe(200);
    expect(await ask(server, { expect: 'x', client: 'other' })).toBe(500);
  });
});

describe('a body', () => {
  it('costs its size, however small its pieces are', () => {
    const [size, piece] = [1_000_000, Buffer.from('b')];
    const before = process.memoryUsage();
    const collector = collectBody({ most: 2 * size, hold: openBudget(2 * size).hold() });
    for (let at = 0; at < size; at += 1) collector.add(Uint8Array.from(piece));
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    expect(heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(100 * size);
    expect(collector.end()?.bytes.equals(Buffer.alloc(size, 'b'))).toBe(true);
  });

  it('is refused over its own limit, and over that of all together', () => {
    const budget = openBudget(10_000);
    const [one, other] = [budget.hold(), budget.hold()];
    const add = (hold: typeof one, most: number, size: number) => () =>
      collectBody({ most, hold }).add(Buffer.alloc(size));
    expect(add(one, 100, 101)).toThrow(BodyTooLarge);
    add(one, 9000, 9000)();
    expect(add(other, 9000, 1001)).toThrow(TooMuchUnderWay);
    one.release();
    one.release();
    add(other, 9000, 9000)();
    expect(add(one, 9000, 2000)).toThrow(TooMuchUnderWay);
  });

  it('is refused over the share of who sends it', () => {
    const whole = openBudget(10_000);
    const share = openBudget(6000, whole);
    const [one, two] = [share.hold(), whole.hold()];
    one.add(4000);
    expect(() => share.hold().add(2001)).toThrow(TooMuchUnderWay);
    expect(() => two.add(6001)).toThrow(TooMuchUnderWay);
    two.add(5000);
    expect(() => one.add(1001)).toThrow(TooMuchUnderWay);
    one.add(1000);
    one.release();
    two.add(5000);
  });
});

describe('notes', () => {
  it('say what was refused, and of many only how many', () => {
    const { lines, log } = written();
    const note = openNotes(log);
    for (let at = 0; at < 1000; at += 1) note(new GatewayFault('server.x', 'x'), { detail: String(at) });
    expect(lines.length).toBeLessThan(100);
    expect(lines[0]).toMatchObject({ detail: '0', code: 'server.x' });
  });

  it('say in our words why, and who asked for what, and nothing of a person', () => {
    const { lines, log } = written();
    const note = openNotes(log);
    const about = { client: 'AZ/GOV/rinn/portal', service: 'AZ/GOV/din/population/people', requestId: 'r' };
    const refused = Object.assign(new Error('connect 10.0.0.1 for 7ABCDE1'), { code: 'ECONNREFUSED' });
    note(serverFault('network_error', 'The provider does not answer', refused), about);
    note(serverFault('unknown_service', 'There is no such service'), { service: 'AZ/GOV/din/population/7ABCDE1' });
    note(new GatewayFault('server.serverproxy.x', 'about 7ABCDE1', { isTold: true }), { client: 'AZ/GOV/7ABCDE1/x' });
    note(faultOf(new Error('7ABCDE1'), 'clientproxy'), {});
    const msg = 'a message was refused';
    expect(lines.map(({ level: _level, time: _time, ...line }) => line)).toEqual([
      {
        msg,
        code: 'server.serverproxy.network_error',
        reason: 'The provider does not answer',
        because: 'ECONNREFUSED',
        ...about,
      },
      {
        msg,
        code: 'server.serverproxy.unknown_service',
        reason: 'There is no such service',
        service: 'AZ/GOV/din/population/…',
      },
      { msg, code: 'server.serverproxy.x', reason: 'told by the other gateway', client: 'AZ/GOV/…' },
      {
        msg,
        code: 'server.clientproxy.internal_error',
        reason: 'Internal error',
        err: expect.objectContaining({ type: 'Error', at: expect.any(Array) as string[] }) as object,
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('7ABCDE1');
  });
});

/** A log as it is written, by line. */
function written() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, log: pino({ base: null, serializers: { err: describeError } }, { write }) };
}
