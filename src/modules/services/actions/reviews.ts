import type { Context } from '../../../kernel/context.ts';
import { systemContext } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import type { JobKind, Json } from '../../../kernel/job.ts';
import { bakuDate } from '../../../language/index.ts';
import { type EntityFacts, facts } from '../../exchange/index.ts';
import { appointmentsOf, currentInstitution, ensureOrganisation } from '../../identity/index.ts';
import {
  act,
  effectKey,
  type Instance,
  instance,
  journal,
  notify,
  processActed,
  startProcess,
} from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { reviewsOf } from '../definition/heard.ts';
import { type CompiledReviews, employers, reviewProcess } from '../definition/review.ts';
import type { CaseRow } from '../entities.ts';
import type { Bar, ReviewRow } from '../review-entities.ts';
import * as reviews from '../review-store.ts';
import { type Apart, barOf, drawn, type Expert, seedOf } from '../rules/draw.ts';
import { neededReviews } from '../rules/reviews.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import { judge } from './deciding.ts';
import { isLive, type LoadedCase, serviceOfCase } from './loading.ts';
import { programOf } from './opinions.ts';
import { refreshSoon } from './refreshing.ts';

/** Where a reviewer reads and scores an application. */
export const reviewPath = (instance: string): string => `/ekspert-reyleri/${instance}`;

type Followed = Pick<LoadedCase, 'row' | 'service'>;

/**
 * Brings the reviews of a case into step with it, in the caller's transaction: reviewers are drawn where its state asks
 * for them and some are lacking, those asked again whose answers were corrected, all ended with the case. Done twice it
 * does nothing.
 */
export async function followReviews(ctx: Context, { row, service }: Followed): Promise<void> {
  const asked = reviewsOf(service);
  if (!asked) return;
  const inner = programOf(ctx);
  const of = await instance(inner, row.id);
  const rows = await reviews.listReviews(ctx.db, row.id);
  if (!isLive(of)) {
    for (const one of rows.filter(({ standing }) => standing === 'open')) await end(inner, one, 'close');
    return;
  }
  const answers = await store.listAnswers(ctx.db, row.id);
  for (const one of rows) {
    const { given_at: since } = one;
    const corrected =
      since !== null &&
      answers.some(({ field, changed_at: at }) => asked.sees.includes(field) && at !== null && at > since);
    if (corrected) await askAgain(inner, one, row.reference);
  }
  if (asked.asked.includes(of.state)) await drawSoon(ctx, row.id);
}

async function end(ctx: Context, { instance: id }: ReviewRow, action: 'close'): Promise<void> {
  const { seq } = await instance(ctx, id);
  await act(ctx, { instance: id, action, key: effectKey(id, seq, action) });
  await reviews.setStanding(ctx.db, id, 'over');
}

async function askAgain(ctx: Context, { instance: id, reviewer }: ReviewRow, reference: string): Promise<void> {
  const { seq } = await instance(ctx, id);
  await act(ctx, { instance: id, action: 'ask-again', key: effectKey(id, seq, 'ask-again') });
  await reviews.setStanding(ctx.db, id, 'open');
  const text = say('reviewAgain', () => ({ reference }));
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

/** Draws what is lacking; where the pool does not suffice, or its register is silent, again a day later. */
export const drawJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { case: id } = payload as { case: string };
    const row = await store.tryLockCase(ctx.db, id);
    if (!row) return schedule(ctx, id, new Date(ctx.vahid.now().getTime() + 1000));
    const service = await serviceOfCase(ctx, row);
    const asked = reviewsOf(service);
    const of = await instance(ctx, id);
    if (!asked?.asked.includes(of.state)) return;
    const rows = await reviews.listReviews(ctx.db, id);
    const wanted = lackingOf(asked, rows);
    if (wanted === 0) return;
    const pool = await expertsOf(systemContext(ctx.vahid, ctx.requestId), { row, service }, asked);
    const found = pool ? await draw(ctx, { row, of, service, asked, rows, wanted, pool }) : 0;
    if (found === wanted) return;
    await tellShort(ctx, row, wanted - found);
    await schedule(ctx, id, new Date(ctx.vahid.now().getTime() + dayLength));
  },
};

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

/** A year back: so long a review that was given counts as a burden. */
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
  const candidates = free.toSorted().map((person) => ({ person, load: loads.get(person) ?? 0 }));
  const seq = (await reviews.listDraws(ctx.db, row.id)).length + 1;
  const seed = seedOf(row.id, seq, await journal(programOf(ctx), of));
  const chosen = drawn(candidates, seed, wanted);
  if (chosen.length === 0) return 0;
  await reviews.insertDraw(ctx.db, {
    instance: row.id,
    seq,
    at: now,
    seed,
    wanted,
    candidates,
    barred,
    drawn: [...chosen],
  });
  for (const [index, person] of chosen.entries())
    await invite(ctx, { row, of, asked, person, ordinal: rows.length + index + 1 });
  return chosen.length;
}

async function apartOf(ctx: Context, { row, of, service, asked, rows, pool }: Drawing): Promise<Apart> {
  const { data } = await judge(ctx, service, row);
  const said = (name: string): readonly Json[] => [data.values[name] ?? null].flat();
  const { code } = await currentInstitution(ctx, row.institution);
  const officials = new Set<string>();
  for (const { person } of pool)
    if ((await appointmentsOf(ctx, person)).some(({ institution }) => institution === code)) officials.add(person);
  const takers = Object.values(of.taken).flatMap(({ person, before = [] }) => [person, ...before]);
  const is = asked.pool.field && data.values[asked.pool.field.is];
  return {
    applicant: { person: row.person, organisation: row.organisation },
    voens: (asked.apart ?? []).flatMap(said).map(String),
    handled: new Set([...takers, ...of.spoke_for_owner]),
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
  const inner = programOf(ctx);
  const { name, title, process } = asked;
  const id = await startProcess(inner, {
    process: { kind: reviewProcess, name: `${row.service}.${name}`, version: row.version },
    definition: process,
    institution: row.institution,
    owner: { person },
    parent: row.id,
    reference: row.reference,
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
  await notify(programOf(ctx), {
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
  await notify(programOf(ctx), {
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
    const found = await loaded(ctx, id);
    if (found) await followReviews(ctx, found);
  }
  if (of !== reviewProcess || action !== 'lapse') return;
  const review = await reviews.findReview(ctx.db, id);
  if (review?.standing !== 'open') return;
  await store.lockCase(ctx.db, review.case);
  await reviews.setStanding(ctx.db, id, 'over');
  await drawSoon(ctx, review.case);
});

async function loaded(ctx: Context, id: string): Promise<{ row: CaseRow; service: CompiledService } | undefined> {
  const row = await store.findCase(ctx.db, id);
  const service = row && (await serviceOfCase(ctx, row));
  if (!row || !service || !reviewsOf(service)) return undefined;
  await store.lockCase(ctx.db, id);
  return { row, service };
}
