import { describe, expect, it } from 'vitest';
import { draftOf, readDraft } from './date-draft.ts';

describe('a schedule to be changed', () => {
  it('is read back as it was where nothing was typed, weights too', () => {
    const step = { title: { az: 'Addım' }, due: '2027-06-30' };
    const schedule = {
      due: '2027-06-30',
      deliverables: [],
      // As the database has them: three digits behind the point.
      milestones: [
        { ...step, code: 'M1', weight: '30.000' },
        { ...step, code: 'M2', weight: '0.125' },
      ],
    };
    const draft = draftOf(schedule);
    expect(draft.milestones.map(({ weight }) => weight)).toEqual(['30', '0,125']);
    const { schedule: read, problems } = readDraft({ ...draft, reason: 'Əsas var.' }, schedule);
    expect(problems).toEqual([]);
    expect(read?.milestones.map(({ weight }) => Number(weight))).toEqual([30, 0.125]);
  });
});
