import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Command } from '../../../kernel/command.ts';
import { bookOf } from './test-stand.ts';
import { exportCommand, templateCommand } from './command-form.ts';
import { importCommand } from './command-import.ts';
import { planRead } from './command-read.ts';
import { sampleCommand } from './command-sample.ts';
import { addSamples, shippedSample } from './sample.ts';
import { runCommand } from './test-command.ts';

let test: TestVahid;
let folder: string;
beforeAll(async () => {
  test = await openTestVahid();
  folder = await mkdtemp(join(tmpdir(), 'vahid-plan-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const run = (command: Command, words: readonly string[]) => runCommand(test, command, words);
const nothing = 'Changed: items 0, executors 0, schedules 0, responsible 0.';

/** How many rows the tables of assignments hold. */
async function counted(): Promise<readonly number[]> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from plan.party union all
    select count(*)::integer from plan.responsible union all select count(*)::integer from plan.deliverable union all
    select count(*)::integer from plan.milestone union all select count(*)::integer from plan.dependency union all
    select count(*)::integer from plan.baseline union all select count(*)::integer from plan.baseline_date`.execute(
    test.vahid.db,
  );
  return rows.map(({ count }) => count);
}

const standing = async (number: string) => {
  const { rows } = await sql<{ state: string; executor: string | null }>`select s.state, s.executor from plan.standing s
    join plan.item i on i.id = s.item where i.number = ${number} and i.plan = '2026-2028'`.execute(test.vahid.db);
  return rows[0];
};

const versions = async (number: string) => {
  const { rows } = await sql<{
    line: string;
  }>`select b.version || ' ' || d.due || ' ' || b.reason as line from plan.baseline b
    join plan.item i on i.id = b.item join plan.baseline_date d on d.baseline = b.id and d.milestone is null
    where i.number = ${number} and i.plan = '2026-2028' order by b.version`.execute(test.vahid.db);
  return rows.map(({ line }) => line);
};

async function form(name: string, sheets: Parameters<typeof bookOf>[0]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, await bookOf(sheets));
  return file;
}

describe('vahid plan sample', () => {
  it('lays a varied overlay over the plan, once', async () => {
    const before = await standing('6.1.1.2.4');
    expect(before?.state).toBe('no_executor');
    expect((await run(sampleCommand, [])).out).toEqual(['Sample assignments: 29 measures, 8 responsible persons.']);
    const { rows } = await sql<{
      state: string;
    }>`select distinct s.state from plan.standing s join plan.item i on i.id = s.item
      where i.plan = '2026-2028' order by 1`.execute(test.vahid.db);
    expect(rows.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['late', 'no_deadline', 'no_executor', 'not_assessed']),
    );
    expect((await run(sampleCommand, [])).out).toEqual(['Sample assignments: 0 measures, 0 responsible persons.']);
  });

  it('is refused in production', async () => {
    const ctx = test.ctx();
    const vahid = Object.assign(Object.create(ctx.vahid) as typeof ctx.vahid, {
      config: { ...ctx.vahid.config, mode: 'production' },
    });
    await expect(addSamples({ ...ctx, vahid }, shippedSample())).rejects.toMatchObject({
      code: 'plan.sample_in_production',
    });
  });

  it('is removed whole, and what was entered in earnest stays', async () => {
    const file = await form('earnest.xlsx', {
      measures: [{ number: '6.1.1.2.5', executor: 'RİNN', due: { date: '2027-06-30' } }],
    });
    expect((await run(importCommand, [file])).code).toBe(0);
    expect((await run(sampleCommand, ['--remove'])).out).toEqual([
      expect.stringMatching(/^Sample assignments removed: \d+ rows\.$/),
    ]);
    expect(await counted()).toEqual([1, 0, 0, 0, 0, 1, 1]);
    expect(await standing('6.1.1.2.4')).toEqual({ state: 'no_executor', executor: null });
    expect(await standing('6.1.1.2.5')).toMatchObject({ executor: 'rinn' });
  });

  it('leaves alone what was entered in earnest before it', async () => {
    const file = await form('before.xlsx', { measures: [{ number: '6.1.1.2.6', executor: 'DSK' }] });
    expect((await run(importCommand, [file])).code).toBe(0);
    expect((await run(sampleCommand, [])).out).toEqual(['Sample assignments: 28 measures, 8 responsible persons.']);
    expect(await standing('6.1.1.2.6')).toMatchObject({ executor: 'dsk' });
  });

  it('never deletes dates set in earnest', async () => {
    await expect(
      test.vahid.db.transaction().execute(async (db) => {
        await sql`set local role vahid_retention`.execute(db);
        await sql`delete from plan.baseline_date`.execute(db);
      }),
    ).rejects.toThrow(/a baseline is never deleted/);
  });
});

describe('vahid plan template, export and import', () => {
  it('takes its own export in as no change, and a template as nothing', async () => {
    const [file, empty] = [join(folder, 'plan.xlsx'), join(folder, 'empty.xlsx')];
    const before = await counted();
    expect((await run(exportCommand, [file])).code).toBe(0);
    expect(await run(importCommand, [file])).toEqual({ code: 0, out: [nothing], err: [] });
    expect((await run(templateCommand, [empty])).code).toBe(0);
    expect(await run(importCommand, [empty])).toEqual({ code: 0, out: [nothing], err: [] });
    expect(await counted()).toEqual(before);
  });

  it('makes version 0 of the first dates, later versions with their reason, and keeps the first', async () => {
    const row = (due: string) => ({
      measures: [
        { number: '6.1.2.2.1', executor: 'İN', deadlineText: '2027-ci ilin payızına qədər', due: { date: due } },
      ],
    });
    expect((await run(importCommand, [await form('a.xlsx', row('2027-08-31')), '--dry-run'])).out).toEqual([
      'Would change: items 1, executors 1, schedules 1, responsible 0. Nothing was written.',
    ]);
    expect(await versions('6.1.2.2.1')).toEqual([]);
    await run(importCommand, [await form('a.xlsx', row('2027-08-31'))]);
    const moved = await form('b.xlsx', row('2027-12-31'));
    expect(await run(importCommand, [moved])).toMatchObject({
      code: 1,
      err: ['The dates of measure 6.1.2.2.1 change. Write the reason.'],
    });
    expect((await run(importCommand, [moved, '--reason', 'Order 7'])).code).toBe(0);
    expect(await versions('6.1.2.2.1')).toEqual(['0 2027-08-31 İlk tarixlər', '1 2027-12-31 Order 7']);
  });

  it('keeps the deadline as written when the definitions are released again', async () => {
    const { rows } = await sql<{
      text: string;
    }>`select deadline_text as text from plan.item where number = '6.1.2.2.1'`.execute(test.vahid.db);
    for (const room of test.vahid.rooms) await room.released?.(test.ctx({ kind: 'system', appointments: [] }));
    const { rows: after } = await sql<{
      text: string;
    }>`select deadline_text as text from plan.item where number = '6.1.2.2.1'`.execute(test.vahid.db);
    expect(rows).toEqual([{ text: '2027-ci ilin payızına qədər' }]);
    expect(after).toEqual(rows);
  });

  it('enters nothing when one cell is wrong', async () => {
    const before = await counted();
    const file = await form('wrong.xlsx', {
      measures: [{ number: '6.1.2.2.2', executor: 'DMX' }],
      milestones: [{ measure: '6.1.2.2.2', code: 'M1', 'title.az': 'x', weight: 1, needs: 'M7' }],
    });
    const { code, err } = await run(importCommand, [file]);
    expect([code, err]).toEqual([
      1,
      [
        'Mərhələlər E2: There is no milestone “6.1.2.2.2/M7”. Correct the code; a milestone of another measure is written “number/code”.',
        'Errors: 1. Nothing was written.',
      ],
    ]);
    expect(await counted()).toEqual(before);
    await writeFile(file, 'not a workbook');
    expect((await run(importCommand, [file])).err[0]).toContain('not an .xlsx workbook');
  });

  it('enters steps that need those of a measure further down', async () => {
    const step = { 'title.az': 'Addım', weight: 1, due: { date: '2027-05-31' } };
    const file = await form('needs.xlsx', {
      milestones: [
        { ...step, measure: '6.1.2.2.8', code: 'M1', needs: '6.1.2.2.9/M1' },
        { ...step, measure: '6.1.2.2.9', code: 'M1', needs: '' },
      ],
    });
    expect((await run(importCommand, [file])).code).toBe(0);
    expect((await run(importCommand, [file])).out).toEqual([nothing]);
    const { rows } = await sql<{
      needs: string;
    }>`select i.number as needs from plan.dependency d join plan.milestone m on m.id = d.milestone
      join plan.milestone n on n.id = d.needs join plan.item i on i.id = n.item join plan.item o on o.id = m.item where o.number = '6.1.2.2.8'`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ needs: '6.1.2.2.9' }]);
  });
});

describe('vahid plan read --store', () => {
  const text = `6.1. Directions\n6.1.1. first\n6.1.1.2. measures:\n6.1.1.2.1. an of-\nficial   wording;\n6.1.1.2.2. another one;`;

  it('keeps the wording clean and as printed, with the digest of its source', async () => {
    const file = join(folder, 'plan.txt');
    await writeFile(file, `1. a\n4. b\n5. c\n6. d\n${text}`);
    const first = await run(planRead, [file, '--store', '2026-2028']);
    expect(first.out).toContain('Items whose official wording was stored or changed: 3.');
    const { rows } = await sql<{ wording: string; source: string; raw: string; digest: string }>`select i.wording,
      i.wording_source as source, w.raw, w.digest from plan.item i join plan.wording w on w.item = i.id
      where i.number = '6.1.1.2.1' and i.plan = '2026-2028'`.execute(test.vahid.db);
    expect(rows).toEqual([
      {
        wording: 'an official wording',
        source: `plan.txt, SHA-256 ${rows[0]?.digest}`,
        raw: '6.1.1.2.1. an of-\nficial   wording;',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect((await run(planRead, [file, '--store', '2026-2028'])).out).toContain(
      'Items whose official wording was stored or changed: 0.',
    );
  });

  it('says which items the plan lacks, and which plan there is not', async () => {
    const file = join(folder, 'more.txt');
    await writeFile(file, `1. a\n4. b\n5. c\n6. d\n${text}\n6.1.1.2.99. unheard of;`);
    const { code, err } = await run(planRead, [file, '--store', '2026-2028']);
    expect([code, err]).toEqual([1, expect.arrayContaining(['The plan 2026-2028 has no item 6.1.1.2.99.'])]);
    expect((await run(planRead, [file, '--store', 'no-such'])).err.at(-1)).toBe('There is no plan “no-such”.');
  });
});
