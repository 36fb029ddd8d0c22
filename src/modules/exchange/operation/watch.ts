import type { Course, LoggedMessage, LogWatcher } from '../gateway/message-log.ts';
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

export function openWatch(now: () => Date): Watch {
  const totals = new Map<string, Counted>();
  let recent = new Map<string, Counted>();
  const state = { underWay: 0 };
  const observe = (observation: Observation) => {
    const key = keyOf(observation);
    count(tallyOf(totals, observation, key), observation);
    count(tallyOf(recent, observation, key), observation);
  };
  return {
    observe,
    ofLog: ofLog({ state, observe, now }),
    underWay: () => state.underWay,
    totals: () => totals.values(),
    take() {
      const taken = [...recent.values()];
      recent = new Map();
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
  readonly state: { underWay: number };
  readonly now: () => Date;
  observe(observation: Observation): void;
}

/**
 * The four moments of an exchange stand where its lines are written: a request has come in when its line is about to be
 * written and goes out when that is committed; so do answers.
 */
function ofLog({ state, observe, now }: Keeping): LogWatcher {
  const turn = (course: Course | undefined, isUnderWay: boolean) => {
    if (course === undefined || course.isUnderWay === isUnderWay) return;
    course.isUnderWay = isUnderWay;
    state.underWay += isUnderWay ? 1 : -1;
  };
  const ended = (message: LoggedMessage, came: number) => {
    const { side, client, service, kind, course, status = 200 } = message;
    turn(course, false);
    observe({
      side,
      client,
      service,
      at: now(),
      fault: kind === 'failure' ? message.fault : status >= 500 ? `status_${status}` : undefined,
      duration: course?.in === undefined ? undefined : performance.now() - course.in,
      waited: course?.out === undefined ? undefined : came - course.out,
      requestSize: course?.size,
      responseSize: kind === 'response' ? sizeOf(message) : undefined,
    });
    // What is still said of it, as that its client was gone, is not timed once more.
    if (course) [course.in, course.out, course.size] = [undefined, undefined, undefined];
  };
  return {
    comes(message) {
      const { kind, course } = message;
      if (kind !== 'request' || course === undefined) return;
      turn(course, true);
      [course.in, course.size] = [performance.now(), sizeOf(message)];
    },
    went(message, came, isWritten) {
      const { kind, course } = message;
      if (kind === 'failure' || (kind === 'response' && isWritten)) ended(message, came);
      // Of one that is not written nothing may follow: what was sent again is refused, and is nobody's failure.
      else if (kind === 'request' && !isWritten) turn(course, false);
      else if (kind === 'request' && course) course.out = performance.now();
    },
  };
}

const sizeOf = ({ head, body }: LoggedMessage): number => (head?.length ?? 0) + (body?.length ?? 0);
