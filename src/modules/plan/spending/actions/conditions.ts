import { allow } from '../../../../kernel/access.ts';
import { audit } from '../../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { newId } from '../../../../kernel/identifier.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { inChargeOf, institutionsByCode } from '../../../identity/index.ts';
import type { EvidenceKind, Gate } from '../choices.ts';
import { today } from '../lookup.ts';
import * as refusals from '../refusals.ts';
import { conditionsSetIn, owedIn, recommendedIn } from '../states.ts';
import * as store from '../store/conditions.ts';
import { lockSpend, type SpendRow } from '../store/requests.ts';
import { judgedRequest, reasonIn, refuseInstead } from './reviewing.ts';

export interface GivenCondition {
  readonly text: string;
  readonly owner?: string | undefined;
  readonly evidence?: EvidenceKind | undefined;
  /** `YYYY-MM-DD`. */
  readonly due?: string | undefined;
  readonly gate?: Gate | undefined;
  readonly blocking: boolean;
}

/** Once it is recommended only who decides changes what it will depend on. */
async function conditionSetter(ctx: Context, id: string): Promise<string> {
  const { row, person } = await judgedRequest(ctx, id, 'plan.setSpendingCondition', conditionsSetIn);
  if (row.state === recommendedIn) await judgedRequest(ctx, id, 'plan.setRecommendedCondition', conditionsSetIn);
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

async function conditionOf(ctx: Context, request: string, id: string): Promise<store.ConditionRow> {
  const found = (await store.listConditions(ctx.db, request)).find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

/** Institutions in charge today of showing what a condition asks for: the one that asked, and the one that owes it. */
export async function showersOf(
  ctx: Context,
  { institution }: Pick<SpendRow, 'institution'>,
  { owner }: Pick<store.ConditionRow, 'owner'>,
): Promise<readonly string[]> {
  return Promise.all([institution, ...(owner === null ? [] : [owner])].map((one) => inChargeOf(ctx, one)));
}

/** Whoever asked, or the owner of the condition, shows what it asks for. */
export async function showEvidence(ctx: Context, id: string, condition: string, shown: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await lockSpend(inner.db, id);
    const found = row && (await conditionOf(inner, id, condition));
    if (!row || !found) throw notFound();
    const owners = await showersOf(inner, row, found);
    const held = owners.find((one) => inner.actor.appointments.some(({ institution }) => institution === one));
    allow(inner, 'plan.showSpendingEvidence', { ownerInstitution: held ?? owners[0] });
    const { person } = inner.actor;
    if (person === undefined || !owedIn.includes(row.state)) throw refusals.notNow();
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
    const { person, absent } = await judgedRequest(inner, id, 'plan.verifySpendingCondition', owedIn);
    refuseInstead(absent, (one) => one === found.shownBy);
    if (found.shown === null) throw refusals.nothingShown();
    await store.verifyCondition(inner.db, condition, person, inner.vahid.now());
    await audit(inner, 'plan.verifySpendingCondition', id);
  });
}
