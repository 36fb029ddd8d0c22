import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, service, type Stage } from '../../../../test/service-stage.ts';
import { systemContext } from '../../../kernel/context.ts';
import { startCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { withdrawCase } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openServiceStage();
}, 120_000);
afterAll(() => stage.test.close());

const held = async (id: string): Promise<number | undefined> => {
  const { rows } = await sql<{ count: number }>`select (select count(*) from services.fact where instance = ${id})
    + (select count(*) from services.answer where instance = ${id}) as count`.execute(stage.test.vahid.db);
  return rows[0]?.count;
};

async function fiveYearsLater(): Promise<void> {
  stage.test.clock.set('2031-12-01T06:00:00Z');
  await scheduleForgetting(systemContext(stage.test.vahid, 'test'), stage.test.clock.now());
  await sql`delete from kernel.job where kind <> 'services.forget'`.execute(stage.test.vahid.db);
  await stage.drain();
}

it('forgets facts and answers of what ended, keeps those of what is open, and keeps the case', async () => {
  const { test, people } = stage;
  const ended = await stage.submitted(people.head);
  await withdrawCase(test.ctx(people.head), { id: ended, key: 'take-back' });
  const open = await stage.submitted(people.debtor);
  const { id: draft } = await startCase(test.ctx(people.resident), { service });
  await stage.drain();
  expect([await held(ended), await held(open), await held(draft)]).toEqual([19, 19, 8]);
  await fiveYearsLater();
  expect([await held(ended), await held(open), await held(draft)]).toEqual([0, 19, 0]);
  expect((await deskCase(test.ctx(people.officer), { id: ended })).reference).toMatch(/^RP-2026-/);
});
