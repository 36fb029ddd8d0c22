import type { AccessTable } from './access.ts';
import type { Calendar } from './calendar.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { FileFolder } from './file-folder.ts';
import type { Jobs } from './job.ts';
import type { KeyRing } from './key.ts';
import type { Log } from './log.ts';
import type { Room } from './module.ts';
import type { Releases } from './release.ts';
import type { Writer } from './writer.ts';

/** One running installation: everything an action may stand on. Built once by `start.ts`. */
export interface Vahid {
  readonly config: Config;
  readonly log: Log;
  readonly db: Database;
  readonly writer: Writer;
  readonly jobs: Jobs;
  readonly keys: KeyRing;
  readonly files: FileFolder;
  readonly releases: Releases;
  readonly rooms: readonly Room[];
  readonly access: AccessTable;
  /** The present moment; tests and the journey turn this clock. */
  readonly now: () => Date;
  readonly calendar: () => Calendar;
  readonly ports: Map<string, unknown>;
}

/** A question one room asks without knowing who answers. Filled once by the answering room. */
export interface Port<T> {
  readonly name: string;
  fill(vahid: Vahid, answer: T): void;
  of(vahid: Vahid): T;
}

export function port<T>(name: string): Port<T> {
  return {
    name,
    fill(vahid, answer) {
      if (vahid.ports.has(name)) throw new Error(`port ${name} is filled twice`);
      vahid.ports.set(name, answer);
    },
    of(vahid) {
      if (!vahid.ports.has(name)) throw new Error(`port ${name} is not filled`);
      return vahid.ports.get(name) as T;
    },
  };
}
