import type { Context } from '../../kernel/context.ts';
import { bakuDate } from '../../language/index.ts';
import type { CompiledRegister, Provision } from '../catalogue/index.ts';
import { type Asked, askRegister, outside, retryMilliseconds } from './ask.ts';
import type { EntityFacts, Fact, FactsRequest, NoFact, Related, Source } from './fact.ts';
import { type LoggedTerms, LookUpLog } from './log.ts';
import { type Plan, type PlannedRelation, planOf } from './plan.ts';
import type { Reading, Readings } from './provider.ts';
import { type Grant, grantOf } from './rules.ts';
import { type Subject, subjectsByKey, subjectsOf } from './subject.ts';

/** One look-up under way. */
interface LookUpRun {
  readonly ctx: Context;
  readonly asOf: string;
  readonly terms: LoggedTerms;
  readonly grant: Grant;
  readonly log: LookUpLog;
}

/** What the registers of one level said, by register. */
type Heard = ReadonlyMap<string, Asked<Readings>>;
type From = { readonly register: CompiledRegister; readonly provision: Provision } | undefined;

/**
 * Facts about people and organisations, with relations and provenance, in the order of `subjects`. Each leaf is a
 * value or says why there is none; what the consumer has no right to read for this purpose under this act is
 * `refused` and never asked for. Every subject's part, granted or refused, is committed to the log before anything
 * is returned. Call it outside a transaction. Checks rights of the consumer, not of the actor: that is the caller's.
 * @throws Error on a shape that names no concept or relation of the entity
 */
export async function facts(ctx: Context, request: FactsRequest): Promise<readonly EntityFacts[]> {
  const { subjects, shape, asOf = bakuDate(ctx.vahid.now()) } = request;
  const grant = grantOf(ctx.vahid.releases, request);
  const log = new LookUpLog('read', request);
  const run = { ctx, asOf, terms: { ...termsOf(request), asked: log.asked }, grant, log };
  const answers = new Map<string, EntityFacts>();
  for (const entity of ['person', 'organisation'] as const) {
    const ids = [...new Set(subjects.filter((subject) => subject.entity === entity).map(({ id }) => id))];
    if (ids.length === 0) continue;
    const plan = planOf(ctx.vahid.releases, entity, shape);
    const found = await answer(run, plan, await subjectsOf(ctx, entity, ids));
    for (const one of found) answers.set(`${entity} ${one.id}`, one);
  }
  await run.log.commit(ctx);
  return subjects.flatMap(({ entity, id }) => answers.get(`${entity} ${id}`) ?? []);
}

const termsOf = ({ consumer, purpose, basis, reference }: FactsRequest): LoggedTerms => ({
  consumer,
  purpose,
  basis,
  ...(reference === undefined ? {} : { reference }),
});

/** Answers one level of a plan for all its subjects: one question to each register, then the relations. */
async function answer(run: LookUpRun, plan: Plan, subjects: readonly Subject[]): Promise<readonly EntityFacts[]> {
  const heard = await listen(run, plan, subjects);
  const leaves = subjects.map((subject) =>
    Object.fromEntries(plan.leaves.map(({ leaf, name, source }) => [leaf, factOf(run, subject, name, source, heard)])),
  );
  const related = await Promise.all(plan.relations.map((relation) => follow(run, relation, subjects, heard)));
  return subjects.map(({ entity, id }, index) => ({
    entity,
    id,
    facts: leaves[index] ?? {},
    relations: Object.fromEntries(
      plan.relations.map(({ name }, at) => [name, related[at]?.[index] ?? { state: 'unknown' as const }]),
    ),
  }));
}

async function listen(run: LookUpRun, plan: Plan, subjects: readonly Subject[]): Promise<Heard> {
  const keys = [...new Set(subjects.flatMap(({ key }) => key ?? []))];
  if (keys.length === 0) return new Map();
  const questions = new Map<string, { register: CompiledRegister; provides: Provision[] }>();
  for (const { name, source } of [...plan.leaves, ...plan.relations]) {
    if (!source || run.grant.reading(name)) continue;
    const question = questions.get(source.register.name) ?? { register: source.register, provides: [] };
    question.provides.push(source.provision);
    questions.set(source.register.name, question);
  }
  const { asOf, terms } = run;
  const asked = [...questions.values()].map(async ({ register, provides }) => {
    return [register.name, await askRegister(run.ctx, register, { provides, keys, asOf, terms })] as const;
  });
  return new Map(await Promise.all(asked));
}

/** Follows one relation from all subjects to those it leads to, who are asked about together and each logged. */
async function follow(
  run: LookUpRun,
  { name, source, plan }: PlannedRelation,
  subjects: readonly Subject[],
  heard: Heard,
): Promise<readonly Related[]> {
  const facts = subjects.map((subject) => factOf(run, subject, name, source, heard));
  const keysOf = (fact: Fact) => (fact.state === 'value' && Array.isArray(fact.value) ? fact.value.map(String) : []);
  const targets = await subjectsByKey(outside(run.ctx), plan.entity, facts.flatMap(keysOf));
  for (const [at, { key }] of subjects.entries())
    for (const to of facts[at] ? keysOf(facts[at]) : []) if (key !== null) run.log.reached(key, to);
  for (const target of targets.values()) run.log.note(target, name, 'granted');
  const answers = await answer(run, plan, [...targets.values()]);
  const byKey = new Map([...targets.keys()].map((key, index) => [key, answers[index]]));
  return facts.map((fact): Related => {
    if (fact.state !== 'value') return fact;
    return { state: 'value', source: fact.source, entities: keysOf(fact).flatMap((key) => byKey.get(key) ?? []) };
  });
}

/** The one place where a leaf gets its state; whatever it is, it is noted in the log. */
function factOf(run: LookUpRun, subject: Subject, name: string, from: From, heard: Heard): Fact {
  const reason = run.grant.reading(name);
  if (reason) {
    run.log.note(subject, name, 'refused', reason);
    return { state: 'refused' };
  }
  const asked = from && heard.get(from.register.name);
  const reading = asked && readingIn(run, asked, subject.key, name);
  if (reading?.state === 'unavailable') {
    run.log.note(subject, name, 'unavailable');
    return { state: 'unavailable', retryAt: reading.retryAt };
  }
  run.log.note(subject, name, 'granted');
  if (!from || asked?.state !== 'answered' || !reading) return { state: 'unknown' };
  return fromReading(reading, from.register.name, reading.readAt ?? asked.readAt);
}

type Silence = { readonly state: 'unavailable'; readonly retryAt: string };

/** What a register said of one key; it may be silent about that one alone. */
function readingIn(
  { ctx }: LookUpRun,
  asked: Asked<Readings>,
  key: string | null,
  name: string,
): Exclude<Reading, { state: 'unavailable' }> | Silence | undefined {
  if (asked.state === 'unavailable') return asked;
  if (key === null) return undefined;
  const reading = asked.answer.get(key)?.[name] ?? { state: 'unknown' };
  if (reading.state !== 'unavailable') return reading;
  const later = new Date(ctx.vahid.now().getTime() + retryMilliseconds);
  return { state: 'unavailable', retryAt: reading.retryAt ?? later.toISOString() };
}

function fromReading(
  reading: Exclude<Reading, { state: 'unavailable' }>,
  register: string,
  readAt: string,
): Exclude<Fact, Extract<NoFact, { state: 'unavailable' | 'refused' }>> {
  const source: Source = { register, recordedAt: reading.recordedAt ?? readAt, readAt };
  return reading.state === 'value'
    ? { state: 'value', value: reading.value, source }
    : { state: reading.state, source };
}
