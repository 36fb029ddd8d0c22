import { permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction, inTransactionIf } from '../../../kernel/context.ts';
import { notAllowed } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { headedNow } from '../../identity/index.ts';
import { type Act, act, instance } from '../../process/index.ts';
import { takesForeigners } from '../definition/applicants.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { opinionsAwaited } from '../opinion-refusals.ts';
import { knownOpinions } from '../opinion-store.ts';
import { openGuide } from '../present/guide.ts';
import { awaitedText, deskOpinions } from '../present/opinions.ts';
import {
  decidedBefore,
  decidedBeside,
  factsAwaited,
  factsChanged,
  feeAwaited,
  ownReasonIncomplete,
  ownReasonTooLong,
  reasonNeeded,
  workedElsewhere,
} from '../refusals.ts';
import { delivers, undelivered } from '../rules/delivery.ts';
import type { HeldValue } from '../rules/amending.ts';
import { guardInput, type Reason } from '../rules/judging.ts';
import { chosenReasons, citedArticles, type ReasonChoice } from '../rules/reasons.ts';
import * as store from '../store.ts';
import { asProgram, keyOf, officialTook, tookPlace } from './acting.ts';
import { type AmendmentInput, keepAmendment } from './amending.ts';
import { askedCorrections, type CorrectionInput, keepAsked, noteOf } from './correcting.ts';
import { besidesOf, type Judged, judgeRead, outcomeOf, reasonsProposed, recordDecision } from './deciding.ts';
import { chargeOpen, owesFee } from './fee.ts';
import { isLive, type LoadedCase, loadSubmitted, subjectOf } from './loading.ts';
import { approvedBeside } from './once.ts';
import { approvedBefore } from './turn.ts';
import { registerNow } from './register-now.ts';
import { refuseGivers } from './asked-desk.ts';
import { followInquiries } from './inquiries.ts';
import { followOpinions } from './opinions.ts';
import { followReviews } from './reviews.ts';
import { renewFacts } from './refreshing.ts';
import { digestOf, type Grounds, keepSignature, type Signing, statementOf, type ToSign } from './signing.ts';

const longestReason = 2000;

/** With an action that sends the case back, what is to be corrected. */
export interface DeskAct extends CorrectionInput {
  readonly id: string;
  /** As shown on the page. */
  readonly version?: number | undefined;
  readonly key: string;
  /** Articles on which a refusal rests where no condition fails, for who names its own. */
  readonly articles?: readonly string[] | undefined;
  readonly signing?: Signing | undefined;
  /** What of the proposed reasons stands in the decision; without it all of them. */
  readonly reasons?: ReasonChoice | undefined;
  /** With an action that proposes to correct a slip: in which field, and how it is right. */
  readonly amendment?: AmendmentInput | undefined;
}

/**
 * An official acts. A decision is written with its reasons and articles in the same transaction; before an approval the
 * registers are asked anew, so that it rests on what holds now.
 * @throws workedElsewhere, pagesNeeded, noteAndPagesNeeded, remarkTooLong, reasonNeeded, ownReasonIncomplete, ownReasonTooLong, factsAwaited, factsChanged, feeAwaited, opinionsAwaited, gaveOpinion, absentBarred, decidedBeside, decidedBefore, amendmentFieldNeeded, amendmentMisfit, amendmentUnchanged, amendmentContradicts, amendmentTurns, and
 * the refusals of process
 */
export async function actOnCase(ctx: Context, input: DeskAct): Promise<void> {
  const before = await askBefore(ctx, input);
  await inTransaction(ctx, (inner) => decide(inner, input, before));
}

type Before = Awaited<ReturnType<typeof askBefore>>;

