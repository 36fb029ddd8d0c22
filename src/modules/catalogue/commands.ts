import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { audit } from '../../kernel/audit.ts';
import { type Command, type CommandIo, type ExitCode, tellWritten, UsageError } from '../../kernel/command.ts';
import { type Context, inTransactionIf, systemContext } from '../../kernel/context.ts';
import { formatNumber, normaliseFin, pick, type Text } from '../../language/index.ts';
import { type ByteSource, XlsxError, type XlsxLimits } from '../../protocols/xlsx/index.ts';
import { appointmentsOf, inChargeOf, personByFin } from '../identity/index.ts';
import { notify } from '../process/index.ts';
import { enterIntake, entriesOf, type Imported, jsonLines, knownIn } from './intake/enter.ts';
import type { IntakeError } from './intake/finding.ts';
import { type Intake, readIntake } from './intake/read.ts';
import { writeEntries } from './intake/write.ts';
import { searchPath } from './path.ts';
import { topicsOf } from './requests/definition.ts';

/** The operator's own file may hold a whole state. */
const limits: XlsxLimits = { bytes: 2 * 1024 ** 3, rows: 10_000_000, columns: 300, sharedStrings: 5_000_000 };

const texts = {
  done: {
    az: '{count} qeyd daxil edildi və ya dəyişdirildi.',
    en: '{count} entries entered or changed.',
    ru: 'Внесено или изменено записей: {count}.',
  },
  would: {
    az: '{count} qeyd daxil edilərdi. Heç nə yazılmadı.',
    en: '{count} entries would be entered or changed. Nothing was written.',
    ru: 'Было бы внесено записей: {count}. Ничего не записано.',
  },
  wrong: {
    az: 'Səhvlər: {count}. Heç nə yazılmadı.',
    en: '{count} errors. Nothing was written.',
    ru: 'Ошибок: {count}. Ничего не записано.',
  },
  nobody: {
    az: '--approver kataloq üzrə qərar verən qurumda təsdiqedicinin FİN-i olmalıdır: yazılan onun adına yazılır.',
    en: '--approver must be the FİN of an approver of the institution that decides on the catalogue: what is written is written in their name.',
    ru: '--approver: укажите FİN утверждающего из учреждения, которое решает по каталогу: запись делается от его имени.',
  },
  atLeast: {
    az: 'Ən azı {count} səhv var, fayl axıra qədər oxunmadı. Heç nə yazılmadı.',
    en: 'At least {count} errors; the file was not read to its end. Nothing was written.',
    ru: 'Не меньше {count} ошибок, файл прочитан не до конца. Ничего не записано.',
  },
} as const satisfies Record<string, Text>;

/** `vahid catalogue import`: entries from a workbook or JSON, all or none. */
export const importCommand: Command = {
  name: 'catalogue import',
  summary: {
    az: 'Qeydləri fayldan kataloqa daxil edir',
    en: 'Enters entries of the catalogue from a file',
    ru: 'Вносит записи в каталог из файла',
  },
  words: ['FILE'],
  options: { approver: { value: 'FIN' }, 'dry-run': {} },
  about: `
Reads entries from FILE.xlsx or FILE.json, as catalogue export writes them, and enters all of them or, when anything is
wrong, none. Errors are listed cell by cell, with exit code 1. --dry-run checks everything and writes nothing.
What is written is written in the name of --approver, an approver of the institution that decides on the catalogue; the
journal keeps it with the digest of the file, and registrars of the institutions concerned are told.`,
  async run(given, io) {
    const [file] = given.words;
    if (!file || !/\.(xlsx|json)$/i.test(file)) throw new UsageError('Which FILE.xlsx or FILE.json?');
    const opened = await io.open({ migrate: false });
    try {
      const dryRun = given.has('dry-run');
      const program = systemContext(opened.vahid, 'vahid catalogue import');
      const ctx = dryRun ? program : await inNameOf(program, given.value('approver'));
      if (!ctx) {
        io.err(pick(texts.nobody, io.lang));
        return 1;
      }
      const intake = await readFrom(ctx, file);
      return await enter(ctx, intake, { file, dryRun, io });
    } catch (error) {
      if (!(error instanceof XlsxError)) throw error;
      io.err(pick(error.text, io.lang));
      return 1;
    } finally {
      await opened.close();
    }
  },
};

