import pg from 'pg';
import { act, type CompiledProcessDefinition, processKindOf, startProcess } from '../../src/modules/process/index.ts';
import type { Actor } from '../../src/kernel/access.ts';
import type { Context } from '../../src/kernel/context.ts';
import { appRole, openPool, type Server } from '../../src/kernel/database.ts';
import { compileDefinitions } from '../../src/kernel/definition.ts';
import { release } from '../../src/kernel/release.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { ensurePerson } from '../../src/modules/identity/index.ts';
import { openHere } from './here.ts';
import { timed } from './measure.ts';
import type { Proof } from './proof.ts';

const widths = [1, 16];
/** Instances of a lane, taken in turn, as in life: no row is written twice in a row. */
const perLane = 20;
const steps = { 1: 2000, 16: 8000 } as Readonly<Record<number, number>>;

export const transitions: Proof = {
  name: 'transitions',
  about:
    'Transitions of cases a second: an officer returns a case with a note, the applicant answers, each with lock, receipt, journal, clocks, timer, event and audit in one durable transaction. Baseline: the very same statements with the very same values, noted on their way to the database, sent once more by a bare `pg` script to a copy of that database made before.',
  runs: 3,
  async run(tools) {
    const first = await openHere(tools);
    const house = await prepare(first.vahid);
    await first.close();
    await copyDatabase(first.server, 'copy');
    const lines = [];
    const here = await first.reopen();
    const copy = await first.reopen('copy');
    await copy.close();
    for (const lanes of widths) {
      const count = steps[lanes] ?? 0;
      const tape = new Tape();
      const instances = house.instances.splice(0, lanes);
      tape.record();
      const seconds = await timed(() => ours(here.vahid, house, instances, count / lanes));
      tape.stop();
      const bareSeconds = await tape.replay(copy.server, instances);
      if (tape.transactions !== count) throw new Error(`${tape.transactions} transactions for ${count} transitions`);
      lines.push(
        {
          what: `${lanes} at once: transitions a second`,
          value: count / seconds,
          unit: '',
          baseline: { what: 'bare script', value: count / bareSeconds },
        },
        {
          what: `${lanes} at once: share of the bare script`,
          value: (bareSeconds / seconds) * 100,
          unit: '%',
          limit: { least: 70 },
        },
      );
    }
    return lines;
  },
};

interface House {
  readonly officer: Actor;
  readonly applicant: Actor;
  /** Ids by lane. */
  readonly instances: string[][];
}

async function prepare(vahid: Vahid): Promise<House> {
  const definition = await releaseProcess(vahid);
  const system = { vahid, db: vahid.db, actor: { kind: 'system', appointments: [] }, requestId: 'proof' } as const;
  const person = async (fin: string, name: string, ...appointments: Actor['appointments']): Promise<Actor> => ({
    kind: 'person',
    person: await ensurePerson(system, fin),
    name,
    appointments,
  });
  const house: House = {
    officer: await person('5QX2J7N', 'Elçin Nəbiyev', { institution: 'rinn', role: 'officer' }),
    applicant: await person('3ZP5W6L', 'Tofiq Bədəlov'),
    instances: [],
  };
  const begin = () =>
    startProcess(as(vahid, house.applicant), {
      process: { kind: 'process', name, version: 1 },
      definition: definition.process,
      institution: 'rinn',
      owner: { person: house.applicant.person },
      reference: 'PROOF-2026-00001',
      title: text('Sınaq'),
    });
  for (let lane = widths.reduce((sum, width) => sum + width, 0); lane > 0; lane -= 1) {
    const ids = await Promise.all(Array.from({ length: perLane }, begin));
    for (const instance of ids) await act(as(vahid, house.applicant), { instance, action: 'submit' });
    house.instances.push(ids);
  }
  return house;
}

const as = (vahid: Vahid, actor: Actor): Context => ({ vahid, db: vahid.db, actor, requestId: 'proof' });

const name = 'proof';
const text = (word: string) => ({ az: word, en: word, ru: word });
const state = (status: string, more = {}) => ({ status, title: text(status), ...more });
const action = (from: string, to: string, actor: string, more = {}) => ({
  title: text(`${from}, ${to}`),
  from: [from],
  to,
  actor,
  ...more,
});

