import type { VNode } from 'preact';
import { type Lang, pick } from '../../../../language/index.ts';
import { Card, KeyFacts, Time } from '../../../../ui/index.ts';
import { ActionCard, InstancePage } from '../../../process/index.ts';
import { autonomyLevels, deviations } from '../choices.ts';
import { deskPath, deskRequestPath, publicRequestPath } from '../path.ts';
import { questionsFor } from '../questions.ts';
import { firstYearOf } from '../content.ts';
import { writableIn } from '../states.ts';
import { t } from '../text/index.ts';
import { Answered, Answering, type AnsweringProps } from './answering.tsx';
import { ConditionForms, Delivering, NamingAct, Resolving, Waiving } from './judging.tsx';
import { Checks, Conditions, Decisions, Duplicates, type Institutions, Money, StateTag } from './parts.tsx';
import { Facts, Grounds } from './public.tsx';

export interface RequestProps extends AnsweringProps {
  readonly institutions: Institutions;
  /** What was refused, in words. */
  readonly error: string | undefined;
}

/** A request at the desk: what is asked for, how it stands, what may be done now, what was done. */
export function RequestPage(props: RequestProps): VNode {
  const { frame, view, institutions } = props;
  const { lang } = frame;
  const { row, of } = view;
  return (
    <InstancePage
      frame={frame}
      back={{ path: deskPath, title: t(lang, 'desk') }}
      title={row.title}
      about={
        <>
          {row.number} <StateTag state={of.state} title={view.state} lang={lang} />
        </>
      }
      errors={errorsOf(props)}
      progress={{ ...view, clock: view.clock?.stopped ? undefined : view.clock }}
      aside={<Side {...props} />}
    >
      <AskedOf {...props} />
      {view.may.write ? <Answering {...props} /> : <Content {...props} />}
      <h2>{t(lang, 'checks')}</h2>
      <Checks frame={frame} checks={view.checks} />
      <h2>{t(lang, 'duplicates')}</h2>
      <Duplicates frame={frame} duplicates={view.duplicates} institutions={institutions} />
      <h2>{t(lang, 'conditions')}</h2>
      <Conditions frame={frame} conditions={view.conditions} institutions={institutions} today={props.today} />
      <h2>{t(lang, 'decided')}</h2>
      <Decisions frame={frame} decisions={view.decisions} institutions={institutions} />
    </InstancePage>
  );
}

/** With what words it was sent to where the institution now has to act: the question that it answers. */
function AskedOf({ frame: { lang }, view: { of, journal } }: RequestProps): VNode | null {
  const asked = writableIn.includes(of.state) ? journal.findLast(({ to }) => to === of.state)?.note : undefined;
  if (asked?.state !== 'kept' || asked.value === '') return null;
  return (
    <Card title={t(lang, 'askedOf')}>
      <p>{asked.value}</p>
    </Card>
  );
}

function Side(props: RequestProps): VNode {
  const { frame, view, institutions } = props;
  const { lang } = frame;
  const { row } = view;
  const facts = [
    ...(view.reviewer === undefined ? [] : [{ term: t(lang, 'reviewer'), value: view.reviewer }]),
    { term: t(lang, 'autonomy'), value: pick(autonomyLevels[view.record.level], lang) },
    ...(row.expiresOn === null ? [] : [{ term: t(lang, 'expires'), value: <Time at={row.expiresOn} /> }]),
    ...(row.deviation.length === 0 ? [] : [{ term: t(lang, 'deviation'), value: deviationText(row.deviation, lang) }]),
  ];
  return (
    <>
      <Acting {...props} />
      <Waiving {...props} />
      <Resolving {...props} />
      <NamingAct {...props} />
      <ConditionForms {...props} />
      <Delivering {...props} />
      <Facts frame={frame} row={row} institutions={institutions} />
      <KeyFacts facts={facts} />
      {view.of.state === 'draft' ? null : (
        <p>
          <a href={frame.href(publicRequestPath(row.id))}>{t(lang, 'publicPage')}</a>
        </p>
      )}
    </>
  );
}

const deviationText = (found: readonly string[], lang: Lang): string =>
  (Object.keys(deviations) as (keyof typeof deviations)[])
    .filter((one) => found.includes(one))
    .map((one) => pick(deviations[one], lang))
    .join(', ');

function errorsOf({ frame: { lang }, view, rules, today, problems, error }: RequestProps) {
  const questions = questionsFor(rules, firstYearOf(view.row.answers, today));
  const found = problems.map(({ name, text }) => {
    const label = questions.find((question) => question.name === name)?.label;
    return { name: `q_${name}`, text: `${label ? `${pick(label, lang)}: ` : ''}${pick(text, lang)}` };
  });
  return found.length > 0 || error === undefined ? found : [{ name: 'note', text: error }];
}

function Content(props: RequestProps): VNode {
  const { frame, view } = props;
  const { lang } = frame;
  const { row, read } = view;
  return (
    <>
      <h2>{t(lang, 'purpose')}</h2>
      <p>{row.purpose === '' ? t(lang, 'notKnown') : row.purpose}</p>
      <Grounds frame={frame} row={row} />
      <h2>{t(lang, 'answers')}</h2>
      <Answered {...props} />
      <h2>{t(lang, 'costs')}</h2>
      <Money frame={frame} costs={read.content.costs} funding={read.content.funding} />
    </>
  );
}

/** The steps that may be taken; those that send the content stand under it. */
function Acting({ frame, id, view, formKey, note }: RequestProps): VNode {
  const { lang } = frame;
  const all = view.actions.filter(({ action }) => !view.may.write || !view.sends.includes(action));
  return (
    <ActionCard
      lang={lang}
      title={t(lang, 'actions')}
      action={frame.href(`${deskRequestPath(id)}/emel`)}
      actions={all}
      version={view.of.version}
      formKey={formKey}
      note={{ label: t(lang, 'note'), hint: t(lang, 'noteHint'), value: note }}
    />
  );
}
