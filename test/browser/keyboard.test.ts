import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../src/kernel/access.ts';
import type { Context } from '../../src/kernel/context.ts';
import { demoName, demoPeople, ensureOrganisation, ensurePerson } from '../../src/modules/identity/index.ts';
import { actOnCase, deskCase, saveAnswers, startCase, submitCase } from '../../src/modules/services/index.ts';
import { openPortal, type Portal } from './portal.ts';
import * as walk from './walk.ts';

/* An official decides ten cases without a mouse: what is pressed for one of them is counted. */

const cases = 10;
/** Key presses that a plain approval may cost. */
const mostPresses = 8;

let portal: Portal;
let page: Page;
let presses = 0;

beforeAll(async () => {
  portal = await openPortal();
  await propose(portal.ctx);
  page = await (await portal.visit({ viewport: { width: 1280, height: 860 } })).newPage();
  await walk.signIn(page, 'Sevda Rüstəmova', '/masa');
}, 180_000);
afterAll(() => portal?.close());

/** Companies of the invented state apply, and an officer proposes to approve each of them. */
async function propose(ctx: Portal['ctx']): Promise<void> {
  const { rows } = await sql<{ voen: string; head: string }>`select key as voen, data ->> 'headFin' as head
    from records.record where register = 'companies' and valid_to is null and superseded_at is null
      and data ->> 'status' = 'active' and data ->> 'taxDebt' = '0.00'
      and not exists (select from records.record r where r.register = 'technopark-residents' and r.data ->> 'voen' = records.record.key)
    order by key limit ${cases}`.execute(ctx().db);
  const nabiyev = demoPeople.find(({ surname }) => surname === 'Nəbiyev');
  if (!nabiyev) throw new Error('the demo people have changed');
  const officer: Actor = {
    kind: 'person',
    person: await ensurePerson(ctx(), nabiyev.fin),
    name: demoName(nabiyev),
    appointments: [{ institution: 'rinn', role: 'officer' }],
  };
  for (const { voen, head } of rows) {
    const organisation = await ensureOrganisation(ctx(), voen);
    const own = ctx({ kind: 'person', person: await ensurePerson(ctx(), head), appointments: [], organisation });
    const id = await sent(own);
    const { version } = await deskCase(ctx(officer), { id });
    await actOnCase(ctx(officer), { id, action: 'recommend', version, note: 'Uyğundur.', key: id });
  }
}

async function sent(ctx: Context): Promise<string> {
  const { id } = await startCase(ctx, { service: 'technopark-residency' });
  await saveAnswers(ctx, { id, page: 'sahe', values: { area: 'software' } });
  await saveAnswers(ctx, { id, page: 'is-yerleri', values: { newJobs: 6 } });
  await saveAnswers(ctx, { id, page: 'layihe', values: { project: 'Mühasibat proqramı.' } });
  await submitCase(ctx, { id, key: id });
  return id;
}

async function press(key: string): Promise<void> {
  presses += 1;
  await page.keyboard.press(key);
}

it('ten cases are approved from the keyboard, each by a few keys', async () => {
  const counted: number[] = [];
  for (let turn = 0; turn < cases; turn += 1) {
    presses = 0;
    const before = page.url();
    await press('j');
    await page.waitForURL((url) => url.href !== before && url.pathname.startsWith('/masa/is/'));
    await page.locator('#decide button[name=do][value=approve]').waitFor();
    await press('t');
    await page.locator('#decide').getByText(walk.approved).first().waitFor();
    counted.push(presses);
  }
  expect(counted).toHaveLength(cases);
  expect(Math.max(...counted)).toBeLessThanOrEqual(mostPresses);
  await page.goto('/masa');
  expect(await page.locator('.queue ol a').count()).toBe(0);
  expect(portal.faults()).toEqual([]);
}, 120_000);
