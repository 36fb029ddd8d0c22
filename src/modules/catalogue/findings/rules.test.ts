import { describe, expect, it } from 'vitest';
import { entryStates, kindNames, type EntryState } from '../kinds.ts';
import { ruleNames } from './entity.ts';
import { yearAfter, yearBefore } from '../year.ts';
import { type JudgedEntry, judgeCallers, judgeEntry, type Known } from './rules.ts';

const now = new Date('2026-11-23T05:00:00Z');
const day = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day);

const known: Known = {
  now,
  centre: 'rinn',
  institution: (code) =>
    ({
      open: { abandoned: false, hasContact: true },
      silent: { abandoned: false, hasContact: false },
      gone: { abandoned: true, hasContact: true },
      rinn: { abandoned: false, hasContact: true },
    })[code],
  observed: {
    callers: [
      { institution: 'open', count: 3, last: ago(1) },
      { institution: 'shadow', count: 7, last: new Date('2026-11-22T21:00:00Z') },
    ],
    uses: [
      { kind: 'register', code: 'idle', count: 0 },
      { kind: 'register', code: 'busy', count: 12 },
    ],
  },
  unused: new Set(['register/idle']),
};

const entry = (more: Partial<JudgedEntry> = {}): JudgedEntry => ({
  kind: 'register',
  code: 'busy',
  institution: 'open',
  state: 'in_use',
  enteredAt: ago(800),
  confirmedAt: ago(10),
  hasContact: true,
  regulated: false,
  ...more,
});
const found = (more: Partial<JudgedEntry>) =>
  judgeEntry(entry(more), known).map(({ rule, detail, institution }) => [rule, detail, institution].join(' '));

describe('what the rules find about an entry', () => {
  it.each<[string, Partial<JudgedEntry>, readonly string[]]>([
    ['nothing about a good one', {}, []],
    ['a service without a regulation', { kind: 'service' }, ['no_regulation  open']],
    ['not one that has it', { kind: 'service', regulated: true }, []],
    ['not one that is only being established', { kind: 'service', state: 'being_established' }, []],
    ['no regulation of a system', { kind: 'system' }, []],
    ['an owner closed without successor', { institution: 'gone' }, ['no_owner closed rinn']],
    ['an owner that nobody knows', { institution: 'nobody' }, ['no_owner closed rinn']],
    ['nobody to ask', { institution: 'silent', hasContact: false }, ['no_owner contact silent']],
    ['not where the entry names an office', { institution: 'silent' }, []],
    ['not where the institution does', { hasContact: false }, []],
    ['no owner of an institution itself', { kind: 'institution', institution: 'silent', hasContact: false }, []],
    ['one confirmed a year and a day ago', { confirmedAt: ago(366) }, ['not_confirmed  open']],
    ['not one confirmed a year ago to the day', { confirmedAt: yearBefore(now) }, []],
    ['one never confirmed, entered long ago', { confirmedAt: null }, ['not_confirmed  open']],
    ['not one never confirmed, but new', { confirmedAt: null, enteredAt: ago(3) }, []],
    ['one that nobody asked in a year', { code: 'idle' }, ['unused  open']],
    ['not one that is new', { code: 'idle', enteredAt: ago(364) }, []],
    ['not one whose use nobody sees', { code: 'unseen' }, []],
    ['not another kind with the same code', { kind: 'api', code: 'idle' }, []],
    ['not one being established', { code: 'idle', state: 'being_established' }, []],
    [
      'several at once',
      { code: 'idle', institution: 'gone', confirmedAt: ago(500) },
      ['no_owner closed rinn', 'not_confirmed  rinn', 'unused  rinn'],
    ],
  ])('%s', (_, more, expected) => {
    expect(found(more)).toEqual(expected);
  });

  it('is nothing about what is out of use, for every kind, owner and age', () => {
    for (const kind of kindNames)
      for (const institution of ['open', 'silent', 'gone', 'nobody'])
        for (const confirmedAt of [null, ago(1), ago(1000)])
          expect(found({ kind, institution, confirmedAt, code: 'idle', state: 'finished' })).toEqual([]);
  });

  it('has always one rule, an owner that can be told, and is found once', () => {
    const states = Object.keys(entryStates) as EntryState[];
    for (const kind of kindNames)
      for (const state of states)
        for (const institution of ['open', 'silent', 'gone', 'nobody'])
          for (const code of ['idle', 'busy', 'unseen'])
            for (const age of [1, 365, 366, 4000])
              for (const yes of [true, false]) {
                const given = { kind, state, institution, code, enteredAt: ago(age), hasContact: yes, regulated: yes };
                const causes = judgeEntry(entry({ ...given, confirmedAt: yes ? ago(age) : null }), known);
                const keys = causes.map(({ rule, detail }) => `${rule} ${detail}`);
                expect(new Set(keys).size).toBe(keys.length);
                for (const cause of causes) {
                  expect(ruleNames).toContain(cause.rule);
                  expect(known.institution(cause.institution)?.abandoned).toBe(false);
                }
              }
  });
});

describe('who asks the exchange', () => {
  it('is found where the register has no entry of it, with how often and when last by the calendar of Baku', () => {
    expect(judgeCallers(known, new Set(['open', 'rinn']))).toEqual([
      {
        rule: 'unregistered_caller',
        kind: 'institution',
        code: 'shadow',
        detail: '',
        institution: 'rinn',
        details: { count: 7, last: '2026-11-23' },
      },
    ]);
    expect(judgeCallers(known, new Set(['open', 'shadow']))).toEqual([]);
    expect(judgeCallers(known, new Set())).toHaveLength(2);
  });
});

describe('a year before', () => {
  it.each([
    ['2026-11-23T05:00:00Z', '2025-11-23T05:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2027-03-01T00:00:00.000Z'],
  ])('%s is %s', (moment, before) => {
    expect(yearBefore(new Date(moment)).toISOString()).toBe(before);
  });

  it('and ends on the same day of the next', () => {
    expect(yearAfter('2026-11-23')).toBe('2027-11-23');
    expect(yearAfter('2028-02-29')).toBe('2029-03-01');
  });
});
