import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, priority, refused, software, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { appoint, appointmentsOf, endAppointment } from '../../identity/index.ts';
import { notifications } from '../../process/index.ts';
import { declareOutage, endOutage } from '../../records/index.ts';
import { questionPage, saveAnswers, submitCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { worklist } from './queue.ts';
import { appealDecision, caseView, withdrawCase } from './following.ts';

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);

/** What the desk says follows: after which outcome, which effects, and how many of them are done. */
async function following(id: string) {
  const { follows } = await deskCase(as(people.officer), { id });
  return (
    follows && [
      follows.outcome,
      follows.effects.map(({ name }) => name),
      follows.effects.filter(({ done }) => done).length,
    ]
  );
}
const afterApproval = ['approved', ['enter', 'document', 'notify-approved'], 0];

it('is refused with reasons and articles, by two people, and can be appealed for 30 days', async () => {
  const id = await stage.submitted(people.debtor);
  expect((await deskCase(as(people.officer), { id })).table).toMatchObject({ outcome: 'refuse' });
  expect(await following(id)).toEqual(afterApproval);
  await stage.take(people.officer, id, 'propose-refusal', 'Borc ödəniləndən sonra müraciət edin.');
  expect(await following(id)).toEqual(['refused', ['notify-refused'], 0]);
  // A proposal is the institution's own affair until it is decided.
  const proposed = await caseView(as(people.debtor), { id });
  expect(proposed.state.az).toBe('Əməkdaş baxır');
  expect(proposed.journal.map(({ what }) => what.az)).not.toContain('İmtina təklif etdi');
  expect((await deskCase(as(people.approver), { id })).state.az).toBe('İmtina təklif olunub');
  await stage.take(people.approver, id, 'refuse');
  expect(await following(id)).toEqual(['refused', ['notify-refused'], 1]);
  const view = await caseView(as(people.debtor), { id });
  expect(view.status).toBe('decided');
  expect(view.journal.map(({ what }) => what.az)).toContain('İmtina təklif etdi');
  expect(view.decision).toMatchObject({
    outcome: 'refused',
    by: 'official',
    note: 'Borc ödəniləndən sonra müraciət edin.',
    appealUntil: '2026-12-23',
  });
  expect(view.decision?.reasons.map(({ article, text }) => [article.article, text.az])).toEqual([
    ['4.4.1', 'Vergi borcu var'],
  ]);
  expect(view.may.appeal).toBe(true);
  expect((await notifications(as(people.debtor))).items.some(({ text }) => text.az.includes('imtina qərarı'))).toBe(
    true,
  );

  await appealDecision(as(people.debtor), { id, grounds: 'Borc ödənilib.', key: 'appeal-1' });
  await stage.drain();
  expect((await deskCase(as(people.deputy), { id })).grounds).toBe('Borc ödənilib.');
  expect((await deskCase(as(people.deputy), { id })).actions.map(({ action }) => action)).toEqual([
    'overturn',
    'reopen',
    'uphold',
  ]);
  expect(await refused(stage.take(people.deputy, id, 'overturn', 'Təmin edilsin.'))).toBe('process.condition_not_met');
  await stage.take(people.deputy, id, 'uphold', 'Borc ödənilməyib.');
  expect((await deskCase(as(people.deputy), { id })).grounds).toBeUndefined();
  expect((await caseView(as(people.debtor), { id })).status).toBe('closed');
  expect((await caseView(as(people.debtor), { id })).decision?.outcome).toBe('refused');
});

it('is suspended: the applicant reads why, and of no day that is not theirs', async () => {
  const id = await stage.submitted(people.debtor);
  await stage.take(people.officer, id, 'suspend', 'Məhkəmənin qərarı gözlənilir.');
  const view = await caseView(as(people.debtor), { id });
  const steps = view.journal.map(({ what, note }) => [what.az, note]);
  expect(steps).toContainEqual(['Baxılmasını dayandırdı', 'Məhkəmənin qərarı gözlənilir.']);
  expect([view.state.az, view.clock?.name]).toEqual(['Baxılması dayandırılıb', 'suspension']);
  await stage.take(people.officer, id, 'resume');
  const resumed = await caseView(as(people.debtor), { id });
  expect(resumed.journal.map(({ what }) => what.az)).toContain('Baxılmasını davam etdirdi');
  expect(resumed.clock?.name).toBe('decision');
  await withdrawCase(as(people.debtor), { id, key: 'suspended' });
});

