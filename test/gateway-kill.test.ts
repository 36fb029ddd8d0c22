import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killGateways } from '../tools/proof/gateway-kill.ts';
import { root } from './database.ts';

// One kill of each gateway; more by VAHID_KILL_ROUNDS.
const rounds = Number(process.env.VAHID_KILL_ROUNDS ?? 1);
const seed = Number(process.env.VAHID_KILL_SEED ?? 2026);

describe('kill -9 of a gateway while requests go through', () => {
  it('leaves logs that tell what went on, and what is not known', async () => {
    // On disk, because the memory file system of a temporary folder keeps every promise.
    const folder = await mkdtemp(join(root, 'node_modules/.kill-'));
    try {
      const { faults, kills, answered, open } = await killGateways({ root, folder, rounds, seed });
      expect(faults).toEqual([]);
      expect(kills).toBe(rounds * 2);
      expect(answered).toBeGreaterThan(0);
      // The kills struck in the middle.
      expect(open.consumer + open.provider).toBeGreaterThan(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 600_000);
});
