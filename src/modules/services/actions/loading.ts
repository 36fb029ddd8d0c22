import type { Subject } from '../../../kernel/access.ts';
import { allow } from '../../../kernel/access.ts';
import { auditReading } from '../../../kernel/audit.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { logCaseReading } from '../../exchange/index.ts';
import { currentInstitution } from '../../identity/index.ts';
import { type Instance, instance } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { passingFields } from '../definition/field-retention.ts';
import { keptFields } from '../definition/seen-by.ts';
import { partyDecides } from '../agreement-refusals.ts';
import { listForgotten } from '../forgotten-store.ts';
import { findParts } from '../party-store.ts';
import { conductsIt } from '../representation-refusals.ts';
import { findRepresentation } from '../representation-store.ts';
import { reviewsIt } from '../review-refusals.ts';
import type { AssistanceRow } from '../assistance-entities.ts';
import { findAssistance } from '../assistance-store.ts';
import type { CaseRow } from '../entities.ts';
import { enteredIt, unknownService } from '../refusals.ts';
import { asksSome, type ToCorrect, withAskedPages } from '../rules/asked-pages.ts';
import { fallbacksOf, withFallbacks } from '../rules/fallback.ts';
import { choosingFields, withCandidates } from '../rules/relation-choice.ts';
import { keptFrom } from '../rules/seeing.ts';
import * as store from '../store.ts';
import { officialTook } from './acting.ts';
import { answersOf } from './answers.ts';
import { applicantOf, factsByField } from './facts.ts';

/** A case with all that an action looks at. */
export interface LoadedCase {
  readonly row: CaseRow;
  readonly of: Instance;
  /** The service in the version pinned on the case (law 7). */
  readonly service: CompiledService;
  /** The actor is no applicant: a clerk who enters this draft for them. */
  readonly assists?: AssistanceRow;
}

const live: ReadonlySet<string> = new Set(['submitted', 'in_review', 'waiting_for_applicant', 'appealed']);

/** Somebody may still decide on it; else its facts stand as the decision was taken on. */
export const isLive = ({ status }: Pick<Instance, 'status'>): boolean => live.has(status);

/** The service in force. @throws unknownService */
export function serviceInForce(
  ctx: Context,
  name: string,
): { readonly service: CompiledService; readonly version: number } {
  const found = ctx.vahid.releases.get<CompiledService>('service', name);
  if (!found) throw unknownService();
  return { service: found.compiled, version: found.version };
}

export async function serviceOfCase(
  ctx: Context,
  { service, version }: Pick<CaseRow, 'service' | 'version'>,
): Promise<CompiledService> {
  const found = await ctx.vahid.releases.version<CompiledService>('service', service, version);
  if (!found) throw new Error(`no release holds service ${service}, version ${version}`);
  return found;
}

/** What the version of a case says of something; where it says nothing any more, the last before it that did. */
export async function lastSaid<T>(
  ctx: Context,
  { service, version }: Pick<CaseRow, 'service' | 'version'>,
  said: (service: CompiledService) => T | undefined,
): Promise<T | undefined> {
  for (let earlier = version; earlier > 0; earlier -= 1) {
    const found = await ctx.vahid.releases.version<CompiledService>('service', service, earlier);
    const words = found && said(found);
    if (words !== undefined) return words;
  }
  return undefined;
}

/**
 * The service as a case has it: with questions in place of registers that are silent, with whom they name to choose from,
 * with the pages that are asked of this applicant, and with what was deleted since.
 */
export async function serviceGiven(ctx: Context, row: CaseRow): Promise<CompiledService> {
  const service = await withForgotten(ctx, row, await serviceOfCase(ctx, row));
  if (fallbacksOf(service).length === 0 && choosingFields(service).length === 0 && !asksSome(service)) return service;
  const facts = factsByField(await store.listFacts(ctx.db, row.id));
  const answers = await answersOf(ctx, row.id);
  const asked = withCandidates(withFallbacks(service, { facts, answers, ask: row.submitted_at === null }), facts);
  return withAskedPages(asked, { facts, answers, toCorrect: toCorrect(row) });
}

/** With what is gone from the case already, because its own term was over. */
async function withForgotten(ctx: Context, { id }: CaseRow, service: CompiledService): Promise<CompiledService> {
  if (passingFields(service).length === 0) return service;
  const forgotten = await listForgotten(ctx.db, id);
  return forgotten.size > 0 ? { ...service, forgotten } : service;
}

/** The pages that the applicant is to correct; undefined of what was not sent yet. */
export const toCorrect = ({ submitted_at: at, correct_pages: pages }: CaseRow): ToCorrect =>
  at === null ? undefined : pages;

/** Loads a case for an action that the access table names. `lock`: nobody else changes it until the transaction ends. */
export async function loadCase(ctx: Context, id: string, action: string, lock = false): Promise<LoadedCase> {
  const row = lock ? await store.lockCase(ctx.db, id) : await store.findCase(ctx.db, id);
  if (!row) throw notFound();
  const assists = await assistedNow(ctx, row, action);
  if (!assists) allow(ctx, action, await subjectOf(ctx, row));
  const reader = assists ? asApplicant(ctx, row) : ctx;
  const loaded = { row, of: await instance(reader, id), service: await serviceGiven(ctx, row) };
  return assists ? { ...loaded, assists } : loaded;
}

/** What a clerk does with a draft that they enter. */
const assisted: ReadonlySet<string> = new Set(
  ['readCase', 'answerCase', 'addEvidence', 'submitCase', 'withdrawCase'].map((action) => `services.${action}`),
);

