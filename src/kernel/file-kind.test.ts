import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '../protocols/xlsx/index.ts';
import { Recogniser } from './file-kind.ts';

async function contentOf(bytes: Buffer, step = 7): Promise<string> {
  const recogniser = new Recogniser();
  for (let at = 0; at < bytes.length; at += step) recogniser.see(bytes.subarray(at, at + step));
  return recogniser.tell({ size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) });
}

/** A ZIP file of these parts; `unpacked` is what its directory says of their size. */
function zip(names: readonly string[], unpacked = 1): Buffer {
  const packed = deflateRawSync(Buffer.from('a'));
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(header, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, list, end]);
}

const office = ['[Content_Types].xml', '_rels/.rels'];

describe('the content of a file', () => {
  it('is told by its bytes', async () => {
    expect(await contentOf(Buffer.from('%PDF-1.7\n%âãÏÓ'))).toBe('pdf');
    expect(await contentOf(Buffer.from('89504e470d0a1a0a0000', 'hex'))).toBe('png');
    expect(await contentOf(Buffer.from('ffd8ffe000104a464946', 'hex'))).toBe('jpeg');
    expect(await contentOf(zip([...office, 'xl/workbook.xml']))).toBe('xlsx');
    expect(await contentOf(zip([...office, 'word/document.xml']))).toBe('docx');
    expect(await contentOf(Buffer.from('ad;yaş\nƏli;3\n'))).toBe('text');
    const parts: Buffer[] = [];
    const sheets = [{ name: 'A', columns: [{ heading: 'B' }], rows: [['c']] }];
    for await (const part of writeWorkbook({ sheets })) parts.push(part);
    expect(await contentOf(Buffer.concat(parts), 1000)).toBe('xlsx');
  });

  it('is text only if every letter is, wherever its bytes are divided', async () => {
    const text = Buffer.from('Şəhər'.repeat(20));
    for (const step of [1, 2, 3, 1000]) expect(await contentOf(text, step)).toBe('text');
    expect(await contentOf(text.subarray(0, text.length - 3 + 1))).toBe('other');
    expect(await contentOf(Buffer.from('a\0b'))).toBe('other');
    expect(await contentOf(Buffer.from([0xfe, 0xff, 0x00, 0x41]))).toBe('other');
    expect(await contentOf(Buffer.alloc(0))).toBe('other');
  });

  it('is nothing we know where a ZIP is no document, carries a program or would unpack to too much', async () => {
    expect(await contentOf(zip(['a.txt']))).toBe('other');
    expect(await contentOf(zip(['xl/workbook.xml']))).toBe('other');
    expect(await contentOf(zip([...office, 'xl/workbook.xml', 'xl/vbaProject.bin']))).toBe('other');
    expect(await contentOf(zip([...office, 'xl/workbook.xml'], 4_000_000_000))).toBe('other');
    const whole = zip([...office, 'xl/workbook.xml']);
    expect(await contentOf(whole.subarray(0, -30))).toBe('other');
    const lying = Buffer.from(whole);
    lying.writeUInt16LE(60_000, lying.length - 12);
    expect(await contentOf(lying)).toBe('other');
  });
});
