import { resolve } from 'node:path';
import { type Command, type CommandIo, UsageError } from '../../../kernel/command.ts';
import { textOf } from '../../../kernel/text.ts';
import { withLog } from '../log-tree/commands.ts';
import { t, texts } from '../log-tree/text/index.ts';
import { archiveDay, BrokenArchive } from './archive.ts';
import type { StoredArchive } from './store.ts';

export const archiveCommand: Command = {
  name: 'exchange-archive',
  summary: textOf(texts, 'archiveSummary'),
  words: ['FOLDER'],
  options: { days: { value: 'DAYS' } },
  about: `
Writes whole days (UTC) of the message log to ZIP files in FOLDER: lines, their way to the root of a signed checkpoint, and
the digest of the file before, signed as a whole by the key of the log. Each day is read back and verified, then dropped
from the database. "vahid verify FILE" judges an archive, "vahid exchange-proof REQUEST_ID --archive FILE" finds an exchange
in it. Keep the last digest elsewhere: without it nobody sees that the newest files were taken away.
  --days DAYS  days that stay in the database (VAHID_LOG_DAYS, 90), no fewer than contents are kept (VAHID_CONTENT_DAYS, 30)`,
  async run(given, io) {
    const folder = resolve(given.words[0] ?? '');
    return withLog(io, 'exchange-archive', async (ctx) => {
      const { contentDays, days: usual } = ctx.vahid.config.messageLog;
      const days = Number(given.value('days') ?? usual);
      if (!Number.isInteger(days) || days < contentDays)
        throw new UsageError(`--days must be ${contentDays} or more: archives hold no contents.`);
      let count = 0;
      try {
        for (;;) {
          const archives = await archiveDay(ctx, { folder, days });
          if (archives.length === 0) break;
          count += archives.length;
          for (const one of archives) io.out(io.json ? JSON.stringify(one) : told(one, io.lang));
        }
      } catch (error) {
        if (!(error instanceof BrokenArchive)) throw error;
        const { archive, fault } = error;
        io.err(t(io.lang, 'archiveBroken', { name: archive.name, day: archive.day, fault }));
        return 1;
      }
      if (count === 0 && !io.json) io.out(t(io.lang, 'archiveNothing', { days }));
      return 0;
    });
  },
};

const told = ({ name, day, lines, digest }: StoredArchive, lang: CommandIo['lang']): string =>
  t(lang, 'archiveMade', { name, day, lines, digest });
