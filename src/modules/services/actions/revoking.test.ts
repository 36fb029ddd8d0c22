import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, priority, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import type { Json } from '../../../kernel/job.ts';
import { checkDocument } from '../../documents/actions.ts';
import { notifications } from '../../process/index.ts';
import { deskCase } from './desk.ts';
import { appealDecision, caseView } from './following.ts';

let stage: Stage;
let test: Stage['test'];
let people: Stage['people'];
let id: string;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test, people } = stage);
  id = await stage.submitted(people.head, priority);
}, 120_000);
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);
const reason = 'Şirkət fəaliyyətini dayandırıb';

/** What the register of residents says now, the last day of each stretch included. */
async function residency(): Promise<readonly { from: string; to: string | null; data: Record<string, Json> }[]> {
  const { rows } = await sql<{ from: string; to: string | null; data: Record<string, Json> }>`select
      valid_from::text as "from", (valid_to - 1)::text as "to", data from records.record
    where register = 'technopark-residents' and superseded_at is null and data ->> 'voen' = '2007311431'
    order by valid_from`.execute(test.vahid.db);
  return rows;
}

const checked = async () => {
  const { document } = await caseView(as(people.head), { id });
  return (await checkDocument(test.ctx(), document?.code ?? '', 'here')).state;
};

it('is taken back by two people, for a reason and on a ground that the holder is told', async () => {
  expect(await checked()).toBe('valid');
  test.clock.set('2026-12-07T06:00:00Z');
  await stage.take(people.officer, id, 'propose-revocation', 'Yoxlama aparılıb.');
  expect((await caseView(as(people.head), { id })).status).toBe('issued');
  const both = { ...people.officer, appointments: people.approver.appointments };
  expect(await refused(stage.take(both, id, 'revoke', reason))).toBe('process.four_eyes');
  expect(await refused(stage.take(people.approver, id, 'revoke', ''))).toBe('process.note_needed');
  await stage.take(people.approver, id, 'revoke', reason);

  const view = await caseView(as(people.head), { id });
  expect(view).toMatchObject({
    status: 'decided',
    document: { revokedAt: test.clock.now() },
    decision: { outcome: 'revoked', by: 'official', note: reason, appealUntil: '2027-01-06' },
    may: { appeal: true },
  });
  expect(view.decision?.reasons.map(({ article }) => article.article)).toEqual(['4.7']);
  const told = (await notifications(as(people.head))).items[0]?.text.az ?? '';
  expect(told).toContain(`Səbəb: ${reason}. Əsas: `);
  expect(told).toContain('4.7-ci bəndi');
  const desk = await deskCase(as(people.officer), { id });
  expect([desk.follows?.outcome, desk.follows?.effects.map(({ name, done }) => [name, done])]).toEqual([
    'revoked',
    [
      ['revoke', true],
      ['end', true],
      ['notify-revoked', true],
    ],
  ]);
});

it('no longer holds: neither the certificate nor the entry, from the day of the decision', async () => {
  expect(await checked()).toBe('revoked');
  const entered = await residency();
  expect(entered.map(({ from, to }) => [from, to])).toEqual([
    ['2026-11-23', '2026-12-06'],
    ['2026-12-07', '2026-12-07'],
  ]);
  expect(entered[1]?.data).toMatchObject({ startsOn: '2026-11-23', endsOn: '2026-12-07' });
});

it('can be appealed, and is given anew when the appeal is granted by somebody else', async () => {
  test.clock.set('2026-12-08T06:00:00Z');
  await appealDecision(as(people.head), { id, grounds: 'Fəaliyyət davam edir.', key: 'against-revocation' });
  await stage.drain();
  const revoker = { ...people.approver, appointments: people.deputy.appointments };
  expect(await refused(stage.take(revoker, id, 'overturn', 'Təmin edilsin.'))).toBe('process.four_eyes');
  await stage.take(people.deputy, id, 'overturn', 'Fəaliyyət təsdiqləndi.');
  expect((await caseView(as(people.head), { id })).status).toBe('issued');
  expect(await checked()).toBe('valid');
  expect((await residency()).at(-1)).toMatchObject({ from: '2026-12-08', to: null });
});
