import { spend } from '../fuel.ts';
import { Machine, mostSteps, Points } from './machine.ts';
import { parsePattern } from './parse.ts';
import { type Program, programOf } from './program.ts';
import { readReplacement } from './replacement.ts';
import { type Flags, PatternError, readFlags } from './tree.ts';

/** Steps of the machine are many times lighter than those of an evaluation. */
const stepsPerFuel = 8;

/** Longer patterns are a mistake. */
const longest = 10_000;

/**
 * A pattern of XPath and XQuery Functions and Operators 3.1, 5.6.1, ready to be tried on texts.
 * What it does is null where that standard has an error, and where the work passes the limit.
 */
export class Pattern {
  readonly #program: Program;
  #fitsNothing: boolean | undefined;

  constructor(program: Program) {
    this.#program = program;
  }

  /** Steps it is made of: what it weighs. */
  get size(): number {
    return this.#program.steps.length;
  }

  /** Whether some part of the text fits. */
  test(text: string): boolean | null {
    const machine = new Machine(this.#program, new Points(text).points);
    const found = machine.find(0) !== undefined;
    return charged(machine, found);
  }

  /** @param replacement `$1` is what the first group took, `$0` the whole; `\$` and `\\` are plain signs */
  replace(text: string, replacement: string): string | null {
    const { groups, flags } = this.#program;
    const parts = flags.literal ? [replacement] : readReplacement(replacement, groups);
    if (parts === null) return null;
    const replaced: string[] = [];
    const add = (piece: string): void => {
      spend(1 + piece.length);
      replaced.push(piece);
    };
    const rest = this.#each(text, (before, taken) => {
      add(before);
      for (const part of parts) add(typeof part === 'string' ? part : taken(part));
    });
    if (rest === null) return null;
    add(rest);
    return replaced.join('');
  }

  /** The pieces between the matches; a text without match is one piece. */
  split(text: string): string[] | null {
    const pieces: string[] = [];
    const rest = this.#each(text, (before) => {
      spend(1);
      pieces.push(before);
    });
    if (rest === null) return null;
    pieces.push(rest);
    return pieces;
  }

  /** Goes through the matches; gives what follows the last. */
  #each(text: string, visit: (before: string, taken: (group: number) => string) => void): string | null {
    // F&O 3.1, 5.6.3 and 5.6.4: a pattern that fits the empty text splits and replaces nothing.
    this.#fitsNothing ??= this.test('') !== false;
    if (this.#fitsNothing) return null;
    const source = new Points(text);
    const machine = new Machine(this.#program, source.points);
    let from = 0;
    for (let found = machine.find(0); found; found = machine.find(from)) {
      const slots = found;
      const [start = 0, end = 0] = slots;
      visit(source.slice(from, start), (group) => source.slice(slots[2 * group] ?? -1, slots[2 * group + 1] ?? -1));
      from = end;
    }
    return charged(machine, source.slice(from, source.points.length));
  }
}

function charged<Result>(machine: Machine, result: Result): Result | null {
  spend(Math.ceil(Math.min(machine.steps, mostSteps) / stepsPerFuel));
  return machine.exhausted ? null : result;
}

/** Null where the pattern or the flags are none, and where the pattern is too large. */
export function compilePattern(pattern: string, flags = ''): Pattern | null {
  const read = readFlags(flags);
  if (read === null || pattern.length > longest) return null;
  const program = programIn(pattern, read);
  return program && new Pattern(program);
}

function programIn(pattern: string, flags: Flags): Program | null {
  try {
    const { tree, groups } = parsePattern(pattern, flags);
    return programOf(tree, groups, flags);
  } catch (error) {
    if (error instanceof PatternError) return null;
    throw error;
  }
}
