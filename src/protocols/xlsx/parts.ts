import { xml } from './cell.ts';

const start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Number of a cell format in `styles`. */
export const formats = { general: 0, heading: 1, needed: 2, text: 3, number: 4, date: 5 } as const;
export type Format = keyof typeof formats;

/** Headings of columns that must be filled in are darker; texts stay as typed; dates read dd.mm.yyyy everywhere. */
export const styles = `${start}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4EAF0"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF8A99A8"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${heading(1, 2)}${heading(2, 3)}<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function heading(font: number, fill: number): string {
  return `<xf numFmtId="49" fontId="${font}" fillId="${fill}" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`;
}

export interface BookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly notes: boolean;
}

export function contentTypes(sheets: readonly BookSheet[]): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${content}.${type}+xml"/>`;
  const each = sheets.map(
    ({ notes }, index) =>
      override(`xl/worksheets/sheet${index + 1}.xml`, 'worksheet') +
      (notes ? override(`xl/comments${index + 1}.xml`, 'comments') : ''),
  );
  return `${start}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${each.join('')}</Types>`;
}

export function relationships(items: readonly { readonly type: string; readonly target: string }[]): string {
  const each = items.map(
    ({ type, target }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${related}/${type}" Target="${xml(target)}"/>`,
  );
  return `${start}<Relationships xmlns="${packaged}/relationships">${each.join('')}</Relationships>`;
}

export function workbook(sheets: readonly BookSheet[], names: Readonly<Record<string, string>>): string {
  const each = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${xml(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  const defined = Object.entries(names).map(
    ([name, formula]) => `<definedName name="${xml(name)}">${xml(formula)}</definedName>`,
  );
  return `${start}<workbook xmlns="${main}" xmlns:r="${related}"><sheets>${each.join('')}</sheets>${defined.length > 0 ? `<definedNames>${defined.join('')}</definedNames>` : ''}</workbook>`;
}

export const sheetStart = `${start}<worksheet xmlns="${main}" xmlns:r="${related}">`;

export interface CellNote {
  readonly address: string;
  /** Column and row of the cell, counted from 0. */
  readonly at: readonly [column: number, row: number];
  readonly text: string;
}

export function comments(notes: readonly CellNote[]): string {
  const each = notes.map(
    ({ address, text }) =>
      `<comment ref="${address}" authorId="0"><text><t xml:space="preserve">${xml(text)}</t></text></comment>`,
  );
  return `${start}<comments xmlns="${main}"><authors><author></author></authors><commentList>${each.join('')}</commentList></comments>`;
}

/** Spreadsheets show a note only where a shape for it stands in VML (ECMA-376 part 4, 19.4). */
export function shapes(notes: readonly CellNote[]): string {
  const each = notes.map(
    ({ at: [column, row] }, index) =>
      `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 15, ${row}, 2, ${column + 4}, 15, ${row + 5}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`,
  );
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${each.join('')}</xml>`;
}
