import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import type { JobKind, Json } from '../../../kernel/job.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { type EntityFacts, facts } from '../../exchange/index.ts';
import { appointmentsOf, currentInstitution, ensureOrganisation } from '../../identity/index.ts';
import { effectKey, type Instance, instance, instances, journal, notify, processActed } from '../../process/index.ts';
import { reviewsOf } from '../definition/heard.ts';
import { type CompiledReviews, employers, reviewProcess } from '../definition/review.ts';
import type { AnswerRow, CaseRow } from '../entities.ts';
import { listAgreements } from '../agreement-store.ts';
import { findAssistance } from '../assistance-store.ts';
import { findRepresentation } from '../representation-store.ts';
import type { Bar, ReviewRow } from '../review-entities.ts';
import * as reviews from '../review-store.ts';
import { type Apart, barOf, type Expert, seedOf } from '../rules/draw.ts';
import { neededReviews } from '../rules/reviews.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import { asProgram } from './acting.ts';
import { chooseApart } from './choosing.ts';
import { judge } from './deciding.ts';
import { isLive, serviceOfCase } from './loading.ts';
import { refreshSoon } from './refreshing.ts';
import { beginWithin, correctedSince, type Followed, followedCase, stepWithin } from './within.ts';

/** Where a reviewer reads and scores an application. */
export const reviewPath = (instance: string): string => `/ekspert-reyleri/${instance}`;

/**
 * Brings the reviews of a case into step with it, in the caller's transaction: reviewers are drawn where its state asks
 * for them and some are lacking, those asked again whose answers were corrected, all ended with the case. Done twice it
 * does nothing.
 */
export async function followReviews(ctx: Context, { row, service }: Followed): Promise<void> {
  const asked = reviewsOf(service);
  if (!asked) return;
  const inner = asProgram(ctx);
  const of = await instance(inner, row.id);
  const rows = await reviews.listReviews(ctx.db, row.id);
  if (!isLive(of)) return endReviews(inner, rows);
  const answers = await store.listAnswers(ctx.db, row.id);
  for (const one of rows) {
    const { given_at: given } = one;
    if (given && correctedSince(answers, asked.sees, given)) await askAgain(inner, one, of.title);
  }
  if (asked.asked.includes(of.state)) await drawSoon(ctx, row.id);
}

/** Nobody is to score it any more. */
export async function endReviews(ctx: Context, rows: readonly ReviewRow[]): Promise<void> {
  for (const one of rows.filter(({ standing }) => standing === 'open')) await end(ctx, one);
}

async function end(ctx: Context, { instance: id }: ReviewRow): Promise<void> {
  await stepWithin(ctx, id, 'close');
  await reviews.setStanding(ctx.db, id, 'over');
}

/** The number of the case is no more told than on the page: it would lead to whose it is. */
async function askAgain(ctx: Context, { instance: id, reviewer }: ReviewRow, service: Text): Promise<void> {
  const { seq } = await instance(ctx, id);
  await stepWithin(ctx, id, 'ask-again');
  await reviews.setStanding(ctx.db, id, 'open');
  const text = say('reviewAgain', (lang) => ({ service: service[lang] }));
  await notify(ctx, {
    person: reviewer,
    text,
    link: reviewPath(id),
    instance: id,
    effectKey: effectKey(id, seq, 'again'),
  });
}

/** How many reviewers are lacking: neither given nor awaited. */
function lackingOf(asked: CompiledReviews, rows: readonly ReviewRow[]): number {
  const open = rows.filter(({ standing }) => standing === 'open').length;
  const given = reviews.pointsGiven(rows);
  return Math.max(0, neededReviews(asked, given) - given.length - open);
}

const kind = 'services.draw_reviewers';

