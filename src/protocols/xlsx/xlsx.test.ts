import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zip } from '../zip/index.ts';
import { type BookPlan, openWorkbook, type Row, usualLimits, writeWorkbook, XlsxError } from './index.ts';
import { addressOf, columnOf } from './cell.ts';

async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
const write = (plan: BookPlan) => bytesOf(writeWorkbook(plan));

async function rowsOf(bytes: Uint8Array, sheet: string, limits = usualLimits): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of (await openWorkbook(bytes, limits)).rows(sheet)) rows.push(row);
  return rows;
}

const sample = (name: string) => readFileSync(join(import.meta.dirname, 'samples', name));
const values = (rows: readonly Row[]) => rows.map(({ cells }) => cells.map(({ value }) => value));

describe('files of other programs', () => {
  it('gives texts, numbers, dates, truth and errors with their places (openpyxl)', async () => {
    const book = await openWorkbook(sample('openpyxl.xlsx'));
    expect(book.sheets).toEqual([
      { name: 'Siyahı', hidden: false },
      { name: 'Gizli', hidden: true },
    ]);
    const rows = await rowsOf(sample('openpyxl.xlsx'), 'Siyahı');
    expect(values(rows)[1]).toEqual([
      'Əhalinin “reyestri” & <b>',
      12.5,
      { date: '2026-11-22' },
      { date: '2026-11-22', time: '09:14:05' },
      true,
      { error: '#N/A' },
    ]);
    expect(rows[2]).toMatchObject({ number: 4, cells: [{ column: 7 }] });
  });

  it('knows the calendar of 1904, rich texts and results of formulas (XlsxWriter)', async () => {
    expect(values(await rowsOf(sample('xlsxwriter-1904.xlsx'), 'Cədvəl'))).toEqual([
      [{ date: '2026-11-22' }, 1234.5, 'Birinci ikinci üçüncü', { error: '#DIV/0!' }, 'ab', false],
    ]);
  });

  it('reads inline texts', async () => {
    expect(values(await rowsOf(sample('xlsxwriter-constant-memory.xlsx'), 'Sheet1'))[2]).toEqual(['a2', 2]);
  });
});

describe('what is written', () => {
  it('is read as it was: any text, number, truth and date', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({
        unit: fc.constantFrom('_', 'x', '0', '4', '1', '\r', '\n', '\ud800', '&', '<', ' ', 'ə'),
        minLength: 1,
      }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean(),
      fc
        .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
        .map((date) => ({ date: date.toISOString().slice(0, 10) })),
    );
    const columns = Array.from({ length: 4 }, (_, index) => ({ heading: `S ${index}` }));
    const row = fc.array(cell, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const read = await rowsOf(await write({ sheets: [{ name: 'A', columns, rows }] }), 'A');
        expect(values(read).slice(1)).toEqual(rows);
      }),
      { numRuns: 300, examples: [[[['_x4100\r', '_x4100_', '_x005F_x4100\ud800']]]] },
    );
  });

  it('offers lists, also those that follow another cell, keeps notes and the same bytes', async () => {
    const plan: BookPlan = {
      sheets: [
        {
          name: 'Qeydlər: 1/2',
          columns: [
            { heading: 'Növü', needed: true, note: 'Siyahıdan seçin', list: { formula: 'kinds' } },
            {
              heading: 'Kod',
              list: { formula: 'INDIRECT($A2)', refusal: { title: 'Belə kod yoxdur', text: 'Siyahıdan seçin' } },
            },
          ],
        },
        { name: 'Siyahılar', hidden: true, columns: [{ heading: 'x' }], rows: [['a'], ['b']] },
      ],
      names: { kinds: "'Siyahılar'!$A$2:$A$3" },
    };
    const bytes = await write(plan);
    expect(await write(plan)).toEqual(bytes);
    const book = await openWorkbook(bytes);
    expect(book.sheets).toEqual([
      { name: 'Qeydlər  1 2', hidden: false },
      { name: 'Siyahılar', hidden: true },
    ]);
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702, 16383].map((column) => addressOf(column, 1))).toEqual([
      'A1',
      'Z1',
      'AA1',
      'ZZ1',
      'AAA1',
      'XFD1',
    ]);
    for (const column of [0, 25, 26, 701, 702, 16383]) expect(columnOf(addressOf(column, 12))).toBe(column);
  });
});

