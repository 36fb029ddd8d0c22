import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { readLexicon, shippedLexicon, writeLexicon } from './lexicon.ts';
import { isNounEnding, plainVerb, stem, stemFolded, stemmerOf } from './stem.ts';

/** Words of public services, each with forms of it. */
const lines = readFileSync(join(import.meta.dirname, 'stem.words.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [word = '', forms = ''] = line.split(': ');
    return { word, forms: forms.split(' ') };
  });

const missed = (stemOf: (word: string) => string, typed: (word: string) => string) =>
  lines.flatMap(({ word, forms }) =>
    forms
      .filter((form) => stemOf(typed(form)) !== stemOf(word))
      .map((form) => `${typed(form)}: ${stemOf(typed(form))}`),
  );

describe('stem', () => {
  it('is the same in more than 500 forms of the words of public services', () => {
    expect(lines.flatMap(({ forms }) => forms).length).toBeGreaterThan(500);
    expect(missed(stem, (form) => form)).toEqual([]);
  });

  it('is the same when they are typed without Azerbaijani letters', () => {
    expect(missed(stemFolded, fold)).toEqual([]);
  });

  it('keeps the words apart from each other', () => {
    expect(new Set(lines.map(({ word }) => stem(word))).size).toBe(lines.length);
    expect(new Set(lines.map(({ word }) => stemFolded(word))).size).toBe(lines.length);
  });

  it.each([
    ['VƏSİQƏLƏRİNİ', 'vəsiqə'],
    ['İCAZƏSİ', 'icazə'],
    ['QIZLARIN', 'qız'],
    ['qapılar', 'qapı'],
    ['gəmiyə', 'gəmi'],
    ['kitabxanalarımızdakılar', 'kitabxana'],
    ['dəvəquşları', 'dəvəquşu'],
    ['rezidentliyə', 'rezidentlik'],
    ['ağzını', 'ağız'],
    ['unudur', 'unut'],
    ['su', 'su'],
    ['VÖEN', 'vöen'],
    ['', ''],
    ['5', '5'],
    ['alış-verişin', 'alış-veriş'],
  ])('of %s is %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });

  it('finds plain endings after words that no lexicon knows', () => {
    const { stem: without } = stemmerOf(new Map());
    for (const form of ['blokçeyni', 'blokçeynlərin', 'blokçeynimizdən'])
      expect(without(form)).toBe(without('blokçeyn'));
    expect(without('otağı')).toBe('otaq');
    expect(without('blokçeyn')).not.toBe(without('blok'));
  });
});

describe('the verb behind a word', () => {
  it('is one for active, passive, causative and the noun of the action', () => {
    for (const word of ['ödəmək', 'ödənilməsi', 'ödənişin', 'odenilir', 'odemek']) expect(plainVerb(word)).toBe('ode');
    for (const word of ['dəyişdirilməsi', 'dəyişmək']) expect(plainVerb(word)).toBe('deyis');
    for (const word of ['verilməsi', 'vermək']) expect(plainVerb(word)).toBe('ver');
    for (const word of ['edilməsi', 'etmək']) expect(plainVerb(word)).toBe('et');
  });

  it('is not another verb: görüşmək is no görmək', () => {
    expect(plainVerb('görüşmək')).not.toBe(plainVerb('görmək'));
    expect(plainVerb('vəsiqənin')).toBe('vesiqe');
  });
});

describe('endings', () => {
  it('are known by harmony', () => {
    expect(['da', 'dən', 'ın', 'lərinə', 'un'].every(isNounEnding)).toBe(true);
    expect(['lərına', 'imza', '', 'x'].some(isNounEnding)).toBe(false);
  });
});

describe('the lexicon', () => {
  it('is written as it is read, without one word lost', () => {
    const text = readFileSync(join(import.meta.dirname, 'lexicon.txt'), 'utf8');
    expect(shippedLexicon().size).toBe(text.trimEnd().split('\n').length);
    expect(writeLexicon(readLexicon(text))).toBe(text);
    expect(shippedLexicon().get('məktəbi')).toEqual({ kinds: 1, cut: 1, fleeting: false });
    expect(shippedLexicon().get('ağız')).toMatchObject({ fleeting: true });
    expect(shippedLexicon().get('ver')).toMatchObject({ kinds: 2 });
  });
});
