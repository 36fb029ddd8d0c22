import type { VNode } from 'preact';
import { pick } from '../../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Details,
  type FieldView,
  Form,
  FormField,
  type Frame,
  Hidden,
  Table,
  Tag,
  TextArea,
  Thread,
} from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import { ActionCard, InstancePage } from '../../../process/index.ts';
import { type Names, placeOf, valueOf } from '../../pages/difference.ts';
import { entryPath } from '../../path.ts';
import { digestOf } from '../../envelope.ts';
import { entryKinds } from '../../kinds.ts';
import type { Answers, DraftProblem } from '../draft.ts';
import { furtherOf, type Question, questions } from '../questions.ts';
import { t } from '../text/index.ts';
import type { RequestView } from '../views.ts';
import { requestPath, tagOf } from './list.tsx';
import type { Wrong } from './request.tsx';

interface Props {
  readonly frame: Frame;
  /** Of the request, or of the review by which it is read. */
  readonly id: string;
  readonly view: RequestView;
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly formKey: string;
  readonly wrong: Wrong | undefined;
  readonly problems: readonly DraftProblem[];
}

/** A request: what is to stand in the catalogue, how its sections stand, what may be done now, what was done. */
export function RequestPage(props: Props): VNode {
  const { frame, view } = props;
  const { lang } = frame;
  const { of, row } = view;
  return (
    <InstancePage
      frame={frame}
      back={{
        path: view.writable || view.actions.length > 0 ? '/masa/kataloq' : '/masa/isler',
        title: t(lang, 'requests'),
      }}
      title={pick(of.title, lang)}
      about={
        <>
          {of.reference} <Tag state={tagOf(of.status)}>{pick(view.state, lang)}</Tag>
        </>
      }
      errors={errorsOf(props)}
      progress={view}
      aside={
        <>
          <Deciding {...props} />
          {of.state === 'approved' ? (
            <p>
              <a href={frame.href(entryPath(row.kind, row.code))}>{t(lang, 'entry')}</a>
            </p>
          ) : null}
        </>
      }
    >
      {view.writable ? (
        <Answering {...props} />
      ) : (
        <>
          <AskedOf view={view} lang={lang} />
          <Answered {...props} />
        </>
      )}
      <Changes {...props} />
      <Sections {...props} />
    </InstancePage>
  );
}

function errorsOf({ frame: { lang }, wrong, problems }: Props) {
  if (problems.length > 0) {
    return problems.map(({ name, text }) => {
      const label = questions.find((question) => question.name === name)?.label;
      // What no question asks about is told at the first.
      return {
        name: `q_${label ? name : 'title'}`,
        text: label ? `${pick(label, lang)} ${pick(text, lang)}` : pick(text, lang),
      };
    });
  }
  return wrong ? [{ name: 'note', text: pick(wrong.refused.text, lang) }] : [];
}

/** The questions with what was typed; sent or saved by the same form, so that nothing typed is lost. */
function Answering({ frame, id, view, formKey, wrong, problems }: Props): VNode {
  const { lang } = frame;
  const answers = { ...view.row.draft.answers, ...wrong?.answers };
  const sends = view.actions.filter(({ action }) => action === 'submit' || action === 'answer');
  return (
    <Card title={t(lang, 'answers')}>
      <div class="stack">
        <p class="soft">{t(lang, 'answersLead')}</p>
        <Form action={frame.href(requestPath(id))}>
          <AskedOf view={view} lang={lang} />
          {sends.some(({ note }) => note === 'required') ? (
            <TextArea name="note" label={t(lang, 'answer')} hint={t(lang, 'answerHint')} value={wrong?.note} />
          ) : null}
          <Fields of={view.read.asked} {...{ answers, problems, lang }} />
          <Further of={furtherOf(view.row.kind)} {...{ answers, problems, lang }} />
          <Hidden name="key" value={formKey} />
          <Hidden name="version" value={String(view.of.version)} />
          <Hidden name="over" value={digestOf(view.row.draft.answers)} />
          <Thread sign="known">{t(lang, 'oneSource')}</Thread>
          <Actions>
            {sends.map(({ action, title }) => (
              <Button name="do" value={action}>
                {pick(title, lang)}
              </Button>
            ))}
            <Button kind="second">{t(lang, 'save')}</Button>
          </Actions>
        </Form>
      </div>
    </Card>
  );
}

/** The question that waits for an answer, at the top, for who answers and for who reads. */
function AskedOf({
  view: { asked },
  lang,
}: {
  readonly view: RequestView;
  readonly lang: Frame['lang'];
}): VNode | null {
  if (!asked) return null;
  const { text, section } = asked;
  return (
    <p>
      <strong>{section ? t(lang, 'askedIn', { section: pick(section, lang) }) : t(lang, 'askedOf')}</strong> {text}
    </p>
  );
}

interface FieldsProps {
  readonly of: readonly Question[];
  readonly answers: Answers;
  readonly problems: readonly DraftProblem[];
  readonly lang: Frame['lang'];
}

function Fields({ of, answers, problems, lang }: FieldsProps): VNode {
  return (
    <>
      {of.map((question) => {
        const problem = problems.find(({ name }) => name === question.name);
        return (
          <FormField field={fieldOf(question, answers[question.name], problem && pick(problem.text, lang), lang)} />
        );
      })}
    </>
  );
}

