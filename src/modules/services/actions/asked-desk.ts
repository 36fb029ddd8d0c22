import { allow, permitted, type Subject } from '../../../kernel/access.ts';
import { auditReading } from '../../../kernel/audit.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound, type Refusal } from '../../../kernel/refusal.ts';
import { isFin } from '../../../language/index.ts';
import { logCaseReading, type SubjectRef } from '../../exchange/index.ts';
import {
  absentIn,
  currentInstitution,
  headedNow,
  headedPort,
  mandatesUnavailable,
  personByFin,
} from '../../identity/index.ts';
import {
  absentBarred,
  availableActions,
  hasTaken,
  type Instance,
  instance,
  isHanding,
  isInterested,
  type JournalEntry,
} from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { readArticle } from '../definition/lookup.ts';
import type { DeskAction } from '../desk-views.ts';
import { listCorrections } from '../correction-store.ts';
import type { AnswerRow, CaseRow, FactRow } from '../entities.ts';
import type { InquiryRow } from '../inquiry-entities.ts';
import { listInquiries } from '../inquiry-store.ts';
import { gaveOpinion } from '../opinion-refusals.ts';
import { listOpinions } from '../opinion-store.ts';
import { factViews } from '../present/facts.ts';
import type { Guide } from '../present/guide.ts';
import { answerFacts } from '../present/question.ts';
import { listReviews } from '../review-store.ts';
import { nameField } from '../rules/name-field.ts';
import { shownValue } from '../rules/showing.ts';
import * as store from '../store.ts';
import { asProgram, officialTook } from './acting.ts';
import { valueAt } from './correcting.ts';
import { judgeRead, submissionDay } from './deciding.ts';
import { applicantOf } from './facts.ts';
import { asReadBy, isLive, noteReading, partyRefusal, refuseParty, serviceGiven, serviceOfCase } from './loading.ts';

/** Something that another institution is asked within a case, as its desk has it: an opinion, or an inquiry. */
export interface Asked {
  readonly of: Instance;
  readonly case: CaseRow;
  readonly caseOf: Instance;
  readonly service: CompiledService;
  /** The institution asked; the one that asked is its owner. */
  readonly subject: Subject;
}

/** What is asked, with its case, for an action that the access table names. `lock`: the case, and what follows from it. */
export async function loadAsked(
  ctx: Context,
  found: Pick<InquiryRow, 'instance' | 'case' | 'institution'>,
  action: string,
  lock: boolean,
): Promise<Asked> {
  const row = lock ? await store.lockCase(ctx.db, found.case) : await store.findCase(ctx.db, found.case);
  if (!row) throw notFound();
  const subject = {
    institution: (await currentInstitution(ctx, found.institution)).code,
    ownerInstitution: (await currentInstitution(ctx, row.institution)).code,
  };
  allow(ctx, action, subject);
  const inner = asProgram(ctx);
  return {
    of: await instance(inner, found.instance),
    case: row,
    caseOf: await instance(inner, row.id),
    service: await serviceReadBy(ctx, row, subject),
    subject,
  };
}

/** @throws what `own` says, enteredIt: who has to do with the case as its applicant, or entered it, answers nothing on it */
export async function refuseOwn(
  ctx: Context,
  { caseOf, subject }: Pick<Asked, 'caseOf' | 'subject'>,
  own: () => Refusal,
): Promise<void> {
  await refuseParty(ctx, caseOf);
  const headed = caseOf.owner_organisation === null ? [] : await headedNow(ctx);
  if (isInterested(ctx.actor, caseOf, headed, { institution: subject.institution })) throw own();
}

/** Reads it for the institution asked, or examines it; not for the one that asked. */
export const isOfAsked = (ctx: Context, { subject }: Pick<Asked, 'subject'>): boolean =>
  isServedBy(ctx, subject) || ctx.actor.appointments.some(({ role }) => role === 'auditor');

