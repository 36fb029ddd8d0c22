import { elementOf, type FeelType, normalName, type Types } from '../types.ts';

interface Known {
  readonly name: string;
  readonly type: FeelType;
  /** Given from outside, not made by the expression itself. */
  readonly input: boolean;
}

/** The names in force at a place of an expression. */
export class NamesInForce {
  readonly #known: Map<string, Known>;
  readonly #outer: NamesInForce | undefined;
  /** Between the brackets of a filter over elements of unknown type, where any name may be one of their members. */
  readonly open: boolean;
  /** Opened here, so that a name from outside may be hidden by a member. */
  readonly #opens: boolean;

  constructor(known: Iterable<Known>, outer?: NamesInForce, opens = false) {
    this.#known = new Map([...known].map((item) => [normalName(item.name), item]));
    this.#outer = outer;
    this.#opens = opens;
    this.open = opens || outer?.open === true;
  }

  find(name: string): Known | undefined {
    const found = this.#known.get(normalName(name));
    if (found) return found;
    const outside = this.#outer?.find(name);
    return outside && this.#opens ? { ...outside, type: 'any' } : outside;
  }

  names(): string[] {
    return [...[...this.#known.values()].map((item) => item.name), ...(this.#outer?.names() ?? [])];
  }

  /** One name more, made by the expression itself, in force from here on. */
  add(name: string, type: FeelType): void {
    this.#known.set(normalName(name), { name, type, input: false });
  }

  /** A scope inside this one with further names. */
  with(types: Types): NamesInForce {
    return new NamesInForce(
      Object.entries(types).map(([name, type]) => ({ name, type, input: false })),
      this,
    );
  }

  /** The scope between the brackets of `list[…]`: `item`, and the members of an element by their own names. */
  filtering(type: FeelType): NamesInForce {
    const element = elementOf(type);
    const members = typeof element === 'object' && 'context' in element ? element.context : {};
    const known = Object.entries({ item: element, ...members });
    return new NamesInForce(
      known.map(([name, member]) => ({ name, type: member, input: false })),
      this,
      element === 'any',
    );
  }
}

export const inputNames = (types: Types): NamesInForce =>
  new NamesInForce(Object.entries(types).map(([name, type]) => ({ name, type, input: true })));
