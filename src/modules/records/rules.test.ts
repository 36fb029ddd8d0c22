import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledDictionary, CompiledRegister } from '../catalogue/index.ts';
import { addDays } from './day.ts';
import { applyEntry, entryProblems, type Entry, type Version, validityOf, versionOn } from './rules.ts';

const label = { az: 'Ad', en: 'Name', ru: 'Имя' };
const field = (type: 'text' | 'number' | 'decimal' | 'date' | 'yesno' | 'choice', more = {}) => ({
  type,
  label,
  class: 'open' as const,
  many: false,
  optional: false,
  ...more,
});

const register: CompiledRegister = {
  name: 'ships',
  title: label,
  owner: 'rinn',
  act: { code: 'sample' },
  hosted: true,
  record: {
    key: 'number',
    validFrom: 'startsOn',
    validTo: 'endsOn',
    fields: {
      number: field('text'),
      owner: field('text'),
      crew: field('text', { many: true, optional: true }),
      tons: field('number'),
      fee: field('decimal'),
      afloat: field('yesno'),
      kind: field('choice', { choices: { tanker: label, ferry: label } }),
      startsOn: field('date'),
      endsOn: field('date', { optional: true }),
    },
  },
  provides: [
    { kind: 'exists', name: 'organisation.hasShip', entity: 'organisation', by: 'owner' },
    { kind: 'relation', name: 'crewOf', entity: 'organisation', by: 'owner', to: 'crew', target: 'person', many: true },
  ],
};

const words: CompiledDictionary = {
  entities: { person: { label, key: 'fin' }, organisation: { label, key: 'voen' } },
  relations: {},
  concepts: {},
};

const good = {
  number: 'S-1',
  owner: '2007311431',
  crew: ['5KN7R2A'],
  tons: 1200,
  fee: '15.50',
  afloat: true,
  kind: 'ferry',
  startsOn: '2026-02-28',
};

describe('an entry is checked field by field', () => {
  it('accepts what fits, without what is optional', () => {
    expect(entryProblems(register, words, good)).toEqual([]);
    const { crew: _, ...less } = good;
    expect(entryProblems(register, words, less)).toEqual([]);
  });

  it.each([
    ['tons', 1.5],
    ['tons', '12'],
    ['fee', 15.5],
    ['fee', '1,50'],
    ['fee', '1e3'],
    ['afloat', 'yes'],
    ['kind', 'submarine'],
    ['kind', 'toString'],
    ['startsOn', '2026-02-29'],
    ['startsOn', '28.02.2026'],
    ['owner', '2007311421'],
    ['crew', '5KN7R2A'],
    ['crew', ['5KN7R2A', 'O00000I']],
    ['number', '  '],
    ['number', null],
    ['colour', 'red'],
  ])('names the field %s when it holds %j', (name, value) => {
    const problems = entryProblems(register, words, { ...good, [name]: value });
    expect(problems.map(({ path }) => path)).toEqual([name]);
    expect(JSON.stringify(problems)).not.toContain('O00000I');
  });

  it('names every missing field at once', () => {
    const paths = entryProblems(register, words, {}).map(({ path }) => path);
    expect(paths).toEqual(['number', 'owner', 'tons', 'fee', 'afloat', 'kind', 'startsOn']);
  });
});

describe('days of validity', () => {
  const today = '2026-11-23';
  const of = (data: object, given: object) =>
    validityOf(register, { ...good, ...data }, { today, isNew: true, ...given });

  it('a new record starts on the day it names and ends after its last day', () => {
    expect(of({ endsOn: '2026-12-31' }, {})).toEqual({ validFrom: '2026-02-28', validTo: '2027-01-01', until: null });
  });
  it('a change starts today, or when it says', () => {
    expect(of({}, { isNew: false })?.validFrom).toBe(today);
    expect(of({}, { isNew: false, from: '2026-03-01' })?.validFrom).toBe('2026-03-01');
  });
  it('an entry that would never be in force is none', () => {
    expect(of({ endsOn: '2026-02-27' }, {})).toBeNull();
    expect(of({}, { from: '2026-05-01', until: '2026-05-01' })).toBeNull();
  });
});

