import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { outlivesQuickCollections } from '../../../test/let-go.ts';
import { encodingFor, lettingGo, openPacking } from './packing.ts';

describe('a page that is the same for everyone', () => {
  it('is compressed once for as long as it is written the same', () => {
    const { pack } = openPacking();
    const first = pack('Salam, dünya', 'br');
    expect(brotliDecompressSync(first).toString()).toBe('Salam, dünya');
    expect(pack(['Salam', 'dünya'].join(', '), 'br')).toBe(first);
    expect(gunzipSync(pack('Salam, dünya', 'gzip')).toString()).toBe('Salam, dünya');
    expect(brotliDecompressSync(pack('Salam, dünya!', 'br')).toString()).toBe('Salam, dünya!');
  });

  it('gives way to others when nobody has asked for it longest', () => {
    const { pack } = openPacking(2);
    const [a, b] = [pack('a', 'br'), pack('b', 'br')];
    expect(pack('a', 'br')).toBe(a);
    pack('c', 'br');
    expect(pack('a', 'br')).toBe(a);
    expect(pack('b', 'br')).not.toBe(b);
  });
});

describe('what a browser takes', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['GZIP', 'gzip'],
    ['br ; q=0.5', 'br'],
    ['identity', undefined],
    ['brotli', undefined],
    [undefined, undefined],
  ])('%s: %s', (accepted, encoding) => expect(encodingFor(accepted)).toBe(encoding));
});

describe('what was compressed at once', () => {
  it.each([
    ['br', lettingGo.brotliCompressSync, brotliDecompressSync],
    ['gzip', lettingGo.gzipSync, gunzipSync],
  ] as const)('%s: is let go of with what it was cut from', async (_name, compress, decompress) => {
    expect(decompress(compress(Buffer.from('Salam, dünya'))).toString()).toBe('Salam, dünya');
    // So long that little else comes between two of them.
    const text = Buffer.from('Salam, dünya. '.repeat(1000));
    expect(await outlivesQuickCollections(() => compress(text).buffer)).toBeLessThan(20);
  });
});
