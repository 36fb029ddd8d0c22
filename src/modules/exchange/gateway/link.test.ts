import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { firstCredit, writeCredit, writeParts } from '../../../protocols/gateway/envelope.ts';
import { largestBody, mostOfOne, mostUnderWay, openBudget, TooMuchUnderWay } from './body.ts';
import { serverFault } from './fault.ts';
import {
  ask,
  closeAll,
  codeOf,
  echo,
  end,
  entry,
  gated,
  message,
  next,
  noted,
  now,
  open,
  other,
  own,
  raw,
  silent,
  stand,
} from './link-stand.ts';
import { openPeerClient } from './peer-call.ts';

/* The connection between two gateways for itself: what is said over it is judged elsewhere. */

afterEach(closeAll);

describe('one connection', () => {
  it('carries all questions of one gateway to another, large and small', async () => {
    const { ask: send, sockets, bodies } = await stand(echo);
    const sizes = Array.from({ length: 60 }, (_, at) => [0, 1, 65_536, 65_537, 700_001][at % 5] ?? 0);
    const answers = await Promise.all(sizes.map((size, at) => send(message(`${at} ${sizes.at(at - 1)}`, size))));
    expect(answers).toEqual(sizes.map((size, at) => `${at} ${sizes.at(at - 1)} ${size} ${sizes.at(at - 1)}`));
    expect(sockets.length).toBe(1);
    // All that was taken of the memory for bodies was let go.
    await vi.waitFor(() => bodies.hold().add(2 * largestBody));
  });

  it('brings a small answer before a large one that was asked for first', async () => {
    const { ask: send } = await stand(echo);
    const ends: string[] = [];
    const note = (name: string) => () => ends.push(name);
    const large = send(message('large 16000000')).then(note('large'));
    const upwards = send(message('up', 16_000_000)).then(note('up'));
    await send(message('small')).then(note('small'));
    await Promise.all([large, upwards]);
    expect(ends[0]).toBe('small');
  });

  it('is not held up by who takes nothing of one message, and keeps no more of it than was allowed', async () => {
    const { port } = await stand(echo);
    const { say, bytesOf, has } = await raw(port);
    say(...ask(1, 'slow 2000000'));
    await vi.waitFor(() => expect(bytesOf(1)).toBe(firstCredit));
    say(...ask(2, 'quick 100000'), ...ask(3, 'quick'));
    await vi.waitFor(() => expect([has('end', 2), has('end', 3), bytesOf(2)]).toEqual([true, true, 100_000]));
    expect(bytesOf(1)).toBe(firstCredit);
    say({ kind: 'credit', number: 1, bytes: writeCredit(1_000_000) });
    await vi.waitFor(() => expect(bytesOf(1)).toBe(firstCredit + 1_000_000));
    say({ kind: 'credit', number: 1, bytes: writeCredit(1_000_000) });
    await vi.waitFor(() => expect([has('end', 1), bytesOf(1)]).toEqual([true, 2_000_000]));
  });

  it('is not read while nobody reads it, and questions wait', async () => {
    let begun = 0;
    const { port, ask: send } = await stand((asked, hold) => {
      begun += 1;
      return echo(asked, hold);
    });
    const { socket, say } = await raw(port);
    socket.pause();
    for (let number = 1; number <= 20_000; number += 1) say(...ask(number, 'n 60000'));
    await vi.waitFor(() => expect(begun).toBeGreaterThan(10));
    await new Promise((done) => setTimeout(done, 300));
    // What the system keeps of answers that nobody reads differs; of all of them it is a small part.
    expect(begun).toBeLessThan(10_000);
    expect(await send(message('other'))).toBe('other 0 0');
    socket.destroy();
  });

  it('takes no more of a question once that was refused', async () => {
    const { ask: send, sockets } = await stand(() => Promise.reject(serverFault('access_denied', 'no')));
    const count = 16;
    const codes = await Promise.all(Array.from({ length: count }, () => codeOf(send(message('x', 1_000_000)))));
    expect(new Set(codes)).toEqual(new Set(['server.serverproxy.access_denied']));
    expect(await codeOf(send(message('x')))).toBe('server.serverproxy.access_denied');
    expect(sockets.length).toBe(1);
    // Less than might be sent of each without being asked for.
    await new Promise((done) => setTimeout(done, 200));
    expect(sockets[0]?.bytesRead).toBeLessThan((count * firstCredit) / 2);
  });
});

