import type { VNode } from 'preact';
import {
  EmptyState,
  type Frame,
  Journal,
  Knot,
  MeasureTag,
  NoWrap,
  Pagination,
  Table,
  Time,
} from '../../../../ui/index.ts';
import { titleIn } from '../../measures/index.ts';
import type { PublicEvidence, PublicReport } from '../../reports/index.ts';
import type { RiskView } from '../../risks/index.ts';
import type { MeasureView } from '../actions.ts';
import type { PublicComment, Tie } from '../store/measure.ts';
import type { ChangeRow } from '../store/plans.ts';
import { t } from '../text/index.ts';
import { changeText, periodText, ratingText } from '../words.ts';
import { acronymOf, CsvLink, InstitutionLink, type Institutions, NotInPlan } from './parts.tsx';

interface EvidenceProps {
  readonly frame: Frame;
  readonly evidence: readonly PublicEvidence[];
  readonly view: MeasureView;
  readonly all: Institutions;
  /** Where the same is as a table, of a measure of the plan in force. */
  readonly csv: string | undefined;
}

/** Verified evidence with its digest and the office that verified it; what is internal shows only that it is there. */
export function Evidence({ frame, evidence, view, all, csv }: EvidenceProps): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'evidence')}</h2>
      {evidence.length === 0 ? (
        <EmptyState>{t(lang, 'evidenceNone')}</EmptyState>
      ) : (
        <Table
          caption={t(lang, 'evidence')}
          quiet
          columns={[
            { label: t(lang, 'evidence') },
            { label: t(lang, 'evidenceOf'), onPhone: t(lang, 'evidenceOf') },
            { label: t(lang, 'verifiedBy'), onPhone: t(lang, 'verifiedBy') },
            { label: t(lang, 'digest'), onPhone: t(lang, 'digest') },
          ]}
          rows={evidence.map((one) => [
            <EvidenceName frame={frame} one={one} />,
            provenBy(view, one, lang),
            <>
              <Knot sign="known" /> {t(lang, 'verifierOffice', { institution: acronymOf(all, one.verifiedBy, lang) })},{' '}
              <Time at={one.verifiedAt} show="date" />
            </>,
            one.digest ? <code>{one.digest}</code> : <span class="soft">{t(lang, 'none')}</span>,
          ])}
        />
      )}
      {csv !== undefined && evidence.length > 0 ? <CsvLink frame={frame} path={csv} /> : null}
    </>
  );
}

function EvidenceName({ frame, one }: { frame: Frame; one: PublicEvidence }): VNode {
  const { lang } = frame;
  if (one.internal || one.name === null) return <span class="soft">{t(lang, 'evidenceInternal')}</span>;
  if (one.address === null) return <>{one.name}</>;
  return <a href={one.kind === 'file' ? frame.href(one.address) : one.address}>{one.name}</a>;
}

/** Codes of the milestone and the deliverable that it proves. */
function provenBy(
  { schedule }: MeasureView,
  { milestone, deliverable, period }: PublicEvidence,
  lang: Frame['lang'],
): string {
  const found = [
    ...schedule.milestones.filter(({ id }) => id === milestone),
    ...schedule.deliverables.filter(({ id }) => id === deliverable),
  ];
  return [...found.map(({ code, title }) => `${code} ${titleIn(title, lang)}`), periodText(period, lang)].join(', ');
}

interface ReportsProps {
  readonly frame: Frame;
  readonly reports: readonly PublicReport[];
  readonly all: Institutions;
}

