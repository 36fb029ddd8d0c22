import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, priority, refused, service, software, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import { declareOutage, endOutage } from '../../records/index.ts';
import { startCase, submitCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { caseView, withdrawCase } from './following.ts';
import { refreshCase } from './refreshing.ts';

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);
const stop = () => declareOutage(as(people.registrar), { register: 'companies', hours: 2, reason: 'maintenance' });
const resume = () => endOutage(as(people.registrar), 'companies');

it('leaves a case that an official has taken up to the official, whatever the register says later', async () => {
  // The companies' register goes on answering: an official acts only where it is known that they do not head the company.
  const keeper = as({ ...people.registrar, appointments: [{ institution: 'eesmn', role: 'registrar' }] });
  await declareOutage(keeper, { register: 'employment', hours: 2, reason: 'maintenance' });
  const id = await stage.submitted(people.head, priority);
  await stage.take(people.officer, id, 'return', 'Layihəni ətraflı yazın.', ['layihe']);
  await endOutage(keeper, 'employment');
  test.clock.advance(16 * 60_000);
  await stage.drain();
  const view = await deskCase(as(people.officer), { id });
  expect(view.facts.find(({ field }) => field === 'staffCount')?.state).toBe('value');
  expect([view.table?.outcome, view.status]).toEqual(['approve', 'waiting_for_applicant']);
  await submitCase(as(people.head), { id, key: 'explained' });
  await stage.drain();
  expect((await deskCase(as(people.officer), { id })).status).toBe('in_review');
  await withdrawCase(as(people.head), { id, key: 'take-back' });
});

const taxDebt = async (id: string) =>
  (await deskCase(as(people.officer), { id })).facts.find(({ field }) => field === 'taxDebt');

it('takes nothing away when a register is silent: what it had said stands with its time and is asked for again', async () => {
  const id = await stage.submitted(people.debtor);
  const before = await taxDebt(id);
  expect(before).toMatchObject({ state: 'value', shown: { az: expect.stringContaining('₼') } });
  test.clock.advance(60_000);
  await stop();
  await refreshCase(as(people.officer), { id });
  await refreshCase(as(people.officer), { id });
  const kept = await taxDebt(id);
  const retryAt = new Date(test.clock.now().getTime() + 15 * 60_000);
  expect(kept).toEqual({ ...before, retryAt });
  const { applicant, requirements, table } = await deskCase(as(people.officer), { id });
  expect(applicant).toContain('MMC');
  expect([requirements.some(({ sign }) => sign === 'nodata'), table?.outcome]).toEqual([false, 'refuse']);
  await resume();
  test.clock.advance(16 * 60_000);
  await stage.drain();
  const renewed = await taxDebt(id);
  expect(renewed).toEqual({ ...before, readAt: renewed?.readAt });
  expect(Number(renewed?.readAt)).toBeGreaterThan(Number(kept?.readAt));
  await withdrawCase(as(people.debtor), { id, key: 'take-back' });
});

it('does not let the table approve on what was known before and could not be renewed', async () => {
  const { id } = await startCase(as(people.head), { service });
  await stage.answer(people.head, id, priority);
  await stop();
  test.clock.advance(60_000);
  await submitCase(as(people.head), { id, key: 'sent-in-silence' });
  await stage.drain();
  const { status, table, facts } = await deskCase(as(people.officer), { id });
  expect([status, table?.outcome]).toEqual(['in_review', 'officer']);
  expect(table?.reasons.map(({ text }) => text.az)).toContain('“Vergi borcu” barədə məlumat yenilənməyib');
  expect(facts.every(({ state }) => state === 'value' || state === 'none')).toBe(true);
  await withdrawCase(as(people.head), { id, key: 'take-back' });
  await resume();
});

it('asks a silent register again every quarter of an hour, and lets the table decide once it answers', async () => {
  await stop();
  const id = await stage.submitted(people.head, priority);
  const before = await deskCase(as(people.officer), { id });
  expect(before.facts.find(({ field }) => field === 'status')).toMatchObject({ state: 'unavailable' });
  test.clock.advance(16 * 60_000);
  await stage.drain();
  expect((await deskCase(as(people.officer), { id })).status).toBe('in_review');
  await resume();
  test.clock.advance(16 * 60_000);
  await stage.drain();
  const view = await caseView(as(people.head), { id });
  expect([view.status, view.decision?.by]).toEqual(['issued', 'table']);
});

it('lets an official ask again at once, and nobody else', async () => {
  const id = await stage.submitted(people.debtor);
  test.clock.advance(60_000);
  const before = (await deskCase(as(people.officer), { id })).facts.find(({ field }) => field === 'taxDebt')?.readAt;
  await refreshCase(as(people.officer), { id });
  const after = (await deskCase(as(people.officer), { id })).facts.find(({ field }) => field === 'taxDebt')?.readAt;
  expect(Number(after) - Number(before)).toBe(60_000);
  expect(await refused(refreshCase(as(people.debtor), { id }))).toBe('kernel.not_found');
  await withdrawCase(as(people.debtor), { id, key: 'not-needed' });
});

it('lets an approval wait for what the entry and the certificate need, and says for what', async () => {
  await stage.endResidency(people.head);
  await stop();
  const id = await stage.submitted(people.head, software);
  const recommend = () => stage.take(people.officer, id, 'recommend', 'Uyğundur.');
  expect(await refused(recommend())).toBe('identity.mandates_unavailable');
  await resume();
  await recommend();
  const approve = (await deskCase(as(people.approver), { id })).actions.find(({ action }) => action === 'approve');
  expect(approve?.blocked?.code).toBe('services.facts_awaited');
  expect(approve?.blocked?.text.az).toContain('VÖEN');
  test.clock.advance(60_000);
  // The registers are asked anew by the approval itself.
  await stage.take(people.approver, id, 'approve');
  expect((await caseView(as(people.head), { id })).status).toBe('issued');
});

it('keeps the facts of a case that is over as the decision was taken on', async () => {
  const id = await stage.submitted(people.debtor);
  await stage.take(people.officer, id, 'propose-refusal', 'Borc var.');
  await stage.take(people.approver, id, 'refuse');
  const before = await taxDebt(id);
  test.clock.advance(60_000);
  expect(await refused(refreshCase(as(people.officer), { id }))).toBe('services.facts_stand');
  await sql`insert into services.fact (id, instance, field, state, value, read_at)
    values (${newId()}, ${id}, 'taxDebt', 'value', '"0.00"', ${test.clock.now()})`.execute(test.vahid.db);
  expect(await taxDebt(id)).toEqual(before);
});

it('enters and certifies what the decision was taken on, though a register says otherwise before that is done', async () => {
  await stage.endResidency(people.head);
  const id = await stage.submitted(people.head, software);
  await stage.take(people.officer, id, 'recommend', 'Uyğundur.');
  const { version } = await deskCase(as(people.approver), { id });
  await actOnCase(as(people.approver), { id, action: 'approve', version, note: '', key: 'approved' });
  test.clock.advance(60_000);
  await sql`insert into services.fact (id, instance, field, state, value, read_at)
    values (${newId()}, ${id}, 'name', 'value', '"Başqa ad"', ${test.clock.now()})`.execute(test.vahid.db);
  await stage.drain();
  const { rows } = await sql<{ lines: string }>`select lines::text from documents.document d
    join services.case c on c.document = d.id where c.id = ${id}`.execute(test.vahid.db);
  expect(rows[0]?.lines).toContain('Göyçay Proqram');
  expect(rows[0]?.lines).not.toContain('Başqa ad');
});
