import { describe, expect, test } from 'vitest';
import { refusedBy } from '../../../kernel/refusal.ts';
import { langs } from '../../../language/index.ts';
import { groundsNeeded, notOpenNow } from '../refusals.ts';
import { whileOpen } from './refused.ts';
import { texts } from './text/index.ts';

test('every text says the same in three languages: no key is empty', () => {
  const empty = (value: unknown): boolean =>
    typeof value === 'string'
      ? value.trim() === ''
      : typeof value === 'object' && value !== null && Object.values(value).some(empty);
  expect(langs.filter((lang) => empty(texts[lang]))).toEqual([]);
});

describe('refusals', () => {
  const fail = (error: Error) => async () => {
    throw error;
  };

  test('of what was typed come back to the form, others go on; answers that were sent lead to the case', async () => {
    expect((await refusedBy(fail(groundsNeeded({ max: 5 }))))?.code).toBe('services.grounds_needed');
    expect(await refusedBy(() => Promise.resolve())).toBeUndefined();
    await expect(refusedBy(fail(notOpenNow()))).rejects.toThrow('cannot be changed');
    expect((await refusedBy(fail(notOpenNow()), [409]))?.status).toBe(409);
    expect(await whileOpen('7', fail(notOpenNow()))).toEqual({ kind: 'redirect', to: '/muracietler/7' });
    await expect(whileOpen('7', fail(groundsNeeded({ max: 5 })))).rejects.toThrow('disagree');
  });
});
