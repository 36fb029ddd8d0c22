import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backOfficeSystem, releaseRemote } from '../../../../test/remote-service.ts';
import { openServiceStage, refused, service, software, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { type ConsentsAsked, consentsPort } from '../../exchange/gateway/consents.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { serviceInForce } from './loading.ts';
import { saveAnswers, submitCase } from './applying.ts';
import { actFromBackOffice, type BackOfficeAct, type Caller, readForBackOffice } from './back-office.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase, refreshCase, takeCase } from './desk.ts';
import { worklist } from './queue.ts';
import { caseView, rateService, withdrawCase } from './following.ts';
import { addNote } from './noting.ts';

/* A service whose cases are worked on in the institution's own system: what goes there, and what it may do. */

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];

const member = `AZ/GOV/rinn/${backOfficeSystem}`;
const caller: Caller = { member, service: 'AZ/GOV/rinn/vahid/cases', purpose: service };

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
  await releaseRemote(test.vahid);
}, 240_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);
const own = (id: string, actor = people.head) => caseView(as(actor), { id });
const referenceOf = async (id: string, actor = people.head) => (await own(id, actor)).reference;

let keys = 0;
const post = async (
  id: string,
  given: Omit<BackOfficeAct, 'key'> & { key?: string },
  by = caller,
  owner = people.head,
) => {
  keys += 1;
  const reference = await referenceOf(id, owner);
  await actFromBackOffice(test.ctx(), by, { key: `key-0000-${keys}`, ...given, reference });
  await stage.drain();
};

const sent = async (reference: string) => {
  const { rows } = await sql<{ effect_key: string; state: string; problem: string | null; content: Buffer }>`
    select effect_key, state, problem, content from exchange.dispatch where reference = ${reference} order by effect_key`.execute(
    test.vahid.db,
  );
  return rows.map((row) => ({ ...row, seq: Number(row.effect_key.split(':')[1]) }));
};

/** What was to be said by the message of a step. */
const said = (content: Buffer) =>
  JSON.parse(test.vahid.keys.unwrap('exchange.dispatch', content).toString()) as {
    key: string;
    step: { seq: number; action: string; by: string };
    case: { answers: Record<string, unknown>; facts: Record<string, { state: string; value?: unknown }> };
  };

