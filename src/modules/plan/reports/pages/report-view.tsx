import type { VNode } from 'preact';
import { formatDate, pick } from '../../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  Form,
  Hidden,
  KeyFacts,
  Radios,
  Table,
  Tag,
  TextArea,
  Time,
} from '../../../../ui/index.ts';
import { BlockedAction, InstancePage } from '../../../process/index.ts';
import { measurePath, measureStates, selfRatings, titleIn } from '../../measures/index.ts';
import { outcomes } from '../entities.ts';
import { reportPath, workPath } from '../path.ts';
import { periodName } from '../period.ts';
import { longestField, reportFields } from '../rules.ts';
import { t } from '../text/index.ts';
import { EvidenceTable, NewEvidence, Verdicts } from './evidence-view.tsx';
import { errorAt, lines, tagOf } from './parts.tsx';
import { type ReportProps, typedIn } from './props.ts';

/** A progress report: what the institution says, what it shows for it, what may be done now, what was done. */
export function ReportPage(props: ReportProps): VNode {
  const { frame, view, wrong } = props;
  const { lang } = frame;
  const { of, item, row } = view;
  const title = `${item.number} ${titleIn(item.title, lang)}`;
  const period = periodName(row.period, lang);
  return (
    <InstancePage
      frame={frame}
      back={{ path: workPath, title: t(lang, 'work') }}
      title={title}
      about={
        <>
          {period} <Tag state={of.overdue ? 'late' : tagOf(of.status)}>{pick(view.state, lang)}</Tag>
        </>
      }
      errors={(wrong?.problems ?? []).map(({ name, text }) => ({ name, text: pick(text, lang) }))}
      progress={view}
      aside={
        <>
          <Standing {...props} />
          <Deciding {...props} />
        </>
      }
    >
      {view.writable ? <Writing {...props} /> : <Written {...props} />}
      <Submissions {...props} />
    </InstancePage>
  );
}

/** The computed state, and the institution's own rating beside it. */
function Standing({ frame, view, institutions }: ReportProps): VNode {
  const { lang } = frame;
  const { standing, item, row } = view;
  const institution = institutions.get(row.institution)?.name;
  return (
    <KeyFacts
      title={t(lang, 'measure')}
      facts={[
        { term: t(lang, 'institution'), value: institution ? pick(institution, lang) : row.institution },
        { term: t(lang, 'standing'), value: standing ? pick(measureStates[standing.state], lang) : t(lang, 'none') },
        {
          term: t(lang, 'selfRatingOf'),
          value: standing?.self_rating ? pick(selfRatings[standing.self_rating], lang) : t(lang, 'notSaid'),
        },
        {
          term: t(lang, 'nextDue'),
          value: standing?.next_due ? formatDate(standing.next_due, lang) : t(lang, 'none'),
        },
      ]}
      source={<a href={frame.href(measurePath(item))}>{t(lang, 'measurePage')}</a>}
    />
  );
}

const sends: ReadonlySet<string> = new Set(['submit', 'answer']);

/** One form for what is said and what is shown: whatever button is pressed, nothing typed is lost. */
function Writing(props: ReportProps): VNode {
  const { frame, view, formKey, wrong } = props;
  const { lang } = frame;
  const { content } = view;
  const sending = view.actions.filter(({ action, blocked }) => sends.has(action) && !blocked);
  const error = (name: string) => errorAt(wrong?.problems ?? [], name, lang);
  return (
    <Form action={frame.href(reportPath(view.of.id))} files>
      <Card title={t(lang, 'content')}>
        <div class="stack">
          <p class="soft">{t(lang, 'contentLead')}</p>
          {reportFields.map((name) => (
            <TextArea
              name={name}
              label={t(lang, name)}
              max={longestField}
              rows={5}
              optional={name === 'obstacles'}
              value={content[name]}
              error={error(name)}
            />
          ))}
          <Radios
            name="selfRating"
            label={t(lang, 'selfRatingAsk')}
            hint={t(lang, 'selfRatingHint')}
            choices={Object.entries(selfRatings).map(([value, label]) => ({ value, label: pick(label, lang) }))}
            value={content.selfRating}
            error={error('selfRating')}
          />
          <Button kind="second">{t(lang, 'save')}</Button>
        </div>
      </Card>
      <h2>{t(lang, 'evidence')}</h2>
      <p class="soft">{t(lang, 'evidenceLead')}</p>
      <EvidenceTable {...props} />
      <NewEvidence {...props} />
      {sending.some(({ note }) => note !== 'none') ? (
        <TextArea
          name="note"
          label={t(lang, 'answerNote')}
          optional
          value={typedIn(props, 'note')}
          error={error('note')}
        />
      ) : null}
      <Hidden name="key" value={formKey} />
      <Hidden name="version" value={String(view.version)} />
      {sending.length > 0 ? (
        <Actions>
          {sending.map(({ action, title }) => (
            <Button name="do" value={action}>
              {pick(title, lang)}
            </Button>
          ))}
        </Actions>
      ) : null}
    </Form>
  );
}

