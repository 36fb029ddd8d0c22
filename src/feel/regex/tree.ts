import type { Chars } from './chars.ts';

/** A pattern once it is read. */
export type Tree =
  | { readonly kind: 'chars'; readonly chars: Chars }
  | { readonly kind: 'start' | 'end' }
  /** `index` counts capturing groups from 1; null for `(?:…)`. */
  | { readonly kind: 'group'; readonly index: number | null; readonly body: Tree }
  | { readonly kind: 'reference'; readonly index: number }
  | { readonly kind: 'sequence'; readonly items: readonly Tree[] }
  | { readonly kind: 'choice'; readonly branches: readonly Tree[] }
  | {
      readonly kind: 'repeat';
      readonly body: Tree;
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
    };

/** What is no pattern, or one too large to run. `compilePattern` makes null of it. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** XPath and XQuery Functions and Operators 3.1, 5.6.2. */
export interface Flags {
  /** `s`: the dot fits line ends too. */
  readonly dotAll: boolean;
  /** `m`: `^` and `$` fit at every line. */
  readonly lines: boolean;
  /** `i` */
  readonly caseless: boolean;
  /** `x`: space in the pattern means nothing, but between brackets. */
  readonly spaced: boolean;
  /** `q`: the pattern is plain text. */
  readonly literal: boolean;
}

export function readFlags(flags: string): Flags | null {
  if (!/^[smixq]*$/.test(flags)) return null;
  return {
    dotAll: flags.includes('s'),
    lines: flags.includes('m'),
    caseless: flags.includes('i'),
    spaced: flags.includes('x'),
    literal: flags.includes('q'),
  };
}
