import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { headedNow } from '../../identity/index.ts';
import { act, isGivenTo, journal, refuseInterested, servesOwner, type Instance } from '../../process/index.ts';
import { type CompiledInquiries, inquiriesOf, inquiryProcess } from '../definition/inquiry.ts';
import type { InquiryRow } from '../inquiry-entities.ts';
import { inquiryOver, inquiryTookPart, ownInquiry } from '../inquiry-refusals.ts';
import * as inquiries from '../inquiry-store.ts';
import type { InquiryView } from '../inquiry-views.ts';
import { openGuide } from '../present/guide.ts';
import { answerIn, deskInquiry } from '../present/inquiries.ts';
import { deskJournal } from '../present/journal.ts';
import { asProgram, keyOf, tookPlace } from './acting.ts';
import {
  type Asked,
  askedActions,
  isAwaited,
  isOfAsked,
  loadAsked,
  namesSeen,
  noteAskedReading,
  refuseOtherSide,
  refuseOwn,
  seenOf,
  withoutProposals,
} from './asked-desk.ts';
import { type EvidenceFile, fileRelied, refuseKept } from './evidence.ts';
import { hearAnswer } from './inquiries.ts';
import { isLive, lastSaid, refuseParty } from './loading.ts';
import { namesIn } from './standing-in.ts';

interface LoadedInquiry extends Asked {
  readonly row: InquiryRow;
  readonly article: CompiledInquiries['article'];
}

/** An inquiry with its case, for an action that the access table names. `lock`: the case, and what follows from it. */
async function loadInquiry(ctx: Context, id: string, action: string, lock = false): Promise<LoadedInquiry> {
  const found = await inquiries.findInquiry(ctx.db, id);
  if (!found) throw notFound();
  const loaded = await loadAsked(ctx, found, action, lock);
  // The case may have gone over to a version that lets nobody ask.
  const asked = await lastSaid(ctx, loaded.case, inquiriesOf);
  if (!asked) throw notFound();
  // Under the lock it may be another.
  const row = lock ? ((await inquiries.findInquiry(ctx.db, id)) ?? found) : found;
  return { ...loaded, row, article: asked.article };
}

/** Nothing of the case is shown any more: nobody is to answer, or the case itself has ended. */
const isOver = ({ of: { state }, caseOf }: LoadedInquiry): boolean =>
  state === 'withdrawn' || state === 'closed' || !isLive(caseOf);

/**
 * The page of an inquiry: what is asked, and what its institution is shown of the case. Whoever opens it leaves a line in
 * the audit and in the applicant's own log. @throws ownInquiry
 */
export async function inquiryPage(ctx: Context, { id }: { readonly id: string }): Promise<InquiryView> {
  const loaded = await loadInquiry(ctx, id, 'services.readInquiry');
  const { row, of, service, subject } = loaded;
  await refuseOwn(ctx, loaded, ownInquiry);
  const over = isOver(loaded);
  // The question itself may tell of somebody.
  const seen = { of: loaded.case, service, sees: over ? [] : row.sees, until: row.answered_at ?? undefined };
  await noteAskedReading(ctx, { ...loaded, sees: seen.sees, until: seen.until }, { action: 'services.readInquiry' });
  const guide = await openGuide(ctx);
  const entries = await journal(asProgram(ctx), of);
  const own = isOfAsked(ctx, loaded);
  const asks = !own && servesOwner(ctx.actor, subject);
  const proposed = own && of.state === 'confirm' ? answerIn(entries)?.words : undefined;
  return {
    ...(await deskInquiry(ctx, guide, { row, of, service })),
    reference: loaded.case.reference,
    service: service.title,
    asking: guide.institution(loaded.case.institution),
    article: guide.article(loaded.article),
    ...(asks ? { case: loaded.case.id } : {}),
    version: of.version,
    ...(over ? { facts: [], answers: [] } : await seenOf(ctx, seen, guide)),
    ...(over || row.answered_at !== null ? {} : { files: true as const }),
    ...(proposed === undefined ? {} : { proposed }),
    journal: deskJournal(own ? entries : withoutProposals(entries), guide, await namesIn(ctx, entries)),
    actions: await askedActions(ctx, loaded, { row: 'services.actOnInquiry', asks: withdraw, took: inquiryTookPart }),
    ...(isAwaited(ctx, loaded) ? { mine: isGivenTo(ctx.actor, of.assignee) !== undefined } : {}),
    key: newId(),
  };
}

/**
 * A file among the fields that are shown; noted in the audit and in the applicant's own log before it is given.
 * @throws notFound, notAllowed, ownInquiry, keptFromYou
 */
export async function inquiryEvidence(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const loaded = await loadInquiry(ctx, input.id, 'services.readInquiry');
  await refuseOwn(ctx, loaded, ownInquiry);
  if (isOver(loaded) || loaded.of.state === 'answered') throw notFound();
  await refuseKept(ctx, loaded.service, { id: loaded.case.id, evidence: input.evidence });
  const found = await fileRelied(ctx, { id: loaded.case.id, evidence: input.evidence });
  if (!loaded.row.sees.includes(found.field)) throw notFound();
  const reading = { ...loaded, sees: [found.field], until: undefined };
  await noteAskedReading(ctx, reading, { action: 'services.readEvidence', subject: input.evidence });
  return found;
}

/** The action of the institution that asked. */
const withdraw = 'withdraw';

interface InquiryAct {
  readonly id: string;
  readonly action: string;
  /** As shown on the page. */
  readonly version: number;
  readonly note: string;
  readonly key: string;
}

/**
 * An officer answers, a second person confirms it; or the institution that asked withdraws what it asked.
 * @throws ownInquiry, inquiryTookPart, inquiryOver, ownCase, mandatesUnavailable, and the refusals of process
 */
export async function actOnInquiry(ctx: Context, input: InquiryAct): Promise<void> {
  // A register may take its time: asked before anything is locked.
  const { caseOf: asked } = await loadInquiry(ctx, input.id, 'services.actOnInquiry');
  const headed = asked.owner_organisation === null ? [] : await headedNow(ctx);
  if (input.action === withdraw) await refuseInterested(ctx, asked);
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadInquiry(inner, input.id, 'services.actOnInquiry', true);
    const { of, caseOf, row } = loaded;
    if (!isLive(caseOf)) throw inquiryOver();
    if (input.action === withdraw) await refuseParty(inner, caseOf);
    else await refuseOtherSide(inner, loaded, headed, { own: ownInquiry, took: inquiryTookPart });
    const { action, version, note, key } = input;
    const acted = await act(inner, { instance: input.id, action, version, note, key: keyOf(action, key) });
    if (!tookPlace(acted, of)) return;
    if (action === 'confirm') await hearAnswer(inner, row, acted.seq);
    await audit(inner, 'services.actOnInquiry', input.id);
  });
}

/** Of inquiries in a list: the applicant’s name, where the institution asked is shown it. */
export async function namesOfInquiries(ctx: Context, of: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const ids = of.flatMap(({ id, kind }) => (kind === inquiryProcess ? [id] : []));
  return namesSeen(ctx, await inquiries.findInquiries(ctx.db, ids), ({ sees }) => sees);
}
