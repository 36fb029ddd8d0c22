import { setImmediate } from 'node:timers/promises';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { signCheckpoint } from '../../../protocols/merkle/checkpoint.ts';
import { grow, rootAt } from '../../../protocols/merkle/tree.ts';
import type { LogName } from './entities.ts';
import { type LogKey, logKey, makeLogKey, succeedKey } from './key.ts';
import { addLeaves, type Leaves, mostInBatch, nodeReader, over } from './leaves.ts';
import { type Log, lookUps, messages } from './logs.ts';
import { readyTurn } from './ready-turn.ts';
import { addCheckpoint, clusterOf, lastCheckpoint, type LoggedLine, takeTurn } from './store.ts';
import { type From, nextTurn, type Reached } from './turn.ts';

/** Lines that one turn takes. */
export const mostAtOnce = mostInBatch;

/**
 * Takes the lines that were committed since the last time into the tree of a log and signs a checkpoint over them.
 * Answers how many; as often as `mostAtOnce`, there may be more. Every line is taken once, however many processes do this.
 */
export const growLog = <L extends LoggedLine>(outer: Context, log: Log<L>, most = mostAtOnce): Promise<number> =>
  inTransaction(outer, async (ctx) => {
    const { db, vahid } = ctx;
    const { name } = log;
    // What another process took must be seen: everything is read after it is our turn.
    await takeTurn(db, name);
    const last = await lastCheckpoint(db, name);
    const read = nodeReader(db, name);
    const turn = await turnOf(ctx, log, { last, cluster: await clusterOf(db), most });
    if (turn === undefined) return 0;
    const { xid, line, cluster, ...taken } = turn;
    const before = last?.size ?? 0;
    const nodes = await grow(read, before, taken.leaves);
    await addLeaves(db, name, before, { nodes, ...taken });
    const size = before + taken.leaves.length;
    const root = Buffer.from(await rootAt(over(nodes, read), size));
    const { origin, privateKey, publicKey } = (await logKey(ctx, name)) ?? (await makeLogKey(ctx, name));
    const note = signCheckpoint({ origin, size, root }, { name: origin, key: privateKey }, publicKey);
    await addCheckpoint(db, name, { size, root, note, xid, line, cluster }, vahid.now());
    return taken.leaves.length;
  });

/** Leaves of the lines that come next: as they were made when the lines were written, else made of the lines. */
async function turnOf<L extends LoggedLine>(
  { db, vahid }: Context,
  log: Log<L>,
  from: From,
): Promise<(Leaves & Reached) | undefined> {
  const ready = log.keepsLeaves && (await readyTurn(db, log.name, from));
  if (ready) return ready;
  const turn = await nextTurn(db, log, from);
  if (turn === undefined) return undefined;
  const { lines, ...reached } = turn;
  const times = lines.map(({ at }) => at.getTime());
  return {
    leaves: await leavesOf(vahid, log, lines),
    ids: `{${lines.map(({ id }) => id).join(',')}}`,
    first: new Date(Math.min(...times)),
    last: new Date(Math.max(...times)),
    ...reached,
  };
}

/** Leaves of some lines at a time: messages go through the gateway in between. */
async function leavesOf<L extends LoggedLine>(vahid: Vahid, log: Log<L>, lines: readonly L[]): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  for (const line of lines) {
    if (leaves.length % linesInPiece === 0) await setImmediate();
    leaves.push(log.leaf(vahid, line));
  }
  return leaves;
}

const linesInPiece = 64;

/** One turn of every log; answers the largest number of lines that one of them took. */
export async function growLogs(ctx: Context): Promise<number> {
  return Math.max(await growLog(ctx, messages), await growLog(ctx, lookUps));
}

/** Takes everything that is committed. */
export async function growWhole(ctx: Context): Promise<void> {
  while ((await growLogs(ctx)) === mostAtOnce);
}

/** Another key signs from now on, from as many lines on as are in the tree; undefined where there is no key yet. */
export const followKey = (outer: Context, log: LogName): Promise<{ key: LogKey; size: number } | undefined> =>
  inTransaction(outer, async (ctx) => {
    await takeTurn(ctx.db, log);
    const [before, last] = [await logKey(ctx, log), await lastCheckpoint(ctx.db, log)];
    if (before === undefined || last === undefined) return undefined;
    return { key: await succeedKey(ctx, log, before, last.size), size: last.size };
  });
