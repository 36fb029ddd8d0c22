import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { demoName, demoPeople, ensurePerson, finOf } from '../../identity/index.ts';
import { journal, notifications } from '../../process/index.ts';
import { agreementPage, answerAgreement, ownAgreements } from './agreeing.ts';
import { checkAnswers, saveAnswers, startCase, submitCase } from './applying.ts';
import { askAgreements, remindCoApplicant, takeOutCoApplicant } from './co-applicants.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { caseView, withdrawCase } from './following.ts';
import { home } from './offer.ts';

/* Somebody moves into a dwelling of another person, who agrees in the portal before the application is sent. */

let stage: Stage;
let test: Stage['test'];
let [tenant, owner, stranger, officer, approver]: Actor[] = [];
let ownerFin = '';
let sent = 0;

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};

async function official(role: string): Promise<Actor> {
  const found = demoPeople.find((one) => one.role?.institution === 'din' && one.role.role === role);
  if (!found?.role) throw new Error(`nobody is ${role} of din`);
  const { institution } = found.role;
  const appointments = [{ institution, role: found.role.role }];
  return { kind: 'person', person: await ensurePerson(test.ctx(), found.fin), name: demoName(found), appointments };
}

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  tenant = stage.people.stranger;
  const { organisation: _, ...alone } = stage.people.resident;
  owner = alone;
  stranger = { ...stage.people.auditor, appointments: [] };
  [officer, approver] = await Promise.all(['officer', 'approver'].map(official));
  ownerFin = (await finOf(test.ctx(), owner.person ?? '')) ?? '';
}, 120_000);
afterAll(() => test.close());

const address = 'Gəncə şəhəri, Sınaq küçəsi 12';

async function draft(fin = ownerFin, newAddress = address): Promise<string> {
  const { id } = await startCase(as(tenant), { service: 'residence-change' });
  await saveAnswers(as(tenant), { id, page: 'esas', values: { ground: 'consent', ownerFin: fin } });
  await saveAnswers(as(tenant), { id, page: 'yeni-unvan', values: { newAddress } });
  return id;
}

const party = async (id: string) => (await caseView(as(tenant), { id })).agreements?.parties[0];

const stateOfDraft = async (id: string) =>
  (await home(as(tenant), 'mygov')).cases.find((one) => one.id === id)?.agreement;

async function asked(id: string): Promise<string> {
  await askAgreements(as(tenant), { id });
  return (await party(id))?.id ?? '';
}

async function answer(agreement: string, action: 'agree' | 'decline', note = '', actor = owner): Promise<void> {
  const { seen, key } = await agreementPage(as(actor), { id: agreement });
  await answerAgreement(as(actor), { id: agreement, action, note, seen, key });
  await stage.drain();
}

const told = async (actor: Actor | undefined) =>
  (await notifications(as(actor), {})).items.map(({ text }) => text.en).join('\n');
const send = (id: string) => submitCase(as(tenant), { id, key: `send-${(sent += 1)}` });
const discard = (id: string) => withdrawCase(as(tenant), { id, key: `drop-${(sent += 1)}` });

