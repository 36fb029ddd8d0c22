import { describe, expect, it } from 'vitest';
import { readQuery, searchIn, searchLexemes, tierOf, tiers, wordsOf } from './search.ts';
import { nearestWords, slips } from './slip.ts';

const card = searchLexemes([
  {
    az: 'Şəxsiyyət vəsiqəsinin verilməsi və dövlət rüsumunun ödənilməsi',
    en: 'Issue of an identity card',
    ru: 'Выдача удостоверения личности',
  },
  'AB-1',
]);
const found = (typed: string) => {
  const query = readQuery(typed);
  const at = query && tierOf(card, query);
  return at === undefined ? undefined : tiers[at];
};

describe('words', () => {
  it('lose what is added to a number, an acronym or a name', () => {
    expect(wordsOf('2026-cı il, 5-ci maddə, ASAN-da, “ASAN”ın, Azərbaycan’ın, NATO-nun')).toEqual([
      '2026',
      'il',
      '5',
      'maddə',
      'ASAN',
      'ASAN',
      'Azərbaycan',
      'NATO',
    ]);
  });

  it('are parts of a compound otherwise', () => {
    expect(wordsOf('alış-veriş, e-imza, o’tərəf AB-1')).toEqual([
      'alış',
      'veriş',
      'e',
      'imza',
      'o',
      'tərəf',
      'AB',
      '1',
    ]);
  });
});

describe('search', () => {
  it.each([
    ['sexsiyyet vesiqesi', 'exact'],
    ['VƏSİQƏ', 'exact'],
    ['ident', 'exact'],
    ['удостов', 'exact'],
    ['ab', 'exact'],
    ['ŞƏXSİYYƏT VƏSİQƏLƏRİNİ', 'stem'],
    ['rüsumdan', 'stem'],
    ['sexsiyyet vesiqelerini', 'folded'],
    ['rusumdan', 'folded'],
    ['vəsiqə üçün necə ödəmək', 'wide'],
    ['id kart', 'wide'],
    ['ID KARTI', 'wide'],
  ])('finds by %s: %s', (typed, tier) => {
    expect(found(typed)).toBe(tier);
  });

  it('finds nothing by a word that is not there, and asks for every word', () => {
    expect(found('pasport')).toBeUndefined();
    expect(found('vəsiqə pasport')).toBeUndefined();
    expect(found('identify')).toBeUndefined();
    expect(found('səxs')).toBe('exact');
  });

  it('leaves out what tells nothing, unless nothing else is typed', () => {
    expect(readQuery('vəsiqəni necə almaq olar?')?.parts.map(({ words }) => words.map(({ word }) => word))).toEqual([
      ['vesiqeni'],
    ]);
    expect(readQuery('və')?.parts).toHaveLength(1);
    expect(readQuery('almaq')?.parts).toHaveLength(1);
    expect(readQuery(' … ')).toBeUndefined();
  });

  it('does not take English and Russian for Azerbaijani', () => {
    expect(card.filter((lexeme) => /^[=~%].*(card|удост|ident)/.test(lexeme))).toEqual([]);
    expect(card).toContain('card');
  });
});

describe('search in a list', () => {
  const titles = ['Ağacların siyahısı', 'Yanmış ağaclara baxış', 'Şəxsiyyət vəsiqəsi'];
  const inTitles = (typed: string) =>
    searchIn(titles, (az) => searchLexemes([{ az, en: '', ru: '' }]), typed).map((title) => titles.indexOf(title));

  it('puts the nearest first, and guesses at a slip only where nothing is found', () => {
    expect(inTitles('')).toEqual([0, 1, 2]);
    expect(inTitles('ağaclara')).toEqual([1, 0]);
    expect(inTitles('VESIQENI')).toEqual([2]);
    expect(inTitles('sexsiyet')).toEqual([2]);
    expect(inTitles('siyahisi baxis')).toEqual([]);
    expect(inTitles('qqqqqq')).toEqual([]);
  });
});

describe('slips', () => {
  it('are letters changed, missing, added or swapped', () => {
    expect(slips('vesiqe', 'vesiqe', 2)).toBe(0);
    expect(slips('vesiqa', 'vesiqe', 2)).toBe(1);
    expect(slips('vesqe', 'vesiqe', 2)).toBe(1);
    expect(slips('vseiqe', 'vesiqe', 2)).toBe(1);
    expect(slips('abcdef', 'fedcba', 2)).toBe(3);
  });

  it('name the nearest words only, and none for short ones', () => {
    const vocabulary = ['vesiqe', 'vesile', 'pasport', 'ad'];
    expect(nearestWords('vesiqa', vocabulary)).toEqual(['vesiqe']);
    expect(nearestWords('pasprot', vocabulary)).toEqual(['pasport']);
    expect(nearestWords('od', vocabulary)).toEqual([]);
    expect(nearestWords('tamam', vocabulary)).toEqual([]);
  });
});
