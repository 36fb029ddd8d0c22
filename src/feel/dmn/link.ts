import { generate } from '../generate/generate.ts';
import { emptyScope } from '../generate/scope.ts';
import { children } from '../generate/tests.ts';
import { anyType, type Type } from '../generate/type.ts';
import type { Node } from '../syntax/ast.ts';
import { namesOf } from '../syntax/parse.ts';
import type { Value } from '../values/value.ts';
import { BoxedReader } from './boxed.ts';
import { refuseCircles } from './circle.ts';
import type { Declaration, Definitions, Reference, Variable } from './definitions.ts';
import { DmnError } from './error.ts';
import { memberNames } from './members.ts';
import { ItemTypes } from './types.ts';
import { DecisionUnit, InputUnit, KnowledgeUnit, type Logic, type Run, ServiceUnit, type Unit } from './unit.ts';

export interface Linked {
  readonly name: string;
  /** By the name that the first file has for them. */
  readonly units: ReadonlyMap<string, Unit>;
  readonly problems: readonly DmnError[];
  readonly external: (unit: Unit) => boolean;
}

interface Entry {
  readonly declaration: Declaration;
  readonly file: Definitions;
  readonly unit: Unit;
}

/** Makes one graph of the files of a model, the model itself first, and compiles what is in it. */
export function linkModel(files: readonly Definitions[]): Linked {
  const linker = new Linker(files);
  return linker.link();
}

class Linker {
  readonly #files: readonly Definitions[];
  readonly #types: ReadonlyMap<string, ItemTypes>;
  readonly #problems: DmnError[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #members: ReadonlySet<string>;
  /** What each unit stands on. */
  readonly #required = new Map<Unit, readonly Unit[]>();

  constructor(files: readonly Definitions[]) {
    this.#files = files;
    this.#members = memberNames(files);
    this.#types = new Map(files.map(({ namespace, items }) => [namespace, new ItemTypes(items, this.#report)]));
    for (const file of files) this.#connectImports(file);
    for (const types of this.#types.values()) types.check();
    for (const file of files) for (const declaration of file.declarations) this.#declare(declaration, file);
  }

  readonly #report = (problem: DmnError): void => {
    this.#problems.push(problem);
  };

  link(): Linked {
    for (const entry of this.#entries.values()) this.#connect(entry);
    refuseCircles(
      [...this.#entries.values()].map(({ declaration, unit }) => ({
        unit,
        place: declaration.place,
        required: declaration.kind === 'decision' ? this.#units(declaration.information) : [],
      })),
    );
    for (const entry of this.#entries.values()) this.#compile(entry);
    const [main] = this.#files;
    return { name: main?.name ?? '', units: this.#named(main), problems: this.#problems, external: this.#external };
  }

  #connectImports(file: Definitions): void {
    const imported = new Map<string, ItemTypes>();
    for (const { name, namespace, place } of file.imports) {
      const types = this.#types.get(namespace);
      if (types) imported.set(name, types);
      else this.#report(new DmnError('dmn.unknown_import', { name: namespace }, place));
    }
    this.#typesOf(file).imported = imported;
  }

