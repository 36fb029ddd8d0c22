import type { Page } from 'playwright-core';
import { agreementPages } from './pages-agreements.ts';
import { inquiryPages } from './pages-inquiries.ts';
import { ownDataPages } from './pages-own-data.ts';
import { paymentPages } from './pages-payments.ts';
import { reviewPages } from './pages-reviews.ts';
import { workloadPages } from './pages-workload.ts';
import { follow, sendEmpty, submit } from './press.ts';
import type { Stage } from './stage.ts';
import { passport } from './walk.ts';

type Who = Exclude<keyof Stage, 'cases' | 'certificate' | 'plan' | 'payments' | 'quota' | 'farm' | 'moving'>;

/** A page of the house, as the person sees it who has business there. */
export interface SeenPage {
  readonly name: string;
  readonly who: Who;
  readonly path: (stage: Stage) => string;
  /** Answer of the last request; 200 where it is not said. */
  readonly status?: number;
  /** What has to be pressed before the page looks as it is named. Must not depend on the language. */
  readonly press?: (page: Page) => Promise<void>;
}

/** A case of which everything is known, in the order of the fields: a rule decides it. */
async function tryTable(page: Page): Promise<void> {
  const given = { technoparkResident: 'no', status: 'active', area: 'cybersecurity' };
  for (const [name, value] of Object.entries(given)) await page.locator(`[name=${name}][value=${value}]`).check();
  for (const name of ['taxDebt', 'newJobs', 'staffCount']) await page.locator(`[name=${name}]`).fill('12');
  await page.locator(submit).click();
  await page.locator('.rules .fired').waitFor();
}

async function tryNothing(page: Page): Promise<void> {
  await page.locator(submit).click();
  await page.locator('main .note').waitFor();
}

async function tryWrongly(page: Page): Promise<void> {
  await page.locator('[name=newJobs]').fill('beş');
  await page.locator(submit).click();
  await page.getByRole('alert').waitFor();
}

const at =
  (path: string): SeenPage['path'] =>
  () =>
    path;
const ofCase =
  (name: keyof Stage['cases'], rest = ''): SeenPage['path'] =>
  ({ cases }) =>
    `/muracietler/${cases[name]}${rest}`;
const atDesk =
  (name: keyof Stage['cases']): SeenPage['path'] =>
  ({ cases }) =>
    `/masa/is/${cases[name]}`;

const ofPlan =
  (name: keyof Stage['plan']): SeenPage['path'] =>
  ({ plan }) =>
    plan[name];