async function decide(ctx: Context, input: DeskAct, { interest, askedAt, held }: Before): Promise<void> {
  const loaded = await loadSubmitted(ctx, input.id, 'services.actOnCase', true);
  const { of, service } = loaded;
  const action = service.process.actions.find(({ name }) => name === input.action);
  // An official's own case as applicant is acted upon in the portal, with the checks that are made there.
  if (action && !officialTook(action.actor)) throw notAllowed();
  if (isElsewhere(ctx, service)) throw workedElsewhere();
  const { judged, grounds } = await groundsOf(ctx, loaded, input);
  const late = delivers(service, input.action) ? undelivered(service, judged.data) : [];
  const role = action?.actor ?? '';
  await refuseGivers(ctx, loaded.row, { subject: await subjectOf(ctx, loaded.row), role });
  if (action?.from.includes(of.state)) await refuseUnheard(ctx, loaded, input.action);
  const asked = askedCorrections(loaded, input);
  const pages = asked.map(({ page }) => page);
  const acted = await act(ctx, {
    instance: input.id,
    action: input.action,
    version: input.version,
    note: noteOf(input.note, asked),
    guardInput: guardInput(service, judged.requirements, judged.data),
    key: keyOf(input.action, input.key),
    interest,
    details: pages.length > 0 ? { pages } : {},
    signature: digestOf(input.signing),
  });
  if (!tookPlace(acted, of)) return;
  const outcome = outcomeOf(service, input.action);
  // Asked only now: what barred the action itself is said first, and a repeat is answered like the first.
  if (late.length > 0) throw factsAwaited(service, late);
  if (outcome === 'approved' && (await owesFee(ctx, loaded, judged))) throw feeAwaited();
  const own = ownReasonOf(input);
  if (outcome) refuseUnreasoned(service, grounds.reasons ?? [], own);
  await keepSignature(ctx, loaded, { signing: input.signing, action: input.action, seq: acted.seq, grounds });
  if (pages.length > 0) {
    await store.updateCase(ctx.db, input.id, { correct_pages: pages });
    await keepAsked(ctx, loaded, acted.seq, asked);
  }
  await keepAmendment(ctx, loaded, { action: input.action, seq: acted.seq, given: input.amendment, held });
  if (outcome === 'approved' && (await approvedBeside(ctx, loaded.row, askedAt))) throw decidedBeside();
  if (outcome === 'approved' && (await approvedBefore(ctx, loaded))) throw decidedBefore();
  if (outcome) {
    const { reasons = [] } = grounds;
    await recordDecision(ctx, loaded, { seq: acted.seq, outcome, by: 'official', reasons });
    if (own)
      await store.insertOwnReason(ctx.db, {
        instance: input.id,
        seq: acted.seq,
        at: ctx.vahid.now(),
        words: own.words,
      });
  }
  // The case may have come back to where the fee is asked for.
  if (!outcome && service.fee)
    await chargeOpen(ctx, { ...loaded, of: await instance(asProgram(ctx), input.id) }, judged);
  await followOpinions(ctx, loaded);
  await followInquiries(ctx, loaded);
  await followReviews(ctx, loaded);
  await audit(ctx, 'services.actOnCase', input.id);
}

/** The officials of the institution work on it in a system of their own; here nobody acts but that system. */
export const isElsewhere = ({ actor }: Context, { backOffice }: CompiledService): boolean =>
  backOffice !== undefined && actor.kind !== 'member';

/** An official's own reason as it is kept; undefined where none was written. */
function ownReasonOf({ reasons }: DeskAct): NonNullable<ReasonChoice['own']> | undefined {
  const { words = '', article = '' } = reasons?.own ?? {};
  const own = { words: plainText(words), article };
  return own.words === '' && article === '' ? undefined : own;
}

/** @throws reasonNeeded, ownReasonIncomplete, ownReasonTooLong */
function refuseUnreasoned(
  service: CompiledService,
  reasons: readonly Reason[],
  own: NonNullable<ReasonChoice['own']> | undefined,
): void {
  if (own && (own.words === '' || !citedArticles(service).includes(own.article)))
    throw ownReasonIncomplete({ missing: own.words === '' ? 'words' : 'article' });
  if (own && own.words.length > longestReason) throw ownReasonTooLong({ max: longestReason });
  if (reasons.length === 0) throw reasonNeeded();
}

