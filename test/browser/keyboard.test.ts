import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '../../src/kernel/context.ts';
import { ensureOrganisation, ensurePerson } from '../../src/modules/identity/index.ts';
import { saveAnswers, startCase, submitCase } from '../../src/modules/services/index.ts';
import { openPortal, type Portal } from './portal.ts';
import * as walk from './walk.ts';

/* Two officials decide ten cases without a mouse: what each presses for one of them is counted. */

const cases = 10;
/** Key presses that a plain approval may cost. */
const mostPresses = 8;

let portal: Portal;
let page: Page;
let presses = 0;

beforeAll(async () => {
  portal = await openPortal();
  await apply(portal.ctx);
}, 180_000);
afterAll(() => portal?.close());

/** Companies of the invented state apply. */
async function apply(ctx: Portal['ctx']): Promise<void> {
  const { rows } = await sql<{ voen: string; head: string }>`select key as voen, data ->> 'headFin' as head
    from records.record where register = 'companies' and valid_to is null and superseded_at is null
      and data ->> 'status' = 'active' and data ->> 'taxDebt' = '0.00'
      and not exists (select from records.record r where r.register = 'technopark-residents' and r.data ->> 'voen' = records.record.key)
    order by key limit ${cases}`.execute(ctx().db);
  for (const { voen, head } of rows) {
    const organisation = await ensureOrganisation(ctx(), voen);
    const own = ctx({ kind: 'person', person: await ensurePerson(ctx(), head), appointments: [], organisation });
    await send(own);
  }
}

async function send(ctx: Context): Promise<void> {
  const { id } = await startCase(ctx, { service: 'technopark-residency' });
  await saveAnswers(ctx, { id, page: 'sahe', values: { area: 'software' } });
  await saveAnswers(ctx, { id, page: 'is-yerleri', values: { newJobs: 6 } });
  await saveAnswers(ctx, { id, page: 'layihe', values: { project: 'Mühasibat proqramı.' } });
  await submitCase(ctx, { id, key: id });
}

async function press(key: string): Promise<void> {
  presses += 1;
  await page.keyboard.press(key);
}

async function openDesk(name: string): Promise<void> {
  page = await (await portal.visit({ viewport: { width: 1280, height: 860 } })).newPage();
  await walk.signIn(page, name, '/masa');
}

/** Takes the next case of the queue, does with it what is given, and counts what was pressed. */
async function decideNext(action: string, decide: () => Promise<void>): Promise<number> {
  presses = 0;
  const before = page.url();
  await press('j');
  await page.waitForURL((url) => url.href !== before && url.pathname.startsWith('/masa/is/'));
  await page.locator(`#decide button[name=do][value=${action}]`).waitFor();
  await decide();
  return presses;
}

/** Goes by its key to a field and writes; what is written is the official's own and is not counted. */
async function write(name: string, words: string): Promise<void> {
  await press((await page.locator(`textarea[name=${name}]`).getAttribute('data-key')) ?? '');
  await page.keyboard.type(words);
  await press('Tab');
}

const queued = () => page.locator('.queue ol a').count();

it('ten cases are read and recommended from the keyboard, each by a few keys', async () => {
  await openDesk('Elçin Nəbiyev');
  const counted: number[] = [];
  for (let turn = 0; turn < cases; turn += 1)
    counted.push(
      await decideNext('recommend', async () => {
        await write('note', 'Tələblərə uyğundur.');
        await press('t');
        await page.locator('#decide button[name=do][value=recommend]').waitFor({ state: 'detached' });
      }),
    );
  expect(counted).toHaveLength(cases);
  expect(Math.max(...counted)).toBeLessThanOrEqual(mostPresses);
  await page.goto('/masa');
  expect(await queued()).toBe(0);
}, 120_000);

it('an internal note is written from the keyboard, and the ten are approved, each by a few keys', async () => {
  await openDesk('Sevda Rüstəmova');
  const counted: number[] = [];
  for (let turn = 0; turn < cases; turn += 1)
    counted.push(
      await decideNext('approve', async () => {
        if (turn === 0) {
          await write('words', 'Layihə barədə danışdıq.');
          await press('Enter');
          await page.getByText('Layihə barədə danışdıq.').waitFor();
        }
        await press('t');
        await page.locator('#decide').getByText(walk.approved).first().waitFor();
      }),
    );
  expect(counted).toHaveLength(cases);
  expect(Math.max(...counted)).toBeLessThanOrEqual(mostPresses);
  await page.goto('/masa');
  expect(await queued()).toBe(0);
  expect(portal.faults()).toEqual([]);
}, 120_000);
