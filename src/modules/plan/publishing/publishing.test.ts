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
import { findItem, restand, setParties, setSchedule } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import { compareEditions, editionById, freezePlan, linesOf, rawLines, statesOf } from './actions.ts';
import { editionBook } from './book.ts';
import { changesOf } from './compared.ts';
import { freezePlansJob, resumeFreezing } from './job.ts';
import type { MeasureLine } from './line.ts';
import { editionDocument, editionPdf } from './print.ts';

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

async function measuresOf(id: string): Promise<readonly MeasureLine[]> {
  const lines = await Array.fromAsync(linesOf(test.ctx(), id));
  return lines.filter((line) => line.kind === 'measure');
}

const office = { kind: 'person' as const, appointments: [{ institution: 'rinn', role: 'project_office' as const }] };
const words = { lang: 'en' as const, acronyms: new Map([['aef', 'AEF']]) };

/** What is said of each line that two editions say otherwise. */
async function said(before: string, after: string) {
  const { lines } = await compareEditions(test.ctx(), before, after);
  return new Map(
    lines.map((line) => [
      line.number,
      changesOf(line, words).map((one) => `${one.what}: ${one.before} → ${one.after}`),
    ]),
  );
}

describe('a frozen report', () => {
  it('keeps how the plan stood, with a digest that anybody can compute again', async () => {
    await begin('6.1.1.2.4', '2026-11-20');
    const id = await freezePlan(test.ctx(), code);
    const edition = await editionById(test.ctx(), id);
    expect(edition).toMatchObject({ number: 1, institution: null });
    expect(await digestOf(id)).toBe(edition.digest);
    const measures = await measuresOf(id);
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
    expect([...(await said(first, second))]).toEqual([
      [
        '6.1.1.2.4',
        [
          'State: Executor missing → On track',
          'Progress: none → 0%',
          'Executor: none → AEF',
          'First due: none → 31 Mar 2027',
          'Due: none → 31 Mar 2027',
          'Milestones: 0 → 1',
        ],
      ],
    ]);
    for (const [a, b] of [
      [second, first],
      [first, first],
    ] as const)
      await expect(compareEditions(test.ctx(), a, b)).rejects.toMatchObject({ status: 404 });
  });

  it('says nothing of a measure that is only late by more days', async () => {
    await begin('6.1.1.2.4', '2026-11-20');
    const first = await freezePlan(test.ctx(), code);
    test.clock.advance(5 * 86_400_000);
    await restand(test.ctx(), [(await findItem(test.vahid.db, code, '6.1.1.2.4'))?.id ?? '']);
    const second = await freezePlan(test.ctx(), code);
    const [before, after] = [await measuresOf(first), await measuresOf(second)].map((lines) =>
      lines.find(({ number }) => number === '6.1.1.2.4'),
    );
    expect(after?.slip).toBe((before?.slip ?? 0) + 5);
    expect([...(await said(first, second)).values()].flat()).toEqual([]);
  });

  it('tells of indicators too, and of lines that one of the two does not know', () => {
    const indicator = {
      kind: 'indicator' as const,
      number: 'x',
      title: { az: 'X' },
      unit: 'percent' as const,
      sign: 'known' as const,
      value: 40,
      asOf: '2026-11-01',
      target: 80,
      targetDue: '2028-12-31',
    };
    const compare = (before?: typeof indicator, after?: typeof indicator) =>
      changesOf({ number: 'x', before, after }, words);
    expect(compare(indicator, { ...indicator, value: 45.5, asOf: '2026-12-01' })).toEqual([
      { what: 'Value', before: '40.0%', after: '45.5%' },
    ]);
    expect(compare(undefined, indicator)).toEqual([{ what: undefined, before: '', after: 'new indicator' }]);
    expect(compare(indicator)).toEqual([{ what: undefined, before: '', after: 'the indicator is no more' }]);
  });

  it('is the same one where an official freezes twice and nothing has changed', async () => {
    const first = await freezePlan(test.ctx(office), code);
    expect(await freezePlan(test.ctx(office), code)).toBe(first);
    await begin('6.1.1.2.4', '2027-03-31');
    const second = await freezePlan(test.ctx(office), code);
    expect(second).not.toBe(first);
    // The program takes one for each period, whatever it says.
    expect(await freezePlan(test.ctx(), code)).not.toBe(second);
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
    expect([row?.get(18), row?.get(19)]).toEqual([undefined, 'icra etmək']);
    const idle = rows.find((cells) => cells.get(0) === '6.1.1.2.5');
    expect(idle?.get(18)).toBe('icraçı yoxdur; müddət yoxdur; mərhələ yoxdur');
    const indicators = await rowsOf(Buffer.concat(chunks), 2);
    const [shown, kept] = [
      indicators.find((cells) => cells.get(0) === 'once-only'),
      await Array.fromAsync(linesOf(test.ctx(), id)),
    ];
    expect(shown?.get(3)).toBe('faiz');
    expect(indicators).toHaveLength(1 + kept.filter(({ kind }) => kind === 'indicator').length);
  });

  it('is a document that names every measure and indicator, and what it leaves out', async () => {
    await begin('6.1.1.2.4', '2026-12-20');
    const id = await freezePlan(test.ctx(), code);
    const edition = await editionById(test.ctx(), id);
    const lines = await Array.fromAsync(linesOf(test.ctx(), id));
    const given = { edition, plan: 'Plan', lang: 'en' as const, acronyms: words.acronyms, lines };
    const { blocks } = editionDocument(given);
    const tables = blocks.flatMap((block) => ('table' in block ? [block.table] : []));
    expect(tables.map(({ rows }) => rows.length)).toEqual([2, 55, lines.length - 55]);
    expect(tables[1]?.rows.find(([number]) => number === '6.1.1.2.4')?.slice(2)).toEqual([
      'AEF',
      expect.any(String),
      '0%',
      '20 Dec 2026',
      '20 Dec 2026',
    ]);
    const remarks = blocks.flatMap((block) => ('remark' in block ? [block.remark] : []));
    expect(remarks).toEqual([expect.stringContaining('in the XLSX file'), expect.stringContaining(edition.digest)]);
    const [first] = lines;
    if (!first) throw new Error('no lines');
    const many = editionDocument({ ...given, lines: Array.from({ length: 501 }, () => first) });
    expect(many.blocks.flatMap((block) => ('text' in block ? [block.text] : []))).toEqual([
      expect.stringMatching(/501 measures; the first 500/),
    ]);
    expect((await editionPdf(given)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is taken by the program after each period, and by nobody else than the project office', async () => {
    const officer = { kind: 'person' as const, appointments: [{ institution: 'rinn', role: 'officer' as const }] };
    await expect(freezePlan(test.ctx(officer), code)).rejects.toMatchObject({ status: 403 });
    const due = async () =>
      (await sql<{ at: Date }>`select run_at as at from kernel.job where kind = 'plan.freeze'`.execute(test.vahid.db))
        .rows;
    test.clock.set('2027-02-02T21:00:00Z');
    await freezePlansJob.run(test.ctx(), {});
    expect((await due()).map(({ at }) => at.toISOString())).toEqual(['2027-04-29T21:00:00.000Z']);
    const { rows } = await sql`select number from plan.edition`.execute(test.vahid.db);
    expect(rows).toEqual([{ number: 1 }]);
  });

  it('that fell due while the program stood still is taken, whatever is released meanwhile', async () => {
    const due = async () =>
      (await sql<{ at: Date }>`select run_at as at from kernel.job where kind = 'plan.freeze'`.execute(test.vahid.db))
        .rows[0]?.at;
    await resumeFreezing(test.ctx());
    expect(await due()).toEqual(new Date('2027-02-02T21:00:00Z'));
    test.clock.set('2027-02-04T06:00:00Z');
    await resumeFreezing(test.ctx());
    expect(await due()).toEqual(test.clock.now());
    await freezePlansJob.run(test.ctx(), {});
    await resumeFreezing(test.ctx());
    expect(await due()).toEqual(new Date('2027-04-29T21:00:00Z'));
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
