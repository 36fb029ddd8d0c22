import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { publish } from '../../../kernel/event.ts';
import { noteFallback } from '../../exchange/index.ts';
import { act, type Instance, instance } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { caseSubmitted } from '../events.ts';
import { answersMissing } from '../refusals.ts';
import { missingPage, questionsFor } from '../rules/answers.ts';
import { fallbacksOf, withFallbacks } from '../rules/fallback.ts';
import type { Answers } from '../rules/values.ts';
import type { NewFact } from '../store.ts';
import * as store from '../store.ts';
import { keyOf, tookPlace } from './acting.ts';
import { answersOf } from './answers.ts';
import { decideByTable, judge, type Judged } from './deciding.ts';
import { applicantOf, asRows, factsByField, keepFacts, readFacts } from './facts.ts';
import { type LoadedCase, loadCase } from './loading.ts';
import { scheduleRefresh } from './refreshing.ts';

/**
 * Submits a draft, or answers a returned case; sent again with the same key it does nothing. The facts are read anew
 * first. A register that does not answer holds nobody up: the case is accepted, and the register is asked again.
 * @throws answersMissing, and the refusals of process
 */
export async function submitCase(ctx: Context, input: { id: string; key: string }): Promise<void> {
  const { row, of, service } = await loadCase(ctx, input.id, 'services.submitCase');
  const open = of.status === 'draft' || of.status === 'waiting_for_applicant';
  const askedAt = ctx.vahid.now();
  const read = open ? await readFacts(ctx, service, applicantOf(row), row.reference) : [];
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadCase(inner, input.id, 'services.submitCase', true);
    const answers = await answersOf(inner, input.id);
    const first = loaded.row.submitted_at === null;
    if (missingPage(await asksStill(inner, loaded, answers, read), answers) !== undefined) throw answersMissing();
    const action = sentAs(loaded.of);
    const acted = await act(inner, { instance: input.id, action, key: keyOf(action, input.key) });
    if (!tookPlace(acted, loaded.of)) return;
    const facts = await keepFacts(inner, input.id, read);
    const judged = await judge(inner, service, input.id);
    if (first) {
      await noteSubmission(inner, loaded, answers, judged);
      await noteFallbacks(inner, loaded, judged);
    }
    await store.updateCase(inner.db, input.id, {
      correct_pages: [],
      ...(first ? { submitted_at: inner.vahid.now() } : {}),
    });
    await audit(inner, 'services.submitCase', input.id);
    await decideByTable(inner, { ...loaded, of: await instance(inner, input.id) }, judged, { first, askedAt });
    await scheduleRefresh(inner, input.id, facts);
  });
}

/** Where a register has answered in the meantime, nobody has to say anything in its place. */
async function asksStill(
  ctx: Context,
  { row, service }: LoadedCase,
  answers: Answers,
  read: readonly NewFact[],
): Promise<CompiledService> {
  if (fallbacksOf(service).length === 0) return service;
  const heard = read.filter(({ state }) => state !== 'unavailable');
  const facts = { ...factsByField(await store.listFacts(ctx.db, row.id)), ...factsByField(asRows(heard)) };
  return withFallbacks(service, { facts, answers, ask: row.submitted_at === null });
}

/** A case that is no longer open was sent already: the form comes again, and its key tells. */
function sentAs({ status, taken }: Instance): 'submit' | 'answer' {
  if (status === 'draft') return 'submit';
  return status === 'waiting_for_applicant' || 'answer' in taken ? 'answer' : 'submit';
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
  const asked = questionsFor(service, answers).filter((one) => one.source === 'group' || !one.insteadOf).length;
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
