import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { drawFolder } from '../../src/app/commands/draw.ts';
import { compileFolder } from '../../src/app/installation.ts';
import { rooms } from '../../src/app/rooms.ts';
import { root } from '../database.ts';
import { openBrowser, watch } from './chromium.ts';

/* The drawing of a process in the tool that most people open such files with. */

declare const BpmnJS: new (options: {
  container: string;
}) => {
  importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>;
};

const viewer = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vahid-drawing-'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test('bpmn-js draws a process without a complaint', async () => {
  const { definitions } = await compileFolder(join(root, 'definitions'), rooms);
  await drawFolder(definitions, folder, 'az');
  const xml = await readFile(join(folder, 'service-technopark-residency.bpmn'), 'utf8');
  const context = await browser.newContext();
  const faults = watch(context);
  const page = await context.newPage();
  await page.setContent('<!doctype html><title>BPMN</title><div id="canvas" style="height: 800px"></div>');
  await page.addScriptTag({ path: viewer });
  const warnings = await page.evaluate(async (text) => {
    const done = await new BpmnJS({ container: '#canvas' }).importXML(text);
    return done.warnings.map(String);
  }, xml);
  expect([...warnings, ...faults]).toEqual([]);
  // The name of an event is a shape of its own.
  const drawn = await page.locator('.djs-shape[data-element-id^="action."]:not([data-element-id$="_label"])').count();
  expect(drawn).toBe(xml.match(/<bpmn:\w+ id="action\./g)?.length);
  expect(drawn).toBeGreaterThan(20);
  await context.close();
});
