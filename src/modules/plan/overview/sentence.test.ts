import { describe, expect, it } from 'vitest';
import { countsOf } from './counts.ts';
import { lackSentence, standingSentence } from './sentence.ts';
import type { MeasureState } from '../measures/index.ts';

const counts = (given: Partial<Record<MeasureState, number>>) =>
  countsOf(Object.entries(given).map(([state, count]) => ({ state: state as MeasureState, count })));

const mixed = counts({ done: 4, on_track: 19, soon: 1, late: 6, no_evidence: 3, no_deadline: 2, no_executor: 21 });

describe('the sentence of a plan', () => {
  it('counts in the grammar of each language', () => {
    expect(standingSentence(mixed, 'az')).toBe(
      '56 tədbirdən 4-ü icra olunub, 19-u vaxtında gedir, 1-i gecikmə təhlükəsi altındadır, 6-sı gecikir, 26-sının vəziyyəti məlum deyil.',
    );
    expect(standingSentence(mixed, 'en')).toBe(
      'Of 56 measures, 4 are done, 19 are on track, 1 is about to be late, 6 are late, the state of 26 is not known.',
    );
    expect(standingSentence(mixed, 'ru')).toBe(
      'Из 56 мероприятий 4 исполнены, 19 идут в срок, 1 под угрозой срыва срока, 6 просрочены, состояние 26 неизвестно.',
    );
  });

  it('agrees with one, and with numbers that end like one', () => {
    const given = counts({ done: 21, on_track: 1, late: 1 });
    expect(standingSentence(given, 'ru')).toBe('Из 23 мероприятий 21 исполнено, 1 идёт в срок, 1 просрочено.');
    expect(standingSentence(counts({ late: 20, done: 1 }), 'ru')).toBe('Из 21 мероприятия 1 исполнено, 20 просрочены.');
    expect(standingSentence(given, 'en')).toBe('Of 23 measures, 21 are done, 1 is on track, 1 is late.');
    expect(standingSentence(given, 'az')).toBe('23 tədbirdən 21-i icra olunub, 1-i vaxtında gedir, 1-i gecikir.');
  });

  it('says it shorter where all stand alike, and that there are none', () => {
    expect(standingSentence(counts({ no_executor: 50, no_deadline: 5 }), 'az')).toBe(
      '55 tədbirin heç birinin vəziyyəti hələ məlum deyil.',
    );
    expect(standingSentence(counts({ done: 3 }), 'ru')).toBe('Все 3 мероприятия исполнены.');
    expect(standingSentence(counts({ late: 1 }), 'en')).toBe('The plan’s only measure is late.');
    expect(standingSentence(counts({}), 'az')).toBe('Planda hələ tədbir yoxdur.');
  });

  it('names what is missing', () => {
    expect(lackSentence(mixed, 'az')).toBe(
      '21 tədbirin icraçısı göstərilməyib, 2 tədbirin müddəti göstərilməyib, 3 tədbir üzrə təsdiqlənmiş sübut yoxdur.',
    );
    expect(lackSentence(mixed, 'ru')).toBe(
      'У 21 мероприятия не указан исполнитель, у 2 мероприятий не указан срок, у 3 мероприятий нет подтверждений.',
    );
    expect(lackSentence(counts({ done: 1, not_assessed: 1 }), 'en')).toBe('1 measure has no milestones.');
    expect(lackSentence(counts({ done: 1 }), 'en')).toBe('');
  });
});
