import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction, inTransactionIf } from '../../../kernel/context.ts';
import { publish } from '../../../kernel/event.ts';
import { noteFallback } from '../../exchange/index.ts';
import { act, instance } from '../../process/index.ts';
import { agreementsAwaited } from '../agreement-refusals.ts';
import { coApplicantsOf, openAgreements } from '../definition/co-applicant.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { caseSubmitted } from '../events.ts';
import { answersMissing, applicantSigns } from '../refusals.ts';
import { guardianApplies } from '../representation-refusals.ts';
import { questionsFor } from '../rules/answers.ts';
import { unreadyPage } from '../rules/field-checks.ts';
import { withAskedPages } from '../rules/asked-pages.ts';
import { fallbacksOf, withFallbacks } from '../rules/fallback.ts';
import { isIncapable } from '../rules/guardianship.ts';
import { guardInput } from '../rules/judging.ts';
import { changedChoices, choosingFields, withCandidates } from '../rules/relation-choice.ts';
import type { Answers } from '../rules/values.ts';
import type { NewFact } from '../store.ts';
import * as store from '../store.ts';
import { keyOf, tookPlace } from './acting.ts';
import { answersOf, openPages } from './answers.ts';
import { keepAnswered } from './correcting.ts';
import { judge, type Judged, submissionDay } from './deciding.ts';
import { applicantOf, asRows, factsByField, keepFacts, readFacts } from './facts.ts';
import { dropNotAsked, handEvidence } from './evidence.ts';
import { goOn } from './fee.ts';
import { asApplicant, type LoadedCase, loadCase, toCorrect } from './loading.ts';
import { followOpinions } from './opinions.ts';
import { followReviews } from './reviews.ts';
import { scheduleRefresh } from './refreshing.ts';
import {
  digestOf,
  type Grounds,
  keepSignature,
  type Signing,
  statementOf,
  type ToSign,
  versionSigned,
} from './signing.ts';

/**
 * Submits a draft, or answers a returned case; sent again with the same key it does nothing. The facts are read anew
 * first. `assisted`: a clerk sent it, for whom the case is closed from now on. A register that does not answer holds nobody up: the case is accepted, and the register is asked again.
 * @throws answersMissing, guardianApplies, and the refusals of process
 */
export async function submitCase(ctx: Context, input: Submission): Promise<{ assisted: boolean }> {
  const { row, of, service, assists } = await loadCase(ctx, input.id, 'services.submitCase');
  const open = of.status === 'draft' || of.status === 'waiting_for_applicant';
  const askedAt = ctx.vahid.now();
  const chosen = await answersOf(ctx, input.id);
  const read = open ? await readFacts(ctx, service, applicantOf(row), row.reference, chosen) : [];
  await inTransaction(ctx, (inner) => send(inner, input, { service, read, askedAt, chosen }));
  return { assisted: assists !== undefined };
}

interface Submission {
  readonly id: string;
  readonly key: string;
  readonly signing?: Signing | undefined;
}

interface Asked {
  readonly service: CompiledService;
  readonly read: readonly NewFact[];
  readonly askedAt: Date;
  /** Answers by which the registers were asked. */
  readonly chosen: Answers;
}

async function send(ctx: Context, { id, key, signing }: Submission, asked: Asked): Promise<void> {
  const { service, read, askedAt, chosen } = asked;
  const loaded = await loadCase(ctx, id, 'services.submitCase', true);
  await dropNotAsked(ctx, loaded);
  const answers = await answersOf(ctx, id);
  const heard = factsByField(asRows(read));
  if (!ctx.actor.hands && isIncapable(service, heard)) throw guardianApplies();
  if (changedChoices(service, chosen, answers).length > 0) throw answersMissing();
  const first = loaded.row.submitted_at === null;
  const sent = { open: openPages(loaded), day: submissionDay(ctx, loaded.row) };
  if (unreadyPage(await asksStill(ctx, loaded, answers, read), answers, sent) !== undefined) throw answersMissing();
  const action = sentAs(loaded);
  const own = loaded.assists ? asApplicant(ctx, loaded.row) : ctx;
  const acted = await act(own, {
    instance: id,
    action,
    ...(coApplicantsOf(service).length === 0 ? {} : { guardInput: await guardNow(ctx, loaded) }),
    key: keyOf(action, key),
    version: versionSigned(signing),
    signature: digestOf(signing),
  });
  if (!tookPlace(acted, loaded.of)) return;
  // What was signed is what the applicant saw; the registers are asked anew after it.
  await keepSignature(ctx, loaded, { signing, action, seq: acted.seq, grounds: await groundsSeen(ctx, id) });
  const facts = await keepFacts(ctx, id, read);
  const judged = await judge(ctx, service, loaded.row);
  // A register may name somebody now whom nobody has asked.
  if (Number(judged.data.values[openAgreements] ?? 0) > 0) throw agreementsAwaited();
  if (action === 'answer') await keepAnswered(ctx, loaded, acted.seq);
  if (first) {
    await noteSubmission(ctx, loaded, answers, judged);
    await noteFallbacks(ctx, loaded, judged);
  }
  await handEvidence(ctx, id);
  await store.updateCase(ctx.db, id, { correct_pages: [], ...(first ? { submitted_at: ctx.vahid.now() } : {}) });
  await audit(ctx, 'services.submitCase', id);
  await goOn(ctx, { ...loaded, of: await instance(own, id) }, judged, { first, askedAt });
  await followOpinions(ctx, loaded);
  await followReviews(ctx, loaded);
  await scheduleRefresh(ctx, id, facts);
}