describe('the last day of a register whose records end at once', () => {
  const [today, tomorrow] = ['2026-11-23', '2026-11-24'];
  const atOnce = { ...register, record: { ...register.record, endsAtOnce: true as const } };
  const version = (validTo: string | null): Version => {
    return { id: 'v', data: good, validFrom: '2026-02-28', validTo, recordedAt: new Date(0), supersededAt: null };
  };
  const of = (endsOn: string, given: object, kept: CompiledRegister = atOnce) =>
    validityOf(kept, { ...good, endsOn }, { today, isNew: false, known: [version(null)], ...given });

  it('leaves nothing of it where the end is entered that day, or later for that day', () => {
    expect(of(today, {})).toEqual({ validFrom: today, validTo: today, until: null });
    expect(of('2026-11-20', { from: '2026-11-20' })).toMatchObject({ validTo: '2026-11-20' });
    expect(of(today, {}, register)).toMatchObject({ validTo: tomorrow });
  });

  it('is whole where it was known before, or is still to come', () => {
    expect(of(today, { known: [version(tomorrow)] })).toMatchObject({ validTo: tomorrow });
    expect(of('2026-12-31', {})).toMatchObject({ validTo: '2027-01-01' });
    expect(of('2026-12-31', { from: '2026-12-31' })).toMatchObject({ validTo: '2027-01-01' });
    expect(of(today, { isNew: true, from: today, known: [] })).toMatchObject({ validTo: tomorrow });
  });

  it('gives way to what is said anew from that day on', () => {
    const ended = { ...version(today), validFrom: today };
    const entry = { validFrom: today, validTo: null, until: null, data: good };
    expect(applyEntry([ended], entry)).toEqual({
      superseded: [ended],
      kept: [],
      entered: { validFrom: today, validTo: null, data: good },
    });
    expect(versionOn([ended], today)).toBeUndefined();
  });
});

const dayOf = (offset: number) => addDays('2026-01-01', offset);

/** An entry as one would say it: from a day, perhaps only until another, for a record that perhaps ends by itself. */
const entries = fc.array(
  fc
    .record({
      from: fc.integer({ min: 0, max: 30 }),
      length: fc.option(fc.integer({ min: 1, max: 20 })),
      life: fc.option(fc.integer({ min: 1, max: 20 })),
    })
    .map(({ from, length, life }) => ({
      validFrom: dayOf(from),
      until: length === null ? null : dayOf(from + length),
      validTo: life === null ? null : dayOf(from + life),
    })),
  { maxLength: 8 },
);

/** The register after each entry, by the rule under test. Moments may coincide, as they do in one transaction. */
function keep(list: readonly Entry[], moments: readonly Date[]): Version[] {
  let versions: Version[] = [];
  for (const [index, entry] of list.entries()) {
    const at = moments[index] ?? new Date(0);
    const writing = applyEntry(
      versions.filter(({ supersededAt }) => supersededAt === null),
      entry,
    );
    const ended = new Set(writing.superseded.map(({ id }) => id));
    const added = [...writing.kept, writing.entered].map((part, number) => ({
      ...part,
      id: `${index}.${number}`,
      recordedAt: at,
      supersededAt: null,
    }));
    versions = [...versions.map((one) => (ended.has(one.id) ? { ...one, supersededAt: at } : one)), ...added];
  }
  return versions;
}

const meet = (a: Version, b: Version) =>
  (a.validTo === null || a.validTo > b.validFrom) && (b.validTo === null || b.validTo > a.validFrom);

describe('history', () => {
  it('reading as of a day, as known at a moment, gives what replaying the entries gives', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: -1, max: 55 }), fc.nat(9), (drafts, offset, known) => {
        const list = drafts.map((draft, number) => ({ ...draft, data: { number } }));
        // Two entries share a moment now and then.
        const moments = list.map((_, index) => new Date(Math.floor(index / 1.5) * 1000));
        const knownAt = new Date(known * 1000);
        const day = dayOf(offset);
        const last = list.findLast(
          (entry, index) =>
            (moments[index] ?? knownAt) <= knownAt &&
            entry.validFrom <= day &&
            (entry.until === null || entry.until > day),
        );
        const expected = last && (last.validTo === null || last.validTo > day) ? last.data : undefined;
        expect(versionOn(keep(list, moments), day, knownAt)?.data).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('what is said at one moment never overlaps, and nothing once said is lost', () => {
    fc.assert(
      fc.property(entries, (drafts) => {
        const list = drafts.map((draft, number) => ({ ...draft, data: { number } }));
        const versions = keep(
          list,
          list.map((_, index) => new Date(index)),
        );
        const said = versions.filter(({ supersededAt }) => supersededAt === null);
        const overlap = said.flatMap((a, index) => said.slice(index + 1).filter((b) => meet(a, b)));
        expect(overlap).toEqual([]);
        for (const { data } of list) expect(versions.some((version) => version.data === data)).toBe(true);
      }),
    );
  });
});
