import { sql } from 'kysely';
import { newCode, newId } from '../src/kernel/identifier.ts';
import { finOf } from '../src/modules/identity/index.ts';
import { agreementPage } from '../src/modules/services/actions/agreeing.ts';
import { askAgreements } from '../src/modules/services/actions/co-applicants.ts';
import { saveAnswers, startCase } from '../src/modules/services/index.ts';
import type { House } from './house.ts';
import type { Sample } from './samples.ts';

interface Asked {
  readonly id: string;
  readonly agreement: string;
}

/** A draft of one citizen to which another is asked to agree; of what was asked before, to something else. */
async function asked(house: House, applicant: string, owner: string): Promise<Asked> {
  const { as, vahid, visitor } = house;
  await sql`delete from kernel.attempt`.execute(vahid.db);
  const ctx = as(applicant);
  const ownerFin = (await finOf(house.ctx(), visitor(owner).person ?? '')) ?? '';
  const { id } = await startCase(ctx, { service: 'residence-change' });
  await saveAnswers(ctx, { id, page: 'esas', values: { ground: 'consent', ownerFin } });
  await saveAnswers(ctx, { id, page: 'yeni-unvan', values: { newAddress: `Sınaq küçəsi ${newCode(8)}` } });
  await askAgreements(ctx, { id });
  const { rows } = await sql<{ instance: string }>`select instance from services.agreement where "case" = ${id}
    order by instance desc limit 1`.execute(vahid.db);
  return { id, agreement: rows[0]?.instance ?? '' };
}

const ofOwner: Sample = async (house) => {
  const { agreement } = await asked(house, 'citizen.other', 'citizen.own');
  return { params: { id: agreement } };
};

const answered =
  (action: string): Sample =>
  async (house) => {
    const { agreement } = await asked(house, 'citizen.other', 'citizen.own');
    const { seen } = await agreementPage(house.as('citizen.own'), { id: agreement });
    return { params: { id: agreement }, body: { do: action, note: 'Sınaq', seen, key: newId() } };
  };

const ofApplicant =
  (action: string): Sample =>
  async (house) => {
    const { id, agreement } = await asked(house, 'citizen.own', 'citizen.other');
    return { params: { id }, body: { do: action, agreement } };
  };

const nothing: Sample = () => ({ params: { id: newId() } });

/** Doors of people who have to agree to an application of somebody else, and of its applicant. */
export const agreementSamples: Readonly<Record<string, Sample>> = {
  'GET /raziliq/:id': ofOwner,
  'GET /raziliq/:id (unknown)': nothing,
  'POST /raziliq/:id': answered('agree'),
  'POST /raziliq/:id (declined)': answered('decline'),
  'POST /raziliq/:id (unknown)': () => ({ params: { id: newId() }, body: { do: 'agree', key: newId() } }),
  'GET /raziliq/:id/fayl/:evidence': async (house) => {
    const { params } = await ofOwner(house);
    return { params: { ...params, evidence: newId() } };
  },
  'GET /raziliq/:id/fayl/:evidence (unknown)': () => ({ params: { id: newId(), evidence: newId() } }),
  'POST /muracietler/:id/raziliq': ofApplicant('ask'),
  'POST /muracietler/:id/raziliq (reminds)': ofApplicant('remind'),
  'POST /muracietler/:id/raziliq (takes out)': ofApplicant('take-out'),
  'POST /muracietler/:id/raziliq (no such act)': ofApplicant('nothing'),
  'POST /muracietler/:id/raziliq (unknown)': () => ({ params: { id: newId() }, body: { do: 'ask' } }),
};
