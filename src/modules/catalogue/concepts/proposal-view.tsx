import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Form,
  type Frame,
  Hidden,
  Radios,
  Select,
  Table,
  Tag,
  TextArea,
  TextInput,
} from '../../../ui/index.ts';
import { ActionCard, InstancePage } from '../../process/index.ts';
import { tagOf } from '../requests/pages/list.tsx';
import { t as ofCatalogue } from '../text/index.ts';
import { type CompiledConcept, valueTypes } from '../definition/compiled.ts';
import { dataClasses, type ProposalProblem, type ProposedField, proposedFields } from './draft.ts';
import { conceptPath, proposalPath, proposalsPath } from './path.ts';
import type { Wrong } from './proposal.tsx';
import { t } from './text/index.ts';
import type { ProposalView } from './views.ts';

interface Props {
  readonly frame: Frame;
  readonly view: ProposalView;
  readonly formKey: string;
  readonly wrong: Wrong | undefined;
  readonly problems: readonly ProposalProblem[];
}

/** A proposal: what the concept is to be beside what it is, what may be done now, what was done. */
export function ProposalPage(props: Props): VNode {
  const { frame, view } = props;
  const { lang } = frame;
  const { of, row } = view;
  return (
    <InstancePage
      frame={frame}
      back={{ path: view.writable ? proposalsPath : '/masa/isler', title: t(lang, 'proposals') }}
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
              <a href={frame.href(conceptPath(row.concept))}>{t(lang, 'concept')}</a>
            </p>
          ) : null}
        </>
      }
    >
      {view.writable ? <Writing {...props} /> : null}
      {view.writable && !view.before ? null : <Beside frame={frame} view={view} />}
    </InstancePage>
  );
}

function errorsOf({ frame: { lang }, wrong, problems }: Props) {
  if (problems.length > 0) {
    return problems.map(({ name, text }) => ({
      name: `q_${name}`,
      text: `${t(lang, `f_${name}`)}: ${pick(text, lang)}`,
    }));
  }
  return wrong ? [{ name: 'note', text: pick(wrong.refused.text, lang) }] : [];
}

function optionsOf(name: 'type' | 'class', { before }: ProposalView, lang: Frame['lang']) {
  if (name === 'class') return dataClasses.map((value) => ({ value, label: ofCatalogue(lang, `class_${value}`) }));
  return (before ? [before.type] : valueTypes).map((value) => ({
    value,
    label: ofCatalogue(lang, `type_${value}`),
  }));
}

/** What is proposed, for whoever writes it; sent or saved by the same form. */
function Writing({ frame, view, formKey, wrong, problems }: Props): VNode {
  const { lang } = frame;
  const { draft } = view.row;
  const sends = view.actions.filter(({ action }) => action === 'submit' || action === 'answer');
  const of = (name: ProposedField) => {
    const problem = problems.find((one) => one.name === name);
    return {
      name: `q_${name}`,
      label: t(lang, `f_${name}`),
      value: draft[name],
      error: problem && pick(problem.text, lang),
    };
  };
  return (
    <Card title={t(lang, 'content')}>
      <div class="stack">
        <p class="soft">{t(lang, 'contentLead')}</p>
        <Form action={frame.href(proposalPath(view.row.id))}>
          <TextInput {...of('az')} max={120} />
          <TextInput {...of('en')} max={120} />
          <TextInput {...of('ru')} max={120} />
          <Select {...of('type')} options={optionsOf('type', view, lang)} value={draft.type ?? view.before?.type} />
          {view.before ? null : <TextArea {...of('choices')} hint={t(lang, 'h_choices')} max={5000} />}
          <Radios {...of('class')} choices={optionsOf('class', view, lang)} />
          <TextInput {...of('register')} hint={t(lang, 'h_register')} max={63} />
          <TextArea {...of('reason')} hint={t(lang, 'h_reason')} max={1000} />
          {sends.some(({ note }) => note === 'required') ? (
            <TextArea name="note" label={t(lang, 'answer')} hint={t(lang, 'answerHint')} value={wrong?.note} />
          ) : null}
          <Hidden name="key" value={formKey} />
          <Hidden name="version" value={String(view.of.version)} />
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

/** What the dictionary says now beside what is proposed. */
function Beside({ frame: { lang }, view }: Pick<Props, 'frame' | 'view'>): VNode {
  const { before, row } = view;
  const label = (name: ProposedField, value: string | undefined): string | undefined => {
    if (value === undefined || value === '') return undefined;
    if (name !== 'type' && name !== 'class') return value;
    return optionsOf(name, view, lang).find((option) => option.value === value)?.label ?? value;
  };
  const now: Partial<Record<ProposedField, string>> = before
    ? {
        ...before.label,
        type: before.type,
        class: before.class,
        ...(before.choices ? { choices: choicesText(before.choices) } : {}),
        ...(before.primary ? { register: before.primary } : {}),
      }
    : {};
  const isTold = (name: ProposedField) =>
    name !== 'choices' || now.choices !== undefined || row.draft.type === 'choice';
  return (
    <Table
      caption={t(lang, 'content')}
      columns={[
        { label: t(lang, 'field') },
        { label: t(lang, 'now'), onPhone: t(lang, 'now') },
        { label: t(lang, 'proposed'), onPhone: t(lang, 'proposed') },
      ]}
      rows={proposedFields
        .filter(isTold)
        .map((name) => [
          t(lang, `f_${name}`),
          label(name, now[name]) ?? t(lang, 'missing'),
          label(name, row.draft[name]) ?? t(lang, 'unsaid'),
        ])}
    />
  );
}

const choicesText = (choices: NonNullable<CompiledConcept['choices']>) =>
  Object.entries(choices)
    .map(([code, { az, en, ru }]) => [code, az, en, ru].join('; '))
    .join('\n');

/** What the reader may do now. */
function Deciding({ frame, view, formKey, wrong }: Props): VNode {
  const { lang } = frame;
  const all = view.actions.filter(({ action }) => !view.writable || action === 'withdraw');
  return (
    <ActionCard
      lang={lang}
      title={t(lang, 'decision')}
      action={frame.href(`${proposalPath(view.row.id)}/emel`)}
      actions={all}
      version={view.of.version}
      formKey={formKey}
      note={{ label: t(lang, 'note'), hint: t(lang, 'noteHint'), value: wrong?.note }}
    />
  );
}
