import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse, type Visitor } from '../../../../test/house.ts';
import type { Role } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import { demoPeople, ensurePerson } from '../../identity/index.ts';
import { saveAnswers, startCase, submitCase } from '../actions/applying.ts';
import { caseView } from '../actions/following.ts';
import type { CompiledService } from '../definition/compiled.ts';

/* The receipt and the area of a subsidy, as if its definition named those who see them. */

let house: House;
let id = '';
let file = '';
const service = 'farm-subsidy';
const citizen = () => house.visitor('citizen.own');
const as = () => house.as('citizen.own');

async function official(surname: string, role: Role, institution = 'ktn'): Promise<Visitor> {
  const found = demoPeople.find((one) => one.surname === surname);
  const person = await ensurePerson(house.ctx(), found?.fin ?? '');
  return {
    name: `${role}.${institution}`,
    person,
    office: { institution, role },
    called: surname,
    address: '10.2.0.1',
  };
}

beforeAll(async () => {
  house = await openHouse();
  const compiled = await house.vahid.releases.version<CompiledService>('service', service, 1);
  const named = { receipt: ['approver'], sownArea: ['approver', 'auditor'], landArea: ['deputy_head'] };
  for (const [name, seenBy] of Object.entries(named))
    Object.assign(compiled?.fields.find((field) => field.name === name) ?? {}, { seenBy });
  ({ id } = await startCase(as(), { service }));
  await saveAnswers(as(), { id, page: 'bitki', values: { crop: 'wheat' } });
  await saveAnswers(as(), { id, page: 'sahe', values: { sownArea: 297 } });
  const files = { receipt: { name: 'Gizli-qəbz.pdf', bytes: Buffer.from('%PDF-1.7\nqebz') } };
  const question = house.route('POST /muracietler/:id/sual/:page');
  await house.ask(question, { params: { id, page: 'qebz' }, body: { do: 'add' }, files }, citizen());
  [{ id: file } = { id: '' }] =
    (await caseView(as(), { id })).answers.find(({ field }) => field === 'receipt')?.files ?? [];
  await submitCase(as(), { id, key: newId() });
  await house.vahid.jobs.runDue();
}, 120_000);
afterAll(() => house.shut());

const desk = async (who: Visitor): Promise<string> =>
  (await house.ask(house.route('GET /masa/is/:id'), { params: { id } }, who)).body;

const download = async (who: Visitor) => {
  const route = house.route('GET /masa/is/:id/fayl/:evidence');
  const { statusCode, rawPayload } = await house.ask(route, { params: { id, evidence: file } }, who);
  return [statusCode, rawPayload.toString().includes('qebz')];
};

/** What of a page tells the value of which field. */
const tells = (page: string): readonly string[] =>
  Object.entries({ receipt: /Gizli-qəbz|\/fayl\//, sownArea: /\b297\b/, crop: /Buğda/ }).flatMap(([name, words]) =>
    words.test(page) ? [name] : [],
  );

const withheld = 'məlumat var, vəzifəniz üzrə sizə göstərilmir';

describe('a field that names who sees it', () => {
  it('is read at the desk by those, and by nobody else, who see that there is a value', async () => {
    const officer = await desk(await official('Məmmədzadə', 'officer'));
    expect(tells(officer)).toEqual(['crop']);
    expect(officer.split(withheld)).toHaveLength(4);
    const approver = await desk(await official('Bağırov', 'approver'));
    expect(tells(approver)).toEqual(['receipt', 'sownArea', 'crop']);
    expect(approver.split(withheld)).toHaveLength(2);
    expect(tells(await desk(await official('Ağazadə', 'auditor', 'rinn')))).toEqual(['sownArea', 'crop']);
  });

  it('gives its file to those, and to nobody else', async () => {
    expect(await download(await official('Məmmədzadə', 'officer'))).toEqual([403, false]);
    expect(await download(await official('Ağazadə', 'auditor', 'rinn'))).toEqual([403, false]);
    expect(await download(await official('Bağırov', 'approver'))).toEqual([200, true]);
  });

  it('is the applicant’s own, on the page and over the API', async () => {
    const own = await house.ask(house.route('GET /muracietler/:id'), { params: { id } }, citizen());
    expect(tells(own.body)).toEqual(['receipt', 'sownArea', 'crop']);
    const api = await house.ask(house.route('GET /api/v1/cases/:id'), { params: { id } }, citizen());
    const { answers } = api.json() as { answers: { field: string; answer: unknown; files: readonly object[] }[] };
    expect(answers.map(({ field, answer, files }) => [field, answer !== null, files.length])).toEqual([
      ['crop', true, 0],
      ['sownArea', true, 0],
      ['receipt', true, 1],
    ]);
  });
});
