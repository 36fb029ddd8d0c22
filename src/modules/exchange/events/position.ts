/**
 * A place in the order of events: that of the transactions that wrote them, and of ids within one (decision 0007). A
 * running number would be given out before the commit, and who read past it would miss what commits later.
 */
export interface Position {
  /** xid8 as decimal text. */
  readonly xid: string;
  readonly id: string;
}

export const firstId = '00000000-0000-0000-0000-000000000000';

/** As subscribers see it (the extension `sequence` of CloudEvents): text that sorts as the events do. */
export const printPosition = ({ xid, id }: Position): string => `${BigInt(xid).toString(16).padStart(16, '0')}-${id}`;

/** Reads what `printPosition` wrote; undefined for anything else. */
export function readPosition(text: string): Position | undefined {
  const found = /^([0-9a-f]{16})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  return found ? { xid: BigInt(`0x${found[1]}`).toString(), id: found[2] ?? '' } : undefined;
}
