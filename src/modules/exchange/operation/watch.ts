import type { LoggedMessage, LogWatcher } from '../gateway/message-log.ts';
import { addTally, type Observation, type Tally, count, emptyTally } from './tally.ts';

/** Whose exchanges are added up together. */
export interface Pair {
  readonly side: Observation['side'];
  readonly client: string;
  readonly service: string;
}

export interface Counted extends Pair {
  readonly tally: Tally;
}

/** Exchanges of one gateway process as they are counted. */
export interface Watch {
  observe(observation: Observation): void;
  /** Counts what goes through the log: nothing leaves a gateway unlogged. */
  readonly ofLog: LogWatcher;
  /** Exchanges that began and have not ended. */
  underWay(): number;
  /** Since the start. */
  totals(): Iterable<Counted>;
  /** Since it was last asked. */
  take(): readonly Counted[];
  /** What was taken and could not be kept is taken once more. */
  giveBack(taken: readonly Counted[]): void;
}

/** Whoever calls chooses the name of the service: of names without end not all are kept apart. */
const mostPairs = 1000;
const allOthers = '*';

/** After that long nothing is under way. */
const longestMs = 120_000;

interface Begun {
  readonly in: number;
  readonly size: number;
  out: number | undefined;
}

export function openWatch(now: () => Date): Watch {
  const totals = new Map<string, Counted>();
  let recent = new Map<string, Counted>();
  const begun = { consumer: new Map<string, Begun>(), provider: new Map<string, Begun>() };
  const observe = (observation: Observation) => {
    const key = keyOf(observation);
    count(tallyOf(totals, observation, key), observation);
    count(tallyOf(recent, observation, key), observation);
  };
  return {
    observe,
    ofLog: ofLog({ begun, observe, now }),
    underWay: () => begun.consumer.size + begun.provider.size,
    totals: () => totals.values(),
    take() {
      const taken = [...recent.values()];
      recent = new Map();
      const oldest = performance.now() - longestMs;
      for (const ofSide of Object.values(begun)) for (const [id, one] of ofSide) if (one.in < oldest) ofSide.delete(id);
      return taken;
    },
    giveBack(taken) {
      for (const { tally, ...pair } of taken) addTally(tallyOf(recent, pair), tally);
    },
  };
}

const keyOf = ({ side, client, service }: Pair): string => `${side} ${client} ${service}`;

function tallyOf(counted: Map<string, Counted>, pair: Pair, key = keyOf(pair)): Tally {
  const { side, client, service } = pair;
  const known = counted.get(key);
  if (known !== undefined) return known.tally;
  if (counted.size >= mostPairs && service !== allOthers)
    return tallyOf(counted, { side, client: allOthers, service: allOthers });
  const tally = emptyTally();
  counted.set(key, { side, client, service, tally });
  return tally;
}

interface Keeping {
  /** Of each side, by the id of the request. */
  readonly begun: Readonly<Record<Pair['side'], Map<string, Begun>>>;
  readonly now: () => Date;
  observe(observation: Observation): void;
}

/**
 * The four moments of an exchange stand where its lines are written: a request has come in when its line is about to be
 * written and goes out when that is committed; so do answers.
 */
function ofLog({ begun, observe, now }: Keeping): LogWatcher {
  const ended = (message: LoggedMessage, came: number) => {
    const { side, requestId, client, service, kind, status = 200 } = message;
    const start = begun[side].get(requestId);
    begun[side].delete(requestId);
    observe({
      side,
      client,
      service,
      at: now(),
      fault: kind === 'failure' ? message.fault : status >= 500 ? `status_${status}` : undefined,
      duration: start && performance.now() - start.in,
      waited: start?.out === undefined ? undefined : came - start.out,
      requestSize: start?.size,
      responseSize: kind === 'response' ? sizeOf(message) : undefined,
    });
  };
  return {
    comes(message) {
      if (message.kind !== 'request') return;
      const ofSide = begun[message.side];
      // One that is sent again while the first is under way is refused, and does not begin anew.
      if (!ofSide.has(message.requestId))
        ofSide.set(message.requestId, { in: performance.now(), size: sizeOf(message), out: undefined });
    },
    went(message, came, isWritten) {
      if (message.kind === 'failure' || (message.kind === 'response' && isWritten)) return ended(message, came);
      const start = isWritten ? begun[message.side].get(message.requestId) : undefined;
      if (start) start.out ??= performance.now();
    },
  };
}

const sizeOf = ({ head, body }: LoggedMessage): number => (head?.length ?? 0) + (body?.length ?? 0);
