import { expect, it } from 'vitest';
import { clause } from './article.ts';

it('names a clause with the ending of its last number', () => {
  expect(clause('4.3', 'az')).toBe('4.3-cü bənd');
  expect(clause('4.4.1', 'az')).toBe('4.4.1-ci bənd');
  expect(clause('6.10', 'az')).toBe('6.10-cu bənd');
  expect(clause('7.6', 'en')).toBe('clause 7.6');
  expect(clause('7.6', 'ru')).toBe('пункт 7.6');
});
