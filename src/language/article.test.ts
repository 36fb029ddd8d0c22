import { expect, it } from 'vitest';
import { citation } from './article.ts';

const rules = '“Texnologiyalar parkının rezidentliyi haqqında” Qaydalar';

it('cites a clause as an official does: the act in the genitive, the ending of its last number', () => {
  expect(citation(rules, '4.3', 'clause', 'az')).toBe(
    '“Texnologiyalar parkının rezidentliyi haqqında” Qaydaların 4.3-cü bəndi',
  );
  expect(citation('Qaydalar', '4.4.1', 'clause', 'az')).toBe('Qaydaların 4.4.1-ci bəndi');
  expect(citation('Qaydalar', '6.10', 'clause', 'az')).toBe('Qaydaların 6.10-cu bəndi');
  expect(citation('Qaydalar', '4.1–4.6', 'clause', 'az')).toBe('Qaydaların 4.1–4.6-cı bəndləri');
  expect(citation(rules, '', 'clause', 'az')).toBe(rules);
});

it('declines what an act is called, also inside its quotes', () => {
  const cited = (act: string) => citation(act, '5', 'article', 'az');
  expect(cited('“Fərdi məlumatlar haqqında” Qanun')).toBe('“Fərdi məlumatlar haqqında” Qanunun 5-ci maddəsi');
  expect(cited('Azərbaycan Respublikasının Ailə Məcəlləsi')).toBe(
    'Azərbaycan Respublikasının Ailə Məcəlləsinin 5-ci maddəsi',
  );
  expect(cited('“… haqqında” Fərman')).toBe('“… haqqında” Fərmanın 5-ci maddəsi');
  expect(cited('“… üçün Fəaliyyət Planı”')).toBe('“… üçün Fəaliyyət Planı”nın 5-ci maddəsi');
  expect(cited('“Elektron Hökumət İnformasiya Sistemi haqqında Əsasnamə”')).toMatch(/Əsasnamə”nin 5-ci/);
});

it('keeps the act first in the other languages', () => {
  expect(citation('Rules', '7.6', 'clause', 'en')).toBe('Rules, clause 7.6');
  expect(citation('Rules', '4.1–4.6', 'clause', 'en')).toBe('Rules, clauses 4.1–4.6');
  expect(citation('Правила', '7.6', 'clause', 'ru')).toBe('Правила, пункт 7.6');
  expect(citation('Правила', '4.1–4.6', 'clause', 'ru')).toBe('Правила, пункты 4.1–4.6');
  expect([citation('Law', '5', 'article', 'en'), citation('Закон', '5–7', 'article', 'ru')]).toEqual([
    'Law, article 5',
    'Закон, статьи 5–7',
  ]);
});
