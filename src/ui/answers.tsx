import type { ComponentChildren, VNode } from 'preact';
import { Button } from './actions.tsx';
import { fieldClass, type FieldProps, HintAndError, LabelText, described } from './field.tsx';
import { Knot } from './knot.tsx';
import { useWords } from './surroundings.tsx';

export interface Answer {
  readonly question: string;
  /** What was answered; nothing shows as words, not as a blank. */
  readonly answer?: ComponentChildren;
  /** Page of the question. */
  readonly change?: string | undefined;
  /** `known`: taken from a register, and so not changed here. */
  readonly sign?: 'known' | 'said' | undefined;
}

/** All answers before they are sent, each with the way to change it. */
export function CheckAnswers({ answers }: { answers: readonly Answer[] }): VNode {
  const words = useWords();
  return (
    <dl class="rows answers">
      {answers.map(({ question, answer, change, sign }) => (
        <div>
          <dt>{question}</dt>
          <dd>
            {sign ? (
              <>
                <Knot sign={sign} label={sign === 'known' ? words.registered : words.told} />{' '}
              </>
            ) : null}
            {answer ?? <span class="soft">{words.noAnswer}</span>}
          </dd>
          {change ? (
            <dd>
              <a href={change}>
                {words.change}
                <span class="hidden">: {question}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

export interface RepeatedItem {
  /** Name of the item: “1-ci işçi”. */
  readonly title: string;
  readonly children: ComponentChildren;
}

interface RepeatGroupProps extends Omit<FieldProps, 'heading'> {
  readonly items: readonly RepeatedItem[];
  readonly heading?: boolean | undefined;
  /** Words of the button that adds one more. */
  readonly add?: string | undefined;
  /** Most items; at the limit there is no button to add. */
  readonly most?: number | undefined;
}

/**
 * The same fields several times. The server adds and removes: the form is sent with `add-<name>` or
 * `remove-<name>` = index, and drawn again.
 */
export function RepeatGroup({ items, add, most, ...field }: RepeatGroupProps): VNode {
  const words = useWords();
  const { id, ...by } = described(field);
  const text = <LabelText label={field.label} optional={field.optional} />;
  return (
    <fieldset class={fieldClass(field.error)} id={id} {...by}>
      <legend>{field.heading ? <h1>{text}</h1> : text}</legend>
      {/* Enter in a field presses the first button of its form: that must not be one that removes. */}
      <button class="hidden" tabIndex={-1} aria-hidden="true">
        {words.continue}
      </button>
      <HintAndError {...field} />
      <ol class="rows">
        {items.map(({ title, children }, index) => (
          <li>
            <fieldset class="stack">
              <legend>{title}</legend>
              {children}
              <Button kind="grave" name={`remove-${field.name}`} value={String(index)}>
                {words.remove}
                <span class="hidden">: {title}</span>
              </Button>
            </fieldset>
          </li>
        ))}
      </ol>
      {most === undefined || items.length < most ? (
        <p class="actions">
          <Button kind="second" name={`add-${field.name}`} value={String(items.length)}>
            {add ?? words.addAnother}
          </Button>
        </p>
      ) : null}
    </fieldset>
  );
}