/** What the guard of sending looks at: who has agreed to what stands there now. */
async function guardNow(ctx: Context, { row, service }: LoadedCase): Promise<Record<string, unknown>> {
  const { requirements, data } = await judge(ctx, service, row);
  return guardInput(service, requirements, data);
}

async function groundsSeen(ctx: Context, id: string): Promise<Grounds> {
  const [facts, answers] = [await store.listFacts(ctx.db, id), await store.listAnswers(ctx.db, id)];
  return { facts, answers };
}

/** What an applicant would sign by sending the case now. It is sent for a trial, of which nothing stays. @throws applicantSigns, as submitCase */
export async function submissionToSign(ctx: Context, input: { id: string; key: string }): Promise<ToSign> {
  return inTransactionIf(
    ctx,
    () => false,
    async (inner) => {
      const loaded = await loadCase(inner, input.id, 'services.submitCase', true);
      if (loaded.assists) throw applicantSigns();
      const action = sentAs(loaded);
      await dropNotAsked(inner, loaded);
      const made = statementOf(inner, loaded, { action, grounds: await groundsSeen(inner, input.id) });
      const chosen = await answersOf(inner, input.id);
      const asked = { service: loaded.service, read: [], askedAt: inner.vahid.now(), chosen };
      await send(inner, { ...input, signing: 'trial' }, asked);
      return { ...made, loaded, action };
    },
  );
}

/** As the registers stand now: where one has answered, nobody speaks in its place; only whom they name may be chosen. */
async function asksStill(
  ctx: Context,
  { row, service }: LoadedCase,
  answers: Answers,
  read: readonly NewFact[],
): Promise<CompiledService> {
  if (fallbacksOf(service).length === 0 && choosingFields(service).length === 0) return service;
  const heard = read.filter(({ state }) => state !== 'unavailable');
  const known = factsByField(await store.listFacts(ctx.db, row.id));
  const facts = { ...known, ...factsByField(asRows(heard)) };
  const asked = withCandidates(withFallbacks(service, { facts, answers, ask: row.submitted_at === null }), facts);
  // What is asked is settled by the facts that the applicant had before them.
  return withAskedPages(asked, { facts: known, answers, toCorrect: toCorrect(row) });
}

/** A case that is no longer open was sent already, though it may wait for its fee: the form comes again, and its key tells. */
function sentAs({ of: { state, taken }, service }: LoadedCase): 'submit' | 'answer' {
  const answers = service.process.actions.some(({ name, from }) => name === 'answer' && from.includes(state));
  return answers || 'answer' in taken ? 'answer' : 'submit';
}

/** One line in the journal of submissions, from which the share of fields filled by registers is measured. */
async function noteSubmission(
  ctx: Context,
  { row, service }: LoadedCase,
  answers: Answers,
  judged: Judged,
): Promise<void> {
  const known = service.fields.filter(
    ({ source, name }) =>
      source === 'register' && !judged.data.missing.has(name) && judged.data.told.get(name) !== 'instead',
  ).length;
  // What is asked in place of a register counts once, as what it should have filled.
  const asked = questionsFor(service, answers).filter((one) => one.source !== 'applicant' || !one.insteadOf).length;
  const held = service.fields.filter((field) => field.source === 'register').length;
  await store.insertSubmission(ctx.db, {
    instance: row.id,
    at: ctx.vahid.now(),
    service: service.name,
    institution: row.institution,
    fields_asked: held + asked,
    fields_known: known,
    verdict: judged.verdict.outcome,
  });
  await publish(ctx, caseSubmitted, { case: row.id, service: service.name });
}

/** One line for each fact that was asked in place of its register, which its institution reads. */
async function noteFallbacks(ctx: Context, { row, service }: LoadedCase, { data }: Judged): Promise<void> {
  for (const { name, register, concept } of fallbacksOf(service)) {
    if (data.told.get(name) !== 'instead') continue;
    const { institution: consumer, name: code } = service;
    await noteFallback(ctx, { register, concept, consumer, service: code, reference: row.reference });
  }
}
