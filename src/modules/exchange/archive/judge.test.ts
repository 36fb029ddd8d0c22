import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CommandIo, readGiven } from '../../../kernel/command.ts';
import { printVerifierKey, signCheckpoint, signSuccession } from '../../../protocols/merkle/checkpoint.ts';
import { treeOf } from '../../../protocols/merkle/memory.ts';
import { sourceOf, zip } from '../../../protocols/zip/index.ts';
import { type LogKey, verifierOf } from '../log-tree/key.ts';
import { lineLeaf } from '../log-tree/line.ts';
import { lineOf, type WrittenLine } from '../log-tree/proof.ts';
import { verifyCommand } from '../verify.ts';
import { archiveFormat, entries, firstFormat, type LogRecord, type SignedManifest } from './format.ts';
import { judgeArchive } from './judge.ts';
import { signArchive } from './signature.ts';

/* What an archive is worth once somebody who can write its file, and has no key of the log, has written it anew. */

const folder = mkdtempSync(join(tmpdir(), 'vahid-judge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const day = '2026-11-23';
const origin = 'vahid-exchange/test';
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

const line = (second: number): WrittenLine => ({
  id: `line-${second}`,
  at: `${day}T05:00:0${second}.000Z`,
  side: 'consumer',
  kind: 'request',
  requestId: `request-${second}`,
  client: 'AZ/GOV/rinn/portal',
  service: 'AZ/GOV/din/population/people',
  method: 'GET',
  peer: 'AZ/GOV/din/gw1',
  signer: 'AZ/GOV/rinn/gw1',
  headDigest: 'AAAA',
  bodyDigest: null,
  seal: null,
  purpose: null,
  act: null,
  article: null,
  status: null,
  fault: null,
});
const lines = Array.from({ length: 9 }, (_, at) => line(at));
const leaves = lines.map((one) => lineLeaf(lineOf(one)));
const over = { origin, size: lines.length, root: treeOf(leaves).root };
const records: readonly string[] = [
  { block: 0, hashes: Buffer.concat(leaves).toString('base64'), way: [] },
  ...lines.map((one, place) => ({ place, line: one })),
].map((record: LogRecord) => JSON.stringify(record));

const newKey = (name = origin): LogKey => ({ origin: name, number: 1, ...generateKeyPairSync('ed25519'), note: null });
const [first, second, stranger] = [newKey(), newKey(), newKey()];
const signerOf = (key: LogKey) => ({ name: origin, key: key.privateKey });
const checkpointBy = (key: LogKey, of = over) => signCheckpoint(of, signerOf(key), key.publicKey);
const followsAt = (size: number) =>
  signSuccession({ origin, size, next: verifierOf(second) }, signerOf(first), first.publicKey);

interface Draft {
  records: string[];
  manifest: SignedManifest;
}

/** An archive with all lines, whose checkpoint and manifest are signed. */
function draft({ checkpointed = first, signed = first, keys = [] as string[] } = {}): Draft {
  const log = records.map((one) => `${one}\n`).join('');
  const said = { day, part: 2, lines: lines.length, previous: digestOf('before'), digest: digestOf(log) };
  const notes = { signature: signArchive(said, over, signed), checkpoint: checkpointBy(checkpointed) };
  return { records: [...records], manifest: { format: archiveFormat, ...said, ...notes, keys } };
}

async function bytesOf(log: readonly string[], manifest: object): Promise<Buffer> {
  const parts = [
    { name: entries.log, content: log.map((one) => `${one}\n`) },
    { name: entries.manifest, content: [JSON.stringify(manifest)] },
  ];
  return Buffer.concat(await Array.fromAsync(zip(parts)));
}

async function verdictOn({ records: log, manifest }: { records: readonly string[]; manifest: object }) {
  const source = sourceOf(await bytesOf(log, manifest));
  return (await judgeArchive(source, { log: verifierOf(first) })).fault ?? 'valid';
}

async function changed(change: (one: Draft) => void): Promise<string> {
  const one = draft();
  change(one);
  return verdictOn(one);
}

/** Takes out the fourth line. */
const without = (one: Draft) => void one.records.splice(4, 1);

/** As it was written before archives were signed. */
function ofFirstFormat({ manifest: { digest: _digest, signature: _signature, ...manifest }, ...rest }: Draft) {
  return { ...rest, manifest: { ...manifest, format: firstFormat } };
}

describe('an archive that is signed as a whole', () => {
  it('is believed as it was written', async () => {
    expect(await verdictOn(draft())).toBe('valid');
  });

  it('is not believed without one of its lines, whatever it says of their number', async () => {
    expect(await changed(without)).toBe('count');
    const fewer = (one: Draft) => {
      without(one);
      one.manifest.lines -= 1;
    };
    expect(await changed(fewer)).toBe('signature');
    expect(
      await changed((one) => {
        fewer(one);
        one.manifest.digest = digestOf(one.records.map((record) => `${record}\n`).join(''));
      }),
    ).toBe('signature');
  });

  it('is not believed with another text of the same lines', async () => {
    expect(await changed((one) => void (one.records[4] += ' '))).toBe('digest');
    expect(await changed((one) => void one.records.push(one.records[0] ?? ''))).toBe('digest');
  });

  it.each([
    ['day', '2026-11-24'],
    ['part', 1],
    ['lines', 8],
    ['previous', digestOf('another')],
    ['previous', null],
    ['digest', digestOf('another')],
  ])('is not believed with another %s (%s)', async (field, value) => {
    expect(await changed((one) => void Object.assign(one.manifest, { [field]: value }))).toBe('signature');
  });

  it('is not believed with another checkpoint of the log', async () => {
    const larger = { ...over, size: over.size + 1 };
    expect(await changed(({ manifest }) => void (manifest.checkpoint = checkpointBy(first, larger)))).toBe('signature');
  });

  it('is believed by the word of a key of its log alone', async () => {
    expect(await verdictOn(draft({ signed: stranger }))).toBe('signature');
    expect(await verdictOn(draft({ signed: { ...first, origin: 'vahid-exchange/another' } }))).toBe('signature');
    // A signed note of that key which is no archive.
    expect(await changed(({ manifest }) => void (manifest.signature = manifest.checkpoint))).toBe('signature');
    expect(await changed(({ manifest }) => void (manifest.signature = ''))).toBe('signature');
  });

  it('is no archive without digest or signature', async () => {
    const { manifest, ...rest } = draft();
    expect(await verdictOn({ ...rest, manifest: { ...manifest, signature: undefined } })).toBe('shape');
    expect(await verdictOn({ ...rest, manifest: { ...manifest, digest: undefined } })).toBe('shape');
    expect(await verdictOn({ ...rest, manifest: { ...manifest, format: firstFormat } })).toBe('shape');
  });
});

describe('keys of a log that follow each other', () => {
  const keys = [followsAt(over.size)];

  it('sign archives each in its time, also where nothing was logged since the key changed', async () => {
    expect(await verdictOn(draft({ keys }))).toBe('valid');
    expect(await verdictOn(draft({ checkpointed: first, signed: second, keys }))).toBe('valid');
    expect(await verdictOn(draft({ checkpointed: second, signed: second, keys }))).toBe('valid');
    expect(await verdictOn(draft({ checkpointed: first, signed: second }))).toBe('signature');
  });

  it('sign no archive that leads to a tree larger than that with which they ended', async () => {
    const ended = [followsAt(over.size - 1)];
    expect(await verdictOn(draft({ checkpointed: second, signed: second, keys: ended }))).toBe('valid');
    expect(await verdictOn(draft({ checkpointed: second, signed: first, keys: ended }))).toBe('signature');
  });
});

describe('an archive of the first format', () => {
  async function verify(one: { records: readonly string[]; manifest: object }, lang: 'az' | 'en' | 'ru', json = false) {
    const [file, key] = [join(folder, 'first.zip'), join(folder, 'key')];
    writeFileSync(file, await bytesOf(one.records, one.manifest));
    writeFileSync(key, printVerifierKey(verifierOf(first)));
    const said: string[] = [];
    const io = { lang, json, out: (text: string) => said.push(text) } as unknown as CommandIo;
    const code = await verifyCommand.run(readGiven(verifyCommand, [file, '--key', key]), io);
    return { code, said: said.map((text) => text.replace(`${folder}/`, '')) };
  }

  it('is judged, and the verdict says that it does not prove to be complete', async () => {
    const one = ofFirstFormat(draft());
    const { code, said } = await verify(one, 'en');
    expect([code, said.length, said[0]]).toEqual([0, 2, expect.stringContaining('first.zip: valid. Day 2026-11-23')]);
    expect(said[1]).toBe('The archive is of the first format: lines that were taken out of it would not show.');
    expect((await verify(one, 'az')).said[1]).toContain('Arxiv birinci formatdadır');
    expect((await verify(one, 'ru')).said[1]).toContain('Архив первого формата');
    expect(JSON.parse((await verify(one, 'en', true)).said[0] ?? '')).toMatchObject({ valid: true, complete: false });
    expect((await verify(draft(), 'en')).said).toHaveLength(1);
    const told = JSON.parse((await verify(draft(), 'en', true)).said[0] ?? '') as object;
    expect(told).toMatchObject({ valid: true, complete: true, format: archiveFormat });
    expect(told).not.toHaveProperty('signature');
  });

  it('shows lines that were changed, and none that were taken out', async () => {
    const one = ofFirstFormat(draft());
    const fewer = { ...one, records: one.records.toSpliced(4, 1) };
    expect(await verdictOn(fewer)).toBe('count');
    expect(await verdictOn({ ...fewer, manifest: { ...one.manifest, lines: 8 } })).toBe('valid');
    const odd = one.records.map((record) => record.replace('request-3', 'request-x'));
    expect(await verdictOn({ ...one, records: odd })).toBe('inclusion');
  });

  it('says in words why one of the second is not valid', async () => {
    const one = draft({ signed: stranger });
    expect((await verify(one, 'en')).said).toEqual([
      'first.zip: not valid (signature): its manifest was not signed with the key of this log',
    ]);
    expect((await verify(one, 'az')).said[0]).toContain('bu jurnalın açarı ilə imzalanmayıb');
    expect((await verify(one, 'ru')).said[0]).toContain('не подписано ключом этого журнала');
  });
});
