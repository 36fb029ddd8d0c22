import { type Role, roles } from '../../kernel/access.ts';
import { type Command, type CommandIo, type Given, UsageError } from '../../kernel/command.ts';
import { type Context, inTransactionIf, systemContext } from '../../kernel/context.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { bakuDate, formatDate, normaliseFin, pick, type Text } from '../../language/index.ts';
import { appoint, appointmentsOf, endAppointment, ensurePerson, personByFin } from './actions.ts';
import { roleTitles } from './entities.ts';
import { appointmentEnded } from './refusals.ts';
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
  options: {
    fin: { value: 'FIN', needed: true },
    institution: { value: 'CODE', needed: true },
    role: { value: 'ROLE', needed: true },
    title: { value: 'TEXT' },
    'title-en': { value: 'TEXT' },
    'title-ru': { value: 'TEXT' },
    from: { value: 'YYYY-MM-DD' },
    'dry-run': {},
  },
  about: `
Appoints the person with this FIN to an office in an institution, from a day on (today).
  CODE   code of the institution, as in definitions/institutions.yaml
  ROLE   ${roles.join(', ')}
  TEXT   title of the office; without it the role's usual name
--dry-run checks everything and writes nothing. Exit code 1 when the office cannot be given.`,
  async run(given, io) {
    const order = readOrder(given);
    const opened = await io.open({ migrate: !order.dryRun });
    try {
      await carryOut(opened.vahid, order, io);
      return 0;
    } finally {
      await opened.close();
    }
  },
};

/** Ends an office; what was given to its holder goes back to the queue of the institution. */
export const dismissCommand: Command = {
  name: 'dismiss',
  summary: textOf(texts, 'dismissSummary'),
  options: {
    fin: { value: 'FIN', needed: true },
    institution: { value: 'CODE', needed: true },
    role: { value: 'ROLE', needed: true },
    on: { value: 'YYYY-MM-DD' },
    'dry-run': {},
  },
  about: `
Ends the office of the person with this FIN; the day given is the first on which they no longer hold it (today). Cases
that were given to them and that they may not work on in another office go back to the queue on that day.
  CODE   code of the institution, as in definitions/institutions.yaml
  ROLE   ${roles.join(', ')}
--dry-run checks everything and writes nothing. Exit code 1 when there is no such office.`,
  async run(given, io) {
    const [office, on, dryRun] = [readOffice(given), readDay(given, 'on'), given.has('dry-run')];
    const opened = await io.open({ migrate: !dryRun });
    try {
      await dismiss(opened.vahid, { ...office, on, dryRun }, io);
      return 0;
    } finally {
      await opened.close();
    }
  },
};

type Office = Pick<Order, 'fin' | 'institution' | 'role'>;

function readOffice(given: Given): Office {
  const fin = normaliseFin(given.value('fin') ?? '');
  if (!fin) throw new UsageError('--fin must be 7 digits and Latin capitals, without I and O.');
  const institution = given.value('institution');
  if (!institution) throw new UsageError('--institution is missing.');
  const role = roles.find((one) => one === given.value('role'));
  if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}.`);
  return { fin, institution, role };
}

function readDay(given: Given, option: string): string | undefined {
  const day = given.value(option);
  if (day !== undefined && !isDay(day)) throw new UsageError(`--${option} must be a day, YYYY-MM-DD.`);
  return day;
}

function readOrder(given: Given): Order {
  const { fin, institution: at, role } = readOffice(given);
  const from = readDay(given, 'from');
  const usual: Text = roleTitles[role];
  const own = given.value('title');
  const title = {
    az: own ?? usual.az,
    en: given.value('title-en') ?? own ?? usual.en,
    ru: given.value('title-ru') ?? own ?? usual.ru,
  };
  return { fin, institution: at, role, title, from, dryRun: given.has('dry-run') };
}

function isDay(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

async function carryOut(vahid: Vahid, order: Order, io: CommandIo): Promise<void> {
  const { fin, institution: code, role, dryRun } = order;
  const ctx = systemContext(vahid, 'vahid appoint');
  await inTransactionIf(
    ctx,
    () => !dryRun,
    (inner) => give(inner, order),
  );
  const from = order.from ?? bakuDate(vahid.now());
  if (io.json) return io.out(JSON.stringify({ fin, institution: code, role, from, written: !dryRun }));
  const values = { fin, institution: code, role: pick(roleTitles[role], io.lang), day: formatDate(from, io.lang) };
  io.out(t(io.lang, dryRun ? 'commandWould' : 'commandDone', values));
}

async function give(ctx: Context, { fin, institution: at, role, title, from }: Order): Promise<void> {
  const who = await ensurePerson(ctx, fin);
  await appoint(ctx, { person: who, institution: at, role, title, ...(from ? { from } : {}) });
}

async function dismiss(
  vahid: Vahid,
  { fin, institution, role, on, dryRun }: Office & Pick<Order, 'dryRun'> & { readonly on: string | undefined },
  io: CommandIo,
): Promise<void> {
  const ctx = systemContext(vahid, 'vahid dismiss');
  const day = on ?? bakuDate(vahid.now());
  await inTransactionIf(
    ctx,
    () => !dryRun,
    async (inner) => {
      const person = await personByFin(inner, fin);
      const held = person === undefined ? [] : await appointmentsOf(inner, person);
      const office = held.find(
        (one) => one.institution === institution && one.role === role && one.instead === undefined,
      );
      if (!office) throw appointmentEnded();
      await endAppointment(inner, { appointment: office.id, on: day });
    },
  );
  if (io.json) return io.out(JSON.stringify({ fin, institution, role, on: day, written: !dryRun }));
  const values = { fin, institution, role: pick(roleTitles[role], io.lang), day: formatDate(day, io.lang) };
  io.out(t(io.lang, dryRun ? 'dismissWould' : 'dismissDone', values));
}
