import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Proof, Tools } from './proof.ts';

/** Five services, three languages, two widths, with and without scripts. */
const ways = 60;

export const journeys: Proof = {
  name: 'journeys',
  about:
    'Five services from their first page to the document that a stranger verifies (change of address, founding of a company with its fee, a construction notice with three opinions, a subsidy with a file, a kindergarten place), each in Azerbaijani, English and Russian, at a phone’s and a desktop’s width, with scripts and without any. axe looks at every page on the way; a page wider than its window, an error in the console and an answer from 400 up are failures.',
  runs: 1,
  async run(tools) {
    const { passed, failed } = await walkAll(tools, ['services']);
    return [
      { what: 'journeys that came to their end', value: passed, unit: '', limit: { least: ways } },
      { what: 'journeys that did not', value: failed, unit: '', limit: { most: 0 } },
    ];
  },
};

export const looks: Proof = {
  name: 'looks',
  about:
    'Every page as the person sees it who has business there, in three languages, at a desktop’s width and dark on a narrow phone, and those on the way of the catalogue’s, the plan’s, a resident’s and an opinion’s journey, at both widths, with scripts and without any: axe finds nothing, no page is wider than its window, and each is light to load.',
  runs: 1,
  async run(tools) {
    const { passed, failed } = await walkAll(tools, ['pages', 'catalogue', 'plan', 'journey', 'opinions']);
    return [
      { what: 'pages and steps in order', value: passed, unit: '', limit: { least: 1 } },
      { what: 'pages and steps that are not', value: failed, unit: '', limit: { most: 0 } },
    ];
  },
};

/** Runs tests of the browser with every journey taken whole. */
async function walkAll(
  { root, folder }: Tools,
  tests: readonly string[],
): Promise<{ readonly passed: number; readonly failed: number }> {
  const report = join(folder, 'journeys.json');
  const words = ['run', '--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn('vitest', [...words, ...tests.map((name) => `test/browser/${name}.test.ts`)], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test', JOURNEYS: 'all' },
    // What is printed of a proof are its figures.
    stdio: ['ignore', process.stderr, process.stderr],
  });
  await new Promise((done, failed) => child.once('error', failed).once('close', done));
  const told = JSON.parse(await readFile(report, 'utf8')) as Record<string, number>;
  // Where a file fails before its first step, its steps are said to be left out.
  const passed = told.numPassedTests ?? 0;
  return { passed, failed: Math.max((told.numTotalTests ?? 0) - passed, told.numFailedTestSuites ?? 0) };
}
