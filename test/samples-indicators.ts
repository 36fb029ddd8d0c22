import { randomInt } from 'node:crypto';
import { newCode, newId } from '../src/kernel/identifier.ts';
import { reportValue, startDraft } from '../src/modules/plan/index.ts';
import { type Asked, type House, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';

const reported = 'digital-document-flow';

/** A quarter of which nothing was reported yet. */
const freePeriod = () => `${randomInt(1000, 2026)}-Q${randomInt(1, 5)}`;
const freeCode = () => `trial-${newCode(8).toLowerCase()}`;

const asking = (id: string, rest: Asked = {}): Asked => ({ params: { id }, ...rest });

async function draft(house: House): Promise<string> {
  return startDraft(house.as('officer.own'), { code: freeCode(), institution: ownInstitution });
}

async function report(house: House): Promise<string> {
  const url = 'https://rinn.example/hesabat';
  return reportValue(house.as('officer.own'), { indicator: reported, period: freePeriod(), value: '40', url });
}

const entered = () => ({ period: freePeriod(), value: '41,5', url: 'https://rinn.example/hesabat' });
const judged = { body: { do: 'confirmed', code: reported } };

/** What the doors of indicators are asked for. */
export const indicatorSamples: Readonly<Record<string, Sample>> = {
  'GET /plan/gosterici/:code': () => ({ params: { code: 'once-only' } }),
  'GET /plan/gosterici/:code (unknown)': () => ({ params: { code: 'nothing' } }),
  'GET /plan/gosterici/:code/csv': () => ({ params: { code: 'once-only' } }),
  'GET /plan/gosterici/:code/csv (unknown)': () => ({ params: { code: 'nothing' } }),
  'GET /api/v1/plan/indicators/:code': () => ({ params: { code: 'once-only' } }),
  'GET /api/v1/plan/indicators/:code (unknown)': () => ({ params: { code: 'nothing' } }),
  'POST /masa/plan/gosterici': () => ({ body: { code: freeCode(), institution: ownInstitution } }),
  'POST /masa/plan/gosterici (a mistake)': () => ({ body: { code: 'Pay %', institution: ownInstitution } }),
  'GET /masa/plan/gosterici/:id': async (house) => asking(await draft(house)),
  'GET /masa/plan/gosterici/:id (unknown)': () => asking(newId()),
  'POST /masa/plan/gosterici/:id': async (house) => asking(await draft(house), { body: { title_az: 'Sınaq' } }),
  'POST /masa/plan/gosterici/:id (unknown)': () => asking(newId(), { body: { title_az: 'Sınaq' } }),
  'POST /masa/plan/gosterici/:id/emel': async (house) =>
    asking(await draft(house), { body: { do: 'abandon', note: 'Sınaq', key: newId() } }),
  "POST /masa/plan/gosterici/:id/emel (the owner's action)": async (house) =>
    asking(await draft(house), { body: { do: 'withdraw', key: newId() } }),
  'POST /masa/plan/gosterici/:id/emel (unknown)': () => asking(newId(), { body: { do: 'withdraw', key: newId() } }),
  'GET /masa/plan/gosterici/deyer/:code': () => ({ params: { code: reported } }),
  'GET /masa/plan/gosterici/deyer/:code (unknown)': () => ({ params: { code: 'nothing' } }),
  'POST /masa/plan/gosterici/deyer/:code': () => ({ params: { code: reported }, body: entered() }),
  'POST /masa/plan/gosterici/deyer/:code (an edition)': () => ({
    params: { code: 'egdi-rank' },
    body: { ...entered(), period: String(randomInt(1000, 2026)), edition: 'EGDI', note: 'Sınaq' },
  }),
  'POST /masa/plan/gosterici/deyer/:code (a mistake)': () => ({
    params: { code: reported },
    body: { ...entered(), value: 'çox' },
  }),
  'POST /masa/plan/gosterici/hesabat/:id': async (house) => asking(await report(house), judged),
  'POST /masa/plan/gosterici/hesabat/:id (unknown)': () => asking(newId(), judged),
};
