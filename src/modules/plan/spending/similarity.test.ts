import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparable, likeness } from './duplicates.ts';
import { cosine, type Frequencies, overlap, stemsOf, tellingStems, vectorOf, worthOf } from './similarity.ts';

const none: Frequencies = { requests: 0, of: new Map() };
const vector = (title: string, purpose = '') => vectorOf(stemsOf(title, purpose), none);
const least = { words: 0.45, wordsWithData: 0.3, data: 0.5, wordsOnly: 0.7 };
const thing = (title: string, purpose: string, more: Partial<Comparable> = {}): Comparable => ({
  vector: vector(title, purpose),
  capabilities: ['registry'],
  users: ['officials'],
  concepts: [],
  ...more,
});

/** Two texts of one aim in the words of two institutions, and pairs that share only what every such text says. */
const same: readonly (readonly [string, string, string, string])[] = [
  [
    'Kadr uçotu sisteminin qurulması',
    'Əməkdaşların şəxsi işlərinin, məzuniyyətlərinin və ştat cədvəlinin elektron aparılması.',
    'Kadrların elektron uçotu',
    'Nazirliyin əməkdaşlarının şəxsi işləri, məzuniyyət qrafiki və ştat cədvəli elektron aparılacaq.',
  ],
  [
    'Nitqin mətnə çevrilməsi',
    'İclasların səs yazılarının Azərbaycan dilində mətnə çevrilməsi.',
    'Səs yazılarının mətnə çevrilməsi proqramı',
    'Məhkəmə iclaslarının səs yazıları Azərbaycan dilində avtomatik mətnə çevriləcək.',
  ],
  [
    'Hüquqi aktların axtarışı üçün lisenziya',
    'Hüquqşünaslar normativ hüquqi aktları və məhkəmə qərarlarını axtarır.',
    'Normativ hüquqi aktlar bazasına abunə',
    'Hüquqşünasların normativ hüquqi aktları və məhkəmə qərarlarını axtarması üçün lisenziya.',
  ],
];
const different: readonly (readonly [string, string, string, string])[] = [
  [
    'Elektron xidmətlər üçün vahid informasiya sisteminin yaradılması',
    'Dövlət orqanında rəqəmsal idarəetmənin təkmilləşdirilməsi, heyvanların qeydiyyatı.',
    'Vahid elektron informasiya sisteminin yaradılması',
    'Dövlət orqanında rəqəmsal idarəetmənin təkmilləşdirilməsi, gömrük bəyannamələrinin emalı.',
  ],
  [
    'Süni intellekt əsasında yolların monitorinqi',
    'Yol örtüyünün zədələri peyk görüntülərində aşkarlanır.',
    'Süni intellekt əsasında müraciətlərin təsnifatı',
    'Vətəndaşların müraciətləri mövzular üzrə bölünür.',
  ],
];

describe('words of requests', () => {
  it.each(same)('find what is asked for twice: %s', (a, aboutA, b, aboutB) => {
    const found = likeness(thing(a, aboutA), thing(b, aboutB), least);
    expect(found?.why.words).toBeGreaterThanOrEqual(least.words);
    expect(found?.why.stems.length).toBeGreaterThan(1);
  });

  it.each(different)('are not misled by what every request says: %s', (a, aboutA, b, aboutB) => {
    expect(likeness(thing(a, aboutA), thing(b, aboutB), least)).toBeUndefined();
  });

  it('are stems: inflection, letter case and missing diacritics change nothing', () => {
    expect(
      cosine(vector('Baytarlıq laboratoriyalarının nəticələri'), vector('BAYTARLIQ laboratoriyasının nəticəsi')),
    ).toBeCloseTo(1);
    expect(cosine(vector('Arıçılıq təsərrüfatı'), vector('Ariciliq teserrufati'))).toBeGreaterThan(0.9);
  });

  it('tell less the more requests hold them', () => {
    const of = new Map([
      ['gomruk', 150],
      ['baytarliq', 2],
    ]);
    const frequencies = { requests: 300, of };
    expect(worthOf('baytarliq', frequencies)).toBeGreaterThan(worthOf('gomruk', frequencies));
    expect(worthOf('gomruk', none)).toBeGreaterThan(worthOf('sistem', none));
  });
});

