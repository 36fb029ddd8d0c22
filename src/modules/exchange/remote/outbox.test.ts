import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, root } from '../../../../test/database.ts';
import { releaseFolder } from '../../../app/installation.ts';
import type { Role } from '../../../kernel/access.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { enter } from '../entry.ts';
import { room as exchange } from '../module.ts';
import { newVoen } from '../trial-register.ts';
import { remoteDesk, resendEntry } from './desk.ts';
import { openRemoteStand, type RemoteStand, tell, terms } from './test-stand.ts';

let stand: RemoteStand;
let test: RemoteStand['test'];
let pair: RemoteStand['pair'];
let asked: RemoteStand['asked'];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vahid-remote-'));
  await cp(join(root, 'definitions'), folder, { recursive: true });
  for (const other of ['plan', 'services', 'courses', 'indicators.yaml', 'accounts.yaml'])
    await rm(join(folder, other), { recursive: true, force: true });
  stand = await openRemoteStand({
    folder,
    open: () => openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] }),
    release: async (vahid) => (await releaseFolder(vahid, 'test')).compilation.problems,
  });
  ({ test, pair, asked } = stand);
});
afterAll(() => stand.close());
beforeEach(() => stand.reset());

const entryOf = (effectKey: string, entry: object = {}) => ({
  ...terms,
  register: 'companies',
  entry: { voen: '1234567890', taxDebt: '0.10', status: 'suspended', ...entry },
  effectKey,
});

const sent = async (effectKey: string) => {
  const { rows } = await sql<{
    state: string;
    record: string;
    attempts: number;
    content: Buffer | null;
    problem: string;
  }>`
    select state, record, attempts, content, problem from exchange.remote_entry where effect_key = ${effectKey}`.execute(
    test.vahid.db,
  );
  return rows[0];
};

describe('an entry in a register kept elsewhere', () => {
  it('is sent once what decided it is committed, by the same key until it is acknowledged', async () => {
    const kept = new Map<string, number>();
    let lost = true;
    stand.listener = (request, answer) => {
      const key = String(request.headers['idempotency-key']);
      kept.set(key, kept.get(key) ?? kept.size + 100);
      // The register has written it, and its answer never arrives.
      if (lost) answer.destroy();
      else tell(answer, { id: kept.get(key) }, 201);
      lost = false;
    };
    const effect = `case:1:enter-${newVoen()}`;
    const first = await inTransaction(test.ctx(), (ctx) => enter(ctx, entryOf(effect)));
    expect(first.record).toBeNull();
    expect(asked).toEqual([]);
    await test.vahid.jobs.runDue();
    expect(await sent(effect)).toMatchObject({ state: 'waiting', attempts: 1 });
    expect((await enter(test.ctx(), entryOf(effect))).record).toBeNull();
    test.clock.advance(60_000);
    await test.vahid.jobs.runDue();
    expect(await enter(test.ctx(), entryOf(effect))).toEqual({ record: '100' });
    expect(await sent(effect)).toMatchObject({ state: 'entered', attempts: 2, content: null });
    expect([...kept.keys()]).toEqual([effect]);
    expect(asked.map(({ body }) => body)).toEqual(
      Array.from({ length: 2 }, () => '{"tin":"1234567890","debt":0.10,"state":"2"}'),
    );
    test.clock.set('2026-11-23T05:00:00Z');
  });

  it('is not sent where what decided it is not kept', async () => {
    const effect = `case:2:enter-${newVoen()}`;
    await expect(
      inTransaction(test.ctx(), async (ctx) => {
        await enter(ctx, entryOf(effect));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await test.vahid.jobs.runDue();
    expect([asked, await sent(effect)]).toEqual([[], undefined]);
  });

  it('rests where the register refuses it, and only then', async () => {
    stand.listener = (_request, answer) => tell(answer, { reason: 'no such company' }, 422);
    const effect = `case:3:enter-${newVoen()}`;
    await enter(test.ctx(), entryOf(effect));
    await test.vahid.jobs.runDue();
    expect(await sent(effect)).toMatchObject({ state: 'refused', problem: 'status 422', content: expect.any(Buffer) });
    test.clock.advance(3_600_000);
    await test.vahid.jobs.runDue();
    expect(asked).toHaveLength(1);
    test.clock.set('2026-11-23T05:00:00Z');
    pair.rights = [];
    const denied = `case:4:enter-${newVoen()}`;
    await enter(test.ctx(), entryOf(denied));
    await test.vahid.jobs.runDue();
    expect(await sent(denied)).toMatchObject({ state: 'waiting', problem: expect.stringContaining('access_denied') });
  });

  it('is shown at the desk of who enters and of whose register it is, and sent once more by them', async () => {
    stand.listener = (_request, answer) => tell(answer, { reason: 'no such company' }, 422);
    const effect = `case:6:enter-${newVoen()}`;
    await enter(test.ctx(), entryOf(effect));
    await test.vahid.jobs.runDue();
    const of = (institution: string, role: Role): Context =>
      test.ctx({ kind: 'person', person: newId(), appointments: [{ institution, role }] });
    const shown = async (ctx: Context) =>
      (await remoteDesk(ctx)).entries.filter(({ effect_key: key }) => key === effect);
    const [own] = await shown(of('rinn', 'approver'));
    expect(own).toMatchObject({ state: 'refused', reference: 'TP-2026-000007', maySend: true });
    expect(own).not.toHaveProperty('content');
    expect(await shown(of('in', 'registrar'))).toMatchObject([{ maySend: false }]);
    expect(await shown(of('din', 'registrar'))).toEqual([]);
    await expect(remoteDesk(of('rinn', 'project_office'))).rejects.toMatchObject({ status: 403 });
    await expect(resendEntry(of('in', 'registrar'), own?.id ?? '')).rejects.toMatchObject({ status: 403 });
    stand.listener = (_request, answer) => tell(answer, { id: 'R-7' }, 201);
    await resendEntry(of('rinn', 'approver'), own?.id ?? '');
    await test.vahid.jobs.runDue();
    expect(await sent(effect)).toMatchObject({ state: 'entered', record: 'R-7', attempts: 2 });
    await expect(resendEntry(of('rinn', 'approver'), own?.id ?? '')).rejects.toMatchObject({ status: 409 });
  });

  it('is sealed while it waits, and not taken without a right', async () => {
    const effect = `case:5:enter-${newVoen()}`;
    await enter(test.ctx(), entryOf(effect));
    expect((await sent(effect))?.content?.toString()).not.toContain('1234567890');
    const other = `case:7:enter-${newVoen()}`;
    await expect(enter(test.ctx(), { ...entryOf(other), consumer: 'sn' })).rejects.toMatchObject({ status: 403 });
    expect(await sent(other)).toBeUndefined();
  });
});
