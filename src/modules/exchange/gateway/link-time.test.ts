import { createServer } from 'node:tls';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstCredit, openParts, type PartKind, writeParts } from '../../../protocols/gateway/envelope.ts';
import { largestBody, openBudget } from './body.ts';
import { listen } from './door.ts';
import {
  ask,
  closeAll,
  codeOf,
  echo,
  entry,
  message,
  now,
  open,
  other,
  own,
  raw,
  silent,
  stand,
} from './link-stand.ts';
import { openPeerClient } from './peer-call.ts';
import { peerTls } from './peer-door.ts';

/* How long the two ends of a connection wait for one another. */

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(async () => {
  vi.useRealTimers();
  await closeAll();
});

const isFree = (bodies: ReturnType<typeof openBudget>) => {
  const hold = bodies.hold();
  hold.add(2 * largestBody);
  hold.release();
};

/** An answerer that hears everything, and says only what it is told to. */
async function silentDoor() {
  const heard: PartKind[] = [];
  const sockets: { destroyed: boolean; write(bytes: Buffer): void }[] = [];
  const server = createServer(peerTls(other), (socket) => {
    sockets.push(socket);
    const hold = openBudget(largestBody).hold();
    const parts = openParts({ take: (kind) => void heard.push(kind), skipped: () => undefined, hold });
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => parts.add(chunk));
  });
  const port = await listen(server, 0, '127.0.0.1');
  const peers = openPeerClient(own, now);
  const close = async () => {
    await peers.close();
    server.close();
  };
  const send = (head: string) => peers.send(entry(other, 'other', port), message(head), openBudget(9).hold());
  return { heard, sockets, send, close };
}

it('a question that does not come whole within a minute is refused, and its memory let go', async () => {
  const { port, bodies, ask: send } = await stand(echo);
  const { say, faults } = await raw(port);
  say(open(1, 'slow'), { kind: 'data', number: 1, bytes: Buffer.alloc(1000) });
  await vi.waitFor(() => expect(() => isFree(bodies)).toThrow('under way'));
  vi.advanceTimersByTime(58_000);
  expect(() => isFree(bodies)).toThrow('under way');
  vi.advanceTimersByTime(4000);
  await vi.waitFor(() => expect(faults()).toHaveLength(1));
  isFree(bodies);
  expect(await send(message('other'))).toBe('other 0 0');
});

it('a part that does not come whole within half a minute ends its connection, and its memory is let go', async () => {
  const { port, bodies, sockets } = await stand(echo);
  const { socket, closed } = await raw(port);
  const begun = writeParts([open(1, 'x'.repeat(200_000))]);
  socket.write(begun.subarray(0, 8));
  await vi.waitFor(() => expect(() => isFree(bodies)).toThrow('under way'));
  for (let second = 0; second < 29; second += 1) {
    vi.advanceTimersByTime(1000);
    socket.write(begun.subarray(8 + second, 9 + second));
  }
  expect(sockets[0]?.destroyed).toBe(false);
  vi.advanceTimersByTime(3000);
  await closed;
  await vi.waitFor(() => isFree(bodies));
});

it('so does the asker with a part of an answer', async () => {
  const { heard, send, close, sockets } = await silentDoor();
  const asked = codeOf(send('x'));
  await vi.waitFor(() => expect(heard).toEqual(['open', 'end']));
  const answer = writeParts([open(1, 'x'.repeat(200_000))]);
  for (let second = 0; second < 60 && sockets[0]?.destroyed === false; second += 1) {
    sockets[0].write(answer.subarray(9 * second, 9 * second + 9));
    await new Promise((done) => setTimeout(done, 2));
    vi.advanceTimersByTime(1000);
  }
  expect(sockets[0]?.destroyed).toBe(true);
  expect(await asked).toBe(silent);
  await close();
});

it('an answer that is not taken within a minute is given up, and its memory let go', async () => {
  const { port, bodies } = await stand((asked, hold) => {
    hold.add(1_000_000);
    return echo(asked, hold);
  });
  const { say, bytesOf, faults, has } = await raw(port);
  say(...ask(1, 'large 1000000'));
  await vi.waitFor(() => expect(bytesOf(1)).toBe(firstCredit));
  expect(() => isFree(bodies)).toThrow('under way');
  vi.advanceTimersByTime(62_000);
  await vi.waitFor(() => expect(faults()).toEqual(['server.serverproxy.io_error']));
  isFree(bodies);
  say(...ask(2, 'next'));
  await vi.waitFor(() => expect(has('end', 2)).toBe(true));
});

it('an answer that does not come within a minute is not waited for, and the other side is told so', async () => {
  const { heard, send, close, sockets } = await silentDoor();
  const asked = codeOf(send('x'));
  await vi.waitFor(() => expect(heard).toEqual(['open', 'end']));
  // It is there, and says so, as long as it is asked.
  const talking = sockets[0];
  for (let second = 0; second < 62; second += 1) {
    vi.advanceTimersByTime(1000);
    talking?.write(Buffer.from([0x50, 0, 0, 0, 0, 0, 0, 0]));
    await new Promise((done) => setTimeout(done, 2));
  }
  expect(await asked).toBe(silent);
  await vi.waitFor(() => expect(heard).toContain('fault'));
  expect(talking?.destroyed).toBe(false);
  await close();
});

it('a gateway of which nothing is heard is asked whether it is there, and then believed not to be', async () => {
  const { heard, send, close, sockets } = await silentDoor();
  const asked = codeOf(send('x'));
  await vi.waitFor(() => expect(heard).toEqual(['open', 'end']));
  vi.advanceTimersByTime(12_000);
  await vi.waitFor(() => expect(heard).toEqual(['open', 'end', 'ping']));
  vi.advanceTimersByTime(15_000);
  expect(await asked).toBe(silent);
  await vi.waitFor(() => expect(sockets[0]?.destroyed).toBe(true));
  await close();
});

it('a connection that is not used for a minute is ended, and made again when it is wanted', async () => {
  const { ask: send, sockets } = await stand(echo);
  expect(await send(message('x'))).toBe('x 0 0');
  vi.advanceTimersByTime(50_000);
  expect(await send(message('y'))).toBe('y 0 0');
  vi.advanceTimersByTime(62_000);
  await vi.waitFor(() => expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true]));
  expect(await send(message('z'))).toBe('z 0 0');
  expect(sockets.length).toBe(2);
});
