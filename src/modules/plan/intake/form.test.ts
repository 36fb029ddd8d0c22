import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lang, langs } from '../../../language/index.ts';
import { openWorkbook, writeWorkbook, type WriteValue } from '../../../protocols/xlsx/index.ts';
import type { Institution } from '../../identity/index.ts';
import type { GivenParty, ItemRow, Title } from '../measures/index.ts';
import { keptReading } from './draft.ts';
import { readDeadline } from './deadline.ts';
import { readFormOf } from './form-enter.ts';
import { formSheets } from './form.ts';
import type { StandingPlan } from './form-read.ts';
import { writeForm, writeTemplate } from './form-write.ts';
import { ownersAmong } from './owners.ts';
import type { StandingMeasure, StandingMilestone } from './store.ts';

const same = (word: string) => ({ az: word, en: word, ru: word });
const institutions = ['bax', 'sun', 'əkn'].map((code): Institution => {
  const [acronym, name] = [same(code.toUpperCase()), same(`Nazirlik ${code}`)];
  return { code: code.replace('ə', 'e'), kind: 'ministry', acronym, name, successor: null, closedOn: null };
});
const owners = ownersAmong(new Map(institutions.map((one) => [one.code, one])), '2026-11-23');

const gather = async (chunks: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(chunks));

const word = fc
  .stringMatching(/^[\p{L}\p{N} “”„".,;:!?<>&'_()-]{1,40}$/u)
  .map((text) => text.trim())
  .filter((text) => text !== '');
const title: fc.Arbitrary<Title> = fc.record({ az: word, en: word, ru: word }, { requiredKeys: ['az'] });
const day = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const dates = fc.oneof(
  fc.constant({ starts: null, due: null }),
  fc
    .tuple(day, day, fc.boolean())
    .map(([a, b, start]) => ({ starts: start ? (a < b ? a : b) : null, due: a < b ? b : a })),
);
const parties = fc
  .shuffledSubarray(institutions.map(({ code }) => code))
  .chain((codes) =>
    fc
      .boolean()
      .map((led) =>
        codes.map(
          (institution, at): GivenParty => ({ institution, role: led && at === 0 ? 'executor' : 'co_executor' }),
        ),
      ),
  );
const deadline = fc.constantFrom(null, '2027-ci ilin payızına qədər', 'daimi', 'yaxın vaxtda', 'III rüb 2027');

interface Made {
  readonly direction: string;
  readonly measure: Omit<StandingMeasure, 'id' | 'number' | 'version'> & {
    readonly title: Title;
    readonly text: string | null;
  };
}
const measure: fc.Arbitrary<Made['measure']> = fc
  .tuple(
    title,
    deadline,
    dates,
    parties,
    fc.array(title, { maxLength: 3 }),
    fc.array(fc.tuple(title, dates, fc.integer({ min: 1, max: 99_999 }), fc.nat(), fc.nat()), { maxLength: 4 }),
  )
  .map(([name, text, days, who, things, steps]) => ({
    title: name,
    text,
    ...days,
    parties: who,
    deliverables: things.map((one, at) => ({ code: `D${at + 1}`, title: one })),
    milestones: steps.map(
      ([one, when, weight, needs, thing], at): StandingMilestone => ({
        code: `M${at + 1}`,
        title: one,
        weight: (weight / 1000).toFixed(3),
        deliverable: thing % 3 === 0 || things.length === 0 ? null : `D${(thing % things.length) + 1}`,
        needs: at === 0 || needs % 2 === 0 ? [] : [`M${(needs % at) + 1}`],
        ...when,
      }),
    ),
  }));

const plan: fc.Arbitrary<StandingPlan> = fc
  .array(fc.record({ direction: fc.constantFrom('1', '2.A', ''), measure }), { maxLength: 6 })
  .map((made) => standingOf(made));

function standingOf(made: readonly Made[]): StandingPlan {
  const row = (
    number: string,
    kind: ItemRow['kind'],
    name: Title,
    parent: string | null,
    text: string | null = null,
  ): ItemRow => ({
    id: number,
    plan: 'p',
    number,
    parent,
    kind,
    position: 0,
    title: name,
    note: null,
    absolute: false,
    wording: null,
    wording_source: null,
    deadline_text: text,
    deadline_reading: text === null ? null : (keptReading(readDeadline(text).reading) ?? null),
    removed_at: null,
  });
  const items = [row('1', 'direction', same('Bir'), null), row('2.A', 'group', same('İki'), '1')];
  const measures = new Map<string, StandingMeasure>();
  made.forEach(({ direction, measure: { title: name, text, ...rest } }, at) => {
    const number = direction === '' ? `T-${at}` : `${direction}.${at}0`;
    items.push(row(number, 'measure', name, direction === '' ? null : direction, text));
    measures.set(number, { id: number, number, version: rest.due ? 0 : null, ...rest });
  });
  const responsible = [
    { institution: 'bax', name: 'Aysel Ə.', post: same('Müavin'), from: '2025-01-01', to: '2026-05-01', act: null },
    { institution: 'bax', name: 'İlqar I.', post: { az: 'Müavin' }, from: '2026-05-01', to: null, act: 'Əmr 1' },
  ];
  return { plan: { code: 'p', origin: 'import', period_from: '2026-01-01' }, items, measures, responsible, owners };
}

describe('the form', () => {
  it('gives back everything that was entered, in each language', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.constantFrom(...langs), async (standing, lang) => {
        const { draft, findings } = await readFormOf(standing, await gather(writeForm(standing, lang)));
        expect(findings.filter(({ notice }) => !notice)).toEqual([]);
        const measures = [...standing.measures.values()];
        expect(draft.measures.map(({ number, parties: who }) => ({ number, parties: who }))).toEqual(
          measures.map(({ number, parties: who }) => ({ number, parties: who })),
        );
        expect(draft.measures.map(({ schedule }) => plain(schedule))).toEqual(measures.map(plain));
        expect(draft.items.map((item) => [item.number, item.parent ?? null, item.kind, item.title])).toEqual(
          standing.items.map((item) => [item.number, item.parent, item.kind, item.title]),
        );
        for (const item of draft.items) {
          const before = standing.items.find(({ number }) => number === item.number);
          if (item.kind === 'measure')
            expect([item.deadlineText, item.deadline ?? null]).toEqual([
              before?.deadline_text,
              before?.deadline_reading,
            ]);
        }
        expect(draft.responsible).toEqual(standing.responsible);
      }),
      { numRuns: 40 },
    );
  });
});

