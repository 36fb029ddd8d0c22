import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { langs } from '../../../language/index.ts';
import { openWorkbook } from '../../../protocols/xlsx/index.ts';
import type { GivenParty, StandingMilestone, Title } from '../measures/index.ts';
import { readFormOf } from './form-enter.ts';
import { type FormDraft, type StandingPlan, standingMark } from './form-read.ts';
import { writeForm, writeTemplate } from './form-write.ts';
import { bookOf, filled, gather, institutions, type Made, standing as stood, standingOf } from './test-stand.ts';

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
        expect(draft.measures.map(({ schedule }) => plain(schedule))).toEqual(
          measures.map((one) => plain(one as unknown as Parameters<typeof plain>[0])),
        );
        expect(draft.items.map((item) => [item.number, item.parent ?? null, item.kind, item.title])).toEqual(
          standing.items.map((item) => [item.number, item.parent, item.kind, item.title]),
        );
        const deadlines = draft.items.map((item) => [item.deadlineText ?? null, item.deadline ?? null]);
        expect(deadlines).toEqual(standing.items.map((item) => [item.deadline_text, item.deadline_reading]));
        expect(draft.responsible).toEqual(standing.responsible);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a form that was taken before the plan changed', () => {
  it('undoes nothing: what it leaves as it was stays as it is now', async () => {
    await fc.assert(
      fc.asyncProperty(plan, plan, fc.constantFrom(...langs), async (then, now, lang) => {
        const { draft, findings } = await readFormOf(now, await gather(writeForm(then, lang)));
        const kept = [...then.measures.keys()].filter((number) => now.measures.has(number));
        const same = (number: string) => {
          const item = (of: StandingPlan) => of.items.find((one) => one.number === number);
          const [a, b] = [item(then), item(now)];
          return a && b && standingMark(then, a) === standingMark(now, b);
        };
        const entered = new Set(draft.measures.map(({ number }) => number));
        expect(kept.filter((number) => entered.has(number))).toEqual(kept.filter(same));
        const titles = draft.items.filter(({ number }) => kept.includes(number)).map(({ title: of }) => of);
        const items = now.items.filter(({ number }) => kept.includes(number));
        expect(titles).toEqual(items.map(({ title: of }) => of));
        expect(findings.filter(({ message }) => message.en.includes('after the form was taken'))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('is refused at the row that changes what was changed since', async () => {
    const written = (measure: Made['measure']) => standingOf([{ direction: '1', measure }]);
    const taken = await writtenMarks(written(filled));
    const now = written({ ...filled, due: '2027-09-30' });
    const row = { number: '1.00', 'title.az': 'Xəritə', executor: 'SUN', due: { date: '2027-06-30' } };
    const told = async (against: StandingPlan) =>
      (await readFormOf(against, await bookOf({ measures: [row] }, 'az', taken))).findings.map(
        ({ cell, message }) => `${cell} ${message.en}`,
      );
    expect(await told(now)).toEqual(['A2 Measure 1.00 was changed after the form was taken.']);
    expect(await told(written(filled))).toEqual([]);
  });
});

/** The hidden sheet of a form of a plan. */
async function writtenMarks(of: StandingPlan) {
  const lists = await Array.fromAsync((await openWorkbook(await gather(writeForm(of, 'az')))).rows('Siyahılar'));
  return lists.map(({ cells }) => cells.map(({ value }) => String(value)));
}

/** Dates, deliverables and milestones alone, null where there is none. */
function plain(given: Omit<FormDraft['measures'][number]['schedule'], 'starts' | 'due'> & Days) {
  const { starts = null, due = null, deliverables, milestones } = given;
  const steps = milestones.map((one) => ({ starts: null, due: null, deliverable: null, needs: [], ...one }));
  return { starts, due, deliverables, milestones: steps };
}
interface Days {
  readonly starts?: string | null | undefined;
  readonly due?: string | null | undefined;
}

describe('the template', () => {
  it('offers measures by the direction that was chosen', async () => {
    const book = await openWorkbook(await gather(writeTemplate(stood, 'en')));
    expect(book.sheets).toEqual([
      { name: 'Measures', hidden: false },
      { name: 'Deliverables', hidden: false },
      { name: 'Milestones', hidden: false },
      { name: 'Responsible', hidden: false },
      { name: 'Lists', hidden: true },
    ]);
    const lists = await Array.fromAsync(book.rows('Lists'));
    expect(lists[0]?.cells.map(({ value }) => value)).toEqual(['institutions', 'parents', 'marks', 'm_1']);
    expect(lists.slice(1).map(({ cells }) => cells.at(-1)?.value)).toEqual(['1.00 Xəritə', '1.10 Xəritə', 'SUN']);
    expect(await Array.fromAsync(book.rows('Milestones'))).toHaveLength(1);
  });
});
