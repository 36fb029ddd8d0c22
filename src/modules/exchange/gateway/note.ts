import type { Log } from '../../../kernel/log.ts';

export interface Noted {
  /** Number under which the asker was told of it. */
  readonly detail?: string;
  readonly peer?: string;
  readonly requestId?: string;
}

/** Writes into the operational log why a message was refused. */
export type Note = (error: unknown, about: Noted) => void;

const mostPerSecond = 20;

/** Notes so many a second; of the others only how many they were: nobody fills the disk by asking. */
export function openNotes(log: Log): Note {
  let [second, count] = [0, 0];
  return (err, about) => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) {
      if (count > mostPerSecond) log.warn({ count: count - mostPerSecond }, 'more messages were refused');
      [second, count] = [now, 0];
    }
    count += 1;
    if (count <= mostPerSecond) log.warn({ err, ...about }, 'a message was refused');
  };
}
