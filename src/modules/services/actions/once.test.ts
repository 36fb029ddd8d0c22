import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, service, software, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { startCase } from './applying.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { refreshCase } from './refreshing.ts';
import { appealDecision, caseView, rateService, withdrawCase } from './following.ts';

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);

async function entries(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct key)::int as count from records.record
    where register = 'technopark-residents' and superseded_at is null and data ->> 'voen' =
      (select voen from identity.organisation where id = ${people.head.organisation})`.execute(test.vahid.db);
  return rows[0]?.count ?? 0;
}

/** One case that was refused and is appealed, and one sent in between that waits for its approval. */
async function twoCases(): Promise<readonly [appealed: string, confirmed: string]> {
  const first = await stage.submitted(people.head, software);
  await stage.take(people.officer, first, 'propose-refusal', 'Layihə uyğun deyil.');
  await stage.take(people.approver, first, 'refuse');
  const second = await stage.submitted(people.head, software);
  await stage.take(people.officer, second, 'recommend', 'Uyğundur.');
  await appealDecision(as(people.head), { id: first, grounds: 'Layihə uyğundur.', key: `appeal-${first}` });
  await stage.drain();
  test.clock.advance(60_000);
  return [first, second];
}

it('gives one certificate where two cases are open at once', async () => {
  const first = await stage.submitted(people.head, software);
  const second = await stage.submitted(people.head, software);
  for (const id of [first, second]) await stage.take(people.officer, id, 'recommend', 'Uyğundur.');
  await stage.take(people.approver, first, 'approve');
  test.clock.advance(60_000);
  expect(await refused(stage.take(people.approver, second, 'approve'))).toBe('process.condition_not_met');
  expect(await entries()).toBe(1);
  await stage.take(people.approver, second, 'send-back', 'Şirkət artıq rezidentdir.');
  await withdrawCase(as(people.head), { id: second, key: 'not-needed' });
  await stage.endResidency(people.head);
  test.clock.advance(60_000);
});

it('is at the desk nobody’s who heads the applicant: neither to read nor to have the registers asked', async () => {
  const id = await stage.submitted(people.head, software);
  const { person = '', name = '' } = people.head;
  const both: Actor = { kind: 'person', person, name, appointments: people.officer.appointments };
  expect(await refused(deskCase(as(both), { id }))).toBe('process.own_case');
  expect(await refused(refreshCase(as(both), { id }))).toBe('process.own_case');
  await withdrawCase(as(people.head), { id, key: 'not-needed' });
});

it('keeps no sign that turns the writing, in a note, an appeal or a rating', async () => {
  const turned = '\u202eUyğun\u2069 deyil.\u0007';
  const id = await stage.submitted(people.head, software);
  await stage.take(people.officer, id, 'propose-refusal', turned);
  await stage.take(people.approver, id, 'refuse');
  await rateService(as(people.head), { id, score: 2, comment: turned });
  await appealDecision(as(people.head), { id, grounds: turned, key: 'turned' });
  await stage.drain();
  const { journal, grounds } = await deskCase(as(people.deputy), { id });
  expect(JSON.stringify(journal)).toContain('Uyğun deyil.');
  expect(JSON.stringify([journal, grounds, (await caseView(as(people.head), { id })).rating])).not.toMatch(
    /\\u0007|\u202e/,
  );
  await stage.take(people.deputy, id, 'uphold', 'Əsassızdır.');
});

it('takes no more numbers than an applicant can need', async () => {
  const begin = async () => {
    const { id } = await startCase(as(people.resident), { service });
    await withdrawCase(as(people.resident), { id, key: `discard-${id}` });
  };
  for (let times = 0; times < 20; times += 1) await begin();
  expect(await refused(begin())).toBe('kernel.too_many_attempts');
  test.clock.advance(61 * 60_000);
  expect(await refused(begin())).toBe('done');
});

it('approves on what the registers say now, not on what they said when the case was sent', async () => {
  const [appealed, confirmed] = await twoCases();
  await stage.take(people.deputy, appealed, 'overturn', 'Şikayət əsaslıdır.');
  expect([(await caseView(as(people.head), { id: appealed })).status, await entries()]).toEqual(['issued', 1]);
  test.clock.advance(60_000);
  expect(await refused(stage.take(people.approver, confirmed, 'approve'))).toBe('process.condition_not_met');
  const { requirements } = await deskCase(as(people.approver), { id: confirmed });
  expect(requirements.find(({ name }) => name === 'not-resident')?.sign).toBe('late');
  await stage.take(people.approver, confirmed, 'send-back', 'Şirkət artıq rezidentdir.');
  await withdrawCase(as(people.head), { id: confirmed, key: 'not-needed' });
  await stage.endResidency(people.head);
  test.clock.advance(60_000);
});

it('does not approve beside an approval that is still being carried out', async () => {
  const [appealed, confirmed] = await twoCases();
  const act = async (actor: Actor, id: string, action: string, note: string) => {
    const { version } = await deskCase(as(actor), { id });
    await actOnCase(as(actor), { id, action, version, note, key: `${action}-${id}` });
  };
  await act(people.deputy, appealed, 'overturn', 'Şikayət əsaslıdır.');
  expect(await refused(act(people.approver, confirmed, 'approve', ''))).toBe('services.decided_beside');
  await stage.drain();
  expect([(await caseView(as(people.head), { id: confirmed })).status, await entries()]).toEqual(['in_review', 1]);
});