/** Back and forth between an office and the applicant, with the clocks that a service has. */
const source = JSON.stringify({
  title: text('Sınaq'),
  process: {
    states: {
      draft: state('draft'),
      review: state('in_review'),
      waiting: state('waiting_for_applicant'),
      closed: state('closed', { end: true }),
    },
    actions: {
      submit: action('draft', 'review', 'applicant'),
      return: action('review', 'waiting', 'officer', { note: 'required', effects: ['notify-returned'] }),
      answer: action('waiting', 'review', 'applicant'),
      close: action('review', 'closed', 'officer', { note: 'required' }),
      lapse: action('waiting', 'closed', 'system'),
    },
    clocks: {
      decision: { workingDays: 10, runs: ['review'], remind: [2], escalate: 'deputy_head' },
      answer: { workingDays: 10, runs: ['waiting'], remind: [3], due: 'lapse' },
    },
  },
});

const file = 'processes/proof.yaml';
const kind = processKindOf({ kind: 'process', files: /^processes\/(proof)\.yaml$/, effects: ['notify-returned'] });

async function releaseProcess(vahid: Vahid): Promise<CompiledProcessDefinition> {
  const { definitions, problems } = compileDefinitions([{ file, text: source }], [kind], vahid.releases.current());
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message.en).join('\n'));
  await release(vahid.db, definitions, 'proof', vahid.now());
  await vahid.releases.refresh();
  const found = vahid.releases.get<CompiledProcessDefinition>('process', name);
  if (!found) throw new Error(`no ${file} in force`);
  return found.compiled;
}

async function copyDatabase(server: Server, to: string): Promise<void> {
  if ('url' in server) throw new Error('the proof runs on a server of its own');
  const pool = openPool({ ...server, database: 'postgres' }, 'owner', 1);
  await pool.query(`create database "${to}" template "${server.database}"`);
  await pool.end();
}

async function ours(vahid: Vahid, house: House, lanes: readonly string[][], times: number): Promise<void> {
  const lane = async (ids: readonly string[]) => {
    for (let step = 0; step < times; step += 1) {
      const instance = ids[step % ids.length] ?? '';
      const returned = Math.floor(step / ids.length) % 2 === 1;
      const key = `step-${step}`;
      if (returned) await act(as(vahid, house.applicant), { instance, action: 'answer', key });
      else {
        const note = 'Layihənin məzmununu bir qədər geniş izah edin.';
        await act(as(vahid, house.officer), { instance, action: 'return', note, key });
      }
    }
  };
  await Promise.all(lanes.map(lane));
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** Notes what the driver sends, transaction by transaction, and sends it again. */
class Tape {
  readonly #transactions: Statement[][] = [];
  #undo: () => void = () => undefined;

  get transactions(): number {
    return this.#transactions.length;
  }

  record(): void {
    const prototype = pg.Client.prototype as unknown as { query: Query };
    const query = prototype.query;
    const open = new WeakMap<pg.Client, Statement[]>();
    const transactions = this.#transactions;
    prototype.query = function (...given) {
      const [text, values] = given;
      if (typeof text !== 'string') throw new Error('a statement that is not plain text');
      if (text === 'begin') {
        const begun: Statement[] = [];
        open.set(this, begun);
        transactions.push(begun);
      }
      const of = open.get(this);
      if (!of) throw new Error(`outside of a transaction: ${text}`);
      of.push({ text, values: Array.isArray(values) ? values : [] });
      if (text === 'commit') open.delete(this);
      return query.apply(this, given);
    };
    this.#undo = () => {
      prototype.query = query;
    };
  }

  stop(): void {
    this.#undo();
  }

  /** Seconds that a bare script takes for the same, a connection for each lane. */
  async replay(server: Server, lanes: readonly string[][]): Promise<number> {
    const pool = openPool(server, appRole, lanes.length);
    const clients = await Promise.all(lanes.map(() => pool.connect()));
    const laneOf = new Map(lanes.flatMap((ids, lane) => ids.map((id) => [id, lane] as const)));
    const parts: Statement[][][] = lanes.map(() => []);
    for (const transaction of this.#transactions) {
      // The first statement after `begin` locks the instance.
      const lane = laneOf.get(String(transaction[1]?.values[0]));
      if (lane === undefined) throw new Error(`whose is ${transaction[1]?.text}?`);
      parts[lane]?.push(transaction);
    }
    const seconds = await timed(() =>
      Promise.all(
        clients.map(async (client, lane) => {
          for (const transaction of parts[lane] ?? [])
            for (const { text, values } of transaction) await client.query(text, values);
        }),
      ),
    );
    for (const client of clients) client.release();
    await pool.end();
    return seconds;
  }
}
