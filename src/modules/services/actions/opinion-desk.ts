import { allow, permitted, type Subject } from '../../../kernel/access.ts';
import { audit, auditReading } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { logCaseReading } from '../../exchange/index.ts';
import { absentIn, currentInstitution, headedNow, headedPort, mandatesUnavailable } from '../../identity/index.ts';
import {
  absentBarred,
  act,
  availableActions,
  hasTaken,
  type Instance,
  instance,
  isGivenTo,
  isHanding,
  isInterested,
  journal,
  type JournalEntry,
  servesOwner,
} from '../../process/index.ts';
import { findAssistance } from '../assistance-store.ts';
import type { CompiledOpinion, CompiledService } from '../definition/compiled.ts';
import { readArticle } from '../definition/lookup.ts';
import { opinionProcess } from '../definition/opinion.ts';
import type { CaseRow, FactRow } from '../entities.ts';
import type { OpinionRow } from '../opinion-entities.ts';
import { gaveOpinion, opinionOver, ownOpinion, tookPart } from '../opinion-refusals.ts';
import * as opinions from '../opinion-store.ts';
import type { OpinionView } from '../opinion-views.ts';
import { listReviews } from '../review-store.ts';
import { factViews } from '../present/facts.ts';
import { type Guide, openGuide } from '../present/guide.ts';
import { deskJournal } from '../present/journal.ts';
import { deskOpinion, saidLast } from '../present/opinions.ts';
import { answerFacts } from '../present/question.ts';
import { shownValue } from '../rules/showing.ts';
import * as store from '../store.ts';
import { asProgram, keyOf, officialTook, tookPlace } from './acting.ts';
import { judgeRead, submissionDay } from './deciding.ts';
import { type EvidenceFile, fileRelied, refuseKept } from './evidence.ts';
import { applicantOf } from './facts.ts';
import { asReadBy, isLive, noteReading, partyRefusal, refuseParty, serviceGiven, serviceOfCase } from './loading.ts';
import { nameField } from '../rules/name-field.ts';
import { namesIn } from './standing-in.ts';
import { compiledOpinion, hearOpinion, reopen, tellAsked } from './opinions.ts';

interface LoadedOpinion {
  readonly row: OpinionRow;
  readonly of: Instance;
  readonly case: CaseRow;
  readonly caseOf: Instance;
  readonly opinion: CompiledOpinion;
  readonly service: CompiledService;
  readonly subject: Subject;
}

/** An opinion with its case, for an action that the access table names. `lock`: the case, and what follows from it. */
async function loadOpinion(ctx: Context, id: string, action: string, lock = false): Promise<LoadedOpinion> {
  const found = await opinions.findOpinion(ctx.db, id);
  const row = found && (lock ? await store.lockCase(ctx.db, found.case) : await store.findCase(ctx.db, found.case));
  if (!found || !row) throw notFound();
  const subject = {
    institution: (await currentInstitution(ctx, found.institution)).code,
    ownerInstitution: (await currentInstitution(ctx, row.institution)).code,
  };
  allow(ctx, action, subject);
  const inner = asProgram(ctx);
  const service = await serviceGiven(ctx, row);
  // Whoever is asked sees what the opinion names; who asked, what their office reads of the case.
  const asked = isServedBy(ctx, subject);
  return {
    // Under the lock it may be another.
    row: lock ? ((await opinions.findOpinion(ctx.db, id)) ?? found) : found,
    of: await instance(inner, id),
    case: row,
    caseOf: await instance(inner, row.id),
    opinion: await compiledOpinion(ctx, row, found.name),
    service: asked ? service : await asReadBy(ctx, { row, service }),
    subject,
  };
}

/**
 * The page of an opinion: what its institution may see of the case, and nothing else. Whoever opens it leaves a line in
 * the audit and in the applicant's own log. @throws ownOpinion
 */