/** Pages for everybody: these have to be light. */
export const publicPages: readonly SeenPage[] = [
  { name: 'home', who: 'stranger', path: at('/') },
  { name: 'home of businesses', who: 'stranger', path: at('/biznes') },
  { name: 'services', who: 'stranger', path: at('/xidmetler') },
  { name: 'services, none found', who: 'stranger', path: at('/xidmetler?q=pasport') },
  { name: 'services, among businesses', who: 'stranger', path: at('/biznes/xidmetler') },
  { name: 'institutions with services', who: 'stranger', path: at('/xidmetler/qurumlar') },
  { name: 'services of an institution', who: 'stranger', path: at('/xidmetler?qurum=rinn') },
  { name: 'service', who: 'stranger', path: at(passport) },
  { name: 'service with a fee', who: 'stranger', path: at('/xidmetler/company-registration') },
  { name: 'decision table', who: 'stranger', path: at(`${passport}/qerar`) },
  { name: 'decision table, tried', who: 'stranger', path: at(`${passport}/qerar`), press: tryTable },
  { name: 'decision table, nothing given', who: 'stranger', path: at(`${passport}/qerar`), press: tryNothing },
  { name: 'decision table with a mistake', who: 'stranger', path: at(`${passport}/qerar`), press: tryWrongly },
  { name: 'course of a service', who: 'stranger', path: at(`${passport}/gedis`) },
  { name: 'course with opinions', who: 'stranger', path: at('/xidmetler/construction-notice/gedis') },
  { name: 'course with reviews', who: 'stranger', path: at('/xidmetler/research-grant/gedis') },
  { name: 'sign-in', who: 'stranger', path: at('/giris') },
  { name: 'sign-in without a FİN', who: 'stranger', path: at('/xarici') },
  { name: 'service for foreigners', who: 'stranger', path: at('/xidmetler/digital-nomad-visa') },
  { name: 'catalogue', who: 'stranger', path: at('/kataloq') },
  { name: 'institution', who: 'stranger', path: at('/kataloq/qurum/rinn') },
  { name: 'register', who: 'stranger', path: at('/kataloq/reyestr/companies') },
  { name: 'history of an entry', who: 'stranger', path: at('/kataloq/reyestr/companies/tarixce') },
  { name: 'what stops with an entry', who: 'stranger', path: at('/kataloq/sistem/technopark-system/tesir') },
  { name: 'regulation', who: 'stranger', path: at('/kataloq/reqlament/technopark-residency') },
  { name: 'government cloud', who: 'stranger', path: at('/kataloq/bulud') },
  { name: 'government cloud, one institution', who: 'stranger', path: at('/kataloq/bulud?qurum=din') },
  { name: 'exceptions', who: 'stranger', path: at('/kataloq/istisnalar') },
  { name: 'findings', who: 'stranger', path: at('/kataloq/tapintilar') },
  { name: 'system', who: 'stranger', path: at('/kataloq/sistem/technopark-system') },
  { name: 'dictionary', who: 'stranger', path: at('/lugat') },
  { name: 'concept with its history', who: 'stranger', path: at('/lugat/person.name') },
  { name: 'plan', who: 'stranger', path: at('/plan') },
  { name: 'direction', who: 'stranger', path: at('/plan/istiqamet/6.1.1') },
  { name: 'measure', who: 'stranger', path: at('/plan/tedbir/6.1.2.2.4') },
  { name: 'measures', who: 'stranger', path: at('/plan/tedbirler') },
  { name: 'measures, none found', who: 'stranger', path: at('/plan/tedbirler?q=yoxdurbelə') },
  { name: 'institutions of the plan', who: 'stranger', path: at('/plan/qurumlar') },
  { name: 'institution', who: 'stranger', path: at('/plan/qurum/rinn') },
  { name: 'quality of the plan', who: 'stranger', path: at('/plan/keyfiyyet') },
  { name: 'plans and roadmaps', who: 'stranger', path: at('/plan/yol-xeriteleri') },
  { name: 'digital spending', who: 'stranger', path: at('/plan/xercler') },
  { name: 'spending at the desk', who: 'registrar', path: at('/masa/plan/xerc') },
  { name: 'new spending request', who: 'registrar', path: at('/masa/plan/xerc/yeni') },
  { name: 'indicators', who: 'stranger', path: at('/plan/gostericiler') },
  { name: 'indicator', who: 'stranger', path: at('/plan/gosterici/once-only') },
  { name: 'indicator with two readings of its date', who: 'stranger', path: at('/plan/gosterici/proactive') },
  { name: 'indicator of an index', who: 'stranger', path: at('/plan/gosterici/egdi-rank') },
  { name: 'measure with a report and evidence', who: 'stranger', path: at('/plan/tedbir/6.1.1.2.1') },
  { name: 'risks', who: 'stranger', path: at('/plan/riskler') },
  { name: 'risk', who: 'stranger', path: ofPlan('publicRisk') },
  { name: 'frozen reports', who: 'stranger', path: at('/plan/hesabatlar') },
  { name: 'mass look-ups', who: 'stranger', path: at('/mubadile/kutlevi-baxislar') },
  { name: 'services of the exchange', who: 'stranger', path: at('/mubadile/xidmetler') },
  {
    name: 'service of the exchange',
    who: 'stranger',
    path: at('/mubadile/xidmetler/population-system/persons'),
  },
  { name: 'events of registers', who: 'stranger', path: at('/mubadile/hadiseler') },
  {
    name: 'event of a register',
    who: 'stranger',
    path: at('/mubadile/hadiseler/az.gov.din.population.birth_registered'),
  },
  { name: 'rights granted', who: 'stranger', path: at('/mubadile/huquqlar') },
  { name: 'check a document', who: 'stranger', path: at('/y') },
  { name: 'check a document with a mistake', who: 'stranger', path: at('/y?kod='), status: 422 },
  { name: 'document', who: 'stranger', path: ({ certificate }) => certificate },
  { name: 'document, unknown', who: 'stranger', path: at('/y/0000-0000-0000-0000'), status: 404 },
  { name: 'no such page', who: 'stranger', path: at('/yoxdur'), status: 404 },
];

