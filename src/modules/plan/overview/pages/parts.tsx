import type { VNode } from 'preact';
import { type Lang, pick } from '../../../../language/index.ts';
import { type Frame, type KeyFact, MeasureTag, NoWrap, SelfRating, Table, Time } from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import { type PlanRow, titleIn } from '../../measures/index.ts';
import type { ShownPlan } from '../actions.ts';
import type { MeasureRow } from '../store/measures.ts';
import { t } from '../text/index.ts';
import { ratingText } from '../words.ts';

/** Address of a page of a plan, without language; the plan in force has no code in it. */
export function planPath({ plan, inForce }: ShownPlan, rest = ''): string {
  return inForce ? `/plan${rest}` : `/plan/${encodeURIComponent(plan.code)}${rest}`;
}

export const measureAddress = (shown: ShownPlan, number: string): string =>
  planPath(shown, `/tedbir/${encodeURIComponent(number)}`);

export const directionAddress = (shown: ShownPlan, number: string): string =>
  planPath(shown, `/istiqamet/${encodeURIComponent(number)}`);

/** List of measures, narrowed; of another plan than the one in force it names the plan. */
export function listAddress({ plan, inForce }: ShownPlan, given: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...(inForce ? {} : { plan: plan.code }), ...given }).toString();
  return query === '' ? '/plan/tedbirler' : `/plan/tedbirler?${query}`;
}

export type Institutions = ReadonlyMap<string, Institution>;

/** Acronym of an institution. */
export function acronymOf(all: Institutions, code: string, lang: Lang): string {
  const found = all.get(code);
  return found ? pick(found.acronym, lang) : code;
}

export function InstitutionLink({ frame, all, code }: { frame: Frame; all: Institutions; code: string }): VNode {
  return <a href={frame.href(`/plan/qurum/${code}`)}>{acronymOf(all, code, frame.lang)}</a>;
}

/** The name of a plan, with whose and of what it is where it is a roadmap. */
export function planName(plan: Pick<PlanRow, 'title'>, lang: Lang): string {
  return titleIn(plan.title, lang);
}

export function NotInPlan({ lang }: { lang: Lang }): VNode {
  return <span class="soft">{t(lang, 'notInPlan')}</span>;
}

export function None({ lang }: { lang: Lang }): VNode {
  return <span class="soft">{t(lang, 'none')}</span>;
}

export function CsvLink({ frame, path }: { frame: Frame; path: string }): VNode {
  return (
    <p class="small noprint">
      <a href={frame.href(path)} download>
        {t(frame.lang, 'asCsv')}
      </a>
    </p>
  );
}

interface MeasureTableProps {
  readonly frame: Frame;
  readonly shown: ShownPlan;
  readonly rows: readonly MeasureRow[];
  readonly all: Institutions;
  readonly caption: string;
}

/** Measures with executor, deadline and computed state; the own rating stands below it. */
export function MeasureTable({ frame, shown, rows, all, caption }: MeasureTableProps): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={caption}
      quiet
      columns={[
        { label: t(lang, 'number') },
        { label: t(lang, 'measureTitle') },
        { label: t(lang, 'executor'), onPhone: t(lang, 'executor') },
        { label: t(lang, 'deadline'), onPhone: t(lang, 'deadline') },
        { label: t(lang, 'state') },
      ]}
      rows={rows.map((row) => [
        <NoWrap>{row.number}</NoWrap>,
        <a href={frame.href(measureAddress(shown, row.number))}>{titleIn(row.title, lang)}</a>,
        row.executor === null ? (
          <NotInPlan lang={lang} />
        ) : (
          <InstitutionLink frame={frame} all={all} code={row.executor} />
        ),
        row.due === null ? <NotInPlan lang={lang} /> : <Time at={row.due} />,
        <>
          <MeasureTag state={row.state} />
          {row.self_rating === null ? null : (
            <>
              <br />
              <SelfRating>{ratingText(row.self_rating, lang)}</SelfRating>
            </>
          )}
        </>,
      ])}
    />
  );
}

/** Says that something is of the demonstration. */
export function Sample({ when, lang }: { when: boolean; lang: Lang }): VNode | null {
  return when ? (
    <span class="law">
      {' '}
      <abbr title={t(lang, 'sampleTitle')}>{t(lang, 'sample')}</abbr>
    </span>
  ) : null;
}

export const fact = (term: string, value: KeyFact['value'], note?: KeyFact['note']): KeyFact =>
  note === undefined ? { term, value } : { term, value, note };
