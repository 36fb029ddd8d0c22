import { sql } from 'kysely';
import { newId } from '../src/kernel/identifier.ts';
import { saveAnswers, startCase, submitCase } from '../src/modules/services/index.ts';
import { type House, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';

const answers: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
  yer: { site: 'Sınaq küçəsi 1' },
  bina: { kind: 'house', storeys: 2, floorArea: 90 },
  agaclar: { treesCut: false },
  layihe: { project: 'Birmərtəbəli ev.' },
};

/** An opinion on a case of `citizen.own` that the other institution asks of the own one. */
async function askedOpinion({ as, vahid }: House): Promise<string> {
  await sql`delete from kernel.attempt`.execute(vahid.db);
  const ctx = as('citizen.own');
  const { id } = await startCase(ctx, { service: 'construction-notice' });
  for (const [page, values] of Object.entries(answers)) await saveAnswers(ctx, { id, page, values });
  await submitCase(ctx, { id, key: newId() });
  const { rows } = await sql<{ instance: string }>`update services.opinion set institution = ${ownInstitution}
    where "case" = ${id} and name = 'fire' returning instance`.execute(vahid.db);
  const opinion = rows[0]?.instance ?? '';
  await sql`update services."case" set institution = 'din' where id = ${id}`.execute(vahid.db);
  await sql`update process.instance set institution = 'din' where id = ${id}`.execute(vahid.db);
  await sql`update process.instance set institution = ${ownInstitution}, owner_institution = 'din'
    where id = ${opinion}`.execute(vahid.db);
  return opinion;
}

const asked: Sample = async (house) => ({ params: { id: await askedOpinion(house) } });
const nothing: Sample = () => ({ params: { id: newId() } });
const act =
  (action: string): Sample =>
  async (house) => ({
    params: { id: await askedOpinion(house) },
    body: { do: action, version: '1', note: 'Sınaq', key: newId() },
  });

/** Opinions at the desk: of the institution asked, and of the one that asked. */
export const opinionSamples: Readonly<Record<string, Sample>> = {
  'GET /masa/rey/:id': asked,
  'GET /masa/rey/:id (unknown)': nothing,
  'GET /masa/rey/:id/fayl/:evidence': async (house) => ({
    params: { id: await askedOpinion(house), evidence: newId() },
  }),
  'GET /masa/rey/:id/fayl/:evidence (unknown)': () => ({ params: { id: newId(), evidence: newId() } }),
  'POST /masa/rey/:id': act('agree'),
  'POST /masa/rey/:id (before it was given)': act('clarify'),
  'POST /masa/rey/:id (the program’s action)': act('close'),
  'POST /masa/rey/:id (unknown)': () => ({
    params: { id: newId() },
    body: { do: 'agree', version: '1', key: newId() },
  }),
  'POST /masa/rey/:id/gotur': asked,
  'POST /masa/rey/:id/gotur (unknown)': nothing,
};
