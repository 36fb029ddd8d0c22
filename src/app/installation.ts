import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Progress } from '../kernel/command.ts';
import { type Context, inTransaction, systemContext } from '../kernel/context.ts';
import {
  type Compilation,
  type CompiledDefinition,
  compileDefinitions,
  type Finding,
  type Judgement,
  type Problem,
  readDefinitions,
} from '../kernel/definition.ts';
import type { Room } from '../kernel/module.ts';
import { releaseWithin } from '../kernel/release.ts';
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

/**
 * Releases what compiled and no room objects to; what did not is left as it is in force. Then brings the rooms' tables
 * in line.
 */
export async function releaseFolder(
  vahid: Vahid,
  approver: string,
): Promise<{ compilation: Compilation; number: number; released: readonly string[] }> {
  const files = await readDefinitions(vahid.config.definitionsDir);
  const kinds = vahid.rooms.flatMap((room) => room.definitions ?? []);
  const inForce = vahid.releases.current();
  const compiled = compileDefinitions(files, kinds, inForce);
  const done = await inTransaction(systemContext(vahid, 'release'), async (ctx) => {
    const judged = await judge(ctx, compiled.definitions);
    // Again without the files in which something was found: others may lean on what they say.
    const compilation = judged.size === 0 ? compiled : compileDefinitions(files, kinds, inForce, judged);
    return { compilation, ...(await releaseWithin(ctx.db, compilation.definitions, approver, vahid.now())) };
  });
  await vahid.releases.refresh();
  await bringInLine(vahid);
  return done;
}

/**
 * At each start. A demo and a new installation release their folder, any other keeps what is in force; and only what is
 * another than at the last start is done again: definitions, release, program. Answers what was found wrong.
 */
export async function bringUpToDate(vahid: Vahid, approver: string, root: string): Promise<readonly Problem[]> {
  const fromFolder = vahid.releases.number() === 0 || vahid.config.mode === 'demo';
  const from = await sourcesOf(vahid, root, fromFolder);
  const { rows } = await sql<{
    is: boolean | null;
  }>`select compiled_from = ${from ?? null} as is from kernel.installation`.execute(vahid.db);
  if (rows[0]?.is) {
    await bringInLine(vahid, true);
    return [];
  }
  const problems = fromFolder ? (await releaseFolder(vahid, approver)).compilation.problems : [];
  if (!fromFolder) await bringInLine(vahid);
  const whole = problems.length === 0 ? await sourcesOf(vahid, root, fromFolder) : undefined;
  await sql`update kernel.installation set compiled_from = ${whole ?? null}`.execute(vahid.db);
  return problems;
}

/** Digest of what is in force, the program and, where it is released, the folder; undefined where nothing is built. */
async function sourcesOf({ releases, config }: Vahid, root: string, fromFolder: boolean): Promise<string | undefined> {
  // The parts of the program are named by what they hold, so its first file tells all.
  const program = await readFile(join(root, 'dist/vahid.mjs'), 'utf8').catch(() => undefined);
  if (program === undefined) return undefined;
  const files = fromFolder ? await readDefinitions(config.definitionsDir) : [];
  return createHash('sha256')
    .update(JSON.stringify([releases.number(), program, files]))
    .digest('hex');
}

/** What the rooms find in definitions that compile, by file. */
async function judge(ctx: Context, definitions: readonly CompiledDefinition[]): Promise<Judgement> {
  const judged = new Map<string, readonly Finding[]>();
  for (const room of ctx.vahid.rooms)
    for (const [file, found] of (await room.judge?.(ctx, definitions)) ?? [])
      judged.set(file, [...(judged.get(file) ?? []), ...found]);
  return judged;
}

export async function bringInLine(vahid: Vahid, again = false): Promise<void> {
  await inTransaction(systemContext(vahid, 'released'), async (ctx) => {
    // Two processes starting at once take turns.
    await sql`select pg_advisory_xact_lock(4839203)`.execute(ctx.db);
    for (const room of vahid.rooms) await room.released?.(ctx, again);
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
