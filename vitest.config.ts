import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// An odd zone on purpose: a date that silently takes the machine's zone must fail a test.
process.env.TZ = 'Pacific/Chatham';

/** Files that take minutes go first: one that begins last would be waited for by idle cores. */
const long = [
  'browser/pages',
  'access',
  'case-access',
  'browser/',
  'fuzz',
  'mutation',
  'supervisor',
  'kill',
  'remote-',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = long.findIndex((part) => relative(import.meta.dirname, moduleId).includes(`/${part}`));
      return place < 0 ? long.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** Taken only where journeys are taken whole (test/browser/whole.ts). */
const whole = process.env.JOURNEYS === 'all' ? [] : ['test/browser/opinions.test.ts'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    exclude: ['node_modules/**', ...whole],
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    sequence: { sequencer: LongFirst },
    globalSetup: ['test/setup.ts'],
    // One file per core and one more: half of the time they wait for the database or the browser.
    maxWorkers: availableParallelism() + 1,
    // Files of one worker share what they import, which else took a third of the time: no module may keep what a test left.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
