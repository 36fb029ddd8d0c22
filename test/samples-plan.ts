import { inTransaction } from '../src/kernel/context.ts';
import { newId } from '../src/kernel/identifier.ts';
import {
  addItem,
  addKpi,
  findItem,
  freezePlan,
  trainedPeople,
  openRisks,
  raiseRisk,
  setParties,
  setResponsible,
  startRoadmap,
} from '../src/modules/plan/index.ts';
import { type Asked, type House, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';

const plan = '2026-2028';

/** A measure that the institution of the tests carries out. */
export async function ownMeasure(house: House, number = '6.1.1.2.4'): Promise<string> {
  const item = await findItem(house.vahid.db, plan, number);
  if (!item) throw new Error(`the plan has no ${number}`);
  const parties = [{ institution: ownInstitution, role: 'executor' as const }];
  await inTransaction(house.ctx(), (ctx) => setParties(ctx, item, parties, { source: 'test' }));
  return item.id;
}

const ofMeasure =
  (asked: Asked = {}): Sample =>
  async (house) => ({ ...asked, params: { id: await ownMeasure(house) } });

async function risk(house: House): Promise<string> {
  const [found] = await openRisks(house.ctx(), plan);
  return found?.id ?? (await raiseRisk(house.as('project_office.own'), await ownMeasure(house), 'Sınaq riski'));
}

const ofRisk =
  (asked: Asked = {}): Sample =>
  async (house) => ({ ...asked, params: { id: await risk(house) } });

async function responsible(house: House): Promise<string> {
  const post = { az: 'Nazir müavini' };
  const given = {
    institution: ownInstitution,
    name: 'Sınaq Məsulu',
    post,
    from_day: '2026-03-01',
    act: null,
  };
  await inTransaction(house.ctx(), (ctx) => setResponsible(ctx, given, { source: 'test' }));
  const found = (await trainedPeople(house.vahid.db, [ownInstitution]))[0];
  return found?.id ?? '';
}

const ofResponsible =
  (asked: Asked = {}): Sample =>
  async (house) => ({ ...asked, params: { id: await responsible(house) } });

let year = 2030;

/** A roadmap of a year of its own, with one item. */
async function roadmap(house: House): Promise<{ readonly code: string; readonly item: string }> {
  const ctx = house.as('deputy_head.own');
  year += 1;
  const code = await startRoadmap(ctx, { institution: ownInstitution, topic: 'ai', year });
  return { code, item: await addItem(ctx, code, { title: 'Sınaq bəndi', serves: [] }) };
}

const ofRoadmap =
  (asked: Asked = {}): Sample =>
  async (house) => ({ ...asked, params: { code: (await roadmap(house)).code } });

const ofKpi =
  (asked: Asked = {}): Sample =>
  async (house) => {
    const { code } = await roadmap(house);
    const kpi = {
      title: 'Payı',
      unit: 'percent' as const,
      baseline: '',
      target: '60',
      due: '2027-12-31',
      indicator: '',
    };
    return { ...asked, params: { code, id: await addKpi(house.as('deputy_head.own'), code, kpi) } };
  };

const ofEdition: Sample = async (house) => ({ params: { id: await freezePlan(house.ctx(), plan) } });

const unknown = () => ({ params: { id: newId() } });

/** Doors of the plan: the desk of measures, roadmaps, risks, the project office. */
export const planSamples: Readonly<Record<string, Sample>> = {
  'GET /masa/plan/tedbir/:id': ofMeasure(),
  'GET /masa/plan/tedbir/:id (unknown)': unknown,
  'POST /masa/plan/tedbir/:id/icraci': ofMeasure({ body: { executor: 'aef', others: 'din' } }),
  'POST /masa/plan/tedbir/:id/icraci (a mistake)': ofMeasure({ body: { executor: 'heç kim', others: '' } }),
  'POST /masa/plan/tedbir/:id/serh': ofMeasure({ body: { text: 'Sınaq şərhi' } }),
  'GET /masa/plan/tedbir/:id/risk': ofMeasure(),
  'POST /masa/plan/tedbir/:id/risk': ofMeasure({ body: { risk: 'Satınalma gecikə bilər' } }),
  'POST /masa/plan/mesul': () => ({
    body: { institution: 'aef', name: 'Sınaq Məsulu', post: 'Sədr müavini', from: '20.11.2026', act: '' },
  }),
  'POST /masa/plan/mesul (a mistake)': () => ({
    body: { institution: 'heç kim', name: '', post: '', from: '', act: '' },
  }),
  'GET /plan/hesabatlar/:id': ofEdition,
  'GET /plan/hesabatlar/:id (unknown)': unknown,
  'GET /plan/hesabatlar/:id/ndjson': ofEdition,
  'GET /plan/hesabatlar/:id/xlsx': ofEdition,
  'GET /plan/hesabatlar/:id/pdf': ofEdition,
  'GET /plan/hesabatlar/:id/muqayise/:before': async (house) => {
    const before = await freezePlan(house.ctx(), plan);
    return { params: { id: await freezePlan(house.ctx(), plan), before } };
  },
  'GET /plan/hesabatlar/:id/muqayise/:before/csv': async (house) => {
    const before = await freezePlan(house.ctx(), plan);
    return { params: { id: await freezePlan(house.ctx(), plan), before } };
  },
  'GET /plan/hesabatlar/:id/csv': ofEdition,
  'POST /masa/plan/hesabatlar': () => ({ body: {} }),
  'GET /plan/risk/:id': ofRisk(),
  'GET /plan/risk/:id (unknown)': unknown,
  'GET /masa/plan/risk/:id': ofRisk(),
  'GET /masa/plan/risk/:id (unknown)': unknown,
  'POST /masa/plan/risk/:id/qiymet': ofRisk({
    body: { likelihood: '3', impact: '4', owner: ownInstitution, reason: 'Sınaq' },
  }),
  'POST /masa/plan/risk/:id/qiymet (a mistake)': ofRisk({
    body: { likelihood: '9', impact: '4', owner: '', reason: '' },
  }),
  'POST /masa/plan/risk/:id/azaldilma': ofRisk({ body: { mitigation: 'Təlim', steward: ownInstitution, due: '' } }),
  'POST /masa/plan/risk/:id/azaldilma/:mitigation': async (house) => {
    const [found] = await openRisks(house.ctx(), plan);
    const mitigation = found?.mitigations[0]?.id ?? '';
    return { params: { id: found?.id ?? '', mitigation }, body: { [`step-${mitigation}`]: 'Gedir' } };
  },
  'POST /masa/plan/risk/:id/cavabdehlik': ofRisk({ body: { do: 'agree', decline: '' } }),
  'POST /masa/plan/risk/:id/bagla': ofRisk({ body: { closing: '' } }),
  'GET /masa/plan/selahiyyet/:id': ofResponsible(),
  'GET /masa/plan/selahiyyet/:id (unknown)': unknown,
  'POST /masa/plan/selahiyyet/:id/telim': ofResponsible({
    body: { area: 'ai', title: 'Təlim', provider: 'Akademiya', hours: '8', ended: '01.10.2026' },
  }),
  'POST /masa/plan/selahiyyet/:id/seviyye': ofResponsible({ body: { skill: 'ai', level: '2', ground: 'İmtahan' } }),
  'POST /masa/plan/yol-xeritesi': () => {
    year += 1;
    return { body: { topic: 'cyber', year: '2027' } };
  },
  'GET /masa/plan/yol-xeritesi/:code': ofRoadmap(),
  'GET /masa/plan/yol-xeritesi/:code (unknown)': () => ({ params: { code: 'nothing' } }),
  'POST /masa/plan/yol-xeritesi/:code/bend': ofRoadmap({ body: { title: 'Yeni bənd', serves: '6.1.3.2.5' } }),
  'POST /masa/plan/yol-xeritesi/:code/bend (a mistake)': ofRoadmap({ body: { title: '', serves: '' } }),
  'POST /masa/plan/yol-xeritesi/:code/bend/:id/cixar': async (house) => {
    const { code, item } = await roadmap(house);
    return { params: { code, id: item }, body: {} };
  },
  'POST /masa/plan/yol-xeritesi/:code/bend/:id': async (house) => {
    const { code, item } = await roadmap(house);
    return { params: { code, id: item }, body: { title: 'Başqa ad', serves: '6.1.3.2.5' } };
  },
  'POST /masa/plan/yol-xeritesi/:code/bend/:id (a mistake)': async (house) => {
    const { code, item } = await roadmap(house);
    return { params: { code, id: item }, body: { title: '', serves: '' } };
  },
  'POST /masa/plan/yol-xeritesi/:code/gosterici/:id': ofKpi({
    body: { kpi: 'Payı', unit: 'percent', baseline: '', target: '70', due: '31.12.2027', indicator: '' },
  }),
  'POST /masa/plan/yol-xeritesi/:code/gosterici/:id (a mistake)': ofKpi({
    body: { kpi: 'Payı', unit: 'percent', baseline: '', target: 'çox', due: '31.12.2027', indicator: '' },
  }),
  'POST /masa/plan/yol-xeritesi/:code/gosterici/:id/cixar': ofKpi({ body: {} }),
  'GET /plan/:plan/yol-gostericileri/csv': async (house) => ({ params: { plan: (await roadmap(house)).code } }),
  'GET /plan/:plan/xidmet/csv': async (house) => ({ params: { plan: (await roadmap(house)).code } }),
  'GET /plan/qurum/:code/yol-gostericileri/csv': () => ({ params: { code: ownInstitution } }),
  'GET /plan/qurum/:code/mesul/csv': () => ({ params: { code: ownInstitution } }),
  'GET /plan/tedbir/:number/subutlar/csv': () => ({ params: { number: '6.1.2.2.4' } }),
  'GET /api/v1/plan/institutions/:code': () => ({ params: { code: ownInstitution } }),
  'GET /api/v1/plan/institutions/:code (unknown)': () => ({ params: { code: 'nobody' } }),
  'GET /api/v1/plan/measures/:number/comments': () => ({ params: { number: '6.1.2.2.4' } }),
  'GET /api/v1/plan/measures/:number/changes': () => ({ params: { number: '6.1.2.2.4' } }),
  'POST /masa/plan/yol-xeritesi/:code/gosterici': ofRoadmap({
    body: { kpi: 'Payı', unit: 'percent', baseline: '', target: '60', due: '31.12.2027', indicator: '' },
  }),
  'POST /masa/plan/yol-xeritesi/:code/gosterici (a mistake)': ofRoadmap({
    body: { kpi: 'Payı', target: 'çox', due: '' },
  }),
};
