import type { VNode } from 'preact';
import { bakuDate, formatDate, type Lang, pick } from '../../../language/index.ts';
import { type Frame, Table, Tag, type TagState } from '../../../ui/index.ts';
import { titleIn } from '../measures/index.ts';
import { ageInDays, agingDays, impacts, levelOf, likelihoods, type RiskLevel, riskLevels } from './rules.ts';
import type { MitigationView, RiskSquare, RiskView } from './store.ts';
import { t } from './text.ts';

const tags: Readonly<Record<RiskLevel, TagState>> = { low: 'done', medium: 'pace', high: 'wait', extreme: 'late' };

/** The level as a tag with its word; one that nobody has assessed says so. */
export function Level({ risk, lang }: { risk: RiskView; lang: Lang }): VNode {
  const [last] = risk.assessments;
  if (!last) return <Tag state="none">{t(lang, 'notAssessed')}</Tag>;
  const level = levelOf(last.likelihood, last.impact);
  return <Tag state={tags[level]}>{pick(riskLevels[level], lang)}</Tag>;
}

export const riskPath = (id: string) => `/plan/risk/${id}`;

interface BoardProps {
  readonly squares: readonly RiskSquare[];
  readonly frame: Frame;
}

/** Five likelihoods by five impacts; each square names its level and its risks. */
export function RiskBoard({ squares, frame }: BoardProps): VNode {
  const { lang } = frame;
  const unassessed = squares.find(({ likelihood }) => likelihood === null);
  return (
    <>
      <Table
        caption={t(lang, 'board')}
        narrow="scroll"
        columns={[
          { label: `${t(lang, 'likelihood')} / ${t(lang, 'impact')}` },
          ...impacts.map((word) => ({ label: pick(word, lang) })),
        ]}
        rows={[5, 4, 3, 2, 1].map((likelihood) => [
          pick(likelihoods[likelihood - 1] ?? { az: '', en: '', ru: '' }, lang),
          ...[1, 2, 3, 4, 5].map((impact) => (
            <Square
              level={levelOf(likelihood, impact)}
              square={squares.find((one) => one.likelihood === likelihood && one.impact === impact)}
              frame={frame}
            />
          )),
        ])}
      />
      {unassessed ? <p class="small soft">{t(lang, 'notAssessedCount', { count: unassessed.count })}</p> : null}
    </>
  );
}

interface SquareProps {
  readonly level: RiskLevel;
  readonly square: RiskSquare | undefined;
  readonly frame: Frame;
}

function Square({ level, square, frame }: SquareProps): VNode {
  const { lang } = frame;
  const word = pick(riskLevels[level], lang);
  if (!square) return <span class="soft small">{word}</span>;
  const more = square.count - square.some.length;
  return (
    <>
      <Tag state={tags[level]}>{word}</Tag>
      {square.some.map((risk) => (
        <>
          {' '}
          <a href={frame.href(riskPath(risk.id))}>{risk.number ?? titleIn(risk.title, lang)}</a>
        </>
      ))}
      {more > 0 ? <span class="soft small"> {t(lang, 'more', { count: more })}</span> : null}
    </>
  );
}

interface TableProps {
  readonly risks: readonly RiskView[];
  readonly frame: Frame;
  readonly now: Date;
  readonly acronyms: ReadonlyMap<string, string>;
}

/** Open risks as a table, the gravest first. */
export function RiskTable({ risks, frame, now, acronyms }: TableProps): VNode {
  const { lang } = frame;
  const today = bakuDate(now);
  return (
    <Table
      caption={t(lang, 'list')}
      quiet
      columns={[
        { label: t(lang, 'risk') },
        { label: t(lang, 'level'), onPhone: t(lang, 'level') },
        { label: t(lang, 'owner'), onPhone: t(lang, 'owner') },
        { label: t(lang, 'assessedOn'), onPhone: t(lang, 'assessedOn') },
        { label: t(lang, 'mitigation'), onPhone: t(lang, 'mitigation') },
      ]}
      rows={risks.map((risk) => [
        <>
          <a href={frame.href(riskPath(risk.id))}>{titleIn(risk.title, lang)}</a>{' '}
          <span class="soft small">{risk.ofPlan ? risk.number : t(lang, 'about', { number: risk.number ?? '' })}</span>
        </>,
        <Level risk={risk} lang={lang} />,
        ownerOf(risk, acronyms) ?? <span class="soft">{t(lang, 'nobody')}</span>,
        assessedWhen(risk, today, lang),
        mitigationsIn(risk, today, lang),
      ])}
    />
  );
}

function ownerOf({ owner }: RiskView, acronyms: ReadonlyMap<string, string>): string | undefined {
  return owner === null ? undefined : (acronyms.get(owner) ?? owner);
}

function assessedWhen({ assessments: [last] }: RiskView, today: string, lang: Lang): string {
  if (!last) return t(lang, 'notYet');
  const age = ageInDays(last.day, today);
  return `${formatDate(last.day, lang)}${age > agingDays ? ` (${t(lang, 'old')})` : ''}`;
}

function mitigationsIn({ mitigations, openMitigations }: RiskView, today: string, lang: Lang): VNode {
  if (mitigations.length === 0) return <span class="soft">{t(lang, 'noMitigation')}</span>;
  return (
    <>
      {mitigations.map((one, index) => (
        <>
          {index > 0 ? <br /> : null}
          {titleIn(one.title, lang)} <span class="soft small">{standingOfMitigation(one, today, lang)}</span>
        </>
      ))}
      {openMitigations > mitigations.length ? (
        <span class="soft small"> {t(lang, 'more', { count: openMitigations - mitigations.length })}</span>
      ) : null}
    </>
  );
}

/** How a mitigation stands: done, past its date, due, and how old the last word on it is. */
export function standingOfMitigation(
  { doneOn, due, lastDay, lastText }: MitigationView,
  today: string,
  lang: Lang,
): string {
  if (doneOn !== null) return t(lang, 'done', { date: formatDate(doneOn, lang) });
  const date = due === null ? '' : formatDate(due, lang);
  const when = due === null ? t(lang, 'noDue') : t(lang, due < today ? 'overdue' : 'due', { date });
  if (lastText === null) return when;
  return `${when}, ${t(lang, 'lastWord', { age: ageWords(ageInDays(lastDay, today), lang) })}`;
}

function ageWords(days: number, lang: Lang): string {
  return days === 0 ? t(lang, 'today') : t(lang, 'days', { count: days });
}
