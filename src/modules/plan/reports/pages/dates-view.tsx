import type { VNode } from 'preact';
import { formatDate, formatNumber, pick } from '../../../../language/index.ts';
import {
  Actions,
  Button,
  Card,
  DayInput,
  Form,
  type Frame,
  Hidden,
  KeyFacts,
  Table,
  Tag,
  TextArea,
} from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import { ActionCard, InstancePage } from '../../../process/index.ts';
import { measurePath, titleIn } from '../../measures/index.ts';
import { type ComparedRow, compareSchedules } from '../comparison.ts';
import type { DatesView } from '../dates.ts';
import { datesPath, workPath } from '../path.ts';
import { t } from '../text/index.ts';
import { DeliverableFields, StepFields } from './dates-form.tsx';
import type { WrongDates } from './dates.tsx';
import { errorAt, lines, tagOf } from './parts.tsx';

export interface DatesProps {
  readonly frame: Frame;
  readonly view: DatesView;
  readonly institutions: ReadonlyMap<string, Institution>;
  readonly formKey: string;
  readonly wrong: WrongDates | undefined;
}

/** A request for dates: what is asked for beside what is in force, what may be done now, what was done. */
export function DatesPage(props: DatesProps): VNode {
  const { frame, view, wrong } = props;
  const { lang } = frame;
  const { of, item } = view;
  const title = `${item.number} ${titleIn(item.title, lang)}`;
  return (
    <InstancePage
      frame={frame}
      back={{ path: workPath, title: t(lang, 'work') }}
      title={title}
      about={
        <>
          {t(lang, view.version === null ? 'datesFirst' : 'datesTitle')}, {of.reference}{' '}
          <Tag state={of.overdue ? 'late' : tagOf(of.status)}>{pick(view.state, lang)}</Tag>
        </>
      }
      errors={(wrong?.problems ?? []).map(({ name, text }) => ({ name, text: pick(text, lang) }))}
      progress={view}
      aside={
        <>
          <About {...props} />
          <Deciding {...props} />
        </>
      }
    >
      <h2>{t(lang, 'comparison')}</h2>
      <Comparison {...props} />
      {view.writable ? <Asking {...props} /> : <Reason {...props} />}
    </InstancePage>
  );
}

function About({ frame, view, institutions }: DatesProps): VNode {
  const { lang } = frame;
  const name = institutions.get(view.row.institution)?.name;
  return (
    <KeyFacts
      title={t(lang, 'measure')}
      facts={[
        { term: t(lang, 'institution'), value: name ? pick(name, lang) : view.row.institution },
        {
          term: t(lang, 'dates'),
          value: view.version === null ? t(lang, 'noBaseline') : t(lang, 'baseline', { version: view.version }),
          note: t(lang, 'datesLead'),
        },
      ]}
      source={<a href={frame.href(measurePath(view.item))}>{t(lang, 'measurePage')}</a>}
    />
  );
}

function Comparison({ frame, view }: DatesProps): VNode {
  const { lang } = frame;
  if (!view.asked) return <p class="soft">{t(lang, 'comparisonNone')}</p>;
  const then = !view.row.open;
  const columns = [then ? 'beforeThen' : 'before', then ? 'afterThen' : 'after', 'slip'] as const;
  return (
    <Table
      caption={t(lang, 'comparison')}
      quiet
      columns={[
        { label: t(lang, 'title') },
        ...columns.map((name) => ({ label: t(lang, name), onPhone: t(lang, name) })),
      ]}
      rows={compareSchedules(view.before, view.asked).map((row) => comparedCells(row, lang))}
    />
  );
}

