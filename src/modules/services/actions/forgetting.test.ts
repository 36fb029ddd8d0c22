import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused as refusal, service, type Stage } from '../../../../test/service-stage.ts';
import { systemContext } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { startCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { rateService, withdrawCase } from './following.ts';
import { scheduleForgetting } from './forgetting.ts';
import { addNote } from './noting.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openServiceStage();
}, 120_000);
afterAll(() => stage.test.close());

const held = async (id: string): Promise<number | undefined> => {
  const { rows } = await sql<{ count: number }>`select (select count(*) from services.fact where instance = ${id})
    + (select count(*) from services.answer where instance = ${id})
    + (select count(*) from services.signature where instance = ${id}) as count`.execute(stage.test.vahid.db);
  return rows[0]?.count;
};

/** Names and notes beside the journal. */
const named = async (id: string): Promise<boolean> => {
  const { rows } = await sql`select from process.journal_value where instance = ${id}`.execute(stage.test.vahid.db);
  return rows.length > 0;
};

/** Notes of officials, and what applicants wrote with a rating. */
const written = async (id: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ text: string }>`select words as text from services.note where instance = ${id}
    union all select comment from services.rating where instance = ${id} and comment is not null order by 1`.execute(
    stage.test.vahid.db,
  );
  return rows.map(({ text }) => text);
};

async function fiveYearsLater(): Promise<void> {
  stage.test.clock.set('2031-12-01T06:00:00Z');
  await scheduleForgetting(systemContext(stage.test.vahid, 'test'), stage.test.clock.now());
  await sql`delete from kernel.job where kind <> 'services.forget'`.execute(stage.test.vahid.db);
  await stage.drain();
}

it('forgets facts, answers and signatures of what ended, keeps those of what is open, and keeps the case', async () => {
  const { test, people } = stage;
  const ended = await stage.submitted(people.head);
  await withdrawCase(test.ctx(people.head), { id: ended, key: 'take-back' });
  const open = await stage.submitted(people.resident);
  const refused = await stage.submitted(people.debtor);
  await stage.take(people.officer, refused, 'propose-refusal', 'Borc var.');
  await stage.take(people.approver, refused, 'refuse');
  await rateService(test.ctx(people.debtor), { id: refused, score: 2, comment: 'Mənə zəng edin.' });
  await addNote(test.ctx(people.officer), { id: refused, words: 'Zəng edilib.', key: newId() });
  expect(await written(refused)).toEqual(['Mənə zəng edin.', 'Zəng edilib.']);
  const { id: draft } = await startCase(test.ctx(people.debtor), { service });
  await stage.drain();
  const all = async () => [await held(ended), await held(refused), await held(open), await held(draft)];
  for (const id of [ended, open])
    await sql`insert into services.signature (instance, seq, at, jws, key, contents)
      values (${id}, 2, ${test.clock.now()}, 'a.b.c', '\\x00', '{}')`.execute(test.vahid.db);
  expect(await all()).toEqual([20, 19, 20, 8]);
  await sql`update services.case set appeal_until = '2031-12-01' where id = ${refused}`.execute(test.vahid.db);
  expect([await named(ended), await named(refused)]).toEqual([true, true]);
  await fiveYearsLater();
  expect(await all()).toEqual([0, 19, 20, 0]);
  await sql`update services.case set appeal_until = '2031-11-30' where id = ${refused}`.execute(test.vahid.db);
  await fiveYearsLater();
  expect(await all()).toEqual([0, 0, 20, 0]);
  expect([await named(ended), await named(refused), await named(open), await named(draft)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect((await deskCase(test.ctx(people.officer), { id: ended })).reference).toMatch(/^RP-2026-/);
  expect(await written(refused)).toEqual([]);
  expect(await refusal(rateService(test.ctx(people.debtor), { id: refused, score: 5, comment: '' }))).toBe(
    'services.rated_already',
  );
  await addNote(test.ctx(people.officer), { id: refused, words: 'Sonra yazılıb.', key: newId() });
  await fiveYearsLater();
  expect(await written(refused)).toEqual([]);
});

it('comes to every case, though more than one step holds are older and still open', async () => {
  const { test, people } = stage;
  test.clock.set('2031-12-02T06:00:00Z');
  const ended = await stage.submitted(people.debtor);
  await withdrawCase(test.ctx(people.debtor), { id: ended, key: 'take-back' });
  const open = await stage.submitted(people.debtor);
  // Older copies of the open case, by keys that come before every other.
  const copy = (n: string) => sql.raw(`('00000000-0000-7000-8000-' || lpad(${n}::text, 12, '0'))::uuid`);
  await sql`insert into process.instance select (jsonb_populate_record(i, jsonb_build_object('id', ${copy('n')}))).*
    from process.instance i, generate_series(1, 250) n where i.id = ${open}`.execute(test.vahid.db);
  await sql`insert into services.case select (jsonb_populate_record(c, jsonb_build_object('id', ${copy('n')},
      'reference', 'copy-' || n))).* from services.case c, generate_series(1, 250) n where c.id = ${open}`.execute(
    test.vahid.db,
  );
  await sql`insert into services.answer select (jsonb_populate_record(a, jsonb_build_object('instance', ${copy('n')}))).*
    from services.answer a, generate_series(1, 250) n where a.instance = ${open}`.execute(test.vahid.db);
  test.clock.set('2036-12-03T06:00:00Z');
  await scheduleForgetting(systemContext(test.vahid, 'test'), test.clock.now());
  await sql`delete from kernel.job where kind <> 'services.forget'`.execute(test.vahid.db);
  await stage.drain();
  test.clock.advance(2000);
  await stage.drain();
  expect([await held(ended), (await held(open)) === 0]).toEqual([0, false]);
});
