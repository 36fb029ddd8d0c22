import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { root } from '../database.ts';
import type { Portal } from './portal.ts';
import { whole } from './whole.ts';

/** The short build, because every page reads it anew, which takes nearly as long as to look at the page. */
export const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

export const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The page as this person has it: nothing wider than its window and, where journeys are taken whole, nothing that axe
 * finds. That is looked at in a second browser, because axe itself is a script; those of the page are kept away there.
 */
export async function expectSound(portal: Portal, page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  if (whole) await expectNothingFound(portal, page);
}

async function expectNothingFound(portal: Portal, page: Page): Promise<void> {
  const storageState = await page.context().storageState();
  const viewport = page.viewportSize() ?? { width: 1280, height: 860 };
  const context = await portal.visit({ viewport, storageState });
  const twin = await context.newPage();
  await twin.route('**/*.js', (route) => route.abort('aborted'));
  await twin.goto(page.url());
  await twin.evaluate(axeSource);
  const options = JSON.stringify({ runOnly: standards, resultTypes: ['violations'] });
  const { violations } = await twin.evaluate<AxeResults>(`axe.run(document, ${options})`);
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  await context.close();
}
