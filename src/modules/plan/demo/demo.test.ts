import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { findItem } from '../measures/index.ts';
import { removeAllSamples } from '../intake/sample.ts';
import { raiseRisk } from '../risks/index.ts';
import { sampleCommand } from '../intake/command-sample.ts';
import { runCommand } from '../intake/test-command.ts';
import { actingAs, addLife } from './life.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ seeded: true });
}, 60_000);
afterAll(() => test.close());

async function rows<T>(query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  return (await query.execute(test.vahid.db)).rows;
}

const counts = () =>
  rows(sql<{ reports: number; risks: number; requests: number; noted: number }>`select
    (select count(*)::integer from plan.report r join plan.sample_record s on s.id = r.id) as reports,
    (select count(*)::integer from plan.risk where raised_by is not null) as risks,
    (select count(*)::integer from plan.spend_request) as requests,
    (select count(*)::integer from plan.sample_record) as noted`);

describe('the life of the demonstration', () => {
  it('shows reports, risks and requests in several states, each of which says that it is a sample', async () => {
    expect(await counts()).toEqual([{ reports: 5, risks: 3, requests: 5, noted: 13 }]);
    const states = await rows(sql<{
      kind: string;
      state: string;
    }>`select distinct s.kind, n.state from plan.sample_record s
      join process.instance n on n.id = s.id order by 1, 2`);
    expect(states.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'report accepted',
      'report draft',
      'report returned',
      'report submitted',
      'spending approved',
      'spending clarification',
      'spending pipeline',
      'spending recommended',
      'spending rejected',
    ]);
    const unmarked = await rows(sql`select title from plan.spend_request where title !~ 'nümunə'
      union all select title ->> 'az' from plan.risk where raised_by is not null and title ->> 'az' !~ 'nümunə'
      union all select draft ->> 'done' from plan.report r join plan.sample_record s on s.id = r.id
        where draft ->> 'done' !~ 'Nümunə' union all select name from plan.evidence where name !~ 'nümunə'`);
    expect(unmarked).toEqual([]);
    const reached = await rows(sql<{ number: string }>`select i.number from plan.evidence e
      join plan.verdict v on v.evidence = e.id and v.verdict = 'verified' join plan.item i on i.id = e.item order by 1`);
    expect(reached.map(({ number }) => number)).toEqual(['6.1.1.2.1', '6.1.1.2.6']);
  });

  it('is written once', async () => {
    await addLife(test.ctx());
    expect(await counts()).toEqual([{ reports: 5, risks: 3, requests: 5, noted: 13 }]);
  });

  it('goes with the overlay, leaves what people wrote, and nobody waits for it any more', async () => {
    const office = await actingAs(test.ctx(), '5SC4U8V', 0);
    const item = await findItem(test.vahid.db, '2026-2028', '6.1.1.2.2');
    const own = await raiseRisk(office, item?.id ?? '', 'Əsl risk');
    await expect(sql`delete from plan.risk where id = ${own}`.execute(test.vahid.db)).rejects.toThrow(/never deleted/);
    const noted = await rows(sql<{ id: string }>`select id from plan.sample_record where kind <> 'risk'`);
    await removeAllSamples(test.ctx());
    expect(await counts()).toEqual([{ reports: 0, risks: 1, requests: 0, noted: 0 }]);
    const open =
      await rows(sql`select id, state from process.instance where id = any(${noted.map(({ id }) => id)}::uuid[])
      and state not in ('accepted', 'dropped', 'withdrawn', 'rejected')`);
    expect(open).toEqual([]);
    expect(await rows(sql`select from plan.milestone where sample`)).toEqual([]);
    // What was still to follow of them finds nothing.
    await test.vahid.jobs.runDue();
  });

  it('is laid again with the overlay by the command', async () => {
    expect((await runCommand(test, sampleCommand, [])).out).toEqual([
      'Sample assignments: 29 measures, 8 responsible persons.',
      'Sample reports, risks and spending requests: 13.',
    ]);
    expect(await counts()).toEqual([{ reports: 5, risks: 4, requests: 5, noted: 13 }]);
    expect((await runCommand(test, sampleCommand, [])).out).toEqual([
      'Sample assignments: 0 measures, 0 responsible persons.',
    ]);
  });
});
