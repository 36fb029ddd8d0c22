import { basename, dirname, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { compileTable, type Table, TableError, tableSchema, type TableSource } from '../../feel/index.ts';
import { UsageError } from '../../kernel/command.ts';
import { compileDefinitions, type DefinitionKind, type Problem } from '../../kernel/definition.ts';
import { type CompiledService, tableOf } from '../../modules/services/index.ts';
import { compileFolder } from '../installation.ts';
import { rooms } from '../rooms.ts';
import { readNamed } from './input.ts';
import { words } from './words.ts';

/** A table ready to decide, or what is wrong with it. */
export type Loaded =
  | { readonly table: Table; readonly problems: readonly [] }
  | { readonly table: undefined; readonly problems: readonly Problem[] };

/** The table of a YAML file: the file itself, or the decision of a service's definition. @throws UsageError */
export async function loadTable(file: string): Promise<Loaded> {
  const text = await readNamed(file);
  return isService(text) ? loadService(resolve(file)) : loadFile(file, text);
}

function isService(text: string): boolean {
  try {
    const source: unknown = parse(text, { maxAliasCount: 0 });
    return typeof source === 'object' && source !== null && 'decision' in source;
  } catch {
    return false;
  }
}

const tableKind: DefinitionKind<typeof tableSchema, TableSource> = {
  kind: 'table',
  files: /^/,
  schema: tableSchema,
  needs: [],
  compile(source) {
    try {
      compileTable(source, ownTypes(source));
      return { compiled: source, findings: [] };
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      return { findings: error.problems.map(({ code, ...problem }) => ({ ...problem, rule: code })) };
    }
  },
};

/** A table on its own is taken at its word: its inputs are of the types that it says. */
const ownTypes = ({ inputs }: TableSource) => Object.fromEntries(inputs.map(({ name, type }) => [name, type]));

function loadFile(file: string, text: string): Loaded {
  const { definitions, problems } = compileDefinitions([{ file, text }], [tableKind]);
  const source = definitions[0]?.compiled as TableSource | undefined;
  if (source) return { table: compileTable(source, ownTypes(source)), problems: [] };
  const told = problems.map((problem) => (problem.rule === 'shape' ? { ...problem, remedy: words.shape } : problem));
  return { table: undefined, problems: told };
}

/** A service needs the dictionary, acts and registers around it: all of its folder of definitions is compiled. */
async function loadService(file: string): Promise<Loaded> {
  const folder = dirname(dirname(dirname(file)));
  const name = basename(dirname(file));
  const own = relative(folder, file).split(sep).join('/');
  if (own !== `services/${name}/service.yaml`)
    throw new UsageError(
      `A service is read with the definitions around it: …/services/NAME/service.yaml, not ${file}.`,
    );
  const { definitions, problems } = await compileFolder(folder, rooms);
  const service = definitions.find((one) => one.kind === 'service' && one.name === name);
  if (service) return { table: tableOf(service.compiled as CompiledService), problems: [] };
  return { table: undefined, problems: problems.filter((problem) => problem.file.startsWith(`services/${name}/`)) };
}
