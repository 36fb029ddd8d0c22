import { audit } from '../../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import type { EvidenceKind, Gate } from '../choices.ts';
import { today } from '../lookup.ts';
import * as refusals from '../refusals.ts';
import * as store from '../store/conditions.ts';
import { lockSpend } from '../store/requests.ts';
import { judgedRequest, reasonIn } from './reviewing.ts';
import { ownedRequest } from './writing.ts';

export interface GivenCondition {
  readonly text: string;
  readonly owner?: string | undefined;
  readonly evidence?: EvidenceKind | undefined;
  /** `YYYY-MM-DD`. */
  readonly due?: string | undefined;
  readonly gate?: Gate | undefined;
  readonly blocking: boolean;
}

const setIn: readonly string[] = ['assessing', 'recommended'];

/** Once it is recommended only who decides changes what it will depend on. */
async function conditionSetter(ctx: Context, id: string): Promise<string> {
  const { row, person } = await judgedRequest(ctx, id, 'plan.setSpendingCondition', setIn);
  if (row.state === 'recommended') await judgedRequest(ctx, id, 'plan.setRecommendedCondition', setIn);
  return person;
}

/** Sets a condition; what it lacks may be added by setting it anew, and is needed by the decision. */
export async function setCondition(ctx: Context, id: string, given: GivenCondition): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    const person = await conditionSetter(inner, id);
    if (given.owner !== undefined && !(await institutionsByCode(inner)).has(given.owner))
      throw refusals.noInstitution();
    if (given.due !== undefined && given.due <= today(inner)) throw refusals.pastDue();
    const { owner = null, evidence = null, due = null, gate = null, blocking } = given;
    const condition = { id: newId(), text: reasonIn(given.text).slice(0, 1000), owner, evidence, due, gate, blocking };
    await store.insertCondition(inner.db, id, { ...condition, setBy: person }, inner.vahid.now());
    await audit(inner, 'plan.setSpendingCondition', id);
    return condition.id;
  });
}

export async function removeCondition(ctx: Context, id: string, condition: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await conditionSetter(inner, id);
    await store.deleteCondition(inner.db, id, condition);
    await audit(inner, 'plan.setSpendingCondition', id);
  });
}

const shownIn: readonly string[] = ['approved_with_conditions', 'committed', 'delivering', 'change_request', 'closing'];

async function conditionOf(ctx: Context, request: string, id: string): Promise<store.ConditionRow> {
  const found = (await store.listConditions(ctx.db, request)).find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

/** The institution shows what a condition asks for. */
export async function showEvidence(ctx: Context, id: string, condition: string, shown: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await ownedRequest(inner, id, 'plan.showSpendingEvidence');
    if (!shownIn.includes(row.state)) throw refusals.notNow();
    const { person } = inner.actor;
    if (person === undefined) throw refusals.notNow();
    await conditionOf(inner, id, condition);
    const text = reasonIn(shown).slice(0, 1000);
    await store.showCondition(inner.db, condition, { shown: text, person, at: inner.vahid.now() });
    await audit(inner, 'plan.showSpendingEvidence', id);
  });
}

/** Another person of the centre says that it is so. @throws nothingShown, ownEvidence */
export async function verifyCondition(ctx: Context, id: string, condition: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    // Under the lock: nothing else is verified than what was read.
    await lockSpend(inner.db, id);
    const found = await conditionOf(inner, id, condition);
    if (found.shownBy !== null && found.shownBy === inner.actor.person) throw refusals.ownEvidence();
    const { person } = await judgedRequest(inner, id, 'plan.verifySpendingCondition', shownIn);
    if (found.shown === null) throw refusals.nothingShown();
    await store.verifyCondition(inner.db, condition, person, inner.vahid.now());
    await audit(inner, 'plan.verifySpendingCondition', id);
  });
}
