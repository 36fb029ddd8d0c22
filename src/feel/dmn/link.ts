import { codeOf } from '../generate/generate.ts';
import { emptyScope } from '../generate/scope.ts';
import { children } from '../generate/tests.ts';
import type { Node } from '../syntax/ast.ts';
import type { Names } from '../syntax/names.ts';
import { namesOf } from '../syntax/parse.ts';
import type { Value } from '../values/value.ts';
import { BoxedReader } from './boxed.ts';
import { refuseCircles } from './circle.ts';
import type { Declaration, Definitions, Reference } from './definitions.ts';
import { DmnError } from './error.ts';
import { type Entry, type Instance, layOut, prefixOf, refer } from './instance.ts';
import { memberNames } from './members.ts';
import { DecisionUnit, KnowledgeUnit, type Logic, type Run, ServiceUnit, type Unit } from './unit.ts';

interface Linked {
  readonly name: string;
  /** By the name that the model has for them, with the names of imports before it: `import.name`. */
  readonly units: ReadonlyMap<string, Unit>;
  readonly problems: readonly DmnError[];
  /** Whether a unit, or one that it stands on, names code outside the language. */
  readonly isExternal: (unit: Unit) => boolean;
}

/** Makes one graph of the files of a model, the model itself first, and compiles what is in it. */
export function linkModel(files: readonly [Definitions, ...Definitions[]]): Linked {
  const linker = new Linker(files);
  return linker.link();
}

class Linker {
  readonly #files: readonly [Definitions, ...Definitions[]];
  /** By message: what is wrong in a file is wrong on every way in. */
  readonly #problems = new Map<string, DmnError>();
  /** Members of contexts anywhere in the model. */
  readonly #members: Names;
  readonly #instances: readonly Instance[];
  /** What each unit stands on. */
  readonly #required = new Map<Unit, readonly Unit[]>();

  constructor(files: readonly [Definitions, ...Definitions[]]) {
    this.#files = files;
    this.#members = namesOf([], memberNames(files));
    this.#instances = layOut(files, this.#report);
  }

  readonly #report = (problem: DmnError): void => {
    this.#problems.set(problem.message, problem);
  };

  get #entries(): readonly Entry[] {
    return this.#instances.flatMap(({ entries }) => [...entries.values()]);
  }

  link(): Linked {
    for (const entry of this.#entries) this.#connect(entry);
    refuseCircles(
      this.#entries.map(({ declaration, instance, unit }) => ({
        unit,
        place: declaration.place,
        required: declaration.kind === 'decision' ? unitsOf(declaration.information, instance) : [],
      })),
    );
    for (const entry of this.#entries) this.#compile(entry);
    const units = new Map<string, Unit>();
    for (const { declaration, instance, unit } of this.#entries) {
      const name = [...instance.path, declaration.name].join('.');
      // Where an import without name repeats a name of the model, the model's own stands.
      if (!units.has(name)) units.set(name, unit);
    }
    return {
      name: this.#files[0].name,
      units,
      problems: [...this.#problems.values()],
      isExternal: (unit) => this.#isExternal(unit, new Set()),
    };
  }

  #connect({ declaration, instance, unit }: Entry): void {
    const references = requiredBy(declaration);
    for (const reference of references) {
      if (refer([reference], instance).length > 0) continue;
      const name = `${reference.namespace}#${reference.id}`;
      this.#report(new DmnError('dmn.unknown_reference', { name }, reference.place));
    }
    const required = unitsOf(references, instance);
    this.#required.set(unit, required);
    if (unit instanceof DecisionUnit) unit.required = required.filter((other) => other instanceof DecisionUnit);
    if (declaration.kind === 'service' && unit instanceof ServiceUnit) {
      unit.parameters = unitsOf([...declaration.inputData, ...declaration.inputDecisions], instance);
      unit.outputs = unitsOf(declaration.outputDecisions, instance);
    }
  }

  #compile(entry: Entry): void {
    const { declaration, instance, unit } = entry;
    if (declaration.kind === 'decision' && unit instanceof DecisionUnit && declaration.logic) {
      const { logic } = declaration;
      const required = refer([...declaration.information, ...declaration.knowledge], instance);
      unit.logic = this.#logic(entry, required, (reader, names) => reader.node(logic, names));
    }
    if (declaration.kind === 'knowledge' && unit instanceof KnowledgeUnit && declaration.logic) {
      const { logic } = declaration;
      // A knowledge model may call itself.
      const required = [entry, ...refer(declaration.knowledge, instance)];
      unit.logic = this.#logic(entry, required, (reader, names) => reader.function(logic, names));
    }
  }

  #logic(
    { declaration, instance }: Entry,
    required: readonly Entry[],
    read: (reader: BoxedReader, names: Names) => Node,
  ): Logic {
    const values = valuesByName(instance, required);
    const reader = new BoxedReader(declaration.name, this.#report, instance.types);
    const node = read(reader, this.#members.with([...values.keys(), ...longNames(instance.file)]));
    const changing = [...values].filter(([, { fixed }]) => !fixed);
    const fixed = [...values].filter((value) => value[1].fixed);
    const { scope, slots } = emptyScope()
      .withFixed(new Map(fixed.map(([name, { value }]) => [name, () => value([])])))
      .with(changing.map(([name]) => name));
    const code = codeOf(node, scope, instance.types.lookup);
    return {
      code,
      blank: scope.frame.blank(),
      fill: changing.map(([, { value }], index) => ({ slot: slots[index] ?? 0, value })),
      external: namesExternal(node),
    };
  }

  #isExternal(unit: Unit, seen: Set<Unit>): boolean {
    if (seen.has(unit)) return false;
    seen.add(unit);
    if ((unit instanceof DecisionUnit || unit instanceof KnowledgeUnit) && unit.logic?.external) return true;
    return (this.#required.get(unit) ?? []).some((required) => this.#isExternal(required, seen));
  }
}

const unitsOf = (references: readonly Reference[], instance: Instance): readonly Unit[] =>
  refer(references, instance).map(({ unit }) => unit);

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

interface Source {
  readonly fixed: boolean;
  readonly value: (run: Run) => Value;
}

/** What an expression sees: the units of its own file by name, those of an imported one as members of its prefix. */
function valuesByName(instance: Instance, required: readonly Entry[]): ReadonlyMap<string, Source> {
  const values = new Map<string, Source>();
  const imports = new Map<string, Unit[]>();
  for (const entry of required) {
    const prefix = prefixOf(entry, instance);
    if (prefix === '') values.set(entry.unit.name, entry.unit);
    else imports.set(prefix, [...(imports.get(prefix) ?? []), entry.unit]);
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
