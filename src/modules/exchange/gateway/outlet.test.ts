import { Duplex } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { message } from './link-stand.ts';
import { openOutlet } from './outlet.ts';

it('what waits has not left, whatever left before it', async () => {
  const taken: (() => void)[] = [];
  const socket = new Duplex({
    writableHighWaterMark: 1,
    read: () => undefined,
    write: (_chunk, _encoding, done) => void taken.push(done),
  });
  const outlet = openOutlet(socket);
  const left: number[] = [];
  const numbers = Array.from({ length: 10 }, (_, at) => at + 1);
  for (const number of numbers) outlet.send(number, message('x', 60_000), () => left.push(number));
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  // As much as goes at once, and no more.
  expect(left).toEqual([1, 2]);
  while (left.length < numbers.length) {
    const before = left.length;
    taken.shift()?.();
    await vi.waitFor(() => expect(left.length).toBeGreaterThan(before));
    expect(left.length - before).toBeLessThanOrEqual(3);
  }
  expect(left).toEqual(numbers);
});
