import { createServer } from 'node:net';
import type { Command, CommandIo, Given } from '../../kernel/command.ts';
import { readConfig } from '../../kernel/config.ts';
import { fill } from '../../kernel/refusal.ts';
import { prepareDatabase, startDatabase } from '../../kernel/start.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { type Lang, pick, small, type Text } from '../../language/index.ts';
import {
  type GatewaySettings,
  readGatewaySettings,
  type RunningGateway,
  startGateway,
} from '../../modules/exchange/index.ts';
import { demoName, demoPeople, type DemoPerson, institutionsInForce } from '../../modules/identity/index.ts';
import { bringUpToDate, seedDemo } from '../installation.ts';
import { rooms } from '../rooms.ts';
import { openServer } from '../server.ts';
import { openInstallation } from './open.ts';
import { stopSignal } from '../../kernel/stop.ts';

/** `vahid serve`: everything in one process, until it is told to stop. */
export const serve: Command = {
  name: 'serve',
  summary: {
    az: 'Portalı və iş masasını işə salır',
    en: 'Runs portal, desk and API',
    ru: 'Запускает портал, рабочий стол и API',
  },
  options: { 'no-work': {}, gateway: { value: 'FILE' } },
  about: `
Starts the database (unless DATABASE_URL names one), migrates it, loads the definitions in force and serves portal,
desk and API on PORT (8080). A new installation is filled from the folder definitions; in demo mode what changed
there is released at every start. --no-work leaves timers and deliveries to processes started with "vahid work".
--gateway FILE runs a gateway of the exchange by its settings as well, on the same database; it stops with the server.`,
  async run(given, io) {
    const settings = gatewayIn(given);
    const port = io.env.PORT === '0' ? String(await freePort()) : io.env.PORT;
    const opened = await openInstallation({ root: io.root, env: { ...io.env, PORT: port } }, rooms);
    const { vahid, config } = opened;
    await prepare(vahid, io);
    const server = await openServer(vahid, io.root);
    try {
      await server.listen({ host: config.host, port: config.port });
    } catch (error) {
      await opened.close();
      const remedy = remedies[(error as NodeJS.ErrnoException).code ?? ''];
      if (!remedy) throw error;
      io.err(fill(remedy, { host: config.host, port: config.port })[io.lang]);
      return 2;
    }
    // Once the server answers: a gateway may take its configuration from there.
    const close = async () => {
      await server.close();
      await opened.close();
    };
    const gateway = settings && (await startGateway(vahid, settings, { lang: io.lang, close }));
    const stopWork = given.has('no-work') ? async () => undefined : vahid.jobs.start();
    greet(vahid, io, gateway);
    await stopSignal(io.env);
    // First no new visitors, then the work under way, then the database.
    await Promise.all([server.close(), gateway?.close()]);
    await stopWork();
    await opened.close();
    return 0;
  },
};

/** Settings of the gateway that runs beside the server; a mistake in them is told before anything is opened. */
function gatewayIn(given: Given): GatewaySettings | undefined {
  const file = given.value('gateway');
  return file === undefined ? undefined : readGatewaySettings(file);
}

export const work: Command = {
  name: 'work',
  summary: {
    az: 'Taymerləri və növbəni işlədir',
    en: 'Works timers and deliveries',
    ru: 'Обрабатывает таймеры и очередь',
  },
  about: `
Carries out timers, deliveries and measurements, without serving pages. Any number may run beside each other.`,
  async run(_given, io) {
    const opened = await openInstallation(io, rooms);
    const stopWork = opened.vahid.jobs.start();
    io.out(io.json ? JSON.stringify({ working: true }) : working[io.lang]);
    await stopSignal(io.env);
    await stopWork();
    await opened.close();
    return 0;
  },
};

export const migrateCommand: Command = {
  name: 'migrate',
  summary: {
    az: 'Bazanın sxemini yeniləyir',
    en: 'Brings the database to the present schema',
    ru: 'Обновляет схему базы',
  },
  about: `
Applies the migrations that are missing and sets comments and grants. The other commands do the same when they start.`,
  async run(_given, io) {
    const config = readConfig(io.env, io.root);
    const database = await startDatabase(config);
    try {
      const applied = await prepareDatabase(config, database.server, rooms, io.root, new Date());
      io.out(io.json ? JSON.stringify({ applied }) : applied.length === 0 ? upToDate[io.lang] : applied.join('\n'));
      return 0;
    } finally {
      await database.stop();
    }
  },
};

export const seed: Command = {
  name: 'seed',
  summary: { az: 'Nümayiş vəziyyətini yazır', en: 'Writes the demo state', ru: 'Записывает демонстрационные данные' },
  about: `
Fills a new demo database with an invented state. Does nothing when it is there; refused in production.`,
  async run(_given, io) {
    const opened = await openInstallation(io, rooms);
    try {
      if (opened.config.mode !== 'demo') {
        io.err(onlyDemo[io.lang]);
        return 1;
      }
      const seeded = await prepare(opened.vahid, io);
      io.out(io.json ? JSON.stringify({ seeded }) : (seeded ? seedDone : seedThere)[io.lang]);
      return 0;
    } finally {
      await opened.close();
    }
  },
};