it('is returned for correction: only what is asked can be changed, and the clock stands still', async () => {
  const id = await stage.submitted(people.debtor, { area: 'software', newJobs: 2, project: 'Oyun.' });
  expect(await refused(stage.take(people.officer, id, 'return', 'İş yerlərini dəqiqləşdirin.'))).toBe(
    'services.pages_needed',
  );
  // What is missing is said at once, not one after the other.
  const { version } = await deskCase(as(people.officer), { id });
  const bare = actOnCase(as(people.officer), { id, version, action: 'return', note: ' ', pages: [], key: 'bare' });
  await expect(bare).rejects.toMatchObject({
    status: 422,
    details: { errors: [{ field: 'note' }, { field: 'pages' }] },
  });
  await stage.take(people.officer, id, 'return', 'İş yerlərini dəqiqləşdirin.', ['is-yerleri']);
  const view = await caseView(as(people.debtor), { id });
  expect(view.returned).toMatchObject({ note: 'İş yerlərini dəqiqləşdirin.', pages: ['is-yerleri'] });
  expect(await refused(saveAnswers(as(people.debtor), { id, page: 'sahe', values: { area: 'games' } }))).toBe(
    'services.not_open_now',
  );
  expect((await questionPage(as(people.debtor), { id, page: 'is-yerleri' })).note).toBe('İş yerlərini dəqiqləşdirin.');
  await stage.passDays(3);
  const away = await deskCase(as(people.officer), { id });
  expect([view.state.az, away.state.az]).toEqual(['Sizdən izahat gözlənilir', 'Müraciətçidən izahat gözlənilir']);
  expect(await following(id)).toEqual(afterApproval);
  await saveAnswers(as(people.debtor), { id, page: 'is-yerleri', values: { newJobs: 9 } });
  await submitCase(as(people.debtor), { id, key: 'answer-1' });
  await stage.drain();
  const desk = await deskCase(as(people.officer), { id });
  expect([desk.status, desk.clock?.workingDaysLeft]).toEqual(['in_review', 10]);
  expect(desk.answers.find(({ field }) => field === 'newJobs')).toMatchObject({
    shown: { az: '9' },
    changedAt: expect.any(Date),
  });
  await stage.take(people.officer, id, 'return', 'Layihəni yazın.', ['layihe']);
  await submitCase(as(people.debtor), { id, key: 'answer-1' });
  const again = await caseView(as(people.debtor), { id });
  expect([again.status, again.returned?.pages]).toEqual(['waiting_for_applicant', ['layihe']]);
  await withdrawCase(as(people.debtor), { id, key: 'enough' });
  expect(await following(id)).toBeUndefined();
});

it('lapses when a return is not answered in ten working days, with a reason, and can be appealed', async () => {
  const id = await stage.submitted(people.debtor, software);
  await stage.take(people.officer, id, 'return', 'Layihəni ətraflı yazın.', ['layihe']);
  await stage.passDays(11);
  const view = await caseView(as(people.debtor), { id });
  expect(view.status).toBe('closed');
  expect(view.decision).toMatchObject({ outcome: 'lapsed' });
  expect(view.decision?.reasons[0]?.article.article).toBe('4.6');
  expect((await notifications(as(people.debtor))).items.some(({ text }) => text.az.includes('bağlandı'))).toBe(true);
  test.clock.set('2027-03-01T06:00:00Z');
  expect((await caseView(as(people.debtor), { id })).may.appeal).toBe(false);
  expect(await refused(appealDecision(as(people.debtor), { id, grounds: 'Gecikdim.', key: 'late' }))).toBe(
    'services.appeal_too_late',
  );
});

it('is accepted when a register does not answer, never refused for it, and decided once it does', async () => {
  await declareOutage(as(people.registrar), { register: 'companies', hours: 2, reason: 'maintenance' });
  const id = await stage.submitted(people.resident, priority);
  const view = await deskCase(as(people.officer), { id });
  expect(view.status).toBe('in_review');
  expect(view.facts.find(({ field }) => field === 'taxDebt')).toMatchObject({
    state: 'unavailable',
    retryAt: expect.any(Date),
  });
  // The head's name is in another register, but it is the companies' that does not say who heads the company.
  expect(view.facts.find(({ field }) => field === 'head')).toMatchObject({
    state: 'unavailable',
    register: { name: 'companies' },
  });
  expect(view.requirements.find(({ name }) => name === 'no-tax-debt')).toMatchObject({
    sign: 'nodata',
    text: { az: '“Vergi borcu” barədə məlumat alınmayıb' },
  });
  expect(view.table).toMatchObject({ outcome: 'officer' });
  expect(view.table?.reasons.at(-1)?.article.article).toBe('6.2');
  await endOutage(as(people.registrar), 'companies');
  test.clock.advance(16 * 60_000);
  await stage.drain();
  const later = await deskCase(as(people.officer), { id });
  expect(later.facts.find(({ field }) => field === 'taxDebt')?.state).toBe('value');
  expect(later.table?.outcome).toBe('refuse');
  expect(later.status).toBe('in_review');
});

