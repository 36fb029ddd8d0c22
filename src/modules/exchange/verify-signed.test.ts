import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openKeyRing } from '../../kernel/key.ts';
import { complete, prepare } from '../../protocols/jades/index.ts';
import { openDemoAuthority } from '../identity/signature/demo/certificates.ts';
import { verifyCommand } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'vahid-verify-'));
const file = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const ring = openKeyRing(Buffer.alloc(32, 5));
  const authority = await openDemoAuthority(ring);
  const { certificate, key } = await authority.issue({ fin: '5AAAAA1', name: 'Sınaq Sınaqov' });
  const made = prepare(
    { case: 'RP-2026-00001', action: 'approve' },
    { algorithm: 'ES256', chain: [certificate], at: new Date('2026-11-27T10:00:00Z') },
  );
  const jws = complete(made, 'ES256', key.signDigest(made.digest));
  writeFileSync(file('act.jws'), `${jws}\n`);
  writeFileSync(file('altered.jws'), `${jws.slice(0, -4)}AAAA`);
  // As the installation has it after it was started again.
  writeFileSync(file('trusted.pem'), (await openDemoAuthority(ring)).certificate.toString());
  writeFileSync(file('other.pem'), (await openDemoAuthority(ring, 'Another')).certificate.toString());
});

async function verify(name: string, anchors?: string, json = false): Promise<readonly [number, string]> {
  const lines: string[] = [];
  const given = {
    words: [file(name)],
    value: (option: string) => (option === 'anchors' && anchors ? file(anchors) : undefined),
    flag: () => false,
  };
  const io = { json, lang: 'en', out: (line: string) => void lines.push(line) };
  type Run = Parameters<typeof verifyCommand.run>;
  const code = await verifyCommand.run(given as unknown as Run[0], io as unknown as Run[1]);
  return [code, lines.join('\n')];
}

it('says who signed which act, and when, by those who are trusted', async () => {
  const [code, line] = await verify('act.jws', 'trusted.pem');
  expect(code).toBe(0);
  for (const part of ['Sınaq Sınaqov', 'Vahid Demo CA', 'approve', 'RP-2026-00001', '14:00'])
    expect(line).toContain(part);
  expect(JSON.parse((await verify('act.jws', 'trusted.pem', true))[1])).toMatchObject({
    valid: true,
    signer: 'Sınaq Sınaqov',
    at: '2026-11-27T10:00:00.000Z',
    statement: { action: 'approve' },
  });
});

it('says why one does not hold, and believes nobody who was not named', async () => {
  expect(await verify('altered.jws', 'trusted.pem')).toEqual([1, expect.stringContaining('(altered)')]);
  expect(await verify('act.jws', 'other.pem')).toEqual([1, expect.stringContaining('(untrusted)')]);
  await expect(verify('act.jws')).rejects.toThrow('--anchors FILE is needed');
});
