import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../src/kernel/access.ts';
import { type Context, systemContext } from '../../src/kernel/context.ts';
import { type Database, openDatabase, openPool } from '../../src/kernel/database.ts';
import { clusterTag } from '../../src/kernel/embedded/cluster.ts';
import { serverProcesses } from '../../src/kernel/embedded/processes.ts';
import { demoName, demoPeople, ensureOrganisation, ensurePerson } from '../../src/modules/identity/index.ts';
import { saveAnswers, startCase, submitCase } from '../../src/modules/services/index.ts';
import { openHere } from './here.ts';
import { timed } from './measure.ts';
import { answersAt, startProgram } from './program.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { usageOf } from './usage.ts';

const [few, many] = [100, 200_000];
/** Seconds: until a program that was started has nothing left to do, and for which it is watched. */
const [settling, watching] = [20, 30];
const timers = 20;

export const waiting: Proof = {
  name: 'waiting',
  about: `The program with ${many.toLocaleString('en')} cases that wait, each with answers, facts, journal and the timer of its term, beside ${few}: resident memory and processor time of one core while nobody asks for anything, the database’s apart. Then ${timers} of the timers fall due: seconds until each has run. That they are found by the index is read from PostgreSQL’s plan.`,
  runs: 1,
  async run(tools) {
    const here = await openHere(tools);
    const example = await wait(here.vahid.now(), systemContext(here.vahid, 'proof'));
    // An ordinary session may not take so long.
    const pool = openPool(here.server, 'owner', 1);
    tools.after(() => pool.end());
    const owner = openDatabase(pool);
    const idle: Idle[] = [];
    let fired = Number.NaN;
    for (const count of [few, many]) {
      await copy(owner, example, count, tools.say);
      const program = startProgram({
        root: tools.root,
        dataDir: here.vahid.config.dataDir,
        port: here.vahid.config.port,
        log: join(tools.folder, 'program.log'),
      });
      tools.after(() => program.end('SIGKILL'));
      await answersAt(program, '/', 300);
      await sleep(settling * 1000);
      idle.push(await watch(tools, program.pid, join(here.vahid.config.dataDir, 'postgres')));
      if (count === many) fired = await fire(here.vahid.db);
      await program.end('SIGTERM');
    }
    return [...compared(idle), ...(await found(here.vahid.db, fired))];
  },
};

/** A case that an official is to look at; answers its id. */
async function wait(now: Date, system: Context): Promise<string> {
  const debtor = demoPeople.find(({ surname }) => surname === 'Şükürlü');
  if (debtor?.heads === undefined) throw new Error('the demo people have changed');
  const actor: Actor = {
    kind: 'person',
    person: await ensurePerson(system, debtor.fin),
    name: demoName(debtor),
    appointments: [],
    organisation: await ensureOrganisation(system, debtor.heads),
  };
  const ctx = { ...system, actor };
  const { id } = await startCase(ctx, { service: 'technopark-residency' });
  await saveAnswers(ctx, { id, page: 'sahe', values: { area: 'software' } });
  await saveAnswers(ctx, { id, page: 'is-yerleri', values: { newJobs: 6 } });
  await saveAnswers(ctx, { id, page: 'layihe', values: { project: 'Mühasibat proqramı.' } });
  await submitCase(ctx, { id, key: `${now.getTime()}` });
  return id;
}

