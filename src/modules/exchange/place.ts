/** A place in a list that begins with the newest: what comes next is older. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

/** How a place is written in an address. */
export const placePattern = '^[0-9]{1,13}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

export const printPlace = ({ at, id }: Place): string => `${at.getTime()}-${id}`;

/** Reads a place that fits {@link placePattern}. */
export function readPlace(text: string): Place {
  const end = text.indexOf('-');
  return { at: new Date(Number(text.slice(0, end))), id: text.slice(end + 1) };
}
