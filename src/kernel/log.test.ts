import { expect, it } from 'vitest';
import { describeError } from './log.ts';

it('keeps what an error says about a person out of the log, its cause included', () => {
  const database = Object.assign(new Error('Key (fin)=(5XYZ123) already exists.'), {
    code: '23505',
    constraint: 'person_fin_key',
  });
  const written = JSON.stringify(describeError(new Error('cannot add 5XYZ123', { cause: database })));
  expect(written).not.toContain('5XYZ123');
  expect(written).toContain('23505');
  expect(written).toContain('person_fin_key');
  expect(written).toContain('log.test.ts');
});
