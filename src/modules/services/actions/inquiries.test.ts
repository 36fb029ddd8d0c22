import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, personOf, refused, software, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { systemContext } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { demoName, demoPeople, ensurePerson, personByFin } from '../../identity/index.ts';
import { assign, notifications } from '../../process/index.ts';
import { caseAnswer, caseJson } from '../api-answers.ts';
import type { DeskInquiryView } from '../inquiry-views.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { actOnCase } from './desk-act.ts';
import { caseView, withdrawCase } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';
import { askInstitution } from './inquiries.ts';
import { actOnInquiry, inquiryPage } from './inquiry-desk.ts';
import { worklist } from './queue.ts';

let stage: Stage;
let test: Stage['test'];
let aunt: Actor;
let [officer, approver, colleague]: Actor[] = [];
let [police, chief, fire, pensions]: Actor[] = [];
let sent = 0;

const nephew = '7DP9L3F';

async function official(surname: string, institution: string): Promise<Actor> {
  const found = demoPeople.find((one) => one.surname === surname && one.role?.institution === institution);
  if (!found?.role) throw new Error(`no demo official ${surname}`);
  const person = await ensurePerson(test.ctx(), found.fin);
  return { kind: 'person', person, name: demoName(found), appointments: [{ institution, role: found.role.role }] };
}

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  aunt = await personOf(test, '5LS8K2M');
  [officer, approver] = await Promise.all([official('Tağıyev', 'bsih'), official('Sadıqova', 'bsih')]);
  [police, chief] = await Promise.all([official('Məmmədzadə', 'din'), official('Vahabzadə', 'din')]);
  [fire, pensions] = await Promise.all([official('Məlikov', 'fhn'), official('Quliyeva', 'eesmn')]);
  colleague = { ...stage.people.officer, appointments: [{ institution: 'bsih', role: 'officer' }] };
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return test.ctx(actor);
};

