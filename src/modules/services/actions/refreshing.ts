import { isDeepStrictEqual } from 'node:util';
import { answersOf } from './answers.ts';
import { askAgainAt, refreshKind } from './asking-again.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind, Json } from '../../../kernel/job.ts';
import { instance, refuseInterested } from '../../process/index.ts';
import { factsStand, workedElsewhere } from '../refusals.ts';
import { changedChoices } from '../rules/relation-choice.ts';
import type { Answers } from '../rules/values.ts';
import * as store from '../store.ts';
import type { NewFact } from '../store.ts';
import { judge } from './deciding.ts';
import { applicantOf, keepFacts, readFacts } from './facts.ts';
import { goOn } from './fee.ts';
import { isLive, type LoadedCase, loadSubmitted, serviceOfCase } from './loading.ts';

/** Asks again for facts that were not received, when their registers are expected back. */
export async function scheduleRefresh(
  ctx: Context,
  id: string,
  facts: readonly { retryAt: string | null }[],
): Promise<void> {
  const [soonest] = facts.flatMap(({ retryAt }) => retryAt ?? []).sort();
  if (soonest !== undefined) await askAgainAt(ctx, id, new Date(soonest));
}

/** Reads the facts of a case anew now, in the background. */
export async function refreshSoon(ctx: Context, id: string): Promise<void> {
  await askAgainAt(ctx, id, ctx.vahid.now());
}

/** An official has the registers asked again, while the case is open. @throws factsStand, workedElsewhere, ownCase */
export async function refreshCase(ctx: Context, { id }: { id: string }): Promise<void> {
  const { row, of, service } = await loadSubmitted(ctx, id, 'services.refreshCase');
  await refuseInterested(ctx, of);
  if (service.backOffice) throw workedElsewhere();
  if (!isLive(of)) throw factsStand();
  await renewFacts(ctx, { row, service });
}

/**
 * The registers are asked for a case that is open, and what they say is kept. Answers the fields of which a register had
 * said something else before. @throws factsStand
 */
export async function renewFacts(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<readonly string[]> {
  const { id, reference } = row;
  const read = await readFacts(ctx, service, applicantOf(row), reference, await answersOf(ctx, id));
  return inTransaction(ctx, async (inner) => {
    if (!isLive((await loadSubmitted(inner, id, 'services.refreshCase', true)).of)) throw factsStand();
    const before = (await store.listFacts(inner.db, id)).filter(({ state }) => state === 'value');
    const kept = await keepFacts(inner, id, read);
    await scheduleRefresh(inner, id, kept);
    await audit(inner, 'services.refreshCase', id);
    const same = (field: string, value: Json | null) =>
      kept.some((fact) => fact.field === field && isDeepStrictEqual(fact.value, value));
    return before.filter(({ field, value }) => !same(field, value)).map(({ field }) => field);
  });
}

interface Asked {
  readonly askedAt: Date;
  readonly answers: Answers;
  readonly read: readonly NewFact[];
}

/** While a case is open its missing facts are asked for; once all are there the table may decide after all. */
export const refreshJob: JobKind = {
  kind: refreshKind,
  async ask(ctx, payload): Promise<Asked | undefined> {
    const row = await store.findCase(ctx.db, caseIn(payload));
    if (!row || !isLive(await instance(ctx, row.id))) return undefined;
    const [askedAt, answers] = [ctx.vahid.now(), await answersOf(ctx, row.id)];
    const service = await serviceOfCase(ctx, row);
    return { askedAt, answers, read: await readFacts(ctx, service, applicantOf(row), row.reference, answers) };
  },
  async run(ctx, payload, asked: Asked | undefined) {
    const id = caseIn(payload);
    if (!asked) return;
    // Whoever holds the case may be waiting for this very job's row: waiting here would be a deadlock.
    const row = await store.tryLockCase(ctx.db, id);
    if (!row) return askAgainAt(ctx, id, new Date(ctx.vahid.now().getTime() + 1000));
    const of = await instance(ctx, id);
    if (!isLive(of)) return;
    const service = await serviceOfCase(ctx, row);
    // What was read about another than is chosen now.
    if (changedChoices(service, asked.answers, await answersOf(ctx, id)).length > 0) return refreshSoon(ctx, id);
    const facts = await keepFacts(ctx, id, asked.read);
    await goOn(ctx, { row, of, service }, await judge(ctx, service, row), { first: false, askedAt: asked.askedAt });
    await scheduleRefresh(ctx, id, facts);
  },
};

const caseIn = (payload: Json): string => (payload as { case: string }).case;
