import type { Chars } from './chars.ts';
import { type Flags, PatternError, type Tree } from './tree.ts';

/** One step of the machine. */
export type Step =
  | { readonly op: 'chars'; readonly chars: Chars }
  /** First one way; where that fails, the other. `id` counts the forks. */
  | { readonly op: 'fork'; readonly id: number; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  /** Fails where nothing was read since the place saved in `slot`. */
  | { readonly op: 'moved'; readonly slot: number }
  | { readonly op: 'start' | 'end' }
  | { readonly op: 'reference'; readonly group: number }
  | { readonly op: 'done' };

export interface Program {
  readonly steps: readonly Step[];
  readonly forks: number;
  readonly slots: number;
  readonly groups: number;
  /** With back-references the way to a place decides what follows; without, only the place does. */
  readonly references: boolean;
  readonly flags: Flags;
}

/** Repetitions with numbers are written out; a pattern that grows longer than this is refused. */
const longest = 20_000;
/** So often may a part of a pattern be written, steps or not. */
const mostWrites = 10 * longest;

/** @throws PatternError when the pattern is too large */
export function programOf(tree: Tree, groups: number, flags: Flags): Program {
  const writer = new Writer(groups, hasReference(tree));
  writer.write(tree);
  writer.add({ op: 'done' });
  const { steps, forks, slots, references } = writer;
  return { steps, forks, slots, groups, references, flags };
}

function hasReference(tree: Tree): boolean {
  switch (tree.kind) {
    case 'reference':
      return true;
    case 'group':
    case 'repeat':
      return hasReference(tree.body);
    case 'sequence':
      return tree.items.some(hasReference);
    case 'choice':
      return tree.branches.some(hasReference);
    default:
      return false;
  }
}

class Writer {
  readonly steps: Step[] = [];
  readonly references: boolean;
  forks = 0;
  slots: number;
  #writes = 0;

  constructor(groups: number, references: boolean) {
    this.slots = 2 * (groups + 1);
    this.references = references;
  }

  add<Added extends Step>(step: Added): Added {
    if (this.steps.length >= longest) throw new PatternError('too large');
    this.steps.push(step);
    return step;
  }

  write(tree: Tree): void {
    this.#writes += 1;
    if (this.#writes > mostWrites) throw new PatternError('too large');
    switch (tree.kind) {
      case 'chars':
        this.add({ op: 'chars', chars: tree.chars });
        break;
      case 'start':
      case 'end':
        this.add({ op: tree.kind });
        break;
      case 'reference':
        this.add({ op: 'reference', group: tree.index });
        break;
      case 'sequence':
        for (const item of tree.items) this.write(item);
        break;
      case 'group':
        if (tree.index !== null) this.add({ op: 'save', slot: 2 * tree.index });
        this.write(tree.body);
        if (tree.index !== null) this.add({ op: 'save', slot: 2 * tree.index + 1 });
        break;
      case 'choice':
        this.#choice(tree.branches);
        break;
      case 'repeat':
        this.#repeat(tree);
        break;
    }
  }

  #fork(): { op: 'fork'; id: number; first: number; second: number } {
    const fork = this.add({ op: 'fork' as const, id: this.forks, first: 0, second: 0 });
    this.forks += 1;
    return fork;
  }

  #choice(branches: readonly Tree[]): void {
    const jumps: { to: number }[] = [];
    for (const [index, branch] of branches.entries()) {
      if (index === branches.length - 1) {
        this.write(branch);
        break;
      }
      const fork = this.#fork();
      fork.first = this.steps.length;
      this.write(branch);
      jumps.push(this.add({ op: 'jump', to: 0 }));
      fork.second = this.steps.length;
    }
    for (const jump of jumps) jump.to = this.steps.length;
  }

  #repeat({ body, least, most, greedy }: Extract<Tree, { kind: 'repeat' }>): void {
    const start = this.steps.length;
    for (let time = 0; time < least; time++) {
      this.write(body);
      // A body without steps is the same however often it is written.
      if (this.steps.length === start) break;
    }
    if (most === Number.POSITIVE_INFINITY) {
      const top = this.steps.length;
      const way = this.#optional(body);
      this.add({ op: 'jump', to: top });
      way(this.steps.length, greedy);
      return;
    }
    const ways: ((end: number, greedy: boolean) => void)[] = [];
    for (let time = least; time < most; time++) ways.push(this.#optional(body));
    for (const way of ways) way(this.steps.length, greedy);
  }

  /** A fork into the body or past it; where it ends is told later. */
  #optional(body: Tree): (end: number, greedy: boolean) => void {
    const fork = this.#fork();
    const inside = this.steps.length;
    if (this.references) {
      // Elsewhere the machine itself never stands at one fork and one place twice.
      const slot = this.slots;
      this.slots += 1;
      this.add({ op: 'save', slot });
      this.write(body);
      this.add({ op: 'moved', slot });
    } else this.write(body);
    return (end, greedy) => {
      fork.first = greedy ? inside : end;
      fork.second = greedy ? end : inside;
    };
  }
}
