import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readArchive } from './archive.ts';
import { packed } from './test-container.ts';

const hash = (text: string) => createHash('sha512').update(text).digest('hex');
const [first, second] = [hash(hash('a')), hash(hash(hash('a')) + hash('b'))];
const info = (before: string, ...links: readonly string[]) => [`${before} x SHA-512`, ...links, ''].join('\n');
const whole = info('-', `${first} a`, `${second} b`);
const archive = async (linkinginfo: string, files: Readonly<Record<string, string>>) =>
  readArchive(await packed({ linkinginfo, ...files }));
const invalid = expect.objectContaining({ name: 'InvalidEvidence', fault: 'invalid_container' });

describe('an archive', () => {
  it('binds each file to those before it', async () => {
    const broken = async (linkinginfo: string, files: Readonly<Record<string, string>>) =>
      (await archive(linkinginfo, files)).broken;
    expect(await broken(whole, { a: 'a', b: 'b' })).toEqual([]);
    expect(await broken(whole, { a: 'x', b: 'b' })).toEqual(['a']);
    expect(await broken(whole, { a: 'a' })).toEqual(['b']);
    expect(await broken(whole, { a: 'a', b: 'b', c: 'c' })).toEqual(['c']);
    expect(await broken(info('-', `${second} b`), { b: 'b' })).toEqual(['b']);
  });

  it('tells the digests between which it stands', async () => {
    expect(await archive(whole, { a: 'a', b: 'b' })).toMatchObject({ before: '', last: second });
    expect(await archive(info(first, `${second} b`), { b: 'b' })).toMatchObject({ before: first, last: second });
  });

  it('is none where nothing is in it, a file is named twice, or what it says is no digest', async () => {
    await expect(archive(info('-'), {})).rejects.toThrow(invalid);
    await expect(archive(info('-', `${first} a`, `${second} a`), { a: 'a' })).rejects.toThrow(invalid);
    await expect(archive(info('yesterday', `${first} a`), { a: 'a' })).rejects.toThrow(invalid);
    await expect(archive('- - MD5\n', { a: 'a' })).rejects.toThrow(invalid);
    await expect(readArchive(Buffer.from('no ZIP'))).rejects.toThrow(invalid);
  });
});
