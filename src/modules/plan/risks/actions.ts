import { allow, permitted, type Subject } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { inChargeOf, institutions } from '../../identity/index.ts';
import { notify } from '../../process/index.ts';
import { institutionNamed, measureById, note, officeOf, subjectOf } from '../measures/index.ts';
import { riskDeskPath } from './path.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** A part of the open risks of a plan, the gravest first. Public. */
export async function openRisks(
  ctx: Context,
  plan: string,
  part: { readonly limit: number; readonly offset: number } = { limit: 50, offset: 0 },
): Promise<readonly store.RiskView[]> {
  allow(ctx, 'plan.readMeasure');
  return store.listRisks(ctx.db, plan, part);
}

/** How many open risks a plan has, by likelihood and impact. Public. */
export async function riskSquares(ctx: Context, plan: string): Promise<readonly store.RiskSquare[]> {
  allow(ctx, 'plan.readMeasure');
  return store.riskSquares(ctx.db, plan);
}

/** Risks of one measure, closed ones too. Public. */
export async function risksOf(ctx: Context, item: string): Promise<readonly store.RiskView[]> {
  allow(ctx, 'plan.readMeasure');
  return store.listRisksOf(ctx.db, item);
}

/** @throws notFound */
export async function riskById(ctx: Context, id: string): Promise<store.RiskView> {
  allow(ctx, 'plan.readMeasure');
  const found = await store.findRisk(ctx.db, id);
  if (!found) throw notFound();
  return found;
}

/** The centre is in charge; the risk is its owner's, and also the executor's of its measure. */
async function subjectsOf(ctx: Context, { owner, executor }: store.RiskView): Promise<readonly Subject[]> {
  const institution = await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre);
  const whose = [...new Set([owner, executor])].filter((code) => code !== null);
  const held = await Promise.all(whose.map((code) => inChargeOf(ctx, code)));
  return [{ institution }, ...held.map((ownerInstitution) => ({ institution, ownerInstitution }))];
}

async function offerOf(ctx: Context, { offeredTo }: store.RiskView): Promise<Subject> {
  return offeredTo === null ? {} : { ownerInstitution: await inChargeOf(ctx, offeredTo) };
}

/** May the actor do this with the risk? Accepting is for whom it is offered to. */
export async function mayWithRisk(ctx: Context, action: string, risk: store.RiskView): Promise<boolean> {
  const subjects = action === 'plan.acceptRisk' ? [await offerOf(ctx, risk)] : await subjectsOf(ctx, risk);
  return subjects.some((subject) => permitted(ctx.vahid.access[action] ?? [], ctx.actor, subject));
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

/**
 * Assesses a risk anew; what was found before stays. Named as owner, an institution that is neither its executor nor the
 * actor's own is asked first: until it agrees the risk stays where it is.
 * @throws gradeNeeded, ownerNeeded, wordsNeeded, riskClosed, notAllowed
 */
export async function assessRisk(ctx: Context, id: string, given: NewAssessment): Promise<void> {
  const risk = await open(ctx, id, 'plan.assessRisk');
  const { likelihood, impact } = given;
  if (![likelihood, impact].every((grade) => Number.isInteger(grade) && grade >= 1 && grade <= 5))
    throw refusals.gradeNeeded();
  const named = await ownerNamed(ctx, given.owner);
  const reason = given.reason.trim();
  if (reason === '') throw refusals.wordsNeeded();
  const holder = await holderOf(ctx, risk);
  const holders = (await subjectsOf(ctx, risk)).map(({ ownerInstitution }) => ownerInstitution);
  const agreed = [...holders, ...ctx.actor.appointments.map(({ institution }) => institution)];
  const owner = agreed.includes(named) ? named : holder;
  const offeredTo = owner === named ? null : named;
  await inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    await store.setOwner(inner.db, id, { owner, offeredTo });
    if (offeredTo !== null && offeredTo !== risk.offeredTo) await tellOffered(inner, risk, offeredTo);
    const row = { id: newId(at.getTime()), risk: id, likelihood, impact, owner, reason };
    await store.insertAssessment(inner.db, { ...row, person: inner.actor.person ?? null, at });
    await note(inner, risk.plan, [{ item: null, what: 'risk_assessed', details: { risk: id, likelihood, impact } }]);
    await audit(inner, 'plan.assessRisk', id);
  });
}

/** Who answers for a risk while another institution has not agreed to. */
async function holderOf(ctx: Context, { owner, executor, raisedBy }: store.RiskView): Promise<string> {
  return owner ?? executor ?? raisedBy ?? (await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre));
}

async function tellOffered(ctx: Context, risk: store.RiskView, institution: string): Promise<void> {
  await note(ctx, risk.plan, [{ item: null, what: 'risk_offered', details: { risk: risk.id, to: institution } }]);
  const { az, en, ru } = risk.title;
  await notify(ctx, {
    institution,
    role: 'deputy_head',
    text: {
      az: `Qurumunuza riskin cavabdehi olmaq təklif edilir: ${az}`,
      en: `Your institution is asked to own a risk: ${en ?? az}`,
      ru: `Вашему учреждению предлагается отвечать за риск: ${ru ?? az}`,
    },
    link: riskDeskPath(risk.id),
  });
}

/**
 * The institution that a risk is offered to agrees to answer for it, or says why it does not.
 * @throws notOffered, wordsNeeded, riskClosed, notAllowed
 */
export async function answerOffer(
  ctx: Context,
  id: string,
  answer: { agrees: boolean; reason: string },
): Promise<void> {
  const risk = await riskById(ctx, id);
  const { offeredTo: to } = risk;
  if (to === null) throw refusals.notOffered();
  allow(ctx, 'plan.acceptRisk', await offerOf(ctx, risk));
  const reason = answer.reason.trim();
  if (!answer.agrees && reason === '') throw refusals.wordsNeeded();
  await inTransaction(ctx, async (inner) => {
    if (!(await store.endOffer(inner.db, id, to, answer.agrees))) throw refusals.notOffered();
    const what = answer.agrees ? 'risk_accepted' : 'risk_declined';
    await note(inner, risk.plan, [{ item: null, what, details: { risk: id, by: to, reason } }]);
    if (!answer.agrees) await tellDeclined(inner, risk, to, reason);
    await audit(inner, 'plan.acceptRisk', id);
  });
}

async function tellDeclined(ctx: Context, risk: store.RiskView, by: string, reason: string): Promise<void> {
  const acronym = (await institutions(ctx)).find(({ code }) => code === by)?.acronym;
  const { az, en, ru } = risk.title;
  await notify(ctx, {
    institution: officeOf(ctx.vahid.releases).centre,
    role: 'project_office',
    text: {
      az: `${acronym?.az ?? by} riskin cavabdehi olmaqdan imtina edib: ${az}. Səbəb: ${reason}`,
      en: `${acronym?.en ?? by} declined to own a risk: ${en ?? az}. Reason: ${reason}`,
      ru: `${acronym?.ru ?? by} отказалось отвечать за риск: ${ru ?? az}. Причина: ${reason}`,
    },
    link: riskDeskPath(risk.id),
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
  if (!(await mayWithRisk(ctx, action, risk))) allow(ctx, action);
  if (risk.closedOn !== null) throw refusals.riskClosed();
  return risk;
}

async function ownerNamed(ctx: Context, given: string): Promise<string> {
  const found = institutionNamed(await institutions(ctx), given, bakuDate(ctx.vahid.now()));
  if (!found) throw refusals.ownerNeeded({ name: given });
  return found.code;
}
