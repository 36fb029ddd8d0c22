import type { IntakeError } from './finding.ts';

/** Whoever has as many cells to mend sends the file again anyway; each is told in words of three languages. */
export const mostErrors = 500;

/** Ends the reading of a file in which nearly everything is wrong. */
export class Enough extends Error {}

/** What is wrong with a file, as far as it was read. */
export class IntakeErrors {
  readonly list: IntakeError[] = [];

  /** @throws Enough, which the reader of the file takes */
  push(error: IntakeError): void {
    if (this.list.length === mostErrors) throw new Enough();
    this.list.push(error);
  }
}
