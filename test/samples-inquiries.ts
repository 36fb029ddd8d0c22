import { sql } from 'kysely';
import { newId } from '../src/kernel/identifier.ts';
import { askInstitution, saveAnswers, startCase, submitCase } from '../src/modules/services/index.ts';
import { type House, otherInstitution, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';

const answers: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  kim: { wardFin: '7DP9L3F' },
  sebeb: { wanted: 'temporary' },
  odenis: { forPayments: false },
  esas: { paper: 'N-1' },
};

/** A case of `citizen.own` on which this institution decides. */
async function caseAt({ as, vahid }: House, institution: string): Promise<string> {
  await sql`delete from kernel.attempt`.execute(vahid.db);
  const ctx = as('citizen.own');
  const { id } = await startCase(ctx, { service: 'guardian-appointment' });
  for (const [page, values] of Object.entries(answers)) await saveAnswers(ctx, { id, page, values });
  await submitCase(ctx, { id, key: newId() });
  await sql`update services."case" set institution = ${institution} where id = ${id}`.execute(vahid.db);
  await sql`update process.instance set institution = ${institution} where id = ${id}`.execute(vahid.db);
  return id;
}

const asking = (institution: string) => ({ institution, question: 'Sınaq?', sees: ['name'], key: newId() });

/** An inquiry on a case of `citizen.own` that the other institution sends to the own one. */
async function inquiry(house: House): Promise<string> {
  const id = await caseAt(house, otherInstitution);
  return askInstitution(house.as('officer.other'), { id, ...asking(ownInstitution) });
}

const asked: Sample = async (house) => ({ params: { id: await inquiry(house) } });
const nothing: Sample = () => ({ params: { id: newId() } });
const act =
  (action: string): Sample =>
  async (house) => ({
    params: { id: await inquiry(house) },
    body: { do: action, version: '1', note: 'Sınaq', key: newId() },
  });

/** Inquiries at the desk: of the institution asked, and of the one that asked. */
export const inquirySamples: Readonly<Record<string, Sample>> = {
  'POST /masa/is/:id/sorgu': async (house) => ({
    params: { id: await caseAt(house, ownInstitution) },
    body: asking(otherInstitution),
  }),
  'POST /masa/is/:id/sorgu (of one’s own)': async (house) => ({
    params: { id: await caseAt(house, ownInstitution) },
    body: asking(ownInstitution),
  }),
  'POST /masa/is/:id/sorgu (unknown)': () => ({ params: { id: newId() }, body: asking(otherInstitution) }),
  'GET /masa/sorgu/:id': asked,
  'GET /masa/sorgu/:id (unknown)': nothing,
  'POST /masa/sorgu/:id': act('answer'),
  'POST /masa/sorgu/:id (by who asked)': act('withdraw'),
  'POST /masa/sorgu/:id (the program’s action)': act('close'),
  'POST /masa/sorgu/:id (unknown)': () => ({
    params: { id: newId() },
    body: { do: 'answer', version: '1', key: newId() },
  }),
  'POST /masa/sorgu/:id/gotur': asked,
  'POST /masa/sorgu/:id/gotur (unknown)': nothing,
  'GET /masa/sorgu/:id/fayl/:evidence': async (house) => ({
    params: { id: await inquiry(house), evidence: newId() },
  }),
  'GET /masa/sorgu/:id/fayl/:evidence (unknown)': () => ({ params: { id: newId(), evidence: newId() } }),
};