it('is approved at once when nothing is left to judge, without an official', async () => {
  const id = await stage.submitted(people.head, priority);
  const view = await caseView(as(people.head), { id });
  expect([view.status, view.decision?.outcome, view.decision?.by]).toEqual(['issued', 'approved', 'table']);
  expect(view.decision?.reasons).toHaveLength(5);
  expect(view.document?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
  const told = (await notifications(as(people.head))).items.map(({ text }) => text.az);
  expect(told.filter((text) => text.includes(view.reference))).toHaveLength(2);
  const actions = async (actor: Actor) => (await deskCase(as(actor), { id })).actions.map(({ action }) => action);
  expect([await actions(people.officer), await actions(people.approver)]).toEqual([
    ['propose-revocation', 'propose-correction'],
    [],
  ]);
  expect((await worklist(as(people.officer))).items.map((item) => item.id)).not.toContain(id);
});

it('takes an appeal and a withdrawal once though they are sent again, even when their time is over', async () => {
  const lines = async (action: string, subject: string) => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::int as count from kernel.audit where action = ${action} and subject = ${subject}`.execute(
      test.vahid.db,
    );
    return rows[0]?.count;
  };
  const id = await stage.submitted(people.debtor);
  await stage.take(people.officer, id, 'propose-refusal', 'Borc var.');
  await stage.take(people.approver, id, 'refuse');
  const appeal = () => appealDecision(as(people.debtor), { id, grounds: 'Borc ödənilib.', key: 'twice-appealed' });
  await appeal();
  await appeal();
  await stage.take(people.deputy, id, 'uphold', 'Borc ödənilməyib.');
  test.clock.advance(31 * 86_400_000);
  await appeal();
  expect(await lines('services.appealDecision', id)).toBe(1);

  const next = await stage.submitted(people.debtor);
  const withdraw = () => withdrawCase(as(people.debtor), { id: next, key: 'twice-withdrawn' });
  await withdraw();
  await withdraw();
  expect(await lines('services.withdrawCase', next)).toBe(1);
});

it('is not acted upon at the desk as its applicant would, not even by its applicant', async () => {
  const id = await stage.submitted(people.debtor);
  const both = { ...people.debtor, appointments: people.officer.appointments };
  const { version } = await deskCase(as(people.officer), { id });
  const withdraw = actOnCase(as(both), { id, action: 'withdraw', version, note: '', key: 'through-the-desk' });
  expect(await refused(withdraw)).toBe('kernel.not_allowed');
  expect((await caseView(as(people.debtor), { id })).status).toBe('in_review');
});

it('is signed by the office in which the official decided', async () => {
  const title = { az: 'Arxivçi', en: 'Archivist', ru: 'Архивариус' };
  const { person = '' } = people.approver;
  await appoint(test.ctx(), { person, institution: 'rinn', role: 'auditor', title, from: '2020-01-01' });
  await stage.endResidency(people.head);
  const [office] = (await appointmentsOf(test.ctx(), person)).filter(({ role }) => role === 'approver');
  const id = await stage.submitted(people.head);
  await stage.take(people.officer, id, 'recommend', 'Uyğundur.');
  const { version } = await deskCase(as(people.approver), { id });
  await actOnCase(as(people.approver), { id, action: 'approve', version, note: '', key: 'signed' });
  await endAppointment(test.ctx(), { appointment: office?.id ?? '', on: test.clock.now().toISOString().slice(0, 10) });
  const signer = async () => {
    const { rows } = await sql<{ title: string }>`select signer -> 'title' ->> 'en' as title from documents.document d
      join services.case c on c.document = d.id where c.id = ${id}`.execute(test.vahid.db);
    return rows[0]?.title;
  };
  await stage.drain();
  // The office ended on the very day of the decision: the role that the journal names stands for it.
  expect(await signer()).toBe('Approver');
});
