import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../../protocols/xlsx/index.ts';
import { readFormOf } from './form-enter.ts';
import type { StandingPlan } from './form-read.ts';
import { bookOf, gather, standing } from './test-stand.ts';

const told = async (sheets: Parameters<typeof bookOf>[0], against: StandingPlan = standing) => {
  const { findings } = await readFormOf(against, await bookOf(sheets));
  return findings.map(({ sheet, cell, message, remedy }) => `${sheet} ${cell}: ${message.en} ${remedy.en}`);
};

describe('errors of the form, cell by cell', () => {
  const m1 = { measure: '1.00', code: 'M1', 'title.az': 'Bir', weight: 1, due: { date: '2027-02-28' } };

  it.each<[string, Parameters<typeof bookOf>[0], string | RegExp]>([
    [
      'an institution that is none',
      { measures: [{ number: '1.10', executor: 'BAXX' }] },
      'Tədbirlər B2: No institution “BAXX” was found. Did you mean “BAX”?',
    ],
    [
      'an institution that is like no other',
      { measures: [{ number: '1.10', executor: 'Kimsə' }] },
      'Tədbirlər B2: No institution “Kimsə” was found. Choose from the list.',
    ],
    [
      'one institution twice',
      { measures: [{ number: '1.10', executor: 'BAX', coExecutors: 'SUN; Nazirlik bax' }] },
      /^Tədbirlər C2: “Nazirlik bax” stands twice/,
    ],
    [
      'a date that is none',
      { measures: [{ number: '1.10', due: '31.02.2027' }] },
      'Tədbirlər B2: “31.02.2027” is no date. Write the date like this: 31.12.2027.',
    ],
    ['a number for a date', { measures: [{ number: '1.10', due: 2027 }] }, /B2: “2027” is no date/],
    [
      'an end before the start',
      { measures: [{ number: '1.10', starts: { date: '2027-03-01' }, due: { date: '2027-02-01' } }] },
      /C2: The end comes before the start/,
    ],
    [
      'a start without an end',
      { measures: [{ number: '1.10', starts: { date: '2027-03-01' } }] },
      /There is no due date/,
    ],
    [
      'a date that was set and is gone',
      { measures: [{ number: '1.00', executor: 'BAX' }] },
      /A date that was set cannot be removed\. Write the date: 30\.06\.2027\.$/,
    ],
    [
      'a measure twice',
      { measures: [{ number: '1.10' }, { number: '1.10' }] },
      'Tədbirlər A3: “1.10” stands twice. Remove one or change its code.',
    ],
    ['a number that lost its end', { measures: [{ number: 1.1 }] }, /A2: A text is expected here: 1\.1\./],
    ['a new measure without a title', { measures: [{ number: '1.50' }] }, /Nothing stands here\. Fill the cell in\.$/],
    [
      'another direction',
      { measures: [{ parent: '2.A İki', number: '1.10' }] },
      /A2: “2\.A” is not the direction of this measure/,
    ],
    [
      'no measure',
      { deliverables: [{ measure: '9', code: 'D1', 'title.az': 'x' }] },
      /Çıxış nəticələri A2: The plan has no measure “9”/,
    ],
    [
      'a needed cell left empty',
      { deliverables: [{ measure: '1.00', code: 'D1' }] },
      'Çıxış nəticələri C2: Nothing stands here. Fill the cell in.',
    ],
    ['a weight of nothing', { milestones: [{ ...m1, weight: 0 }] }, /D2: “0” is no weight\. Write a number above zero/],
    [
      'a deliverable that is none',
      { milestones: [{ ...m1, deliverable: 'D9' }] },
      /The measure has no deliverable “D9”/,
    ],
    ['a milestone that is none', { milestones: [{ ...m1, needs: 'M9' }] }, /There is no milestone “1\.00\/M9”/],
    [
      'a circle',
      {
        milestones: [
          { ...m1, needs: 'M2' },
          { ...m1, code: 'M2', due: null, needs: '1.00/M1' },
        ],
      },
      /in a circle: 1\.00\/M1 → 1\.00\/M2 → 1\.00\/M1/,
    ],
    [
      'two terms that overlap',
      {
        responsible: [
          { institution: 'BAX', name: 'A B', 'post.az': 'x', from: { date: '2026-01-01' }, to: { date: '2026-09-01' } },
        ],
      },
      /Two terms of this institution overlap/,
    ],
    [
      'a term that ends before it begins',
      {
        responsible: [
          { institution: 'SUN', name: 'A B', 'post.az': 'x', from: { date: '2026-01-01' }, to: { date: '2025-09-01' } },
        ],
      },
      /E2: The end comes before the start/,
    ],
  ])('tells of %s', async (_, sheets, expected) => {
    const [first, ...more] = await told(sheets);
    expect(first).toMatch(expected);
    expect(more.filter((one) => !one.includes('circle'))).toEqual([]);
  });

  it('lets nobody rewrite the titles of a definition', async () => {
    const defined = { ...standing, plan: { ...standing.plan, origin: 'definition' as const } };
    expect(await told({ measures: [{ number: '1.10', 'title.az': 'Başqa' }] }, defined)).toEqual([
      'Tədbirlər B2: The title of the measure is kept in the plan’s definition. Empty the cell or write: Xəritə.',
    ]);
    expect(await told({ measures: [{ number: '1.90', 'title.az': 'Yeni' }] }, defined)).toEqual([
      expect.stringContaining('The plan has no measure “1.90”'),
    ]);
  });

  it('tells of sheets and columns that are not of the form', async () => {
    const book = await gather(
      writeWorkbook({
        sheets: [
          { name: 'Sheet1', columns: [{ heading: 'a' }] },
          { name: 'Milestones', columns: [{ heading: 'Measure' }, { heading: 'Colour' }] },
        ],
      }),
    );
    const { findings } = await readFormOf(standing, book);
    expect(findings.map(({ sheet, cell, message }) => `${sheet} ${cell}: ${message.en}`)).toEqual([
      'Sheet1 A1: This sheet is not known.',
      'Milestones A1: The column “Kod” is missing.',
      'Milestones A1: The column “Adı (az)” is missing.',
      'Milestones A1: The column “Çəki” is missing.',
      'Milestones B1: The column “Colour” is not known.',
    ]);
  });

  it('reads a deadline in words where no date is given, and says when it cannot', async () => {
    const rows = [
      { number: '1.10', deadlineText: 'III rüb 2027' },
      { number: '1.00', deadlineText: 'tezliklə', due: { date: '2027-06-30' }, starts: { date: '2027-01-01' } },
    ];
    const { draft, findings } = await readFormOf(standing, await bookOf({ measures: rows }));
    expect(draft.measures.map(({ number, schedule: { starts, due } }) => [number, starts, due])).toEqual([
      ['1.10', '2027-07-01', '2027-09-30'],
      ['1.00', '2027-01-01', '2027-06-30'],
    ]);
    expect(findings).toMatchObject([{ cell: 'B3', notice: true }]);
  });

  it('leaves what a measure has on sheets where it has no rows', async () => {
    const { draft } = await readFormOf(
      standing,
      await bookOf({
        measures: [{ number: '1.00', due: { date: '2027-06-30' } }],
        milestones: [{ measure: '1.10', code: 'M1', 'title.az': 'x', weight: 1 }],
      }),
    );
    expect(draft.measures[0]?.schedule.milestones.map(({ code }) => code)).toEqual(['M1', 'M2']);
    expect(draft.measures[0]?.parties).toEqual([]);
  });

  it('ends the term of who is not on the form when the next begins', async () => {
    const next = { institution: 'BAX', name: 'Yeni Şəxs', 'post.az': 'Müavin', from: { date: '2026-12-01' } };
    const { draft } = await readFormOf(standing, await bookOf({ responsible: [next] }));
    expect(draft.responsible.map(({ name, to }) => [name, to])).toEqual([
      ['İlqar I.', '2026-12-01'],
      ['Yeni Şəxs', null],
    ]);
  });
});