const isServedBy = ({ actor }: Context, { institution: asked }: Subject): boolean =>
  actor.appointments.some(({ institution }) => institution === asked);

/** Whoever is asked sees what they were to be shown; who asked, what their office reads of the case. */
const serviceReadBy = async (ctx: Context, row: CaseRow, subject: Subject): Promise<CompiledService> => {
  const service = await serviceGiven(ctx, row);
  return isServedBy(ctx, subject) ? service : asReadBy(ctx, { row, service });
};

/** What they pass among themselves where it is given is no news for who asked, until it is confirmed. */
export function withoutProposals(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return entries.filter((entry, index) => {
    if (entry.action === 'send-back' || entry.action === 'assign' || isHanding(entry)) return false;
    if (!isProposal(entry)) return true;
    const next = entries.slice(index + 1).find((one) => isProposal(one) || one.action === 'confirm');
    return next?.action === 'confirm';
  });
}

const isProposal = ({ from, to }: Pick<JournalEntry, 'from' | 'to'>): boolean => from === 'asked' && to === 'confirm';

export const isAwaited = (ctx: Context, { of, subject }: Pick<Asked, 'of' | 'subject'>): boolean =>
  of.awaits.filter(officialTook).some((who) => permitted([{ who, where: 'own' }], ctx.actor, subject));

interface AskedActions {
  /** Of the access table. */
  readonly row: string;
  /** The action of the institution that asked, which no part in the case bars. */
  readonly asks: string;
  readonly took: () => Refusal;
}

/** What the reader may do with what is asked; nothing once nobody decides on the case any more. */
export async function askedActions(
  ctx: Context,
  { of, caseOf, subject }: Pick<Asked, 'of' | 'caseOf' | 'subject'>,
  { row, asks, took }: AskedActions,
): Promise<readonly DeskAction[]> {
  if (!isLive(caseOf) || !permitted(ctx.vahid.access[row] ?? [], ctx.actor, subject)) return [];
  const found = await availableActions(ctx, of, {});
  const { code, text } = took();
  const barred = judgedBy(caseOf, ctx.actor.person) ? { blocked: { code, text } } : {};
  const main = found.find(({ grave }) => !grave)?.action;
  return found.map(({ action, title, note, grave, blocked }) => ({
    action,
    title,
    note,
    asksPages: false,
    proposesAmendment: false,
    weight: grave ? 'grave' : action === main && action !== asks ? 'main' : 'second',
    ...(blocked ? { blocked } : action === asks ? {} : barred),
  }));
}

/** What of a case whoever is asked may see. */
export interface Seen {
  readonly of: Pick<CaseRow, 'id' | 'submitted_at'>;
  readonly service: CompiledService;
  readonly sees: readonly string[];
  /** As they stood then; undefined: as they stand. */
  readonly until: Date | undefined;
}

/** Facts, computed values and answers that whoever is asked may see. */
export async function seenOf(ctx: Context, { of, service, sees: fields, until }: Seen, guide: Guide) {
  const { now: facts } = await store.listFactsNowAndPast(ctx.db, of.id, null, until);
  const answers = await answersAt(ctx, of.id, until);
  const sees = (field: string) => fields.includes(field);
  return {
    facts: [
      ...factViews(service, guide, facts, [], answers).filter(({ field }) => sees(field)),
      ...computedOf(service, facts, answers, submissionDay(ctx, of)).filter(({ field }) => sees(field)),
    ],
    answers: answerFacts(service, answers).filter(({ field }) => sees(field)),
  };
}

