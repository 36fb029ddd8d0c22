import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts';
import type { DefinitionKind } from '../../kernel/definition.ts';
import { definitionSchema } from '../../kernel/definition-schema.ts';
import { type Lang, langs } from '../../language/lang.ts';
import { rooms } from '../rooms.ts';

const kinds = (): readonly DefinitionKind[] => rooms.flatMap((room) => room.definitions ?? []);

/** The kind of that name. @throws UsageError */
export function kindNamed(name: string): DefinitionKind {
  const found = kinds().find(({ kind }) => kind === name);
  if (!found)
    throw new UsageError(
      `There is no kind ${name}. Known: ${kinds()
        .map(({ kind }) => kind)
        .join(', ')}.`,
    );
  return found;
}

/** `--language`, of what a command writes: Azerbaijani where it is not said. @throws UsageError */
export function readLanguage(given: string | undefined): Lang {
  const lang = given === undefined ? 'az' : langs.find((one) => one === given);
  if (!lang) throw new UsageError(`--language needs one of: ${langs.join(', ')}.`);
  return lang;
}

/** `vahid schema`: needs no database. */
export const schemaCommand: Command = {
  name: 'schema',
  summary: {
    az: 'Təriflərin sxemini redaktorlar üçün yazır',
    en: 'Writes the schemas of definitions for editors',
    ru: 'Записывает схемы определений для редакторов',
  },
  words: ['[KIND]'],
  options: { out: { value: 'DIR' }, language: { value: 'LANG' } },
  about: `
Writes the JSON Schema (draft 2020-12) of KIND, or of every kind of definition, into DIR as KIND.json; without --out
it prints that of KIND. What fields mean is said in LANG: az (default), en or ru. A running portal publishes the same
at /sxem/KIND.json. An editor that knows YAML follows the first line of a file:

  # yaml-language-server: $schema=../../../schemas/service.json`,
  async run(given, io) {
    const [name] = given.words;
    const lang = readLanguage(given.value('language'));
    const chosen = name === undefined ? kinds() : [kindNamed(name)];
    const out = given.value('out');
    if (out !== undefined) return write(chosen, out, lang, io);
    const [only] = chosen;
    if (!only || chosen.length > 1) throw new UsageError('Without --out a KIND is needed.');
    io.out(JSON.stringify(definitionSchema(only, lang), null, 2));
    return 0;
  },
};

async function write(chosen: readonly DefinitionKind[], folder: string, lang: Lang, io: CommandIo): Promise<ExitCode> {
  await mkdir(folder, { recursive: true });
  const files = chosen.map((kind) => ({ name: `${kind.kind}.json`, schema: definitionSchema(kind, lang) }));
  for (const { name, schema } of files) await writeFile(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
  const path = resolve(folder);
  const said = {
    az: `${files.length} sxem yazılıb: ${path}`,
    en: `${files.length} schemas written: ${path}`,
    ru: `Записано схем: ${files.length}: ${path}`,
  };
  io.out(io.json ? JSON.stringify({ written: files.map(({ name }) => join(path, name)) }) : said[io.lang]);
  return 0;
}
