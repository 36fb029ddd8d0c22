import type { Vahid } from '../../../kernel/vahid.ts';

const idleMs = 5000;
const longestWaitMs = 300_000;

/**
 * Takes one turn after the other: the next at once where there is more, with ever longer waits where it fails. Goes on
 * until the returned function is called; that waits for the turn under way. `failed`: what the log says then.
 */
export function inTurns(vahid: Vahid, turn: () => Promise<boolean>, failed: string): () => Promise<void> {
  const state = { open: true, failures: 0 };
  let wake = () => {};
  const sleep = (milliseconds: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, milliseconds);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  const wait = async (): Promise<number> => {
    try {
      const more = await turn();
      if (!more) state.failures = 0;
      return more ? 0 : idleMs;
    } catch (error) {
      state.failures += 1;
      vahid.log.warn({ err: error, attempt: state.failures }, failed);
      return Math.min(idleMs * 2 ** (state.failures - 1), longestWaitMs);
    }
  };
  const work = async () => {
    while (state.open) {
      const milliseconds = await wait();
      if (state.open && milliseconds > 0) await sleep(milliseconds);
    }
  };
  const working = work();
  return async () => {
    state.open = false;
    wake();
    await working;
  };
}
