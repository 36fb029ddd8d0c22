import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type FeelType } from '../../../feel/index.ts';
import { suffixed } from '../../../language/index.ts';
import type { TableInput } from '../rules/trying.ts';
import { conditionClause, ruleClause } from './conditions.ts';

const text = (az: string) => ({ az, en: `${az} en`, ru: `${az} ru` });
const kinds = ['number', 'decimal', 'text', 'date', 'yesno', 'choice'] as const;
type Kind = (typeof kinds)[number];

const labels: Readonly<Record<Kind, string>> = {
  number: 'İşçilərin sayı',
  decimal: 'Vergi borcu',
  text: 'Sahənin adı',
  date: 'Qeydiyyat tarixi',
  yesno: 'Rezident',
  choice: 'Fəaliyyət sahəsi',
};
const choices = { software: 'Proqram təminatı', games: 'Oyunlar', other: 'Digər sahə' };

const inputOf = (type: Kind): TableInput => ({
  source: 'applicant',
  concept: 'c',
  class: 'open',
  optional: false,
  maxLength: 250,
  why: text('Niyə'),
  article: 'rules 1',
  name: type,
  label: text(labels[type]),
  type,
  ...(type === 'choice'
    ? { choices: Object.entries(choices).map(([value, az]) => ({ value, label: text(az), opens: [] })) }
    : {}),
});

const types: Readonly<Record<Kind, FeelType>> = {
  number: 'number',
  decimal: 'number',
  text: 'string',
  date: 'date',
  yesno: 'boolean',
  choice: 'string',
};
const labelOf = (name: string) => (Object.hasOwn(labels, name) ? text(labels[name as Kind]) : undefined);
const cellOf = (kind: Kind, feel: string) => compile(feel, { ...types, '?': types[kind] }, { unary: true });

const said = (kind: Kind, feel: string): string =>
  conditionClause(cellOf(kind, feel), inputOf(kind), labelOf).replaceAll('\u00a0', ' ');

describe('a condition in a regulation', () => {
  it.each<[Kind, string, string]>([
    ['number', '>= 10', '“İşçilərin sayı” göstəricisi 10 və daha çox olduqda'],
    ['number', '< 5', '“İşçilərin sayı” göstəricisi 5-dən az olduqda'],
    ['number', '<= 6', '“İşçilərin sayı” göstəricisi 6 və daha az olduqda'],
    ['number', '> 6', '“İşçilərin sayı” göstəricisi 6-dan çox olduqda'],
    ['number', '[1..40]', '“İşçilərin sayı” göstəricisi ən azı 1, ən çoxu 40 olduqda'],
    ['number', '(1..40]', '“İşçilərin sayı” göstəricisi həm 1-dən çox, həm də 40 və daha az olduqda'],
    ['number', '1, 3, 5', '“İşçilərin sayı” göstəricisi 1, 3 və ya 5 olduqda'],
    ['number', '[1, 3]', '“İşçilərin sayı” göstəricisi 1 və ya 3 olduqda'],
    ['number', '!= 5', '“İşçilərin sayı” göstəricisi 5 qiymətindən fərqli olduqda'],
    ['number', 'not(< 2, > 8)', '“İşçilərin sayı” göstəricisi 2-dən az və ya 8-dən çox olmadıqda'],
    ['number', '> decimal', '“İşçilərin sayı” göstəricisi “Vergi borcu” göstəricisindən çox olduqda'],
    ['number', '<= decimal', '“İşçilərin sayı” göstəricisi ən çoxu “Vergi borcu” göstəricisi qədər olduqda'],
    ['decimal', '> 0', '“Vergi borcu” göstəricisi 0,00 ₼-dan çox olduqda'],
    ['decimal', 'null, <= 0', '“Vergi borcu” göstəricisi boş və ya 0,00 ₼ və daha az olduqda'],
    ['date', '< date("2026-11-22")', '“Qeydiyyat tarixi” göstəricisi 22.11.2026-dan əvvəl olduqda'],
    ['yesno', 'true', '“Rezident” göstəricisi “bəli” olduqda'],
    ['yesno', 'not(true)', '“Rezident” göstəricisi “bəli” olmadıqda'],
    ['choice', '"other"', '“Fəaliyyət sahəsi” göstəricisi “Digər sahə” olduqda'],
    ['choice', 'not("games", "other")', '“Fəaliyyət sahəsi” göstəricisi “Oyunlar” və ya “Digər sahə” olmadıqda'],
    ['choice', '!= "other"', '“Fəaliyyət sahəsi” göstəricisi “Digər sahə” qiymətindən fərqli olduqda'],
    ['text', 'starts with(?, "AZ")', '“Sahənin adı” göstəricisi “AZ” ilə başlayan mətn olduqda'],
    ['text', 'contains(?, "AZ")', '“Sahənin adı” göstəricisi tərkibində “AZ” olan qiymət olduqda'],
  ])('%s %s', (kind, feel, words) => {
    expect(said(kind, feel)).toBe(words);
  });

  it.each<[Kind, string]>([
    ['number', '? * 2 > decimal'],
    ['text', 'matches(?, "[A-Z]+")'],
    ['number', 'if decimal > 3 then ? > 2 else ? > 1'],
  ])('stands as the expression itself where no words are known: %s %s', (kind, feel) => {
    expect(said(kind, feel)).toBe(`“${labels[kind]}” göstəricisi «${feel}» ifadəsinə uyğun olduqda`);
  });

  it('joins what a rule asks of several inputs, and says what a rule without conditions takes', () => {
    const cells = new Map([
      ['choice', cellOf('choice', '"games"')],
      ['number', cellOf('number', '>= 10')],
    ]);
    const inputs = [inputOf('number'), inputOf('choice')];
    expect(ruleClause(cells, inputs)).toBe(
      '“İşçilərin sayı” göstəricisi 10 və daha çox olduqda və “Fəaliyyət sahəsi” göstəricisi “Oyunlar” olduqda,',
    );
    expect(ruleClause(new Map(), inputs)).toBe('Qalan bütün hallarda');
  });
});

