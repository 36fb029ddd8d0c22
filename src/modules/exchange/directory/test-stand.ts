import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, Role } from '../../../kernel/access.ts';
import { type Command, type CommandIo, readGiven } from '../../../kernel/command.ts';
import { sql } from 'kysely';
import { type Context, inTransaction, systemContext } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { gatewayInit } from '../gateway/commands.ts';
import { actOnAnnouncement, announce } from './actions.ts';
import { gatewayAnnounce } from './commands.ts';
import { publicationJob } from './job.ts';
import { reminderJob } from './reminder.ts';

/** A database of the test's own, open, with a clock that the test turns. */
interface Opened {
  readonly vahid: Vahid;
  readonly clock: { now(): Date; set(moment: string): void; advance(milliseconds: number): void };
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

export const population = 'AZ/GOV/din/population-system';
export const technopark = 'AZ/GOV/rinn/technopark-system';
export const taxpayers = 'AZ/GOV/in/taxpayer-system';

/** The centre with its officials, and folders in which gateways are made as their administrators make them. */
export async function openCentre(test: Opened) {
  const root = mkdtempSync(join(tmpdir(), 'vahid-directory-'));
  const at = (...names: string[]) => join(root, ...names);
  const din = await person(test, '1AAAAA1', 'din', 'registrar');
  const rinn = await person(test, '1AAAAA2', 'rinn', 'registrar');
  const inn = await person(test, '1AAAAA3', 'in', 'registrar');
  const approver = await person(test, '1AAAAA4', 'rinn', 'approver');
  const approve = async (id: string, actor = approver) => actOnAnnouncement(test.ctx(actor), { id, action: 'approve' });
  const announced = (folder: string) => readFileSync(at(folder, 'announcement.json'), 'utf8');
  return {
    test,
    at,
    people: { din, rinn, in: inn, approver },
    run,
    approve,
    settle: () => settle(test),
    announced,
    handIn: (actor: Actor, signed: string) => announce(test.ctx(actor), signed),
    /** What `gateway-init` and `gateway-announce` make in a folder. */
    async init(folder: string, id: string, port: number, serves: string): Promise<string> {
      await run(gatewayInit, [at(folder), '--id', id, '--address', `https://127.0.0.1:${port}`, '--serves', serves]);
      await run(gatewayAnnounce, [at(folder)]);
      return announced(folder);
    },
    /** Handed in, approved and published. */
    async bring(actor: Actor, signed: string): Promise<string> {
      const id = await announce(test.ctx(actor), signed);
      await approve(id);
      await settle(test);
      return id;
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type Centre = Awaited<ReturnType<typeof openCentre>>;

/** Runs what is due of this folder’s jobs, and leaves those of other rooms. */
async function settle({ vahid, clock }: Opened): Promise<void> {
  // Nobody approves anything in the very millisecond in which something else was handed out.
  clock.advance(1000);
  for (const job of [publicationJob, reminderJob]) {
    const { rows } = await sql<{ key: string; payload: never }>`select key, payload from kernel.job
      where kind = ${job.kind} and run_at <= ${vahid.now()} order by run_at`.execute(vahid.db);
    for (const { key, payload } of rows)
      await inTransaction(systemContext(vahid, 'test'), async (ctx) => {
        await vahid.jobs.cancel(ctx, key);
        await job.run(ctx, payload);
      });
  }
}

async function run(command: Command, words: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const io = { lang: 'en', json: true, out: (line: string) => lines.push(line) } as unknown as CommandIo;
  await command.run(readGiven(command, words), io);
  return lines.join('\n');
}

async function person(test: Opened, fin: string, institution: string, role: Role): Promise<Actor> {
  const id = await ensurePerson(test.ctx(), fin);
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  await appoint(test.ctx(), { person: id, institution, role, title });
  return { kind: 'person', person: id, name: fin, appointments: [{ institution, role }] };
}
