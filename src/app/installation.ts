import { sql } from 'kysely';
import type { Progress } from '../kernel/command.ts';
import { inTransaction, systemContext } from '../kernel/context.ts';
import {
  type Compilation,
  type CompiledDefinition,
  compileDefinitions,
  readDefinitions,
} from '../kernel/definition.ts';
import type { Room } from '../kernel/module.ts';
import { release } from '../kernel/release.ts';
import type { Vahid } from '../kernel/vahid.ts';

/** Compiles a folder of definitions against those in force. */
export async function compileFolder(
  folder: string,
  rooms: readonly Room[],
  inForce: readonly CompiledDefinition[] = [],
): Promise<Compilation> {
  const kinds = rooms.flatMap((room) => room.definitions ?? []);
  return compileDefinitions(await readDefinitions(folder), kinds, inForce);
}

/** Releases what compiled; what did not is left as it is in force. Then brings the rooms' tables in line. */
export async function releaseFolder(
  vahid: Vahid,
  approver: string,
): Promise<{ compilation: Compilation; number: number; released: readonly string[] }> {
  const compilation = await compileFolder(vahid.config.definitionsDir, vahid.rooms, vahid.releases.current());
  const { number, released } = await release(vahid.db, compilation.definitions, approver, vahid.now());
  await vahid.releases.refresh();
  await bringInLine(vahid);
  return { compilation, number, released };
}

export async function bringInLine(vahid: Vahid): Promise<void> {
  await inTransaction(systemContext(vahid, 'released'), async (ctx) => {
    // Two processes starting at once take turns.
    await sql`select pg_advisory_xact_lock(4839203)`.execute(ctx.db);
    for (const room of vahid.rooms) await room.released?.(ctx);
  });
}

/**
 * Writes the demo state into a new demo database, once; each room's seed may run again after an interruption.
 * False when it was there already.
 */
export async function seedDemo(vahid: Vahid, progress: Progress): Promise<boolean> {
  if (vahid.config.mode !== 'demo') return false;
  return vahid.db.transaction().execute(async (lock) => {
    const { rows } = await sql<{
      seeded: boolean;
    }>`select seeded_at is not null as seeded from kernel.installation for update`.execute(lock);
    if (rows[0]?.seeded) return false;
    for (const room of vahid.rooms) await room.seed?.(vahid, (done, of) => progress.at(done, of));
    await sql`update kernel.installation set seeded_at = ${vahid.now()}`.execute(lock);
    progress.end();
    return true;
  });
}
