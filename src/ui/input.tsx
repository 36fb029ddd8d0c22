import type { VNode } from 'preact';
import { formatDate, formatNumber } from '../language/index.ts';
import { described, Field, type FieldProps } from './field.tsx';
import { useLang, useSurroundings, useWords } from './surroundings.tsx';

/** For `aria-invalid`: an input without an error has no such attribute. */
function wrong({ error }: FieldProps): 'true' | undefined {
  return error ? 'true' : undefined;
}

interface TextInputProps extends FieldProps {
  readonly value?: string | undefined;
  /** Most characters. */
  readonly max?: number | undefined;
  /** A number or code of a few signs, as a VÖEN: the input has its size. */
  readonly short?: boolean | undefined;
  /** Keyboard of a phone; checking what was typed is the server's. */
  readonly keyboard?: 'email' | 'tel' | 'numeric' | undefined;
  /** What the browser may fill in, as `email`; by default nothing. */
  readonly autocomplete?: string | undefined;
}

/** One line of text. */
export function TextInput({ value, max, short, keyboard, autocomplete = 'off', ...field }: TextInputProps): VNode {
  return (
    <Field {...field}>
      <input
        class={short ? 'input short' : 'input'}
        {...described(field)}
        name={field.name}
        inputmode={keyboard}
        value={value}
        aria-invalid={wrong(field)}
        autocomplete={autocomplete}
        maxlength={max}
      />
    </Field>
  );
}

interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  /** Most characters; said in the hint, so that a pasted text is not cut without a word. */
  readonly max?: number | undefined;
  readonly rows?: number | undefined;
  /** At the desk: the key that leads into it. */
  readonly press?: string | undefined;
}

/** Several lines of text. */
export function TextArea({ value, max, rows = 4, press, ...given }: TextAreaProps): VNode {
  const words = useWords();
  const limit = max ? words.atMost(max) : undefined;
  const hint = given.hint && limit ? [given.hint, ' ', limit] : (given.hint ?? limit);
  const label = press ? [given.label, ' ', <kbd aria-hidden="true">{press}</kbd>] : given.label;
  const field = { ...given, label, hint };
  return (
    <Field {...field}>
      <textarea
        class="input"
        {...described(field)}
        name={field.name}
        rows={rows}
        aria-invalid={wrong(field)}
        data-key={press}
      >
        {value ?? ''}
      </textarea>
    </Field>
  );
}

interface NumberInputProps extends FieldProps {
  /** As it was typed; see `readNumber`. */
  readonly value?: string | undefined;
  /** Word after the figure: *nəfər*, *₼*. */
  readonly unit?: string | undefined;
}

/** A figure. Text with a figure keyboard, not `type=number`: that one rejects “1.234,50” and turns under the wheel. */
export function NumberInput({ value, unit, ...field }: NumberInputProps): VNode {
  const input = (
    <input
      class="input short"
      {...described(field)}
      name={field.name}
      inputmode="decimal"
      value={value}
      aria-invalid={wrong(field)}
      autocomplete="off"
    />
  );
  return (
    <Field {...field}>
      {unit ? (
        <p class="measured">
          {input} <span>{unit}</span>
        </p>
      ) : (
        input
      )}
    </Field>
  );
}

interface DayInputProps extends FieldProps {
  /** "YYYY-MM-DD", or whatever was typed; see `readDate`. */
  readonly value?: string | undefined;
}

/** A date typed as 22.11.2026. Not `type=date`: the browser would write it in its own language. */
export function DayInput({ value, ...given }: DayInputProps): VNode {
  const words = useWords();
  const field = { ...given, hint: given.hint ?? words.dateHint };
  const shown = value && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value, 'az') : value;
  return (
    <Field {...field}>
      <input
        class="input short"
        {...described(field)}
        name={field.name}
        inputmode="numeric"
        value={shown}
        aria-invalid={wrong(field)}
        autocomplete="off"
      />
    </Field>
  );
}

/** What a file field takes. */
export interface FileRules {
  /** As people call them: PDF, XLSX. */
  readonly kinds: readonly string[];
  /** As they end, for the browser's dialogue: .pdf */
  readonly endings: readonly string[];
  /** Largest size in bytes. */
  readonly most: number;
}

/** A file from one's own device, in a `Form` with `files`; what may be sent is told before it is chosen. */
export function FileInput({ kinds, endings, most, ...given }: FieldProps & FileRules): VNode {
  const [words, lang] = [useWords(), useLang()];
  const last = kinds.at(-1) ?? '';
  const any = kinds.length > 1 ? words.either(kinds.slice(0, -1).join(', '), last) : last;
  const rule = words.fileRule(any, formatNumber(most / 1024 ** 2, lang));
  const field = { ...given, hint: given.hint ? [given.hint, ' ', rule] : rule };
  return (
    <Field {...field}>
      <input
        class="input file"
        type="file"
        {...described(field)}
        name={field.name}
        accept={endings.join(',')}
        aria-invalid={wrong(field)}
      />
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface SelectProps extends FieldProps {
  readonly options: readonly Option[];
  /** What leaving it open means, as “Hamısı” of a filter; without it one has to choose, and the only choice is chosen. */
  readonly none?: string | undefined;
  readonly value?: string | undefined;
}

/** A long list to choose one from; up to ten, take `Radios`. */
export function Select({ options, none, value, ...field }: SelectProps): VNode {
  const words = useWords();
  const only = none === undefined && !field.optional && options.length === 1 ? options[0]?.value : undefined;
  return (
    <Field {...field}>
      <select class="input" {...described(field)} name={field.name} aria-invalid={wrong(field)}>
        <option value="">{none ?? words.choose}</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === (value || only)}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A value that the form carries unseen. */
export function Hidden({ name, value }: { name: string; value: string }): VNode {
  return <input type="hidden" name={name} value={value} />;
}

/** The token that proves a form is ours; every form holds one. */
export function Csrf(): VNode | null {
  const { csrf } = useSurroundings();
  return csrf ? <Hidden name="csrf" value={csrf} /> : null;
}
