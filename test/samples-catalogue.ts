import { sql } from 'kysely';
import { newCode, newId } from '../src/kernel/identifier.ts';
import { actOnProposal, proposeConcept, saveProposal } from '../src/modules/catalogue/concepts/actions.ts';
import { actOnException, proposeException } from '../src/modules/catalogue/exceptions/actions.ts';
import { findDifferences, ownFindings } from '../src/modules/catalogue/findings/index.ts';
import { hostingOf } from '../src/modules/catalogue/hosting/actions.ts';
import { registerEntries } from '../src/modules/catalogue/index.ts';
import { actOnRequest, saveRequest, startRequest } from '../src/modules/catalogue/requests/actions.ts';
import { type Asked, type House, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';
import { service } from './service-stage.ts';

/** A door about one entry of the register, for one that is there and one that is not. */
function ofEntry(door: string, asked: Asked = {}): Readonly<Record<string, Sample>> {
  const about = (code: string) => () => ({ ...asked, params: { ...asked.params, kind: 'register', code } });
  return { [door]: about('companies'), [`${door} (unknown)`]: about('nothing') };
}

/** A table with one row: a system that the register does not have yet. */
const tableOf = (entry: Readonly<Record<string, unknown>>): Asked => ({
  files: { table: { name: 'cedvel.json', bytes: JSON.stringify({ entries: [{ kind: 'system', ...entry }] }) } },
});

const tables: Readonly<Record<string, Sample>> = {
  'POST /masa/kataloq/cedvel': () => {
    const title = { az: 'Sınaq', en: 'Trial', ru: 'Проба' };
    const code = `t${newCode(8).toLowerCase()}`;
    return tableOf({ code, title, institution: ownInstitution, state: 'in_use', spec: {} });
  },
  'POST /masa/kataloq/cedvel (a mistake)': () => tableOf({ code: 'A' }),
  'POST /masa/kataloq/cedvel (no file)': () => ({ body: {} }),
};

const open: Readonly<Record<string, Sample>> = {
  'GET /api/v1/catalogue/entries/:kind/:code': () => ({ params: { kind: 'register', code: 'companies' } }),
  'GET /api/v1/catalogue/entries/:kind/:code (unknown)': () => ({ params: { kind: 'register', code: 'nothing' } }),
  ...ofEntry('GET /api/v1/catalogue/entries/:kind/:code/versions'),
  ...ofEntry('GET /api/v1/catalogue/entries/:kind/:code/versions/:version', { params: { version: '1' } }),
  ...ofEntry('GET /api/v1/catalogue/entries/:kind/:code/comparison', { query: { before: '1', after: '1' } }),
  ...ofEntry('GET /api/v1/catalogue/entries/:kind/:code/impact'),
  'GET /api/v1/catalogue/services/:code': () => ({ params: { code: service } }),
  'GET /api/v1/catalogue/services/:code (unknown)': () => ({ params: { code: 'nothing' } }),
  'GET /lugat/:name': () => ({ params: { name: 'person.name' } }),
  'GET /lugat/:name (unknown)': () => ({ params: { name: 'person.nothing' } }),
  'GET /sitemap/:part': () => ({ params: { part: 'catalogue-1.xml' } }),
  'GET /sitemap/:part (unknown)': () => ({ params: { part: 'nothing-1.xml' } }),
  'GET /kataloq/:kind/:code': () => ({ params: { kind: 'reyestr', code: 'companies' } }),
  'GET /kataloq/reqlament/:service': () => ({ params: { service } }),
  'GET /kataloq/reqlament/:service (unknown)': () => ({ params: { service: 'nothing' } }),
  'GET /kataloq/reqlament/:service/pdf': () => ({ params: { service } }),
  'GET /kataloq/reqlament/:service/pdf (unknown)': () => ({ params: { service: 'nothing' } }),
  // There is nothing to compare with until a second text is released.
  'GET /kataloq/reqlament/:service/deyisiklik': () => ({ params: { service } }),
  'GET /api/v1/catalogue/services/:code/regulation': () => ({ params: { code: service } }),
  'GET /api/v1/catalogue/services/:code/regulation (unknown)': () => ({ params: { code: 'nothing' } }),
  'GET /kataloq/:kind/:code (unknown)': () => ({ params: { kind: 'reyestr', code: 'nothing' } }),
  'GET /kataloq/:kind/:code/tarixce': () => ({ params: { kind: 'reyestr', code: 'companies' } }),
  'GET /kataloq/:kind/:code/tarixce (unknown)': () => ({ params: { kind: 'reyestr', code: 'nothing' } }),
  'GET /kataloq/:kind/:code/tesir': () => ({ params: { kind: 'reyestr', code: 'companies' } }),
  'GET /kataloq/:kind/:code/tesir (unknown)': () => ({ params: { kind: 'reyestr', code: 'nothing' } }),
};

const requestIn: Readonly<Record<string, string>> = {
  title: 'Sınaq sistemi',
  about: 'Sınaq.',
  acts: 'technopark-rules 4.3',
  email: 'texnika@rinn.example',
  criticality: 'ordinary',
  hours: 'office',
  place: 'local',
};

/** A draft of the institution that the tests ask about, complete but for being sent. */
async function draftRequest(house: House): Promise<string> {
  const registrar = house.as('registrar.own');
  const title = `Sınaq sistemi ${newCode(8)}`;
  const id = await startRequest(registrar, { type: 'establish', kind: 'system', title, institution: ownInstitution });
  await saveRequest(registrar, id, { ...requestIn, title });
  return id;
}

async function sentRequest(house: House): Promise<string> {
  const id = await draftRequest(house);
  await actOnRequest(house.as('registrar.own'), { id, action: 'submit', key: newId() });
  return id;
}

const proposalIn: Readonly<Record<string, string>> = {
  az: 'Sınaq anlayışı',
  en: 'Trial concept',
  ru: 'Пробное понятие',
  type: 'text',
  class: 'open',
  register: 'technopark-residents',
  reason: 'Sınaq.',
};

async function draftProposal(house: House): Promise<string> {
  const registrar = house.as('registrar.own');
  const code = newCode(8).toLowerCase();
  const id = await proposeConcept(registrar, { concept: `organisation.c${code}`, institution: ownInstitution });
  await saveProposal(registrar, id, { ...proposalIn, az: `Sınaq ${code}`, en: `Trial ${code}`, ru: `Проба ${code}` });
  return id;
}

async function sentProposal(house: House): Promise<string> {
  const id = await draftProposal(house);
  await actOnProposal(house.as('registrar.own'), { id, action: 'submit', key: newId() });
  return id;
}

const asking = (id: string, rest: Asked = {}): Asked => ({ params: { id }, ...rest });

const proposals: Readonly<Record<string, Sample>> = {
  'POST /masa/kataloq/lugat': () => ({
    body: { concept: `organisation.c${newCode(8).toLowerCase()}`, institution: ownInstitution },
  }),
  'POST /masa/kataloq/lugat (a mistake)': () => ({ body: { concept: 'nothing.name', institution: ownInstitution } }),
  'GET /masa/kataloq/lugat/:id': async (house) => asking(await draftProposal(house)),
  'GET /masa/kataloq/lugat/:id (sent)': async (house) => asking(await sentProposal(house)),
  'GET /masa/kataloq/lugat/:id (unknown)': () => asking(newId()),
  'POST /masa/kataloq/lugat/:id': async (house) => asking(await draftProposal(house), { body: { q_reason: 'Başqa' } }),
  'POST /masa/kataloq/lugat/:id (sent)': async (house) =>
    asking(await sentProposal(house), { body: { q_reason: 'Başqa' } }),
  'POST /masa/kataloq/lugat/:id (unknown)': () => asking(newId(), { body: { q_reason: 'Başqa' } }),
  "POST /masa/kataloq/lugat/:id/emel (the owner's action)": async (house) =>
    asking(await draftProposal(house), { body: { do: 'submit', key: newId() } }),
  'POST /masa/kataloq/lugat/:id/emel': async (house) =>
    asking(await sentProposal(house), { body: { do: 'ask', note: 'Sual', key: newId() } }),
  'POST /masa/kataloq/lugat/:id/emel (unknown)': () => asking(newId(), { body: { do: 'ask', key: newId() } }),
};

const requests: Readonly<Record<string, Sample>> = {
  ...tables,
  'POST /masa/kataloq': () => ({
    body: { type: 'establish', kind: 'system', name: `Sistem ${newCode(8)}`, institution: ownInstitution },
  }),
  'GET /masa/kataloq/:id': async (house) => asking(await draftRequest(house)),
  'GET /masa/kataloq/:id (sent)': async (house) => asking(await sentRequest(house)),
  'GET /masa/kataloq/:id (unknown)': () => asking(newId()),
  'POST /masa/kataloq/:id': async (house) => asking(await draftRequest(house), { body: { q_about: 'Başqa' } }),
  'POST /masa/kataloq/:id (unknown)': () => asking(newId(), { body: { q_about: 'Başqa' } }),
  'POST /masa/kataloq/:id (sent)': async (house) => asking(await sentRequest(house), { body: { q_about: 'Başqa' } }),
  "POST /masa/kataloq/:id/emel (the owner's action)": async (house) =>
    asking(await draftRequest(house), { body: { do: 'submit', key: newId() } }),
  'POST /masa/kataloq/:id/emel': async (house) =>
    asking(await sentRequest(house), { body: { do: 'ask', note: 'Sual', key: newId() } }),
  'POST /masa/kataloq/:id/emel (unknown)': () => asking(newId(), { body: { do: 'ask', key: newId() } }),
  'POST /api/v1/catalogue/requests': () => ({
    json: { type: 'establish', kind: 'system', title: `Sistem ${newCode(8)}`, institution: ownInstitution },
  }),
  'GET /api/v1/catalogue/requests/:id': async (house) => asking(await draftRequest(house)),
  'POST /api/v1/catalogue/requests/:id/answers': async (house) =>
    asking(await draftRequest(house), { json: { about: 'Başqa' } }),
  'POST /api/v1/catalogue/requests/:id/actions/:action': async (house) => ({
    params: { id: await sentRequest(house), action: 'ask' },
    json: { note: 'Sual', version: 2, key: newId() },
  }),
};

const hosted = { kind: 'system', code: 'technopark-system' } as const;
const ofHosted = { kind: 'sistem', code: hosted.code };

/** A step that its system may take now. */
async function nextStep(house: House): Promise<Asked> {
  const standing = await hostingOf(house.ctx(), hosted);
  return { params: ofHosted, body: { to: standing?.state === 'local' ? 'assessed' : 'local', note: 'Sınaq' } };
}

const exceptionGiven = { about: 'hosting', act: 'technopark-rules 4.3', reason: 'Sınaq' } as const;
const revoked = { body: { why: 'Sınaq' } };

/** A system of the institution that the tests ask about, for which nothing is asked yet. */
async function systemOfOwn(house: House): Promise<string> {
  const code = `t${newCode(8).toLowerCase()}`;
  const title = { az: 'Sınaq sistemi', en: 'Trial system', ru: 'Пробная система' };
  await registerEntries(house.ctx(), [
    { kind: 'system', code, title, institution: ownInstitution, source: `systems/${code}.yaml` },
  ]);
  return code;
}

async function askedException(house: House): Promise<string> {
  const code = await systemOfOwn(house);
  const of = { ...exceptionGiven, kind: 'system', code, expiresOn: '2027-06-30' } as const;
  return proposeException(house.as('registrar.own'), of);
}

async function grantedException(house: House): Promise<string> {
  const id = await askedException(house);
  await actOnException(house.as('approver.own'), { id, action: 'approve', key: newId() });
  return id;
}

const hosting: Readonly<Record<string, Sample>> = {
  'GET /masa/kataloq/yerlesme/:kind/:code': () => ({ params: ofHosted }),
  'GET /masa/kataloq/yerlesme/:kind/:code (unknown)': () => ({ params: { kind: 'sistem', code: 'nothing' } }),
  'POST /masa/kataloq/yerlesme/:kind/:code': nextStep,
  'POST /masa/kataloq/yerlesme/:kind/:code (a step that is none)': () => ({ params: ofHosted, body: { to: 'cloud' } }),
  'POST /masa/kataloq/yerlesme/:kind/:code (unknown)': () => ({
    params: { kind: 'sistem', code: 'nothing' },
    body: { to: 'assessed' },
  }),
  'POST /masa/kataloq/istisnalar': async (house) => ({
    body: { ...exceptionGiven, kind: 'system', code: await systemOfOwn(house), expires: '30.06.2027' },
  }),
  'POST /masa/kataloq/istisnalar (a mistake)': () => ({ body: { ...exceptionGiven, ...hosted, expires: 'sabah' } }),
  'GET /masa/kataloq/istisnalar/:id': async (house) => asking(await askedException(house)),
  'GET /masa/kataloq/istisnalar/:id (unknown)': () => asking(newId()),
  'POST /masa/kataloq/istisnalar/:id/emel': async (house) =>
    asking(await askedException(house), { body: { do: 'approve', key: newId() } }),
  "POST /masa/kataloq/istisnalar/:id/emel (the owner's action)": async (house) =>
    asking(await askedException(house), { body: { do: 'withdraw', key: newId() } }),
  'POST /masa/kataloq/istisnalar/:id/emel (unknown)': () => asking(newId(), { body: { do: 'approve', key: newId() } }),
  'POST /masa/kataloq/istisnalar/:id': async (house) => asking(await grantedException(house), revoked),
  'POST /masa/kataloq/istisnalar/:id (unknown)': () => asking(newId(), revoked),
};

/** A finding of the institution that the tests ask about: an entry that nobody has confirmed for a year. */
async function openFinding(house: House): Promise<string> {
  const code = await systemOfOwn(house);
  await sql`update catalogue.entry set confirmed_at = confirmed_at - interval '2 years' where code = ${code}`.execute(
    house.vahid.db,
  );
  await findDifferences(house.ctx());
  for (let page = 1; ; page += 1) {
    const { items, pages } = await ownFindings(house.as('registrar.own'), page);
    const found = items.find((one) => one.code === code && one.rule === 'not_confirmed');
    if (found || page >= pages) return found?.id ?? '';
  }
}

const explained = (id: string): Asked =>
  asking(id, { body: { [`explanation-${id}`]: 'Sınaq üçün izah.', [`until-${id}`]: '01.06.2027' } });

const findings: Readonly<Record<string, Sample>> = {
  'POST /masa/kataloq/tapintilar/:id': async (house) => explained(await openFinding(house)),
  'POST /masa/kataloq/tapintilar/:id (nothing typed)': async (house) => asking(await openFinding(house), { body: {} }),
  'POST /masa/kataloq/tapintilar/:id (unknown)': () => explained(newId()),
  'POST /kataloq/:kind/:code/tesdiq': () => ({ params: ofHosted, body: {} }),
  'POST /kataloq/:kind/:code/tesdiq (unknown)': () => ({ params: { kind: 'sistem', code: 'nothing' }, body: {} }),
};

/** What the catalogue's doors are asked for. */
export const catalogueSamples: Readonly<Record<string, Sample>> = {
  ...open,
  ...requests,
  ...proposals,
  ...hosting,
  ...findings,
};
