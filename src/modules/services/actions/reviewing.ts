import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound, signInNeeded } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { logCaseReading } from '../../exchange/index.ts';
import { currentInstitution } from '../../identity/index.ts';
import { act, clock, type Instance, instance, stateOfInstance } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { reviewsOf } from '../definition/heard.ts';
import { readArticle } from '../definition/lookup.ts';
import type { CompiledReviews } from '../definition/review.ts';
import type { CaseRow } from '../entities.ts';
import { type Guide, openGuide } from '../present/guide.ts';
import { criteriaViews } from '../present/reviews.ts';
import type { ReviewRow } from '../review-entities.ts';
import { declineNeedsReason, reviewIncomplete, reviewOver } from '../review-refusals.ts';
import * as reviews from '../review-store.ts';
import type { OwnReviewView, ReviewView } from '../review-views.ts';
import { outOfRange, totalOf } from '../rules/reviews.ts';
import * as store from '../store.ts';
import { asProgram, keyOf, tookPlace } from './acting.ts';
import { type EvidenceFile, fileRelied } from './evidence.ts';
import { applicantOf } from './facts.ts';
import { isLive, serviceGiven } from './loading.ts';
import { seenOf } from './asked-desk.ts';
import { hearReview } from './reviews.ts';

interface LoadedReview {
  readonly row: ReviewRow;
  readonly of: Instance;
  readonly case: CaseRow;
  readonly caseOf: Instance;
  readonly service: CompiledService;
  readonly asked: CompiledReviews;
}

/** A review for the one who gives it. `lock`: the case, and what follows from it. */
async function loadReview(ctx: Context, id: string, action: string, lock = false): Promise<LoadedReview> {
  const found = await reviews.findReview(ctx.db, id);
  if (!found) throw notFound();
  allow(ctx, action, { owner: { person: found.reviewer } });
  const row = lock ? await store.lockCase(ctx.db, found.case) : await store.findCase(ctx.db, found.case);
  const service = row && (await serviceGiven(ctx, row));
  const asked = service && reviewsOf(service);
  if (!row || !service || !asked) throw notFound();
  const inner = asProgram(ctx);
  return {
    // Under the lock it may be another.
    row: lock ? ((await reviews.findReview(ctx.db, id)) ?? found) : found,
    of: await instance(inner, id),
    case: row,
    caseOf: await instance(inner, row.id),
    service,
    asked,
  };
}

/** Whether there is anything in the list of reviews of the person. */
export async function hasReviews(ctx: Context): Promise<boolean> {
  allow(ctx, 'services.readOwnReviews');
  const { person } = ctx.actor;
  return person !== undefined && (await reviews.isReviewer(ctx.db, person));
}

/** Reviews that the person is asked for, or was: those that wait first. */
export async function ownReviews(ctx: Context): Promise<readonly OwnReviewView[]> {
  allow(ctx, 'services.readOwnReviews');
  const { person } = ctx.actor;
  if (person === undefined) throw signInNeeded();
  const guide = await openGuide(ctx);
  const views: OwnReviewView[] = [];
  for (const { instance: id } of await reviews.listOwnReviews(ctx.db, person))
    views.push(await headOf(ctx, guide, await loadReview(ctx, id, 'services.readReview')));
  return views;
}

/** The number of a case is not in it: it would lead to whose it is. */
async function headOf(ctx: Context, guide: Guide, { of, case: row, service }: LoadedReview): Promise<OwnReviewView> {
  const inner = asProgram(ctx);
  const running = await clock(inner, of);
  return {
    id: of.id,
    service: service.title,
    institution: guide.institution(row.institution),
    status: of.status,
    state: (await stateOfInstance(inner, of)).title,
    ...(running && of.status === 'waiting_for_applicant' ? { clock: running } : {}),
  };
}

const steps: Readonly<Record<string, ReviewView['step']>> = { invited: 'declare', scoring: 'score' };

/** What a reviewer reads and has written. Whoever opens what the application says leaves a line in the applicant's log. */
export async function reviewPage(ctx: Context, { id }: { readonly id: string }): Promise<ReviewView> {
  const loaded = await loadReview(ctx, id, 'services.readReview');
  const { of, asked, service, row } = loaded;
  const guide = await openGuide(ctx);
  const step = isLive(loaded.caseOf) ? (steps[of.state] ?? 'none') : 'none';
  const reads = step === 'score';
  if (reads) await noteReviewReading(ctx, loaded);
  const lines = await reviews.listLines(ctx.db, [id]);
  const criteria = criteriaViews(asked, guide, lines);
  const seen = { id: loaded.case.id, submitted_at: loaded.case.submitted_at };
  return {
    ...(await headOf(ctx, guide, loaded)),
    title: asked.title,
    article: guide.article(asked.article),
    step,
    ...(reads
      ? await seenOf(ctx, { of: seen, service, sees: asked.sees, until: undefined }, guide)
      : { facts: [], answers: [] }),
    criteria: step === 'declare' || row.standing === 'over' ? criteriaViews(asked, guide) : criteria,
    complete: criteria.every(({ points, words }) => points !== undefined && words !== undefined),
    ...(row.points ? { total: totalOf(asked, row.points) } : {}),
    key: newId(),
  };
}

