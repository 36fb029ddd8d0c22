import type { ComponentChildren, VNode } from 'preact';
import { useWords } from './surroundings.tsx';
import { Details } from './prose.tsx';

export interface Column {
  readonly label: ComponentChildren;
  /** A column of figures: aligned at the end. */
  readonly num?: boolean | undefined;
  /** On a phone, where a row becomes a block, the value alone would be ambiguous: write this before it. */
  readonly onPhone?: string | undefined;
}

export interface TableProps {
  readonly caption?: ComponentChildren;
  /** The caption is only for screen readers, as when a heading stands above. */
  readonly quiet?: boolean | undefined;
  readonly columns: readonly Column[];
  /** The first cell of a row is its heading. No cell is empty: say *yoxdur* or *məlum deyil*. */
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** `fold`: rows become blocks on a phone; `scroll`: a table of figures scrolls inside its own region. */
  readonly narrow?: 'fold' | 'scroll' | undefined;
  /** Name of the scrolling region, without markup; without it the caption, which must then be text. */
  readonly name?: string | undefined;
}

/** A table with row headings. */
export function Table({ caption, quiet, columns, rows, narrow = 'fold', name }: TableProps): VNode {
  const words = useWords();
  const table = (
    <table class={narrow === 'fold' ? 'facts fold' : 'facts'}>
      {caption ? <caption class={quiet ? 'hidden' : undefined}>{caption}</caption> : null}
      <thead>
        <tr>
          {columns.map(({ label, num }) => (
            <th scope="col" class={num ? 'num' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([heading, ...cells]) => (
          <tr>
            <th scope="row">{heading}</th>
            {cells.map((cell, index) => (
              <Cell column={columns[index + 1]}>{cell}</Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (narrow === 'fold') return table;
  return (
    <div
      class="scroll"
      role="region"
      tabIndex={0}
      aria-label={words.tableOf(name ?? (typeof caption === 'string' ? caption : ''))}
    >
      {table}
    </div>
  );
}

function Cell({ column, children }: { column: Column | undefined; children: ComponentChildren }): VNode {
  return (
    <td class={column?.num ? 'num' : undefined} data-label={column?.onPhone}>
      {children}
    </td>
  );
}

/** The same figures as a drawing, for whoever would rather read them: closed until asked for. */
export function TableTwin(props: Omit<TableProps, 'narrow' | 'quiet'>): VNode {
  return (
    <Details summary={useWords().asTable}>
      <Table {...props} narrow="scroll" />
    </Details>
  );
}

export interface JournalEntry {
  readonly at: ComponentChildren;
  readonly who: ComponentChildren;
  readonly what: ComponentChildren;
}

/** What happened to a case, newest first. */
export function Journal({ entries, caption }: { entries: readonly JournalEntry[]; caption?: string }): VNode {
  const words = useWords();
  return (
    <Table
      caption={caption ?? words.journal}
      quiet
      columns={words.journalColumns.map((label) => ({ label }))}
      rows={entries.map(({ at, who, what }) => [at, who, what])}
    />
  );
}
