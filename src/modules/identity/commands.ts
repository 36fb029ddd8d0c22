import { parseArgs } from 'node:util';
import { type Role, roles } from '../../kernel/access.ts';
import { type Command, type CommandIo, UsageError } from '../../kernel/command.ts';
import { readConfig } from '../../kernel/config.ts';
import { type Context, inTransaction, systemContext } from '../../kernel/context.ts';
import type { Room } from '../../kernel/module.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { openVahid, startDatabase } from '../../kernel/start.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { bakuDate, formatDate, normaliseFin, pick, type Text } from '../../language/index.ts';
import { access } from './access.ts';
import { appoint, ensurePerson } from './actions.ts';
import { appointment, institution, organisation, person, roleTitles } from './entities.ts';
import { t, texts } from './text.ts';
import { textOf } from '../../kernel/text.ts';

interface Order {
  readonly fin: string;
  readonly institution: string;
  readonly role: Role;
  readonly title: Text;
  readonly from: string | undefined;
  readonly dryRun: boolean;
}

/** Gives an office; in production the first official comes this way, because nobody is there yet to appoint one. */
export const appointCommand: Command = {
  name: 'appoint',
  summary: textOf(texts, 'commandSummary'),
  usage: `usage: vahid appoint --fin FIN --institution CODE --role ROLE [--title TEXT] [--title-en TEXT] [--title-ru TEXT]
                     [--from YYYY-MM-DD] [--dry-run] [--json]

Appoints the person with this FIN to an office in an institution, from a day on (today).
  CODE   code of the institution, as in definitions/institutions.yaml
  ROLE   ${roles.join(', ')}
  TEXT   title of the office; without it the role's usual name
--dry-run checks everything and writes nothing. Exit code 1 when the office cannot be given.`,
  async run(args, io) {
    const order = readOrder(args);
    const database = await startDatabase(readConfig(io.env, io.root));
    try {
      const vahid = await openVahid(readConfig(io.env, io.root), database.server, [kernelRoom, ownRoom], io.root);
      try {
        await carryOut(vahid, order, io);
      } finally {
        await vahid.close();
      }
      return 0;
    } finally {
      await database.stop();
    }
  },
};

// As much of the room as an appointment needs: the whole of it would bring this command along once more.
const ownRoom: Room = {
  name: 'identity',
  dependsOn: [],
  entities: [person, organisation, institution, appointment],
  access,
};

function readOrder(args: readonly string[]): Order {
  const { values } = parse(args);
  const fin = normaliseFin(values.fin ?? '');
  if (!fin) throw new UsageError('--fin must be 7 digits and Latin capitals, without I and O.');
  if (!values.institution) throw new UsageError('--institution is missing.');
  const role = roles.find((one) => one === values.role);
  if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}.`);
  if (values.from !== undefined && !isDay(values.from)) throw new UsageError('--from must be a day, YYYY-MM-DD.');
  const usual: Text = roleTitles[role];
  const title = {
    az: values.title ?? usual.az,
    en: values['title-en'] ?? values.title ?? usual.en,
    ru: values['title-ru'] ?? values.title ?? usual.ru,
  };
  return { fin, institution: values.institution, role, title, from: values.from, dryRun: values['dry-run'] ?? false };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        fin: text,
        institution: text,
        role: text,
        title: text,
        'title-en': text,
        'title-ru': text,
        from: text,
        'dry-run': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown option');
  }
}

function isDay(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Ends a transaction whose work was only tried. */
class OnlyTried extends Error {}

async function carryOut(vahid: Vahid, order: Order, io: CommandIo): Promise<void> {
  await inTransaction(systemContext(vahid, 'vahid appoint'), async (ctx) => {
    await give(ctx, order);
    if (order.dryRun) throw new OnlyTried();
  }).catch((error: unknown) => {
    if (!(error instanceof OnlyTried)) throw error;
  });
  const { fin, institution: code, role, dryRun } = order;
  const from = order.from ?? bakuDate(vahid.now());
  if (io.json) return io.out(JSON.stringify({ fin, institution: code, role, from, written: !dryRun }));
  const values = { fin, institution: code, role: pick(roleTitles[role], io.lang), day: formatDate(from, io.lang) };
  io.out(t(io.lang, dryRun ? 'commandWould' : 'commandDone', values));
}

async function give(ctx: Context, { fin, institution: at, role, title, from }: Order): Promise<void> {
  const who = await ensurePerson(ctx, fin);
  await appoint(ctx, { person: who, institution: at, role, title, ...(from ? { from } : {}) });
}