/**
 * A file among the fields that reviewers see, once the declaration is made; noted in the audit and in the applicant's log
 * before it is given. @throws notFound
 */
export async function reviewEvidence(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const loaded = await loadReview(ctx, input.id, 'services.readReview');
  if (!isLive(loaded.caseOf) || steps[loaded.of.state] !== 'score') throw notFound();
  const found = await fileRelied(ctx, { id: loaded.case.id, evidence: input.evidence });
  if (!loaded.asked.sees.includes(found.field)) throw notFound();
  await noteReviewReading(ctx, loaded, { action: 'services.readEvidence', subject: input.evidence });
  return found;
}

async function noteReviewReading(
  ctx: Context,
  { of, case: row, service, asked }: LoadedReview,
  part?: { readonly action: string; readonly subject: string },
): Promise<void> {
  await audit(ctx, part?.action ?? 'services.readReview', part?.subject ?? of.id);
  const { code: institution } = await currentInstitution(ctx, row.institution);
  const office = { institution, role: 'reviewer' as const };
  const { purpose } = service;
  const basis = readArticle(asked.article);
  await logCaseReading(ctx, { subject: applicantOf(row), office, purpose, basis, reference: row.reference });
}

interface ReviewAct {
  readonly id: string;
  readonly key: string;
}

/** The reviewer declares that no interest stands in the way. @throws reviewOver */
export async function acceptReview(ctx: Context, { id, key }: ReviewAct): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadReview(inner, id, 'services.actOnReview', true);
    if (!isLive(loaded.caseOf)) throw reviewOver();
    await act(inner, { instance: id, action: 'accept', key: keyOf('accept', key) });
    await audit(inner, 'services.actOnReview', id);
  });
}

/** The reviewer declines with a reason; another one is drawn. @throws declineNeedsReason, reviewOver */
export async function declineReview(ctx: Context, { id, key, reason }: ReviewAct & { readonly reason: string }) {
  await inTransaction(ctx, async (inner) => {
    const { of, caseOf, case: row, service } = await loadReview(inner, id, 'services.actOnReview', true);
    const note = plainText(reason);
    if (note === '') throw declineNeedsReason();
    if (!isLive(caseOf)) throw reviewOver();
    const acted = await act(inner, { instance: id, action: 'decline', note, key: keyOf('decline', key) });
    if (!tookPlace(acted, of)) return;
    await reviews.setStanding(inner.db, id, 'over');
    await hearReview(inner, { row, service });
    await audit(inner, 'services.actOnReview', id);
  });
}

/** What is typed for one criterion. */
export interface TypedLine {
  readonly points: string;
  readonly words: string;
}

export interface LineError {
  readonly criterion: string;
  readonly part: 'points' | 'words';
}

export const longestWords = 2000;

/** Keeps what is written so far; what does not fit is answered, and the rest kept. @throws reviewOver */
export async function saveReview(
  ctx: Context,
  { id, lines }: { readonly id: string; readonly lines: Readonly<Record<string, TypedLine>> },
): Promise<readonly LineError[]> {
  return inTransaction(ctx, async (inner) => {
    const { of, caseOf, asked } = await loadReview(inner, id, 'services.actOnReview', true);
    if (!isLive(caseOf) || of.state !== 'scoring') throw reviewOver();
    const errors: LineError[] = [];
    for (const criterion of asked.criteria) {
      const { name } = criterion;
      const typed = lines[name] ?? { points: '', words: '' };
      const words = plainText(typed.words);
      const points = /^\d{1,4}$/.test(typed.points.trim()) ? Number(typed.points) : undefined;
      const wrong = typed.points.trim() !== '' && outOfRange(criterion, points);
      if (wrong) errors.push({ criterion: name, part: 'points' });
      if (words.length > longestWords) errors.push({ criterion: name, part: 'words' });
      else
        await reviews.putLine(inner.db, {
          instance: id,
          criterion: name,
          points: wrong ? null : (points ?? null),
          words,
        });
    }
    await audit(inner, 'services.actOnReview', id);
    return errors;
  });
}

/** Gives the review as it is written: from then on nobody changes it. @throws reviewIncomplete, reviewOver */
export async function giveReview(ctx: Context, { id, key }: ReviewAct): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { of, caseOf, asked, case: row, service } = await loadReview(inner, id, 'services.actOnReview', true);
    if (!isLive(caseOf)) throw reviewOver();
    const lines = await reviews.listLines(inner.db, [id]);
    const points = Object.fromEntries(
      asked.criteria.flatMap((criterion) => {
        const line = lines.find((one) => one.criterion === criterion.name);
        const given = line?.points ?? undefined;
        return line && line.words !== '' && given !== undefined && !outOfRange(criterion, given)
          ? [[criterion.name, given] as const]
          : [];
      }),
    );
    if (Object.keys(points).length < asked.criteria.length) throw reviewIncomplete();
    const acted = await act(inner, { instance: id, action: 'give', key: keyOf('give', key) });
    if (!tookPlace(acted, of)) return;
    await reviews.giveReview(inner.db, id, { at: inner.vahid.now(), points, inTime: !of.overdue });
    await hearReview(inner, { row, service });
    await audit(inner, 'services.actOnReview', id);
  });
}