/** Dates, deliverables and milestones alone, null where there is none. */
function plain({
  starts,
  due,
  deliverables,
  milestones,
}:
  | (Pick<Partial<StandingMeasure>, 'starts' | 'due'> & {
      deliverables: readonly object[];
      milestones: readonly object[];
    })
  | Awaited<ReturnType<typeof readFormOf>>['draft']['measures'][number]['schedule']) {
  return {
    starts: starts ?? null,
    due: due ?? null,
    deliverables,
    milestones: milestones.map((one) => ({ starts: null, due: null, deliverable: null, needs: [], ...one })),
  };
}

const filled: Made['measure'] = {
  title: { az: 'Xəritə' },
  text: null,
  starts: '2027-01-01',
  due: '2027-06-30',
  parties: [{ institution: 'bax', role: 'executor' }],
  deliverables: [{ code: 'D1', title: { az: 'Xəritə' } }],
  milestones: [
    {
      code: 'M1',
      title: { az: 'Bir' },
      weight: '1.000',
      deliverable: null,
      needs: [],
      starts: null,
      due: '2027-02-28',
    },
    { code: 'M2', title: { az: 'İki' }, weight: '1.000', deliverable: 'D1', needs: ['M1'], starts: null, due: null },
  ],
};
const standing = standingOf([
  { direction: '1', measure: filled },
  { direction: '1', measure: { ...filled, due: null, starts: null, deliverables: [], milestones: [], parties: [] } },
]);

/** A workbook of the form with these rows, by the headings of a language. */
async function bookOf(
  sheets: Readonly<Record<string, readonly Readonly<Record<string, WriteValue>>[]>>,
  lang: Lang = 'az',
) {
  const named = formSheets.flatMap(({ name, title: heading, columns }) => {
    const rows = sheets[name];
    if (!rows) return [];
    const used = columns.filter(({ path, needed }) => needed || rows.some((row) => path in row));
    return [
      {
        name: heading[lang],
        columns: used.map((one) => ({ heading: one.heading[lang] })),
        rows: rows.map((row) => used.map(({ path }) => row[path])),
      },
    ];
  });
  return gather(writeWorkbook({ sheets: named }));
}

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
      'Tədbirlər B2: No institution “BAXX” was found. Did you mean “bax”?',
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
    ['a weight of nothing', { milestones: [{ ...m1, weight: 0 }] }, /D2: “0” is no number\. Write a number above zero/],
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
      'Milestones B1: The column “Colour” is not known.',
      'Milestones A1: The column “Kod” is missing.',
      'Milestones A1: The column “Adı (az)” is missing.',
      'Milestones A1: The column “Çəki” is missing.',
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

describe('the template', () => {
  it('offers measures by the direction that was chosen', async () => {
    const book = await openWorkbook(await gather(writeTemplate(standing, 'en')));
    expect(book.sheets).toEqual([
      { name: 'Measures', hidden: false },
      { name: 'Deliverables', hidden: false },
      { name: 'Milestones', hidden: false },
      { name: 'Responsible', hidden: false },
      { name: 'Lists', hidden: true },
    ]);
    const lists = await Array.fromAsync(book.rows('Lists'));
    expect(lists[0]?.cells.map(({ value }) => value)).toEqual(['institutions', 'parents', 'm_1']);
    expect(lists.slice(1).map(({ cells }) => cells.at(-1)?.value)).toEqual(['1.00 Xəritə', '1.10 Xəritə', 'SUN']);
    expect(await Array.fromAsync(book.rows('Milestones'))).toHaveLength(1);
  });
});
