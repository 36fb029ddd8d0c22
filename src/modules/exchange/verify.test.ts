import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandIo, readGiven, UsageError } from '../../kernel/command.ts';
import { openTestAuthority, type TestAuthority } from '../../protocols/x-road/evidence/test-authority.ts';
import { packed, testContainer } from '../../protocols/x-road/evidence/test-container.ts';
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

async function run(file: string, { trust = 'trust.xml', json = false } = {}) {
  const lines: string[] = [];
  const words = [join(folder, file), '--trust', join(folder, trust)];
  const io = { lang: 'en', json, out: (line: string) => lines.push(line) } as unknown as CommandIo;
  const code = await verifyCommand.run(readGiven(verifyCommand, words), io);
  return { code, lines: lines.map((line) => line.replaceAll(`${folder}/`, '')) };
}

describe('vahid verify', () => {
  it('says who signed, and before when', async () => {
    expect(await run('one.asice')).toEqual({
      code: 0,
      lines: ['one.asice: valid. Signed by CN=Vergi portalı. Stamped at 27 Nov 2026, 12:00.'],
    });
    const { lines } = await run('one.asice', { json: true });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        file: expect.stringContaining('one.asice'),
        signer: 'CN=Vergi portalı',
        stampedAt: at.toISOString(),
        valid: true,
      },
    ]);
  });

  it('ends with 1 where the evidence does not hold, and says why', async () => {
    const member = await authority.member('Başqası');
    save('forged.asice', await testContainer(authority, member, at, { message: 'PUT\r\n' }));
    expect(await run('forged.asice')).toEqual({
      code: 1,
      lines: ['forged.asice: not valid (invalid_signature_value): /message.xml is not what was signed'],
    });
  });

  it('judges every container of an archive, and its chain', async () => {
    // The program that packs test files takes texts; what matters here is the chain.
    const hash = (data: string) => createHash('sha512').update(data).digest('hex');
    const link = hash(hash('no container'));
    save('archive.zip', await packed({ linkinginfo: `- - SHA-512\n${link} a.asice\n`, 'a.asice': 'no container' }));
    save('broken.zip', await packed({ linkinginfo: `- - SHA-512\n${link} a.asice\n`, 'a.asice': 'another' }));
    expect(await run('archive.zip')).toEqual({
      code: 1,
      lines: ['a.asice: not valid (invalid_container): the container cannot be unpacked'],
    });
    expect(await run('broken.zip')).toEqual({
      code: 1,
      lines: ['a.asice: not valid (broken_chain): not in the chain'],
    });
  });

  it('asks for the files that it needs', async () => {
    await expect(run('none.asice')).rejects.toThrow(UsageError);
    save('empty.xml', '<conf/>');
    await expect(run('one.asice', { trust: 'empty.xml' })).rejects.toThrow('it names no authority');
  });
});