describe('an orderly end', () => {
  it('brings the answers of all that was asked, also of what waited, and takes nothing new', async () => {
    const { leg, begun, open: letGo } = gated();
    const { ask: send, door, port } = await stand(leg);
    // More than are under way at a time: the others wait at the side of who asks.
    const asked = Array.from({ length: 700 }, (_, at) => send(message(`${at}`)));
    await vi.waitFor(() => expect(begun()).toBe(512));
    const shut = door.shut(600_000);
    // It was asked before anybody heard that the gateway ends.
    asked.push(send(message('700')));
    letGo();
    expect(await Promise.all(asked)).toEqual(asked.map((_, at) => `${at} 0`));
    await shut;
    expect(await codeOf(send(message('later')))).toBe(silent);
    // Where a gateway stands again at the same place, it is asked again.
    const again = await stand(echo, port);
    expect(await send(message('again'))).toBe('again 0 0');
    expect(again.sockets.length).toBe(1);
  });

  it('is not waited for longer than was said', async () => {
    const { leg, begun } = gated();
    const { ask: send, door } = await stand(leg);
    const asked = codeOf(send(message('x')));
    await vi.waitFor(() => expect(begun()).toBe(1));
    await door.shut(200);
    expect(await asked).toBe(silent);
  });

  it('of the asker fails what is under way, by whatever certificate that was asked', async () => {
    const { leg, begun } = gated();
    const { port, ask: send, sockets } = await stand(leg);
    const credentials = { cert: own.cert, key: own.key };
    const peers = openPeerClient(credentials, now);
    const old = codeOf(send(message('old'), peers));
    await vi.waitFor(() => expect(begun()).toBe(1));
    Object.assign(credentials, { cert: next.cert, key: next.key });
    const renewed = codeOf(send(message('renewed'), peers));
    await vi.waitFor(() => expect(begun()).toBe(2));
    expect(sockets.map((socket) => socket.getPeerX509Certificate()?.subject)).toEqual(['CN=own', 'CN=next']);
    await peers.close();
    expect([await old, await renewed]).toEqual([silent, silent]);
    await vi.waitFor(() => expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]));
    const hold = openBudget(1).hold();
    expect(await codeOf(peers.send(entry(other, 'other', port), message('x'), hold))).toBe(silent);
  });

  it('comes to a connection by an old certificate once its last answer has come', async () => {
    const { leg, begun, open: letGo } = gated();
    const { ask: send, sockets } = await stand(leg);
    const credentials = { cert: own.cert, key: own.key };
    const peers = openPeerClient(credentials, now);
    const old = send(message('old'), peers);
    await vi.waitFor(() => expect(begun()).toBe(1));
    Object.assign(credentials, { cert: next.cert, key: next.key });
    const renewed = send(message('renewed'), peers);
    await vi.waitFor(() => expect(begun()).toBe(2));
    expect(sockets[0]?.destroyed).toBe(false);
    letGo();
    expect(await Promise.all([old, renewed])).toEqual(['old 0', 'renewed 0']);
    await vi.waitFor(() => expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false]));
    await peers.close();
  });
});

describe('a connection is ended at once', () => {
  it('where another protocol is spoken, or none is named', async () => {
    const { port } = await stand(echo);
    await expect(raw(port, { protocols: ['http/1.1'] })).rejects.toThrow(/alert|ECONNRESET/i);
    const none = await raw(port, { protocols: [] });
    none.socket.write('POST /exchange HTTP/1.1\r\nHost: x\r\n\r\n');
    await none.closed;
    expect([none.faults(), noted]).toEqual([[], []]);
  });

  it('where a certificate is shown that nobody named', async () => {
    const { port, ask: send } = await stand(echo);
    const stranger = await raw(port, { certificate: other });
    await stranger.closed;
    expect(stranger.faults()).toEqual(['server.serverproxy.ssl_authentication_failed']);
    expect(noted).toMatchObject([{ code: 'server.serverproxy.ssl_authentication_failed' }]);
    const peers = openPeerClient(other, now);
    expect(await codeOf(send(message('x'), peers))).toBe('server.serverproxy.ssl_authentication_failed');
    await peers.close();
  });

  it('once its certificate is named no more, with all that is under way', async () => {
    const { leg, begun } = gated();
    const all = await stand(async (asked, hold) => {
      asked.peer();
      return leg(asked, hold);
    });
    const before = codeOf(all.ask(message('before')));
    await vi.waitFor(() => expect(begun()).toBe(1));
    all.configuration = { ...all.configuration, gateways: [] };
    // Also of whoever asks nothing new.
    expect(await before).toBe('server.serverproxy.ssl_authentication_failed');
    await vi.waitFor(() => expect(all.sockets[0]?.destroyed).toBe(true));
  });

  it.each([
    ['a message that begins twice', [open(1, 'x'), open(1, 'x')]],
    ['an older number', [open(2, 'x'), open(1, 'x')]],
    ['a part of a message that never began', [end(1)]],
    ['credit for a message that never began', [{ kind: 'credit' as const, number: 3, bytes: writeCredit(1) }]],
  ])('after %s', async (_, parts) => {
    const { port, ask: send } = await stand(echo);
    const { say, closed, faults } = await raw(port);
    say(...parts);
    await closed;
    expect(faults()).toEqual(['server.serverproxy.io_error']);
    expect(await send(message('x'))).toBe('x 0 0');
  });

  it('by who asks, where the other side breaks the rules, and it is not asked for ever', async () => {
    const { ask: send, sockets } = await stand(() => new Promise(() => undefined));
    const asked = codeOf(send(message('x')));
    await vi.waitFor(() => expect(sockets.length).toBe(1));
    sockets[0]?.write(writeParts([end(9)]));
    expect(await asked).toBe(silent);
    const broken = codeOf(send(message('y')));
    await vi.waitFor(() => expect(sockets.length).toBe(2));
    sockets[1]?.destroy();
    expect(await broken).toBe(silent);
    const nobody = openPeerClient(own, now);
    const { port } = (sockets[1]?.address() ?? {}) as AddressInfo;
    expect(await codeOf(nobody.send(entry(other, 'other', port ?? 1), message('z'), openBudget(9).hold()))).toBe(
      silent,
    );
  });
});

