import type { VNode } from 'preact';
import { type FormBody, formValue } from '../../../../kernel/http/route.ts';
import { formatDate, formatNumber, type Lang, pick } from '../../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  type FieldView,
  Form,
  FormField,
  type Frame,
  Hidden,
  readDate,
  readNumber,
  Table,
  TextArea,
} from '../../../../ui/index.ts';
import { firstYearOf, linesOf, type Problem } from '../content.ts';
import { readDecimal } from '../money.ts';
import { deskRequestPath } from '../path.ts';
import { type Answers, type PartName, parts, type Question, questionsFor } from '../questions.ts';
import type { DeskRequest } from '../reading.ts';
import type { SpendingRules } from '../rules.ts';
import { t } from '../text/index.ts';

export interface AnsweringProps {
  readonly frame: Frame;
  readonly id: string;
  readonly view: DeskRequest;
  readonly rules: SpendingRules;
  readonly today: string;
  readonly formKey: string;
  readonly note: string;
  readonly problems: readonly Problem[];
}

const partNames = Object.keys(parts) as readonly PartName[];
const lastPart = partNames.at(-1);

/** Every question by part, saved or sent by one form. */
export function Answering(props: AnsweringProps): VNode {
  const { frame, id, view, rules, today, formKey, note, problems } = props;
  const { lang } = frame;
  const questions = questionsFor(rules, firstYearOf(view.row.answers, today));
  // Steps for which the content is sent along, so that nothing typed is lost.
  const sends = view.actions.filter(({ action }) => view.sends.includes(action));
  return (
    <Card title={t(lang, 'answers')}>
      <div class="stack">
        <p class="soft">{t(lang, 'saved')}</p>
        <Form action={frame.href(deskRequestPath(id))}>
          {partNames.map((part) => (
            <>
              <h3>{pick(parts[part], lang)}</h3>
              {questions
                .filter((question) => question.part === part)
                .map((question) => (
                  <FormField field={fieldOf(question, view.row.answers, problems, lang)} />
                ))}
              {part === lastPart ? null : (
                <Actions>
                  <Button kind="second">{t(lang, 'save')}</Button>
                </Actions>
              )}
            </>
          ))}
          {sends.some((one) => one.note !== 'none') ? (
            <TextArea name="note" label={t(lang, 'note')} hint={t(lang, 'noteHint')} value={note} />
          ) : null}
          <Hidden name="key" value={formKey} />
          <Hidden name="version" value={String(view.of.version)} />
          <Actions>
            <Button>{t(lang, 'save')}</Button>
            {sends.map(({ action, title }) => (
              <Button name="do" value={action} kind="second">
                {pick(title, lang)}
              </Button>
            ))}
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

function fieldOf(question: Question, answers: Answers, problems: readonly Problem[], lang: Lang): FieldView {
  const { name, input, label, hint, options, max, unit, needed } = question;
  const error = problems.find((one) => one.name === name)?.text;
  return {
    name: `q_${name}`,
    kind: input,
    label: pick(label, lang),
    hint: hint && pick(hint, lang),
    optional: needed === undefined,
    max,
    unit,
    value: input === 'choices' ? linesOf(answers[name]) : written(question, answers[name], lang),
    error: error && pick(error, lang),
    options: options && Object.entries(options).map(([value, text]) => ({ value, label: pick(text, lang) })),
  };
}

/** What is kept with a point is shown with the language's mark. */
function written({ input, name }: Question, kept: string | undefined, lang: Lang): string | undefined {
  const isFigure = input === 'number' && name !== 'year' && /^\d+\.\d+$/.test(kept ?? '');
  return isFigure && lang !== 'en' ? kept?.replace('.', ',') : kept;
}

/** Answers in a form that holds all questions; figures and days as they are kept, where they can be read. */
export function answersIn(body: FormBody, rules: SpendingRules, before: Answers, today: string, lang: Lang): Answers {
  const questions = questionsFor(rules, firstYearOf(before, today));
  return Object.fromEntries(
    questions.flatMap(({ name, input, max = 10_000 }) => {
      const sent = body[`q_${name}`];
      if (input === 'choices') return [[name, sent === undefined ? '' : [sent].flat().join('\n')]];
      if (sent === undefined) return [];
      const typed = formValue(body, `q_${name}`).slice(0, max + 100);
      if (input === 'number' && name !== 'year') return [[name, readNumber(typed, lang) ?? typed]];
      return [[name, input === 'date' ? (readDate(typed) ?? typed) : typed]];
    }),
  );
}

/** What was said, for who reads and does not write. */
export function Answered({
  frame,
  view,
  rules,
  today,
}: Pick<AnsweringProps, 'frame' | 'view' | 'rules' | 'today'>): VNode {
  const { lang } = frame;
  const { answers } = view.row;
  const said = questionsFor(rules, firstYearOf(answers, today)).filter(
    ({ part, name }) => part !== 'money' && part !== 'funding' && name !== 'title' && name !== 'purpose',
  );
  return (
    <Table
      caption={t(lang, 'answers')}
      quiet
      columns={[{ label: t(lang, 'question') }, { label: t(lang, 'answer') }]}
      rows={said.map((question) => [pick(question.label, lang), saidOf(question, answers, lang)])}
    />
  );
}

function saidOf({ name, options, input }: Question, answers: Answers, lang: Lang): string {
  const kept = answers[name] ?? '';
  if (kept === '') return t(lang, 'noAnswer');
  if (input === 'yesno') return pick(kept === 'yes' ? yes : no, lang);
  if (input === 'date' && /^\d{4}-\d\d-\d\d$/.test(kept)) return formatDate(kept, lang);
  if (input === 'number' && name !== 'year' && readDecimal(kept) !== undefined) return formatNumber(kept, lang);
  if (!options) return linesOf(kept).join(', ');
  return linesOf(kept)
    .map((value) => {
      const label = options[value];
      return label ? pick(label, lang) : value;
    })
    .join(', ');
}

const yes = { az: 'Bəli', en: 'Yes', ru: 'Да' };
const no = { az: 'Xeyr', en: 'No', ru: 'Нет' };
