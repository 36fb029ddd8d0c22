import { Type } from 'typebox';
import type { ComponentChildren, VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { type FormBody, formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import type { Json } from '../../../kernel/job.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { formatNumber, type Lang, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  CheckAnswers,
  Details,
  type FieldKind,
  type FieldView,
  Form,
  FormField,
} from '../../../ui/index.ts';
import { type Frame, KeyFacts, Note, Page, Progress, RepeatGroup, texts as uiTexts } from '../../../ui/index.ts';
import { fileAsked, questionAgain, questionElsewhere, questionPage, readAnswers, saveAnswers } from '../actions/own.ts';
import { answeredElsewhere, InvalidAnswers } from '../refusals.ts';
import type { AnswerError, AnswerField, AnswerGroup, AnswerKind, AnswerView, QuestionView } from '../views.ts';
import { answerRows } from './check.tsx';
import { Article } from './article.tsx';
import { AssistNote, centrePath, frontFor, placeAfter } from './assist-note.tsx';
import { ForWard } from './conducted.tsx';
import { FilesQuestion, ownFilePath, questionFiles, takeFile } from './evidence.tsx';
import { keyFacts } from './fact.tsx';
import { lines } from './prose.tsx';
import { whileOpen } from './refused.ts';
import { texts } from './text/index.ts';

interface QuestionProps {
  readonly frame: Frame;
  readonly view: QuestionView;
  /** Came from the check of all answers, and goes back there. */
  readonly checking?: boolean | undefined;
}

/** One page of questions: errors first, then what is asked, beside it what is known already. */
export function QuestionPage({ frame, view, checking = false }: QuestionProps): VNode {
  const { lang } = frame;
  const errors = view.errors.map(({ field, text }) => ({ name: field, text: pick(text, lang) }));
  const path = `/muracietler/${view.case.id}/sual/${view.page}${checking ? '?qayit=yoxlama' : ''}`;
  const hasFiles = view.fields.some(({ kind }) => kind === 'files');
  return (
    <Page frame={frame} title={pick(view.question, lang)} error={errors.length > 0}>
      <Back href={frame.href(pageBefore(view, checking))} />
      <Alarm errors={errors} />
      <Progress title={pick(view.case.title, lang)} at={view.number} of={view.of} />
      <Beside facts={view.facts} frame={frame}>
        {view.assists ? <AssistNote assists={view.assists} lang={lang} /> : null}
        <ForWard ward={view.ward} lang={lang} />
        {view.stored ? <Elsewhere view={view} frame={frame} stored={view.stored} /> : null}
        {view.note ? <OfficerNote note={view.remark ?? view.note} lang={lang} /> : null}
        <Form action={frame.href(path)} {...(hasFiles ? { files: true } : { version: view.version })}>
          <Asked view={view} frame={frame} />
          <Actions>
            <Button>{uiTexts[lang].continue}</Button>{' '}
            <Button kind="second" name="later" value="1">
              {uiTexts[lang].saveAndLeave}
            </Button>
          </Actions>
        </Form>
        {view.why.length > 0 ? (
          <Details summary={uiTexts[lang].why}>
            {view.why.map(({ text, article }) => (
              <p class="small">
                {pick(text, lang)} <Article article={article} lang={lang} />
              </p>
            ))}
          </Details>
        ) : null}
      </Beside>
    </Page>
  );
}

function pageBefore({ case: { id, service, status }, previous, assists }: QuestionView, checking: boolean): string {
  if (checking) return `/muracietler/${id}/yoxlama`;
  if (previous) return `/muracietler/${id}/sual/${previous}`;
  if (assists) return centrePath;
  return status === 'draft' ? `/xidmetler/${service}` : `/muracietler/${id}`;
}

interface BesideProps {
  readonly facts: QuestionView['facts'];
  readonly frame: Frame;
  readonly children: ComponentChildren;
}

function Beside({ facts, frame, children }: BesideProps): VNode {
  const { lang } = frame;
  if (facts.length === 0) return <>{children}</>;
  return (
    <div class="split">
      <div class="stack">{children}</div>
      <KeyFacts title={uiTexts[lang].notAsked} facts={keyFacts(facts, frame)} source={texts[lang].fromRegisters} />
    </div>
  );
}

/** What the officer wrote when the case was returned. */
export function OfficerNote({ note, lang }: { note: string; lang: Lang }): VNode {
  return (
    <Note>
      <p class="small soft">{texts[lang].officerAsks}</p>
      <p>{lines(note)}</p>
    </Note>
  );
}

interface ElsewhereProps extends QuestionProps {
  readonly stored: readonly AnswerView[];
}

/** The question was answered on another device: what is stored stands beside the form, and may stay. */
function Elsewhere({ view, frame, stored }: ElsewhereProps): VNode {
  const { lang } = frame;
  const words = texts[lang];
  return (
    <Note>
      <p>{words.elsewhere}</p>
      <CheckAnswers answers={answerRows(stored, view.case.id, frame)} />
      <p>{words.elsewhereHint}</p>
      <p>
        <a href={frame.href(`/muracietler/${view.case.id}/sual/${view.page}`)} data-keeps-stored="">
          {words.keepStored}
        </a>
      </p>
    </Note>
  );
}

function Asked({ view, frame }: { view: QuestionView; frame: Frame }): VNode {
  const { lang } = frame;
  const [only] = view.fields;
  const question = pick(view.question, lang);
  const hint = view.hint && pick(view.hint, lang);
  const drawing: Drawing = { lang, errors: view.errors };
  if (only?.kind === 'files') {
    const error = errorOf(only.name, drawing);
    const said = [hint, only.hint && pick(only.hint, lang)].filter(Boolean).join(' ') || undefined;
    const file = (id: string) => frame.href(ownFilePath(view.case.id, id));
    const sent = view.case.status !== 'draft';
    return (
      <FilesQuestion field={only} label={question} hint={said} error={error} sent={sent} lang={lang} href={file} />
    );
  }
  // A single field is the question itself; several stand below it under names of their own.
  if (only && view.fields.length === 1) {
    return <Drawn field={only} drawing={drawing} as={{ label: question, ...(hint ? { hint } : {}) }} />;
  }
  return (
    <>
      <h1>{question}</h1>
      {hint ? <p class="hint">{hint}</p> : null}
      {view.fields.map((field) => (field.kind === 'files' ? null : <Drawn field={field} drawing={drawing} />))}
    </>
  );
}

interface Drawing {
  readonly lang: Lang;
  readonly errors: readonly AnswerError[];
}

interface DrawnProps {
  readonly field: AnswerField | AnswerGroup;
  readonly drawing: Drawing;
  /** The field is the page's question, in these words. */
  readonly as?: { readonly label: string; readonly hint?: string };
}

function Drawn({ field, drawing, as }: DrawnProps): VNode {
  if (field.kind === 'group') return <Group group={field} drawing={drawing} as={as} />;
  return <FormField field={{ ...fieldView(field, drawing), ...as }} heading={as !== undefined} />;
}

function Group({ group, drawing, as }: { group: AnswerGroup; drawing: Drawing; as: DrawnProps['as'] }): VNode {
  const { lang } = drawing;
  const words = texts[lang];
  const name = pick(group.item, lang);
  return (
    <RepeatGroup
      name={group.name}
      label={pick(group.label, lang)}
      hint={group.hint && pick(group.hint, lang)}
      {...as}
      heading={as !== undefined}
      error={errorOf(group.name, drawing)}
      items={group.items.map((fields, index) => ({
        title: words.item(index + 1, name),
        children: fields.map((field) => <FormField field={fieldView(field, drawing)} />),
      }))}
      add={words.add(name)}
      most={group.max}
    />
  );
}

const kinds: Readonly<Record<AnswerKind, FieldKind>> = {
  text: 'text',
  longtext: 'longtext',
  number: 'number',
  decimal: 'number',
  date: 'date',
  yesno: 'yesno',
  choice: 'choice',
};

/** What a number may be, told before it is typed; of a text its field tells. */
function limitsOf({ kind, min, max }: AnswerField, lang: Lang): string | undefined {
  if (kind !== 'number' && kind !== 'decimal') return undefined;
  const [least, most] = [min, max].map((limit) => (limit === undefined ? undefined : formatNumber(limit, lang)));
  return texts[lang].limits(least, most);
}

/** A field of the definition as the design system draws it. */
export function fieldView(field: AnswerField, drawing: Drawing): FieldView {
  const { lang } = drawing;
  const { name, kind, choices = [] } = field;
  return {
    name,
    kind: kinds[kind],
    label: pick(field.label, lang),
    hint: field.hint ? pick(field.hint, lang) : limitsOf(field, lang),
    optional: field.optional,
    max: field.maxLength,
    value: typedValue(field, drawing),
    error: errorOf(name, drawing),
    options: choices.map(({ value, label, hint }) => ({
      value,
      label: pick(label, lang),
      hint: hint && pick(hint, lang),
    })),
    reveals: Object.fromEntries(
      choices
        .filter(({ opens }) => opens.length > 0)
        .map(({ value, opens }) => [value, opens.map((opened) => fieldView(opened, drawing))]),
    ),
  };
}

function errorOf(name: string, { errors, lang }: Drawing): string | undefined {
  const found = errors.find(({ field }) => field === name);
  return found && pick(found.text, lang);
}

/** The value as one would type it; what could not be read stays as it was typed. */
function typedValue({ kind, value }: AnswerField, { lang }: Drawing): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatNumber(value, lang);
  if (typeof value !== 'string') return undefined;
  return kind === 'decimal' && /^-?\d+(\.\d+)?$/.test(value) ? formatNumber(value, lang) : value;
}

