import { describe, expect, it } from 'vitest';
import type { EntryKind } from '../kinds.ts';
import { answersOf } from './answers.ts';
import { type Answers, readDraft } from './draft.ts';
import { enteredKinds, furtherOf, questionsOf } from './questions.ts';

const scope = (kind: EntryKind) => ({
  kind,
  code: 'one',
  institution: 'aef',
  state: 'in_use' as const,
  find: () => ({ ref: { kind: 'system' as const, code: 'other' } }),
  concepts: [],
});

const system: Answers = {
  title: 'Sistem',
  about: 'Sınaq.',
  acts: 'technopark-rules 4.3',
  email: 'texnika@aef.example',
  criticality: 'ordinary',
  hours: 'office',
  place: 'local',
};
const further: Answers = { unit: 'Texniki şöbə', availability: '99,5', restoreHours: '4', users: '1200' };

describe('what may be said of an entry besides the questions', () => {
  it('adds no question to the twelve and makes none of it needed', () => {
    for (const kind of enteredKinds) {
      const asked = questionsOf(kind).map(({ name }) => name);
      const besides = furtherOf(kind);
      expect(asked.length).toBeLessThanOrEqual(12);
      expect(besides.length).toBeGreaterThanOrEqual(3);
      expect(besides.every(({ optional }) => optional)).toBe(true);
      expect(besides.filter(({ name }) => asked.includes(name))).toEqual([]);
    }
    expect(readDraft({ answers: system }, scope('system')).problems).toEqual([]);
    expect(furtherOf('register').map(({ name }) => name)).toContain('criticality');
  });

  it('is read into the envelope, and written from it as it was typed', () => {
    const { envelope, problems } = readDraft({ answers: { ...system, ...further } }, scope('system'));
    expect(problems).toEqual([]);
    expect(envelope).toMatchObject({
      contact: { unit: 'Texniki şöbə', email: 'texnika@aef.example' },
      serviceLevel: { hours: 'office', availability: 99.5, restoreHours: 4 },
      spec: { users: 1200 },
    });
    expect(envelope && answersOf(envelope)).toMatchObject(further);
  });

  it('is taken out by an empty answer', () => {
    const { envelope: base } = readDraft({ answers: { ...system, ...further } }, scope('system'));
    if (!base) throw new Error('no envelope');
    const answers = { ...answersOf(base), unit: '', availability: '', users: '' };
    const { envelope } = readDraft({ answers, base }, scope('system'));
    expect(envelope?.contact).toEqual({ email: 'texnika@aef.example' });
    expect(envelope?.serviceLevel).toEqual({ hours: 'office', restoreHours: 4 });
    expect(envelope?.spec).toEqual({});
  });

  it('tells in three languages what is no number', () => {
    const wrong = { ...system, availability: '101', restoreHours: 'tez', users: '1,5' };
    const { problems, envelope } = readDraft({ answers: wrong }, scope('system'));
    expect(envelope).toBeUndefined();
    expect(problems.map(({ name, text }) => [name, text.az, text.en, text.ru])).toEqual([
      ['availability', '0 ilə 100 arasında ədəd yazın.', 'Write a number from 0 to 100.', 'Укажите число от 0 до 100.'],
      [
        'restoreHours',
        '0 ilə 8760 arasında ədəd yazın.',
        'Write a number from 0 to 8760.',
        'Укажите число от 0 до 8760.',
      ],
      ['users', expect.any(String), expect.any(String), expect.any(String)],
    ]);
  });
});
