import { type Context, inTransaction } from '../../../kernel/context.ts';
import { signCheckpoint } from '../../../protocols/merkle/checkpoint.ts';
import { grow, rootAt } from '../../../protocols/merkle/tree.ts';
import { logKey, makeLogKey } from './key.ts';
import { lineLeaf } from './line.ts';
import { addCheckpoint, addNodes, lastCheckpoint, nextLines, nodeReader, takeTurn } from './store.ts';

/** Lines that one turn takes. */
export const mostAtOnce = 4096;

/**
 * Takes the lines that were committed since the last time into the tree and signs a checkpoint over them. Answers how
 * many; as often as `mostAtOnce`, there may be more. Every line is taken once, however many processes do this.
 */
export const growLog = (outer: Context, most = mostAtOnce): Promise<number> =>
  inTransaction(outer, async (ctx) => {
    const { db, vahid } = ctx;
    // What another process took must be seen: everything is read after it is our turn.
    await takeTurn(db);
    const last = await lastCheckpoint(db);
    const lines = await nextLines(db, last, most);
    const newest = lines.at(-1);
    if (newest === undefined) return 0;
    const before = last?.size ?? 0;
    const read = nodeReader(db);
    await addNodes(db, await grow(read, before, lines.map(lineLeaf)), lines);
    const size = before + lines.length;
    const root = Buffer.from(await rootAt(read, size));
    const { origin, privateKey, publicKey } = (await logKey(ctx)) ?? (await makeLogKey(ctx));
    const note = signCheckpoint({ origin, size, root }, { name: origin, key: privateKey }, publicKey);
    await addCheckpoint(db, { size, root, note, xid: newest.xid, line: newest.id }, vahid.now());
    return lines.length;
  });