/** What the institution told, accepted by the project office: hollow, for it is a word. */
export function Reports({ frame, reports, all }: ReportsProps): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'reports')}</h2>
      {reports.length === 0 ? (
        <EmptyState>{t(lang, 'reportsNone')}</EmptyState>
      ) : (
        <ul class="rows">
          {reports.map((report) => (
            <li class="stack">
              <p>
                <Knot sign="said" /> <strong>{periodText(report.period, lang)}</strong>,{' '}
                {acronymOf(all, report.institution, lang)}, <Time at={report.submittedAt} show="date" />
                {report.content.selfRating ? (
                  <>
                    . {t(lang, 'selfRating')}: {ratingText(report.content.selfRating, lang)}
                  </>
                ) : null}
              </p>
              <ReportPart title={t(lang, 'reportDone')} text={report.content.done} />
              <ReportPart title={t(lang, 'reportObstacles')} text={report.content.obstacles} />
              <ReportPart title={t(lang, 'reportNext')} text={report.content.next} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ReportPart({ title, text }: { title: string; text: string | undefined }): VNode | null {
  return text ? (
    <p>
      <span class="soft">{title}:</span> {text}
    </p>
  ) : null;
}

/** Risks of the measure that officials raised. */
export function OwnRisks({ frame, risks }: { frame: Frame; risks: readonly RiskView[] }): VNode | null {
  const { lang } = frame;
  if (risks.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'riskRegister')}</h2>
      <ul class="rows">
        {risks.map(({ id, title }) => (
          <li>
            <a href={frame.href(`/plan/risk/${id}`)}>{titleIn(title, lang)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

interface TiesProps {
  readonly frame: Frame;
  readonly view: MeasureView;
  /** An item of a roadmap says so where it serves nothing. */
  readonly roadmap: boolean;
  readonly all: Institutions;
}

/** Which items of roadmaps serve the measure, or which measures an item of a roadmap serves. */
export function Ties({ frame, view: { serving, served }, roadmap, all }: TiesProps): VNode | null {
  const { lang } = frame;
  return (
    <>
      {serving.length > 0 ? <TieTable frame={frame} title={t(lang, 'serving')} ties={serving} all={all} /> : null}
      {served.length > 0 ? <TieTable frame={frame} title={t(lang, 'served')} ties={served} all={all} /> : null}
      {roadmap && served.length === 0 ? (
        <>
          <h2>{t(lang, 'servesTitle')}</h2>
          <p>{t(lang, 'servesNothing')}</p>
        </>
      ) : null}
    </>
  );
}

interface TieTableProps {
  readonly frame: Frame;
  readonly title: string;
  readonly ties: readonly Tie[];
  readonly all: Institutions;
}

export function TieTable({ frame, title, ties, all }: TieTableProps): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          { label: t(lang, 'planName'), onPhone: t(lang, 'planName') },
          { label: t(lang, 'state') },
        ]}
        rows={ties.map((tie) => [
          <NoWrap>{tie.number}</NoWrap>,
          <a href={frame.href(`/plan/${encodeURIComponent(tie.plan)}/tedbir/${encodeURIComponent(tie.number)}`)}>
            {titleIn(tie.title, lang)}
          </a>,
          <>
            {tie.institution === null ? null : (
              <>
                <InstitutionLink frame={frame} all={all} code={tie.institution} />
                {', '}
              </>
            )}
            {titleIn(tie.planTitle, lang)}
          </>,
          tie.state === null ? <NotInPlan lang={lang} /> : <MeasureTag state={tie.state} />,
        ])}
      />
    </>
  );
}

interface CommentsProps {
  readonly frame: Frame;
  readonly comments: readonly PublicComment[];
  readonly all: Institutions;
}

function Comments({ frame, comments, all }: CommentsProps): VNode | null {
  const { lang } = frame;
  if (comments.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'comments')}</h2>
      <ul class="rows">
        {comments.map(({ at, institution, text }) => (
          <li>
            <p class="small soft">
              {acronymOf(all, institution, lang)}, <Time at={at} />
            </p>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

interface HistoryProps {
  readonly frame: Frame;
  readonly changes: readonly ChangeRow[];
  readonly all: Institutions;
}

/** What was changed, and by which institution. */
function History({ frame, changes, all }: HistoryProps): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'history')}</h2>
      {changes.length === 0 ? (
        <EmptyState>{t(lang, 'historyNone')}</EmptyState>
      ) : (
        <Journal
          caption={t(lang, 'history')}
          entries={changes.map(({ at, what, details, institution }) => ({
            at: <Time at={at} />,
            who: institution === null ? <span class="soft">Vahid</span> : acronymOf(all, institution, lang),
            what: <ChangeWords what={what} details={details} all={all} lang={lang} />,
          }))}
        />
      )}
    </>
  );
}

interface WordsAndChangesProps {
  readonly frame: Frame;
  readonly view: MeasureView;
  readonly all: Institutions;
  /** Of the measure, without language. */
  readonly address: string;
  readonly page: number;
}

/** What was written about the measure and what was changed of it, a page of both. */
export function WordsAndChanges({ frame, view, all, address, page }: WordsAndChangesProps): VNode {
  return (
    <>
      <Comments frame={frame} comments={view.comments} all={all} />
      <History frame={frame} changes={view.changes} all={all} />
      <Pagination page={page} pages={view.pages} href={(n) => frame.href(n === 1 ? address : `${address}?s=${n}`)} />
    </>
  );
}

interface ChangeWordsProps extends Pick<ChangeRow, 'what' | 'details'> {
  readonly all: Institutions;
  readonly lang: Frame['lang'];
}

function ChangeWords({ what, details, all, lang }: ChangeWordsProps): VNode {
  const { institution, role, version, reason } = details;
  const done = role === 'co_executor' ? `co_${what}` : what;
  return (
    <>
      {changeText(done, lang)}
      {typeof institution === 'string' ? `: ${acronymOf(all, institution, lang)}` : null}
      {typeof version === 'number' ? `, ${t(lang, 'version').toLowerCase()} ${version}` : null}
      {typeof reason === 'string' && reason !== '' ? `. ${reason}` : null}
    </>
  );
}
