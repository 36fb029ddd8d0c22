import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { type CommandIo, readGiven } from '../../../kernel/command.ts';
import { newId } from '../../../kernel/identifier.ts';
import { printVerifierKey } from '../../../protocols/merkle/checkpoint.ts';
import { isConsistent } from '../../../protocols/merkle/tree.ts';
import { openCheckpoint } from '../../../protocols/merkle/checkpoint.ts';
import { access } from '../access.ts';
import { rooms as gatewayRooms } from '../gateway/test-stand.ts';
import { LookUpLog } from '../log.ts';
import { verifyCommand } from '../verify.ts';
import { auditLog } from './audit.ts';
import { growLog } from './grow.ts';
import { logKey, logKeys, succeedKey, verifierOf } from './key.ts';
import { lookUps } from './logs.ts';
import { judgeLookUpProof, lookUpProof, type LookUpProof } from './look-up-proof.ts';
import { logRoutes } from './routes.ts';
import { lastCheckpoint } from './store.ts';

/* The tree over "who looked at my data", and what the person concerned gets of it. */

const rooms = gatewayRooms.map((room) => (room.name === 'exchange' ? { ...room, access } : room));
const [person, other, official] = [newId(), newId(), newId()];
const folder = mkdtempSync(join(tmpdir(), 'vahid-look-up-'));
let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms });
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: string) => test.ctx({ kind: 'person', person: who, appointments: [] });

/** Somebody looks at somebody's data; answers the id of the line. */
async function look(subject: string): Promise<string> {
  test.clock.advance(1);
  const terms = { consumer: 'din', purpose: 'residency', basis: { act: 'act', article: '1' }, reference: 'AB-1' };
  const log = new LookUpLog('read', terms);
  log.note({ entity: 'person', id: subject }, 'person.name', 'granted');
  await log.commit(as(official));
  const { rows } = await sql<{ id: string }>`select id from exchange.look_up where subject = ${subject}
    order by id desc limit 1`.execute(test.vahid.db);
  return rows[0]?.id ?? '';
}

async function grow(): Promise<void> {
  await allCommitted(test.vahid);
  await growLog(test.ctx(), lookUps);
}

async function keyOfLog() {
  const key = await logKey(test.ctx(), 'look_up');
  if (key === undefined) throw new Error('the log has no key');
  return key;
}

describe('the proof of a look-up', () => {
  it('is for the one whose data it is, and covers the whole line', async () => {
    const id = await look(person);
    await look(other);
    await expect(lookUpProof(as(person), { person }, id)).rejects.toMatchObject({ code: 'exchange.not_in_tree' });
    await grow();
    const proof = await lookUpProof(as(person), { person }, id);
    const log = verifierOf(await keyOfLog());
    expect(judgeLookUpProof(proof, log)).toMatchObject({ logged: { size: 2 } });
    expect(proof.line).toMatchObject({ id, consumer: 'din', purpose: 'residency', subject: person });
    expect(JSON.stringify(proof)).not.toContain(official);
    for (const name of Object.keys(proof.line)) {
      const line = { ...proof.line, [name]: 'another' };
      expect(judgeLookUpProof({ ...proof, line }, log), name).toEqual({ fault: 'inclusion' });
      const { [name]: _, ...less } = proof.line;
      expect(judgeLookUpProof({ ...proof, line: less }, log), name).toEqual({ fault: 'inclusion' });
    }
  });

  it('is refused to everybody else, and while the look-up is hidden', async () => {
    const id = await look(person);
    await grow();
    await expect(lookUpProof(as(other), { person: other }, id)).rejects.toMatchObject({ status: 404 });
    await expect(lookUpProof(as(other), { person }, id)).rejects.toMatchObject({ status: 404 });
    await expect(lookUpProof(test.ctx({ kind: 'anonymous', appointments: [] }), { person }, id)).rejects.toMatchObject({
      status: 401,
    });
    const hide = (until: string) =>
      asOwner(test.server, (one) =>
        one.query(`update exchange.look_up set hidden_until = ${until} where id = '${id}'`),
      );
    await hide(`'${new Date(test.clock.now().getTime() + 1000).toISOString()}'`);
    await expect(lookUpProof(as(person), { person }, id)).rejects.toMatchObject({ status: 404 });
    await hide('null');
    expect((await lookUpProof(as(person), { person }, id)).line).toMatchObject({ id });
  });

  it('gets its verdict from a file', async () => {
    const id = await look(person);
    await grow();
    const proof = await lookUpProof(as(person), { person }, id);
    writeFileSync(join(folder, 'key'), printVerifierKey(verifierOf(await keyOfLog())));
    expect(await verdict(proof)).toEqual([
      0,
      'proof.json: valid. Look-up of 23 Nov 2026, 09:00: din, purpose: residency, act, article 1.',
    ]);
    expect(await verdict({ ...proof, line: { ...proof.line, consumer: 'rinn' } })).toEqual([
      1,
      'proof.json: not valid (inclusion): a line is not in the log at the place given',
    ]);
  });

  async function verdict(proof: LookUpProof) {
    writeFileSync(join(folder, 'proof.json'), JSON.stringify(proof));
    const lines: string[] = [];
    const io = { lang: 'en', json: false, out: (line: string) => lines.push(line) } as unknown as CommandIo;
    const words = [join(folder, 'proof.json'), '--key', join(folder, 'key')];
    return [await verifyCommand.run(readGiven(verifyCommand, words), io), lines[0]?.replace(`${folder}/`, '')];
  }
});

