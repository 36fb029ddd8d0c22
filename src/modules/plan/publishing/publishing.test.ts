import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { inTransaction } from '../../../kernel/context.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { openWorkbook } from '../../../protocols/xlsx/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { findItem, setParties, setSchedule } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import { compareEditions, editionById, freezePlan, linesOf, measuresOf, rawLines, statesOf } from './actions.ts';
import { editionBook } from './book.ts';
import { freezePlansJob, resumeFreezing } from './job.ts';
import { differences } from './line.ts';
import { editionPdf } from './print.ts';

const code = '2026-2028';
let test: TestVahid;
beforeEach(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
});
afterEach(() => test.close());

async function begin(number: string, due: string): Promise<void> {
  const item = await findItem(test.vahid.db, code, number);
  if (!item) throw new Error(`no ${number}`);
  const milestones = [{ code: 'M1', title: { az: 'Mərhələ' }, weight: '1', due }];
  await inTransaction(test.ctx(), async (ctx) => {
    await setParties(ctx, item, [{ institution: 'aef', role: 'executor' }], { source: 'test' });
    await setSchedule(ctx, item, { deliverables: [], milestones }, { reason: 'İlk', source: 'test' });
  });
}

async function digestOf(id: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of rawLines(test.ctx(), id)) for (const line of part) hash.update(`${line}\n`);
  return hash.digest('hex');
}

describe('a frozen report', () => {
  it('keeps how the plan stood, with a digest that anybody can compute again', async () => {
    await begin('6.1.1.2.4', '2026-11-20');
    const id = await freezePlan(test.ctx(), code);
    const edition = await editionById(test.ctx(), id);
    expect(edition).toMatchObject({ number: 1, institution: null });
    expect(await digestOf(id)).toBe(edition.digest);
    const measures = await measuresOf(test.ctx(), id);
    expect(measures).toHaveLength(55);
    expect(measures.find(({ number }) => number === '6.1.1.2.4')).toMatchObject({
      executor: 'aef',
      state: 'late',
      due: '2026-11-20',
      milestones: 1,
      reached: 0,
      reasons: ['milestone_late', 'measure_late'],
    });
    expect(await statesOf(test.ctx(), id)).toEqual(
      new Map([
        ['late', 1],
        ['no_executor', 54],
      ]),
    );
    await begin('6.1.1.2.4', '2027-03-31');
    expect(await digestOf(id)).toBe(edition.digest);
    for (const change of [sql`update plan.edition_line set line = '{}'`, sql`delete from plan.edition`])
      await expect(change.execute(test.vahid.db)).rejects.toThrow(/permission denied/);
  });

  it('is compared with the one before', async () => {
    const first = await freezePlan(test.ctx(), code);
    await begin('6.1.1.2.4', '2027-03-31');
    const second = await freezePlan(test.ctx(), code);
    expect((await editionById(test.ctx(), second)).number).toBe(2);
    const found = await compareEditions(test.ctx(), first, second);
    expect(found).toEqual(differences(await measuresOf(test.ctx(), first), await measuresOf(test.ctx(), second)));
    expect(found).toMatchObject([
      { number: '6.1.1.2.4', before: { state: 'no_executor' }, after: { due: '2027-03-31' } },
    ]);
  });

  it('is a workbook with true dates and numbers, and a PDF', async () => {
    await begin('6.1.1.2.4', '2026-12-20');
    const id = await freezePlan(test.ctx(), code);
    const edition = await editionById(test.ctx(), id);
    const about = { edition, plan: 'Plan', lang: 'az' as const, acronyms: new Map([['aef', 'AEF']]) };
    const chunks: Buffer[] = [];
    for await (const chunk of editionBook({ ...about, lines: () => linesOf(test.ctx(), id) })) chunks.push(chunk);
    const rows = await rowsOf(Buffer.concat(chunks), 1);
    expect(rows).toHaveLength(56);
    const row = rows.find((cells) => cells.get(0) === '6.1.1.2.4');
    expect([row?.get(3), row?.get(8), row?.get(10)]).toEqual(['AEF', 0, { date: '2026-12-20' }]);
    const pdf = await editionPdf({ ...about, measures: await measuresOf(test.ctx(), id) });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is taken by the program after each period, and by nobody else than the project office', async () => {
    const office = { kind: 'person' as const, appointments: [{ institution: 'rinn', role: 'officer' as const }] };
    await expect(freezePlan(test.ctx(office), code)).rejects.toMatchObject({ status: 403 });
    const due = async () =>
      (await sql<{ at: Date }>`select run_at as at from kernel.job where kind = 'plan.freeze'`.execute(test.vahid.db))
        .rows;
    test.clock.set('2026-12-31T21:00:00Z');
    await freezePlansJob.run(test.ctx(), {});
    expect((await due()).map(({ at }) => at.toISOString())).toEqual(['2027-03-31T21:00:00.000Z']);
    const { rows } = await sql`select number from plan.edition`.execute(test.vahid.db);
    expect(rows).toEqual([{ number: 1 }]);
  });

  it('that fell due while the program stood still is taken, whatever is released meanwhile', async () => {
    const due = async () =>
      (await sql<{ at: Date }>`select run_at as at from kernel.job where kind = 'plan.freeze'`.execute(test.vahid.db))
        .rows[0]?.at;
    await resumeFreezing(test.ctx());
    expect(await due()).toEqual(new Date('2026-12-31T21:00:00Z'));
    test.clock.set('2027-01-04T06:00:00Z');
    await resumeFreezing(test.ctx());
    expect(await due()).toEqual(test.clock.now());
    await freezePlansJob.run(test.ctx(), {});
    await resumeFreezing(test.ctx());
    expect(await due()).toEqual(new Date('2027-03-31T21:00:00Z'));
  });
});

async function rowsOf(bytes: Buffer, sheet: number): Promise<readonly ReadonlyMap<number, unknown>[]> {
  const book = await openWorkbook(bytes);
  const found: ReadonlyMap<number, unknown>[] = [];
  const name = book.sheets[sheet]?.name;
  if (name === undefined) throw new Error('no such sheet');
  for await (const { cells } of book.rows(name)) found.push(new Map(cells.map((cell) => [cell.column, cell.value])));
  return found;
}
