import { expect, it } from 'vitest';
import { keepKnown, type ReadFact } from './renewing.ts';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const read = (over: Partial<ReadFact> = {}): ReadFact => ({
  field: 'taxDebt',
  state: 'value',
  value: '0.00',
  recordedAt: at('05:00'),
  readAt: at('06:00'),
  retryAt: null,
  ...over,
});
const known = ({ field, state, value, recordedAt, readAt }: ReadFact) => ({
  field,
  state,
  value,
  recorded_at: recordedAt === null ? null : new Date(recordedAt),
  read_at: new Date(readAt),
});
const silent = read({ state: 'unavailable', value: null, recordedAt: null, readAt: at('07:00'), retryAt: at('07:15') });

it('a silent register leaves what it had said, with its time, and when it is asked again', () => {
  expect(keepKnown([known(read())], [silent])).toEqual([read({ retryAt: at('07:15') })]);
  const none = read({ state: 'none', value: null });
  expect(keepKnown([known(none)], [silent])).toEqual([{ ...none, retryAt: at('07:15') }]);
});

it('an answer takes the place of the one before, whatever it says', () => {
  for (const state of ['value', 'none', 'unknown', 'refused'] as const) {
    const answer = read({ state, value: state === 'value' ? '12.00' : null, readAt: at('07:00') });
    expect(keepKnown([known(read())], [answer])).toEqual([answer]);
  }
});

it('what was never known stays not received, and one field does not answer for another', () => {
  for (const state of ['unavailable', 'unknown', 'refused'] as const)
    expect(keepKnown([known(read({ state, value: null }))], [silent])).toEqual([silent]);
  expect(keepKnown([known(read({ field: 'name' }))], [silent])).toEqual([silent]);
  expect(keepKnown([], [silent])).toEqual([silent]);
});
