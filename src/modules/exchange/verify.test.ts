import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandIo, readGiven, UsageError } from '../../kernel/command.ts';
import { openTestAuthority, type TestAuthority } from '../../protocols/x-road/evidence/test-authority.ts';
import { batchOf, packed, requestFrom, testContainer } from '../../protocols/x-road/evidence/test-container.ts';
import { verifyCommand } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'vahid-verify-'));
const at = new Date('2026-11-27T08:00:00Z');
let authority: TestAuthority;
let container: Buffer;

beforeAll(async () => {
  authority = await openTestAuthority();
  container = await testContainer(authority, await authority.member('Vergi portalı'), at);
  const [ca] = authority.trust.authorities[0]?.certificates ?? [];
  const [tsa] = authority.trust.timestampers;
  const cert = (raw: Buffer | undefined) => `<cert>${raw?.toString('base64')}</cert>`;
  save(
    'trust.xml',
    `<conf><approvedCA><topCA>${cert(ca?.raw)}</topCA></approvedCA><approvedTSA>${cert(tsa?.raw)}</approvedTSA></conf>`,
  );
  save('one.asice', container);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const save = (name: string, content: Buffer | string) => writeFileSync(join(folder, name), content);

async function run(file: string, { trust = 'trust.xml', json = false, after = '' } = {}) {
  const lines: string[] = [];
  const words = [join(folder, file), '--trust', join(folder, trust), ...(after === '' ? [] : ['--after', after])];
  const io = { lang: 'en', json, out: (line: string) => lines.push(line) } as unknown as CommandIo;
  const code = await verifyCommand.run(readGiven(verifyCommand, words), io);
  return { code, lines: lines.map((line) => line.replaceAll(`${folder}/`, '')) };
}

describe('vahid verify', () => {
  it('says who signed, and before when', async () => {
    expect(await run('one.asice')).toEqual({
      code: 0,
      lines: [
        'one.asice: valid. From AZ/GOV/Vergi%20portal%C4%B1. Signed by CN=Vergi portalı. Stamped at 27 Nov 2026, 12:00.',
      ],
    });
    const { lines } = await run('one.asice', { json: true });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        file: expect.stringContaining('one.asice'),
        member: 'AZ/GOV/Vergi%20portal%C4%B1',
        signer: 'CN=Vergi portalı',
        stampedAt: at.toISOString(),
        valid: true,
      },
    ]);
  });

  it('names what was signed with the message and is not in the container', async () => {
    const by = await authority.member('77');
    const parts = batchOf({ 'message.xml': requestFrom('77'), attachment1: 'not kept' });
    save('batch.asice', await testContainer(authority, by, at, parts));
    expect(await run('batch.asice')).toEqual({
      code: 0,
      lines: [
        expect.stringContaining('valid. From AZ/GOV/77.'),
        'batch.asice: signed, but not in the container: attachment1.',
      ],
    });
  });

  it('ends with 1 where the evidence does not hold, and says why', async () => {
    const member = await authority.member('Başqası');
    save('forged.asice', await testContainer(authority, member, at, { message: 'PUT\r\n' }));
    expect(await run('forged.asice')).toEqual({
      code: 1,
      lines: ['forged.asice: not valid (invalid_signature_value): /message.xml is not what was signed'],
    });
  });

  const hash = (data: string | Buffer) => createHash('sha512').update(data).digest('hex');

  it('judges every container of an archive, and its chain, whatever one of them is', async () => {
    const link = hash(hash('no container'));
    const next = hash(link + hash(container));
    const info = `- - SHA-512\n${link} a.asice\n${next} b.asice\n`;
    save('archive.zip', await packed({ linkinginfo: info, 'a.asice': 'no container', 'b.asice': container }));
    save('broken.zip', await packed({ linkinginfo: info, 'a.asice': 'another', 'b.asice': container }));
    save('empty.zip', await packed({ linkinginfo: '- - SHA-512\n' }));
    const valid = expect.stringContaining('b.asice: valid.');
    const ends = `The one before ended at -, this one ends at ${next}.`;
    expect(await run('archive.zip')).toEqual({
      code: 1,
      lines: [
        `archive.zip: archive. ${ends}`,
        'a.asice: not valid (invalid_container): the container cannot be unpacked',
        valid,
      ],
    });
    expect(await run('broken.zip')).toEqual({
      code: 1,
      lines: [`broken.zip: archive. ${ends}`, 'a.asice: not valid (broken_chain): not in the chain', valid],
    });
    expect(await run('empty.zip')).toEqual({
      code: 1,
      lines: ['empty.zip: not valid (invalid_container): the archive holds nothing'],
    });
  });

  it('holds an archive against the end of the one before', async () => {
    const before = hash('before');
    const last = hash(before + hash(container));
    save('next.zip', await packed({ linkinginfo: `${before} x SHA-512\n${last} b.asice\n`, 'b.asice': container }));
    expect((await run('next.zip', { after: before })).code).toBe(0);
    const other = await run('next.zip', { after: hash('another') });
    expect([other.code, other.lines[0]]).toEqual([1, `next.zip: not valid (broken_chain): it follows ${before}`]);
  });

  it('prints no name that moves the cursor or begins a line', async () => {
    const name = '\u001b[2Kx:\u202e valid.';
    const link = hash(hash('x'));
    save('names.zip', await packed({ linkinginfo: `- - SHA-512\n${link} ${name.replace(' ', '')}\n`, a: 'x' }));
    const { lines } = await run('names.zip');
    expect(lines[1]).toBe('\uFFFD[2Kx:\uFFFDvalid.: not valid (broken_chain): not in the chain');
  });

  it('asks for the files that it needs', async () => {
    await expect(run('none.asice')).rejects.toThrow(UsageError);
    save('empty.xml', '<conf/>');
    await expect(run('one.asice', { trust: 'empty.xml' })).rejects.toThrow('it names no authority');
  });
});