export async function opinionPage(ctx: Context, { id }: { readonly id: string }): Promise<OpinionView> {
  const loaded = await loadOpinion(ctx, id, 'services.readOpinion');
  const { row, of, service, opinion, subject } = loaded;
  await refuseOwn(ctx, loaded);
  const isOver = of.state === 'closed';
  if (!isOver) await noteOpinionReading(ctx, loaded);
  const guide = await openGuide(ctx);
  const entries = await journal(asProgram(ctx), of);
  const own = isOfAsked(ctx, loaded);
  const asks = !own && servesOwner(ctx.actor, subject);
  const said = own && of.state === 'confirm' ? saidLast(entries) : undefined;
  return {
    ...(await deskOpinion(ctx, guide, { opinion, row, of })),
    reference: loaded.case.reference,
    service: service.title,
    question: opinion.question,
    asking: guide.institution(loaded.case.institution),
    ...(asks ? { case: loaded.case.id } : {}),
    version: of.version,
    ...(isOver ? { facts: [], answers: [] } : await seenOf(ctx, asSeen(loaded), guide)),
    ...(said ? { proposed: said } : {}),
    journal: deskJournal(own ? entries : withoutProposals(entries), guide, await namesIn(ctx, entries)),
    actions: await actionsOf(ctx, loaded),
    ...(isAwaited(ctx, loaded) ? { mine: isGivenTo(ctx.actor, of.assignee) !== undefined } : {}),
    key: newId(),
  };
}

/**
 * A file among the fields that an opinion may see; noted in the audit and in the applicant's own log before it is given.
 * @throws notFound, notAllowed, ownOpinion, keptFromYou
 */
export async function opinionEvidence(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const loaded = await loadOpinion(ctx, input.id, 'services.readOpinion');
  await refuseOwn(ctx, loaded);
  if (loaded.of.state === 'closed') throw notFound();
  await refuseKept(ctx, loaded.service, { id: loaded.case.id, evidence: input.evidence });
  const found = await fileRelied(ctx, { id: loaded.case.id, evidence: input.evidence });
  if (!loaded.opinion.sees.includes(found.field)) throw notFound();
  await noteOpinionReading(ctx, loaded, { action: 'services.readEvidence', subject: input.evidence });
  return found;
}

/** @throws ownOpinion */
async function refuseOwn(ctx: Context, { caseOf, subject }: LoadedOpinion): Promise<void> {
  await refuseParty(ctx, caseOf);
  const headed = caseOf.owner_organisation === null ? [] : await headedNow(ctx);
  if (isInterested(ctx.actor, caseOf, headed, { institution: subject.institution })) throw ownOpinion();
}

/** Reads it for the institution asked, or examines it; not for the one that asked. */
const isOfAsked = (ctx: Context, { subject }: LoadedOpinion): boolean =>
  isServedBy(ctx, subject) || ctx.actor.appointments.some(({ role }) => role === 'auditor');

const isServedBy = ({ actor }: Context, { institution: asked }: Subject): boolean =>
  actor.appointments.some(({ institution }) => institution === asked);

/** What they pass among themselves where it is given is no news for who asked, until it is confirmed. */
function withoutProposals(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const last = entries.findLastIndex(({ action }) => action === 'confirm');
  return entries.filter(({ from, to, action }, index) => {
    if (action === 'send-back' || action === 'assign' || isHanding({ action })) return false;
    return index < last || from !== 'asked' || to !== 'confirm';
  });
}

const isAwaited = (ctx: Context, { of, subject }: LoadedOpinion): boolean =>
  of.awaits.filter(officialTook).some((who) => permitted([{ who, where: 'own' }], ctx.actor, subject));

/** What the institution asked may see, as it stood when it spoke. */
const asSeen = ({ case: of, service, opinion, row }: LoadedOpinion): Seen => ({
  of,
  service,
  sees: opinion.sees,
  until: row.given_at ?? undefined,
});

interface Seen {
  readonly of: Pick<CaseRow, 'id' | 'submitted_at'>;
  readonly service: CompiledService;
  readonly sees: readonly string[];
  /** As they stood then; undefined: as they stand. */
  readonly until: Date | undefined;
}

