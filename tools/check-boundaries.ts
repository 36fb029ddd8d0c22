// Proves who may import whom: the kernel knows no room, rooms enter each other only through index.ts and only along
// dependsOn, nothing turns in a circle. Prints each broken rule and ends with 1.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Import {
  readonly from: string;
  readonly to: string;
}

/** What each layer may lean on, besides itself. Rooms are looked up in their own dependsOn. */
const layers: Readonly<Record<string, readonly string[]>> = {
  language: [],
  feel: ['language'],
  protocols: ['language'],
  ui: ['language'],
  kernel: ['language', 'ui'],
  modules: ['language', 'feel', 'protocols', 'ui', 'kernel'],
  app: ['language', 'feel', 'protocols', 'ui', 'kernel', 'modules'],
};

/** Broken rules among the imports, one line each; paths are relative to src/. */
export function brokenRules(
  imports: readonly Import[],
  dependsOn: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return [...imports.flatMap((item) => brokenRule(item, dependsOn) ?? []), ...circles(imports)];
}

function brokenRule({ from, to }: Import, dependsOn: Readonly<Record<string, readonly string[]>>): string | undefined {
  const [layer = '', room = ''] = from.split('/');
  const [targetLayer = '', targetRoom = ''] = to.split('/');
  if (layer !== targetLayer) {
    if (!layers[layer]?.includes(targetLayer)) return `${from} imports ${to}: ${layer} may not lean on ${targetLayer}`;
    const door = targetLayer === 'modules' ? `modules/${targetRoom}/` : '';
    const isDoor = to === `${door}index.ts` || to === `${door}module.ts`;
    return targetLayer !== 'modules' || isDoor
      ? undefined
      : `${from} imports ${to}: a room is entered through its index.ts`;
  }
  if (layer !== 'modules' || room === targetRoom) return undefined;
  if (to !== `modules/${targetRoom}/index.ts`) return `${from} imports ${to}: a room is entered through its index.ts`;
  return dependsOn[room]?.includes(targetRoom)
    ? undefined
    : `${from} imports ${to}: ${targetRoom} is not in dependsOn of ${room}`;
}

/** Files that reach themselves. */
function circles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push(`circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      return;
    }
    state.set(file, 'open');
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}

/** Imports between files of src/, without tests; type imports count for layers but cannot make a circle at run time. */
export function readImports(src: string): { all: Import[]; values: Import[] } {
  const all: Import[] = [];
  const values: Import[] = [];
  for (const entry of readdirSync(src, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const { module } = parseSync(file, readFileSync(file, 'utf8'));
    const add = (specifier: string, typeOnly: boolean) => {
      if (!specifier.startsWith('.')) return;
      const item = { from: relative(src, file), to: relative(src, resolve(dirname(file), specifier)) };
      all.push(item);
      if (!typeOnly) values.push(item);
    };
    for (const { moduleRequest, entries } of module.staticImports)
      add(moduleRequest.value, entries.length > 0 && entries.every((one) => one.isType));
    for (const { entries } of module.staticExports) {
      for (const one of entries) if (one.moduleRequest) add(one.moduleRequest.value, one.isType);
    }
  }
  return { all, values };
}

/** `dependsOn` of every room, read from its module.ts without running it. */
export function readDependsOn(src: string): Record<string, readonly string[]> {
  const rooms = readdirSync(join(src, 'modules'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(
    rooms.map(({ name }) => {
      const text = readFileSync(join(src, 'modules', name, 'module.ts'), 'utf8');
      const list = /dependsOn:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
      return [name, [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')];
    }),
  );
}

if (import.meta.main) {
  const src = resolve(import.meta.dirname, '../src');
  const { all, values } = readImports(src);
  const dependsOn = readDependsOn(src);
  const broken = [...brokenRules(all, dependsOn).filter((line) => !line.startsWith('circle')), ...circles(values)];
  for (const line of broken) process.stderr.write(`${line}\n`);
  process.stdout.write(`boundaries: ${all.length} imports, ${broken.length} broken rules\n`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
