import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose } from '../../../../test/changed-definitions.ts';
import { unfulfilled, unreadyPage } from '../rules/field-checks.ts';
import type { AskedField, CompiledService } from './compiled.ts';

const service = 'services/freelancer-registration/service.yaml';
const all = await definitionsOf('freelancer-registration');
const otherwise = { az: 'Düzəldin.', en: 'Put it right.', ru: 'Исправьте.' };

const label = (az: string) => ({ az, en: az, ru: az });

/** The service with one more question, a day, and what it has to fulfil. */
function withCheck(that: string, more: Record<string, unknown> = {}) {
  return compileChanged(all, {
    [service]: (source: Loose) => {
      const why = { az: 'Niyə', en: 'Why', ru: 'Зачем' };
      const article = 'freelancer-rules 2.1';
      Object.assign(source.data ?? {}, {
        begins: { source: 'applicant', concept: 'kindergarten.startsOn', label: label('Başlanğıc'), why, article },
        ends: {
          source: 'applicant',
          concept: 'pension.startsOn',
          label: label('Son'),
          why,
          article,
          check: { that, otherwise, article, ...more },
        },
      });
      const pages = source.pages as unknown as object[];
      pages.push({
        page: 'gunler',
        question: { az: 'Nə vaxt?', en: 'When?', ru: 'Когда?' },
        fields: ['begins', 'ends'],
      });
    },
  });
}

const found = (that: string, more?: Record<string, unknown>) =>
  withCheck(that, more).problems.flatMap(({ rule, message }) => (rule === 'scenario' ? [] : [[rule, message.en]]));

describe('what an answer has to fulfil', () => {
  it('is a truth over the answer itself, other answers and the day of the application', () => {
    const texts = found('ends >= begins and ends >= submittedOn').map(([rule]) => rule);
    expect(texts).not.toContain('check');
    expect(found('begins')).toContainEqual(['check', 'The condition is neither true nor false.']);
    expect(found('begins >= submittedOn')).toContainEqual([
      'check',
      'The condition does not look at the answer “ends” itself.',
    ]);
    expect(found('ends >= birthDate').map(([, says]) => says)).toContain(
      '“birthDate” is no answer of the applicant: it may not be known when the form is filled in.',
    );
    expect(found('ends >= nothing').map(([rule]) => rule)).not.toEqual([]);
    expect(found('ends >= begins', { article: undefined }).map(([rule]) => rule)).toContain('no-article');
  });
});

const field = (name: string, more: Partial<AskedField> = {}): AskedField => ({
  source: 'applicant',
  concept: 'c',
  class: 'open',
  type: 'date',
  optional: true,
  maxLength: 250,
  name,
  label: label(name),
  why: label('Niyə'),
  article: 'rules 1',
  ...more,
});
const check = { that: 'ends >= begins and ends >= submittedOn', otherwise, article: 'rules 2' };
const fields = [field('begins'), field('ends', { check })];
const pages = [
  { page: 'first', question: label('?'), fields: ['begins'] },
  { page: 'second', question: label('?'), fields: ['ends'] },
];
const given = { fields, pages, notAsked: new Set() } as unknown as CompiledService;

describe('an answer', () => {
  const wrongOn = (answers: Record<string, string | null>, day = '2026-11-02') =>
    unfulfilled(given, pages[1] as (typeof pages)[0], answers, day);

  it('is told what to put right, by all other answers and the day', () => {
    const right = { begins: '2026-11-03', ends: '2026-11-04' };
    expect(wrongOn(right)).toEqual([]);
    expect(wrongOn({ ...right, begins: '2026-11-05' })).toEqual([{ field: 'ends', text: otherwise }]);
    expect(wrongOn(right, '2026-11-05')).toEqual([{ field: 'ends', text: otherwise }]);
    // What rests on an answer that is not there yet, or was never given, is nobody's mistake.
    expect(wrongOn({ ends: '2026-11-04' })).toEqual([]);
    expect(wrongOn({ begins: '2026-11-05', ends: null })).toEqual([]);
  });

  it('keeps an application from being sent, where its page may be answered now', () => {
    const answers = { begins: '2026-11-05', ends: '2026-11-04' };
    const day = '2026-11-02';
    expect(unreadyPage(given, answers, { open: ['first', 'second'], day })).toBe('second');
    expect(unreadyPage(given, answers, { open: ['first'], day })).toBeUndefined();
  });
});
