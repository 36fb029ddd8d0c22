import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type Command,
  type CommandIo,
  type ExitCode,
  type Given,
  tellWritten,
  UsageError,
} from '../../../kernel/command.ts';
import { systemContext } from '../../../kernel/context.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { pick } from '../../../language/index.ts';
import { standingPlan } from './form-enter.ts';
import { writeForm, writeTemplate } from './form-write.ts';

async function writing(given: Given, io: CommandIo, write: typeof writeForm): Promise<ExitCode> {
  const [file] = given.words;
  if (!file || !/\.xlsx$/i.test(file)) throw new UsageError('Which FILE.xlsx?');
  const opened = await io.open({ migrate: false });
  try {
    const standing = await standingPlan(systemContext(opened.vahid, 'vahid plan form'), given.value('plan'));
    await pipeline(Readable.from(write(standing, io.lang)), createWriteStream(file));
    tellWritten(io, file);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    io.err(pick(error.text, io.lang));
    return 1;
  } finally {
    await opened.close();
  }
}

/** `vahid plan template`: the empty form. */
export const templateCommand: Command = {
  name: 'plan template',
  summary: {
    az: 'Planın boş formasını fayla yazır',
    en: 'Writes the empty form of a plan',
    ru: 'Записывает пустую форму плана',
  },
  words: ['FILE'],
  options: { plan: { value: 'CODE' } },
  about: `
Writes FILE.xlsx: sheets for measures with executors and deadlines, for deliverables, milestones and responsible deputy
heads, with lists to choose from: the list of measures follows the chosen direction. Without --plan it is the form of the
national plan. plan import takes the filled form in.`,
  run: (given, io) => writing(given, io, writeTemplate),
};

/** `vahid plan export`: the form with everything that is entered. */
export const exportCommand: Command = {
  name: 'plan export',
  summary: {
    az: 'Planı forma kimi fayla yazır',
    en: 'Writes a plan to a file as the form',
    ru: 'Записывает план в файл по форме',
  },
  words: ['FILE'],
  options: { plan: { value: 'CODE' } },
  about: `
Writes FILE.xlsx with everything that is entered of a plan, in the form of plan template. Taken in again by plan import it
changes nothing; changed in a spreadsheet and taken in it changes just that. Without --plan it is the national plan.`,
  run: (given, io) => writing(given, io, writeForm),
};
