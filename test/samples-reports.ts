import { receiveFile } from '../src/kernel/file.ts';
import { newId } from '../src/kernel/identifier.ts';
import {
  actOnReport,
  addItem,
  addPiece,
  beginDates,
  beginReport,
  findItemById,
  judgeEvidence,
  reportView,
  saveReport,
  setSchedule,
  startRoadmap,
} from '../src/modules/plan/index.ts';
import { inTransaction } from '../src/kernel/context.ts';
import { type Asked, type House, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';

let year = 2060;
const roadmaps = new WeakMap<House, Promise<string>>();

/** A roadmap of the institution of the tests, one a house. */
function roadmapOf(house: House): Promise<string> {
  const ctx = house.as('deputy_head.own');
  year += 1;
  const found = roadmaps.get(house) ?? startRoadmap(ctx, { institution: ownInstitution, topic: 'innovation', year });
  roadmaps.set(house, found);
  return found;
}

/** Each time another measure that the institution of the tests carries out: a period takes one report. */
async function measure(house: House): Promise<string> {
  const ctx = house.as('deputy_head.own');
  const id = await addItem(ctx, await roadmapOf(house), { title: 'Sınaq bəndi', serves: [] });
  const item = await findItemById(house.vahid.db, id);
  if (!item) throw new Error(`the plan has no ${id}`);
  const title = { az: 'Sınaq' };
  await inTransaction(house.ctx(), async (ctx) => {
    await setSchedule(
      ctx,
      item,
      { due: '2027-06-30', deliverables: [], milestones: [{ code: 'M1', title, weight: '1', due: '2027-06-30' }] },
      { reason: 'Sınaq', source: 'test' },
    );
  });
  return item.id;
}

async function* bytes(): AsyncGenerator<Buffer> {
  yield Buffer.from(`Sınaq sübutu ${newId()}`);
}

/** A report that is being written, with a file. */
async function report(house: House): Promise<{ readonly id: string; readonly piece: string }> {
  const ctx = house.as('deputy_head.own');
  const id = await beginReport(ctx, await measure(house));
  await saveReport(ctx, id, { done: 'Edildi', next: 'Ediləcək', selfRating: 'on_track' });
  const file = await receiveFile(house.vahid, bytes());
  const piece = await addPiece(ctx, id, { milestone: 'M1', name: 'subut.txt', content: { file } });
  return { id, piece };
}

async function submitted(house: House): Promise<{ readonly id: string; readonly piece: string }> {
  const made = await report(house);
  const { version } = await reportView(house.as('deputy_head.own'), made.id);
  await actOnReport(house.as('deputy_head.own'), { id: made.id, action: 'submit', version, key: newId() });
  return made;
}

async function verified(house: House): Promise<{ readonly id: string; readonly piece: string }> {
  const made = await submitted(house);
  await judgeEvidence(house.as('project_office.own'), made.id, [{ evidence: made.piece, verdict: 'verified' }]);
  return made;
}

const of =
  (make: (house: House) => Promise<{ readonly id: string }>, asked: Asked = {}): Sample =>
  async (house) => ({ ...asked, params: { ...asked.params, id: (await make(house)).id } });

const dates = async (house: House) => ({ id: await beginDates(house.as('deputy_head.own'), await measure(house)) });
const item = async (house: House) => ({ id: await measure(house) });

/** One for all who ask, where the asking leaves it as it is. */
function once<T>(make: (house: House) => Promise<T>): (house: House) => Promise<T> {
  const made = new WeakMap<House, Promise<T>>();
  return (house) => {
    const found = made.get(house) ?? make(house);
    made.set(house, found);
    return found;
  };
}

const anItem = once(item);
const aReport = once(report);
const aRequest = once(dates);
const aSubmitted = once(submitted);
const aVerified = once(verified);
/** As the project office sees it now. */
async function seen(house: House, { id }: { readonly id: string }) {
  return { id, version: (await reportView(house.as('project_office.own'), id)).version };
}

const unknown = () => ({ params: { id: newId() } });
const key = 'sinaq-acari';

/** Doors of progress reports and of changes of dates. */
export const reportSamples: Readonly<Record<string, Sample>> = {
  'POST /masa/plan': async (house) => ({ body: { do: `report:${(await anItem(house)).id}` } }),
  'GET /masa/plan/hesabat/:id': of(aReport),
  'GET /masa/plan/hesabat/:id (unknown)': unknown,
  'POST /masa/plan/hesabat/:id': of(aReport, { body: { done: 'Davam edir', selfRating: 'at_risk' } }),
  'POST /masa/plan/hesabat/:id/emel': async (house) => {
    const { id, version } = await seen(house, await verified(house));
    return { params: { id }, body: { do: 'accept', key, version: String(version) } };
  },
  'GET /masa/plan/hesabat/:id/fayl/:piece': async (house) => {
    const { id, piece } = await aReport(house);
    return { params: { id, piece } };
  },
  'GET /masa/plan/hesabat/:id/fayl/:piece (unknown)': () => ({ params: { id: newId(), piece: newId() } }),
  'GET /masa/plan/tarixler/:id': of(aRequest),
  'GET /masa/plan/tarixler/:id (unknown)': unknown,
  'POST /masa/plan/tarixler/:id': of(aRequest, { body: { reason: 'Sınaq', due: '30.09.2027' } }),
  'POST /masa/plan/tarixler/:id/emel': of(dates, { body: { do: 'withdraw', key } }),
  'GET /plan/subut/:id': async (house) => ({ params: { id: (await aVerified(house)).piece } }),
  'GET /plan/subut/:id (not verified)': async (house) => ({ params: { id: (await aSubmitted(house)).piece } }),
  'GET /api/v1/plan/items/:id/reports': of(anItem),
  'GET /api/v1/plan/items/:id/reports (unknown)': unknown,
  'POST /api/v1/plan/items/:id/reports': of(anItem, { json: {} }),
  'GET /api/v1/plan/reports/:id': of(aReport),
  'GET /api/v1/plan/reports/:id (unknown)': unknown,
  'POST /api/v1/plan/reports/:id/draft': of(aReport, { json: { done: 'Davam edir' } }),
  'POST /api/v1/plan/reports/:id/evidence': of(aReport, {
    json: { milestone: 'M1', name: 'Qərar', url: 'https://rinn.example/qerar' },
  }),
  'POST /api/v1/plan/reports/:id/verdicts': async (house) => {
    const { id } = await submitted(house);
    const [piece] = (await reportView(house.as('project_office.own'), id)).evidence;
    return { params: { id }, json: { verdicts: [{ evidence: piece?.id ?? '', verdict: 'verified' }] } };
  },
  'POST /api/v1/plan/reports/:id/actions/:action': async (house) => {
    const { id, version } = await seen(house, await verified(house));
    return { params: { id, action: 'accept' }, json: { key, version } };
  },
};
