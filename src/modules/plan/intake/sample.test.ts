import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { findItem } from '../measures/index.ts';
import { recordTraining } from '../office/actions.ts';
import { openStand, type Stand } from '../reports/test-stand.ts';
import { addSamples, removeAllSamples, shippedSample } from './sample.ts';

let test: TestVahid;
let stand: Stand;
beforeEach(async () => {
  test = await openTestVahid();
  stand = await openStand(test);
  await addSamples(test.ctx(), shippedSample());
});
afterEach(() => test.close());

const one = async <T>(query: ReturnType<typeof sql<T>>): Promise<T | undefined> =>
  (await query.execute(test.vahid.db)).rows[0];
const left = () =>
  one(sql<{ people: number; parties: number; milestones: number }>`select
    (select count(*)::integer from plan.responsible where sample) as people,
    (select count(*)::integer from plan.party where sample) as parties,
    (select count(*)::integer from plan.milestone where sample) as milestones`);

describe('the removal of samples', () => {
  it('leaves those whose courses were recorded, and takes all others', async () => {
    const person = await one(sql<{ id: string }>`select id from plan.responsible where institution = 'rinn'`);
    const course = { area: 'ai' as const, title: 'Sİ', provider: 'Akademiya', hours: 8, endedOn: '2026-10-01' };
    await recordTraining(test.ctx(stand.office), person?.id ?? '', course);
    expect(await removeAllSamples(test.ctx())).toMatchObject({ kept: 1 });
    expect(await left()).toEqual({ people: 1, parties: 0, milestones: 0 });
  });

  it('ends what an invented executor still had to report', async () => {
    const { rows } = await sql<{ number: string }>`select i.number from plan.party p
      join plan.item i on i.id = p.item where p.sample and p.role = 'executor' and p.institution = 'aef'`.execute(
      test.vahid.db,
    );
    const sampled = await findItem(test.vahid.db, '2026-2028', rows[0]?.number ?? '');
    if (!sampled) throw new Error('no sample of AEF');
    const report = await stand.begin(sampled);
    await removeAllSamples(test.ctx());
    expect(await one(sql`select state from process.instance where id = ${report}`)).toEqual({ state: 'dropped' });
    // Nobody is owed anything for what was invented.
    test.clock.set('2027-04-20T06:00:00Z');
    await stand.settle();
    const open = sql`select count(*)::integer as count from plan.report r join process.instance n on n.id = r.id
      where n.state <> 'dropped'`;
    expect(await one(open)).toEqual({ count: 0 });
  });

  it('leaves the executor of a measure of which evidence was sent', async () => {
    const { rows } = await sql<{ number: string; code: string }>`select i.number, min(m.code) as code from plan.item i
      join plan.party p on p.item = i.id and p.role = 'executor' and p.institution = 'aef'
      join plan.milestone m on m.item = i.id group by i.number`.execute(test.vahid.db);
    const [measure] = rows;
    const item = await findItem(test.vahid.db, '2026-2028', measure?.number ?? '');
    if (!item || !measure) throw new Error('no sample of AEF');
    const report = await stand.begin(item);
    await stand.fill(report);
    await stand.link(report, measure.code);
    await stand.act(stand.deputy, report, 'submit');
    await removeAllSamples(test.ctx());
    expect(await stand.state(item)).toMatchObject({ executor: 'aef' });
    expect(await one(sql`select state from process.instance where id = ${report}`)).toEqual({ state: 'submitted' });
    // Laid again, it is as before.
    await addSamples(test.ctx(), shippedSample());
    expect(await stand.state(item)).toMatchObject({ executor: 'aef' });
  });

  it('leaves a milestone for which somebody is gathering evidence', async () => {
    const { rows } = await sql<{ number: string; code: string }>`select i.number, min(m.code) as code from plan.item i
      join plan.party p on p.item = i.id and p.role = 'executor' and p.institution = 'aef'
      join plan.milestone m on m.item = i.id group by i.number`.execute(test.vahid.db);
    const [measure] = rows;
    const item = await findItem(test.vahid.db, '2026-2028', measure?.number ?? '');
    if (!item || !measure) throw new Error('no sample of AEF');
    await stand.link(await stand.begin(item), measure.code);
    const { kept } = await removeAllSamples(test.ctx());
    expect(kept).toBeGreaterThan(0);
    expect(await left()).toMatchObject({ people: 0, parties: 0, milestones: 1 });
  });
});
