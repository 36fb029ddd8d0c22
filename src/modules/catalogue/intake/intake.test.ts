import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { langs } from '../../../language/index.ts';
import { writeWorkbook } from '../../../protocols/xlsx/index.ts';
import type { Envelope } from '../envelope.ts';
import { entryKinds, kindNames, relationKinds } from '../kinds.ts';
import { type Column, columnsOf, objectColumns, relationColumns } from './columns.ts';
import { type Known, readIntake } from './read.ts';
import { writeEntries, writeTemplate } from './write.ts';

const text = (az: string) => ({ az, en: `${az} en`, ru: `${az} ru` });
const known: Known = {
  institutions: [
    { code: 'din', name: text('Daxili İşlər Nazirliyi'), acronym: text('DİN') },
    { code: 'rinn', name: text('Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi'), acronym: text('RİNN') },
  ],
  concepts: new Set(['person.name', 'person.fin', 'headedBy']),
  acts: new Set(['technopark-rules', 'technopark-rules 4.3']),
  lifeEvents: new Set(['having-child', 'getting-married']),
  targets: async (wanted) => wanted.map(({ name }) => (name === 'Əhalinin dövlət reyestri' ? ['population'] : [])),
};

async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const string = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const three = fc.record({ az: string, en: string, ru: string });

// Made once for each pattern: that takes longer than what it makes.
const fitting = new Map<string, fc.Arbitrary<string>>();

function textsLike(pattern: string): fc.Arbitrary<string> {
  const found = fitting.get(pattern) ?? fc.stringMatching(new RegExp(pattern));
  fitting.set(pattern, found);
  return found;
}

function valueOf({ path, type, choices, schema }: Column): fc.Arbitrary<unknown> {
  const { pattern, minimum = 0, maximum = 1000, const: only } = schema as unknown as Record<string, never>;
  if (path === 'institution') return fc.constantFrom('din', 'rinn');
  if (path === 'acts')
    return fc.subarray(['technopark-rules', 'technopark-rules 4.3', '“Qrantlar haqqında” Qərar, 12, 01.02.2020']);
  if (path === 'spec.asks') return fc.subarray(['person.name', 'Arayış'], { minLength: 1 });
  if (path === 'spec.lifeEvents') return fc.subarray([...known.lifeEvents]);
  if (path === 'spec.channels') return fc.constant(['portal']);
  if (only !== undefined) return fc.constant(only);
  if (choices) return fc.constantFrom(...Object.keys(choices));
  if (type === 'number') return fc.integer({ min: minimum, max: maximum });
  if (type === 'yesno') return fc.boolean();
  return pattern === undefined ? string : textsLike(pattern);
}

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,20}$/);
const objects = fc.uniqueArray(
  fc.record({
    name,
    label: three,
    fields: fc.array(
      fc.record(
        {
          name,
          label: three,
          class: fc.constantFrom('open', 'personal', 'sensitive'),
          concept: fc.constantFrom(...known.concepts),
          primary: fc.boolean(),
        },
        { requiredKeys: ['name', 'label', 'class'] },
      ),
      { maxLength: 3 },
    ),
  }),
  { selector: (object) => object.name, minLength: 1, maxLength: 3 },
);

/** Any entry that fits the columns of its kind. */
const anyEntry: fc.Arbitrary<Envelope> = fc.constantFrom(...kindNames).chain((kind) => {
  // Where it runs is no part of an entry.
  const columns = columnsOf(kind).filter(({ path }) => path !== 'place');
  const parts = [
    ...new Set(
      columns.flatMap(
        ({ path, needed, within }) => within ?? (needed || path === 'acts' || path === 'spec.lifeEvents' ? [] : path),
      ),
    ),
  ];
  return fc
    .tuple(fc.subarray(parts), fc.tuple(...columns.map(valueOf)), objects, fc.boolean())
    .map(([chosen, values, ofRegister, withObjects]) => {
      const made: Record<string, unknown> = { kind, spec: {}, relations: [] };
      for (const [index, { path, needed, within }] of columns.entries()) {
        const always = within === undefined && (needed || path === 'acts' || path === 'spec.lifeEvents');
        if (!always && !chosen.includes(within ?? path)) continue;
        const names = path.split('.');
        const last = names.pop() ?? '';
        let at = made;
        for (const one of names) at = (at[one] ??= {}) as Record<string, unknown>;
        at[last] = values[index];
      }
      if (kind === 'register' && withObjects) made.spec = { objects: ofRegister };
      return made as unknown as Envelope;
    });
});

const anyEntries = fc
  .uniqueArray(anyEntry, { selector: ({ kind, code }) => `${kind}/${code}`, minLength: 1, maxLength: 6 })
  .chain((entries) => {
    const tie = fc.record(
      {
        from: fc.nat(entries.length - 1),
        kind: fc.constantFrom(...(Object.keys(relationKinds) as (keyof typeof relationKinds)[])),
        target: fc.nat(entries.length - 1),
        channel: fc.constantFrom('exchange' as const, 'local' as const),
        concepts: fc.subarray([...known.concepts], { minLength: 1 }),
      },
      { requiredKeys: ['from', 'kind', 'target'] },
    );
    const ties = fc.uniqueArray(tie, {
      selector: ({ from, kind, target }) => `${from} ${kind} ${target}`,
      maxLength: 8,
    });
    return ties.map((given) =>
      entries.map((entry, index) => ({
        ...entry,
        relations: given.flatMap(({ from, target, ...rest }) => {
          const to = entries[target];
          return from === index && to ? [{ ...rest, to: { kind: to.kind, code: to.code } }] : [];
        }),
      })),
    );
  });

