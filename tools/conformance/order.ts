/** What was asked of the command. */
export interface Order {
  /** Folder of the official test data. */
  readonly folder: string;
  /** Part of a service that is left out before it is judged. */
  readonly drop: string | undefined;
  readonly quiet: boolean;
}

export const print = (line: string) => void process.stdout.write(`${line}\n`);
/** Says what is wrong; gives undefined, for `return complain(…)`. */
export function complain(line: string): undefined {
  process.stderr.write(`${line}\n`);
}
