import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readerOf } from '../../feel/data.ts';
import type { Decision, Definitions } from '../../feel/dmn/definitions.ts';
import { DmnError } from '../../feel/dmn/error.ts';
import { compileModel, type Inputs, type Model, type ModelFile } from '../../feel/dmn/model.ts';
import { readDefinitions } from '../../feel/dmn/read.ts';
import { metered } from '../../feel/fuel.ts';
import type { Type } from '../../feel/generate/type.ts';
import { textOf } from '../../feel/values/text.ts';
import type { Value } from '../../feel/values/value.ts';
import { UsageError } from '../../kernel/command.ts';
import { type Input, readNamed } from './input.ts';

export interface DmnFile {
  readonly model: Model;
  /** The file itself first, then those that it may import. */
  readonly definitions: readonly [Definitions, ...Definitions[]];
}

/** Reads a model with the files beside it that it may import. @throws UsageError @throws DmnError */
export async function loadModel(file: string): Promise<DmnFile> {
  const main: ModelFile = { name: basename(file), source: await readNamed(file) };
  const own = readDefinitions(main.source, main.name);
  const others = own.imports.length > 0 ? await beside(file) : [];
  return {
    model: compileModel([main, ...others]),
    definitions: [own, ...others.map(({ source, name }) => readDefinitions(source, name))],
  };
}

/** The other models of the folder; one that cannot be read is not what is meant. */
async function beside(file: string): Promise<readonly ModelFile[]> {
  const names = (await readdir(dirname(file)))
    .filter((name) => name.endsWith('.dmn') && name !== basename(file))
    .sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name, source: await readNamed(join(dirname(file), name)) })),
  );
  return files.filter(isModel);
}

function isModel({ name, source }: ModelFile): boolean {
  try {
    readDefinitions(source, name);
    return true;
  } catch (error) {
    if (error instanceof DmnError) return false;
    throw error;
  }
}

export const decisionsOf = ({ definitions: [own] }: DmnFile): readonly Decision[] =>
  own.declarations.filter((one) => one.kind === 'decision');

/** The decision asked for, else the one that no other requires. @throws UsageError */
export function chooseDecision(file: DmnFile, wanted: string | undefined): Decision {
  const all = decisionsOf(file);
  const names = all.map(({ name }) => name).join(', ');
  if (wanted !== undefined) {
    const found = all.find(({ name }) => name === wanted);
    if (!found) throw new UsageError(`There is no decision ${wanted}. Known: ${names}.`);
    return found;
  }
  const required = new Set(all.flatMap(({ information }) => information.map(({ id }) => id)));
  const last = all.filter(({ id }) => !required.has(id));
  const [only] = last;
  if (only && last.length === 1) return only;
  throw new UsageError(`Name one with --decision: ${last.map(({ name }) => name).join(', ') || names}.`);
}

/** Inputs as the model takes them: dates and durations are read from their ISO 8601 text. @throws FeelInputError */
export function inputsFor({ model }: DmnFile, given: Input): Inputs {
  const known = Object.entries(given).flatMap(([name, value]): [string, Value][] => {
    const type = model.inputs.get(name);
    return [[name, valueFor(type ?? { kind: 'any' }, value, name)]];
  });
  return new Map(known);
}

function valueFor(type: Type, value: unknown, path: string): Value {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'simple':
      return readerOf(type.name)(value, path);
    case 'constrained':
      return valueFor(type.of, value, path);
    case 'list':
      if (!Array.isArray(value)) return valueFor(type.of, value, path);
      return value.map((item, index) => valueFor(type.of, item, `${path}[${index + 1}]`));
    case 'context': {
      const all = readerOf('any')(value, path);
      if (!(all instanceof Map) || typeof value !== 'object') return all;
      const typed = [...type.members].map(([name, member]): [string, Value] => {
        return [name, valueFor(member, (value as Input)[name], `${path}.${name}`)];
      });
      return new Map<string, Value>([...(all as ReadonlyMap<string, Value>), ...typed]);
    }
    default:
      return readerOf('any')(value, path);
  }
}

/** A value as the language writes it, on one line. */
export const shown = (value: Value): string => metered(() => textOf([value]).slice(1, -1)) ?? '…';