/** As many copies of a case with all that belongs to it as there shall be in all. */
async function copy(db: Database, example: string, count: number, say: Tools['say']): Promise<void> {
  for (const { table, key, changed } of tables) {
    const columns = await columnsOf(db, table);
    const values = columns.map((column) => changed[column] ?? sql`t.${sql.ref(column)}`);
    const seconds = await timed(() =>
      sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
        select ${sql.join(values)} from ${sql.table(table)} t, generate_series(2, ${count}::int) n
        where t.${sql.ref(key)} = ${example}
          and not exists (select from ${sql.table(table)} o where o.${sql.ref(key)} = ${copyOf})`.execute(db),
    );
    say(`${table}: ${seconds.toFixed(1)} s`);
  }
  await sql`insert into kernel.job (kind, key, run_at, payload)
    select kind, replace(key, ${example}, ${copyOf}::text), run_at + n % 100000 * interval '1 minute',
      payload || jsonb_build_object('instance', ${copyOf})
    from kernel.job, generate_series(2, ${count}::int) n where kind = 'process.clock' and key like ${`%${example}%`}
    on conflict (key) do nothing`.execute(db);
  const { rows } = await sql<{ cases: number; timers: number }>`select (select count(*) from services."case") as cases,
    (select count(*) from kernel.job where kind = 'process.clock') as timers`.execute(db);
  const [made] = rows;
  if (!made || made.cases < count || made.timers < count) throw new Error(`no ${count} cases: ${JSON.stringify(made)}`);
  // What a server does by itself in the minutes after so much was written is not what waiting costs.
  await sql`vacuum analyze`.execute(db);
}

/** Those that a row brings with it. */
async function columnsOf(db: Database, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
    order by attnum`.execute(db);
  return rows.map(({ name }) => name);
}

const copyOf = sql.raw(`md5('copy ' || n)::uuid`);
const reference = sql.raw(`'TP-2026-' || n`);

interface Copied {
  readonly table: string;
  /** The column that names the case. */
  readonly key: string;
  /** What a copy has of its own. */
  readonly changed: Readonly<Record<string, RawBuilder<unknown>>>;
}

const tables: readonly Copied[] = [
  { table: 'process.instance', key: 'id', changed: { id: copyOf, reference } },
  { table: 'process.journal', key: 'instance', changed: { instance: copyOf } },
  { table: 'services.case', key: 'id', changed: { id: copyOf, reference } },
  { table: 'services.answer', key: 'instance', changed: { instance: copyOf } },
  {
    table: 'services.fact',
    key: 'instance',
    changed: { instance: copyOf, id: sql.raw(`md5(t.id::text || n)::uuid`) },
  },
];

interface Idle {
  readonly megabytes: number;
  /** Of one core. */
  readonly percent: number;
  readonly databasePercent: number;
}

async function watch({ say }: Tools, pid: number, cluster: string): Promise<Idle> {
  const used = () => ({
    program: usageOf(pid).seconds,
    database: serverProcesses(clusterTag(cluster)).reduce((sum, one) => sum + usageOf(one).seconds, 0),
  });
  const before = used();
  await sleep(watching * 1000);
  const after = used();
  const share = (seconds: number) => (seconds / watching) * 100;
  const idle = {
    megabytes: usageOf(pid).resident,
    percent: share(after.program - before.program),
    databasePercent: share(after.database - before.database),
  };
  say(JSON.stringify(idle));
  return idle;
}

/** Seconds until the timers that fall due now have run. */
async function fire(db: Database): Promise<number> {
  const begun = performance.now();
  const { rows } = await sql<{ key: string; run_at: string }>`update kernel.job set run_at = now()
    where key in (select key from kernel.job where kind = 'process.clock' order by key limit ${timers})
    returning key, run_at`.execute(db);
  for (;;) {
    const { rows: due } = await sql`select from kernel.job where kind = 'process.clock' and run_at <= now()`.execute(
      db,
    );
    if (due.length === 0) return (performance.now() - begun) / 1000 / rows.length;
    if (performance.now() - begun > 60_000) throw new Error(`${due.length} timers did not run`);
    await sleep(5);
  }
}

const compared = ([less, more]: readonly Idle[]): readonly Line[] => {
  const beside = (value: number | undefined) => ({ baseline: { what: `${few} cases`, value: value ?? 0 } });
  const [memory, share] = [
    (more?.megabytes ?? 0) - (less?.megabytes ?? 0),
    (more?.percent ?? 0) - (less?.percent ?? 0),
  ];
  return [
    { what: 'resident memory', value: more?.megabytes ?? 0, unit: 'MB', ...beside(less?.megabytes) },
    { what: 'more memory', value: memory, unit: 'MB', limit: { most: 20 } },
    { what: 'processor time of the program', value: more?.percent ?? 0, unit: '%', ...beside(less?.percent) },
    { what: 'more processor time', value: share, unit: '%', limit: { most: 1 } },
    {
      what: 'processor time of the database',
      value: more?.databasePercent ?? 0,
      unit: '%',
      ...beside(less?.databasePercent),
    },
  ];
};

/** How what is due is found, and how long it took. */
async function found(db: Database, fired: number): Promise<readonly Line[]> {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select id from kernel.job where run_at <= now()
    order by run_at, id limit 1 for update skip locked`.execute(db);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  const byIndex = plan.includes('job_run_at_index') && !plan.includes('Seq Scan');
  return [
    { what: 'timers found by their index (1: yes)', value: byIndex ? 1 : 0, unit: '', limit: { least: 1 } },
    { what: 'a timer that is due, until it has run', value: fired, unit: 's' },
  ];
}