/** The actor is the clerk who enters the case, which is not sent yet. @throws notAllowed when they are clerk no more */
async function assistedNow(ctx: Context, row: CaseRow, action: string): Promise<AssistanceRow | undefined> {
  const { person } = ctx.actor;
  if (row.channel !== 'centre' || row.submitted_at !== null || !assisted.has(action)) return undefined;
  if (person === undefined || person === row.person) return undefined;
  const found = await findAssistance(ctx.db, row.id);
  if (found?.clerk !== person) return undefined;
  allow(ctx, 'services.assist', { institution: found.centre });
  return found;
}

/** The applicant acts by the hands of the actor; the journal names who that is. */
export function asApplicant(ctx: Context, { person }: Pick<CaseRow, 'person'>): Context {
  const { person: hands, name } = ctx.actor;
  const actor = { kind: 'person', person, appointments: [] } as const;
  return {
    ...ctx,
    actor: { ...actor, ...(hands === undefined ? {} : { hands }), ...(name === undefined ? {} : { name }) },
  };
}

/**
 * Whoever was asked to agree to a case, conducts it for a child, was drawn to score it, or entered it for its applicant,
 * neither reads it at the desk nor decides on it. @throws partyDecides, conductsIt, reviewsIt, enteredIt
 */
export async function refuseParty(ctx: Context, { id }: Pick<CaseRow, 'id'>): Promise<void> {
  const refusal = await partyRefusal(ctx, id, ctx.actor.person);
  if (refusal) throw refusal;
}

/** Why somebody has to do with a case other than as an official: they agree to it, conduct it or did, score it, or entered it. */
export async function partyRefusal(ctx: Context, id: string, person: string | undefined): Promise<Refusal | undefined> {
  if (person === undefined) return undefined;
  const { agrees, reviews, conducts, entered } = await findParts(ctx.db, id, person);
  if (agrees) return partyDecides();
  if (reviews) return reviewsIt();
  if (entered) return enteredIt();
  return conducts ? conductsIt() : undefined;
}

export async function subjectOf(ctx: Context, { institution, person, organisation }: CaseRow): Promise<Subject> {
  const { code } = await currentInstitution(ctx, institution);
  return { institution: code, owner: organisation === null ? { person } : { organisation } };
}

/** As `loadCase`, for officials: what was never submitted is the applicant's alone. */
export async function loadSubmitted(ctx: Context, id: string, action: string, lock = false): Promise<LoadedCase> {
  const loaded = await loadCase(ctx, id, action, lock);
  if (loaded.row.submitted_at === null) throw notFound();
  await refuseParty(ctx, loaded.row);
  return { ...loaded, service: await asReadBy(ctx, loaded) };
}

/** The service as an official has it who may not read all of the case; of an auditor the institution does not count. */
export async function asReadBy(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<CompiledService> {
  if (keptFields(service).length === 0) return service;
  const { institution } = await subjectOf(ctx, row);
  const held = ctx.actor.appointments.filter((one) => one.institution === institution || one.role === 'auditor');
  const kept = keptFrom(
    service,
    held.map(({ role }) => role),
  );
  return kept.size > 0 ? { ...service, keptFrom: kept } : service;
}

/** To whom a case belongs, as the process and the documents know owners. */
export function ownerOf({
  person,
  organisation,
}: Pick<CaseRow, 'person' | 'organisation'>): { person: string } | { organisation: string } {
  return organisation === null ? { person } : { organisation };
}

/**
 * Notes in the audit, and in the applicant's own log, that an official opened the case: before it is shown.
 * Only for cases whose reading has been allowed. `action` and `subject`: where a part of it is read, as a file.
 */
export async function noteReading(
  ctx: Context,
  { row, service }: LoadedCase,
  { action = 'services.readDeskCase', subject = row.id } = {},
): Promise<void> {
  const { institution } = await subjectOf(ctx, row);
  const { appointments } = ctx.actor;
  const office =
    appointments.find((held) => held.institution === institution && officialTook(held.role)) ??
    appointments.find(({ role }) => role === 'auditor');
  if (!office) return;
  const { purpose, basis } = service;
  await Promise.all([
    auditReading(ctx, action, subject, office),
    logCaseReading(ctx, { subject: applicantOf(row), office, purpose, basis, reference: row.reference }),
  ]);
}

/** Notes in the audit, and in the citizen's own log with the clerk's office, that the clerk has their draft before them. */
export async function noteAssisting(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  centre: string,
): Promise<void> {
  const office = { institution: centre, role: 'clerk' } as const;
  const { purpose, basis } = service;
  const subject = { entity: 'person', id: row.person } as const;
  await auditReading(ctx, 'services.readAssisted', row.id, office);
  await logCaseReading(ctx, { subject, office, purpose, basis, reference: row.reference });
}

/** Notes in the audit, and in the log of whose case it is, that their guardian opened it. A parent leaves no line. */
export async function noteGuardian(ctx: Context, { row, service }: Pick<LoadedCase, 'row' | 'service'>): Promise<void> {
  const { hands } = ctx.actor;
  const found = hands === undefined ? undefined : await findRepresentation(ctx.db, row.id);
  if (!found || found.guardian !== hands || found.basis === 'parent') return;
  const { purpose, basis, institution } = service;
  const subject = { entity: 'person', id: row.person } as const;
  const office = { institution, role: 'guardian' } as const;
  await Promise.all([
    auditReading(ctx, 'services.readAsGuardian', row.id),
    logCaseReading(ctx, { subject, office, purpose, basis, reference: row.reference }),
  ]);
}
