import type { KeyRing } from '../../../kernel/key.ts';
import { leafHash } from '../../../protocols/merkle/tree.ts';
import type { LoggedLine } from './store.ts';

/** A line of exchange.look_up as it is read: all of its columns. */
export interface LookUpLine extends LoggedLine {
  readonly xid: string;
  readonly actor_person: string | null;
  readonly [column: string]: unknown;
}

/** A line as its subject may have it: what is empty is left out. */
export type PlainLine = Readonly<Record<string, unknown>>;

/**
 * What the leaf of a look-up covers, and what its proof shows: every column but the transaction, which differs after a
 * restore. Which official it was stands there as a digest under the key of the installation, another one in each line:
 * the institution cannot say later that it was somebody else, and the reader does not learn who. A column that is added
 * later must be empty in older lines.
 */
export function plainLine(keys: KeyRing, line: LookUpLine): PlainLine {
  const { id, actor_person: actor } = line;
  const digest = actor === null ? null : keys.digest('exchange.look_up actor', `${id} ${actor}`).toString('base64');
  const own = Object.entries(line).filter(([name]) => name !== 'xid' && name !== 'actor_person');
  const all: readonly (readonly [string, unknown])[] = [['format', 'vahid-look-up/1'], ...own, ['actor', digest]];
  const said = all.filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]));
}

/** Leaf of a look-up in the tree: of its JSON with names in the order of their code points, without white space. */
export const lookUpLeaf = (line: PlainLine): Buffer => leafHash(ordered(line));

function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort((one, other) => (one < other ? -1 : 1));
  const members = names.map((name) => `${JSON.stringify(name)}:${ordered((value as PlainLine)[name])}`);
  return `{${members.join(',')}}`;
}
