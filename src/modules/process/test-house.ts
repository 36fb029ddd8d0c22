import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Actor, Role } from '../../kernel/access.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import type { Server } from '../../kernel/database.ts';
import { compileDefinitions, type DefinitionKind } from '../../kernel/definition.ts';
import { newId } from '../../kernel/identifier.ts';
import { release } from '../../kernel/release.ts';
import type { Room } from '../../kernel/module.ts';
import { kernelRoom } from '../../kernel/room.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { ensureOrganisation, ensurePerson, headedPort } from '../identity/index.ts';
import {
  type CompiledProcess,
  type CompiledProcessDefinition,
  type Instance,
  processKindOf,
  startProcess,
} from './index.ts';
import { room } from './module.ts';
import { lockInstance } from './store.ts';
import { compiledPermit, permitFile, permitKind } from './test-definition.ts';
import { reportFile, reportKind } from './test-report.ts';
import { requestFiles, requestKind, reviewKind } from './test-request.ts';

/** A database of the test's own, open, with a clock that the test turns. */
interface Opened {
  readonly vahid: Vahid;
  readonly clock: { now(): Date; set(moment: Date): void; advance(milliseconds: number): void };
  readonly server: Server;
  ctx(actor?: Actor): Context;
  close(): Promise<void>;
}

/** The request that holds a review, and the institution that gives it. */
interface Within {
  readonly parent: string;
  readonly by: string;
}

export interface House extends Opened {
  readonly definition: CompiledProcess;
  /** What the companies' register says people head; null: it does not answer. */
  readonly register: { heads: Readonly<Record<string, readonly string[]>> | null };
  /** A signed-in person by their FIN, with the offices given. */
  person(
    fin: string,
    name: string,
    ...offices: readonly (readonly [institution: string, role: Role])[]
  ): Promise<Actor>;
  /** A new permit of this owner, in the draft. */
  begin(owner: Actor): Promise<string>;
  /** A new request of an institution to `rinn`, or a review begun within one. */
  request(actor: Actor, owner: string, within?: Within): Promise<string>;
  /** A new report of an institution, on which `decider` decides, by default `rinn`. */
  report(actor: Actor, owner: string, decider?: string): Promise<string>;
  present(id: string): Promise<Instance>;
  as(actor: Actor): Context;
  /** Enters the office in the books, from the day the test begins. */
  appoint(actor: Actor, institution: string, role: Role): Promise<void>;
  release(files: Readonly<Record<string, string>>): Promise<void>;
}

const testKinds = [permitKind, requestKind, reviewKind, reportKind].map((one) => processKindOf(one));

/** The kernel, identity and this room alone, with the calendar, the institutions and the process `permit` in force. */
export async function openHouse(
  open: (options: { rooms: readonly Room[] }) => Promise<Opened>,
  identityRoom: Room,
): Promise<House> {
  const test = await open({ rooms: [kernelRoom, identityRoom, room] });
  const { vahid } = test;
  const releaseFiles = (files: Readonly<Record<string, string>>) => releaseOn(test.ctx(), files);
  const own = (name: string) => readFile(join(vahid.config.definitionsDir, name), 'utf8');
  await releaseFiles({
    'calendar.yaml': await own('calendar.yaml'),
    'institutions.yaml': await own('institutions.yaml'),
    'processes/permit.yaml': permitFile,
    ...requestFiles,
    ...reportFile,
  });
  const system = test.ctx();
  const register: House['register'] = { heads: {} };
  headedPort.fill(vahid, async (_, person) => register.heads?.[person] ?? (register.heads ? [] : undefined));
  return {
    ...test,
    register,
    definition: compiledPermit(),
    release: releaseFiles,
    as: (actor) => test.ctx(actor),
    async appoint({ person = '' }, institution, role) {
      const title = { az: 'Vəzifə', en: 'Office', ru: 'Должность' };
      await sql`insert into identity.appointment (id, person, institution, role, title, from_day)
        values (${newId()}, ${person}, ${institution}, ${role}, ${JSON.stringify(title)}::jsonb, '2026-01-01')`.execute(
        vahid.db,
      );
    },
    async person(fin, name, ...offices) {
      const person = await ensurePerson(system, fin);
      const appointments = offices.map(([institution, role]) => ({ institution, role }));
      return { kind: 'person', person, name, appointments };
    },
    begin: (owner) =>
      startProcess(test.ctx(owner), {
        process: { kind: 'process', name: 'permit', version: 1 },
        definition: compiledPermit(),
        institution: 'rinn',
        owner: owner.organisation ? { organisation: owner.organisation } : { person: owner.person },
        reference: 'RINN-2026-000001',
        title: { az: 'İcazə', en: 'Permit', ru: 'Разрешение' },
      }),
    request: (actor, owner, within) => startRequest(test.ctx(actor), owner, within),
    report: (actor, owner, decider = 'rinn') => startOwned(test.ctx(actor), reportKind.kind, owner, { by: decider }),
    async present(id) {
      const found = await vahid.db.transaction().execute((tx) => lockInstance(tx, id));
      if (!found) throw new Error('no such instance');
      return found;
    },
  };
}

async function releaseOn(ctx: Context, files: Readonly<Record<string, string>>): Promise<void> {
  const { vahid } = ctx;
  const kinds = [...vahid.rooms.flatMap((one): readonly DefinitionKind[] => one.definitions ?? []), ...testKinds];
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  const { definitions, problems } = compileDefinitions(sources, kinds, vahid.releases.current());
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message.en).join('\n'));
  await release(vahid.db, definitions, 'test', vahid.now());
  await vahid.releases.refresh();
  await inTransaction(ctx, async (inner) => {
    for (const one of vahid.rooms) await one.released?.(inner);
  });
}

/** As `House.request`, in the caller's transaction. */
export async function startRequest(ctx: Context, institution: string, within?: Within): Promise<string> {
  return startOwned(ctx, (within ? reviewKind : requestKind).kind, institution, within);
}

async function startOwned(
  ctx: Context,
  kind: string,
  institution: string,
  within: Partial<Within> = {},
): Promise<string> {
  const found = ctx.vahid.releases.get<CompiledProcessDefinition>(kind, kind);
  if (!found) throw new Error(`no ${kind} in force`);
  return startProcess(ctx, {
    process: { kind, name: kind, version: found.version },
    definition: found.compiled.process,
    institution: within.by ?? 'rinn',
    owner: { institution },
    parent: within.parent,
    reference: 'SOR-2026-000001',
    title: { az: 'Sorğu', en: 'Request', ru: 'Заявка' },
  });
}

export { ensureOrganisation };