describe('a message of which only the head comes', () => {
  it('takes of the memory for all that is under way, and is refused where there is none', async () => {
    const { port, bodies } = await stand(echo);
    const { say, faults, socket } = await raw(port);
    const head = 'x'.repeat(200_000);
    const most = Math.floor((2 * largestBody) / head.length);
    for (let number = 1; number <= most + 20; number += 1) say(open(number, head));
    await vi.waitFor(() => expect(faults().length).toBeGreaterThan(0), 10_000);
    expect(new Set(faults())).toEqual(new Set(['server.serverproxy.io_error']));
    socket.destroy();
    await vi.waitFor(() => bodies.hold().add(2 * largestBody));
  });
});

describe('one gateway', () => {
  it('leaves memory to the others, however much it sends and does not end', async () => {
    const { port, bodies } = await stand(echo, 0, openBudget(mostUnderWay));
    const { say, faults, closed, socket } = await raw(port);
    const pieces = Array.from({ length: 272 }, () => Buffer.alloc(64 * 1024));
    for (const number of [1, 2, 3])
      say(open(number, 'slow'), ...pieces.map((bytes) => ({ kind: 'data' as const, number, bytes })));
    await vi.waitFor(() => expect(faults()).toHaveLength(1), 10_000);
    const another = await raw(port, { certificate: next });
    another.say(...ask(1, 'x 100000'));
    await vi.waitFor(() => expect(another.bytesOf(1)).toBe(100_000));
    bodies.hold().add(mostOfOne);
    socket.destroy();
    await closed;
  });

  it('has as many connections as it needs; the oldest gives way to one more', async () => {
    const { port } = await stand(echo);
    const another = await raw(port, { certificate: next });
    const first = await raw(port);
    for (let more = 0; more < 31; more += 1) await raw(port);
    first.say(...ask(1, 'x'));
    await vi.waitFor(() => expect(first.has('end', 1)).toBe(true));
    const last = await raw(port);
    await first.closed;
    for (const [one, number] of [
      [last, 1],
      [another, 1],
    ] as const) {
      one.say(...ask(number, 'y'));
      await vi.waitFor(() => expect(one.has('end', number)).toBe(true));
    }
  });
});

describe('a message that is given up', () => {
  it('costs no memory once whoever answers it has ended', async () => {
    const { leg, begun, open: letGo } = gated();
    const { port, bodies } = await stand(async (asked, hold) => {
      hold.add(1_000_000);
      return leg(asked, hold);
    });
    const { say, has } = await raw(port);
    say(...ask(1, 'x'));
    await vi.waitFor(() => expect(begun()).toBe(1));
    say({ kind: 'fault', number: 1, bytes: Buffer.from('a\nb') }, { kind: 'ping', number: 0, bytes: Buffer.of() });
    await vi.waitFor(() => expect(has('ping', 0)).toBe(true));
    const all = () => {
      const hold = bodies.hold();
      hold.add(2 * largestBody);
      hold.release();
    };
    expect(all).toThrow(TooMuchUnderWay);
    letGo();
    await vi.waitFor(all);
    expect(has('end', 1)).toBe(false);
  });
});