/** Facts, computed values and answers that whoever is asked may see. */
export async function seenOf(ctx: Context, { of, service, sees: fields, until }: Seen, guide: Guide) {
  const { now: facts } = await store.listFactsNowAndPast(ctx.db, of.id, null, until);
  const answers = await store.listAnswers(ctx.db, of.id);
  const sees = (field: string) => fields.includes(field);
  return {
    facts: [
      ...factViews(service, guide, facts, [], answers).filter(({ field }) => sees(field)),
      ...computedOf(service, facts, answers, submissionDay(ctx, of)).filter(({ field }) => sees(field)),
    ],
    answers: answerFacts(service, answers).filter(({ field }) => sees(field)),
  };
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

/** The institution asked reads for the opinion, by its own article; the one that asked reads its case. */
async function noteOpinionReading(
  ctx: Context,
  loaded: LoadedOpinion,
  part?: { readonly action: string; readonly subject: string },
): Promise<void> {
  const { row, case: of, service, opinion, subject } = loaded;
  const office = ctx.actor.appointments.find(
    ({ institution, role }) => institution === subject.institution && officialTook(role),
  );
  if (!office) return noteReading(ctx, { row: of, of: loaded.caseOf, service }, part);
  await auditReading(ctx, part?.action ?? 'services.readOpinion', part?.subject ?? row.instance, office);
  const { purpose } = service;
  const basis = readArticle(opinion.article);
  await logCaseReading(ctx, { subject: applicantOf(of), office, purpose, basis, reference: of.reference });
}

async function actionsOf(ctx: Context, { of, caseOf, subject }: LoadedOpinion): Promise<OpinionView['actions']> {
  const lines = ctx.vahid.access['services.actOnOpinion'] ?? [];
  if (!isLive(caseOf) || !permitted(lines, ctx.actor, subject)) return [];
  const found = await availableActions(ctx, of, {});
  const { code, text } = tookPart();
  const barred = judgedBy(caseOf, ctx.actor.person) ? { blocked: { code, text } } : {};
  const main = found.find(({ grave }) => !grave)?.action;
  return found.map(({ action, title, note, grave, blocked }) => ({
    action,
    title,
    note,
    asksPages: false,
    proposesAmendment: false,
    weight: grave
      ? ('grave' as const)
      : action === main && action !== 'clarify'
        ? ('main' as const)
        : ('second' as const),
    ...(blocked ? { blocked } : action === 'clarify' ? {} : barred),
  }));
}

/** Took a step in it as an official of the institution that judges. */
export function judgedBy(of: Instance, person: string | undefined): boolean {
  return Object.entries(of.taken).some(([action, { as }]) => officialTook(as) && hasTaken(of, action, person));
}

/**
 * Who gave an opinion on a case, or was asked to review it, takes no part in deciding it; nor does anybody in the office
 * of who did, of a party to it or of who entered it. `role`: in which the step would be taken.
 * @throws gaveOpinion, absentBarred
 */
export async function refuseGivers(
  ctx: Context,
  { id, channel }: Pick<CaseRow, 'id' | 'channel'>,
  { subject, role }: { readonly subject: Subject; readonly role: string },
): Promise<void> {
  if (await hasJudged(ctx, id, ctx.actor.person)) throw gaveOpinion();
  const clerk = channel === 'centre' ? (await findAssistance(ctx.db, id))?.clerk : undefined;
  await refuseAbsent(
    absentIn(ctx.actor, subject.institution, [role]),
    async (absent) =>
      absent === clerk || (await partyRefusal(ctx, id, absent)) !== undefined || hasJudged(ctx, id, absent),
  );
}

async function hasJudged(ctx: Context, id: string, person: string | undefined): Promise<boolean> {
  for (const { instance: child } of await opinions.listOpinions(ctx.db, [id])) {
    if (judgedBy(await instance(asProgram(ctx), child), person)) return true;
  }
  return (await listReviews(ctx.db, id)).some(({ reviewer }) => reviewer === person);
}

/** What all may not do in whose office alone it would be done, is not done for them. @throws absentBarred */
async function refuseAbsent(absent: readonly string[], isBarred: (person: string) => Promise<boolean>): Promise<void> {
  if (absent.length > 0 && (await Promise.all(absent.map(isBarred))).every(Boolean)) throw absentBarred();
}

interface OpinionAct {
  readonly id: string;
  readonly action: string;
  /** As shown on the page. */
  readonly version: number;
  readonly note: string;
  readonly key: string;
}

/**
 * An officer gives an opinion, a second person confirms it; or the institution that asked returns it to be made clearer.
 * @throws ownOpinion, tookPart, opinionOver, mandatesUnavailable, and the refusals of process
 */
export async function actOnOpinion(ctx: Context, input: OpinionAct): Promise<void> {
  // A register may take its time: asked before anything is locked.
  const { caseOf: asked } = await loadOpinion(ctx, input.id, 'services.actOnOpinion');
  const headed = asked.owner_organisation === null ? [] : await headedNow(ctx);
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadOpinion(inner, input.id, 'services.actOnOpinion', true);
    const { of, caseOf, opinion, row, subject } = loaded;
    if (!isLive(caseOf)) throw opinionOver();
    if (input.action !== 'clarify') {
      if (isInterested(inner.actor, caseOf, headed, { institution: subject.institution })) throw ownOpinion();
      if (!headed) throw mandatesUnavailable();
      if (judgedBy(caseOf, inner.actor.person)) throw tookPart();
      await refuseAbsent(absentIn(inner.actor, subject.institution, of.awaits), (absent) =>
        hasToDo(inner, caseOf, absent),
      );
    }
    const { action, version, note, key } = input;
    const acted = await act(inner, { instance: input.id, action, version, note, key: keyOf(action, key) });
    if (!tookPlace(acted, of)) return;
    if (action === 'confirm') await confirmed(inner, loaded, acted.seq);
    if (action === 'clarify') {
      await reopen(inner, row.instance);
      await tellAsked(inner, opinion, row.instance, of.reference);
    }
    await audit(inner, 'services.actOnOpinion', input.id);
  });
}