/** Answers as they stood at a moment: one that was corrected since as it was before, where that is kept. */
async function answersAt(ctx: Context, id: string, until: Date | undefined): Promise<readonly AnswerRow[]> {
  const rows = await store.listAnswers(ctx.db, id);
  const isLater = ({ answered_at, changed_at }: AnswerRow) =>
    until !== undefined && (changed_at ?? answered_at) > until;
  if (until === undefined || !rows.some(isLater)) return rows;
  const corrections = await listCorrections(ctx.db, id);
  return rows.flatMap((row) => {
    if (!isLater(row)) return [row];
    const value = valueAt(corrections, row.field, until);
    return value === null ? [] : [{ ...row, value, changed_at: null }];
  });
}

type Answers = Parameters<typeof judgeRead>[2];

function computedOf(service: CompiledService, facts: readonly FactRow[], answers: Answers, submittedOn: string) {
  const { data } = judgeRead(service, facts, answers, { opinions: {}, reviews: [], submittedOn });
  return service.fields.flatMap((field) => {
    if (service.keptFrom?.has(field.name)) return [];
    const shown = field.source === 'computed' ? shownValue(field, data.values[field.name]) : undefined;
    return shown ? [{ field: field.name, label: field.label, state: 'value' as const, shown }] : [];
  });
}

/** What the institution asked reads of a case, and by which article. */
export interface AskedReading extends Asked {
  readonly article: string;
  /** Fields that it is shown. */
  readonly sees: readonly string[];
  /** As they stood then; undefined: as they stand. */
  readonly until: Date | undefined;
}

/**
 * The institution asked reads to answer, by the article under which it is asked: the applicant is told, and whoever an
 * answer names of which it is shown something. The one that asked reads its case.
 */
export async function noteAskedReading(
  ctx: Context,
  { of: { id }, case: row, caseOf, service, subject, article, sees, until }: AskedReading,
  part: { readonly action: string; readonly subject?: string },
): Promise<void> {
  const office = ctx.actor.appointments.find(
    ({ institution, role }) => institution === subject.institution && officialTook(role),
  );
  if (!office) return noteReading(ctx, { row, of: caseOf, service }, part.subject === undefined ? undefined : part);
  await auditReading(ctx, part.action, part.subject ?? id, office);
  const { purpose } = service;
  const basis = readArticle(article);
  for (const about of [applicantOf(row), ...(await peopleShown(ctx, { of: row, service, sees, until }))])
    await logCaseReading(ctx, { subject: about, office, purpose, basis, reference: row.reference });
}

/** People whom answers name, where they are shown themselves or what registers say of them. */
async function peopleShown(
  ctx: Context,
  { of: { id }, service: { fields }, sees, until }: Seen,
): Promise<readonly SubjectRef[]> {
  const shown = fields.filter(({ name }) => sees.includes(name));
  const isShown = (field: string) => shown.some((one) => one.name === field || ('of' in one && one.of === field));
  const naming = fields.filter((one) => one.source === 'applicant' && one.names === 'person' && isShown(one.name));
  if (naming.length === 0) return [];
  const answers = await answersAt(ctx, id, until);
  const fins = answers.flatMap(({ field, value }) =>
    naming.some(({ name }) => name === field) ? [String(value)] : [],
  );
  const people = await Promise.all(fins.filter(isFin).map((fin) => personByFin(ctx, fin)));
  return people.flatMap((person) => (person === undefined ? [] : [{ entity: 'person', id: person } as const]));
}

/**
 * Nobody stands on two sides: neither the applicant answers, nor who handled the case where it is decided or entered it,
 * nor anybody in the office of who did. @throws what `own` and `took` say, what partyRefusal says, mandatesUnavailable, absentBarred
 */
export async function refuseOtherSide(
  ctx: Context,
  { of, caseOf, subject }: Pick<Asked, 'of' | 'caseOf' | 'subject'>,
  headed: Awaited<ReturnType<typeof headedNow>>,
  { own, took }: { readonly own: () => Refusal; readonly took: () => Refusal },
): Promise<void> {
  if (isInterested(ctx.actor, caseOf, headed, { institution: subject.institution })) throw own();
  if (!headed) throw mandatesUnavailable();
  if (judgedBy(caseOf, ctx.actor.person)) throw took();
  await refuseParty(ctx, caseOf);
  await refuseAbsent(absentIn(ctx.actor, subject.institution, of.awaits), (absent) => hasToDo(ctx, caseOf, absent));
}