describe('a case that is worked on in the institution’s own system', () => {
  let id = '';

  it('goes there with what the desk would show, and waits sealed while nothing answers', async () => {
    expect(serviceInForce(test.ctx(), service).service.backOffice).toEqual({ system: backOfficeSystem });
    id = await stage.submitted(people.head);
    const rows = await sent(await referenceOf(id));
    expect(rows.map(({ seq, state, problem }) => [seq, state, problem])).toEqual([
      [2, 'waiting', expect.stringContaining('no gateway')],
      [3, 'waiting', expect.stringContaining('no gateway')],
    ]);
    const [first] = rows;
    if (!first) throw new Error('nothing was sent');
    expect(first.content.toString()).not.toContain('2007311431');
    const { step, case: file } = said(first.content);
    expect(step).toMatchObject({ seq: 2, action: 'submit', by: 'applicant' });
    expect(file.answers).toEqual(software);
    expect(file.facts.voen).toMatchObject({ state: 'value', value: '2007311431' });
  });

  it('stands in the log of the one whose data it is, with system, purpose and article', async () => {
    const { lookUps } = await lookUpsAbout(as(people.head), { organisation: people.head.organisation ?? '' });
    const line = lookUps.find(({ operation, reference }) => operation === 'exchange' && reference !== null);
    expect(line).toMatchObject({
      institution: { en: expect.any(String) },
      system: { id: member },
      service: { id: `${member}/back-office` },
      purposeCode: service,
      act: { act: 'technopark-rules' },
    });
    expect(line?.what.length).toBeGreaterThan(3);
  });

  it('is shown at the desk with where it is and how far its messages came, and read only', async () => {
    const view = await deskCase(as(people.officer), { id });
    expect(view.actions).toEqual([]);
    expect(view).not.toHaveProperty('mine');
    expect(view.elsewhere?.system.en).toBe('Information system of the technology park');
    expect(view.elsewhere?.sent).toMatchObject([
      { state: 'waiting', attempts: 1, problem: expect.stringContaining('no gateway') },
      { state: 'waiting' },
    ]);
    const item = (await worklist(as(people.officer))).items.find((one) => one.id === id);
    expect(item?.elsewhere?.en).toBe('Information system of the technology park');
    const { version } = view;
    const act = { id, action: 'recommend', version, note: 'Uyğundur.', key: 'from-the-desk' };
    expect(await refused(actOnCase(as(people.officer), act))).toBe('services.worked_elsewhere');
    expect(await refused(takeCase(as(people.officer), { id }))).toBe('services.worked_elsewhere');
    expect(await refused(refreshCase(as(people.officer), { id }))).toBe('services.worked_elsewhere');
    const note = { id, words: 'Zəng etdim.', key: '00000000-0000-4000-8000-000000000001' };
    expect(await refused(addNote(as(people.officer), note))).toBe('services.worked_elsewhere');
    expect((await own(id)).clock).toMatchObject({ workingDaysLeft: 10 });
  });

  it('is given to that system alone, for the purpose of the service', async () => {
    const reference = await referenceOf(id);
    const read = (by: Partial<Caller>) => readForBackOffice(test.ctx(), { ...caller, ...by }, reference);
    const file = await read({});
    expect(file).toMatchObject({ reference, state: { name: 'review' }, applicant: 'organisation' });
    const actions = (file.actions as { action: string; pages: boolean; blocked?: object }[]).filter(
      (one) => !one.blocked,
    );
    expect(actions.map(({ action }) => action)).toEqual(['recommend', 'return', 'suspend', 'propose-refusal']);
    expect(actions.filter(({ pages }) => pages)).toMatchObject([
      { action: 'return', note: 'required', amendment: false },
    ]);
    for (const by of [
      { member: 'AZ/GOV/rinn/portal' },
      { member: `AZ/GOV/din/${backOfficeSystem}` },
      { purpose: 'sign-in' },
    ])
      expect(await refused(read(by))).toBe('kernel.not_found');
    expect(await refused(readForBackOffice(test.ctx(), caller, 'RP-2026-99999'))).toBe('kernel.not_found');
    // By a right that rests on consent: once the applicant has agreed.
    const byConsent = { ...caller, consent: true };
    expect(await refused(readForBackOffice(test.ctx(), byConsent, reference))).toBe('kernel.not_found');
    const { ports } = test.vahid;
    ports.set(consentsPort.name, async ({ client, subjects }: ConsentsAsked) => {
      return new Set(
        subjects.flatMap(({ entity, key }) => (client === member && entity === 'organisation' ? key : [])),
      );
    });
    expect(await readForBackOffice(test.ctx(), byConsent, reference)).toMatchObject({ reference });
    ports.delete(consentsPort.name);
    const stranger = { ...caller, member: 'AZ/GOV/in/taxpayer-system' };
    expect(await refused(post(id, { action: 'return', note: 'x' }, stranger))).toBe('kernel.not_found');
  });

  it('goes back to the applicant for correction, and what they answer goes to the system', async () => {
    const pages = [{ page: 'is-yerleri', remark: 'Sayını dəqiqləşdirin.' }];
    await post(id, { action: 'return', note: 'İş yerləri.', pages, official: 'Əli Vəliyev' });
    const view = await own(id);
    expect(view).toMatchObject({
      status: 'waiting_for_applicant',
      returned: { note: 'İş yerləri.', pages: ['is-yerleri'] },
    });
    const step = view.journal.find(({ what }) => what.en === 'Returned it for an explanation');
    expect(step).toMatchObject({
      office: { en: expect.any(String) },
      system: { en: 'Information system of the technology park' },
    });
    expect(step).not.toHaveProperty('who');
    const desk = await deskCase(as(people.officer), { id });
    expect(desk.journal.at(-1)).toMatchObject({ who: 'Əli Vəliyev', system: { en: expect.any(String) } });
    await saveAnswers(as(people.head), { id, page: 'is-yerleri', values: { newJobs: 7 } });
    await submitCase(as(people.head), { id, key: 'answered-now' });
    await stage.drain();
    const rows = await sent(view.reference);
    expect(rows.map(({ seq }) => seq)).toEqual([2, 3, 5]);
    expect(said(rows[2]?.content ?? Buffer.of())).toMatchObject({
      step: { action: 'answer', by: 'applicant' },
      case: { answers: { newJobs: 7 } },
    });
  });

  it('is approved by two people whom the system names, once, and gives document, entry and decision', async () => {
    expect(await refused(post(id, { action: 'recommend', note: 'Uyğundur.' }))).toBe('services.official_needed');
    await post(id, { action: 'recommend', note: 'Uyğundur.', official: 'Əli Vəliyev' });
    const approve = (official: string, key: string) => post(id, { action: 'approve', official, key });
    expect(await refused(approve('əli  vəliyev', 'approve-by-same'))).toBe('process.four_eyes');
    expect(await refused(approve('Əli Vəli\u200byev\u00ad', 'approve-by-same'))).toBe('process.four_eyes');
    await approve('Leyla Quliyeva', 'approve-once');
    await approve('Leyla Quliyeva', 'approve-once');
    const view = await own(id);
    expect(view).toMatchObject({ status: 'issued', decision: { outcome: 'approved', by: 'official' } });
    const { rows } = await sql<{ data: object }>`select data from records.record
      where register = 'technopark-residents' and data ->> 'voen' = '2007311431' and superseded_at is null`.execute(
      test.vahid.db,
    );
    expect(rows).toHaveLength(1);
    const { rows: signed } = await sql<{ signer: { title: { az: string } } }>`
      select signer from documents.document where code = ${view.document?.code}`.execute(test.vahid.db);
    expect(signed).toMatchObject([{ signer: { title: { az: 'Texnologiyalar parkının informasiya sistemi' } } }]);
    expect(await refused(post(id, { action: 'approve', official: 'Leyla Quliyeva' }))).toBe('process.not_from_here');
    await rateService(as(people.head), { id, score: 5, comment: '' });
    const { rows: audited } = await sql<{
      actor_kind: string;
      office: string;
    }>`select actor_kind, office from kernel.audit
      where action = 'services.actOnCase' and subject = ${id} and person is null limit 1`.execute(test.vahid.db);
    expect(audited).toEqual([{ actor_kind: 'system', office: member }]);
  });
});