const applicantPages: readonly SeenPage[] = [
  { name: 'home, signed in', who: 'head', path: at('/') },
  { name: 'home of businesses, signed in', who: 'head', path: at('/biznes') },
  { name: 'service with facts', who: 'debtor', path: at(passport) },
  { name: 'service with a draft', who: 'head', path: at(passport) },
  { name: 'on whose behalf', who: 'head', path: at('/kimin-adindan') },
  { name: 'question with choices', who: 'head', path: ofCase('draft', '/sual/sahe') },
  { name: 'question with a number', who: 'head', path: ofCase('draft', '/sual/is-yerleri') },
  { name: 'question with a mistake', who: 'head', path: ofCase('draft', '/sual/is-yerleri'), press: sendEmpty },
  { name: 'question with a long text', who: 'head', path: ofCase('draft', '/sual/layihe') },
  { name: 'check of answers', who: 'head', path: ofCase('draft', '/yoxlama') },
  { name: 'before signing', who: 'head', path: ofCase('draft', '/yoxlama'), press: toSign },
  { name: 'signing service, who signs', who: 'head', path: ofCase('draft', '/yoxlama'), press: toService },
  { name: 'signing service, consent', who: 'head', path: ofCase('draft', '/yoxlama'), press: toConsent },
  { name: 'not signed', who: 'head', path: ofCase('draft', '/yoxlama'), press: decline },
  { name: 'sent', who: 'head', path: ofCase('issued', '/gonderildi') },
  { name: 'leaving', who: 'head', path: ofCase('draft', '/geri-gotur') },
  { name: 'applications', who: 'debtor', path: at('/muracietler') },
  { name: 'without a connection', who: 'head', path: at('/baglanti-yoxdur') },
  ...ownDataPages,
  { name: 'case, draft', who: 'head', path: ofCase('draft') },
  { name: 'case, under review', who: 'debtor', path: ofCase('waiting') },
  { name: 'case, opinions awaited', who: 'builder', path: ofCase('noticed') },
  ...agreementPages,
  { name: 'case with a fee to pay', who: 'founder', path: ofCase('toPay') },
  { name: 'sent, with a fee to pay', who: 'founder', path: ofCase('toPay', '/gonderildi') },
  { name: 'case, returned', who: 'resident', path: ofCase('returned') },
  { name: 'question, returned', who: 'resident', path: ofCase('returned', '/sual/layihe') },
  { name: 'case, certificate issued', who: 'head', path: ofCase('issued') },
  { name: 'case, refused', who: 'debtor', path: ofCase('refused') },
  { name: 'appeal', who: 'debtor', path: ofCase('refused', '/sikayet') },
  { name: 'appeal with a mistake', who: 'debtor', path: ofCase('refused', '/sikayet'), press: sendEmpty },
  { name: 'question for files', who: 'farmer', path: ({ farm }) => `/muracietler/${farm}/sual/qebz` },
  {
    name: 'question for files, none chosen',
    who: 'farmer',
    path: ({ farm }) => `/muracietler/${farm}/sual/qebz`,
    press: addNoFile,
  },
  { name: 'case with files', who: 'farmer', path: ({ farm }) => `/muracietler/${farm}` },
  { name: 'code for a service centre', who: 'farmer', path: at('/merkez-kodu') },
  { name: 'code for a service centre, made', who: 'farmer', path: at('/merkez-kodu'), press: makeCode },
  ...reviewPages,
  { name: 'documents', who: 'head', path: at('/senedler') },
  { name: 'documents, none', who: 'debtor', path: at('/senedler') },
  { name: 'notifications', who: 'head', path: at('/bildirisler') },
  { name: 'news by e-mail', who: 'head', path: at('/bildirisler/e-poct') },
  {
    name: 'news by e-mail, no address',
    who: 'head',
    path: at('/bildirisler/e-poct'),
    press: sendEmpty,
  },
  { name: 'an address to confirm', who: 'head', path: at('/bildirisler/e-poct/tesdiq?kod=x') },
  { name: 'look-ups', who: 'head', path: at('/baxislar') },
  { name: 'look-ups, none found', who: 'head', path: at('/baxislar?qurum=aqta') },
  { name: 'look-ups with a mistake', who: 'head', path: at('/baxislar?den=32.11.2026'), status: 422 },
  { name: 'look-up', who: 'head', path: at('/baxislar'), press: openFirst },
  { name: 'consents, none', who: 'head', path: at('/raziliqlar') },
  { name: 'case with a quota', who: 'head', path: ({ quota }) => `/muracietler/${quota.id}` },
  { name: 'quota', who: 'head', path: ({ quota }) => quota.own },
  { name: 'sessions', who: 'head', path: at('/sessiyalar') },
  { name: 'sign-out', who: 'head', path: at('/cixis') },
  { name: 'not allowed', who: 'head', path: at('/masa'), status: 403 },
];

