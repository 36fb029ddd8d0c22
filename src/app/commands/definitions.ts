import { resolve } from 'node:path';
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts';
import { definitionsDirOf, readConfig } from '../../kernel/config.ts';
import { type Compilation, type Problem, readDefinitions } from '../../kernel/definition.ts';
import { definitionSchema } from '../../kernel/definition-schema.ts';
import { changedFrom } from '../../kernel/release.ts';
import { readReleased } from '../../kernel/start.ts';
import { pick } from '../../language/lang.ts';
import { plural } from '../../language/plural.ts';
import { expandService } from '../../modules/services/index.ts';
import { compileFolder, releaseFolder } from '../installation.ts';
import { rooms } from '../rooms.ts';
import { drawFolder } from './draw.ts';
import { reportMutants } from './mutate.ts';
import { openInstallation } from './open.ts';
import { kindNamed, readLanguage } from './schema.ts';

/** `vahid check`: needs no database; compiles the folder as a whole. */
export const check: Command = {
  name: 'check',
  summary: { az: 'Tərifləri yoxlayır', en: 'Checks the definitions', ru: 'Проверяет определения' },
  words: ['[FOLDER]'],
  options: {
    schema: { value: 'KIND' },
    draw: { value: 'DIR' },
    expand: { value: 'SERVICE' },
    mutate: { value: 'SERVICE' },
    language: { value: 'LANG' },
  },
  about: `
Compiles every definition below FOLDER (default: definitions) and names file, line, rule and remedy of
each problem. With --schema it prints the JSON Schema of one kind of definition, for editors. With --draw it writes
into DIR every process as BPMN 2.0 with its diagram and as a picture (SVG), named in LANG: az (default), en or ru,
and the regulation of every service (Markdown, in Azerbaijani). With --expand it prints a
service together with what it takes over from its course. With --mutate it makes one thing wrong at a time in a
service and prints what its scenarios would not notice.
Exit code 0 when nothing is wrong, 1 when something is.`,
  async run(given, io) {
    const schema = given.value('schema');
    if (schema !== undefined) {
      io.out(JSON.stringify(definitionSchema(kindNamed(schema), io.lang), null, 2));
      return 0;
    }
    const draw = given.value('draw');
    if (draw === undefined && given.has('language')) throw new UsageError('--language needs --draw.');
    const lang = readLanguage(given.value('language'));
    const folder = given.words[0] === undefined ? definitionsDirOf(io.env, io.root) : resolve(given.words[0]);
    const expanded = given.value('expand');
    if (expanded !== undefined) return printExpanded(folder, expanded, io);
    const compilation = await compileFolder(folder, rooms);
    const mutated = given.value('mutate');
    if (mutated !== undefined && compilation.problems.length === 0)
      return reportMutants(compilation.definitions, mutated, io);
    if (draw === undefined) return report(compilation, io);
    const drawn = await drawFolder(compilation.definitions, draw, lang);
    const code = report(compilation, io, { drawn });
    if (!io.json) io.out(drawnTo(drawn.length, resolve(draw))[io.lang]);
    return code;
  },
};

export const releaseCommand: Command = {
  name: 'release',
  summary: {
    az: 'Tərifləri qüvvəyə mindirir',
    en: 'Brings the definitions into force',
    ru: 'Вводит определения в действие',
  },
  options: { approver: { value: 'NAME' }, 'dry-run': {} },
  about: `
Compiles the definitions and releases what changed as new versions. A file with a problem, or one that contradicts
what people have entered, is left out and stays in force as it was. With --dry-run it compiles, tells what it would
release and writes nothing; what people have entered is not looked at.
Exit code 1 when a file was left out.`,
  async run(given, io) {
    if (given.has('dry-run')) return tryRelease(io);
    const approver = given.value('approver') ?? io.env.USER ?? 'vahid release';
    const opened = await openInstallation(io, rooms);
    try {
      const { compilation, number, released } = await releaseFolder(opened.vahid, approver);
      const code = report(compilation, io, { release: number, released });
      if (!io.json) io.out(`${releaseWord[io.lang]} ${number}: ${listed(released, io)}`);
      return code;
    } finally {
      await opened.close();
    }
  },
};

async function printExpanded(folder: string, service: string, io: CommandIo): Promise<ExitCode> {
  const text = expandService(await readDefinitions(folder), service);
  if (text === undefined) throw new UsageError(`There is no services/${service}/service.yaml in ${folder}.`);
  io.out(text);
  return 0;
}

const drawnTo = (count: number, folder: string) => ({
  az: `${count} fayl yazılıb (BPMN, SVG, reqlament): ${folder}`,
  en: `${count} files written (BPMN, SVG, regulations): ${folder}`,
  ru: `Записано файлов: ${count} (BPMN, SVG, регламенты): ${folder}`,
});

async function tryRelease(io: CommandIo): Promise<ExitCode> {
  const config = readConfig(io.env, io.root);
  const inForce = await readReleased(config);
  const compilation = await compileFolder(config.definitionsDir, rooms, inForce);
  const changed = changedFrom(inForce, compilation.definitions);
  const code = report(compilation, io, {
    wouldRelease: changed.map(({ key, version }) => ({ definition: key, version })),
  });
  if (!io.json) {
    const keys = changed.map(({ key, version }) => `${key} ${version}`);
    io.out(`${wouldRelease[io.lang]}: ${listed(keys, io)}`);
  }
  return code;
}

function listed(keys: readonly string[], io: CommandIo): string {
  return keys.length === 0 ? nothingNew[io.lang] : keys.join(', ');
}

const wouldRelease = {
  az: 'Qüvvəyə minəcək (heç nə yazılmayıb)',
  en: 'Would be released (nothing was written)',
  ru: 'Вступит в силу (ничего не записано)',
};
const releaseWord = { az: 'Buraxılış', en: 'Release', ru: 'Выпуск' };
const nothingNew = { az: 'yenilik yoxdur', en: 'nothing new', ru: 'нового нет' };

function report(
  { definitions, problems, refused }: Compilation,
  io: CommandIo,
  more: Record<string, unknown> = {},
): ExitCode {
  if (io.json)
    io.out(
      JSON.stringify({ ...more, compiled: definitions.map(({ kind, name }) => `${kind}/${name}`), refused, problems }),
    );
  else {
    for (const problem of problems) io.err(line(problem, io));
    io.out(summary(definitions.length, problems.length)[io.lang]);
  }
  return problems.length > 0 ? 1 : 0;
}

function line({ file, line, column, rule, message, remedy }: Problem, io: CommandIo): string {
  return `${file}:${line}:${column} [${rule}] ${pick(message, io.lang)}\n    ${pick(remedy, io.lang)}`;
}

function summary(good: number, bad: number) {
  return {
    az: `${good} tərif düzgündür, ${bad} səhv var.`,
    en: `${good} ${plural(good, 'en', { one: 'definition is', other: 'definitions are' })} right, ${bad} ${plural(bad, 'en', { one: 'problem', other: 'problems' })}.`,
    ru: `Определений без ошибок: ${good}, ошибок: ${bad}.`,
  };
}
