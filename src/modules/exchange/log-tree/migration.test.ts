import { generateKeyPairSync, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { root } from '../../../../test/database.ts';
import { asOwner, testServer } from '../../../../test/server.ts';
import { readConfig } from '../../../kernel/config.ts';
import { systemContext } from '../../../kernel/context.ts';
import type { Server } from '../../../kernel/database.ts';
import { newId } from '../../../kernel/identifier.ts';
import { type KeyRing, openKeyRing } from '../../../kernel/key.ts';
import { migrate, readMigrations } from '../../../kernel/migrate.ts';
import { openVahid } from '../../../kernel/start.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
import { signCheckpoint } from '../../../protocols/merkle/checkpoint.ts';
import { treeOf } from '../../../protocols/merkle/memory.ts';
import { grow } from '../../../protocols/merkle/tree.ts';
import { openMessageLog } from '../gateway/message-log.ts';
import { rooms } from '../gateway/test-stand.ts';
import { auditLog } from './audit.ts';
import { growLog } from './grow.ts';
import { type Line, lineLeaf } from './line.ts';
import { messages } from './logs.ts';
import { makeProof } from './proof.ts';
import { lastCheckpoint } from './store.ts';
import { judgeProof } from './verdict.ts';

/* A log that was written and grown before migration 0011 goes on as the same log. */

const secret = Buffer.alloc(32, 7);
const name = `vahid_test_${process.env.VAHID_TEST_RUN}_${randomBytes(5).toString('hex')}`;
const dataDir = mkdtempSync(join(tmpdir(), 'vahid-data-'));
const now = new Date('2026-11-23T05:00:00Z');
const origin = 'vahid-exchange/old';
const key = generateKeyPairSync('ed25519');
const [head, body] = [Buffer.from('GET\r\n'), Buffer.from('{}')];
const lines: readonly Line[] = Array.from({ length: 300 }, (_, at) => lineAt(new Date(now.getTime() + at)));
let server: Server;
let vahid: Awaited<ReturnType<typeof openVahid>>;

beforeAll(async () => {
  const at = await testServer();
  server = at(name);
  await asOwner(at('postgres'), (one) => one.query(`create database "${name}"`));
  const bare = rooms.map((room) => ({ ...room, entities: room.name === 'exchange' ? [] : (room.entities ?? []) }));
  const all = await readMigrations(root, rooms);
  const before = all.filter((one) => one.room !== 'exchange' || one.name < '0011');
  await migrate(server, before, bare, now);
  await writeOld();
  const env = { VAHID_DATA: dataDir, VAHID_MODE: 'demo', VAHID_KEY: secret.toString('base64'), LOG_LEVEL: 'fatal' };
  vahid = await openVahid(readConfig({ ...env, PORT: '0' }, root), server, rooms, root, () => now);
});
afterAll(async () => {
  await vahid.close();
  await asOwner((await testServer())('postgres'), (one) => one.query(`drop database "${name}" with (force)`));
  rmSync(dataDir, { recursive: true, force: true });
});

function lineAt(at: Date): Line {
  const names = { client: 'AZ/GOV/rinn/portal', service: 'AZ/GOV/din/population/people', method: 'GET' };
  const gateways = { peer: 'AZ/GOV/din/gw1', signer: 'AZ/GOV/rinn/gw1' };
  const digests = { headDigest: sha512(head), bodyDigest: sha512(body), seal: Buffer.from('seal') };
  const rest = { purpose: null, act: null, article: null, status: null, fault: null };
  const id = newId(at.getTime());
  return {
    id,
    at,
    side: 'consumer',
    kind: 'request',
    requestId: randomUUID(),
    ...names,
    ...gateways,
    ...digests,
    ...rest,
  };
}

/** A head or a body, as it was sealed before it lay together with the other. */
function wrapOld(keys: KeyRing, { id, at }: Line, part: 'head' | 'body', content: Buffer): Buffer {
  const secretOfDays = keys.digest('exchange.message', 'keys of days');
  const ofDay = hkdfSync('sha256', secretOfDays, at.toISOString().slice(0, 10), 'exchange.message', 32);
  return openKeyRing(Buffer.from(ofDay)).wrap(`exchange.message ${id} ${part}`, content);
}

/** As the program wrote it then: heads and bodies apart, every node of the tree a row. */
async function writeOld(): Promise<void> {
  const leaves = lines.map(lineLeaf);
  const nodes = await grow(() => Buffer.alloc(0), 0, leaves);
  const { root: top, size } = treeOf(leaves);
  const note = signCheckpoint({ origin, size, root: top }, { name: origin, key: key.privateKey }, key.publicKey);
  const keys = openKeyRing(secret);
  const pem = Buffer.from(key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await asOwner(server, async (one) => {
    await one.query('begin');
    for (const line of lines)
      await one.query(
        `insert into exchange.message (id, at, side, kind, request_id, client, service, method, peer, signer, head, body,
           seal, head_digest, body_digest)
         values ($1, $2, 'consumer', 'request', $3, $4, $5, 'GET', $6, $7, $8, $9, $10, $11, $12)`,
        [
          line.id,
          line.at,
          line.requestId,
          line.client,
          line.service,
          line.peer,
          line.signer,
          wrapOld(keys, line, 'head', head),
          wrapOld(keys, line, 'body', body),
          line.seal,
          line.headDigest,
          line.bodyDigest,
        ],
      );
    const each = nodes.flatMap(({ level, hashes }) => hashes.map((hash, index) => ({ level, index, hash })));
    for (const { level, index, hash } of each) {
      const line = level === 0 ? lines[index] : undefined;
      await one.query('insert into exchange.log_node (level, place, hash, line, line_at) values ($1, $2, $3, $4, $5)', [
        level,
        index,
        hash,
        line?.id ?? null,
        line?.at ?? null,
      ]);
    }
    await one.query(
      `insert into exchange.log_checkpoint (size, root, at, note, xid, line)
      select $1, $2, now(), $3, xid, id from exchange.message order by xid desc, id desc limit 1`,
      [size, top, note],
    );
    await one.query('insert into exchange.log_key values ($1, $2, now())', [
      origin,
      keys.wrap(`exchange.log_key ${origin}`, pem),
    ]);
    await one.query('commit');
  });
}

describe('a log from before', () => {
  it('is whole, and proved as it was', async () => {
    const ctx = systemContext(vahid, 'test');
    expect(await auditLog(ctx, messages)).toMatchObject({ size: 300, findings: [] });
    const proof = await makeProof(ctx, lines[7]?.requestId ?? '');
    if (typeof proof === 'string') throw new Error(proof);
    expect(proof.messages[0]).toMatchObject({ place: 7, head: head.toString('base64'), body: body.toString('base64') });
    const log = { name: origin, key: key.publicKey };
    // The head here is none that the verdict could read.
    const headless = { ...proof, messages: proof.messages.map(({ line, place, way }) => ({ line, place, way })) };
    expect(await judgeProof(headless, { log })).toMatchObject({ logged: { size: 300 } });
    await asOwner(server, (one) =>
      one.query('update exchange.message set body = head where request_id = $1', [lines[8]?.requestId]),
    );
    expect((await auditLog(ctx, messages)).findings).toEqual([{ fault: 'content', at: lines[8]?.id }]);
    await asOwner(server, (one) =>
      one.query('update exchange.message set body = null where request_id = $1', [lines[8]?.requestId]),
    );
    expect((await auditLog(ctx, messages)).findings).toEqual([]);
  });

  it('goes on growing under its name', async () => {
    const ctx = systemContext(vahid, 'test');
    const { side, requestId, client, service, method, peer, signer } = lineAt(now);
    const names = { side, requestId, client, service, method, peer, signer };
    await openMessageLog(vahid).append({ ...names, kind: 'failure', signedAt: now, fault: 'io_error' });
    await allCommitted(vahid);
    expect(await growLog(ctx, messages)).toBe(1);
    expect((await lastCheckpoint(vahid.db, 'message'))?.note).toMatch(/^vahid-exchange\/old\n301\n/);
    expect((await auditLog(ctx, messages)).findings).toEqual([]);
  });
});
