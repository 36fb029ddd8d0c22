import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { numbered } from './document.ts';
import { type PrintedRegulation, regulationPdf } from './pdf.ts';

const long = 'Müraciətçi ərizəsini göndərdikdən sonra əməkdaş onu yoxlayır. ';
const rows = Array.from({ length: 60 }, (_, at) => ({
  key: `r${at}`,
  cells: [`Məlumat ${at + 1}`, 'Hüquqi şəxslərin dövlət reyestri', { cited: 'Qaydaların 4.3-cü bəndi', sample: true }],
}));

const printed: PrintedRegulation = {
  version: 3,
  inForceFrom: '2026-11-23',
  document: numbered('“Sınaq xidməti” elektron xidmətinin Reqlamenti', [
    {
      key: 'a',
      title: 'Ümumi müddəalar',
      clauses: [
        {
          key: 'letters',
          text: 'Əlifba: ə ı ş ğ ç ö ü İ Ğ Ş, 0,00 ₼-dan çox, «ifadə» – “söz”.',
          grounds: [{ cited: '“Sınaq haqqında” Qaydaların 4.1–4.6-cı bəndləri', sample: true }],
          points: [{ key: 'p', text: 'Birinci yarımbənd.' }],
        },
        ...Array.from({ length: 40 }, (_, at) => ({ key: `long${at}`, text: long.repeat(3) })),
      ],
    },
    {
      key: 'b',
      title: 'Məlumatlar',
      clauses: [
        { key: 't', text: 'Alınır:', table: { name: 'Məlumatlar', columns: ['Məlumat', 'Reyestr', 'Əsas'], rows } },
      ],
    },
  ]),
};

/** Objects of a PDF by number, their streams unpacked. */
function objectsOf(pdf: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of pdf.toString('latin1').matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = '', body = ''] = match;
    const stream = /stream\n([\s\S]*?)\nendstream/.exec(body)?.[1];
    const packed = stream !== undefined && body.includes('FlateDecode') && !body.includes('FontFile');
    found.set(number, packed ? `${body.split('stream\n')[0]}\n${unpacked(stream)}` : body);
  }
  return found;
}

function unpacked(stream: string): string {
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
}

/** What each glyph of a font stands for, by its number in the file. */
function lettersOf(cmap: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  const read = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
    for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-f]+)>/g)].entries())
      letters.set(Number.parseInt(from, 16) + at, read(hex));
  return letters;
}

/** The text of every page, as whoever marks and copies it gets it. */
function pagesOf(pdf: Buffer): readonly string[] {
  const objects = objectsOf(pdf);
  const at = (body: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? '';
  const object = (number: string) => objects.get(number) ?? '';
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body));
  return pages.map((page) => {
    const resources = object(at(page, 'Resources'));
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number = '']) => [
        name,
        lettersOf(object(at(object(number), 'ToUnicode'))),
      ]),
    );
    return textOf(object(at(page, 'Contents')), fonts);
  });
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let letters: ReadonlyMap<number, string> = new Map();
  const lines: string[] = [];
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[\s\d.-])+)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => hex).join('');
    if (shown !== undefined)
      lines.push((glyphs.match(/.{4}/g) ?? []).map((hex) => letters.get(Number.parseInt(hex, 16)) ?? '?').join(''));
  }
  return lines.join(' ').replaceAll(/[\s\u00a0]+/g, ' ');
}

let pdf: Buffer;
let pages: readonly string[];
beforeAll(async () => {
  pdf = await regulationPdf(printed);
  pages = pagesOf(pdf);
});

describe('a regulation as PDF', () => {
  it('can be marked and copied, with every letter of the language', () => {
    const [first = ''] = pages;
    expect(first).toContain('“Sınaq xidməti” elektron xidmətinin Reqlamenti');
    expect(first).toContain('3-cü versiya, 23.11.2026 tarixindən qüvvədədir');
    expect(first).toContain('1. Ümumi müddəalar');
    expect(first).toContain('1.1. Əlifba: ə ı ş ğ ç ö ü İ Ğ Ş, 0,00 ₼-dan çox, «ifadə» – “söz”.');
    expect(first).toContain('“Sınaq haqqında” Qaydaların 4.1–4.6-cı bəndləri (nümunə)');
    expect(first).toContain('1.1.1. Birinci yarımbənd.');
    expect(pages.join('')).not.toContain('?');
  });

  it('numbers its pages, and begins a table anew on each', () => {
    expect(pages.length).toBeGreaterThan(3);
    for (const [at, page] of pages.entries()) expect(page).toContain(`${at + 1} / ${pages.length}`);
    const all = pages.join(' ');
    for (const { cells } of rows) expect(all).toContain(`${String(cells[0])} Hüquqi`);
    expect(pages.at(-1)).toContain('Məlumat Reyestr Əsas Məlumat');
  });

  it('is a tagged PDF/A in Azerbaijani with a title', () => {
    const file = pdf.toString('latin1');
    expect(file).toContain('/Lang (az-AZ)');
    expect(file).toContain('/Marked true');
    expect(file).toContain('/DisplayDocTitle true');
    expect(file).toContain('<pdfaid:part>2</pdfaid:part>');
    for (const tag of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']) expect(file).toContain(`/S /${tag}\n`);
    const title = Buffer.from(`\ufeff${printed.document.title}`, 'utf16le').swap16().toString('latin1');
    expect(file).toContain(title.slice(0, 20));
  });

  it('is the same, byte by byte, whenever it is made', async () => {
    await new Promise((done) => setTimeout(done, 1100));
    expect((await regulationPdf(printed)).equals(pdf)).toBe(true);
    expect((await regulationPdf({ ...printed, inForceFrom: '2026-11-24' })).equals(pdf)).toBe(false);
  });
});
