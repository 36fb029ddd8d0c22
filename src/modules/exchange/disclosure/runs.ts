import { type Context, inTransaction, systemContext } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { insertAll } from '../../../kernel/writer.ts';
import { type MassRun, mostInBatch } from '../../../protocols/gateway/disclosure.ts';
import { digestLength, lineOf, lines as journal, openSubjects, type Told, type ToldSubject } from './ledger.ts';
import {
  countPeople,
  dropParts,
  noteTold,
  openRun,
  openRuns,
  type OpenRun,
  partsOf,
  type RunKey,
  type RunPart,
  takeTurn,
} from './store.ts';

/** A run over fewer is none: each of them gets a line, once it is over. */
const smallestRun = 100;
/** After that long without a request a run is over. */
const silenceMs = 3_600_000;
const tellRunEveryMs = 60_000;
/** Parts of a run that are counted, or told of, in one transaction. */
const partsAtOnce = 200;

/** When a run had its last part or request. */
const lastOf = ({ lastAt, touchedAt }: OpenRun): number =>
  Math.max((lastAt ?? touchedAt).getTime(), touchedAt.getTime());

const isSilent = (run: OpenRun, now: Date): boolean => now.getTime() - lastOf(run) > silenceMs;
const isSmall = ({ people }: OpenRun): boolean => people < smallestRun;

export interface Settled {
  /** Runs that were none: there are lines instead. */
  readonly ended: number;
  /** Runs that have more to count now. */
  readonly more: number;
}

/**
 * Counts whom runs are about, a piece of each, and ends those that were none. Each has a transaction of its own: what goes
 * wrong with one keeps nothing else from the centre.
 */
export async function settleRuns(vahid: Vahid, gateway: string): Promise<Settled> {
  const settled = { ended: 0, more: 0 };
  const isDue = (run: OpenRun) => run.isBehind || (isSmall(run) && isSilent(run, vahid.now()));
  const due = (await openRuns(vahid.db, gateway, mostInBatch)).filter(isDue);
  for (const { id } of due) {
    try {
      const done = await inTransaction(systemContext(vahid, 'exchange.disclosures'), (ctx) =>
        settle(ctx, { gateway, id }),
      );
      if (done) settled[done] += 1;
    } catch (error) {
      vahid.log.warn({ err: error, run: id }, 'whom a run is about was not counted');
    }
  }
  return settled;
}

async function settle(ctx: Context, key: RunKey): Promise<keyof Settled | undefined> {
  const { db, vahid } = ctx;
  if (!(await takeTurn(db, key.gateway))) return undefined;
  if (await countPeople(db, key, { digestLength, most: partsAtOnce })) return 'more';
  const run = await openRun(db, key);
  if (!run || run.isBehind || !isSmall(run) || !isSilent(run, vahid.now())) return undefined;
  return (await endSmall(ctx, run)) ? 'ended' : 'more';
}

/** Runs of which there is something to tell, as far as they are counted; one that is not counted to its end is not over. */
export async function tellableRuns({ db }: Context, gateway: string, now: Date): Promise<readonly MassRun[]> {
  return (await openRuns(db, gateway, mostInBatch)).flatMap((run) => {
    const { id, client, service, purpose, act, article, startedAt, toldUntil, people } = run;
    const lastAt = run.lastAt ?? run.touchedAt;
    const final = isSilent(run, now) && !run.isBehind;
    const isTold = toldUntil !== null && lastAt.getTime() - toldUntil.getTime() < tellRunEveryMs;
    if (isSmall(run) || (isTold && !final)) return [];
    const times = { from: startedAt.toISOString(), to: lastAt.toISOString() };
    return [{ id, client, service, purpose, act, article, ...times, people, final }];
  });
}

/**
 * What was called a run was none: whom its parts were about is told of each, as of any other exchange. Few people may have
 * been asked about for a day, so it goes by pieces; answers whether this was the last.
 */
async function endSmall(ctx: Context, run: OpenRun): Promise<boolean> {
  const { db, vahid } = ctx;
  const { gateway } = run;
  // One more tells whether there is another piece: the last one stays, for whoever lets go of a run that is over.
  const found = await partsOf(db, run, partsAtOnce + 1);
  const parts = found.slice(0, partsAtOnce);
  for (const part of parts) {
    const told = toldOf(vahid, run, part);
    await insertAll(
      db,
      journal,
      told.subjects.map((subject) => lineOf(vahid.keys, gateway, told, subject)),
    );
  }
  const last = parts.at(-1);
  if (last && found.length > partsAtOnce) {
    // What is told leaves the run, so that the next piece begins behind it.
    await dropParts(db, run, last);
    return false;
  }
  await noteTold(db, run, { until: run.lastAt ?? run.touchedAt, final: true });
  return true;
}

function toldOf({ keys }: Vahid, run: OpenRun, part: RunPart): Told {
  const { client, service, purpose, act, article } = run;
  const { at, requestId, method, path, issue, fields, hiddenUntil } = part;
  return {
    at,
    requestId,
    client,
    service,
    method,
    path,
    purpose,
    act,
    article,
    fields,
    outcome: 'granted',
    subjects: JSON.parse(openSubjects(keys, part, part.subjects)) as ToldSubject[],
    ...(issue === null ? {} : { issue }),
    ...(hiddenUntil === null ? {} : { hiddenUntil }),
  };
}
