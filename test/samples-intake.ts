import { receiveFile } from '../src/kernel/file.ts';
import { newId } from '../src/kernel/identifier.ts';
import { sendForm } from '../src/modules/plan/index.ts';
import { writeWorkbook } from '../src/protocols/xlsx/index.ts';
import type { House } from './house.ts';
import type { Sample } from './samples.ts';

const plan = '2026-2028';

/** The form with one measure, and who is to carry it out. */
async function form(executor: string): Promise<Buffer> {
  const columns = [{ heading: 'Tədbir' }, { heading: 'İcraçı' }];
  const sheets = [{ name: 'Tədbirlər', columns, rows: [['6.1.2.2.10', executor]] }];
  return Buffer.concat(await Array.fromAsync(writeWorkbook({ sheets })));
}

async function sent(house: House): Promise<string> {
  const ctx = house.as('project_office.own');
  const bytes = await form('İN');
  const file = await receiveFile(
    ctx.vahid,
    (async function* () {
      yield bytes;
    })(),
  );
  return await sendForm(ctx, { plan, file, name: 'forma.xlsx' });
}

/** Doors through which the form of a plan goes out and comes in. */
export const intakeSamples: Readonly<Record<string, Sample>> = {
  'GET /masa/plan/yukleme/sablon': () => ({ query: { plan } }),
  'GET /masa/plan/yukleme/sablon (unknown)': () => ({ query: { plan: 'nothing' } }),
  'GET /masa/plan/yukleme/forma': () => ({ query: { plan } }),
  'POST /masa/plan/yukleme': async () => ({
    body: { plan },
    files: { form: { name: 'forma.xlsx', bytes: await form('İN') } },
  }),
  'POST /masa/plan/yukleme (a mistake)': () => ({ body: { plan }, files: {} }),
  'GET /masa/plan/yukleme/:id': async (house) => ({ params: { id: await sent(house) } }),
  'GET /masa/plan/yukleme/:id (unknown)': () => ({ params: { id: newId() } }),
  'POST /masa/plan/yukleme/:id': async (house) => ({ params: { id: await sent(house) }, body: { do: 'enter' } }),
};