describe('an audit of look-ups', () => {
  it('finds a line that was changed, even only who it was', async () => {
    const id = await look(person);
    await grow();
    expect((await auditLog(test.ctx(), lookUps)).findings).toEqual([]);
    for (const change of [`actor_person = '${other}'`, "purpose = 'another'", 'subject = gen_random_uuid()']) {
      const { rows } = await asOwner(test.server, (one) =>
        one.query(`select actor_person, purpose, subject from exchange.look_up where id = '${id}'`),
      );
      const set = (to: string) =>
        asOwner(test.server, (one) => one.query(`update exchange.look_up set ${to} where id = '${id}'`));
      await set(change);
      expect((await auditLog(test.ctx(), lookUps)).findings).toEqual([{ fault: 'changed', at: id }]);
      const { actor_person: actor, purpose, subject } = rows[0] as Record<string, string>;
      await set(`actor_person = '${actor}', purpose = '${purpose}', subject = '${subject}'`);
    }
    expect((await auditLog(test.ctx(), lookUps)).findings).toEqual([]);
  });
});

/** What a door answers. */
async function asked(path: string, query: object = {}) {
  const found = logRoutes.find((one) => one.path === path);
  const request = { ...test.ctx(), query, params: {} } as never;
  const answer = await found?.handler(request);
  if (answer?.kind === 'file') return String(answer.bytes);
  return answer?.kind === 'json' ? answer.value : undefined;
}

describe('anybody', () => {
  it('can watch that the log only grows', async () => {
    await look(person);
    await grow();
    const log = verifierOf(await keyOfLog());
    expect(await asked('/exchange/log/key')).toBe(`${printVerifierKey(log)}\n`);
    const first = openCheckpoint(String(await asked('/exchange/log/checkpoint', { log: 'look_up' })), log);
    await look(person);
    await grow();
    const second = openCheckpoint(String(await asked('/exchange/log/checkpoint', { log: 'look_up' })), log);
    if (!first || !second) throw new Error('no checkpoint');
    const sizes = { log: 'look_up', from: String(first.size), to: String(second.size) };
    const { proof } = (await asked('/exchange/log/consistency', sizes)) as { proof: string[] };
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    expect(isConsistent(first, second, hashes)).toBe(true);
    expect(isConsistent({ ...first, root: second.root }, second, hashes)).toBe(false);
    const wrong = { ...sizes, to: String(second.size + 1) };
    await expect(asked('/exchange/log/consistency', wrong)).rejects.toMatchObject({ status: 404 });
    await expect(asked('/exchange/log/checkpoint', { log: 'message' })).rejects.toMatchObject({ status: 404 });
  });
});

describe('a key that follows', () => {
  it('is believed by whoever has the one before, which signs nothing more', async () => {
    const [first, before] = [await keyOfLog(), await lastCheckpoint(test.vahid.db, 'look_up')];
    await succeedKey(test.ctx(), 'look_up', first, before?.size ?? 0);
    const id = await look(person);
    await grow();
    const proof = await lookUpProof(as(person), { person }, id);
    expect(judgeLookUpProof(proof, verifierOf(first))).toHaveProperty('logged');
    expect(judgeLookUpProof(proof, verifierOf(await keyOfLog()))).toHaveProperty('logged');
    const { keys: _, ...bare } = proof;
    expect(judgeLookUpProof(bare, verifierOf(first))).toEqual({ fault: 'checkpoint' });
    const stranger = { name: first.origin, key: verifierOf(await keyOfLog()).key };
    expect(judgeLookUpProof({ ...bare, keys: [] }, stranger)).toHaveProperty('logged');
    expect((await auditLog(test.ctx(), lookUps)).findings).toEqual([]);
    expect(await logKeys(test.ctx(), 'look_up')).toHaveLength(2);
  });
});

describe('a log that was restored to another cluster', () => {
  it('takes lines with lower numbers of transactions, each once', async () => {
    await look(person);
    await grow();
    const size = (await lastCheckpoint(test.vahid.db, 'look_up'))?.size ?? 0;
    // Committed there and not taken when the log was restored.
    const left = await look(person);
    const far = '((xid::text::bigint + 900000000)::text)::xid8';
    // As if all of it had been written in a cluster with another name, whose numbers had gone far.
    await asOwner(test.server, (one) =>
      one.query(`update exchange.log_checkpoint set cluster = 'another', xid = ${far} where log = 'look_up';
        update exchange.look_up set xid = ${far}`),
    );
    const ids = [await look(person), await look(other)];
    for (const taken of [1, 3, 3]) {
      await grow();
      expect((await lastCheckpoint(test.vahid.db, 'look_up'))?.size).toBe(size + taken);
    }
    await look(person);
    await grow();
    expect((await lastCheckpoint(test.vahid.db, 'look_up'))?.size).toBe(size + 4);
    expect((await lookUpProof(as(person), { person }, left)).place).toBe(size);
    expect((await auditLog(test.ctx(), lookUps)).findings).toEqual([]);
    for (const [at, who] of [person, other].entries())
      expect((await lookUpProof(as(who), { person: who }, ids[at] ?? '')).line).toMatchObject({ subject: who });
  });
});