async function submitted(actor = aunt): Promise<string> {
  const { id } = await startCase(as(actor), { service: 'guardian-appointment' });
  const answers = {
    kim: { wardFin: nephew },
    sebeb: { wanted: 'temporary' },
    odenis: { forPayments: false },
    esas: { paper: 'N-2026-00017' },
  };
  for (const [page, values] of Object.entries(answers)) await saveAnswers(as(actor), { id, page, values });
  await submitCase(as(actor), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

const usual = { institution: 'din', question: 'Uşaq hazırda kiminlə yaşayır?', sees: ['wardFin', 'wardName'] };

const ask = (actor: Actor | undefined, id: string, given: Partial<typeof usual> & { key?: string } = {}) =>
  askInstitution(as(actor), { id, ...usual, key: newId(), ...given });

async function say(actor: Actor | undefined, inquiry: string, action: string, note = ''): Promise<void> {
  const { version } = await inquiryPage(as(actor), { id: inquiry });
  sent += 1;
  await actOnInquiry(as(actor), { id: inquiry, action, version, note, key: `inquiry-${sent}` });
  await stage.drain();
}

async function take(actor: Actor | undefined, id: string, action: string, note = ''): Promise<void> {
  const { version } = await deskCase(as(actor), { id });
  sent += 1;
  await actOnCase(as(actor), { id, action, version, note, key: `case-${sent}` });
  await stage.drain();
}

const atDesk = async (id: string) => (await deskCase(as(officer), { id })).inquiries;

async function inquiryIn(id: string, inquiry: string): Promise<DeskInquiryView | undefined> {
  return (await atDesk(id))?.inquiries.find((one) => one.id === inquiry);
}

describe('an inquiry to another institution', () => {
  let id = '';
  let inquiry = '';

  it('may be asked where the service says so, of whom can answer, with what may be shown', async () => {
    id = await submitted();
    const { asking, inquiries, open } = (await atDesk(id)) ?? {};
    expect([inquiries, open]).toEqual([[], 0]);
    const codes = asking?.institutions.map(({ code }) => code);
    expect(codes).toContain('din');
    // One's own, and one where nobody could answer.
    expect(codes).not.toContain('bsih');
    expect(codes).not.toContain('amea');
    expect(asking?.fields.map(({ name }) => name)).toContain('wardName');
    expect(asking?.fields.map(({ name }) => name)).not.toContain('forPayments');
    expect(asking?.article.article).toBe('2.8');
    // Who confirms decides on what is there; the applicant's page says nothing of what may be asked.
    expect((await deskCase(as(approver), { id })).inquiries).toBeUndefined();
  });

  it('is refused for one’s own institution, for a field that the law does not name, without a question or a right', async () => {
    expect(await refused(ask(officer, id, { institution: 'bsih' }))).toBe('services.inquiry_of_itself');
    expect(await refused(ask(officer, id, { institution: 'amea' }))).toBe('services.inquiry_institution_needed');
    expect(await refused(ask(officer, id, { institution: '' }))).toBe('services.inquiry_institution_needed');
    expect(await refused(ask(officer, id, { question: '  ' }))).toBe('services.inquiry_question_needed');
    expect(await refused(ask(officer, id, { question: 'a'.repeat(2001) }))).toBe('services.inquiry_too_long');
    expect(await refused(ask(officer, id, { sees: ['forPayments'] }))).toBe('services.inquiry_field_barred');
    for (const nobody of [approver, police]) expect(await refused(ask(nobody, id))).toBe('kernel.not_allowed');
    expect(await refused(ask(aunt, id))).toBe('kernel.not_found');
    expect((await atDesk(id))?.inquiries).toEqual([]);
  });

  it('is asked once by a form that is sent twice, with its clock and in the queue of who is asked', async () => {
    const key = newId();
    const [first, second] = await Promise.all([ask(officer, id, { key }), ask(officer, id, { key })]);
    inquiry = first;
    expect(second).toBe(first);
    // Gone back to and written anew, it is another question: it is not lost unseen.
    const other = { key, question: 'Başqa sual?' };
    expect(await refused(ask(officer, id, other))).toBe('services.inquiry_sent_already');
    expect(await inquiryIn(id, inquiry)).toMatchObject({
      institution: { code: 'din' },
      status: 'in_review',
      question: usual.question,
      author: officer?.name,
      answeredBy: [],
      clock: { workingDaysLeft: 5 },
    });
    expect((await atDesk(id))?.open).toBe(1);
    const waiting = (await worklist(as(police))).items.find((one) => one.id === inquiry);
    expect(waiting).toMatchObject({ asked: `/masa/sorgu/${inquiry}` });
    // The name of the applicant was not shown.
    expect(waiting).not.toHaveProperty('applicant');
    const told = (await notifications(as(police), { box: 'desk' })).items.filter(({ link }) => link?.endsWith(inquiry));
    expect(told.map(({ text }) => text.az)).toEqual([expect.stringContaining('qurumunuza sorğu göndərib')]);
  });

  it('tells the applicant who was asked and until when, and nothing else', async () => {
    const view = await caseView(as(aunt), { id });
    expect(view.inquiries).toMatchObject([{ institution: { code: 'din' }, clock: { workingDaysLeft: 5 } }]);
    expect(Object.keys(view.inquiries?.[0] ?? {}).sort()).toEqual(['askedAt', 'clock', 'institution']);
    expect(JSON.stringify(view)).not.toContain(usual.question);
    const sent = caseJson(view);
    expect(sent.inquiries).toMatchObject([{ institution: 'din', answeredAt: null }]);
    expect(Object.keys(caseAnswer.properties)).toContain('inquiries');
  });

  it('shows what was chosen and nothing else, and leaves a line in the citizen’s log', async () => {
    const view = await inquiryPage(as(police), { id: inquiry });
    expect([...view.facts, ...view.answers].map(({ field }) => field).sort()).toEqual(['wardFin', 'wardName']);
    expect(view).toMatchObject({ question: usual.question, asking: { code: 'bsih' }, mine: false });
    expect(view).not.toHaveProperty('case');
    const { lookUps } = await lookUpsAbout(as(aunt), { person: aunt.person ?? '' });
    expect(lookUps.find(({ consumer }) => consumer === 'din')).toMatchObject({
      act: { act: 'guardianship-rules', article: '2.8' },
    });
    // So is whoever the answer names, and is shown.
    const ward = await personByFin(as(officer), nephew);
    const told = async () =>
      (
        await sql`select from exchange.look_up where subject = ${ward} and operation = 'case' and consumer = 'din'`.execute(
          test.vahid.db,
        )
      ).rows.length;
    const before = await told();
    await inquiryPage(as(police), { id: inquiry });
    expect([before > 0, (await told()) - before]).toEqual([true, 1]);
  });

  it('is nobody else’s to read or to answer', async () => {
    for (const nobody of [fire, aunt, pensions])
      expect(await refused(inquiryPage(as(nobody), { id: inquiry }))).toBe('kernel.not_allowed');
    const given = { id: inquiry, action: 'answer', version: 1, note: 'Bilmirik.', key: 'stranger' };
    for (const nobody of [fire, officer, aunt])
      expect(await refused(actOnInquiry(as(nobody), given))).toBe('kernel.not_allowed');
    expect(await refused(deskCase(as(police), { id }))).toBe('kernel.not_allowed');
  });

  it('is answered by one and confirmed by another, and is read only then where it was asked', async () => {
    await assign(as(police), { instance: inquiry, to: police?.person ?? '' });
    expect(await refused(say(police, inquiry, 'answer'))).toBe('process.note_needed');
    await say(police, inquiry, 'answer', 'Uşaq bibisi ilə yaşayır.');
    const both = { ...police, appointments: ['officer', 'approver'].map((role) => ({ institution: 'din', role })) };
    expect(await refused(say(both as Actor, inquiry, 'confirm'))).toBe('process.four_eyes');
    expect((await inquiryPage(as(chief), { id: inquiry })).proposed).toBe('Uşaq bibisi ilə yaşayır.');
    expect(JSON.stringify(await inquiryPage(as(officer), { id: inquiry }))).not.toContain('bibisi');
    await say(chief, inquiry, 'send-back', 'Hansı ünvanda?');
    await say(police, inquiry, 'answer', 'Uşaq bibisi ilə onun ünvanında yaşayır.');
    await say(chief, inquiry, 'confirm');
    const found = await inquiryIn(id, inquiry);
    expect(found).toMatchObject({
      status: 'decided',
      answer: 'Uşaq bibisi ilə onun ünvanında yaşayır.',
      answeredBy: [police?.name, chief?.name],
      answeredAt: expect.any(Date),
    });
    expect(found).not.toHaveProperty('clock');
    const asker = JSON.stringify(await inquiryPage(as(officer), { id: inquiry }));
    for (const between of ['Hansı ünvanda', 'Uşaq bibisi ilə yaşayır']) expect(asker).not.toContain(between);
    expect((await notifications(as(officer), { box: 'desk' })).items[0]?.text.az).toContain('sorğuya cavab verdi');
    const view = await caseView(as(aunt), { id });
    expect(view.inquiries?.[0]?.answeredAt).toBeInstanceOf(Date);
    expect(JSON.stringify(view)).not.toContain('ünvanında yaşayır');
  });

  it('may be asked of the same institution again, and be withdrawn while it is open', async () => {
    const again = await ask(officer, id, { question: 'Uşağın pasportu var?', sees: [] });
    expect(again).not.toBe(inquiry);
    expect((await inquiryPage(as(police), { id: again })).answers).toEqual([]);
    expect((await inquiryPage(as(police), { id: again })).facts).toEqual([]);
    const given = { id: again, action: 'withdraw', version: 1, note: '', key: 'not-theirs' };
    expect(await refused(actOnInquiry(as(police), given))).toBe('kernel.not_allowed');
    await say(police, again, 'answer', 'Var.');
    await say(officer, again, 'withdraw', 'Lazım deyil.');
    expect(await inquiryIn(id, again)).toMatchObject({ status: 'withdrawn' });
    expect((await atDesk(id))?.open).toBe(0);
    expect((await worklist(as(chief))).items.map((one) => one.id)).not.toContain(again);
    const shown = await inquiryPage(as(chief), { id: again });
    expect([shown.facts, shown.answers, shown.actions]).toEqual([[], [], []]);
    // Of the applicant nobody is awaited any more.
    expect((await caseView(as(aunt), { id })).inquiries).toHaveLength(1);
  });

  it('does not hold the decision back, and who answered takes no part in it', async () => {
    const open = await ask(officer, id);
    const there = { ...police, appointments: [{ institution: 'bsih', role: 'officer' }] } as Actor;
    expect(await refused(take(there, id, 'recommend', 'Təyin edilsin.'))).toBe('services.gave_opinion');
    expect(await refused(ask(there, id))).toBe('services.gave_opinion');
    await take(officer, id, 'recommend', 'Təyin edilsin.');
    // Whoever handled it where it is decided does not answer.
    const moved = { ...officer, appointments: [{ institution: 'din', role: 'officer' }] } as Actor;
    const given = { id: open, action: 'answer', version: 1, note: 'Var.', key: 'moved' };
    expect(await refused(actOnInquiry(as(moved), given))).toBe('services.inquiry_took_part');
    expect(await refused(ask(officer, id))).toBe('services.inquiry_not_now');
    await take(approver, id, 'approve');
    expect((await caseView(as(aunt), { id })).status).toBe('issued');
    expect(await inquiryIn(id, open)).toMatchObject({ status: 'closed' });
    expect(await refused(say(police, open, 'answer', 'Gec oldu.'))).toBe('services.inquiry_over');
  });
});

describe('with the case', () => {
  it('an inquiry ends in the transaction of a withdrawal, and shows nothing more', async () => {
    await sql`update records.record set superseded_at = ${test.clock.now()} where register = 'guardianships'`.execute(
      test.vahid.db,
    );
    const id = await submitted();
    const open = await ask(officer, id);
    await withdrawCase(as(aunt), { id, key: 'enough' });
    const shown = await inquiryPage(as(police), { id: open });
    expect([shown.status, shown.facts, shown.answers]).toEqual(['closed', [], []]);
    // What it was shown, without what that said.
    expect(shown.sees.map(({ az }) => az)).toEqual([
      'Himayəyə ehtiyacı olan şəxsin FİN-i',
      'Himayəyə ehtiyacı olan şəxsin adı, atasının adı, soyadı',
    ]);
    expect(await refused(ask(officer, id))).toBe('services.inquiry_not_now');
    expect((await caseView(as(aunt), { id })).inquiries).toBeUndefined();
  });

  it('what is corrected later stays as it was where it was answered to', async () => {
    const id = await submitted();
    const given = await ask(officer, id, { sees: ['paper'] });
    const shown = async () => (await inquiryPage(as(police), { id: given })).answers.map((one) => one.shown?.az);
    await say(police, given, 'answer', 'Var.');
    await say(chief, given, 'confirm');
    const { version } = await deskCase(as(officer), { id });
    const back = { id, action: 'return', note: 'Dəqiqləşdirin.', pages: ['esas'], version, key: 'back' };
    await actOnCase(as(officer), back);
    test.clock.advance(1000);
    await saveAnswers(as(aunt), { id, page: 'esas', values: { paper: 'N-2026-00018' } });
    expect(await shown()).toEqual(['N-2026-00017']);
    await submitCase(as(aunt), { id, key: 'sent-again' });
    expect(await shown()).toEqual(['N-2026-00017']);
    const now = (await deskCase(as(officer), { id })).answers.find(({ field }) => field === 'paper');
    expect(now?.shown?.az).toBe('N-2026-00018');
    await withdrawCase(as(aunt), { id, key: 'corrected' });
  });

  it('whoever entered it for the applicant neither reads nor answers nor withdraws an inquiry', async () => {
    const id = await submitted();
    const open = await ask(officer, id);
    await sql`update services.case set channel = 'centre' where id = ${id}`.execute(test.vahid.db);
    await sql`insert into services.assistance (instance, clerk, centre, consent, at)
      values (${id}, ${police?.person}, 'din', 'code', ${test.clock.now()})`.execute(test.vahid.db);
    expect(await refused(inquiryPage(as(police), { id: open }))).toBe('services.entered_it');
    for (const [where, action] of [
      ['din', 'answer'],
      ['bsih', 'withdraw'],
    ] as const) {
      const actor = { ...police, appointments: [{ institution: where, role: 'officer' }] } as Actor;
      const given = { id: open, action, version: 1, note: 'Var.', key: action };
      expect(await refused(actOnInquiry(as(actor), given))).toBe('services.entered_it');
    }
    await withdrawCase(as(aunt), { id, key: 'entered' });
  });

  it('one that is late is told to the deputy head there, and awaited on', async () => {
    const id = await submitted();
    const late = await ask(officer, id);
    await stage.passDays(7);
    expect(await inquiryIn(id, late)).toMatchObject({ status: 'in_review', clock: { overdue: true } });
    const { rows } = await sql<{ role: string }>`select role from process.notification
      where instance = ${late} and institution = 'din' order by role`.execute(test.vahid.db);
    expect(rows.map(({ role }) => role)).toContain('deputy_head');
    await withdrawCase(as(aunt), { id, key: 'late' });
  });

  it('who applies answers nothing on their own case', async () => {
    const own = { ...police, appointments: [] } as Actor;
    const id = await submitted(own);
    const open = await ask(colleague, id);
    expect(await refused(inquiryPage(as(police), { id: open }))).toBe('services.own_inquiry');
    const given = { id: open, action: 'answer', version: 1, note: 'Özüm.', key: 'own' };
    expect(await refused(actOnInquiry(as(police), given))).toBe('services.own_inquiry');
    await withdrawCase(as(own), { id, key: 'own-back' });
  });

  it('the question and the answer are forgotten when the years are over', async () => {
    const id = await submitted();
    const open = await ask(officer, id);
    await say(police, open, 'answer', 'Var.');
    await say(chief, open, 'confirm');
    await withdrawCase(as(aunt), { id, key: 'over' });
    await stage.drain();
    test.clock.set('2052-06-01T06:00:00Z');
    await scheduleForgetting(systemContext(test.vahid, 'test'), test.clock.now());
    await sql`delete from kernel.job where kind <> 'services.forget'`.execute(test.vahid.db);
    await stage.drain();
    const { rows } = await sql`select question, author, institution,
      (select count(*)::int from process.journal_value v where v.instance = i.instance) as words
      from services.inquiry i where instance = ${open}`.execute(test.vahid.db);
    expect(rows).toEqual([{ question: null, author: null, institution: 'din', words: 0 }]);
  });
});

it('a service without the section lets nobody ask', async () => {
  const id = await stage.submitted(stage.people.head, software);
  expect((await deskCase(as(stage.people.officer), { id })).inquiries).toBeUndefined();
  expect(await refused(ask(stage.people.officer, id))).toBe('services.inquiries_unlawful');
});
