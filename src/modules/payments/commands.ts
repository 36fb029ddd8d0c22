import { readFile } from 'node:fs/promises';
import { type Command, UsageError } from '../../kernel/command.ts';
import { systemContext } from '../../kernel/context.ts';
import { textOf } from '../../kernel/text.ts';
import { importStatement } from './actions/importing.ts';
import { az } from './text/az.ts';
import { en } from './text/en.ts';
import { t } from './text/index.ts';
import { ru } from './text/ru.ts';

/** Reads the file of a bank, as an operator does who gets it by other ways than the desk. */
export const importCommand: Command = {
  name: 'payments import',
  summary: textOf({ az, en, ru }, 'commandSummary'),
  words: ['FILE'],
  about: `
Reads a bank statement, camt.053 (.xml) or CSV (.csv), and pays the bills whose reference and amount its entries bear.
What fits no bill waits at the desk, /masa/odenisler. An entry that was read before changes nothing.
A statement whose balances do not prove it, as every CSV, waits there as a whole until an official confirms it.
Exit code 1 when the statement cannot be read or is of no account in accounts.yaml.`,
  async run(given, io) {
    const [file] = given.words;
    if (file === undefined) throw new UsageError('FILE is missing.');
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new UsageError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`);
    });
    const opened = await io.open();
    try {
      const format = file.toLowerCase().endsWith('.csv') ? 'csv' : 'camt053';
      const done = await importStatement(systemContext(opened.vahid, 'vahid payments import'), { format, text });
      io.out(io.json ? JSON.stringify(done) : t(io.lang, 'commandDone', { ...done, waiting: done.waiting.length }));
      return 0;
    } finally {
      await opened.close();
    }
  },
};
