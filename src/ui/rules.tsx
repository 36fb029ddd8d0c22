import type { ComponentChildren, VNode } from 'preact';
import { Knot, type Sign } from './knot.tsx';
import { Tag, type TagState } from './prose.tsx';

export interface RuleColumn {
  readonly label: string;
  /** Where its values come from; said in words by `signLabel`. */
  readonly sign: Sign;
  readonly signLabel: string;
}

export interface RuleCell {
  readonly text: ComponentChildren;
  /** The condition as it is written, for whoever points at it. */
  readonly title?: string | undefined;
  /** It may be anything: on a phone it is left out. */
  readonly open?: boolean | undefined;
  /** Words to say that the tried case does not meet it. */
  readonly unmet?: string | undefined;
}

export interface RuleRow {
  readonly number: number;
  /** How it stands for the tried case: it decides, it was passed over, or was not reached. */
  readonly state?: 'fired' | 'passed' | 'unread' | undefined;
  readonly stateWord?: string | undefined;
  /** One for each column; empty for a rule that asks nothing, of which `otherwise` speaks. */
  readonly cells: readonly RuleCell[];
  readonly outcome: { readonly word: string; readonly state: TagState };
  readonly reason: ComponentChildren;
  /** The act and article: an `Act`. */
  readonly act: ComponentChildren;
}

interface RuleTableProps {
  /** Name of the table and of the region in which it scrolls. */
  readonly name: string;
  readonly columns: readonly RuleColumn[];
  readonly rules: readonly RuleRow[];
  readonly words: {
    readonly rule: string;
    readonly outcome: string;
    readonly reason: string;
    readonly otherwise: string;
  };
}

/** A decision table as it is read: a rule a row. Scrolls in its own region; on a phone each rule is a block. */
export function RuleTable({ name, columns, rules, words }: RuleTableProps): VNode {
  return (
    <div class="scroll" role="region" tabIndex={0} aria-label={name}>
      <table class="facts fold rules">
        <caption class="hidden">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{words.rule}</th>
            {columns.map(({ label, sign, signLabel }) => (
              <th scope="col">
                <Knot sign={sign} label={signLabel} /> {label}
              </th>
            ))}
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.reason}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <Row rule={rule} columns={columns} words={words} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Pick<RuleTableProps, 'columns' | 'words'> & { readonly rule: RuleRow };

function Row({ rule, columns, words }: RowProps): VNode {
  const { number, state, stateWord, cells, outcome, reason, act } = rule;
  return (
    <tr class={state}>
      <th scope="row" data-label={words.rule}>
        {state === 'fired' ? <Knot sign="known" /> : null} {number}
        {stateWord ? <small>{stateWord}</small> : null}
      </th>
      {cells.length === 0 ? (
        <td colSpan={columns.length}>{words.otherwise}</td>
      ) : (
        cells.map((cell, index) => <Cell cell={cell} label={columns[index]?.label} />)
      )}
      <td>
        <Tag state={outcome.state}>{outcome.word}</Tag>
      </td>
      <td>
        {reason} {act}
      </td>
    </tr>
  );
}

function Cell({ cell, label }: { cell: RuleCell; label: string | undefined }): VNode {
  const { text, title, open, unmet } = cell;
  return (
    <td class={open ? 'open' : undefined} data-label={label} title={title}>
      {unmet ? (
        <>
          <Knot sign="late" label={unmet} />{' '}
        </>
      ) : null}
      {text}
    </td>
  );
}