const deskPages: readonly SeenPage[] = [
  { name: 'worklist', who: 'officer', path: at('/masa') },
  { name: 'worklist of the approver', who: 'approver', path: at('/masa') },
  { name: 'case at the desk', who: 'officer', path: atDesk('waiting') },
  { name: 'case at the desk with a mistake', who: 'officer', path: atDesk('waiting'), press: decideWithoutNote },
  { name: 'case to confirm', who: 'approver', path: atDesk('proposed') },
  { name: 'case at the desk, opinions awaited', who: 'city', path: atDesk('noticed') },
  { name: 'opinion', who: 'inspector', path: at('/masa'), press: follow('main a[href*="/masa/rey/"]') },
  { name: 'opinion with a mistake', who: 'inspector', path: at('/masa'), press: objectWithoutReason },
  {
    name: 'opinion, for who asked',
    who: 'city',
    path: atDesk('noticed'),
    press: follow('main a[href*="/masa/rey/"]'),
  },
  { name: 'case returned, at the desk', who: 'officer', path: atDesk('returned') },
  { name: 'case decided, at the desk', who: 'approver', path: atDesk('issued') },
  { name: 'case for the auditor', who: 'auditor', path: atDesk('refused') },
  ...inquiryPages,
  ...paymentPages,
  { name: 'case to return, answers marked', who: 'officer', path: atDesk('waiting'), press: markAnswers },
  { name: 'case with an empty note', who: 'officer', path: atDesk('waiting'), press: noteNothing },
  { name: 'service centre', who: 'clerk', path: at('/masa/merkez') },
  { name: 'service centre with a mistake', who: 'clerk', path: at('/masa/merkez'), press: beginNothing },
  { name: 'approvals', who: 'officer', path: at('/masa/isler') },
  { name: 'where time goes, processes', who: 'approver', path: at('/masa/tehlil') },
  { name: 'where time goes', who: 'approver', path: at('/masa/tehlil/service/technopark-residency') },
  ...workloadPages,
  { name: 'notifications at the desk', who: 'officer', path: at('/masa/bildirisler') },
  { name: 'measures and reports at the desk', who: 'officer', path: at('/masa/plan') },
  { name: 'indicators at the desk', who: 'officer', path: at('/masa/plan/gosterici') },
  { name: 'values of an indicator', who: 'officer', path: at('/masa/plan/gosterici/deyer/digital-document-flow') },
  { name: 'board of the project office', who: 'office', path: at('/masa/plan/lovhe') },
  { name: 'reports to judge', who: 'office', path: at('/masa/plan') },
  { name: 'report to judge', who: 'office', path: ofPlan('judging') },
  { name: 'plan by form', who: 'office', path: at('/masa/plan/yukleme') },
  { name: 'deputy heads who answer', who: 'office', path: at('/masa/plan/mesul') },
  { name: 'competence and training', who: 'office', path: at('/masa/plan/selahiyyet') },
  { name: 'competence of one person', who: 'office', path: ofPlan('competence') },
  { name: 'risk at the desk', who: 'office', path: ofPlan('risk') },
  { name: 'value of an index', who: 'office', path: at('/masa/plan/gosterici/deyer/egdi-rank') },
  { name: 'spending at the desk of the project office', who: 'office', path: at('/masa/plan/xerc') },
  { name: 'measures of a deputy head', who: 'deputy', path: at('/masa/plan') },
  { name: 'report returned', who: 'deputy', path: ofPlan('returned') },
  { name: 'request for dates', who: 'deputy', path: ofPlan('dates') },
  { name: 'roadmaps at the desk', who: 'deputy', path: at('/masa/plan/yol-xeritesi') },
  { name: 'own competence', who: 'deputy', path: at('/masa/plan/selahiyyet') },
  { name: 'spending to sign', who: 'signer', path: at('/masa/plan/xerc') },
  { name: 'spending request being written', who: 'asker', path: ofPlan('spending') },
  { name: 'spending request to decide', who: 'approver', path: ofPlan('deciding') },
  { name: 'findings of own institution', who: 'registrar', path: at('/masa/kataloq/tapintilar') },
  { name: 'members of the exchange', who: 'registrar', path: at('/masa/mubadile') },
  { name: 'key of the centre', who: 'registrar', path: at('/masa/mubadile/merkez-acari') },
  { name: 'own services of the exchange', who: 'registrar', path: at('/masa/mubadile/xidmetler') },
  { name: 'rights at the desk', who: 'registrar', path: at('/masa/mubadile/huquqlar') },
  {
    name: 'right to confirm',
    who: 'approver',
    path: at('/masa/mubadile/huquqlar'),
    press: follow('main a[href*="/huquqlar/0"]'),
  },
  {
    name: 'announcement to decide',
    who: 'approver',
    path: at('/masa/mubadile'),
    press: follow('main a[href*="/elan/"]'),
  },
  { name: 'asking for a right', who: 'registrar', path: at('/masa/mubadile/huquqlar/yeni') },
  { name: 'answers of registers', who: 'registrar', path: at('/masa/mubadile/reyestrler') },
  { name: 'events at the desk', who: 'registrar', path: at('/masa/mubadile/hadiseler') },
  {
    name: 'subscription to events',
    who: 'registrar',
    path: at('/masa/mubadile/hadiseler'),
    press: follow('main a[href*="/hadiseler/0"]'),
  },
  { name: 'operation of the exchange', who: 'registrar', path: at('/masa/mubadile/isleme') },
  { name: 'findings for the auditor', who: 'auditor', path: at('/masa/kataloq/tapintilar') },
  { name: 'proposals to the dictionary', who: 'registrar', path: at('/masa/kataloq/lugat') },
  { name: 'hosting of own systems', who: 'registrar', path: at('/masa/kataloq/yerlesme') },
  { name: 'next step of hosting', who: 'registrar', path: at('/masa/kataloq/yerlesme/sistem/taxpayer-system') },
  { name: 'entries by table', who: 'registrar', path: at('/masa/kataloq/cedvel') },
  {
    name: 'entries by table, with mistakes',
    who: 'registrar',
    path: at('/masa/kataloq/cedvel'),
    press: sendWrongTable,
  },
  { name: 'asking for exceptions', who: 'registrar', path: at('/masa/kataloq/istisnalar') },
  { name: 'granting of exceptions', who: 'approver', path: at('/masa/kataloq/istisnalar') },
  { name: 'registers', who: 'registrar', path: at('/masa/reyestrler') },
  { name: 'register at the desk', who: 'registrar', path: at('/masa/reyestrler/companies') },
  { name: 'register with a mistake', who: 'registrar', path: at('/masa/reyestrler/companies'), press: sendEmpty },
  { name: 'history of a record', who: 'registrar', path: at('/masa/reyestrler/companies'), press: askHistory },
];

