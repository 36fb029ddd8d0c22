import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { isFin, isVoen } from '../../../language/index.ts';
import { type EntityFacts, type Fact, facts, type FactsRequest, type SubjectRef } from '../../exchange/index.ts';
import { ensureOrganisation, ensurePerson } from '../../identity/index.ts';
import type { AskedField, CompiledService, RegisterField } from '../definition/compiled.ts';
import { shapeOfChosen } from '../definition/shape.ts';
import type { CaseRow, FactRow } from '../entities.ts';
import { choosingFields, factsOfChosen, namingFields } from '../rules/relation-choice.ts';
import { keepKnown } from '../rules/renewing.ts';
import type { Answers, Facts } from '../rules/values.ts';
import * as store from '../store.ts';
import type { NewFact } from '../store.ts';
import { candidatesFact, reachedBy } from './candidates.ts';

/** A register that did not say when it will be back is asked again after so long. */
const retryMinutes = 15;

export const applicantOf = ({ person, organisation }: Pick<CaseRow, 'person' | 'organisation'>): SubjectRef =>
  organisation === null ? { entity: 'person', id: person } : { entity: 'organisation', id: organisation };

/**
 * Asks the registers for everything the service needs to know of an applicant. Call it outside a transaction: every
 * look-up is in the citizen's log before it answers. Without a reference it is a preview. About whom the answers choose
 * the registers are asked in a second look-up, so that nothing is read about the others.
 */
export async function readFacts(
  ctx: Context,
  service: CompiledService,
  applicant: SubjectRef,
  reference?: string,
  answers: Answers = {},
): Promise<readonly NewFact[]> {
  const { institution, shape, purpose, basis, fields } = service;
  const terms = { consumer: institution, purpose, basis, ...(reference === undefined ? {} : { reference }) };
  const [found] = await facts(ctx, { ...terms, subjects: [applicant], shape });
  const now = ctx.vahid.now();
  const own = fields.flatMap((field) =>
    field.source === 'register' && field.of === undefined ? [keep(field, findFact(field, found), now)] : [],
  );
  const chosen = choosingFields(service).map(async (choice): Promise<readonly NewFact[]> => {
    const among = await reachedBy(ctx, choice, found);
    const candidates = candidatesFact(choice, among, now);
    const wanted = factsOfChosen(service, choice.name);
    const answer = answers[choice.name] ?? null;
    if (answer === null || wanted.length === 0) return [candidates];
    const one = among.reached.find(({ key }) => key === answer);
    const lacking: Fact = among.related.state === 'value' ? { state: 'unknown' } : among.related;
    if (!one) return [candidates, ...wanted.map((field) => keep(field, lacking, now))];
    const { entity, id } = one.entity;
    const [about] = await facts(ctx, {
      ...terms,
      subjects: [{ entity, id }],
      shape: shapeOfChosen(fields, choice.name),
    });
    return [candidates, ...wanted.map((field) => keep(field, findFact(field, about), now))];
  });
  const named = namingFields(service).map((field) => factsOfNamed(ctx, { service, field, terms, answers }, now));
  return [...own, ...(await Promise.all([...chosen, ...named])).flat()];
}

interface Named {
  readonly service: CompiledService;
  readonly field: AskedField;
  readonly terms: Omit<FactsRequest, 'subjects' | 'shape'>;
  readonly answers: Answers;
}

/** What registers say of the organisation or the person that an answer names; nothing while none is named. */
async function factsOfNamed(
  ctx: Context,
  { service, field, terms, answers }: Named,
  now: Date,
): Promise<readonly NewFact[]> {
  const key = answers[field.name];
  const wanted = factsOfChosen(service, field.name);
  if (typeof key !== 'string' || wanted.length === 0) return [];
  const subject = await namedBy(ctx, field, key);
  if (!subject) return [];
  const subjects = [subject];
  const [about] = await facts(ctx, { ...terms, subjects, shape: shapeOfChosen(service.fields, field.name) });
  return wanted.map((one) => keep(one, ofNamed(field, findFact(one, about)), now));
}

