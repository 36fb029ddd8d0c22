import type { CompiledRemote } from '../../catalogue/index.ts';
import { RegisterUnavailable } from '../provider.ts';
import type { Breaker } from './breaker.ts';
import { type Answer, type DoorClient, NoDoor, type Question } from './door.ts';

/** A question to a register, in one try or several. */
export interface Call {
  readonly register: string;
  readonly remote: Pick<CompiledRemote, 'service' | 'timeoutSeconds'>;
  readonly question: Omit<Question, 'signal' | 'service'>;
  /** Moment of `performance.now()` at which nobody waits any more. */
  readonly deadline: number;
  /** How often it may be sent again: never where it changes something. */
  readonly repeats: number;
}

/** A try that came to nothing; `again`: another may fare better. */
class Failed extends Error {
  readonly again: boolean;
  readonly counts: boolean;
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    how: { again: boolean; counts: boolean; retryAfter?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: how.cause });
    this.again = how.again;
    this.counts = how.counts;
    this.retryAfter = how.retryAfter;
  }
}

/** Faults of the exchange that say that the asker asked wrongly: no other try helps, and the provider is well. */
const ownFault = /access_denied|unknown_|invalid_|ssl_authentication|global_conf/;
const shortestTryMs = 60;

/** Asks a register, again where that is safe. Answers of any status; @throws RegisterUnavailable */
export async function callRegister(door: DoorClient, breaker: Breaker, call: Call): Promise<Answer> {
  for (let sent = 0; ; sent += 1) {
    try {
      return await oneTry(door, breaker, call);
    } catch (error) {
      const wait = 40 * 2 ** sent + Math.random() * 80;
      const left = call.deadline - performance.now() - wait;
      if (!(error instanceof Failed) || !error.again || sent >= call.repeats || left < shortestTryMs)
        throw unavailable(call.register, error);
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

function unavailable(register: string, cause: unknown): RegisterUnavailable {
  if (cause instanceof RegisterUnavailable) return cause;
  const error = new RegisterUnavailable(register);
  error.cause = cause;
  return error;
}

async function oneTry(
  door: DoorClient,
  breaker: Breaker,
  { register, remote, question, deadline }: Call,
): Promise<Answer> {
  const admission = breaker.admit();
  if (!admission.goOn) throw new RegisterUnavailable(register, admission.retryAt);
  const left = deadline - performance.now();
  const own = remote.timeoutSeconds * 1000;
  try {
    if (left < shortestTryMs) throw new Failed('no time is left', { again: false, counts: false });
    const signal = AbortSignal.timeout(Math.ceil(Math.min(own, left)));
    const answer = await door.ask({ ...question, service: remote.service, signal });
    const failure = failureOf(answer);
    if (failure) throw failure;
    breaker.record(admission, 'answered');
    return answer;
  } catch (error) {
    const failed = failedBy(error, left < own);
    breaker.record(admission, failed.counts ? 'failed' : 'neither', failed.retryAfter);
    throw failed;
  }
}

function failureOf({ status, fault, retryAfter }: Answer): Failed | undefined {
  if (fault !== undefined) {
    const ours = ownFault.test(fault);
    return new Failed(`the exchange says ${fault}`, { again: !ours, counts: !ours });
  }
  if (status === 429 || status === 503)
    return new Failed(`status ${status}`, { again: retryAfter === undefined, counts: true, retryAfter });
  if (status === 408 || status >= 500) return new Failed(`status ${status}`, { again: true, counts: true });
  return undefined;
}

/** What ended a try without an answer. One that was cut short by the asker says nothing of the provider. */
function failedBy(error: unknown, cutShort: boolean): Failed {
  if (error instanceof Failed) return error;
  if (error instanceof NoDoor) return new Failed(error.message, { again: false, counts: false });
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  return new Failed('no answer', { again: true, counts: !(timedOut && cutShort), cause: error });
}
