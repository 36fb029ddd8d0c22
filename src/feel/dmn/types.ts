import { FeelError } from '../error.ts';
import { codeOf } from '../generate/generate.ts';
import { emptyScope } from '../generate/scope.ts';
import { anyType, languageType, type Type, type TypeLookup } from '../generate/type.ts';
import { namesOf, parseTests } from '../syntax/parse.ts';
import type { Value } from '../values/value.ts';
import type { ItemDefinition, SourceText } from './definitions.ts';
import { DmnError, expressionError } from './error.ts';

/** Names that older files and other tools give to the types of the language. */
const aliases: Readonly<Record<string, string>> = {
  any: 'Any',
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
};

/** Definitions that lead from one to the next. */
const deepest = 200;

/** The types that the item definitions of one file declare (7.3.2), in any order, also in a circle through members. */
export class ItemTypes {
  readonly #items: ReadonlyMap<string, ItemDefinition>;
  readonly #report: (error: DmnError) => void;
  readonly #types = new Map<string, Type>();
  /** Items whose type is being made. */
  readonly #open = new Set<string>();
  /** Types of imported files by the name of the import. */
  imported: ReadonlyMap<string, ItemTypes> = new Map();

  constructor(items: readonly ItemDefinition[], report: (error: DmnError) => void) {
    this.#items = new Map(items.map((item) => [item.name, item]));
    this.#report = report;
  }

  /** All of them, so that what is wrong with them is reported. */
  check(): void {
    for (const name of this.#items.keys()) this.lookup(name);
  }

  readonly lookup: TypeLookup = (name) => {
    const made = this.#types.get(name);
    if (made) return made;
    const item = this.item(name);
    if (!item)
      return languageType(Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name.replace(/^feel[:.]/, ''));
    if (item.owner !== this) return item.owner.lookup(item.definition.name);
    if (this.#open.has(name)) {
      this.#report(new DmnError('dmn.circle', { path: name }, item.definition.place));
      return anyType;
    }
    if (this.#open.size >= deepest) throw new DmnError('dmn.too_large', {}, item.definition.place);
    this.#open.add(name);
    const type = this.#make(item.definition, (early) => this.#types.set(name, early));
    this.#open.delete(name);
    this.#types.set(name, type);
    return type;
  };

  /** The definition of the name, here or in an imported file. */
  item(name: string): { readonly definition: ItemDefinition; readonly owner: ItemTypes } | undefined {
    const own = this.#items.get(name);
    if (own) return { definition: own, owner: this };
    for (const [prefix, types] of this.imported) {
      const inner = prefix === '' ? name : name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : undefined;
      const found = inner === undefined ? undefined : types.item(inner);
      if (found) return found;
    }
    return undefined;
  }

  /** @param known called with the type before its members are made, which may lead back to it */
  #make(item: ItemDefinition, known: (type: Type) => void): Type {
    const finish = (bare: Type) => this.#constrained(this.#collected(bare, item), item.typeConstraint, item.name);
    if (item.components.length > 0) {
      const members = new Map<string, Type>();
      const type = finish({ kind: 'context', members });
      known(type);
      for (const component of item.components)
        members.set(
          component.name,
          this.#make(component, () => undefined),
        );
      return type;
    }
    if (item.functionItem) {
      const { parameters, result } = item.functionItem;
      return finish({
        kind: 'function',
        parameters: parameters.map(({ type }) => this.#named(type, item)),
        result: this.#named(result, item),
      });
    }
    return finish(this.#named(item.type, item));
  }

  #named(name: string | null, item: ItemDefinition): Type {
    if (name === null) return anyType;
    const type = this.lookup(name);
    if (!type) this.#report(new DmnError('dmn.unknown_type', { name }, item.place));
    return type ?? anyType;
  }

  /** Allowed values are those of the elements where there are any. */
  #collected(type: Type, { isCollection, allowedValues, name }: ItemDefinition): Type {
    if (isCollection) return { kind: 'list', of: this.#constrained(type, allowedValues, name) };
    if (type.kind === 'list') return { kind: 'list', of: this.#constrained(type.of, allowedValues, name) };
    return this.#constrained(type, allowedValues, name);
  }

  #constrained(of: Type, source: SourceText | null, name: string): Type {
    if (source === null) return of;
    try {
      const tests = parseTests(source.text, namesOf([]));
      const { scope, slots } = emptyScope().with(['?']);
      const [slot = 0] = slots;
      const code = codeOf(tests, scope, this.lookup);
      const blank = scope.frame.blank();
      const allows = (value: Value) => {
        const frame = blank.slice();
        frame[slot] = value;
        return code(frame) === true;
      };
      return { kind: 'constrained', of, allows };
    } catch (error) {
      if (!(error instanceof FeelError)) throw error;
      this.#report(expressionError(name, error, source));
      return of;
    }
  }
}