/** Took a step in it as an official of the institution that judges. */
export function judgedBy(of: Instance, person: string | undefined): boolean {
  return Object.entries(of.taken).some(([action, { as }]) => officialTook(as) && hasTaken(of, action, person));
}

/**
 * Who gave an opinion on a case, answered an inquiry on it, or was asked to review it, takes no part in deciding it; nor
 * does anybody in the office of who did, of a party to it or of who entered it. `role`: in which the step would be taken.
 * @throws gaveOpinion, absentBarred
 */
export async function refuseGivers(
  ctx: Context,
  { id }: Pick<CaseRow, 'id'>,
  { subject, role }: { readonly subject: Subject; readonly role: string },
): Promise<void> {
  if (await hasJudged(ctx, id, ctx.actor.person)) throw gaveOpinion();
  await refuseAbsent(
    absentIn(ctx.actor, subject.institution, [role]),
    async (absent) => (await partyRefusal(ctx, id, absent)) !== undefined || hasJudged(ctx, id, absent),
  );
}

/** Spoke on a case for another institution, or was drawn to score it. */
export async function hasJudged(ctx: Context, id: string, person: string | undefined): Promise<boolean> {
  const asked = [...(await listOpinions(ctx.db, [id])), ...(await listInquiries(ctx.db, [id]))];
  for (const { instance: child } of asked) {
    if (judgedBy(await instance(asProgram(ctx), child), person)) return true;
  }
  return (await listReviews(ctx.db, id)).some(({ reviewer }) => reviewer === person);
}

/** What all may not do in whose office alone it would be done, is not done for them. @throws absentBarred */
async function refuseAbsent(absent: readonly string[], isBarred: (person: string) => Promise<boolean>): Promise<void> {
  if (absent.length > 0 && (await Promise.all(absent.map(isBarred))).every(Boolean)) throw absentBarred();
}

/** Takes part in a case, judged it, or heads whose it is. @throws mandatesUnavailable */
async function hasToDo(ctx: Context, caseOf: Instance, person: string): Promise<boolean> {
  const headed = caseOf.owner_organisation === null ? [] : await headedPort.of(ctx.vahid)(ctx, person);
  if (!headed) throw mandatesUnavailable();
  const absent = { kind: 'person', person, appointments: [] } as const;
  if (isInterested(absent, caseOf, headed, {}) || judgedBy(caseOf, person)) return true;
  return (await partyRefusal(ctx, caseOf.id, person)) !== undefined;
}

/** Of what other institutions are asked: the applicant’s name, where `seesOf` says that they may see it. */
export async function namesSeen<R extends { readonly instance: string; readonly case: string }>(
  ctx: Context,
  rows: readonly R[],
  seesOf: (row: R, of: CaseRow) => readonly string[] | Promise<readonly string[]>,
): Promise<ReadonlyMap<string, string>> {
  const cases = await store.findCases(
    ctx.db,
    rows.map((row) => row.case),
  );
  const wanted: { instance: string; field: string; asked: string }[] = [];
  for (const row of rows) {
    const of = cases.find(({ id }) => id === row.case);
    const field = of && nameField(await serviceOfCase(ctx, of));
    if (of && field !== undefined && (await seesOf(row, of)).includes(field))
      wanted.push({ instance: of.id, field, asked: row.instance });
  }
  const values = await store.listValues(
    ctx.db,
    wanted.map(({ instance: of, field }) => ({ instance: of, field })),
  );
  return new Map(
    wanted.flatMap(({ instance: of, asked }) => {
      const value = values.get(of);
      return typeof value === 'string' ? [[asked, value] as const] : [];
    }),
  );
}