/** What was said and shown, for who reads it. */
function Written(props: ReportProps): VNode {
  const { frame, view } = props;
  const { lang } = frame;
  const { content } = view;
  const said = [
    ...reportFields.map((name) => [t(lang, name), content[name] ? lines(content[name]) : t(lang, 'none')] as const),
    [
      t(lang, 'selfRating'),
      content.selfRating ? pick(selfRatings[content.selfRating], lang) : t(lang, 'notSaid'),
    ] as const,
  ];
  const empty = Object.keys(content).length === 0;
  return (
    <>
      <Card title={t(lang, 'content')}>
        {empty ? (
          <p>{t(lang, 'nothingSaid')}</p>
        ) : (
          <dl class="rows answers">
            {said.map(([term, value]) => (
              <div>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </Card>
      <h2>{t(lang, 'evidence')}</h2>
      {view.adds ? (
        <Form action={frame.href(reportPath(view.of.id))} files>
          <p class="soft">{t(lang, 'helpsLead')}</p>
          <EvidenceTable {...props} />
          <NewEvidence {...props} />
        </Form>
      ) : (
        <EvidenceTable {...props} />
      )}
    </>
  );
}

function Submissions({ frame, view, institutions }: ReportProps): VNode | null {
  const { lang } = frame;
  if (view.submissions.length < 2) return null;
  return (
    <>
      <h2>{t(lang, 'submissions')}</h2>
      <Table
        caption={t(lang, 'submissions')}
        quiet
        columns={[
          { label: t(lang, 'submissionNumber') },
          { label: t(lang, 'submittedOn'), onPhone: t(lang, 'submittedOn') },
          { label: t(lang, 'done'), onPhone: t(lang, 'done') },
          { label: t(lang, 'outcome'), onPhone: t(lang, 'outcome') },
        ]}
        rows={view.submissions.map(({ number, at, content, outcome, judgedBy }) => {
          const by = judgedBy ? institutions.get(judgedBy)?.acronym : undefined;
          return [
            number,
            <Time at={at} />,
            content.done ? lines(content.done) : t(lang, 'none'),
            outcome ? `${pick(outcomes[outcome], lang)}${by ? `, ${pick(by, lang)}` : ''}` : t(lang, 'pending'),
          ];
        })}
      />
    </>
  );
}

/** What the reader may do now: to judge, or to supplement. */
function Deciding(props: ReportProps): VNode | null {
  const { frame, view, formKey, wrong } = props;
  const { lang } = frame;
  const all = view.actions.filter(({ action }) => !sends.has(action));
  const open = all.filter(({ blocked }) => !blocked || view.judges);
  if (view.writable && all.length === 0) return null;
  return (
    <Card title={view.judges ? t(lang, 'judging') : t(lang, 'decision')}>
      <div class="stack">
        {open.length > 0 ? (
          <Form action={frame.href(`${reportPath(view.of.id)}/emel`)}>
            <Verdicts {...props} />
            <Hidden name="key" value={formKey} />
            <Hidden name="version" value={String(view.version)} />
            {open.some(({ note }) => note !== 'none') ? (
              <TextArea
                name="note"
                label={t(lang, 'note')}
                hint={t(lang, 'noteHint')}
                value={typedIn(props, 'note')}
                error={errorAt(wrong?.problems ?? [], 'note', lang)}
              />
            ) : null}
            <Actions>
              {open.map(({ action, title, grave }, index) => (
                <Button name="do" value={action} kind={grave ? 'grave' : index === 0 ? 'first' : 'second'}>
                  {pick(title, lang)}
                </Button>
              ))}
            </Actions>
          </Form>
        ) : null}
        {view.judges ? null : all.map((one) => <BlockedAction of={one} lang={lang} />)}
        {view.actions.length === 0 ? <p class="small soft">{t(lang, 'nothingToDo')}</p> : null}
      </div>
    </Card>
  );
}