describe('a candidate', () => {
  const [first] = same;
  const [a = '', aboutA = '', b = '', aboutB = ''] = first ?? [];

  it('has a capability in common, unless the words are nearly the same', () => {
    const other = { capabilities: ['finance'] };
    const [archive, land] = [
      'Arxiv sənədlərinin rəqəmsallaşdırılması',
      'Torpaq sənədlərinin rəqəmsallaşdırılması',
    ] as const;
    expect(likeness(thing(archive, ''), thing(land, ''), least)?.why.stems).toEqual(['sened', 'reqemsallasdirilm']);
    expect(likeness(thing(archive, ''), thing(land, '', other), least)).toBeUndefined();
    const nearly = likeness(thing(a, aboutA), thing(b, aboutB, other), least);
    expect(nearly?.why.words).toBeGreaterThanOrEqual(least.wordsOnly);
  });

  it('needs fewer words where the same data is read, and says which', () => {
    const data = { concepts: ['person.name', 'person.address'] };
    const far = ['Yaşayış yerinin qeydiyyatı', 'Ünvan dəyişəndə qeydiyyat aparılır.'] as const;
    const near = ['Ünvan qeydiyyatının yoxlanması', 'Kommunal borclar ünvan üzrə yoxlanılır.'] as const;
    const words = cosine(vector(...far), vector(...near));
    expect(words).toBeGreaterThan(least.wordsWithData);
    expect(words).toBeLessThan(least.words);
    expect(likeness(thing(...far), thing(...near), least)).toBeUndefined();
    const found = likeness(thing(...far, data), thing(...near, data), least);
    expect(found?.why).toMatchObject({ data: 1, concepts: data.concepts, groups: ['officials'] });
    expect(found?.why.stems.length).toBeGreaterThan(0);
  });
});

describe('the search by telling stems', () => {
  const words = ['baytar', 'gomruk', 'mekteb', 'xeste', 'yol', 'torpaq', 'vergi', 'mehkeme', 'arxiv', 'sistem'];
  const text = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 8 });
  const counts = fc.array(fc.nat(400), { minLength: words.length, maxLength: words.length });

  it('misses no pair that reaches the least likeness', () => {
    fc.assert(
      fc.property(text, text, counts, fc.constantFrom(0.3, 0.45, 0.7), (one, other, numbers, minimum) => {
        const of = new Map(words.map((word, at) => [word, numbers[at] ?? 0]));
        const frequencies = { requests: 400, of };
        const a = vectorOf({ title: one.slice(0, 2), all: one }, frequencies);
        const b = vectorOf({ title: other.slice(0, 2), all: other }, frequencies);
        const telling = tellingStems(a, minimum);
        const reaches = cosine(a, b) >= minimum;
        expect(!reaches || other.some((stem) => telling.includes(stem))).toBe(true);
      }),
    );
  });

  it('leaves out what cannot carry a likeness', () => {
    const of = new Map([['sistem', 400]]);
    const found = tellingStems(
      vectorOf({ title: [], all: ['baytar', 'gomruk', 'sistem'] }, { requests: 400, of }),
      0.45,
    );
    expect(found).toEqual(['baytar', 'gomruk']);
  });
});

describe('overlap', () => {
  it('is the common part of both lists', () => {
    expect(overlap(['a', 'b'], ['b', 'a'])).toBe(1);
    expect(overlap(['a', 'b'], ['b', 'c'])).toBeCloseTo(1 / 3);
    expect(overlap([], [])).toBe(0);
  });
});