async function groundsOf(
  ctx: Context,
  loaded: LoadedCase,
  input: DeskAct,
): Promise<{ readonly judged: Judged; readonly grounds: Grounds }> {
  const { row, service } = loaded;
  const { id, note, pages } = input;
  const [facts, answers] = [await store.listFacts(ctx.db, id), await store.listAnswers(ctx.db, id)];
  const judged = judgeRead(service, facts, answers, await besidesOf(ctx, service, row));
  const [outcome, own] = [outcomeOf(service, input.action), ownReasonOf(input)];
  const choice = { without: input.reasons?.without ?? [], ...(own ? { own } : {}) };
  const reasons =
    outcome &&
    chosenReasons(await reasonsProposed(ctx, loaded, outcome, { ...judged, articles: input.articles }), choice);
  const ownReason = reasons && own?.words;
  return { judged, grounds: { facts, answers, reasons, ownReason, note: plainText(note), pages } };
}

/** What an official would sign by acting so now. It is done for a trial, of which nothing stays. @throws as actOnCase */
export async function decisionToSign(ctx: Context, input: DeskAct): Promise<ToSign> {
  const before = await askBefore(ctx, input);
  return inTransactionIf(
    ctx,
    () => false,
    async (inner) => {
      const loaded = await loadSubmitted(inner, input.id, 'services.actOnCase', true);
      const { grounds } = await groundsOf(inner, loaded, input);
      const made = statementOf(inner, loaded, { action: input.action, grounds });
      await decide(inner, { ...input, signing: 'trial' }, before);
      return { ...made, loaded, action: input.action };
    },
  );
}

/** Its guard counts the opinions that have not come. */
export function waitsForOpinions({ process }: CompiledService, action: string): boolean {
  return /\bopenOpinions\b/.test(process.actions.find(({ name }) => name === action)?.guard ?? '');
}

/** Says whom one waits for, where the guard would only say that one waits. @throws opinionsAwaited */
async function refuseUnheard(ctx: Context, { row, service }: LoadedCase, action: string): Promise<void> {
  if (!waitsForOpinions(service, action)) return;
  const [guide, known] = [await openGuide(ctx), await knownOpinions(ctx, service, row.id)];
  const awaited = awaitedText(guide, service, known, await deskOpinions(ctx, guide, { id: row.id, service }));
  if (awaited) throw opinionsAwaited(awaited);
}

/**
 * What the actor heads, before an approval the facts, and before a correction what the register says of its field, where
 * that will count: asked before the case is locked, because a register may take its time.
 */
async function askBefore(
  ctx: Context,
  { id, action: name, amendment: given }: DeskAct,
): Promise<{ readonly interest: Act['interest']; readonly askedAt: Date; readonly held?: HeldValue | undefined }> {
  const askedAt = ctx.vahid.now();
  const loaded = await loadSubmitted(ctx, id, 'services.actOnCase');
  const { row, of, service } = loaded;
  const action = service.process.actions.find((one) => one.name === name);
  const isTheirs = action?.from.includes(of.state) && officialTook(action.actor);
  if (!action || !isTheirs || isElsewhere(ctx, service)) return { interest: undefined, askedAt };
  // A system heads nothing.
  const headed = of.owner_organisation === null || ctx.actor.kind === 'member' ? [] : await headedNow(ctx);
  const may = permitted([{ who: action.actor, where: 'own' }], ctx.actor, await subjectOf(ctx, row));
  if (may && headed && outcomeOf(service, name) === 'approved' && isLive(of)) {
    const changed = await renewFacts(ctx, loaded);
    // Applicants without FİN say themselves what the register knows: it counts by an official's comparing it.
    if (changed.length > 0 && takesForeigners(service)) throw factsChanged(service, changed);
  }
  const held = may && headed ? await registerNow(ctx, loaded, { action: name, given }) : undefined;
  return { interest: { headed }, askedAt, held };
}