/** Takes part in a case, judged it, or heads whose it is. @throws mandatesUnavailable */
async function hasToDo(ctx: Context, caseOf: Instance, person: string): Promise<boolean> {
  const headed = caseOf.owner_organisation === null ? [] : await headedPort.of(ctx.vahid)(ctx, person);
  if (!headed) throw mandatesUnavailable();
  const absent = { kind: 'person', person, appointments: [] } as const;
  if (isInterested(absent, caseOf, headed, {}) || judgedBy(caseOf, person)) return true;
  return (await partyRefusal(ctx, caseOf.id, person)) !== undefined;
}

async function confirmed(ctx: Context, { row, of }: LoadedOpinion, seq: number): Promise<void> {
  const said = saidLast(await journal(asProgram(ctx), row.instance));
  if (!said) throw new Error(`opinion ${row.instance} was confirmed before it was given`);
  await hearOpinion(ctx, { row, answer: said.answer, by: 'officials', seq, inTime: !of.overdue });
}

/** Of opinions in a list: the applicant’s name, where the institution asked may see it. */
export async function namesOfOpinions(ctx: Context, of: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const rows = await opinions.findOpinions(
    ctx.db,
    of.flatMap(({ id, kind }) => (kind === opinionProcess ? [id] : [])),
  );
  const cases = await store.findCases(
    ctx.db,
    rows.map((row) => row.case),
  );
  const wanted: { instance: string; field: string; opinion: string }[] = [];
  for (const { instance: id, case: above, name } of rows) {
    const row = cases.find((one) => one.id === above);
    if (!row) continue;
    const field = nameField(await serviceOfCase(ctx, row));
    const { sees } = await compiledOpinion(ctx, row, name);
    if (field !== undefined && sees.includes(field)) wanted.push({ instance: above, field, opinion: id });
  }
  const values = await store.listValues(
    ctx.db,
    wanted.map(({ instance: above, field }) => ({ instance: above, field })),
  );
  return new Map(
    wanted.flatMap(({ instance: above, opinion: id }) => {
      const value = values.get(above);
      return typeof value === 'string' ? [[id, value] as const] : [];
    }),
  );
}
