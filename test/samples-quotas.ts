import { newCode, newId } from '../src/kernel/identifier.ts';
import { orderCorrection } from '../src/modules/quotas/actions/correcting.ts';
import { importUsage } from '../src/modules/quotas/actions/booking.ts';
import { grantQuota } from '../src/modules/quotas/actions/granting.ts';
import { issueKey } from '../src/modules/quotas/actions/systems.ts';
import { deskQuotaView, quotasView } from '../src/modules/quotas/reading.ts';
import { type House, ownInstitution } from './house.ts';
import { type Sample, sentCase } from './samples.ts';

interface Given {
  readonly id: string;
  readonly number: string;
}

/** A quota of the company, given and measured by the institution that the tests ask about. */
async function given(house: House): Promise<Given> {
  const number = `KV-2026-${String(Math.floor(Math.random() * 99_999_999)).padStart(8, '0')}`;
  await grantQuota(house.ctx(), {
    holder: { organisation: house.visitor('company.own').organisation ?? '' },
    institution: ownInstitution,
    operator: ownInstitution,
    number,
    unit: 'gpu_hour',
    amount: '100',
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    subject: { id: await sentCase(house), name: 'sample' },
    title: { az: 'Sınaq', en: 'Test', ru: 'Проверка' },
    effectKey: newId(),
  });
  const view = await quotasView(house.as('officer.own'), { institution: ownInstitution, search: number, page: 1 });
  const [found] = view.quotas;
  if (!found) throw new Error('there is no quota');
  return found;
}

const columns = 'key,quota,amount,used_on';
const csv = ({ number }: Given, amount = '1'): string => `${columns}\n${newCode(12)},${number},${amount},`;

async function used(house: House): Promise<Given> {
  const quota = await given(house);
  await importUsage(house.as('officer.own'), { operator: ownInstitution, format: 'csv', text: csv(quota, '40') });
  return quota;
}

async function ordered(house: House): Promise<string> {
  const { id } = await used(house);
  await orderCorrection(house.as('officer.own'), { quota: id, amount: '10', note: 'Sınaq' });
  const [open] = (await deskQuotaView(house.as('officer.own'), id)).corrections;
  if (!open) throw new Error('there is no correction');
  return open.id;
}

async function key(house: House): Promise<string> {
  const name = newCode(10);
  await issueKey(house.as('approver.own'), { operator: ownInstitution, name });
  const { keys } = await quotasView(house.as('approver.own'), { institution: ownInstitution, search: '', page: 1 });
  const found = keys.find((one) => one.name === name);
  if (!found) throw new Error('there is no key');
  return found.id;
}

const nobody = () => ({ params: { id: newId() }, body: {} });
const qurum = ownInstitution;

/** Doors of quotas. */
export const quotaSamples: Readonly<Record<string, Sample>> = {
  'GET /masa/kvotalar': () => ({}),
  'GET /masa/kvotalar (another institution)': () => ({ query: { qurum: 'din' } }),
  'POST /masa/kvotalar/hesabat': async (house) => ({
    body: { qurum },
    files: { report: { name: 'report.csv', bytes: csv(await given(house)) } },
  }),
  'POST /masa/kvotalar/hesabat (a mistake)': () => ({
    body: { qurum },
    files: { report: { name: 'report.csv', bytes: 'a,b\n1,2' } },
  }),
  'POST /masa/kvotalar/acar': () => ({ body: { qurum, name: 'Sınaq' } }),
  'POST /masa/kvotalar/acar (a mistake)': () => ({ body: { qurum, name: '' } }),
  'POST /masa/kvotalar/acar/:id/legv': async (house) => ({ params: { id: await key(house) }, body: {} }),
  'POST /masa/kvotalar/acar/:id/legv (unknown)': nobody,
  'GET /masa/kvotalar/:id': async (house) => ({ params: { id: (await used(house)).id } }),
  'GET /masa/kvotalar/:id (unknown)': nobody,
  'POST /masa/kvotalar/:id/duzelt': async (house) => ({
    params: { id: (await used(house)).id },
    body: { amount: '10', note: 'Sınaq' },
  }),
  'POST /masa/kvotalar/:id/duzelt (a mistake)': async (house) => ({
    params: { id: (await used(house)).id },
    body: { amount: '1000', note: 'Sınaq' },
  }),
  'POST /masa/kvotalar/duzelis/:id': async (house) => ({
    params: { id: await ordered(house) },
    body: { do: 'confirm' },
  }),
  'POST /masa/kvotalar/duzelis/:id (unknown)': nobody,
  'GET /kvotalar/:id': async (house) => ({ params: { id: (await used(house)).id } }),
  'GET /kvotalar/:id (unknown)': nobody,
  'GET /api/v1/quotas/:number': () => ({ params: { number: 'KV-2026-00001' } }),
  'POST /api/v1/quotas/usage': () => ({ json: { lines: [{ key: 'a', quota: 'KV-2026-00001', amount: '1' }] } }),
};
