import type { VNode } from 'preact';
import { formatNumber } from '../../../../language/index.ts';
import { EmptyState, type Frame, Gantt, GanttKey, type GanttRow, Knot, Table, Time } from '../../../../ui/index.ts';
import { titleIn } from '../../measures/index.ts';
import type { MeasureView } from '../actions.ts';
import type { FullSchedule, ScheduledMilestone } from '../store/schedule.ts';
import { t } from '../text/index.ts';
import { CsvLink, None, NotInPlan, Sample } from './parts.tsx';

interface ScheduleProps {
  readonly frame: Frame;
  readonly view: MeasureView;
  /** Address of the measure's page, without language. */
  readonly address: string;
  readonly today: string;
}

/** Milestones as a Gantt chart with the first and the present dates, what they depend on, and how the dates were changed. */
export function Schedule({ frame, view, address, today }: ScheduleProps): VNode {
  const { lang } = frame;
  const { schedule, dates } = view;
  const title = t(lang, 'schedule');
  if (schedule.milestones.length === 0 && !dates?.present) {
    return (
      <>
        <h2>{title}</h2>
        <EmptyState>{t(lang, 'scheduleNone')}</EmptyState>
        <Deliverables frame={frame} schedule={schedule} />
      </>
    );
  }
  return (
    <>
      <h2>{title}</h2>
      <GanttKey />
      <Gantt title={title} rows={rowsOf(frame, view)} today={today} />
      <Milestones frame={frame} view={view} />
      <CsvLink frame={frame} path={`${address}/csv`} />
      <Deliverables frame={frame} schedule={schedule} />
      <Versions frame={frame} schedule={schedule} />
    </>
  );
}

function rowsOf({ lang }: Frame, { schedule, dates }: MeasureView): readonly GanttRow[] {
  const whole: GanttRow[] =
    dates?.present || dates?.first
      ? [
          {
            title: t(lang, 'wholeMeasure'),
            first: dates.first ?? undefined,
            present: dates.present ?? undefined,
            doneOn: dates.doneOn,
          },
        ]
      : [];
  return [
    ...whole,
    ...schedule.milestones.map(({ code, title, first, present, doneOn }) => ({
      title: `${code} ${titleIn(title, lang)}`,
      first: first ?? undefined,
      present: present ?? undefined,
      doneOn,
    })),
  ];
}

function Milestones({ frame, view }: { frame: Frame; view: MeasureView }): VNode | null {
  const { lang } = frame;
  const { milestones } = view.schedule;
  if (milestones.length === 0) return null;
  return (
    <Table
      caption={t(lang, 'schedule')}
      quiet
      columns={[
        { label: t(lang, 'milestone') },
        { label: t(lang, 'weight'), num: true, onPhone: t(lang, 'weight') },
        { label: t(lang, 'needs'), onPhone: t(lang, 'needs') },
        { label: t(lang, 'presentDue'), onPhone: t(lang, 'presentDue') },
        { label: t(lang, 'doneOn'), onPhone: t(lang, 'doneOn') },
      ]}
      rows={milestones.map((one) => [
        <>
          {one.code} {titleIn(one.title, lang)}
          <Sample when={one.sample} lang={lang} />
        </>,
        formatNumber(one.weight, lang),
        <Needs frame={frame} view={view} milestone={one} />,
        one.present ? <Time at={one.present.due} /> : <NotInPlan lang={lang} />,
        one.doneOn ? (
          <>
            <Knot sign="known" /> <Time at={one.doneOn} />
          </>
        ) : (
          <span class="soft">{t(lang, 'noneYet')}</span>
        ),
      ])}
    />
  );
}

function Needs({ frame, view, milestone }: { frame: Frame; view: MeasureView; milestone: ScheduledMilestone }): VNode {
  const { lang, href } = frame;
  if (milestone.needs.length === 0) return <None lang={lang} />;
  return (
    <>
      {milestone.needs.map(({ plan, number, code, open }, index) => {
        const own = number === view.item.number && plan === view.item.plan;
        const name = own ? code : `${number}/${code}`;
        const text = open ? t(lang, 'needsOpen', { name }) : name;
        const address = href(`/plan/${encodeURIComponent(plan)}/tedbir/${encodeURIComponent(number)}`);
        return (
          <>
            {index > 0 ? ', ' : ''}
            {own ? text : <a href={address}>{text}</a>}
          </>
        );
      })}
    </>
  );
}

function Deliverables({ frame, schedule }: { frame: Frame; schedule: FullSchedule }): VNode | null {
  const { lang } = frame;
  if (schedule.deliverables.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'deliverables')}</h2>
      <Table
        caption={t(lang, 'deliverables')}
        quiet
        columns={[{ label: t(lang, 'deliverable') }, { label: t(lang, 'doneOn'), onPhone: t(lang, 'doneOn') }]}
        rows={schedule.deliverables.map(({ code, title, sample, doneOn }) => [
          <>
            {code} {titleIn(title, lang)}
            <Sample when={sample} lang={lang} />
          </>,
          doneOn ? (
            <>
              <Knot sign="known" /> <Time at={doneOn} />
            </>
          ) : (
            <span class="soft">{t(lang, 'noneYet')}</span>
          ),
        ])}
      />
    </>
  );
}

/** How the dates were set and changed; nothing to tell while only the first ones are there. */
function Versions({ frame, schedule }: { frame: Frame; schedule: FullSchedule }): VNode | null {
  const { lang } = frame;
  if (schedule.baselines.length < 2) return null;
  return (
    <>
      <h2>{t(lang, 'versions')}</h2>
      <Table
        caption={t(lang, 'versions')}
        quiet
        columns={[
          { label: t(lang, 'version') },
          { label: t(lang, 'date'), onPhone: t(lang, 'date') },
          { label: t(lang, 'deadline'), onPhone: t(lang, 'deadline') },
          { label: t(lang, 'reason'), onPhone: t(lang, 'reason') },
        ]}
        rows={schedule.baselines.map(({ version, enteredAt, due, reason, sample }) => [
          version,
          <Time at={new Date(enteredAt)} show="date" />,
          due ? <Time at={due} /> : <NotInPlan lang={lang} />,
          <>
            {reason}
            <Sample when={sample} lang={lang} />
          </>,
        ])}
      />
    </>
  );
}
