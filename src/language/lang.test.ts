import { expect, test } from 'vitest';
import { langs, pick } from './lang.ts';

test('a text is picked in each language', () => {
  const text = { az: 'xidmət', en: 'service', ru: 'услуга' };
  expect(langs.map((lang) => pick(text, lang))).toEqual(['xidmət', 'service', 'услуга']);
});
