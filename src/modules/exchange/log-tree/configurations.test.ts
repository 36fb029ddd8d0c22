import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import { rooms } from '../gateway/test-stand.ts';
import { takeConfiguration, takenConfigurationAt } from './configurations.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms });
});
afterAll(() => test.close());

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);

/** Takes what a centre issued at a time; it holds for four hours. */
async function take(signed: string, issued: string, name: string): Promise<void> {
  test.clock.set(at(issued));
  const expires = new Date(at(issued).getTime() + 4 * 3_600_000);
  const members = [{ id: 'AZ/GOV/x', name, subsystems: [] }];
  const dates = { issuedAt: at(issued).toISOString(), expiresAt: expires.toISOString() };
  const opened: Configuration = { instance: 'AZ', ...dates, members, gateways: [] };
  await takeConfiguration(test.vahid, signed, opened);
}

const found = (first: string, last = first) =>
  takenConfigurationAt(test.vahid.db, { first: at(first), last: at(last) });

it('a proof gets the configuration of the time of its exchange, as it was last signed', async () => {
  expect(await found('10:00')).toBeUndefined();
  await take('one', '10:00', 'A');
  await take('one, anew', '11:00', 'A');
  await take('older', '10:30', 'B');
  await take('two', '12:00', 'B');
  await take('three', '13:00', 'A');
  await take('three, older', '12:45', 'A');
  expect(await found('10:30')).toBe('one, anew');
  expect(await found('11:59', '12:01')).toBe('one, anew');
  expect(await found('12:30')).toBe('two');
  expect(await found('13:30')).toBe('three');
  // Before the first one, that; after the end of the last, none.
  expect(await found('09:00')).toBe('one, anew');
  expect(await found('17:00')).toBeUndefined();
});