function comparedCells(row: ComparedRow, lang: Frame['lang']) {
  const { kind, code, title, change, before, after, slip } = row;
  const name = title ? `${code} ${titleIn(title, lang)}` : t(lang, 'wholeMeasure');
  return [
    <>
      {name}
      {change === 'same' || change === 'changed' ? null : (
        <>
          {' '}
          <Tag state={change === 'added' ? 'done' : 'late'}>{t(lang, change)}</Tag>
        </>
      )}
    </>,
    kind === 'deliverable' ? t(lang, before ? 'same' : 'none') : datesIn(before, lang),
    kind === 'deliverable' ? t(lang, after ? (change === 'same' ? 'same' : 'added') : 'none') : datesIn(after, lang),
    slip === null ? t(lang, 'none') : slip === 0 ? t(lang, 'same') : formatNumber(slip, lang),
  ];
}

function datesIn(dates: ComparedRow['before'], lang: Frame['lang']): VNode | string {
  if (!dates?.due) return t(lang, 'none');
  const more = [
    ...(dates.starts ? [`${t(lang, 'starts')}: ${formatDate(dates.starts, lang)}`] : []),
    ...(dates.weight ? [`${t(lang, 'weight')}: ${formatNumber(Number(dates.weight), lang)}`] : []),
    ...(dates.needs.length > 0 ? [`${t(lang, 'needs')}: ${dates.needs.join(', ')}`] : []),
  ];
  return (
    <>
      {formatDate(dates.due, lang)}
      {more.map((line) => (
        <>
          <br />
          <span class="soft small">{line}</span>
        </>
      ))}
    </>
  );
}

function Reason({ frame, view }: DatesProps): VNode | null {
  if (!view.row.asked) return null;
  return (
    <Card title={t(frame.lang, 'reasonShown')}>
      <p>{lines(view.row.draft.reason)}</p>
    </Card>
  );
}

const sends: ReadonlySet<string> = new Set(['submit', 'answer']);

/** The schedule as it is typed; kept and sent by the same form, so that nothing typed is lost. */
function Asking(props: DatesProps): VNode {
  const { frame, view, formKey, wrong } = props;
  const { lang } = frame;
  const { draft } = view.row;
  const error = (name: string) => errorAt(wrong?.problems ?? [], name, lang);
  const sending = view.actions.filter(({ action, blocked }) => sends.has(action) && !blocked);
  return (
    <Form action={frame.href(datesPath(view.of.id))}>
      <Card title={t(lang, 'wholeMeasure')}>
        <div class="stack">
          <TextArea name="reason" label={t(lang, 'reason')} max={2000} value={draft.reason} error={error('reason')} />
          <DayInput name="starts" label={t(lang, 'starts')} optional value={draft.starts} error={error('starts')} />
          <DayInput name="due" label={t(lang, 'due')} value={draft.due} error={error('due')} />
        </div>
      </Card>
      <h2>{t(lang, 'steps')}</h2>
      <StepFields lang={lang} draft={draft} error={error} />
      <h2>{t(lang, 'deliverables')}</h2>
      <DeliverableFields lang={lang} draft={draft} error={error} />
      {sending.some(({ note }) => note === 'required') ? (
        <TextArea name="note" label={t(lang, 'answerNote')} value={wrong?.note} error={error('note')} />
      ) : null}
      <Hidden name="key" value={formKey} />
      <Hidden name="version" value={String(view.of.version)} />
      <Actions>
        {sending.map(({ action, title }) => (
          <Button name="do" value={action}>
            {pick(title, lang)}
          </Button>
        ))}
        <Button kind="second">{t(lang, 'save')}</Button>
      </Actions>
    </Form>
  );
}

function Deciding({ frame, view, formKey, wrong }: DatesProps): VNode {
  const { lang } = frame;
  const all = view.actions.filter(({ action }) => !view.writable || !sends.has(action));
  return (
    <ActionCard
      lang={lang}
      title={t(lang, 'decision')}
      action={frame.href(`${datesPath(view.of.id)}/emel`)}
      actions={all}
      version={view.of.version}
      formKey={formKey}
      note={{
        label: t(lang, 'note'),
        hint: t(lang, 'noteHint'),
        value: wrong?.note,
        error: errorAt(wrong?.problems ?? [], 'note', lang),
      }}
      othersElsewhere={view.actions.length > 0}
    />
  );
}
