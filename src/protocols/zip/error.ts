/** Why a ZIP file cannot be taken. */
type ZipProblem = 'not_zip' | 'damaged' | 'too_large';

/** A ZIP file that is none, is damaged, or is larger than the reader was told to take; `part` says where. */
export class ZipError extends Error {
  readonly problem: ZipProblem;
  readonly part: string;

  constructor(problem: ZipProblem, part = 'zip', options?: ErrorOptions) {
    super(`ZIP: ${problem} (${part})`, options);
    this.name = 'ZipError';
    this.problem = problem;
    this.part = part;
  }
}