describe('an application that somebody else has to agree to', () => {
  let id = '';
  let agreement = '';

  it('is not sent before they have, and says whom it waits for', async () => {
    id = await draft(ownerFin.toLowerCase());
    expect(await refused(send(id))).toBe('process.condition_not_met');
    expect(await party(id)).toEqual({
      title: expect.objectContaining({ en: 'Owner of the dwelling' }),
      fin: ownerFin,
      removable: true,
      awaited: false,
      agreed: false,
    });
    agreement = await asked(id);
    expect(await told(owner)).toMatch(/^Your agreement to application YU-2026-\d{5} is asked/m);
    expect(await party(id)).toMatchObject({ awaited: true, clock: { workingDaysLeft: 10 } });
    expect(await refused(send(id))).toBe('process.condition_not_met');
    // Asked twice, they are asked once.
    await askAgreements(as(tenant), { id });
    expect((await journal(test.ctx(), agreement)).map(({ action }) => action)).toEqual(['start']);
  });

  it('shows them the fields of the definition, and the applicant that they read it', async () => {
    const view = await agreementPage(as(owner), { id: agreement });
    expect([...view.facts, ...view.answers].map(({ field }) => field)).toEqual(['name', 'newAddress']);
    expect((await party(id))?.readAt).toEqual(test.clock.now());
    expect((await home(as(owner), 'mygov')).agreements.map((one) => one.id)).toEqual([agreement]);
    expect(await stateOfDraft(id)).toBe('awaited');
    expect((await ownAgreements(as(owner))).map(({ id: one, awaited }) => [one, awaited])).toEqual([[agreement, true]]);
    expect(await ownAgreements(as(stranger))).toEqual([]);
    const { rows } = await sql<{ person: string }>`select person from kernel.audit
      where action = 'services.readAgreement' and subject = ${agreement}`.execute(test.vahid.db);
    expect(rows.map(({ person }) => person)).toEqual([owner?.person]);
  });

  it('is there for nobody else who has the link', async () => {
    expect(await refused(agreementPage(as(stranger), { id: agreement }))).toBe('kernel.not_found');
    expect(await refused(agreementPage(as(tenant), { id: agreement }))).toBe('kernel.not_found');
    const given = { id: agreement, action: 'agree' as const, note: '', seen: '', key: 'stranger' };
    expect(await refused(answerAgreement(as(stranger), given))).toBe('kernel.not_found');
    expect(await refused(caseView(as(owner), { id }))).toBe('kernel.not_found');
    expect(await refused(askAgreements(as(owner), { id }))).toBe('kernel.not_found');
  });

  it('reminds them once a day', async () => {
    const count = async () => (await notifications(as(owner), {})).total;
    const before = await count();
    await remindCoApplicant(as(tenant), { id, agreement });
    await remindCoApplicant(as(tenant), { id, agreement });
    expect(await count()).toBe(before + 1);
    expect(await told(owner)).toContain('is still awaited');
  });

  it('comes back to the applicant with the reason when they decline', async () => {
    expect(await refused(answer(agreement, 'decline', ' '))).toBe('services.decline_reason');
    await answer(agreement, 'decline', 'Bu şəxsi tanımıram.');
    expect(await party(id)).toMatchObject({ awaited: false, agreed: false, reason: 'Bu şəxsi tanımıram.' });
    expect(await told(tenant)).toContain('agreement has been declined, Owner of the dwelling');
    // Who declined does not read on while the draft changes.
    expect(await agreementPage(as(owner), { id: agreement })).toMatchObject({ facts: [], answers: [], seen: '' });
    expect((await caseView(as(tenant), { id })).status).toBe('draft');
    expect(await refused(send(id))).toBe('process.condition_not_met');
    expect(await stateOfDraft(id)).toBeUndefined();
    expect((await home(as(owner), 'mygov')).agreements).toEqual([]);
    expect(await asked(id)).toBe(agreement);
    expect(await party(id)).toMatchObject({ awaited: true });
  });

  it('asks again when an answer that they saw has changed, and only then', async () => {
    const { seen, key } = await agreementPage(as(owner), { id: agreement });
    await saveAnswers(as(tenant), { id, page: 'yeni-unvan', values: { newAddress: `${address}, mənzil 4` } });
    const old = { id: agreement, action: 'agree' as const, note: '', seen, key };
    expect(await refused(answerAgreement(as(owner), old))).toBe('services.agreement_changed');
    await answer(agreement, 'agree');
    expect(await party(id)).toMatchObject({ agreed: true });
    await saveAnswers(as(tenant), { id, page: 'yeni-unvan', values: { newAddress: `${address}, mənzil 4` } });
    expect(await party(id)).toMatchObject({ agreed: true, awaited: false });
    expect(await stateOfDraft(id)).toBe('given');
    await saveAnswers(as(tenant), { id, page: 'yeni-unvan', values: { newAddress: `${address}, mənzil 5` } });
    expect(await party(id)).toMatchObject({ agreed: false, awaited: true });
    expect(await told(owner)).toContain('your agreement is asked again');
    expect(await refused(send(id))).toBe('process.condition_not_met');
  });

  it('is sent once they have agreed, and they hear of it and of the decision', async () => {
    await answer(agreement, 'agree');
    expect((await checkAnswers(as(tenant), { id })).agreements).toMatchObject({ mayAsk: false });
    await send(id);
    await stage.drain();
    expect((await caseView(as(tenant), { id })).status).toBe('in_review');
    const take = async (actor: Actor | undefined, action: string, note = '') => {
      const { version } = await deskCase(as(actor), { id });
      await actOnCase(as(actor), { id, action, version, note, key: `act-${(sent += 1)}` });
      await stage.drain();
    };
    expect((await deskCase(as(officer), { id })).agreements?.parties).toMatchObject([
      { agreed: true, removable: false },
    ]);
    await take(officer, 'recommend', 'Mülkiyyətçi razıdır.');
    await take(approver, 'approve');
    expect(await told(owner)).toMatch(/^Application YU-2026-\d{5}, to which you agreed: Approved/m);
    const view = await agreementPage(as(owner), { id: agreement });
    expect(view.decision).toMatchObject({ outcome: 'approved' });
    // The definition lets the owner read the decision, not the document.
    expect(view.document).toBeUndefined();
  });
});

