import { builtIns } from '../builtins/index.ts';
import { isContext, type Value } from '../values/value.ts';
import { builtInAsValue } from './call.ts';
import { constant } from './known.ts';
import { memberOf } from './member-of.ts';

/** Compiled code: reads and writes the slots of its frame, gives a value, throws nothing but FuelError. */
export type Code = (slots: Value[]) => Value;

/** The slots of one activation: of an expression, or of one call of a function. */
export class Frame {
  size = 0;

  slot(): number {
    return this.size++;
  }

  /** The slots before anything is computed: an activation takes a copy. */
  blank(): readonly Value[] {
    return Array.from({ length: this.size }, () => null);
  }
}

interface Binding {
  readonly code: Code;
  /** Does not read the slots, so it means the same in every frame. */
  readonly fixed: boolean;
}

/** The name under which a member lies in a slot of its own. */
export const dotted = (root: string, rest: readonly string[]): string => [root, ...rest].join('.');

const reading = (slot: number): Binding => ({ code: (slots) => slots[slot] ?? null, fixed: false });

/** The names in force at a place of an expression, and where each has its value. */
export abstract class Scope {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  abstract find(name: string): Binding | undefined;

  /** Whether the name is declared: neither a built-in function nor what only running shows to be a member. */
  abstract binds(name: string): boolean;

  /** Where a member such as `company.staff` has a value of its own, with no name `company` beside it. */
  abstract findPath(root: string, rest: readonly string[]): Binding | undefined;

  /** A scope inside this one with further names, each in a slot of its own, in the order given. */
  with(names: readonly string[]): { readonly scope: Scope; readonly slots: readonly number[] } {
    const slots = names.map(() => this.frame.slot());
    const own = new Map(names.map((name, index) => [name, reading(slots[index] ?? 0)]));
    return { scope: new NamedScope(this.frame, own, this), slots };
  }

  /** A scope inside this one that grows by a name at a time, each in a slot of its own. */
  growing(): { readonly scope: Scope; readonly add: (name: string) => number } {
    const own = new Map<string, Binding>();
    const add = (name: string): number => {
      const slot = this.frame.slot();
      own.set(name, reading(slot));
      return slot;
    };
    return { scope: new NamedScope(this.frame, own, this), add };
  }

  /** A scope inside this one with names whose values are asked for each time: what a model holds beside its expressions. */
  withFixed(names: ReadonlyMap<string, () => Value>): Scope {
    const own = new Map(
      [...names].map(([name, read]): [string, Binding] => [name, { code: () => read(), fixed: true }]),
    );
    return new NamedScope(this.frame, own, this);
  }

  /** A scope inside this one in which a name of this one has another name too. */
  alias(alias: string, name: string): Scope {
    const found = this.find(name);
    return new NamedScope(this.frame, new Map(found ? [[alias, found]] : []), this);
  }

  /** The scope between the brackets of a filter; the element lies in `slot`. */
  filtering(): { readonly scope: Scope; readonly slot: number } {
    const slot = this.frame.slot();
    return { scope: new FilterScope(this.frame, slot, this), slot };
  }

  /** The scope of a function's body, in a frame of its own. */
  inFunction(): FunctionScope {
    return new FunctionScope(this);
  }
}

class NamedScope extends Scope {
  readonly #own: ReadonlyMap<string, Binding>;
  readonly #outer: Scope;

  constructor(frame: Frame, own: ReadonlyMap<string, Binding>, outer: Scope) {
    super(frame);
    this.#own = own;
    this.#outer = outer;
  }

  find(name: string): Binding | undefined {
    return this.#own.get(name) ?? this.#outer.find(name);
  }

  binds(name: string): boolean {
    return this.#own.has(name) || this.#outer.binds(name);
  }

  findPath(root: string, rest: readonly string[]): Binding | undefined {
    if (this.#own.has(root)) return undefined;
    return this.#own.get(dotted(root, rest)) ?? this.#outer.findPath(root, rest);
  }
}

/** The built-in functions as values. */
const language: ReadonlyMap<string, Binding> = new Map(
  [...builtIns].map(([name, called]): [string, Binding] => [
    name,
    { code: constant(builtInAsValue(called)), fixed: true },
  ]),
);

/** Outside of all names stand those of the language. */
class LanguageScope extends Scope {
  find(name: string): Binding | undefined {
    return language.get(name);
  }

  binds(): boolean {
    return false;
  }

  findPath(): undefined {
    return undefined;
  }
}

/** A scope without names of its own, with a frame of its own. */
export const emptyScope = (): Scope => new LanguageScope(new Frame());

/** `item` is the element; the members of an element that has any go before the names outside (10.3.2.5). */
class FilterScope extends Scope {
  readonly #slot: number;
  readonly #outer: Scope;

  constructor(frame: Frame, slot: number, outer: Scope) {
    super(frame);
    this.#slot = slot;
    this.#outer = outer;
  }

  find(name: string): Binding {
    const slot = this.#slot;
    const outside = name === 'item' ? reading(slot).code : this.#outer.find(name)?.code;
    const code: Code = (slots) => {
      const element = slots[slot];
      const member = isContext(element) ? element.get(name) : undefined;
      if (member !== undefined) return member;
      return outside === undefined ? null : outside(slots);
    };
    return { code, fixed: false };
  }

  binds(name: string): boolean {
    return name === 'item' || this.#outer.binds(name);
  }

  findPath(root: string, rest: readonly string[]): Binding | undefined {
    const outside = root === 'item' ? undefined : this.#outer.findPath(root, rest)?.code;
    if (outside === undefined) return undefined;
    const slot = this.#slot;
    const code: Code = (slots) => {
      const element = slots[slot];
      const own = isContext(element) ? element.get(root) : undefined;
      return own === undefined ? outside(slots) : rest.reduce(memberOf, own);
    };
    return { code, fixed: false };
  }
}

/** A function takes the values of names outside along when it is made. */
class FunctionScope extends Scope {
  readonly captures: { readonly outer: Code; readonly slot: number }[] = [];
  readonly #outer: Scope;
  readonly #taken = new Map<string, Binding>();

  constructor(outer: Scope) {
    super(new Frame());
    this.#outer = outer;
  }

  find(name: string): Binding | undefined {
    return this.#taken.get(name) ?? this.#take(name, this.#outer.find(name));
  }

  binds(name: string): boolean {
    return this.#outer.binds(name);
  }

  findPath(root: string, rest: readonly string[]): Binding | undefined {
    const name = dotted(root, rest);
    return this.#taken.get(name) ?? this.#take(name, this.#outer.findPath(root, rest));
  }

  #take(name: string, found: Binding | undefined): Binding | undefined {
    if (found === undefined || found.fixed) return found;
    const slot = this.frame.slot();
    this.captures.push({ outer: found.code, slot });
    const binding = reading(slot);
    this.#taken.set(name, binding);
    return binding;
  }
}