/** That a register which answers does not know a person means that it has nobody by this FİN: whoever was named wrongly is nobody. */
const ofNamed = ({ names }: AskedField, fact: Fact): Fact =>
  names === 'person' && fact.state === 'unknown' ? { ...fact, state: 'none' } : fact;

async function namedBy(ctx: Context, { names }: AskedField, key: string): Promise<SubjectRef | undefined> {
  if (names === 'person') return isFin(key) ? { entity: 'person', id: await ensurePerson(ctx, key) } : undefined;
  return isVoen(key) ? { entity: 'organisation', id: await ensureOrganisation(ctx, key) } : undefined;
}

function keep({ name }: RegisterField, fact: Fact, now: Date): NewFact {
  const source = 'source' in fact ? fact.source : undefined;
  const retryAt = fact.state === 'unavailable' ? soonest(fact.retryAt, now) : null;
  return {
    id: newId(now.getTime()),
    field: name,
    state: fact.state,
    value: fact.state === 'value' ? fact.value : null,
    recordedAt: source?.recordedAt ?? null,
    readAt: source?.readAt ?? now.toISOString(),
    retryAt,
  };
}

/** Not sooner than the register asks for, not later than a quarter of an hour. */
function soonest(retryAt: string, now: Date): string {
  const latest = new Date(now.getTime() + retryMinutes * 60_000).toISOString();
  return retryAt > now.toISOString() && retryAt < latest ? retryAt : latest;
}

/** Follows a field's relations from the applicant to whom the fact is about. */
function findFact(field: RegisterField, from: EntityFacts | undefined): Fact {
  if (!from) return { state: 'unknown' };
  const reached = follow([from], field.path);
  if ('state' in reached) return reached;
  const found = reached.map(({ facts }) => facts[field.leaf] ?? ({ state: 'unknown' } as const));
  const [first] = found;
  if (!first) return { state: 'none' };
  if (!field.many) return first;
  const lacking = found.find(({ state }) => state !== 'value' && state !== 'none');
  if (lacking) return lacking;
  const values = found.flatMap((fact) => (fact.state === 'value' ? [fact] : []));
  const source = values[0]?.source;
  return source ? { state: 'value', value: values.map(({ value }): Json => value), source } : { state: 'none' };
}

function follow(
  from: readonly EntityFacts[],
  path: readonly string[],
): readonly EntityFacts[] | Exclude<Fact, { state: 'value' }> {
  const [step, ...rest] = path;
  if (step === undefined) return from;
  const next: EntityFacts[] = [];
  for (const entity of from) {
    const related = entity.relations[step];
    if (!related) return { state: 'unknown' };
    if (related.state === 'value') next.push(...related.entities);
    else if (related.state !== 'none') return related;
  }
  return follow(next, rest);
}

/** Keeps what registers have answered now, and what they had said before where they are silent. Answers both. */
export async function keepFacts(ctx: Context, id: string, read: readonly NewFact[]): Promise<readonly NewFact[]> {
  const facts = keepKnown(await store.listFacts(ctx.db, id), read);
  await store.insertFacts(ctx.db, id, facts);
  return facts;
}

/** Facts of a case as expressions want them. */
export function factsByField(rows: readonly Pick<FactRow, 'field' | 'state' | 'value' | 'retry_at'>[]): Facts {
  return Object.fromEntries(
    rows.map(({ field, state, value, retry_at: retryAt }) => [
      field,
      { state, ...(value === null ? {} : { value }), ...(retryAt === null ? {} : { unrenewed: true }) },
    ]),
  );
}

/** What was just read, as if it were read from the table. */
export const asRows = (
  facts: readonly NewFact[],
): Pick<FactRow, 'field' | 'state' | 'value' | 'read_at' | 'retry_at'>[] =>
  facts.map(({ field, state, value, readAt, retryAt }) => ({
    field,
    state,
    value,
    read_at: new Date(readAt),
    retry_at: retryAt === null ? null : new Date(retryAt),
  }));