const portTaken = {
  az: '{port} portu məşğuldur: başqa proqramı dayandırın və ya PORT ilə başqa port göstərin.',
  en: 'Port {port} is in use: stop the other program, or name another port with PORT.',
  ru: 'Порт {port} занят: остановите другую программу или укажите другой порт через PORT.',
};
const portForbidden = {
  az: '{port} portunu açmağa icazə yoxdur: PORT ilə 1023-dən böyük port göstərin.',
  en: 'Port {port} may not be opened: name one above 1023 with PORT.',
  ru: 'Порт {port} открыть не разрешено: укажите через PORT порт больше 1023.',
};
const hostElsewhere = {
  az: '“{host}” bu kompüterin ünvanı deyil: HOST ilə onun öz ünvanını göstərin (hamısı üçün: 0.0.0.0).',
  en: '“{host}” is no address of this machine: name one of its own with HOST (0.0.0.0 for all of them).',
  ru: '«{host}» — не адрес этого компьютера: укажите через HOST его собственный адрес (0.0.0.0 — все адреса).',
};
/** What listening fails of. */
const remedies: Readonly<Record<string, Text>> = {
  EADDRINUSE: portTaken,
  EACCES: portForbidden,
  EADDRNOTAVAIL: hostElsewhere,
  EINVAL: hostElsewhere,
  EAFNOSUPPORT: hostElsewhere,
  ENOTFOUND: hostElsewhere,
  EAI_AGAIN: hostElsewhere,
};
const upToDate = { az: 'Sxem yenidir.', en: 'The schema is up to date.', ru: 'Схема актуальна.' };
const onlyDemo = {
  az: 'Nümayiş məlumatları yalnız nümayiş rejimində yazılır.',
  en: 'Demo data is written in demo mode only.',
  ru: 'Демонстрационные данные записываются только в демонстрационном режиме.',
};
const working = {
  az: 'Taymerlər, çatdırılmalar və ölçmələr işləyir. Dayandırmaq üçün: Ctrl+C.',
  en: 'Working on timers, deliveries and measurements. Ctrl+C stops it.',
  ru: 'Обрабатываются таймеры, доставки и измерения. Остановить: Ctrl+C.',
};
const seedDone = {
  az: 'Nümayiş vəziyyəti yazıldı.',
  en: 'The demo state was written.',
  ru: 'Демонстрационные данные записаны.',
};
const seedThere = {
  az: 'Nümayiş vəziyyəti artıq var; heç nə yazılmadı.',
  en: 'The demo state is there already; nothing was written.',
  ru: 'Демонстрационные данные уже есть; ничего не записано.',
};
const seeding = {
  az: 'Nümunə dövlət yazılır',
  en: 'Writing the invented state',
  ru: 'Запись вымышленного государства',
};

/** Definitions for a new or demo installation, then the demo state. False when that was there. */
export async function prepare(vahid: Vahid, io: CommandIo): Promise<boolean> {
  for (const { file, line, column, rule, message } of await bringUpToDate(vahid, 'vahid serve', io.root))
    io.err(`${file}:${line}:${column} [${rule}] ${pick(message, io.lang)}`);
  return seedDemo(vahid, io.progress(seeding[io.lang]));
}

/** Citizens first, then those of each institution, as where one signs in. */
const together = [...Map.groupBy(demoPeople, ({ role }) => role?.institution).values()].flat();

/** Where it runs and, in a demo, as whom one may sign in. */
function greet(vahid: Vahid, io: CommandIo, gateway: RunningGateway | undefined): void {
  const { publicUrl, mode } = vahid.config;
  const people = mode === 'demo' ? together.map((person) => asListed(vahid, person, io.lang)) : [];
  if (io.json) {
    const { clientPort: clients, peerPort: gateways } = gateway ?? {};
    const pages = { portal: `${publicUrl}/`, desk: `${publicUrl}/masa`, plan: `${publicUrl}/plan` };
    io.out(JSON.stringify({ ...pages, ...(gateway ? { gateway: { clients, gateways } } : {}), people }));
    return;
  }
  const words = greeting[io.lang];
  io.out(`${words.portal}  ${publicUrl}/\n${words.desk}  ${publicUrl}/masa\n${words.plan}  ${publicUrl}/plan`);
  if (gateway) io.out(fill(gatewayRuns, { clients: gateway.clientPort, gateways: gateway.peerPort })[io.lang]);
  if (people.length === 0) return;
  io.out(`\n${words.people}`);
  for (const { name, office, about } of people) io.out(`  ${[name, office].filter(Boolean).join(', ')}: ${about}`);
}

/** A demo person with their office and institution, and what one can do as them. */
function asListed({ releases }: Vahid, person: DemoPerson, lang: Lang) {
  const { role } = person;
  const at = institutionsInForce(releases).find(({ code }) => code === role?.institution);
  const office = role && `${small(pick(role.title, lang), lang)}, ${at ? pick(at.acronym, lang) : role.institution}`;
  return { name: demoName(person), ...(office ? { office } : {}), about: pick(person.about, lang) };
}

const gatewayRuns = {
  az: 'Şlüz işləyir: informasiya sistemləri {clients} portunda, digər şlüzlər {gateways} portunda.',
  en: 'The gateway runs: information systems at port {clients}, other gateways at port {gateways}.',
  ru: 'Шлюз работает: информационные системы на порту {clients}, другие шлюзы на порту {gateways}.',
};

const greeting = {
  az: {
    portal: 'Portal   ',
    desk: 'İş masası',
    plan: 'Plan     ',
    people: 'Nümayiş. Daxil olanda bu şəxslərdən birini seçin:',
  },
  en: {
    portal: 'Portal',
    desk: 'Desk  ',
    plan: 'Plan  ',
    people: 'Demo. When signing in, choose one of these people:',
  },
  ru: {
    portal: 'Портал      ',
    desk: 'Рабочий стол',
    plan: 'План        ',
    people: 'Демонстрация. При входе выберите одного из этих людей:',
  },
};

/** A port nobody listens on; asked for before starting, because the portal's own address carries it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
