import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const words = Type.String();

/** An act or its article, cited in Azerbaijani; `sample`: the act is invented and bears the mark *nümunə*. */
const ground = Type.Object({ cited: words, sample: Type.Boolean() }, closed);
export type Ground = Static<typeof ground>;

const cell = Type.Union([words, ground]);
export type Cell = Static<typeof cell>;

const row = Type.Object({ key: words, cells: Type.Array(cell) }, closed);
const table = Type.Object({ name: words, columns: Type.Array(words), rows: Type.Array(row) }, closed);
export type RegulationTable = Static<typeof table>;

const said = { key: words, number: words, text: words, grounds: Type.Array(ground) };
const point = Type.Object(said, closed);
const clause = Type.Object({ ...said, points: Type.Array(point), table: Type.Optional(table) }, closed);
const section = Type.Object({ key: words, number: words, title: words, clauses: Type.Array(clause) }, closed);

/**
 * The regulation of an e-service, in Azerbaijani: sections `4`, clauses `4.2`, points `4.2.1`, tables. `key` names a
 * part for as long as it is about the same thing, whatever its number: by it two versions are compared.
 */
export const regulationDocument = Type.Object({ title: words, sections: Type.Array(section) }, closed);
export type RegulationDocument = Static<typeof regulationDocument>;
export type RegulationClause = Static<typeof clause>;
export type RegulationPoint = Static<typeof point>;

/** A point as it is written, before it has a number. */
export interface PointDraft {
  readonly key: string;
  readonly text: string;
  readonly grounds?: readonly Ground[];
}

export interface ClauseDraft extends PointDraft {
  readonly points?: readonly PointDraft[];
  readonly table?: RegulationTable;
}

export interface SectionDraft {
  readonly key: string;
  readonly title: string;
  readonly clauses: readonly ClauseDraft[];
}

/** Numbers the parts in their order. A section without clauses is left out. */
export function numbered(title: string, drafts: readonly SectionDraft[]): RegulationDocument {
  const sections = drafts
    .filter(({ clauses }) => clauses.length > 0)
    .map(({ clauses, ...rest }, at) => {
      const number = `${at + 1}`;
      return { ...rest, number, clauses: clauses.map((clause, index) => clauseOf(clause, `${number}.${index + 1}`)) };
    });
  return { title, sections };
}

function clauseOf({ points = [], table, ...draft }: ClauseDraft, number: string): RegulationClause {
  return {
    ...pointOf(draft, number),
    points: points.map((point, index) => pointOf(point, `${number}.${index + 1}`)),
    ...(table ? { table } : {}),
  };
}

const pointOf = ({ key, text, grounds = [] }: PointDraft, number: string): RegulationPoint => ({
  key,
  number,
  text,
  grounds: [...grounds],
});

export const isGround = (cell: Cell): cell is Ground => typeof cell === 'object';

/** A cell or a ground in plain text, with the mark of an invented act. */
export const plainCell = (cell: Cell): string =>
  isGround(cell) ? `${cell.cited}${cell.sample ? ' (nümunə)' : ''}` : cell;