  #typesOf(file: Definitions): ItemTypes {
    const types = this.#types.get(file.namespace);
    if (!types) throw new Error(`no types for ${file.namespace}`);
    return types;
  }

  #declare(declaration: Declaration, file: Definitions): void {
    const key = `${file.namespace}#${declaration.id}`;
    if (this.#entries.has(key)) this.#report(new DmnError('dmn.twice', { name: declaration.id }, declaration.place));
    const type = this.#typeOf(declaration.variable, file);
    const unit = new unitKinds[declaration.kind](this.#entries.size, declaration.variable.name, type);
    this.#entries.set(key, { declaration, file, unit });
  }

  #typeOf({ type: name, place }: Variable, file: Definitions): Type {
    const type = name === null ? anyType : this.#typesOf(file).lookup(name);
    if (!type) this.#report(new DmnError('dmn.unknown_type', { name: name ?? '' }, place));
    return type ?? anyType;
  }

  /** What is referred to; what leads nowhere is reported and left out. */
  #refer(references: readonly Reference[]): readonly Entry[] {
    return references.flatMap((reference) => this.#entries.get(`${reference.namespace}#${reference.id}`) ?? []);
  }

  #units(references: readonly Reference[]): readonly Unit[] {
    return this.#refer(references).map(({ unit }) => unit);
  }

  #checkReferences(references: readonly Reference[]): void {
    for (const { namespace, id, place } of references) {
      if (!this.#entries.has(`${namespace}#${id}`)) {
        this.#report(new DmnError('dmn.unknown_reference', { name: `${namespace}#${id}` }, place));
      }
    }
  }

  #connect({ declaration, unit }: Entry): void {
    const references = requiredBy(declaration);
    this.#checkReferences(references);
    this.#required.set(unit, this.#units(references));
    if (declaration.kind === 'service' && unit instanceof ServiceUnit) {
      unit.parameters = this.#units([...declaration.inputData, ...declaration.inputDecisions]);
      unit.outputs = this.#units(declaration.outputDecisions);
    }
  }

  #compile({ declaration, file, unit }: Entry): void {
    if (declaration.kind === 'decision' && unit instanceof DecisionUnit && declaration.logic) {
      const { logic } = declaration;
      const required = this.#refer([...declaration.information, ...declaration.knowledge]);
      unit.logic = this.#logic(declaration, file, required, (reader, names) => reader.node(logic, names));
    }
    if (declaration.kind === 'knowledge' && unit instanceof KnowledgeUnit && declaration.logic) {
      const { logic } = declaration;
      // A knowledge model may call itself.
      const required = [{ declaration, file, unit }, ...this.#refer(declaration.knowledge)];
      unit.logic = this.#logic(declaration, file, required, (reader, names) => reader.function(logic, names));
    }
  }

  #logic(
    declaration: Declaration,
    file: Definitions,
    required: readonly Entry[],
    read: (reader: BoxedReader, names: ReturnType<typeof namesOf>) => Node,
  ): Logic {
    const values = valuesByName(file, required);
    const types = this.#typesOf(file);
    const reader = new BoxedReader(declaration.name, this.#report, types);
    const node = read(reader, namesOf([...values.keys(), ...longNames(file)], this.#members));
    const changing = [...values].filter(([, value]) => !value.fixed);
    const fixed = new Map(
      [...values].filter(([, { fixed }]) => fixed).map(([name, { value }]) => [name, () => value([])]),
    );
    const { scope, slots } = emptyScope()
      .withFixed(fixed)
      .with(changing.map(([name]) => name));
    return {
      code: generate(node, { scope, types: types.lookup }),
      scope,
      fill: changing.map(([, { value }], index) => ({ slot: slots[index] ?? 0, value })),
      external: namesExternal(node),
    };
  }

  /** Units by the name that the first file has for them. */
  #named(main: Definitions | undefined): ReadonlyMap<string, Unit> {
    const named = new Map<string, Unit>();
    for (const { file, declaration, unit } of this.#entries.values()) {
      const prefix = main === undefined || file === main ? '' : prefixOf(main, file.namespace);
      if (prefix !== undefined) named.set(prefix === '' ? declaration.name : `${prefix}.${declaration.name}`, unit);
    }
    return named;
  }

  readonly #external = (unit: Unit, seen: ReadonlySet<Unit> = new Set()): boolean => {
    if (seen.has(unit)) return false;
    if ((unit instanceof DecisionUnit || unit instanceof KnowledgeUnit) && unit.logic?.external) return true;
    const inside = new Set([...seen, unit]);
    return (this.#required.get(unit) ?? []).some((required) => this.#external(required, inside));
  };
}

const unitKinds = { input: InputUnit, decision: DecisionUnit, knowledge: KnowledgeUnit, service: ServiceUnit } as const;

function requiredBy(declaration: Declaration): readonly Reference[] {
  switch (declaration.kind) {
    case 'input':
      return [];
    case 'decision':
      return [...declaration.information, ...declaration.knowledge];
    case 'knowledge':
      return declaration.knowledge;
    case 'service':
      return [...declaration.outputDecisions, ...declaration.inputDecisions, ...declaration.inputData];
  }
}

const prefixOf = (file: Definitions, namespace: string): string | undefined =>
  file.imports.find((item) => item.namespace === namespace)?.name;

interface Source {
  readonly fixed: boolean;
  readonly value: (run: Run) => Value;
}

/** What an expression sees: the units of its own file by name, those of an imported one as members of its prefix. */
function valuesByName(file: Definitions, required: readonly Entry[]): ReadonlyMap<string, Source> {
  const values = new Map<string, Source>();
  const imports = new Map<string, Unit[]>();
  for (const { file: from, unit } of required) {
    const prefix = from === file ? '' : (prefixOf(file, from.namespace) ?? '');
    if (prefix === '') values.set(unit.name, unit);
    else imports.set(prefix, [...(imports.get(prefix) ?? []), unit]);
  }
  for (const [prefix, units] of imports) {
    values.set(prefix, {
      fixed: units.every(({ fixed }) => fixed),
      value: (run) => new Map(units.map((unit): [string, Value] => [unit.name, unit.value(run)])),
    });
  }
  return values;
}

/** Names of types that are not one word: `instance of` reads only names that are in force. */
const longNames = (file: Definitions): readonly string[] =>
  file.items.map(({ name }) => name).filter((name) => !/^[\p{L}\p{N}_]+$/u.test(name));

const namesExternal = (node: Node): boolean =>
  (node.kind === 'function' && node.external) || children(node).some(namesExternal);
