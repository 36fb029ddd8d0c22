import { allow, permitted, type Subject } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed, notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { officeOf, type ResponsibleRow } from '../measures/index.ts';
import { type Area, levels } from './entities.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

export const atOnce = 50;

export interface Board {
  readonly counts: ReadonlyMap<string, number>;
  readonly items: readonly store.BoardRow[];
  readonly total: number;
}

/** Everything that is late, about to be late or cannot be judged. `page` counts from 1. */
export async function boardOf(
  ctx: Context,
  { page, size = atOnce, ...filter }: store.BoardFilter & { readonly page: number; readonly size?: number },
): Promise<Board> {
  allow(ctx, 'plan.readBoard');
  const counts = new Map((await store.boardCounts(ctx.db, filter)).map((one) => [one.state as string, one.count]));
  return { counts, ...(await store.troubledMeasures(ctx.db, { ...filter, limit: size, offset: (page - 1) * size })) };
}

async function subjectOf(ctx: Context, institution: string): Promise<Subject> {
  return { institution: officeOf(ctx.vahid.releases).centre, ownerInstitution: await inChargeOf(ctx, institution) };
}

/** Those who answer: of all institutions for the centre and auditors, else of one's own. */
export async function competences(ctx: Context): Promise<readonly store.TrainedRow[]> {
  const { centre } = officeOf(ctx.vahid.releases);
  allow(ctx, 'plan.openCompetences');
  const all = ctx.actor.appointments.some(
    ({ role, institution }) => role === 'auditor' || (role === 'project_office' && institution === centre),
  );
  if (all) return store.trainedPeople(ctx.db);
  const lines = ctx.vahid.access['plan.readCompetence'] ?? [];
  const held = [...new Set(ctx.actor.appointments.map(({ institution }) => institution))];
  const own = held.filter((institution) =>
    permitted(lines, ctx.actor, { institution: centre, ownerInstitution: institution }),
  );
  if (own.length === 0) throw notAllowed();
  return store.trainedPeople(ctx.db, own);
}

export interface CompetenceView {
  readonly of: store.TrainedRow;
  readonly trainings: readonly store.TrainingRow[];
  readonly subject: Subject;
}

/** One person's competence and courses. @throws notFound, notAllowed */
export async function competenceOf(ctx: Context, id: string): Promise<CompetenceView> {
  const responsible = await responsibleById(ctx, id);
  const subject = await subjectOf(ctx, responsible.institution);
  allow(ctx, 'plan.readCompetence', subject);
  const of = (await store.trainedPeople(ctx.db, [responsible.institution])).find((one) => one.id === id);
  if (!of) throw notFound();
  return { of, trainings: await store.trainingsOf(ctx.db, id), subject };
}

export interface Course {
  readonly area: Area;
  readonly title: string;
  readonly provider: string;
  readonly hours: number;
  /** `YYYY-MM-DD`, or empty. */
  readonly endedOn: string;
}

/** Notes a course that somebody has finished. @throws courseNeeded, hoursNeeded, endedInPast, notFound, notAllowed */
export async function recordTraining(ctx: Context, id: string, given: Course): Promise<void> {
  const responsible = await responsibleById(ctx, id);
  allow(ctx, 'plan.recordTraining', await subjectOf(ctx, responsible.institution));
  const [title, provider] = [given.title.trim(), given.provider.trim()];
  if (title === '' || provider === '') throw refusals.courseNeeded();
  if (!Number.isInteger(given.hours) || given.hours < 1 || given.hours > 2000) throw refusals.hoursNeeded();
  const at = ctx.vahid.now();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given.endedOn) || given.endedOn > bakuDate(at)) throw refusals.endedInPast();
  await inTransaction(ctx, async (inner) => {
    const person = inner.actor.person ?? null;
    await store.insertTraining(inner.db, {
      ...given,
      title,
      provider,
      id: newId(at.getTime()),
      responsible: id,
      person,
      at,
    });
    await audit(inner, 'plan.recordTraining', id);
  });
}

export interface Level {
  readonly area: Area;
  /** 0 to 4. */
  readonly level: number;
  readonly ground: string;
}

/** Says how well somebody knows an area; not of oneself. @throws groundNeeded, ownLevel, notFound, notAllowed */
export async function assessCompetence(ctx: Context, id: string, { area, level, ground }: Level): Promise<void> {
  const responsible = await responsibleById(ctx, id);
  allow(ctx, 'plan.assessCompetence', await subjectOf(ctx, responsible.institution));
  const words = ground.trim();
  if (words === '' || !levels[level]) throw refusals.groundNeeded();
  const person = ctx.actor.person ?? null;
  // Whoever is named stands there by name only: no deputy head of the institution assesses one.
  const own = await inChargeOf(ctx, responsible.institution);
  if (ctx.actor.appointments.some((held) => held.role === 'deputy_head' && held.institution === own))
    throw refusals.ownLevel();
  const at = ctx.vahid.now();
  await inTransaction(ctx, async (inner) => {
    await store.insertCompetence(inner.db, {
      id: newId(at.getTime()),
      responsible: id,
      area,
      level,
      ground: words,
      person,
      at,
    });
    await audit(inner, 'plan.assessCompetence', id);
  });
}

async function responsibleById(ctx: Context, id: string): Promise<ResponsibleRow> {
  const found = await store.findResponsible(ctx.db, id);
  if (!found || found.to_day !== null) throw notFound();
  return found;
}
