import { anyType, type Type } from '../generate/type.ts';
import type { Declaration, Definitions, Reference, Variable } from './definitions.ts';
import { DmnError } from './error.ts';
import { ItemTypes } from './types.ts';
import { DecisionUnit, InputUnit, KnowledgeUnit, ServiceUnit, type Unit } from './unit.ts';

/** An element of a file at one place of the model. */
export interface Entry {
  readonly declaration: Declaration;
  readonly instance: Instance;
  readonly unit: Unit;
}

/**
 * A file at one place of the model: the model itself, or what it imports, directly or through another file. A file that
 * comes in on two ways has its own inputs on each (6.3.3: the name of the import goes before the names in it).
 */
export interface Instance {
  readonly file: Definitions;
  /** Names of the imports that lead here. */
  readonly path: readonly string[];
  readonly types: ItemTypes;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly imports: readonly { readonly name: string; readonly instance: Instance }[];
}

/** More are a mistake of whoever wrote the imports. */
const mostInstances = 1000;

const kinds = { input: InputUnit, decision: DecisionUnit, knowledge: KnowledgeUnit, service: ServiceUnit } as const;

/** Lays out the first file with all that it imports, each way in for itself; the file before what it imports. */
export function layOut(
  files: readonly [Definitions, ...Definitions[]],
  report: (error: DmnError) => void,
): readonly Instance[] {
  const [main] = files;
  const byNamespace = new Map(files.map((file) => [file.namespace, file]));
  const types = new Map(files.map((file) => [file, new ItemTypes(file.items, report)]));
  const typesOf = (file: Definitions): ItemTypes => types.get(file) ?? new ItemTypes(file.items, report);
  refuseImportCircles(files, byNamespace);
  for (const [file, own] of types) own.imported = importedTypes(file, byNamespace, typesOf, report);
  for (const own of types.values()) own.check();
  const all: Instance[] = [];
  let units = 0;
  const place = (file: Definitions, path: readonly string[]): Instance => {
    if (all.length >= mostInstances) throw new DmnError('dmn.too_large', {}, startOf(file));
    const entries = new Map<string, Entry>();
    const imports: { name: string; instance: Instance }[] = [];
    const instance: Instance = { file, path, types: typesOf(file), entries, imports };
    all.push(instance);
    for (const declaration of file.declarations) {
      if (entries.has(declaration.id)) report(new DmnError('dmn.twice', { name: declaration.id }, declaration.place));
      const type = typeOf(declaration.variable, instance.types, report);
      const unit = new kinds[declaration.kind](units, declaration.variable.name, type);
      units += 1;
      entries.set(declaration.id, { declaration, instance, unit });
    }
    for (const { name, namespace } of file.imports) {
      const imported = byNamespace.get(namespace);
      const inner = name === '' ? path : [...path, name];
      if (imported) imports.push({ name, instance: place(imported, inner) });
    }
    return instance;
  };
  place(main, []);
  return all;
}

const startOf = ({ file }: Definitions) => ({ file, line: 1, column: 1 });

/** @throws DmnError where a file imports itself, directly or through others */
function refuseImportCircles(files: readonly Definitions[], byNamespace: ReadonlyMap<string, Definitions>): void {
  const done = new Set<Definitions>();
  const visit = (file: Definitions, open: readonly Definitions[]): void => {
    const path = [...open, file];
    if (open.includes(file))
      throw new DmnError('dmn.circle', { path: path.map(({ name }) => name).join(' → ') }, startOf(file));
    if (done.has(file)) return;
    for (const { namespace } of file.imports) {
      const imported = byNamespace.get(namespace);
      if (imported) visit(imported, path);
    }
    done.add(file);
  };
  for (const file of files) visit(file, []);
}

function importedTypes(
  file: Definitions,
  files: ReadonlyMap<string, Definitions>,
  typesOf: (file: Definitions) => ItemTypes,
  report: (error: DmnError) => void,
): ReadonlyMap<string, ItemTypes> {
  const imported = new Map<string, ItemTypes>();
  for (const { name, namespace, place } of file.imports) {
    const from = files.get(namespace);
    if (from) imported.set(name, typesOf(from));
    else report(new DmnError('dmn.unknown_import', { name: namespace }, place));
  }
  return imported;
}

function typeOf({ type: name, place }: Variable, types: ItemTypes, report: (error: DmnError) => void): Type {
  const type = name === null ? anyType : types.lookup(name);
  if (!type) report(new DmnError('dmn.unknown_type', { name: name ?? '' }, place));
  return type ?? anyType;
}

/** What is referred to, in the file itself or in one that it imports; what leads nowhere is left out. */
export function refer(references: readonly Reference[], { file, entries, imports }: Instance): readonly Entry[] {
  return references.flatMap(({ namespace, id }) => {
    const there =
      namespace === file.namespace
        ? entries
        : imports.find(({ instance }) => instance.file.namespace === namespace)?.instance.entries;
    return there?.get(id) ?? [];
  });
}

/** The name of the import that an entry comes in by; empty for the file's own, and for an import without name. */
export const prefixOf = (entry: Entry, instance: Instance): string =>
  instance.imports.find((item) => item.instance === entry.instance)?.name ?? '';