describe('a file that is not to be trusted', () => {
  const plain = () =>
    write({
      sheets: [
        {
          name: 'A',
          columns: [{ heading: 'a' }, { heading: 'b' }],
          rows: Array.from({ length: 50 }, () => ['x', 'y'.repeat(20_000)]),
        },
      ],
    });

  it('is read up to its limits', async () => {
    const bytes = await plain();
    expect(bytes.length).toBeLessThan(20_000);
    await expect(rowsOf(bytes, 'A', { ...usualLimits, bytes: 500_000 })).rejects.toMatchObject({
      problem: 'too_large',
    });
    await expect(rowsOf(bytes, 'A', { ...usualLimits, rows: 50 })).rejects.toMatchObject({ problem: 'too_many_rows' });
    await expect(rowsOf(bytes, 'A', { ...usualLimits, columns: 1 })).rejects.toMatchObject({ problem: 'too_wide' });
    expect(await rowsOf(bytes, 'A', { ...usualLimits, rows: 51, columns: 2 })).toHaveLength(51);
    await expect(
      openWorkbook(sample('xlsxwriter-1904.xlsx'), { ...usualLimits, sharedStrings: 0 }),
    ).rejects.toMatchObject({
      problem: 'too_large',
    });
  });

  it('counts the rows of all its sheets, however often a part of it is called a sheet', async () => {
    const one = (name: string) => ({ name, columns: [{ heading: 'a' }], rows: [['x'], ['y']] });
    const book = await openWorkbook(await write({ sheets: ['A', 'B', 'C'].map(one) }), { ...usualLimits, rows: 8 });
    const read = async (name: string) => (await Array.fromAsync(book.rows(name))).length;
    expect([await read('A'), await read('B')]).toEqual([3, 3]);
    await expect(read('C')).rejects.toMatchObject({ problem: 'too_many_rows' });
  });

  const book = (sheets: string) =>
    bytesOf(
      zip([
        {
          name: '_rels/.rels',
          content: [
            '<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="b.xml"/></Relationships>',
          ],
        },
        { name: '_rels/b.xml.rels', content: ['<Relationships/>'] },
        { name: 'b.xml', content: [`<workbook xmlns:r="x"><sheets>${sheets}</sheets></workbook>`] },
      ]),
    );

  it('has sheets of different names, and no more than somebody keeps', async () => {
    const sheet = (name: string) => `<sheet name="${name}" r:id="r1"/>`;
    await expect(openWorkbook(await book(sheet('A') + sheet('A')))).rejects.toMatchObject({ problem: 'same_sheet' });
    const many = (count: number) => book(Array.from({ length: count }, (_, n) => sheet(`S${n}`)).join(''));
    expect((await openWorkbook(await many(50))).sheets).toHaveLength(50);
    await expect(openWorkbook(await many(51))).rejects.toMatchObject({ problem: 'too_many_sheets' });
  });

  it('is refused when it is no workbook, cut or changed', async () => {
    const bytes = await plain();
    await expect(openWorkbook(Buffer.from('a;b;c'))).rejects.toMatchObject({ problem: 'not_xlsx' });
    await expect(openWorkbook(bytes.subarray(0, 900))).rejects.toMatchObject({ problem: 'not_xlsx' });
    const failures: unknown[] = [];
    for (let at = 0; at < bytes.length - 22; at += 97) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      await rowsOf(changed, 'A').catch((error: unknown) => failures.push(error));
    }
    expect(failures.length).toBeGreaterThan(10);
    expect(failures.filter((error) => !(error instanceof XlsxError))).toEqual([]);
  });

  it('defines no entities of its own', async () => {
    const book = '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook><sheets/></workbook>';
    const rels =
      '<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>';
    const bytes = await bytesOf(
      zip([
        { name: '_rels/.rels', content: [rels] },
        { name: 'xl/_rels/workbook.xml.rels', content: ['<Relationships/>'] },
        { name: 'xl/workbook.xml', content: [book] },
      ]),
    );
    await expect(openWorkbook(bytes)).rejects.toMatchObject({ problem: 'damaged' });
  });
});