it('is handled by no official who was asked to agree', async () => {
  const fin = (await finOf(test.ctx(), officer?.person ?? '')) ?? '';
  const id = await draft(fin);
  await answer(await asked(id), 'agree', '', { ...(officer as Actor), appointments: [] });
  await send(id);
  await stage.drain();
  expect(await refused(deskCase(as(officer), { id }))).toBe('services.party_decides');
  const act = { id, action: 'recommend', version: 3, note: 'Razıyam.', key: 'own' };
  expect(await refused(actOnCase(as(officer), act))).toBe('services.party_decides');
  expect((await deskCase(as(approver), { id })).reference).toMatch(/^YU-/);
  await withdrawCase(as(tenant), { id, key: 'withdraw' });
});

it('is told to the applicant when nobody answers, and ended when somebody is taken out', async () => {
  const id = await draft();
  const agreement = await asked(id);
  await stage.passDays(11);
  expect(await party(id)).toMatchObject({ awaited: false, agreed: false });
  expect(await told(tenant)).toContain('no answer came in time');
  await askAgreements(as(tenant), { id });
  await takeOutCoApplicant(as(tenant), { id, agreement });
  expect((await caseView(as(tenant), { id })).agreements).toBeUndefined();
  expect((await checkAnswers(as(tenant), { id })).missing).toBe('esas');
  expect(await told(owner)).toContain('is no longer needed');
  expect(await agreementPage(as(owner), { id: agreement })).toMatchObject({ status: 'closed', facts: [], answers: [] });
  const own = (await finOf(test.ctx(), tenant?.person ?? '')) ?? '';
  await saveAnswers(as(tenant), { id, page: 'esas', values: { ground: 'consent', ownerFin: own } });
  expect(await refused(askAgreements(as(tenant), { id }))).toBe('services.agrees_to_own');
  await discard(id);
});

it('asks one person five times a day, however often they are taken out and named again', async () => {
  test.clock.set(new Date(test.clock.now().getTime() + 25 * 3_600_000).toISOString());
  const id = await draft();
  const count = async () => (await told(owner)).split('is asked').length;
  const before = await count();
  const ask = async () => {
    await saveAnswers(as(tenant), { id, page: 'esas', values: { ground: 'consent', ownerFin } });
    const agreement = await asked(id);
    await takeOutCoApplicant(as(tenant), { id, agreement });
  };
  for (let turn = 0; turn < 5; turn += 1) await ask();
  expect(await refused(ask())).toBe('kernel.too_many_attempts');
  expect(await count()).toBeLessThanOrEqual(before + 5);
  await discard(id);
});

it('takes nobody out of a page that was not sent back, and ends what was agreed to with the draft', async () => {
  test.clock.set(new Date(test.clock.now().getTime() + 25 * 3_600_000).toISOString());
  const id = await draft();
  const agreement = await asked(id);
  await answer(agreement, 'agree');
  await send(id);
  await stage.drain();
  const { version } = await deskCase(as(officer), { id });
  const back = { id, action: 'return', version, note: 'Ünvanı dəqiqləşdirin.', pages: ['yeni-unvan'] };
  await actOnCase(as(officer), { ...back, key: `act-${(sent += 1)}` });
  expect(await party(id)).toMatchObject({ removable: false });
  expect(await refused(takeOutCoApplicant(as(tenant), { id, agreement }))).toBe('services.not_open_now');
  await discard(id);
  const other = await draft();
  const given = await asked(other);
  await answer(given, 'agree');
  await discard(other);
  expect(await agreementPage(as(owner), { id: given })).toMatchObject({ status: 'closed', facts: [], answers: [] });
});

it('ends the agreement with the draft, and takes only a FİN for one', async () => {
  const id = await draft();
  const agreement = await asked(id);
  const wrong = { id, page: 'esas', values: { ground: 'consent', ownerFin: '12' } };
  expect(await refused(saveAnswers(as(tenant), wrong))).toBe('services.invalid_answers');
  await discard(id);
  expect(await agreementPage(as(owner), { id: agreement })).toMatchObject({ status: 'closed', answers: [] });
});
