import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { type Command, type CommandIo, readGiven, UsageError } from '../../../kernel/command.ts';
import { inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { printVerifierKey } from '../../../protocols/merkle/checkpoint.ts';
import { contentOf, readDirectory, zip } from '../../../protocols/zip/index.ts';
import { openStored } from '../gateway/content.ts';
import { openMessageLog } from '../gateway/message-log.ts';
import { rooms } from '../gateway/test-stand.ts';
import { auditLog } from '../log-tree/audit.ts';
import { auditCommand, keyCommand, proofCommand } from '../log-tree/commands.ts';
import { followKey, growWhole } from '../log-tree/grow.ts';
import { logKeys, verifierOf } from '../log-tree/key.ts';
import { linesOfRequest, messages } from '../log-tree/logs.ts';
import { verifyCommand } from '../verify.ts';
import { archiveDay } from './archive.ts';
import type { AuditedArchives } from './audit.ts';
import { archiveCommand } from './commands.ts';
import { archiveJob, scheduleArchive } from './job.ts';
import { forgetContents, forgetJob, nextNight } from './forget.ts';
import { entries, openSource } from './format.ts';
import { judgeArchive } from './judge.ts';
import { keepContentDays, type WrittenDay } from './store.ts';

/* What becomes of the log in the course of time: contents are emptied, then whole days go to files, and all stays proved. */

const folder = mkdtempSync(join(tmpdir(), 'vahid-archive-'));
const at = (name: string) => join(folder, name);
let test: TestVahid;
let asked: string;

beforeAll(async () => {
  test = await openTestVahid({ rooms, env: { VAHID_ARCHIVE: folder } });
  // Two days; the second begins in the middle of a block, and a few lines of the first are sealed after it began.
  await write(700, '2026-11-23T05:00:00Z');
  asked = await exchange('2026-11-23T06:00:00Z');
  await write(300, '2026-11-24T05:00:00Z');
  await write(5, '2026-11-23T23:59:59Z');
  test.clock.set('2026-11-24T12:00:00Z');
  await followKey(test.ctx(), 'message');
  await write(20, '2026-11-24T06:00:00Z');
  const [key] = await logKeys(test.ctx(), 'message');
  if (key) writeFileSync(at('key'), printVerifierKey(verifierOf(key)));
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const seal = { kid: 'k1', index: 0, size: 1, proof: [], signature: Buffer.from('signature') };
const names = { client: 'AZ/GOV/rinn/portal', service: 'AZ/GOV/din/population/people', method: 'GET' } as const;
const line = (kind: 'request' | 'response', requestId: string, signedAt: Date) => ({
  ...names,
  side: 'consumer' as const,
  kind,
  requestId,
  peer: 'AZ/GOV/din/gw1',
  signer: kind === 'request' ? 'AZ/GOV/rinn/gw1' : 'AZ/GOV/din/gw1',
  signedAt,
  head: Buffer.from(`${kind}\r\n`),
  body: Buffer.from(JSON.stringify({ name: 'Əli', more: 'x'.repeat(600) })),
  seal,
});

async function write(count: number, moment: string): Promise<void> {
  await logLines(moment, count);
  await growWhole(test.ctx());
}

async function logLines(moment: string, count: number): Promise<void> {
  const opened = openMessageLog(test.vahid);
  const one = () => opened.append(line('request', randomUUID(), new Date(moment)));
  await Promise.all(Array.from({ length: count }, one));
  await allCommitted(test.vahid);
}

async function exchange(moment: string): Promise<string> {
  const [log, id] = [openMessageLog(test.vahid), randomUUID()];
  await log.append(line('request', id, new Date(moment)));
  await log.append(line('response', id, new Date(moment)));
  return id;
}

async function run(command: Command, words: readonly string[], json = false) {
  const lines: string[] = [];
  const out = (text: string) => lines.push(text);
  const open = () => Promise.resolve({ vahid: test.vahid, close: () => Promise.resolve() });
  const progress = () => ({ at: () => undefined, end: () => undefined });
  const io = { lang: 'en', json, out, err: out, open, progress } as unknown as CommandIo;
  const code = await command.run(readGiven(command, words), io);
  return { code, lines: lines.map((text) => text.replaceAll(`${folder}/`, '')) };
}

const owner = (text: string) => asOwner(test.server, (one) => one.query(text));
const kept = async (where: string) =>
  (await owner(`select count(*)::int as n from exchange.message where ${where}`)).rows[0].n as number;

describe('contents whose time is over', () => {
  it('are emptied, while what proves them stays', async () => {
    const [request] = await linesOfRequest(test.vahid.db, asked);
    expect(request && openStored(test.vahid.keys, request)?.body?.toString()).toContain('Əli');
    test.clock.set('2026-12-24T02:00:00Z');
    let step = await forgetContents(test.ctx(), undefined, 100);
    while (step.more) step = await forgetContents(test.ctx(), step.after, 100);
    expect(await kept("content is not null and at < '2026-11-24'")).toBe(0);
    expect(await kept('content is not null')).toBe(320);
    const emptied = 707;
    expect(await auditLog(test.ctx(), messages)).toMatchObject({ findings: [], emptied, archived: 0 });
    const { code, lines } = await run(proofCommand, [asked, '--out', at('bare.json')]);
    expect([code, lines.at(-1)]).toEqual([0, 'Heads and bodies are no longer kept; their digests prove them.']);
    // One service is kept for longer than is usual, as its gateway says; another for less.
    const others = [
      { service: names.service, keepDays: 40 },
      { service: 'AZ/GOV/x/y/z', keepDays: 5 },
    ];
    await keepContentDays(test.vahid.db, 'AZ/GOV/din/gw1', others);
    test.clock.advance(9 * 86_400_000);
    step = await forgetContents(test.ctx(), step.after);
    expect(await kept('content is not null')).toBe(320);
    await keepContentDays(test.vahid.db, 'AZ/GOV/din/gw1', []);
    expect(await forgetContents(test.ctx())).toMatchObject({ more: true });
    expect(await kept('content is not null')).toBe(0);
  });

  it('are emptied by the retention role alone, which may do nothing else', async () => {
    const call = 'select exchange.drop_contents(gen_random_uuid(), now(), 1, 1)';
    await expect(sql.raw(call).execute(test.vahid.db)).rejects.toThrow('permission denied');
    await expect(sql.raw("select exchange.drop_archived_day('2026-11-23')").execute(test.vahid.db)).rejects.toThrow(
      'permission denied',
    );
    for (const text of ['delete from exchange.message', 'update exchange.message set content = null'])
      await expect(owner(`set role vahid_retention; ${text}`)).rejects.toThrow('permission denied');
    await expect(owner(`set role vahid_retention; select exchange.drop_archived_day('2026-11-23')`)).rejects.toThrow(
      'its archives another number',
    );
  });
});

describe('a day that is over', () => {
  it('stays where its archive would not prove it', async () => {
    test.clock.set('2027-02-22T02:00:00Z');
    const rename = (to: string) => owner(`update exchange.message set client = '${to}' where request_id = '${asked}'`);
    await rename('AZ/GOV/x/portal');
    const { code, lines } = await run(archiveCommand, [folder]);
    expect([code, lines]).toEqual([
      1,
      ['message-2026-11-23-1.zip could not be read back (inclusion). The day 2026-11-23 stays in the database.'],
    ]);
    await rename(names.client);
    expect([await kept('true'), (await auditLog(test.ctx(), messages)).findings]).toEqual([1027, []]);
  });

  it('is written to chained files and dropped, and its exchanges are still proved', async () => {
    test.clock.set('2027-02-22T02:00:00Z');
    const first = await archiveDay(test.ctx(), { folder, days: 90, most: 400 });
    expect(first.map(({ name, lines }) => [name, lines])).toEqual([
      ['message-2026-11-23-1.zip', expect.any(Number)],
      ['message-2026-11-23-2.zip', expect.any(Number)],
    ]);
    expect(first.reduce((sum, { lines }) => sum + lines, 0)).toBe(707);
    expect(await kept('true')).toBe(320);
    expect(await kept("at < '2026-11-24'")).toBe(0);
    const audited = await auditLog(test.ctx(), messages);
    expect([audited.archived, audited.findings]).toEqual([707, []]);
    const [one, two] = first;
    const judged = await run(verifyCommand, [at(two?.name ?? ''), '--key', at('key'), '--after', one?.digest ?? '']);
    expect(judged).toEqual({
      code: 0,
      lines: [
        `message-2026-11-23-2.zip: valid. Day 2026-11-23, part 2, lines: ${two?.lines}. The archive before it: ${one?.digest}; this one: ${two?.digest}.`,
      ],
    });
    const wrong = await run(verifyCommand, [at(two?.name ?? ''), '--key', at('key'), '--after', '0'.repeat(64)]);
    expect([wrong.code, wrong.lines[0]]).toEqual([1, expect.stringContaining('(order)')]);
    const proofs = [];
    for (const { name } of first) {
      const words = [asked, '--archive', at(name), '--out', at('proof.json')];
      proofs.push((await run(proofCommand, words)).code);
    }
    expect(proofs.toSorted((a, b) => a - b)).toEqual([0, 1]);
    const proved = await run(verifyCommand, [at('proof.json'), '--key', at('key')]);
    expect([proved.code, proved.lines.at(-1)]).toEqual([0, expect.stringContaining('no longer kept')]);
  });

  it('goes on where the last one ended, by the command, until nothing is old enough', async () => {
    await expect(run(archiveCommand, [folder, '--days', '29'])).rejects.toThrow(UsageError);
    test.clock.set('2027-03-01T02:00:00Z');
    const { code, lines } = await run(archiveCommand, [folder]);
    expect([code, lines]).toEqual([
      0,
      [expect.stringMatching(/^message-2026-11-24-1\.zip: 2026-11-24, lines: 320, digest/)],
    ]);
    expect((await run(archiveCommand, [folder])).lines).toEqual([expect.stringContaining('nothing to archive')]);
    const source = await openSource(at('message-2026-11-24-1.zip'));
    const [key] = await logKeys(test.ctx(), 'message');
    const { rows } = await owner('select digest from exchange.log_archive order by day, part');
    if (!key) throw new Error('no key');
    const verdict = await judgeArchive(source, { log: verifierOf(key), after: rows[1].digest });
    await source.close();
    expect(verdict).toMatchObject({ digest: rows[2].digest, manifest: { lines: 320 } });
    expect(verdict.fault).toBeUndefined();
  });

  it('is not dropped where its archive does not say so, nor missed by the audit where it was', async () => {
    await owner("update exchange.log_archive set lines = lines - 1 where day = '2026-11-24'");
    const { findings } = await auditLog(test.ctx(), messages);
    expect([findings.length, findings[0]?.fault]).toEqual([100, 'gone']);
    await owner("update exchange.log_archive set lines = lines + 1 where day = '2026-11-24'");
    expect((await run(auditCommand, [])).lines).toContain('Lines that lie in archives: 1027.');
  });

  it('is not believed once anything in it was changed', async () => {
    const whole = readFileSync(at('message-2026-11-24-1.zip'));
    const verdicts = new Set<string>();
    for (let place = 60; place < whole.length; place += Math.floor(whole.length / 12)) {
      const odd = Buffer.from(whole);
      odd[place] = (odd[place] ?? 0) ^ 1;
      writeFileSync(at('odd.zip'), odd);
      verdicts.add(await verdictOf('odd.zip'));
    }
    expect([...verdicts]).not.toContain('valid');
    expect(await verdictOf('message-2026-11-24-1.zip')).toBe('valid');
  });

  it('is not believed once it was written anew with anything else in it', async () => {
    const name = 'message-2026-11-24-1.zip';
    const anew = async (change: (records: string[], manifest: Record<string, unknown>) => void) => {
      const records = (await partOf(name, entries.log)).trimEnd().split('\n');
      const manifest = JSON.parse(await partOf(name, entries.manifest)) as Record<string, unknown>;
      change(records, manifest);
      const parts = [
        { name: entries.log, content: records.map((one) => `${one}\n`) },
        { name: entries.manifest, content: [JSON.stringify(manifest)] },
      ];
      writeFileSync(at('anew.zip'), await bytesOf(zip(parts)));
      return verdictOf('anew.zip');
    };
    const middle = 100;
    expect(await anew(() => undefined)).toBe('valid');
    const renamed = (one = '') => one.replace('AZ/GOV/rinn/portal', 'AZ/GOV/x/portal');
    expect(await anew((records) => void (records[middle] = renamed(records[middle])))).toBe('inclusion');
    expect(await anew((records) => void records.splice(middle, 1))).toBe('count');
    expect(await anew((records) => void records.splice(middle, 0, records[middle] ?? ''))).toBe('inclusion');
    const fewer = (records: string[], manifest: Record<string, unknown>) => {
      records.splice(middle, 1);
      manifest.lines = 319;
    };
    expect(await anew(fewer)).toBe('signature');
    expect(await anew((_, manifest) => void (manifest.day = '2026-11-25'))).toBe('signature');
    expect(await anew((_, manifest) => void delete manifest.keys)).toBe('checkpoint');
    const lighter = (one = '') => one.replace(/"way":\["[^"]*"/, `"way":["${Buffer.alloc(32).toString('base64')}"`);
    expect(await anew((records) => void (records[0] = lighter(records[0])))).toBe('inclusion');
    expect(await anew((records) => void (records[middle] = '{}'))).toBe('shape');
  });

  async function partOf(name: string, part: string): Promise<string> {
    const source = await openSource(at(name));
    const entry = (await readDirectory(source)).get(part);
    if (entry === undefined) throw new Error(`no ${part}`);
    const bytes = await bytesOf(contentOf(source, entry, { left: 1e9 }));
    await source.close();
    return bytes.toString();
  }

  const bytesOf = async (chunks: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(chunks));

  async function verdictOf(name: string): Promise<string> {
    const [key] = await logKeys(test.ctx(), 'message');
    const source = await openSource(at(name));
    try {
      if (!key) throw new Error('no key');
      return (await judgeArchive(source, { log: verifierOf(key) })).fault ?? 'valid';
    } finally {
      await source.close();
    }
  }
});

describe('an audit that is given the folder', () => {
  const audited = async () => {
    const { code, lines } = await run(auditCommand, ['--archive', folder], true);
    const { archives } = JSON.parse(lines[0] ?? '') as { archives: AuditedArchives };
    return { code, ...archives };
  };
  const [first, second, last] = ['message-2026-11-23-1.zip', 'message-2026-11-23-2.zip', 'message-2026-11-24-1.zip'];

  it('opens each file, and names one that is gone, changed or another', async () => {
    expect(await audited()).toEqual({ code: 0, count: 3, findings: [] });
    expect((await run(auditCommand, ['--archive', folder])).lines).toContain('Archive files verified: 3.');
    const [one, two, three] = [first, second, last].map((name) => readFileSync(at(name))) as [Buffer, Buffer, Buffer];
    const odd = Buffer.from(two);
    odd[500] = (odd[500] ?? 0) ^ 1;
    rmSync(at(first));
    writeFileSync(at(second), odd);
    writeFileSync(at(last), one);
    const { code, findings } = await audited();
    expect([code, findings.map((found) => found.at)]).toEqual([1, [first, second, last]]);
    expect(findings.map(({ fault }) => fault)).toEqual(['missing', 'inclusion', 'order']);
    const { lines } = await run(auditCommand, ['--archive', folder]);
    expect(lines[0]).toBe(`${first}: the file is not in the folder or cannot be read.`);
    expect(lines[3]).toMatch(/^The log is not as it was written\. Lines: \d+, discrepancies: 3\.$/);
    writeFileSync(at(first), one);
    writeFileSync(at(second), two);
    writeFileSync(at(last), three);
  });

  it('holds them against what was noted of them, and against the tree', async () => {
    const noted = (digest: string) =>
      owner(`update exchange.log_archive set digest = '${digest}' where name = '${second}'`);
    const { rows } = await owner(`select digest from exchange.log_archive where name = '${second}'`);
    await noted('0'.repeat(64));
    expect((await audited()).findings).toEqual([
      { fault: 'other', at: second },
      { fault: 'order', at: last },
    ]);
    await noted(rows[0].digest);
    // A file whose lines are of a log that was signed, and is not this one.
    const flip = () =>
      owner('update exchange.log_node set hash = set_bit(hash, 5, 1 - get_bit(hash, 5)) where level = 10');
    await flip();
    expect((await audited()).findings.map(({ fault }) => fault)).toEqual(['other', 'other', 'other']);
    await flip();
    expect((await audited()).findings).toEqual([]);
  });

  it('says what it cannot do', async () => {
    for (const name of [at('none'), at('key')])
      await expect(run(auditCommand, ['--archive', name])).rejects.toThrow('is no folder');
    await expect(run(auditCommand, ['--archive', folder, '--log', 'look-up'])).rejects.toThrow('look-ups do not go');
  });
});

describe('jobs', () => {
  it('do both at night, once each of them was scheduled', async () => {
    const { ctx, vahid } = test;
    test.clock.set('2027-03-01T02:00:00Z');
    await owner("select kernel.make_partitions('2027-03-01T02:00:00Z')");
    await write(3, '2027-03-01T02:00:00Z');
    expect(await kept('content is not null')).toBe(3);
    test.clock.set('2027-06-01T12:00:00Z');
    const night = nextNight(ctx());
    expect(night.toISOString()).toBe('2027-06-01T22:30:00.000Z');
    await scheduleArchive(ctx());
    const run = (kind: JobKind, answer?: unknown) => inTransaction(ctx(), (inner) => kind.run(inner, null, answer));
    await run(forgetJob);
    expect(await kept('content is not null')).toBe(0);
    // Days without a line go one by one, before the one that has some.
    const ask = async () => (await archiveJob.ask?.(ctx(), null)) as WrittenDay | undefined;
    let written = await ask();
    for (; written?.archives.length === 0; written = await ask()) await run(archiveJob, written);
    // The files are there before the transaction that drops the day begins, however long they take.
    expect([written?.day, readdirSync(folder).includes('message-2027-03-01-1.zip')]).toEqual(['2027-03-01', true]);
    expect(await kept('true')).toBe(3);
    await run(archiveJob, written);
    expect(await kept('true')).toBe(0);
    expect((await auditLog(ctx(), messages)).findings).toEqual([]);
    const { rows } = await sql<{ key: string; at: Date }>`select key, run_at as at from kernel.job
      where key in ('exchange.forget', 'exchange.archive') order by key desc`.execute(vahid.db);
    expect(rows.map(({ at: when }) => when <= test.clock.now())).toEqual([true, true]);
  });
});

describe('another key of the log', () => {
  it('is made by a command, and leaves no half files in the folder', async () => {
    const { code, lines } = await run(keyCommand, []);
    expect([code, lines[0]]).toEqual([
      0,
      expect.stringMatching(/^From 1030 lines on another key signs: vahid-exchange\//),
    ]);
    expect(await logKeys(test.ctx(), 'message')).toHaveLength(3);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('signs the archives of days before it, and the files of earlier keys stay as good as they were', async () => {
    await owner("select kernel.make_partitions('2027-06-02T02:00:00Z')");
    await logLines('2027-06-02T02:00:00Z', 4);
    test.clock.set('2027-09-10T02:00:00Z');
    // No file says that a day is whole which has a line outside of the tree.
    const before = readdirSync(folder).length;
    expect(await archiveDay(test.ctx(), { folder, days: 90 })).toEqual([]);
    expect([readdirSync(folder).length, await kept('true')]).toEqual([before, 4]);
    await growWhole(test.ctx());
    await run(keyCommand, []);
    const [archive] = await archiveDay(test.ctx(), { folder, days: 90 });
    expect([archive?.day, archive?.lines]).toEqual(['2027-06-02', 4]);
    for (const name of readdirSync(folder).filter((one) => one.startsWith('message-'))) {
      const { code, lines } = await run(verifyCommand, [at(name), '--key', at('key')]);
      expect([code, lines.length, lines[0]]).toEqual([0, 1, expect.stringContaining(': valid.')]);
    }
  });
});
