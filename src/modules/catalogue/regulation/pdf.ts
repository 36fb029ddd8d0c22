import { bakuInstant, formatDate, ordinal } from '../../../language/index.ts';
import { type PrintBlock, printPdf } from '../../../protocols/pdf/index.ts';
import {
  plainCell,
  type RegulationClause,
  type RegulationDocument,
  type RegulationPoint,
  type RegulationTable,
} from './document.ts';

export interface PrintedRegulation {
  readonly version: number;
  /** `YYYY-MM-DD` */
  readonly inForceFrom: string;
  readonly document: RegulationDocument;
}

/**
 * A regulation as PDF/A-2a. The same regulation gives the same bytes: the day it came into force stands for the time at
 * which the file was made.
 */
export async function regulationPdf({ document, version, inForceFrom }: PrintedRegulation): Promise<Buffer> {
  const since = `${formatDate(inForceFrom, 'az')} tarixindən qüvvədədir`;
  return printPdf({
    title: document.title,
    subtitle: `${ordinal(version)} versiya, ${since}`,
    lang: 'az-AZ',
    made: bakuInstant(inForceFrom, '00:00'),
    blocks: document.sections.flatMap(({ number, title, clauses }) => [
      { heading: `${number}. ${title}` },
      ...clauses.flatMap(clauseBlocks),
    ]),
  });
}

const deeper = 16;

function clauseBlocks(clause: RegulationClause): readonly PrintBlock[] {
  return [
    ...pointBlocks(clause, 0),
    ...clause.points.flatMap((point) => pointBlocks(point, deeper)),
    ...(clause.table ? [{ table: tableOf(clause.table) }] : []),
  ];
}

function pointBlocks({ number, text, grounds }: RegulationPoint, indent: number): readonly PrintBlock[] {
  return [
    { text: `${number}. ${text}`, indent },
    ...grounds.map((ground) => ({ remark: plainCell(ground), indent: indent + deeper })),
  ];
}

function tableOf({ name, columns, rows }: RegulationTable) {
  return { name, columns, rows: rows.map(({ cells }) => cells.map(plainCell)) };
}
