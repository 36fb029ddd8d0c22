import { sql } from 'kysely';
import { newId } from '../src/kernel/identifier.ts';
import { addDays, bakuDate, formatDate } from '../src/language/index.ts';
import { demoPeople, ensurePerson, nameSubstitute } from '../src/modules/identity/index.ts';
import { instance } from '../src/modules/process/index.ts';
import { type House, ownInstitution } from './house.ts';
import { type Sample, sentCase } from './samples.ts';

const institution = ownInstitution;

const officer = (house: House): string => house.visitor('officer.own').person ?? '';

/** Another officer of the institution. */
async function colleague(house: House): Promise<string> {
  const found = demoPeople.find(({ role }) => role?.institution === institution && role.role === 'officer');
  return ensurePerson(house.ctx(), found?.fin ?? '');
}

/** The first case that was sent waits for an officer again: more cases would hide those of other samples. */
async function waiting(house: House): Promise<string> {
  const { rows } = await sql<{ id: string }>`update process.instance set state = 'review', status = 'in_review',
      awaits = '{officer}', assignee = null
    where id = (select id from services.case where submitted_at is not null order by created_at, reference limit 1)
    returning id`.execute(house.vahid.db);
  return rows[0]?.id ?? (await sentCase(house));
}

/** A case that waits, as the form of a superior sends it. */
async function handed(house: House) {
  const id = await waiting(house);
  const { version } = await instance(house.ctx(), id);
  return { id, body: { case: `${id}:${version}`, to: officer(house), reason: 'Sınaq' } };
}

const days = (house: House) => {
  const first = addDays(bakuDate(house.clock.now()), 1);
  return { from: first, to: addDays(first, 2) };
};

async function substitution(house: House) {
  await sql`delete from identity.substitution`.execute(house.vahid.db);
  const [absent, substitute] = [officer(house), await colleague(house)];
  return { institution, role: 'officer' as const, absent, substitute, ...days(house) };
}

/** As somebody writes it: an officer for themselves, or their superior. */
const named: Sample = async (house) => {
  const { absent, substitute, from, to } = await substitution(house);
  const whom = `${institution}:officer:${absent}`;
  return { body: { whom, substitute, from: formatDate(from, 'az'), to: formatDate(to, 'az') } };
};

/** Doors to the workload, to giving cases over and to substitution. */
export const workloadSamples: Readonly<Record<string, Sample>> = {
  'GET /masa/is-yuku/qurum/:institution/:whose': () => ({ params: { institution, whose: 'novbe' } }),
  'GET /masa/is-yuku/qurum/:institution/:whose (of an officer)': (house) => ({
    params: { institution, whose: officer(house) },
  }),
  'GET /masa/is-yuku/qurum/:institution/:whose (of nobody there)': () => ({ params: { institution, whose: newId() } }),
  'POST /masa/is-yuku/qurum/:institution/:whose': async (house) => ({
    params: { institution, whose: 'novbe' },
    body: (await handed(house)).body,
  }),
  'POST /masa/is-yuku/qurum/:institution/:whose (a mistake)': async (house) => ({
    params: { institution, whose: 'novbe' },
    body: { ...(await handed(house)).body, reason: '' },
  }),
  'GET /masa/is-yuku/is/:id': async (house) => ({ params: { id: await waiting(house) } }),
  'GET /masa/is-yuku/is/:id (unknown)': () => ({ params: { id: newId() } }),
  'POST /masa/is-yuku/is/:id': async (house) => {
    const { id, body } = await handed(house);
    return { params: { id }, body };
  },
  'POST /masa/is-yuku/is/:id (unknown)': () => ({ params: { id: newId() }, body: { reason: 'Sınaq' } }),
  'POST /masa/evezetme': named,
  'POST /masa/evezetme (a mistake)': async (house) => {
    const { body } = await named(house);
    return { body: { ...body, to: '32.11.2026' } };
  },
  'POST /masa/evezetme/:id/bitir': async (house) => ({
    params: { id: await nameSubstitute(house.as('officer.own'), await substitution(house)) },
  }),
  'POST /masa/evezetme/:id/bitir (unknown)': () => ({ params: { id: newId() } }),
};
