import { sql } from 'kysely';
import { newId } from '../src/kernel/identifier.ts';
import { saveAnswers, startCase, submitCase } from '../src/modules/services/index.ts';
import type { House } from './house.ts';
import type { Sample } from './samples.ts';

const answers: Readonly<Record<string, Readonly<Record<string, string | number | Record<string, string>[]>>>> = {
  sahe: { field: 'energy' },
  layihe: { topic: 'Külək', plan: 'Ölçmələr.' },
  istifade: { use: 'Stansiyalar.' },
  terefdas: { partner: '9900003871' },
  muddet: { months: 6 },
  xercler: { expenses: [{ purpose: 'Cihaz', amount: '1000' }] },
};

/** A case of `company.own` for which reviewers are drawn; one for all, so that it crowds out nothing in lists. */
async function reviewedCase({ as, vahid }: House): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from services."case" where service = 'research-grant'
    and submitted_at is not null`.execute(vahid.db);
  if (rows[0]) return rows[0].id;
  await sql`delete from kernel.attempt`.execute(vahid.db);
  const ctx = as('company.own');
  const { id } = await startCase(ctx, { service: 'research-grant' });
  for (const [page, values] of Object.entries(answers)) await saveAnswers(ctx, { id, page, values });
  await submitCase(ctx, { id, key: newId() });
  await vahid.jobs.runDue();
  return id;
}

/** A review on it for which `citizen.own` was drawn, with everything written. */
async function review(house: House, state: 'invited' | 'scoring'): Promise<string> {
  const { vahid, visitor } = house;
  const id = await reviewedCase(house);
  const reviewer = visitor('citizen.own').person ?? '';
  const { rows } = await sql<{ instance: string }>`update services.review
    set reviewer = ${reviewer}, standing = 'open', given_at = null, points = null, in_time = null
    where "case" = ${id} and ordinal = 1 returning instance`.execute(vahid.db);
  const instance = rows[0]?.instance ?? '';
  await sql`update process.instance set owner_person = ${reviewer}, state = ${state}, status = 'waiting_for_applicant',
    awaits = '{applicant}' where id = ${instance}`.execute(vahid.db);
  await sql`insert into services.review_line (instance, criterion, points, words)
    select ${instance}, one, 5, 'Sınaq' from unnest(array['novelty', 'value', 'feasibility']) one
    on conflict (instance, criterion) do update set points = 5, words = 'Sınaq'`.execute(vahid.db);
  return instance;
}

const asked =
  (state: 'invited' | 'scoring' = 'invited'): Sample =>
  async (house) => ({ params: { id: await review(house, state) } });
const nothing: Sample = () => ({ params: { id: newId() } });
const act =
  (action: string, state: 'invited' | 'scoring' = 'invited'): Sample =>
  async (house) => ({
    params: { id: await review(house, state) },
    body: { do: action, reason: 'Sınaq', key: newId(), 'points-novelty': '5', 'words-novelty': 'Sınaq' },
  });

/** A review whose reviewer is late. */
const lateReview: Sample = async (house) => {
  const instance = await review(house, 'invited');
  await sql`update process.instance set overdue = true where id = ${instance}`.execute(house.vahid.db);
  return { params: { id: await reviewedCase(house), review: instance }, body: { reason: 'Sınaq', key: newId() } };
};

/** Reviews, for the expert who was drawn. */
export const reviewSamples: Readonly<Record<string, Sample>> = {
  'GET /ekspert-reyleri': () => ({}),
  'GET /ekspert-reyleri/:id': asked(),
  'GET /ekspert-reyleri/:id (declared)': asked('scoring'),
  'GET /ekspert-reyleri/:id (unknown)': nothing,
  'GET /ekspert-reyleri/:id/fayl/:evidence': () => ({ params: { id: newId(), evidence: newId() } }),
  'POST /masa/is/:id/reyci/:review': lateReview,
  'POST /masa/is/:id/reyci/:review (unknown)': () => ({
    params: { id: newId(), review: newId() },
    body: { reason: 'Sınaq', key: newId() },
  }),
  'POST /ekspert-reyleri/:id': act('accept'),
  'POST /ekspert-reyleri/:id (save)': act('save', 'scoring'),
  'POST /ekspert-reyleri/:id (decline)': act('decline'),
  'POST /ekspert-reyleri/:id (unknown)': () => ({ params: { id: newId() }, body: { do: 'accept', key: newId() } }),
  'GET /ekspert-reyleri/:id/gonder': asked('scoring'),
  'GET /ekspert-reyleri/:id/gonder (unknown)': nothing,
  'POST /ekspert-reyleri/:id/gonder': act('', 'scoring'),
  'POST /ekspert-reyleri/:id/gonder (unknown)': () => ({ params: { id: newId() }, body: { key: newId() } }),
};
