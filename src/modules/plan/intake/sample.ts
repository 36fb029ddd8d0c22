import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse } from 'yaml';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { refusal } from '../../../kernel/refusal.ts';
import {
  findItem,
  lockItems,
  note,
  restand,
  setParties,
  setResponsible,
  setSchedule,
  underWay,
} from '../measures/index.ts';
import { removeLife } from '../demo/index.ts';
import { removeSamples, type RemovedSamples, sampledItems, takenInEarnest } from './sample-store.ts';
import { shippedFile } from './shipped.ts';
import { allResponsible, standingMeasures } from './store.ts';

export const notInProduction = refusal('plan.sample_in_production', 403, {
  az: 'Nümunə təyinatlar yalnız nümayiş rejimində yazılır.',
  en: 'Sample assignments are written in demo mode only.',
  ru: 'Назначения-образцы записываются только в демонстрационном режиме.',
});

const closed = { additionalProperties: false };
const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed);
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const sampleSchema = Type.Object(
  {
    plan: Type.String(),
    responsible: Type.Array(
      Type.Object(
        { institution: Type.String(), name: Type.String(), post: words, from: day, act: Type.Optional(Type.String()) },
        closed,
      ),
    ),
    measures: Type.Array(
      Type.Object(
        {
          number: Type.String(),
          executor: Type.Optional(Type.String()),
          co_executors: Type.Optional(Type.Array(Type.String())),
          starts: Type.Optional(day),
          due: Type.Optional(day),
          deliverables: Type.Optional(Type.Array(Type.Object({ code: Type.String(), title: words }, closed))),
          milestones: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  code: Type.String(),
                  title: words,
                  weight: Type.Number({ exclusiveMinimum: 0 }),
                  starts: Type.Optional(day),
                  due: day,
                  needs: Type.Optional(Type.Array(Type.String())),
                  deliverable: Type.Optional(Type.String()),
                },
                closed,
              ),
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Sample = Static<typeof sampleSchema>;
const check = Compile(sampleSchema);

/** The overlay that ships. */
export function shippedSample(): Sample {
  const value: unknown = parse(shippedFile('sample/assignments.yaml') ?? '');
  if (!check.Check(value)) throw new Error(`sample/assignments.yaml: ${JSON.stringify([...check.Errors(value)][0])}`);
  return value;
}

const from = { source: 'nümunə', sample: true } as const;

/**
 * Lays invented executors, dates, milestones and responsible deputy heads over a plan, marked as samples. What somebody
 * entered in earnest is left alone. Answers how many measures and people are new or changed. Checks no access.
 * @throws notInProduction
 */
export async function addSamples(
  ctx: Context,
  sample: Sample,
): Promise<{ readonly measures: number; readonly people: number }> {
  if (ctx.vahid.config.mode === 'production') throw notInProduction();
  return await inTransaction(ctx, async (inner) => {
    const taken = await takenInEarnest(inner.db, sample.plan);
    const open = sample.measures.filter(({ number }) => !taken.has(number));
    const changed = new Set<string>();
    for (const one of open) if (await addParties(inner, sample.plan, one)) changed.add(one.number);
    // A step may need one of a measure that comes later: first all steps, then what they need of others.
    for (const whole of [false, true])
      for (const one of open) if (await addSchedule(inner, sample.plan, one, whole)) changed.add(one.number);
    return { measures: changed.size, people: await addPeople(inner, sample) };
  });
}

type SampleMeasure = Sample['measures'][number];

async function addParties(ctx: Context, plan: string, one: SampleMeasure): Promise<boolean> {
  const item = await findItem(ctx.db, plan, one.number);
  if (!item || (one.executor === undefined && one.co_executors === undefined)) return false;
  const executor = one.executor === undefined ? [] : [{ institution: one.executor, role: 'executor' as const }];
  const others = (one.co_executors ?? []).map((institution) => ({ institution, role: 'co_executor' as const }));
  return await setParties(ctx, item, [...executor, ...others], from);
}

async function addSchedule(ctx: Context, plan: string, one: SampleMeasure, whole: boolean): Promise<boolean> {
  const { starts, due, deliverables = [], milestones = [] } = one;
  const item = await findItem(ctx.db, plan, one.number);
  const outside = milestones.some(({ needs = [] }) => needs.some((need) => need.includes('/')));
  if (!item || (whole && !outside) || (!whole && outside && (await hasSteps(ctx, plan, one.number)))) return false;
  const steps = milestones.map(({ weight, needs = [], ...step }) => ({
    ...step,
    weight: weight.toFixed(3),
    needs: whole ? needs : needs.filter((need) => !need.includes('/')),
  }));
  const schedule = { starts, due, deliverables, milestones: steps };
  return await setSchedule(ctx, item, schedule, { ...from, reason: 'Nümunə' });
}

async function hasSteps(ctx: Context, plan: string, number: string): Promise<boolean> {
  return ((await standingMeasures(ctx.db, plan)).get(number)?.milestones.length ?? 0) > 0;
}

async function addPeople(ctx: Context, { responsible }: Sample): Promise<number> {
  const held = new Set((await allResponsible(ctx.db)).map(({ institution }) => institution));
  let added = 0;
  for (const { institution, name, post, from: from_day, act = null } of responsible) {
    if (held.has(institution)) continue;
    if (await setResponsible(ctx, { institution, name, post, from_day, act }, from)) added += 1;
  }
  return added;
}

/**
 * Takes the overlay away: exactly the rows marked as samples, with the reports, risks and requests of the demonstration, and
 * ends what an invented executor still had to report. One on which something entered in earnest hangs (evidence, later
 * dates, a course) stays, and is counted. Checks no access.
 */
export async function removeAllSamples(ctx: Context): Promise<RemovedSamples> {
  return await inTransaction(ctx, async (inner) => {
    const sampled = await sampledItems(inner.db);
    const items = sampled.map(({ item }) => item);
    await lockItems(inner.db, items);
    const lived = await removeLife(inner);
    const found = await removeSamples(inner.db);
    for (const { plan, item } of sampled) await note(inner, plan, [{ item, what: 'sample_removed', details: {} }]);
    await restand(inner, items);
    await underWay.of(inner.vahid)(inner, items);
    return { ...found, removed: found.removed + lived };
  });
}
