import { expect, it } from 'vitest';
import { plainText } from './text.ts';

it('keeps lines and letters, and nothing that hides or turns them', () => {
  expect(plainText('  Bir\r\niki\rüç \u202eödə\u2066\u0007 ')).toBe('Bir\niki\nüç ödə');
  expect(plainText('a\u0301')).toBe('á');
});
