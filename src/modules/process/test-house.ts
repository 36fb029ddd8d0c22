import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { bringInLine } from '../../app/installation.ts';
import type { Actor, Role } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { compileDefinitions, type DefinitionKind } from '../../kernel/definition.ts';
import { newId } from '../../kernel/identifier.ts';
import { release } from '../../kernel/release.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { openTestVahid, root, type TestVahid } from '../../../test/database.ts';
import { ensureOrganisation, ensurePerson } from '../identity/index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { type CompiledProcess, type Instance, startProcess } from './index.ts';
import { room } from './module.ts';
import { lockInstance } from './store.ts';
import { compiledPermit, permitFile } from './test-definition.ts';

export interface House extends TestVahid {
  readonly definition: CompiledProcess;
  /** A signed-in person by their FIN, with the offices given. */
  person(
    fin: string,
    name: string,
    ...offices: readonly (readonly [institution: string, role: Role])[]
  ): Promise<Actor>;
  /** A new permit of this owner, in the draft. */
  begin(owner: Actor): Promise<string>;
  present(id: string): Promise<Instance>;
  as(actor: Actor): Context;
  /** Enters the office in the books, from the day the test begins. */
  appoint(actor: Actor, institution: string, role: Role): Promise<void>;
  release(files: Readonly<Record<string, string>>): Promise<void>;
}

const roomsUnderTest = [kernelRoom, identityRoom, room];

/** A database with the calendar, the institutions and the process `permit` in force. */
export async function openHouse(): Promise<House> {
  const test = await openTestVahid({ rooms: roomsUnderTest });
  const { vahid } = test;
  const releaseFiles = async (files: Readonly<Record<string, string>>) => {
    const kinds = roomsUnderTest.flatMap((one): readonly DefinitionKind[] => one.definitions ?? []);
    const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
    const { definitions, problems } = compileDefinitions(sources, kinds, vahid.releases.current());
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message.en).join('\n'));
    await release(vahid.db, definitions, 'test', vahid.now());
    await vahid.releases.refresh();
    await bringInLine(vahid);
  };
  const own = (name: string) => readFile(join(root, 'definitions', name), 'utf8');
  await releaseFiles({
    'calendar.yaml': await own('calendar.yaml'),
    'institutions.yaml': await own('institutions.yaml'),
    'processes/permit.yaml': permitFile,
  });
  const system = test.ctx();
  return {
    ...test,
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
    async present(id) {
      const found = await vahid.db.transaction().execute((tx) => lockInstance(tx, id));
      if (!found) throw new Error('no such instance');
      return found;
    },
  };
}

export { ensureOrganisation };