const values: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  number: fc.integer({ min: -100_000, max: 10_000_000 }).map(String),
  decimal: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((qepik) => (qepik / 100).toFixed(2)),
  text: fc.stringMatching(/^[A-ZƏÖÜ][a-zəöüı ]{0,12}$/).map((one) => JSON.stringify(one)),
  date: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
    .map((day) => `date("${day.toISOString().slice(0, 10)}")`),
  yesno: fc.constantFrom('true', 'false'),
  choice: fc.constantFrom(...Object.keys(choices)).map((one) => JSON.stringify(one)),
};

const ordered: readonly Kind[] = ['number', 'decimal', 'date'];
const comparators = fc.constantFrom('<', '<=', '>', '>=');

/** An interval that ends before it begins is no allowed test. */
const comes = (kind: Kind, from: string, to: string): boolean =>
  kind === 'date' ? from < to : Number(from) < Number(to);

/** One test of a form that words are known for. */
function testOf(kind: Kind): fc.Arbitrary<string> {
  const value = values[kind];
  const forms = [value, value.map((one) => `!= ${one}`), fc.constant('null')];
  forms.push(fc.array(value, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`));
  if (ordered.includes(kind)) {
    const bounds = fc.tuple(value, value, fc.constantFrom('[', '('), fc.constantFrom(']', ')'));
    forms.push(
      fc.tuple(comparators, value).map(([sign, one]) => `${sign} ${one}`),
      bounds
        .filter(([from, to]) => comes(kind, from, to))
        .map(([from, to, open, close]) => `${open}${from}..${to}${close}`),
      fc.tuple(comparators, value, comparators, value).map(([a, x, b, y]) => `? ${a} ${x} and ? ${b} ${y}`),
    );
  }
  if (kind === 'number') forms.push(comparators.map((sign) => `${sign} decimal`));
  if (kind === 'text') {
    const call = fc.constantFrom('starts with', 'ends with', 'contains');
    forms.push(fc.tuple(call, value).map(([name, one]) => `${name}(?, ${one})`));
  }
  return fc.oneof(...forms);
}

const cells = fc
  .constantFrom(...kinds)
  .chain((kind) =>
    fc
      .tuple(fc.array(testOf(kind), { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([tests, negated]) => ({ kind, feel: negated ? `not(${tests.join(', ')})` : tests.join(', ') })),
  );

describe('every condition of a known form', () => {
  it('is said in words, with nothing of the expression left', () => {
    fc.assert(
      fc.property(cells, ({ kind, feel }) => {
        const clause = said(kind, feel);
        expect(clause).toMatch(/^“[^”]+” göstəricisi .+ (olduqda|olmadıqda)$/);
        // Words that somebody typed may be any.
        const own = clause.replaceAll(/“[^”]*”/g, '');
        expect(own).not.toMatch(/[«»<>=?"]|\.\.|null|true|false|date\(|\band\b|\bnot\b/);
        const codes = kind === 'choice' ? Object.keys(choices) : [];
        expect(codes.filter((code) => clause.includes(code))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('has the ending that its number takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (n) => {
        expect(said('number', `< ${n}`)).toBe(`“İşçilərin sayı” göstəricisi ${suffixed(n, 'ablative')} az olduqda`);
      }),
    );
  });
});
