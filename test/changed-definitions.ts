import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { type Compilation, compileDefinitions, readDefinitions, type SourceFile } from '../src/kernel/definition.ts';
import type { CompiledService } from '../src/modules/services/definition/compiled.ts';
import { serviceKinds } from './service-kinds.ts';

/** biome and tsc know the shape from the compiler; here YAML is changed by hand, as its author would. */
export type Loose = { [key: string]: Loose };
export const value = (given: unknown) => given as Loose;

/** What is done to files, by their names; null: the file is taken away. */
export type Changes = Readonly<Record<string, ((source: Loose) => void) | null>>;

const folder = join(import.meta.dirname, '../definitions');

/** Definitions on which services rest, with these services (or standard processes, as `opinion`) and no others. */
export async function definitionsOf(...services: readonly string[]): Promise<readonly SourceFile[]> {
  const others = new RegExp(`^(plan/|calendar|indicators|services/(?!(${services.join('|')})[/.]))`);
  return (await readDefinitions(folder)).filter(({ file }) => !others.test(file));
}

function changed(files: readonly SourceFile[], changes: Changes): readonly SourceFile[] {
  return files.flatMap((one) => {
    const change = changes[one.file];
    if (change === null) return [];
    if (!change) return [one];
    const source = parse(one.text) as Loose;
    change(source);
    return [{ file: one.file, text: stringify(source, { aliasDuplicateObjects: false }) }];
  });
}

const ofServices = ({ file }: Pick<SourceFile, 'file'>) => /^(services|courses)\//.test(file);
let ground: Compilation | undefined;

/** How files compile to a service once some are changed. What services rest on is compiled once, unless it changes. */
export function compileChanged(files: readonly SourceFile[], changes: Changes = {}): Compilation {
  const given = changed(files, changes);
  if (!Object.keys(changes).every((file) => ofServices({ file }))) return compileDefinitions(given, serviceKinds);
  ground ??= compileDefinitions(
    files.filter((one) => !ofServices(one)),
    serviceKinds,
  );
  const own = compileDefinitions(given.filter(ofServices), serviceKinds, ground.definitions);
  return { ...own, definitions: [...ground.definitions, ...own.definitions] };
}

/** A service as it compiles beside what it rests on. */
export async function serviceIn(name: string): Promise<CompiledService> {
  const { definitions } = compileChanged(await definitionsOf(name));
  return definitions.find((one) => one.kind === 'service' && one.name === name)?.compiled as CompiledService;
}
