import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killRounds } from '../tools/proof/kill-harness.ts';
import { root } from './database.ts';

// Program and server at once; `npm run proof -- kill` also kills each alone, and more often.
describe('kill -9 while cases are submitted', () => {
  it('loses nothing acknowledged, leaves nothing half done, does nothing twice', async () => {
    // On disk, because the memory file system of a temporary folder keeps every promise.
    const folder = await mkdtemp(join(root, 'node_modules/.kill-'));
    try {
      const order = { root, folder, victim: 'both', rounds: 1, seed: 2026, applicants: 4 } as const;
      const { faults, acknowledged, kills } = await killRounds(order);
      expect(faults).toEqual([]);
      expect(kills).toBeGreaterThan(0);
      expect(acknowledged).toBeGreaterThan(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 600_000);
});
