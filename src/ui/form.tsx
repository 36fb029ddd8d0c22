import type { ComponentChildren, VNode } from 'preact';
import { Actions, Back, Button } from './actions.tsx';
import { Checkboxes, type Choice, Radios, YesNo } from './choice.tsx';
import { type KeyFact, KeyFacts } from './facts.tsx';
import { Alarm, type FieldError, type FieldProps } from './field.tsx';
import { type Frame, Page } from './frame.tsx';
import { Csrf, DayInput, NumberInput, type Option, TextArea, TextInput } from './input.tsx';
import { Details, Progress } from './prose.tsx';
import { texts } from './texts.ts';

export type FieldKind = 'text' | 'longtext' | 'number' | 'date' | 'choice' | 'yesno' | 'choices';

/** A field as a definition describes it, with what was typed and what is wrong with it. All words in one language. */
export interface FieldView {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint?: string | undefined;
  /** For `choice` and `choices`. */
  readonly options?: readonly Option[] | undefined;
  /** Fields that a choice opens, by the option's value (`yes` for `yesno`). */
  readonly reveals?: Readonly<Record<string, readonly FieldView[]>> | undefined;
  /** As it was typed. `yesno`: `yes` or `no`; `date`: "YYYY-MM-DD" or the typed text; `choices`: a list. */
  readonly value?: string | readonly string[] | undefined;
  readonly error?: string | undefined;
  /** Most characters of `text` and `longtext`. */
  readonly max?: number | undefined;
  /** A `text` of a few signs, as a VÖEN. */
  readonly short?: boolean | undefined;
  /** Word after the figure of `number`. */
  readonly unit?: string | undefined;
  readonly optional?: boolean | undefined;
}

function single(value: FieldView['value']): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

function several(value: FieldView['value']): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

/** The fields that the option opens, drawn. */
function revealed(field: FieldView, option: string): ComponentChildren {
  const fields = field.reveals?.[option];
  return fields?.length ? fields.map((inner) => <FormField field={inner} />) : undefined;
}

type Drawer = (field: FieldView, common: FieldProps) => VNode;

const drawers: Readonly<Record<FieldKind, Drawer>> = {
  text: (field, common) => <TextInput {...common} value={single(field.value)} max={field.max} short={field.short} />,
  longtext: (field, common) => <TextArea {...common} value={single(field.value)} max={field.max} />,
  number: (field, common) => <NumberInput {...common} value={single(field.value)} unit={field.unit} />,
  date: (field, common) => <DayInput {...common} value={single(field.value)} />,
  choice: (field, common) => <Radios {...common} choices={choicesOf(field)} value={single(field.value)} />,
  yesno: (field, common) => <YesNo {...common} value={single(field.value)} reveals={revealed(field, 'yes')} />,
  choices: (field, common) => <Checkboxes {...common} choices={choicesOf(field)} values={several(field.value)} />,
};

function choicesOf(field: FieldView): Choice[] {
  return (field.options ?? []).map((option) => ({ ...option, reveals: revealed(field, option.value) }));
}

/** One field, drawn by its kind. */
export function FormField({ field, heading }: { field: FieldView; heading?: boolean | undefined }): VNode {
  const { name, label, hint, error, optional } = field;
  return drawers[field.kind](field, { name, label, hint, error, optional, heading });
}

/** Errors of the fields and of those their chosen options open, in the order of the page. */
export function errorsOf(fields: readonly FieldView[]): FieldError[] {
  return fields.flatMap((field) => {
    const own = field.error ? [{ name: field.name, text: field.error }] : [];
    const opened = several(field.value).flatMap((value) => field.reveals?.[value] ?? []);
    return [...own, ...errorsOf(opened)];
  });
}

interface FormProps {
  readonly action: string;
  /** `get` for searches and filters, which carry no token. */
  readonly method?: 'post' | 'get' | undefined;
  readonly fields?: readonly FieldView[] | undefined;
  readonly children?: ComponentChildren;
  /** False where the answer is no page, as a download. */
  readonly enhance?: boolean | undefined;
  /** It holds a `FileInput`. */
  readonly files?: boolean | undefined;
  /** What of its answers is there already: what cannot be sent is then kept on the device, to be sent later. */
  readonly version?: string | undefined;
  /** It signs out: what waits on the device to be sent goes with it. */
  readonly forgets?: boolean | undefined;
}

/** A form with its fields, what else it holds, and its buttons as children. */
export function Form({
  action,
  method = 'post',
  fields = [],
  children,
  enhance = true,
  files,
  version,
  forgets,
}: FormProps): VNode {
  return (
    <form
      class="stack"
      method={method}
      action={action}
      enctype={files ? 'multipart/form-data' : undefined}
      noValidate
      data-enhance={enhance ? '' : undefined}
      data-version={version}
      data-forgets={forgets ? '' : undefined}
    >
      {/* A file is taken only once the token is known to be right. */}
      {files ? <Csrf /> : null}
      {fields.map((field) => (
        <FormField field={field} />
      ))}
      {children}
      {method === 'post' && !files ? <Csrf /> : null}
    </form>
  );
}

export interface QuestionPageProps {
  readonly frame: Frame;
  /** One field is the page's question itself; several need a `title`. */
  readonly fields: readonly FieldView[];
  readonly title?: string | undefined;
  readonly action: string;
  readonly back?: string | undefined;
  /** Name of the service, and which of how many questions this is. */
  readonly progress?: { readonly title: string; readonly at: number; readonly of: number } | undefined;
  /** Facts held by registers, which the person is therefore not asked for. */
  readonly known?: readonly KeyFact[] | undefined;
  /** Where those facts come from and how to correct them. */
  readonly source?: ComponentChildren;
  /** Answer to “why do you ask this?”. */
  readonly why?: ComponentChildren;
  /** Words of the button; “Davam et” by default. */
  readonly submit?: string | undefined;
  /** Offers to save and leave: sends `later=1`. */
  readonly later?: boolean | undefined;
}

/** One question a page: errors first, then the question, beside it what is known already. */
export function QuestionPage(props: QuestionPageProps): VNode {
  const { frame, fields, back, progress, known } = props;
  const errors = errorsOf(fields);
  const title = props.title ?? fields[0]?.label ?? '';
  return (
    <Page frame={frame} title={title} error={errors.length > 0}>
      {back ? <Back href={back} /> : null}
      <Alarm errors={errors} />
      {progress ? <Progress {...progress} /> : null}
      {known?.length ? (
        <div class="split">
          <div>
            <Asked {...props} />
          </div>
          <KeyFacts title={texts[frame.lang].notAsked} facts={known} source={props.source} />
        </div>
      ) : (
        <Asked {...props} />
      )}
    </Page>
  );
}

function Asked({ frame, fields, title, action, why, submit, later }: QuestionPageProps): VNode {
  const words = texts[frame.lang];
  const [only] = fields;
  return (
    <>
      <Form action={action}>
        {title ? <h1>{title}</h1> : null}
        {!title && only && fields.length === 1 ? (
          <FormField field={only} heading />
        ) : (
          fields.map((field) => <FormField field={field} />)
        )}
        <Actions>
          <Button>{submit ?? words.continue}</Button>
          {later ? (
            <>
              {' '}
              <Button kind="second" name="later" value="1">
                {words.saveAndLeave}
              </Button>
            </>
          ) : null}
        </Actions>
      </Form>
      {why ? (
        <Details summary={words.why}>
          <p class="small">{why}</p>
        </Details>
      ) : null}
    </>
  );
}