const questionParams = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  page: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
});
const questionQuery = Type.Object({
  qayit: Type.Optional(Type.Literal('yoxlama')),
  /** Version of the page on which it was typed, when it was sent only after the connection was back. */
  surum: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{12}$' })),
});

export const questionRoute = route({
  method: 'GET',
  path: '/muracietler/:id/sual/:page',
  access: 'services.answerCase',
  params: questionParams,
  query: questionQuery,
  handler: (request) =>
    whileOpen(request.params.id, async () => {
      const view = await questionPage(request, request.params);
      const checking = request.query.qayit !== undefined;
      return page(<QuestionPage frame={frameOf(request, frontFor(view))} view={view} checking={checking} />);
    }),
});

export const answerRoute = route({
  method: 'POST',
  path: '/muracietler/:id/sual/:page',
  access: 'services.answerCase',
  params: questionParams,
  query: questionQuery,
  body: formBody,
  files: questionFiles,
  async handler(request) {
    const { params, body, lang } = request;
    const later = formValue(body, 'later') !== '';
    const file = await fileAsked(request, params);
    if (file !== undefined) {
      const { stays, wrong } = await takeFile(request, file);
      if (wrong) return again(request, {}, [{ field: file, text: wrong }]);
      if (stays) return redirect(request.url);
      if (later) return redirect(placeAfter(request));
    }
    if (later && isBlank(body)) return redirect(placeAfter(request));
    const { values, resize } = await readAnswers(request, { ...params, body, lang });
    if (resize) return again(request, values, []);
    try {
      const { next } = await saveAnswers(request, { ...params, values, over: request.query.surum });
      return redirect(later ? placeAfter(request) : pageAfter(request, next));
    } catch (error) {
      if (error instanceof InvalidAnswers) return again(request, values, error.errors);
      if (error instanceof Refusal && error.code === answeredElsewhere.code)
        return page(draw(request, await questionElsewhere(request, { ...params, typed: values })), error.status);
      throw error;
    }
  },
});

type Answering = Request<{ id: string; page: string }, { qayit?: 'yoxlama'; surum?: string }, FormBody>;

function draw(request: Answering, view: QuestionView): VNode {
  const checking = request.query.qayit !== undefined;
  return <QuestionPage frame={frameOf(request, frontFor(view))} view={view} checking={checking} />;
}

async function again(request: Answering, typed: Readonly<Record<string, Json>>, errors: readonly AnswerError[]) {
  const view = await questionAgain(request, { ...request.params, typed, errors });
  return page(draw(request, view), errors.length > 0 ? 422 : 200);
}

function pageAfter({ params: { id }, query }: Answering, next: string): string {
  const check = query.qayit !== undefined || next === 'yoxlama';
  return check ? `/muracietler/${id}/yoxlama` : `/muracietler/${id}/sual/${next}`;
}

/** Nothing typed: whoever leaves such a page has nothing to save. */
function isBlank(body: FormBody): boolean {
  return Object.keys(body).every((name) => name === 'later' || formValue(body, name) === '');
}
