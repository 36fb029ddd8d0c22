import type { ComponentChildren, VNode } from 'preact';
import { fieldClass, fieldId, type FieldProps, HintAndError, LabelText, described } from './field.tsx';
import type { Option } from './input.tsx';
import { useWords } from './surroundings.tsx';

export interface Choice extends Option {
  /** Fields that this choice opens below itself. */
  readonly reveals?: ComponentChildren;
}

/** A group of choices: its legend is the question. */
function Group({ children, ...field }: FieldProps & { children: ComponentChildren }): VNode {
  const { id: _, ...by } = described(field);
  const text = <LabelText label={field.label} optional={field.optional} />;
  return (
    <fieldset class={fieldClass(field.error)} {...by}>
      <legend>{field.heading ? <h1>{text}</h1> : text}</legend>
      <HintAndError {...field} />
      <div class="choices">{children}</div>
    </fieldset>
  );
}

interface BoxProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly choice: Choice;
  readonly checked: boolean;
  readonly id?: string | undefined;
}

/** One choice, and below it what it opens. The style sheet hides that until it is chosen. */
function Box({ type, name, choice, checked, id }: BoxProps): VNode {
  return (
    <>
      <label class="choice">
        <input
          type={type}
          id={id}
          name={name}
          value={choice.value}
          checked={checked}
          data-reveals={choice.reveals ? '' : undefined}
        />
        <span>
          {choice.label}
          {choice.hint ? <span class="hint">{choice.hint}</span> : null}
        </span>
      </label>
      {choice.reveals ? <div class="reveal stack">{choice.reveals}</div> : null}
    </>
  );
}

interface RadiosProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
}

/** One of a few. */
export function Radios({ choices, value, ...field }: RadiosProps): VNode {
  return (
    <Group {...field}>
      {choices.map((choice, index) => (
        <Box
          type="radio"
          name={field.name}
          choice={choice}
          checked={choice.value === value}
          id={index === 0 ? fieldId(field.name) : undefined}
        />
      ))}
    </Group>
  );
}

/** Yes or no; the values sent are `yes` and `no`. */
export function YesNo(props: Omit<RadiosProps, 'choices'> & { reveals?: ComponentChildren }): VNode {
  const words = useWords();
  const { reveals, ...radios } = props;
  return (
    <Radios
      {...radios}
      choices={[
        { value: 'yes', label: words.yes, reveals },
        { value: 'no', label: words.no },
      ]}
    />
  );
}

interface CheckboxesProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[] | undefined;
}

/** Any of a few; each chosen value is sent under the same name. */
export function Checkboxes({ choices, values = [], ...field }: CheckboxesProps): VNode {
  return (
    <Group {...field}>
      {choices.map((choice, index) => (
        <Box
          type="checkbox"
          name={field.name}
          choice={choice}
          checked={values.includes(choice.value)}
          id={index === 0 ? fieldId(field.name) : undefined}
        />
      ))}
    </Group>
  );
}

interface CheckboxProps extends Omit<FieldProps, 'heading' | 'optional' | 'label'> {
  readonly label: string;
  readonly checked?: boolean | undefined;
  /** Sent when it is checked; `yes` by default. */
  readonly value?: string | undefined;
}

/** One thing to agree to. */
export function Checkbox({ label, checked = false, value = 'yes', ...field }: CheckboxProps): VNode {
  const { id, ...by } = described({ ...field, label });
  return (
    <div class={fieldClass(field.error)}>
      <HintAndError {...field} label={label} />
      <label class="choice">
        <input type="checkbox" id={id} name={field.name} value={value} checked={checked} {...by} />
        <span>{label}</span>
      </label>
    </div>
  );
}

/** How content a person is, 1 to 5, in words as well as figures. */
export function Rating(props: Omit<RadiosProps, 'choices'>): VNode {
  const words = useWords();
  const choices = words.rating.map((word, index) => ({ value: String(index + 1), label: `${index + 1}: ${word}` }));
  return <Radios {...props} choices={choices.toReversed()} />;
}
