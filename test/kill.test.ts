import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killRounds } from '../tools/proof/kill-harness.ts';
import { root } from './database.ts';

// One kill of each kind; `npm run proof -- kill` does twenty.
describe('kill -9 while cases are submitted', () => {
  it.each(['program', 'postgres', 'both'] as const)(
    'of %s loses nothing acknowledged, leaves nothing half done, does nothing twice',
    async (victim) => {
      // On disk, because the memory file system of a temporary folder keeps every promise.
      const folder = await mkdtemp(join(root, 'node_modules/.kill-'));
      try {
        const { faults, acknowledged, kills } = await killRounds({ root, folder, victim, rounds: 1, seed: 2026 });
        expect(faults).toEqual([]);
        expect(kills).toBeGreaterThan(0);
        expect(acknowledged).toBeGreaterThan(0);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    300_000,
  );
});