const byKey = (entries: readonly Envelope[]) =>
  Object.fromEntries(entries.map((entry) => [`${entry.kind}/${entry.code}`, entry]));

describe('the form of an entry', () => {
  it('has a heading in every language for each column', () => {
    const columns = [...kindNames.flatMap(columnsOf), ...relationColumns(entryKinds), ...objectColumns];
    expect(columns.filter(({ path, heading }) => heading.az === path).map(({ path }) => path)).toEqual([]);
  });

  it('gives back what was written, in every language, and the same by JSON', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntries, fc.constantFrom(...langs), async (entries, lang) => {
        const workbook = await bytesOf(writeEntries((kind) => entries.filter((entry) => entry.kind === kind), lang));
        const read = await readIntake({ workbook }, known, { for: 'register' });
        expect(read.errors).toEqual([]);
        expect(byKey(read.entries)).toEqual(byKey(entries));
        const again = await readIntake({ json: JSON.parse(JSON.stringify({ entries })) }, known, { for: 'register' });
        expect(again.errors).toEqual([]);
        expect(again.entries).toEqual(entries);
      }),
      { numRuns: 150 },
    );
  });

  it('has an empty template for each kind, and for all together', async () => {
    for (const kinds of [kindNames, ...kindNames.map((kind) => [kind])]) {
      const workbook = await bytesOf(writeTemplate(kinds, 'az'));
      expect(await readIntake({ workbook }, known, { for: 'register' })).toMatchObject({ entries: [], errors: [] });
    }
  });
});

describe('what is wrong', () => {
  const read = async (
    rows: readonly (readonly (string | number)[])[],
    ties: readonly (readonly string[])[] = [],
    what: 'draft' | 'register' = 'draft',
  ) => {
    const headings = ['Kod', 'Adı (az)', 'Cavabdeh qurum', 'Vəziyyəti', 'İstifadəçilərin sayı', 'Aktlar'];
    const workbook = await bytesOf(
      writeWorkbook({
        sheets: [
          { name: 'İnformasiya sistemi', columns: headings.map((heading) => ({ heading })), rows },
          {
            name: 'Əlaqələr',
            columns: relationColumns(entryKinds).map(({ heading }) => ({ heading: heading.az })),
            rows: ties,
          },
        ],
      }),
    );
    const { entries, errors } = await readIntake({ workbook }, known, { for: what });
    return { entries, errors, lines: errors.map(({ cell, message, remedy }) => `${cell} ${message.en} ${remedy.en}`) };
  };
  const good = ['a', 'Ad', 'DİN', 'istifadededir', 12, 'technopark-rules 4.3'] as const;

  it('is nothing where labels, acronyms and titles stand for codes', async () => {
    const tie = [
      'system',
      'a',
      'məlumat alır',
      'İnformasiya ehtiyatı',
      'Əhalinin dövlət reyestri',
      'EHİS ilə',
      'person.name; headedBy',
    ];
    const { entries, lines } = await read([good], [tie]);
    expect(lines).toEqual([]);
    expect(entries).toMatchObject([
      {
        institution: 'din',
        state: 'in_use',
        title: { az: 'Ad', en: '', ru: '' },
        relations: [
          {
            kind: 'reads',
            to: { kind: 'register', code: 'population' },
            channel: 'exchange',
            concepts: ['person.name', 'headedBy'],
          },
        ],
      },
    ]);
  });

  it('is told cell by cell', async () => {
    const { lines } = await read(
      [
        good,
        good,
        ['Sistem B', 'Ad', 'DİN', 'in_use', -1],
        ['c', '', 'DINN', 'işlək'],
        ['d', 'Ad', 'DINN', 'in_use', 1, 'technopark-rule 1'],
      ],
      [
        ['system', 'a', 'uses', 'system', 'yoxdur'],
        ['system', 'z', 'uses', 'system', 'a'],
        ['system', 'a', 'reads', 'system', 'a', '', 'person.nam'],
      ],
    );
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'D5',
      'A3',
      'A4',
      'E4',
      'B5',
      'C6',
      'F6',
      'E2',
      'B3',
      'G4',
    ]);
    expect(lines).toContain('F6 “technopark-rule 1” was not found. Did you mean “technopark-rules”?');
    expect(lines).toContain('G4 “person.nam” was not found. Did you mean “person.name”?');
    expect(lines).toContain('A3 “a” is written twice. Remove one of them or change its code.');
  });

  it('is a text missing in a language only when the entry goes into the register', async () => {
    expect((await read([good], [], 'register')).lines.map((line) => line.slice(0, 12))).toHaveLength(2);
  });

  it('is told by pointer in JSON', async () => {
    const json = {
      entries: [
        {
          kind: 'system',
          code: 'A b',
          title: text('Ad'),
          institution: 'din',
          state: 'in_use',
          acts: [],
          spec: { users: 'çox' },
          relations: [],
          colour: 1,
        },
      ],
    };
    const { errors } = await readIntake({ json }, known, { for: 'register' });
    expect(errors.map(({ cell }) => cell)).toEqual(['/entries/0/colour', '/entries/0/code', '/entries/0/spec/users']);
  });
});