/** Who answers for what an operator enters; undefined where the office is not theirs. */
async function inNameOf(ctx: Context, typed: string | undefined): Promise<Context | undefined> {
  const fin = normaliseFin(typed ?? '');
  const person = fin ? await personByFin(ctx, fin) : undefined;
  if (person === undefined) return undefined;
  const institution = await inChargeOf(ctx, topicsOf(ctx.vahid.releases).decides);
  const appointments = await appointmentsOf(ctx, person);
  if (!appointments.some((held) => held.role === 'approver' && held.institution === institution)) return undefined;
  return { ...ctx, actor: { kind: 'person', person, appointments } };
}

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function readFrom(ctx: Context, file: string): Promise<Intake> {
  const known = await knownIn(ctx);
  if (/\.json$/i.test(file)) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new UsageError(`Cannot read ${file}.`);
    });
    return readIntake({ json: parsed(text, file) }, known, { for: 'register' });
  }
  const handle = await open(file).catch(() => {
    throw new UsageError(`Cannot read ${file}.`);
  });
  try {
    const workbook: ByteSource = {
      size: (await handle.stat()).size,
      async read(at, length) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      },
    };
    return await readIntake({ workbook }, known, { for: 'register', limits });
  } finally {
    await handle.close();
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}`);
  }
}

async function enter(
  ctx: Context,
  intake: Intake,
  { file, dryRun, io }: { readonly file: string; readonly dryRun: boolean; readonly io: CommandIo },
): Promise<ExitCode> {
  if (intake.errors.length > 0) return tell(intake.errors, io, intake.isMore);
  const bar = io.progress(basename(file));
  const digest = await digestOfFile(file);
  // The beginning of the digest tells one file of this name from another.
  const source = `${basename(file).slice(-150)} ${digest.slice(0, 16)}`;
  const kept = ({ errors }: Imported) => !dryRun && errors.length === 0;
  const result = await inTransactionIf(ctx, kept, async (inside) => {
    const entered = await enterIntake(inside, intake, source, (done, of) => bar.at(done, of));
    await audit(inside, 'catalogue.import', digest);
    for (const [institution, count] of entered.institutions) await tellOwner(inside, institution, count, source);
    return entered;
  });
  bar.end();
  if (result.errors.length > 0) return tell(result.errors, io);
  if (io.json) io.out(JSON.stringify({ changed: result.changed, written: !dryRun, errors: [] }));
  else io.out(pick(dryRun ? texts.would : texts.done, io.lang).replace('{count}', String(result.changed)));
  return 0;
}

async function tellOwner(ctx: Context, institution: string, count: number, source: string): Promise<void> {
  const say = (lang: 'az' | 'en' | 'ru') => formatNumber(count, lang);
  await notify(ctx, {
    institution,
    role: 'registrar',
    text: {
      az: `Kataloqa fayldan qurumunuzun ${say('az')} qeydi daxil edildi və ya dəyişdirildi: ${source}.`,
      en: `Entries of your institution entered or changed in the catalogue from a file: ${say('en')} (${source}).`,
      ru: `В каталог из файла внесены или изменены записи вашего учреждения: ${say('ru')} (${source}).`,
    },
    link: searchPath({ qurum: institution }),
  });
}

function tell(errors: readonly IntakeError[], io: CommandIo, isMore = false): ExitCode {
  if (io.json) io.out(JSON.stringify({ changed: 0, written: false, errors }));
  else {
    for (const { sheet, cell, message, remedy } of errors)
      io.err(`${sheet} ${cell}: ${pick(message, io.lang)} ${pick(remedy, io.lang)}`);
    io.err(pick(isMore ? texts.atLeast : texts.wrong, io.lang).replace('{count}', String(errors.length)));
  }
  return 1;
}

/** `vahid catalogue export`: every entry as it stands. */
export const exportCommand: Command = {
  name: 'catalogue export',
  summary: {
    az: 'Kataloqun bütün qeydlərini fayla yazır',
    en: 'Writes all entries of the catalogue to a file',
    ru: 'Записывает все записи каталога в файл',
  },
  words: ['FILE'],
  about: `
Writes every entry as it stands to FILE.xlsx or FILE.json, or as JSON to the standard output when FILE is -, however
many there are, in constant memory. What is written can be read by catalogue import.`,
  async run(given, io) {
    const [file] = given.words;
    if (!file || !/^-$|\.(xlsx|json)$/i.test(file)) throw new UsageError('Which FILE.xlsx, FILE.json or -?');
    const opened = await io.open({ migrate: false });
    try {
      const ctx = systemContext(opened.vahid, 'vahid catalogue export');
      // One moment for all sheets, whatever is entered meanwhile.
      await ctx.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (db) => {
          await sql`set transaction read only`.execute(db);
          await write({ ...ctx, db }, file, io);
        });
      return 0;
    } finally {
      await opened.close();
    }
  },
};

async function write(ctx: Context, file: string, io: CommandIo): Promise<void> {
  if (file === '-') {
    for await (const line of jsonLines(ctx)) io.out(line);
    return;
  }
  const json = async function* () {
    for await (const line of jsonLines(ctx)) yield `${line}\n`;
  };
  const content = /\.json$/i.test(file) ? json() : writeEntries((kind) => entriesOf(ctx, kind), io.lang);
  await pipeline(Readable.from(content), createWriteStream(file));
  tellWritten(io, file);
}

export const commands: readonly Command[] = [importCommand, exportCommand];
