import { newCode, newId } from '../src/kernel/identifier.ts';
import { actOnSpending, saveSpending, startSpending } from '../src/modules/plan/index.ts';
import { setCondition } from '../src/modules/plan/spending/actions/conditions.ts';
import { centralAnswers } from '../src/modules/plan/spending/test-stand.ts';
import { instance } from '../src/modules/process/index.ts';
import { type Asked, type House, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';

/** A draft of the institution that the tests ask about, complete but for being sent. */
async function draft(house: House): Promise<string> {
  const registrar = house.as('registrar.own');
  const title = `Sınaq xərci ${newCode(8)}`;
  const id = await startSpending(registrar, { institution: ownInstitution, title });
  await saveSpending(registrar, id, { ...centralAnswers, title });
  return id;
}

async function planned(house: House): Promise<string> {
  const id = await draft(house);
  await actOnSpending(house.as('registrar.own'), { id, action: 'enter-pipeline', key: newId() });
  return id;
}

async function assessing(house: House): Promise<string> {
  const id = await planned(house);
  await actOnSpending(house.as('deputy_head.own'), { id, action: 'submit', key: newId() });
  while ((await house.vahid.jobs.runDue()) > 0);
  await actOnSpending(house.as('officer.own'), { id, action: 'take-up', key: newId() });
  return id;
}

const version = async (house: House, id: string): Promise<number> => (await instance(house.ctx(), id)).version;

/** Approved with a condition; one a house, as asking leaves it as it is. */
const owed = new WeakMap<House, Promise<{ readonly id: string; readonly condition: string }>>();

async function makeOwed(house: House): Promise<{ readonly id: string; readonly condition: string }> {
  const id = await assessing(house);
  const approver = house.as('approver.own');
  await actOnSpending(house.as('officer.own'), { id, action: 'recommend', note: 'Sınaq', key: newId() });
  const whole = { owner: ownInstitution, evidence: 'document', due: '2029-01-01', gate: 'commit' } as const;
  const condition = await setCondition(approver, id, { ...whole, text: 'Sınaq', blocking: true });
  await actOnSpending(approver, { id, action: 'approve-with-conditions', note: 'Sınaq', key: newId() });
  return { id, condition };
}

function owedIn(house: House): Promise<{ readonly id: string; readonly condition: string }> {
  const found = owed.get(house) ?? makeOwed(house);
  owed.set(house, found);
  return found;
}

const of =
  (made: (house: House) => Promise<string>, rest: Asked = {}): Sample =>
  async (house) => ({ params: { id: await made(house) }, ...rest });
const unknown =
  (rest: Asked = {}): Sample =>
  () => ({ params: { id: newId() }, ...rest });
const waived = { body: { rule: 'exit', why: 'Sınaq' } };
const resolved = { body: { candidate: newId(), resolution: 'justified', reason: 'Sınaq' } };
const condition = { do: 'set', text: 'Sınaq', owner: 'rinn', evidence: 'report', due: '01.06.2028', gate: 'commit' };

export const spendingSamples: Readonly<Record<string, Sample>> = {
  'GET /plan/xercler/:id': of(planned),
  'GET /plan/xercler/:id (a draft)': of(draft),
  'GET /plan/xercler/:id (unknown)': unknown(),
  'GET /api/v1/plan/spending/:id': of(planned),
  'GET /api/v1/plan/spending/:id (unknown)': unknown(),
  'POST /api/v1/plan/spending': () => ({ json: { title: 'Sınaq xərci', institution: ownInstitution } }),
  'GET /api/v1/plan/spending/:id/desk': of(draft),
  'GET /api/v1/plan/spending/:id/desk (unknown)': unknown(),
  'POST /api/v1/plan/spending/:id/draft': of(draft, { json: { purpose: 'Başqa' } }),
  'POST /api/v1/plan/spending/:id/draft (sent)': of(assessing, { json: { purpose: 'Başqa' } }),
  'POST /api/v1/plan/spending/:id/actions/:action': async (house) => {
    const id = await assessing(house);
    return { params: { id, action: 'ask' }, json: { note: 'Sual', key: newId(), version: await version(house, id) } };
  },
  'POST /api/v1/plan/spending/:id/conditions/:condition/evidence': async (house) => ({
    params: await owedIn(house),
    json: { shown: 'Sınaq protokolu' },
  }),
  'POST /api/v1/plan/spending/:id/conditions/:condition/evidence (unknown)': () => ({
    params: { id: newId(), condition: newId() },
    json: { shown: 'Sınaq protokolu' },
  }),
  'POST /api/v1/plan/spending/:id/delivery': async (house) => ({
    params: { id: (await owedIn(house)).id },
    json: { contract: 'M-1' },
  }),
  'POST /masa/plan/xerc': () => ({ body: { title: 'Sınaq xərci', institution: ownInstitution } }),
  'POST /masa/plan/xerc (a mistake)': () => ({ body: { title: '', institution: ownInstitution } }),
  'GET /masa/plan/xerc/:id': of(draft),
  'GET /masa/plan/xerc/:id (unknown)': unknown(),
  'POST /masa/plan/xerc/:id': of(draft, { body: { q_purpose: 'Başqa' } }),
  'POST /masa/plan/xerc/:id (sent)': of(assessing, { body: { q_purpose: 'Başqa' } }),
  'POST /masa/plan/xerc/:id (unknown)': unknown({ body: { q_purpose: 'Başqa' } }),
  'POST /masa/plan/xerc/:id/emel': async (house) => ({
    params: { id: await assessing(house) },
    body: { do: 'ask', note: 'Sual', key: newId() },
  }),
  "POST /masa/plan/xerc/:id/emel (the owner's action)": async (house) => ({
    params: { id: await draft(house) },
    body: { do: 'enter-pipeline', key: newId() },
  }),
  'POST /masa/plan/xerc/:id/yoxlama': of(assessing, waived),
  'POST /masa/plan/xerc/:id/yoxlama (unknown)': unknown(waived),
  'POST /masa/plan/xerc/:id/tekrar': of(assessing, resolved),
  'POST /masa/plan/xerc/:id/tekrar (unknown)': unknown(resolved),
  'POST /masa/plan/xerc/:id/sert': of(assessing, { body: condition }),
  'POST /masa/plan/xerc/:id/sert (unknown)': unknown({ body: condition }),
  'POST /masa/plan/xerc/:id/icra': of(assessing, { body: { forecast: '100' } }),
  'POST /masa/plan/xerc/:id/icra (unknown)': unknown({ body: { forecast: '100' } }),
};
