import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, priority, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { declareOutage, endOutage } from '../../records/index.ts';
import { submitCase } from './applying.ts';
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
