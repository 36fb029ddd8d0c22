import type { VNode } from 'preact';
import { EmptyState, type Frame, Gantt, GanttKey, MeasureTag, NoWrap, Table } from '../../../../ui/index.ts';
import { titleIn } from '../../measures/index.ts';
import { KpiTable } from '../../roadmaps/index.ts';
import type { RoadmapView, ShownPlan } from '../actions.ts';
import { t } from '../text/index.ts';
import { ganttRows } from './institution.tsx';
import { CsvLink, measureAddress, planPath } from './parts.tsx';

interface RoadmapProps {
  readonly frame: Frame;
  readonly shown: ShownPlan;
  readonly view: RoadmapView;
  readonly today: string;
}

/** A roadmap in time, and what each of its items serves; that one serves nothing is said, not left out. */
export function Roadmap({ frame, shown, view, today }: RoadmapProps): VNode {
  const { lang } = frame;
  if (view.items.length === 0) return <Kpis frame={frame} shown={shown} view={view} />;
  const dated = view.dated.filter(({ present }) => present !== null);
  const title = t(lang, 'serveTable');
  return (
    <>
      {dated.length > 0 ? (
        <>
          <h2>{t(lang, 'roadmapSchedule')}</h2>
          <GanttKey />
          <Gantt
            title={t(lang, 'roadmapSchedule')}
            rows={ganttRows(frame, dated)}
            today={today}
            rowName={t(lang, 'measureTitle')}
          />
        </>
      ) : null}
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          { label: t(lang, 'state') },
          { label: t(lang, 'servesTitle'), onPhone: t(lang, 'servesTitle') },
        ]}
        rows={view.items.map((item) => [
          <NoWrap>{item.number}</NoWrap>,
          <a href={frame.href(measureAddress(shown, item.number))}>{titleIn(item.title, lang)}</a>,
          <MeasureTag state={item.state} />,
          <Served frame={frame} serves={item.serves} />,
        ])}
      />
      <CsvLink frame={frame} path={planPath(shown, '/xidmet/csv')} />
      <Kpis frame={frame} shown={shown} view={view} />
    </>
  );
}

/** What the roadmap wants to reach, in figures. */
function Kpis({ frame, shown, view }: Omit<RoadmapProps, 'today'>): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'kpis')}</h2>
      {view.kpis.length === 0 ? (
        <EmptyState>{t(lang, 'kpisNone')}</EmptyState>
      ) : (
        <>
          <KpiTable frame={frame} kpis={view.kpis} />
          <CsvLink frame={frame} path={planPath(shown, '/yol-gostericileri/csv')} />
        </>
      )}
    </>
  );
}

function Served({ frame, serves }: { frame: Frame; serves: RoadmapView['items'][number]['serves'] }): VNode {
  if (serves.length === 0) return <strong>{t(frame.lang, 'servesNothing')}</strong>;
  return (
    <>
      {serves.map(({ plan, number }, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <NoWrap>
            <a href={frame.href(`/plan/${encodeURIComponent(plan)}/tedbir/${encodeURIComponent(number)}`)}>{number}</a>
          </NoWrap>
        </>
      ))}
    </>
  );
}
