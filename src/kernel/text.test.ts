import { expect, it } from 'vitest';
import { plainText, words } from './text.ts';

it('keeps lines and letters, and nothing that hides or turns them', () => {
  expect(plainText('  Bir\r\niki\rüç \u202eödə\u2066\u0007 ')).toBe('Bir\niki\nüç ödə');
  expect(plainText('a\u0301')).toBe('á');
});

it('writes quotes within quotes as each language does, and leaves others as they are', () => {
  const t = words({ az: { told: '“{who}”: {who}' }, en: { told: '“{who}”' }, ru: { told: '«{who}»' } });
  const name = '“Göyçay Proqram” MMC';
  expect(t('az', 'told', { who: name })).toBe('“‘Göyçay Proqram’ MMC”: “Göyçay Proqram” MMC');
  expect(t('en', 'told', { who: name })).toBe('“‘Göyçay Proqram’ MMC”');
  expect(t('ru', 'told', { who: 'ООО «Север»' })).toBe('«ООО „Север“»');
});
