import { type Context, inTransaction, systemContext } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type Disclosure, type Disclosures, mostInBatch } from '../../../protocols/gateway/disclosure.ts';
import { openSubjects } from './ledger.ts';
import { settleRuns, tellableRuns } from './runs.ts';
import { dropDelivered, moveTo, nextLines, noteTold, type StoredLine, takeTurn } from './store.ts';
import { inTurns } from './turns.ts';

/** Lines that the centre can never take, and why. */
export type RefusedLines = readonly { readonly id: string; readonly code: string }[];

/** How a gateway tells its centre; throws where that has not got it. */
export type Way = (ctx: Context, batch: Disclosures) => Promise<RefusedLines>;

/** The centre does not take a document like this one, however often it is told. */
export class BatchRefused extends Error {}

export interface Delivery {
  /** Tells what is next; answers how much that was, with what there is to be counted before it can be told. */
  deliver(): Promise<number>;
  /** Deletes for good what the centre has had for 30 days, and whom runs that are over were about. */
  drop(): Promise<void>;
  /** Tells all there is, time and again, until the returned function is called; that waits for what is under way. */
  start(): () => Promise<void>;
}

/** What the centre has is kept for this long, in case it loses something itself. */
const keptMs = 30 * 86_400_000;
/** A centre takes documents of 1 MiB, and signed this is a third more. */
const mostBytes = 600_000;
/** A centre that was sent a hundred wrong documents in ten minutes reads no more for as long. */
const mostRefusals = 40;

const dropEveryMs = 3_600_000;

/** Delivers to the centre whose data was given out: from here at least once, there once, because each line has its id. */
export function openDelivery(vahid: Vahid, gateway: string, way: Way): Delivery {
  const deliver = async () => {
    const { ended, more } = await settleRuns(vahid, gateway);
    // There are lines instead of these: they come with the next turn, which follows at once.
    if (ended > 0) return ended;
    const told = await inTransaction(systemContext(vahid, 'exchange.disclosures'), (ctx) =>
      deliverNext(ctx, gateway, way),
    );
    return told + more;
  };
  const drop = () =>
    inTransaction(systemContext(vahid, 'exchange.disclosures'), ({ db }) =>
      dropDelivered(db, gateway, new Date(vahid.now().getTime() - keptMs)),
    );
  return { deliver, drop, start: () => inTurns(vahid, turnOf(deliver, drop), 'disclosures were not delivered') };
}

async function deliverNext(ctx: Context, gateway: string, way: Way): Promise<number> {
  const { db, vahid } = ctx;
  if (!(await takeTurn(db, gateway))) return 0;
  const now = vahid.now();
  const runs = await tellableRuns(ctx, gateway, now);
  const lines = await nextLines(db, gateway, mostInBatch);
  const disclosures = fitting(
    lines.map((line) => toldLine(ctx, line)),
    mostBytes - sizeOf(runs),
  );
  const done = await tell(ctx, way, { gateway, disclosures, runs: [...runs] });
  const { refused } = done;
  if (refused.length > 0) vahid.log.error({ refused }, 'the centre of the exchange will never take these lines');
  const last = lines[done.lines - 1];
  if (last) await moveTo(db, last, now);
  for (const { id, to, final } of runs.slice(0, done.runs))
    await noteTold(db, { gateway, id }, { until: new Date(to), final });
  return done.lines + done.runs;
}

const sizeOf = (told: unknown): number => Buffer.byteLength(JSON.stringify(told));

/** The first of them that fit into so many bytes, one at least. */
export function fitting<T>(all: readonly T[], most: number): T[] {
  let bytes = 0;
  const fits = all.findIndex((line) => (bytes += sizeOf(line)) > most);
  return all.slice(0, fits < 0 ? all.length : Math.max(1, fits));
}

/** What of a batch is done with, from its beginning on. */
interface Done {
  readonly lines: number;
  readonly runs: number;
  readonly refused: RefusedLines;
}

/**
 * A batch that is refused as a whole is told in halves, so that one line keeps no other from the centre; what is left when
 * it was refused too often comes next. Where nothing is taken the fault is not in a line, and all of it is told again.
 */
async function tell(ctx: Context, way: Way, whole: Disclosures): Promise<Done> {
  const refused: RefusedLines[number][] = [];
  let [lines, runs, refusals, isAnyTaken] = [0, 0, 0, false];
  const inHalves = async (batch: Disclosures): Promise<void> => {
    const { gateway, disclosures: of, runs: spans } = batch;
    const count = of.length + spans.length;
    if (count === 0 || refusals >= mostRefusals) return;
    try {
      refused.push(...(await way(ctx, batch)));
      isAnyTaken = true;
    } catch (error) {
      if (!(error instanceof BatchRefused)) throw error;
      refusals += 1;
      if (count > 1) {
        const [half, less] = [Math.ceil(of.length / 2), Math.floor(spans.length / 2)];
        await inHalves({ gateway, disclosures: of.slice(0, half), runs: spans.slice(0, less) });
        return inHalves({ gateway, disclosures: of.slice(half), runs: spans.slice(less) });
      }
      refused.push(...[...of, ...spans].map(({ id }) => ({ id, code: error.message })));
    }
    lines += of.length;
    runs += spans.length;
  };
  await inHalves(whole);
  if (refusals > 0 && !isAnyTaken) throw new Error(`the centre takes nothing: ${refused[0]?.code}`);
  return { lines, runs, refused };
}

function toldLine({ vahid: { keys } }: Context, line: StoredLine): Disclosure {
  const { id, at, client, service, method, path, entity, purpose, act, article, issue, fields, outcome } = line;
  const hidden = line.hidden_until;
  return {
    id,
    at: at.toISOString(),
    requestId: line.request_id,
    client,
    service,
    method,
    path,
    entity,
    key: openSubjects(keys, line, line.subject),
    purpose,
    act,
    article,
    fields: [...fields],
    outcome,
    ...(issue === null ? {} : { issue }),
    ...(hidden === null ? {} : { hiddenUntil: hidden.toISOString() }),
  };
}

/** Deletes what is old once an hour, when all is told. */
function turnOf(deliver: () => Promise<number>, drop: () => Promise<void>): () => Promise<boolean> {
  let droppedAt = 0;
  return async () => {
    if ((await deliver()) > 0) return true;
    if (performance.now() - droppedAt > dropEveryMs) {
      await drop();
      droppedAt = performance.now();
    }
    return false;
  };
}
