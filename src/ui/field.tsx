import type { ComponentChildren, VNode } from 'preact';
import { signNames } from './ornament.ts';
import { useWords } from './surroundings.tsx';

/** What every field has. Label, hint, error and input stand in this order. */
export interface FieldProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** What to write, not what was wrong. */
  readonly error?: string | undefined;
  /** The label is the page's question: it becomes its `h1`. */
  readonly heading?: boolean | undefined;
  readonly optional?: boolean | undefined;
}

// A page has one space of ids: these belong to its frame and its sprite.
const taken = new Set<string>([...signNames, 'main', 'hasiye', 'alarm', 'queue', 'decide', 'key-facts']);

/** Id of a field's input (of its first choice): where a link of the error summary leads. */
export function fieldId(name: string): string {
  return taken.has(name) ? `${name}-field` : name;
}

interface Described {
  readonly id: string;
  readonly 'aria-describedby'?: string;
}

/** Ties an input, or a group, to its hint and its error. */
export function described({ name, hint, error }: FieldProps): Described {
  const id = fieldId(name);
  const by = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return by ? { id, 'aria-describedby': by } : { id };
}

/** A label's text with the mark of an optional field. */
export function LabelText({ label, optional }: Pick<FieldProps, 'label' | 'optional'>): VNode {
  const words = useWords();
  return (
    <>
      {label}
      {optional ? (
        <>
          {' '}
          <span class="hint">{words.optional}</span>
        </>
      ) : null}
    </>
  );
}

/** Hint and error of a field, as `described` refers to them. */
export function HintAndError({ name, hint, error }: FieldProps): VNode {
  const words = useWords();
  const id = fieldId(name);
  return (
    <>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p class="error" id={`${id}-error`}>
          <span class="hidden">{words.error}</span>
          {error}
        </p>
      ) : null}
    </>
  );
}

export function fieldClass(error: string | undefined): string {
  return error ? 'field wrong' : 'field';
}

/** A field around an input of one's own; the input takes `id={fieldId(name)}`. */
export function Field({ children, ...field }: FieldProps & { children: ComponentChildren }): VNode {
  const label = (
    <label for={fieldId(field.name)}>
      <LabelText label={field.label} optional={field.optional} />
    </label>
  );
  return (
    <div class={fieldClass(field.error)}>
      {field.heading ? <h1>{label}</h1> : label}
      <HintAndError {...field} />
      {children}
    </div>
  );
}

export interface FieldError {
  /** Name of the field. */
  readonly name: string;
  readonly text: string;
}

/** The error summary, first in the main part: each error leads to its field. */
export function Alarm({ errors, title }: { errors: readonly FieldError[]; title?: string }): VNode | null {
  const words = useWords();
  if (errors.length === 0) return null;
  return (
    <div class="alarm" role="alert" aria-labelledby="alarm" tabIndex={-1}>
      <h2 id="alarm">{title ?? words.alarm(errors.length)}</h2>
      <ul>
        {errors.map(({ name, text }) => (
          <li>
            <a href={`#${fieldId(name)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