async function addNoFile(page: Page): Promise<void> {
  await page.locator('main button[value=add]').click();
  await page.getByRole('alert').waitFor();
}

async function makeCode(page: Page): Promise<void> {
  await page.locator(submit).click();
  await page.locator('main code').waitFor();
}

async function markAnswers(page: Page): Promise<void> {
  await page.locator('#decide input[name=pages]').first().check();
  await page.locator('#decide textarea[name^=remark-]').first().fill('Dəqiqləşdirin.');
}

async function noteNothing(page: Page): Promise<void> {
  await page.locator('main form[action$=qeyd] button').click();
  await page.getByRole('alert').waitFor();
}

async function beginNothing(page: Page): Promise<void> {
  await page.locator(submit).first().click();
  await page.getByRole('alert').waitFor();
}

async function sendWrongTable(page: Page): Promise<void> {
  const entries = [{ kind: 'system', code: 'A b', title: { az: '' } }, { kind: 'nothing' }];
  const buffer = Buffer.from(JSON.stringify({ entries }));
  await page.locator('input[type=file]').setInputFiles({ name: 'cedvel.json', mimeType: 'application/json', buffer });
  await page.locator(submit).first().click();
  await page.getByRole('alert').waitFor();
}

async function decideWithoutNote(page: Page): Promise<void> {
  await page.locator('#decide textarea[name=note]').fill('');
  await page.locator('#decide button[name=do]').first().click();
  await page.getByRole('alert').waitFor();
}

