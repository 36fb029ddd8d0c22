import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// An odd zone on purpose: a date that silently takes the machine's zone must fail a test.
process.env.TZ = 'Pacific/Chatham';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    // One file per core and one more: half of the time they wait for the database or the browser.
    maxWorkers: availableParallelism() + 1,
    // Files of one worker share what they import, which else took a third of the time: no module may keep what a test left.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
