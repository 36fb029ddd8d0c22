import { sql } from 'kysely';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureCommitted } from '../../../../test/committed.ts';
import { openServiceStage, service as name, software, type Stage } from '../../../../test/service-stage.ts';
import { bakuDate } from '../../../language/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { saveAnswers, startCase } from '../actions/applying.ts';
import { dropOutPart, idleDays } from './part.tsx';
import { dropOuts, takeUp, told } from './rules.ts';
import { scheduleSettling } from './settling.ts';
import { countDrafts } from './store.ts';

const dayMs = 86_400_000;
let stage: Stage;
let service: CompiledService;

beforeAll(async () => {
  stage = await openServiceStage();
  const { people, test } = stage;
  const found = test.vahid.releases.get<CompiledService>('service', name)?.compiled;
  if (!found) throw new Error(`no service ${name}`);
  service = found;
  await stage.submitted(people.resident, software);
  await startCase(test.ctx(people.head), { service: name });
  const { id } = await startCase(test.ctx(people.debtor), { service: name });
  await saveAnswers(test.ctx(people.debtor), { id, page: 'sahe', values: { area: 'software' } });
}, 120_000);
afterAll(() => stage.test.close());

const since = new Date('2026-11-01T00:00:00Z');
const of = { name, institutions: ['rinn'], since };

async function found() {
  const { vahid, clock } = stage.test;
  return countDrafts(vahid.db, of, new Date(clock.now().getTime() - idleDays * dayMs));
}

const figures = async () =>
  dropOuts(service, await found()).map(({ page, reached, left }) => [page?.page ?? 'check', reached, left]);

describe('where applications are left', () => {
  it('is nowhere yet while they are fresh', async () => {
    expect(await figures()).toEqual([
      ['sahe', 3, 0],
      ['is-yerleri', 2, 0],
      ['layihe', 1, 0],
      ['check', 1, 0],
    ]);
  });

  it('is the page after the last answer, once nobody has touched it for two weeks', async () => {
    stage.test.clock.advance((idleDays + 1) * dayMs);
    expect(await figures()).toEqual([
      ['sahe', 3, 1],
      ['is-yerleri', 2, 1],
      ['layihe', 1, 0],
      ['check', 1, 0],
    ]);
    expect(takeUp(await found())).toEqual([{ channel: 'portal', begun: 3, sent: 1 }]);
  });

  it('is of the institutions asked about, and of the time', async () => {
    const { vahid, clock } = stage.test;
    expect(await countDrafts(vahid.db, { ...of, institutions: ['din'] }, since)).toEqual([]);
    expect(await countDrafts(vahid.db, { ...of, since: clock.now() }, since)).toEqual([]);
  });

  it('is told without any figure that could tell of somebody', async () => {
    const part = await dropOutPart(stage.test.ctx(), of, 'az');
    if (!part) throw new Error('nothing is told');
    const cells = [...renderToString(part).matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
    expect(cells.length).toBeGreaterThan(10);
    expect(cells.filter((cell) => !/^(0|0 %|5-dən az)$/.test(cell ?? ''))).toEqual([]);
  });

  it('is measured by the share of drafts sent within thirty days, once these are over', async () => {
    const { vahid, clock } = stage.test;
    const measured = async () => {
      await scheduleSettling(stage.test.ctx(), clock.now());
      await sql`delete from kernel.job where kind <> 'services.drafts'`.execute(vahid.db);
      await stage.drain();
      await measureCommitted(vahid);
      const { rows } = await sql`select day::text, dimension, numerator::int, denominator::int from kernel.measurement
        where name = 'services.drafts_sent' and service = ${name} order by day`.execute(vahid.db);
      return rows;
    };
    const begun = await sql<{ at: Date }>`select min(created_at) as at from services.case`.execute(vahid.db);
    const at = begun.rows[0]?.at.getTime() ?? 0;
    clock.set(new Date(at + 30 * dayMs - 60_000).toISOString());
    expect(await measured()).toEqual([]);
    // One is sent too late.
    await sql`update services.case set submitted_at = ${new Date(at + 31 * dayMs)} where submitted_at is null
      and id = (select max(id::text)::uuid from services.case)`.execute(vahid.db);
    clock.set(new Date(at + 31 * dayMs).toISOString());
    const day = bakuDate(new Date(at + 30 * dayMs));
    expect(await measured()).toEqual([{ day, dimension: 'portal', numerator: 1, denominator: 3 }]);
    expect(await measured()).toHaveLength(1);
  });

  it('counts a page that may stay empty as passed by whoever answered a later one', () => {
    const [first, , last] = service.pages;
    const fields = [...(last?.fields ?? [])];
    const row = { version: 1, channel: 'portal', sent: false, idle: true, fields, count: 7 } as const;
    expect(dropOuts(service, [row]).map(({ reached, left }) => [reached, left])).toEqual([
      [7, 0],
      [7, 0],
      [7, 0],
      [7, 7],
    ]);
    expect(first?.page).toBe('sahe');
  });
});

it('a count is told in steps, and not at all when it is small', () => {
  expect([0, 1, 4, 5, 9, 10, 137].map((count) => told(count, 5))).toEqual([0, undefined, undefined, 5, 5, 10, 135]);
});