async function schedule(ctx: Context, id: string, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind}:${id}`, at, payload: { case: id } });
}

/** The lacking reviewers of a case are drawn in the background: the registers that name experts may take their time. */
export async function drawSoon(ctx: Context, id: string): Promise<void> {
  await schedule(ctx, id, ctx.vahid.now());
}

const dayLength = 86_400_000;

/** What reviewers are lacking for; undefined where there is nothing to draw. */
async function toDraw(ctx: Context, row: CaseRow) {
  const service = await serviceOfCase(ctx, row);
  const asked = reviewsOf(service);
  const of = await instance(ctx, row.id);
  if (!asked?.asked.includes(of.state)) return undefined;
  const before = await reviews.listReviews(ctx.db, row.id);
  const moved = hasMoved(asked, before, await store.listAnswers(ctx.db, row.id));
  return lackingOf(asked, before) === 0 && !moved ? undefined : { before, moved, about: { row, of, service, asked } };
}

/** Draws what is lacking; where the pool does not suffice, or its register is silent, again a day later. */
export const drawJob: JobKind = {
  kind,
  async ask(ctx, payload): Promise<Experts | undefined> {
    const row = await store.findCase(ctx.db, (payload as { case: string }).case);
    const found = row && (await toDraw(ctx, row));
    return found && { pool: await expertsOf(ctx, found.about, found.about.asked) };
  },
  async run(ctx, payload, experts: Experts | undefined) {
    const { case: id } = payload as { case: string };
    if (!experts) return;
    const row = await store.tryLockCase(ctx.db, id);
    if (!row) return schedule(ctx, id, new Date(ctx.vahid.now().getTime() + 1000));
    const lacking = await toDraw(ctx, row);
    if (!lacking) return;
    const { before, moved, about } = lacking;
    const { asked } = about;
    const { pool } = experts;
    if (pool && moved) await standDown(ctx, { ...about, rows: before, wanted: 0, pool });
    const rows = await reviews.listReviews(ctx.db, id);
    const wanted = lackingOf(asked, rows);
    const found = pool && wanted > 0 ? await draw(ctx, { ...about, rows, wanted, pool }) : 0;
    if (found === wanted) return;
    await tellShort(ctx, row, wanted - found);
    await schedule(ctx, id, new Date(ctx.vahid.now().getTime() + dayLength));
  },
};

interface Experts {
  readonly pool: readonly Expert[] | undefined;
}

/** The pool, as registers tell of it now; undefined where they do not answer. */
async function expertsOf(
  ctx: Context,
  { row, service }: Followed,
  { pool }: CompiledReviews,
): Promise<readonly Expert[] | undefined> {
  const { institution, purpose, basis } = service;
  const leaf = pool.field?.concept.split('.')[1];
  const shape = {
    [pool.relation]: { [employers]: { voen: true as const }, ...(leaf === undefined ? {} : { [leaf]: true as const }) },
  };
  const id = await ensureOrganisation(ctx, pool.organisation);
  const subjects = [{ entity: 'organisation' as const, id }];
  const [found] = await facts(ctx, {
    consumer: institution,
    subjects,
    shape,
    purpose,
    basis,
    reference: row.reference,
  });
  const related = found?.relations[pool.relation];
  if (related?.state === 'none') return [];
  return related?.state === 'value' ? related.entities.flatMap((one) => expertOf(one, leaf)) : undefined;
}

function expertOf({ id, facts: told, relations }: EntityFacts, leaf: string | undefined): readonly Expert[] {
  if (id === null) return [];
  const field = leaf === undefined ? undefined : told[leaf];
  const works = relations[employers];
  const known =
    works?.state === 'value'
      ? works.entities.map((one) => ({ id: one.id, ...voenIn(one) }))
      : works?.state === 'none'
        ? []
        : undefined;
  return [{ person: id, employers: known, ...(field?.state === 'value' ? { field: String(field.value) } : {}) }];
}

function voenIn({ facts: { voen } }: EntityFacts): { voen?: string } {
  return voen?.state === 'value' ? { voen: String(voen.value) } : {};
}

interface Drawing extends Followed {
  readonly of: Instance;
  readonly asked: CompiledReviews;
  readonly rows: readonly ReviewRow[];
  readonly wanted: number;
  readonly pool: readonly Expert[];
}

/** A year back: so long it counts that somebody was drawn. */
const loadDays = 365;

/** Draws by lot, journals how, and begins the reviews. Answers how many were found. */
async function draw(ctx: Context, drawing: Drawing): Promise<number> {
  const { row, of, asked, rows, wanted, pool } = drawing;
  const apart = await apartOf(ctx, drawing);
  const barred: Record<string, Bar> = {};
  for (const expert of pool) {
    const bar = barOf(expert, apart);
    if (bar) barred[expert.person] = bar;
  }
  const free = pool.map(({ person }) => person).filter((person) => barred[person] === undefined);
  const now = ctx.vahid.now();
  const loads = await reviews.reviewLoads(ctx.db, free, new Date(now.getTime() - loadDays * dayLength));
  const again = await takenBack(ctx, row, now);
  const all = free.toSorted().map((person) => ({
    person,
    load: loads.get(person) ?? 0,
    ...(again.has(person) ? { again: true as const } : {}),
  }));
  const seq = (await reviews.listDraws(ctx.db, row.id)).length + 1;
  const seed = seedOf(row.id, seq, await journal(asProgram(ctx), of));
  const found = await chooseApart(ctx, { candidates: all, seed, wanted, apart });
  if (!found || found.chosen.length === 0) return 0;
  const { candidates, chosen } = found;
  await reviews.insertDraw(ctx.db, {
    instance: row.id,
    seq,
    at: now,
    seed,
    wanted,
    candidates,
    barred: { ...barred, ...found.barred },
    drawn: [...chosen],
  });
  for (const [index, person] of chosen.entries())
    await invite(ctx, { row, of, asked, person, ordinal: rows.length + index + 1 });
  return chosen.length;
}

/** Who had an earlier application of the applicant before them, which was taken back, and neither declined nor was late. */
async function takenBack(ctx: Context, row: CaseRow, now: Date): Promise<ReadonlySet<string>> {
  const earlier = await reviews.listTakenBack(ctx.db, row, new Date(now.getTime() - loadDays * dayLength));
  const states = await instances(
    asProgram(ctx),
    earlier.map(({ instance: id }) => id),
  );
  const stood = new Set(states.flatMap(({ id, state }) => (state === 'given' || state === 'closed' ? [id] : [])));
  return new Set(earlier.flatMap(({ instance: id, reviewer }) => (stood.has(id) ? [reviewer] : [])));
}

/** What reviewers are chosen by was corrected after somebody was drawn. */
function hasMoved({ apart = [], pool }: CompiledReviews, rows: readonly ReviewRow[], answers: readonly AnswerRow[]) {
  const names = [...apart, ...(pool.field ? [pool.field.is] : [])];
  const corrected = answers.flatMap(({ field, changed_at: at }) => (at && names.includes(field) ? [at] : []));
  return rows.some(({ standing, drawn_at: at }) => standing !== 'over' && corrected.some((one) => one > at));
}

/** Whoever could not be drawn any more, as the application names a partner for whom they work, reviews it no more. */
async function standDown(ctx: Context, drawing: Drawing): Promise<void> {
  const inner = asProgram(ctx);
  const apart = await apartOf(ctx, { ...drawing, rows: [] });
  for (const one of drawing.rows.filter(({ standing }) => standing !== 'over')) {
    const expert = drawing.pool.find(({ person }) => person === one.reviewer);
    const bar = expert && barOf(expert, apart);
    if ((bar === undefined || bar === 'unknown') && !(await headsOne(ctx, one.reviewer, apart))) continue;
    if (one.standing === 'open') await end(inner, one);
    else await reviews.setStanding(ctx.db, one.instance, 'over');
  }
}

async function headsOne(ctx: Context, person: string, apart: Apart): Promise<boolean> {
  const found = await chooseApart(ctx, { candidates: [{ person, load: 0 }], seed: '', wanted: 1, apart });
  return found?.barred[person] !== undefined;
}

async function apartOf(ctx: Context, { row, of, service, asked, rows, pool }: Drawing): Promise<Apart> {
  const { data } = await judge(ctx, service, row);
  const said = (name: string): readonly Json[] => [data.values[name] ?? null].flat();
  const { code } = await currentInstitution(ctx, row.institution);
  const officials = new Set<string>();
  for (const { person } of pool)
    if ((await appointmentsOf(ctx, person)).some(({ institution }) => institution === code)) officials.add(person);
  const takers = Object.values(of.taken).flatMap(({ person, before = [] }) => [person, ...before]);
  const parties = (await listAgreements(ctx.db, [row.id])).map(({ person }) => person);
  const conducted = await findRepresentation(ctx.db, row.id);
  const hands = [conducted?.guardian, ...(conducted?.earlier ?? []), (await findAssistance(ctx.db, row.id))?.clerk];
  const is = asked.pool.field && data.values[asked.pool.field.is];
  return {
    applicant: { person: row.person, organisation: row.organisation },
    voens: (asked.apart ?? []).flatMap(said).map(String),
    handled: new Set([...takers, ...of.spoke_for_owner, ...parties, ...hands.flatMap((one) => one ?? [])]),
    officials,
    drawn: new Set(rows.map(({ reviewer }) => reviewer)),
    ...(asked.pool.field ? { field: String(is ?? '') } : {}),
  };
}

interface Invited {
  readonly row: CaseRow;
  readonly of: Instance;
  readonly asked: CompiledReviews;
  readonly person: string;
  readonly ordinal: number;
}

async function invite(ctx: Context, { row, of, asked, person, ordinal }: Invited): Promise<void> {
  const inner = asProgram(ctx);
  const { name, title, process } = asked;
  const id = await beginWithin(inner, row, {
    kind: reviewProcess,
    name,
    definition: process,
    institution: row.institution,
    owner: { person },
    title: say('reviewOf', (lang) => ({ review: title[lang], service: of.title[lang] })),
  });
  await reviews.insertReview(ctx.db, {
    instance: id,
    case: row.id,
    reviewer: person,
    ordinal,
    drawn_at: ctx.vahid.now(),
  });
  const text = say('reviewAsked', (lang) => ({ service: of.title[lang] }));
  await notify(inner, { person, text, link: reviewPath(id), instance: id, effectKey: effectKey(id, 1, 'asked') });
}

/** Once a day, as long as it is so. */
async function tellShort(ctx: Context, { id, institution, reference }: CaseRow, lacking: number): Promise<void> {
  await notify(asProgram(ctx), {
    institution,
    role: 'officer',
    text: say('reviewersShort', () => ({ reference, lacking })),
    link: `/masa/is/${id}`,
    instance: id,
    effectKey: `reviewers-short:${id}:${bakuDate(ctx.vahid.now())}`,
  });
}

/** All reviews have come, or one has and a further one is asked: the institution is told, and the table looks again. */
export async function hearReview(ctx: Context, { row, service }: Followed): Promise<void> {
  const asked = reviewsOf(service);
  if (!asked) return;
  const rows = await reviews.listReviews(ctx.db, row.id);
  const given = reviews.pointsGiven(rows);
  await drawSoon(ctx, row.id);
  if (given.length < neededReviews(asked, given)) return;
  const { institution, reference, id } = row;
  await notify(asProgram(ctx), {
    institution,
    role: 'officer',
    text: say('reviewsCame', () => ({ reference, count: given.length })),
    link: `/masa/is/${id}`,
    instance: id,
    effectKey: `reviews-came:${id}:${rows.map(({ given_at: at }) => at?.getTime() ?? 0).join('-')}`,
  });
  await refreshSoon(ctx, id);
}

/** Steps that nobody's page followed: of a case, by a clock or an effect; of a review, when its time ran out. */
export const onActed = on(processActed, 'follow_reviews', async (ctx, { instance: id, kind: of, action }) => {
  if (of === 'service') {
    const found = await followedCase(ctx, id, (service) => reviewsOf(service) !== undefined);
    if (found) await followReviews(ctx, found);
  }
  if (of !== reviewProcess || action !== 'lapse') return;
  const review = await reviews.findReview(ctx.db, id);
  if (review?.standing !== 'open') return;
  await store.lockCase(ctx.db, review.case);
  await reviews.setStanding(ctx.db, id, 'over');
  await drawSoon(ctx, review.case);
});