describe('what the system decides', () => {
  it('rests on the articles that it names, of acts that the service names', async () => {
    await stage.endResidency(people.head);
    const id = await stage.submitted(people.head, { ...software, project: 'Başqa layihə.' });
    const reasons = (article: string) => [{ text: 'Layihə parkın sahələrinə aid deyil.', article }];
    const propose = { action: 'propose-refusal', note: 'İmtina.', official: 'Əli Vəliyev' };
    expect(await refused(post(id, { ...propose, reasons: reasons('tax-code 1') }))).toBe('services.reason_unknown');
    const strange = reasons('technopark-rules 99.9');
    expect(await refused(post(id, { ...propose, reasons: strange }))).toBe('services.reason_unknown');
    await post(id, propose);
    await post(id, { action: 'refuse', reasons: reasons('technopark-rules 4.2'), official: 'Leyla Quliyeva' });
    const { decision } = await own(id);
    expect(decision).toMatchObject({ outcome: 'refused', note: expect.stringContaining('Layihə parkın sahələrinə') });
    expect(decision?.reasons.map(({ article }) => article.article)).toEqual(['4.2']);
    expect(decision?.appealUntil).toBe('2026-12-23');
  });

  it('comes no more once the applicant has withdrawn', async () => {
    const id = await stage.submitted(people.debtor);
    await withdrawCase(as(people.debtor), { id, key: 'withdraw-it' });
    await stage.drain();
    const reference = await referenceOf(id, people.debtor);
    const last = (await sent(reference)).at(-1);
    expect(said(last?.content ?? Buffer.of()).step.action).toBe('withdraw');
    const late = post(id, { action: 'propose-refusal', note: 'x', official: 'Əli Vəliyev' }, caller, people.debtor);
    expect(await refused(late)).toBe('process.not_from_here');
  });
});
