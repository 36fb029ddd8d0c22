import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { ensurePerson } from '../../identity/index.ts';
import { importUsage } from '../../quotas/actions/booking.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';
import { takeOwnStep } from './own-step.ts';

let stage: Stage;
let test: Stage['test'];
let operator: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  operator = {
    kind: 'person',
    person: await ensurePerson(test.ctx(), '1AAAAA1'),
    appointments: [{ institution: 'azcon', role: 'officer' }],
  };
}, 120_000);
afterAll(() => test.close());

const small = { area: 'language', task: 'Nitqin tanınması.', hours: 1000, readiness: 'measured', openResult: true };
const pages: Readonly<Record<string, readonly string[]>> = {
  is: ['area', 'task'],
  hecm: ['hours'],
  hazirliq: ['readiness', 'openResult'],
};

async function applied(actor: Actor, answers: Readonly<Record<string, Json>> = small): Promise<string> {
  const { id } = await startCase(test.ctx(actor), { service: 'gpu-quota' });
  for (const [page, fields] of Object.entries(pages)) {
    const values = Object.fromEntries(fields.map((field) => [field, answers[field] ?? null]));
    await saveAnswers(test.ctx(actor), { id, page, values });
  }
  await submitCase(test.ctx(actor), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

const viewOf = (actor: Actor, id: string) => caseView(test.ctx(actor), { id });
const use = (number: string, key: string, amount: string) =>
  importUsage(test.ctx(operator), {
    operator: 'azcon',
    format: 'csv',
    text: `key,quota,amount\n${key},${number},${amount}`,
  });

describe('a case that gives a quota', () => {
  let id: string;

  it('tells its points with reasons and articles, and what it gave', async () => {
    id = await applied(stage.people.head);
    const { score, quota, decision, state, reference } = await viewOf(stage.people.head, id);
    expect([state.en, decision?.by]).toEqual(['Quota given', 'table']);
    expect([score?.points, score?.most, score?.criteria.map(({ points }) => points)]).toEqual([
      100,
      100,
      [30, 25, 25, 20],
    ]);
    expect(score?.criteria[0]?.reason.en).toBe('A model of Azerbaijani');
    expect(score?.criteria[0]?.article.sample).toBe(true);
    expect(quota).toMatchObject({
      number: reference,
      unit: 'gpu_hour',
      given: '1000.000',
      left: '1000.000',
      state: 'open',
    });
    expect([quota?.validFrom, quota?.validTo]).toEqual(['2026-11-23', '2027-05-22']);
  });

  it('shows what is left to both, once the operator has reported use', async () => {
    const { quota } = await viewOf(stage.people.head, id);
    await use(quota?.number ?? '', 'J1', '250.5');
    expect((await viewOf(stage.people.head, id)).quota?.left).toBe('749.500');
    const desk = await deskCase(test.ctx(stage.people.officer), { id });
    expect([desk.quota?.used, desk.score?.points]).toEqual(['250.500', 100]);
  });

  it('is not given again while more than sixty days are left, and extended after that under its number', async () => {
    const early = await applied(stage.people.head);
    const view = await viewOf(stage.people.head, early);
    expect([view.state.en, view.quota]).toEqual(['Under review', undefined]);
    await stage.take(stage.people.officer, early, 'propose-refusal', 'Tezdir.');
    await stage.take(stage.people.approver, early, 'refuse');
    test.clock.set('2027-04-05T06:00:00Z');
    const later = await applied(stage.people.head);
    const { quota } = await viewOf(stage.people.head, later);
    const first = await viewOf(stage.people.head, id);
    expect(quota).toMatchObject({ id: first.quota?.id, given: '2000.000', left: '1749.500', validTo: '2027-11-22' });
    const { rows } = await sql<{ data: Record<string, Json> }>`select data from records.record
      where register = 'gpu-quotas' and key = ${first.reference} and superseded_at is null order by valid_from`.execute(
      test.vahid.db,
    );
    expect(rows.map(({ data }) => [data.startsOn, data.endsOn, data.points])).toEqual([
      ['2026-11-23', '2027-05-22', 100],
      ['2027-04-05', '2027-11-22', 100],
    ]);
  });

  it('takes what is left when the holder gives it up', async () => {
    const own = await applied(stage.people.resident);
    const { quota } = await viewOf(stage.people.resident, own);
    await use(quota?.number ?? '', 'J2', '10');
    const step = { id: own, action: 'give-up', note: 'Layihə bitib.', key: 'give-up-1' };
    await takeOwnStep(test.ctx(stage.people.resident), step);
    await stage.drain();
    const after = await viewOf(stage.people.resident, own);
    expect(after.quota).toMatchObject({ left: '0.000', used: '10.000', state: 'ended' });
    expect(after.document?.revokedAt).toEqual(test.clock.now());
    expect(await refused(takeOwnStep(test.ctx(stage.people.resident), { ...step, key: 'give-up-2' }))).toBe(
      'process.not_from_here',
    );
  });
});
