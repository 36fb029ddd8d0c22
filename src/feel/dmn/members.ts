import type { Boxed, Definitions, ItemDefinition } from './definitions.ts';

/** All names in a model that can stand behind a dot: only such may hold spaces there. */
export function memberNames(files: readonly Definitions[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { items, declarations } of files) {
    for (const item of items) addItem(item, names);
    for (const declaration of declarations) {
      // A decision service gives its decisions by name, an import its elements.
      names.add(declaration.name).add(declaration.variable.name);
      if ((declaration.kind === 'decision' || declaration.kind === 'knowledge') && declaration.logic) {
        addBoxed(declaration.logic, names);
      }
    }
  }
  return names;
}

function addItem(item: ItemDefinition, names: Set<string>): void {
  for (const component of item.components) {
    names.add(component.name);
    addItem(component, names);
  }
}

function addBoxed(boxed: Boxed, names: Set<string>): void {
  if (boxed.kind === 'context') for (const { variable } of boxed.entries) if (variable) names.add(variable.name);
  if (boxed.kind === 'relation') for (const { name } of boxed.columns) names.add(name);
  if (boxed.kind === 'table') for (const { name } of boxed.outputs) if (name !== null) names.add(name);
  for (const part of partsOf(boxed)) addBoxed(part, names);
}

/** Boxed expressions right below one. */
function partsOf(boxed: Boxed): readonly Boxed[] {
  switch (boxed.kind) {
    case 'literal':
      return [];
    case 'function':
      return boxed.body ? [boxed.body] : [];
    case 'table':
      return boxed.rules.flatMap((rule) => rule.results);
    case 'invocation':
      return [boxed.target, ...boxed.bindings.flatMap(({ value }) => value ?? [])];
    case 'context':
      return boxed.entries.map(({ value }) => value);
    case 'relation':
      return boxed.rows.flat();
    case 'list':
      return boxed.items;
    case 'conditional':
      return [boxed.condition, boxed.yes, boxed.no];
    case 'filter':
      return [boxed.in, boxed.match];
    case 'for':
    case 'some':
    case 'every':
      return [boxed.in, boxed.body];
  }
}
