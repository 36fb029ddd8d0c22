import { expect, test } from 'vitest';
import { fill, refusal } from './refusal.ts';

const tooLong = refusal('test.too_long', 422, {
  az: 'Ən çoxu {max} simvol, {code}.',
  en: 'At most {max} characters, {code}.',
  ru: 'Не более {max} знаков, {code}.',
});

test('a refusal writes its numbers as each language does, and leaves texts as they are', () => {
  expect(tooLong({ max: 2000, code: '2000' }).text).toEqual({
    az: 'Ən çoxu 2.000 simvol, 2000.',
    en: 'At most 2,000 characters, 2000.',
    ru: 'Не более 2\u00a0000 знаков, 2000.',
  });
});

test('other texts are filled as they are, so that a port is no quantity', () => {
  expect(fill({ az: '{port}', en: '{port}', ru: '{port}' }, { port: 8080 }).ru).toBe('8080');
});
