import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, priority, refused, service, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { declareOutage, endOutage } from '../../records/index.ts';
import { startCase, submitCase } from './applying.ts';
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
  await stop();
  const id = await stage.submitted(people.head, priority);
  await stage.take(people.officer, id, 'return', 'Layihəni ətraflı yazın.', ['layihe']);
  await resume();
  test.clock.advance(16 * 60_000);
  await stage.drain();
  const view = await deskCase(as(people.officer), { id });
  expect(view.facts.find(({ field }) => field === 'taxDebt')?.state).toBe('value');
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
});