async function objectWithoutReason(page: Page): Promise<void> {
  await follow('main a[href*="/masa/rey/"]')(page);
  await page.locator('#decide button[value=object]').click();
  await page.getByRole('alert').waitFor();
}

async function toSign(page: Page): Promise<void> {
  await page.locator('main button[name=sign]').click();
  await page.waitForURL(/\/imza\/[0-9a-f-]{36}$/);
}

async function toService(page: Page): Promise<void> {
  await toSign(page);
  await page.locator('main a[href$="/davam"]').click();
  await page.waitForURL(/\/imza\/demo\//);
}

async function toConsent(page: Page): Promise<void> {
  await toService(page);
  await page.locator('main button[name=person]').first().click();
  await page.locator('main button[value=no]').waitFor();
}

async function decline(page: Page): Promise<void> {
  await toConsent(page);
  await page.locator('main button[value=no]').click();
  await page.locator('main .note').waitFor();
}

async function openFirst(page: Page): Promise<void> {
  await page.locator('main th a').first().click();
  await page.locator('main dl').waitFor();
}

async function askHistory(page: Page): Promise<void> {
  await page.locator('input[name=key]').fill('2007311431');
  await page.locator('input[name=reference]').fill('M-1');
  await page.locator('input[name=purpose]').first().check();
  await page.locator('form[action$=tarixce] button').click();
  await page.locator('h1', { hasText: '2007311431' }).waitFor();
}

export const allPages: readonly SeenPage[] = [...publicPages, ...applicantPages, ...deskPages];
