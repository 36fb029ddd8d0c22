import { plainCell, type RegulationDocument, type RegulationPoint, type RegulationTable } from './document.ts';

/** A regulation as Markdown, for reading and comparing where no portal runs. */
export function regulationMarkdown({ title, sections }: RegulationDocument): string {
  const blocks = [`# ${plain(title)}`];
  for (const section of sections) {
    blocks.push(`## ${section.number}. ${plain(section.title)}`);
    for (const { points, table, ...clause } of section.clauses) {
      blocks.push(said(clause));
      if (points.length > 0) blocks.push(points.map((point) => `- ${said(point)}`).join('\n'));
      if (table) blocks.push(rowsOf(table));
    }
  }
  return `${blocks.join('\n\n')}\n`;
}

const said = ({ number, text, grounds }: RegulationPoint): string =>
  `${number}. ${plain(text)}${grounds.length === 0 ? '' : ` (${grounds.map(plainCell).map(plain).join('; ')})`}`;

function rowsOf({ columns, rows }: RegulationTable): string {
  const all = [columns, columns.map(() => '---'), ...rows.map(({ cells }) => cells.map(plainCell).map(plain))];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A regulation has no markup: a sign that would be one stands for itself. */
const plain = (text: string): string => text.replaceAll(/[\\`*_<>|[\]]/g, String.raw`\$&`);
