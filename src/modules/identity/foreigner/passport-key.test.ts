import { expect, it } from 'vitest';
import { openKeyRing } from '../../../kernel/key.ts';
import { passportKey, stateNamed } from './passport-key.ts';

const keys = openKeyRing(Buffer.alloc(32));
const keyOf = (citizenship: string, number = 'AB123450', birthDate = '1990-05-17') =>
  passportKey({ vahid: { keys } }, { citizenship, number, birthDate }).toString('hex');

it('is one however the state is named, which goes by the code in force', () => {
  expect(new Set(['Türkiye', 'TURKIYE', 'Turkey', 'Турция', 'TÜRKİYE'].map((name) => keyOf(name))).size).toBe(1);
  expect(['Rusiya', 'Germany', 'Сербия', 'Yemen'].map(stateNamed)).toEqual(['RU', 'DE', 'RS', 'YE']);
});

it('tells states, numbers and people apart that are named alike', () => {
  const all = [
    ...['Niger', 'Nigeria', 'Dominica', 'Dominican Republic', 'Konqo - Kinşasa', 'Konqo - Brazzavil'].map((name) =>
      keyOf(name),
    ),
    keyOf('Niger', 'AB123451'),
    keyOf('Niger', 'AB123450', '1990-05-18'),
  ];
  expect(new Set(all).size).toBe(all.length);
});
