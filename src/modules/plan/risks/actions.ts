import { allow, type Subject } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import { institutionNamed, measureById, note, officeOf, subjectOf } from '../measures/index.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** Open risks of a plan. Public. */
export async function openRisks(ctx: Context, plan: string): Promise<readonly store.RiskView[]> {
  allow(ctx, 'plan.readMeasure');
  return store.listRisks(ctx.db, { plan });
}

/** Risks of one measure, closed ones too. Public. */
export async function risksOf(ctx: Context, item: string): Promise<readonly store.RiskView[]> {
  allow(ctx, 'plan.readMeasure');
  return store.listRisks(ctx.db, { item });
}

/** @throws notFound */
export async function riskById(ctx: Context, id: string): Promise<store.RiskView> {
  allow(ctx, 'plan.readMeasure');
  const [found] = await store.listRisks(ctx.db, { id });
  if (!found) throw notFound();
  return found;
}

/** The centre is in charge; the risk is the owner's, or the executor's of its measure. */
export function subjectOfRisk(ctx: Context, risk: store.RiskView): Subject {
  const owner = risk.assessments[0]?.owner ?? risk.executor ?? undefined;
  return { institution: officeOf(ctx.vahid.releases).centre, ownerInstitution: owner };
}

/** Raises a risk about a measure. Answers its id. @throws wordsNeeded, notFound, notAllowed */
export async function raiseRisk(ctx: Context, item: string, title: string): Promise<string> {
  const measure = await measureById(ctx, item);
  const subject = await subjectOf(ctx, item);
  allow(ctx, 'plan.raiseRisk', subject);
  const az = title.trim();
  if (az === '') throw refusals.wordsNeeded();
  const concerned = [subject.ownerInstitution, subject.institution];
  const held = ctx.actor.appointments.find(({ institution }) => concerned.includes(institution));
  const raisedBy = held?.institution ?? subject.institution;
  return inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    const id = newId(at.getTime());
    await store.insertRisk(inner.db, { id, plan: measure.plan, item, title: { az }, raisedBy, at });
    await note(inner, measure.plan, [{ item, what: 'risk_raised', details: { title: az } }]);
    await audit(inner, 'plan.raiseRisk', id);
    return id;
  });
}

export interface NewAssessment {
  /** 1 to 5 each. */
  readonly likelihood: number;
  readonly impact: number;
  /** Code, acronym or name of the institution that answers for the risk. */
  readonly owner: string;
  readonly reason: string;
}

/** Assesses a risk anew; what was found before stays. @throws gradeNeeded, ownerNeeded, wordsNeeded, riskClosed, notAllowed */
export async function assessRisk(ctx: Context, id: string, given: NewAssessment): Promise<void> {
  const risk = await open(ctx, id, 'plan.assessRisk');
  const { likelihood, impact } = given;
  if (![likelihood, impact].every((grade) => Number.isInteger(grade) && grade >= 1 && grade <= 5))
    throw refusals.gradeNeeded();
  const owner = await ownerNamed(ctx, given.owner);
  const reason = given.reason.trim();
  if (reason === '') throw refusals.wordsNeeded();
  await inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    const row = { id: newId(at.getTime()), risk: id, likelihood, impact, owner, reason };
    await store.insertAssessment(inner.db, { ...row, person: inner.actor.person ?? null, at });
    await note(inner, risk.plan, [{ item: null, what: 'risk_assessed', details: { risk: id, likelihood, impact } }]);
    await audit(inner, 'plan.assessRisk', id);
  });
}

export interface NewMitigation {
  readonly title: string;
  readonly owner: string;
  /** `YYYY-MM-DD`; undefined: no date. */
  readonly due: string | undefined;
}

/** Says what is to be done about a risk. @throws ownerNeeded, wordsNeeded, riskClosed, notAllowed */
export async function addMitigation(ctx: Context, id: string, given: NewMitigation): Promise<void> {
  await open(ctx, id, 'plan.mitigateRisk');
  const az = given.title.trim();
  if (az === '') throw refusals.wordsNeeded();
  const owner = await ownerNamed(ctx, given.owner);
  await inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    const row = { id: newId(at.getTime()), risk: id, title: { az }, owner, due: given.due ?? null, at };
    await store.insertMitigation(inner.db, row);
    await audit(inner, 'plan.mitigateRisk', id);
  });
}

/** Says how a mitigation goes on, or that it is finished. @throws wordsNeeded, riskClosed, notFound, notAllowed */
export async function stepMitigation(
  ctx: Context,
  id: string,
  mitigation: string,
  { text, done }: { readonly text: string; readonly done: boolean },
): Promise<void> {
  if ((await store.riskOfMitigation(ctx.db, mitigation)) !== id) throw notFound();
  await open(ctx, id, 'plan.mitigateRisk');
  const words = text.trim();
  if (words === '') throw refusals.wordsNeeded();
  await inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    const row = { id: newId(at.getTime()), mitigation, text: words, done, person: inner.actor.person ?? null, at };
    await store.insertStep(inner.db, row);
    await audit(inner, 'plan.mitigateRisk', id);
  });
}

/** Closes a risk, with a reason that everybody reads. @throws wordsNeeded, riskClosed, notAllowed */
export async function closeRisk(ctx: Context, id: string, reason: string): Promise<void> {
  const risk = await open(ctx, id, 'plan.closeRisk');
  const closing = reason.trim();
  if (closing === '') throw refusals.wordsNeeded();
  await inTransaction(ctx, async (inner) => {
    if (!(await store.closeRisk(inner.db, id, closing, inner.vahid.now()))) throw refusals.riskClosed();
    await note(inner, risk.plan, [{ item: null, what: 'risk_closed', details: { risk: id } }]);
    await audit(inner, 'plan.closeRisk', id);
  });
}

async function open(ctx: Context, id: string, action: string): Promise<store.RiskView> {
  const risk = await riskById(ctx, id);
  allow(ctx, action, subjectOfRisk(ctx, risk));
  if (risk.closedOn !== null) throw refusals.riskClosed();
  return risk;
}

async function ownerNamed(ctx: Context, given: string): Promise<string> {
  const found = institutionNamed(await institutions(ctx), given, bakuDate(ctx.vahid.now()));
  if (!found) throw refusals.ownerNeeded({ name: given });
  return found.code;
}
