import type { AccessTable } from './access.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import type { Database } from './database.ts';
import type { CompiledDefinition, DefinitionKind, Judgement } from './definition.ts';
import type { Entity } from './entity.ts';
import type { Reaction } from './event.ts';
import type { JobKind } from './job.ts';
import type { KeyRing } from './key.ts';
import type { Measurement } from './measurement.ts';
import type { Route } from './http/route.ts';
import type { Vahid } from './vahid.ts';
import type { Text } from '../language/lang.ts';

/** Which front a page belongs to; each has its own head and navigation. */
export type Front = 'mygov' | 'biznes' | 'desk' | 'plan' | 'verify';

export interface NavItem {
  readonly fronts: readonly Front[];
  readonly order: number;
  readonly path: string;
  /** Pages elsewhere that belong to the item: below this path it is the current one too. */
  readonly covers?: string;
  readonly label: Text;
  /** Access row that decides who sees the item. */
  readonly access: string;
}

/** A page that anybody may read. */
export interface PublicPage {
  /** Address without language. */
  readonly path: string;
  /** When what stands on it last changed, where that is known. */
  readonly changedAt?: Date;
}

/** Pages of a room for search engines, in an order that stays, so that they can be told in parts. */
export interface PublicPages {
  /** Beginnings of the paths under which every page may be read by search engines: `/kataloq`. */
  readonly under: readonly string[];
  count(ctx: Context): Promise<number>;
  /** At most `limit` pages from the place `offset`, counted from 0. */
  list(
    ctx: Context,
    part: { readonly offset: number; readonly limit: number },
  ): Iterable<PublicPage> | AsyncIterable<PublicPage>;
}

/** What a room is: its name, what it may lean on, and the list of its parts. */
export interface Room {
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly entities?: readonly Entity[];
  readonly access?: AccessTable;
  readonly routes?: readonly Route[];
  readonly nav?: readonly NavItem[];
  /** Told in the sitemap; what no room tells there search engines are asked to leave alone. */
  readonly publicPages?: PublicPages;
  readonly commands?: readonly Command[];
  readonly jobs?: readonly JobKind[];
  readonly reactions?: readonly Reaction[];
  readonly measurements?: readonly Measurement[];
  readonly definitions?: readonly DefinitionKind[];
  /** Fills ports and registers providers; runs once per process, before anything is served. No writes. */
  open?(vahid: Vahid): void | Promise<void>;
  /** Writes what needs the installation's key and may not be written by the program; ends every migration. Idempotent. */
  migrated?(tx: Database, keys: KeyRing): Promise<void>;
  /**
   * Holds definitions that compile against what people have entered and decided, before they are released and in the
   * transaction of the release: a file in which something is found is left out of it. No writes.
   */
  judge?(ctx: Context, definitions: readonly CompiledDefinition[]): Promise<Judgement>;
  /**
   * Brings tables in line with the definitions in force; runs at start and after a release. Idempotent. `again`: neither
   * the release nor the program is another than when it ran last, so what follows from them alone stands already.
   */
  released?(ctx: Context, again?: boolean): Promise<void>;
  /** Writes the demo state, in the order of `dependsOn`, once, on a new demo database. */
  seed?(vahid: Vahid, progress: (done: number, of: number) => void): Promise<void>;
}