/** What nobody has to say: folded away until something of it is said or wrong. */
function Further(props: FieldsProps): VNode {
  const { of, answers, problems, lang } = props;
  const isOpen = of.some(
    ({ name }) => (answers[name] ?? '') !== '' || problems.some((problem) => problem.name === name),
  );
  if (!isOpen) {
    return (
      <Details summary={t(lang, 'further')}>
        <div class="stack">
          <Fields {...props} />
        </div>
      </Details>
    );
  }
  return (
    <>
      <h3>{t(lang, 'further')}</h3>
      <Fields {...props} />
    </>
  );
}

function fieldOf(
  { name, input, label, hint, optional, options }: Question,
  value: string | undefined,
  error: string | undefined,
  lang: Frame['lang'],
): FieldView {
  return {
    name: `q_${name}`,
    kind: input,
    label: pick(label, lang),
    hint: hint && pick(hint, lang),
    optional,
    value,
    error,
    options: options && Object.entries(options).map(([key, text]) => ({ value: key, label: pick(text, lang) })),
  };
}

/** What was said, for who reads and does not write. */
function Answered({ frame, view }: Props): VNode {
  const { lang } = frame;
  const { answers } = view.row.draft;
  return (
    <Card title={t(lang, 'answers')}>
      <Table
        caption={t(lang, 'answers')}
        quiet
        columns={[{ label: t(lang, 'question') }, { label: t(lang, 'answer') }]}
        rows={[...view.read.asked, ...said(view)].map(({ name, label, options }) => {
          const answer = answers[name] ?? '';
          const chosen = options?.[answer];
          if (chosen) return [pick(label, lang), pick(chosen, lang)];
          return [
            pick(label, lang),
            answer === '' ? t(lang, 'noAnswer') : lines(answer, (line) => meant(view, name, line, lang)),
          ];
        })}
      />
    </Card>
  );
}

/** What was said besides the questions. */
const said = ({ row: { kind, draft } }: RequestView) =>
  furtherOf(kind).filter(({ name }) => (draft.answers[name] ?? '') !== '');

/** Which entry a line stands for. */
function meant({ read }: RequestView, name: string, line: string, lang: Frame['lang']): string {
  const tie = read.ties.find((one) => one.name === name && one.typed === line.trim());
  return tie ? ` → ${pick(entryKinds[tie.to.kind], lang)}: ${pick(tie.to.title, lang)} (${tie.to.code})` : '';
}

function lines(text: string, after: (line: string) => string): VNode {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <>
          {index > 0 ? <br /> : null}
          {line}
          <span class="soft">{after(line)}</span>
        </>
      ))}
    </>
  );
}

function Changes({ frame, view, institutions }: Props): VNode | null {
  const { lang } = frame;
  const titles = new Map(view.read.ties.map(({ to }) => [`${to.kind}/${to.code}`, to.title]));
  const names: Names = (ref) => titles.get(ref) ?? institutions.get(ref.replace('institution/', ''))?.name;
  if (!view.changes || view.of.state === 'approved') return null;
  const title = t(lang, view.read.isNew ? 'contents' : 'changes');
  return (
    <>
      <h2>{title}</h2>
      {view.changes.length === 0 ? (
        <p>{t(lang, 'noChanges')}</p>
      ) : (
        <Table
          caption={title}
          quiet
          columns={[
            { label: t(lang, 'field') },
            { label: t(lang, 'before'), onPhone: t(lang, 'before') },
            { label: t(lang, 'after'), onPhone: t(lang, 'after') },
          ]}
          rows={view.changes.map(({ path, before, after }) => [
            placeOf(path, lang, names),
            valueOf(before, path, lang, names),
            valueOf(after, path, lang, names),
          ])}
        />
      )}
    </>
  );
}

function Sections({ frame, view, institutions }: Props): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'sections')}</h2>
      {view.sections.length === 0 ? (
        <p>{t(lang, 'sectionsNone')}</p>
      ) : (
        <Table
          caption={t(lang, 'sections')}
          quiet
          columns={[
            { label: t(lang, 'section') },
            { label: t(lang, 'reviewer'), onPhone: t(lang, 'reviewer') },
            { label: t(lang, 'standing'), onPhone: t(lang, 'standing') },
            { label: t(lang, 'words'), onPhone: t(lang, 'words') },
          ]}
          rows={view.sections.map(({ title, looksAt, institution, state, stateTitle, note }) => {
            const name = institutions.get(institution)?.name;
            return [
              <>
                {pick(title, lang)}
                <br />
                <span class="soft small">{pick(looksAt, lang)}</span>
              </>,
              name ? pick(name, lang) : institution,
              <Tag state={sectionTag(state)}>{pick(stateTitle, lang)}</Tag>,
              note ?? t(lang, 'noWords'),
            ];
          })}
        />
      )}
      {view.sample ? <p class="small soft">{t(lang, 'sampleTopics')}</p> : null}
    </>
  );
}

const sectionTag = (state: string) => (state === 'agreed' ? 'done' : state === 'objected' ? 'late' : 'wait');

/** What the reader may do now: on the request, or on the one section. */
function Deciding({ frame, id, view, formKey, wrong }: Props): VNode {
  const { lang } = frame;
  const { review } = view;
  const all = review ? review.actions : view.actions.filter(({ action }) => !view.writable || action === 'withdraw');
  const version = (review?.instance ?? view.of).version;
  const section = view.sections.find(({ instance }) => instance === id);
  return (
    <ActionCard
      lang={lang}
      title={section ? t(lang, 'yourReview', { section: pick(section.title, lang) }) : t(lang, 'decision')}
      action={frame.href(`${requestPath(id)}/emel`)}
      actions={all}
      version={version}
      formKey={formKey}
      note={{ label: t(lang, 'note'), hint: t(lang, 'noteHint'), value: wrong?.note }}
    />
  );
}
