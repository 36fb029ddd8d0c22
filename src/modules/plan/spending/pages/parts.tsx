import type { VNode } from 'preact';
import { formatMoney, formatPercent, type Lang, pick, type Text } from '../../../../language/index.ts';
import { type Frame, Table, Tag, type TagState, Time } from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import {
  checkNames,
  checkRules,
  costCategories,
  decisionVerdicts,
  evidenceKinds,
  fundingSources,
  gates,
  resolutions,
  routes,
  verdicts,
} from '../choices.ts';
import type { CostLine, FundingShare } from '../content.ts';
import { publicRequestPath } from '../path.ts';
import type { CheckRow } from '../store/checks.ts';
import type { ConditionRow } from '../store/conditions.ts';
import type { DecisionRow } from '../store/decisions.ts';
import type { DuplicateRow } from '../store/duplicates.ts';
import type { SpendLine } from '../store/board.ts';
import { t } from '../text/index.ts';

export type Institutions = ReadonlyMap<string, Institution>;

export function nameOf(institutions: Institutions, code: string, lang: Lang): string {
  const name = institutions.get(code)?.name;
  return name ? pick(name, lang) : code;
}

/** A decimal as money; amounts have at most two digits after the mark. */
export const money = (amount: string | null, lang: Lang): string =>
  amount === null ? t(lang, 'nothing') : formatMoney(amount, lang);

const stateTags: Readonly<Record<string, TagState>> = {
  draft: 'wait',
  pipeline: 'none',
  clarification: 'wait',
  returned: 'wait',
  approved: 'done',
  approved_with_conditions: 'done',
  committed: 'done',
  delivering: 'done',
  closing: 'done',
  benefits_review: 'done',
  closed: 'done',
  rejected: 'late',
  upheld: 'late',
  expired: 'late',
  suspended: 'late',
  change_request: 'wait',
  change_recommended: 'wait',
  withdrawn: 'none',
};

/** Colour of a request's state; the words beside it say the same. */
export const tagOf = (state: string): TagState => stateTags[state] ?? 'pace';

export function StateTag({ state, title, lang }: { state: string; title: Text; lang: Lang }): VNode {
  return <Tag state={tagOf(state)}>{pick(title, lang)}</Tag>;
}

export function years({ yearFrom, yearTo }: Pick<SpendLine, 'yearFrom' | 'yearTo'>, lang: Lang): string {
  if (yearFrom === null) return t(lang, 'notKnown');
  return yearTo === null || yearTo === yearFrom ? String(yearFrom) : `${yearFrom}–${yearTo}`;
}

export function LineTable(props: {
  readonly frame: Frame;
  readonly lines: readonly SpendLine[];
  readonly institutions: Institutions;
  readonly titles: ReadonlyMap<string, Text>;
  readonly href: (id: string) => string;
}): VNode {
  const { frame, lines, institutions, titles, href } = props;
  const { lang } = frame;
  const plain = (key: 'institution' | 'state' | 'route' | 'years') => ({ label: t(lang, key), onPhone: t(lang, key) });
  return (
    <Table
      caption={t(lang, 'list')}
      quiet
      columns={[
        { label: t(lang, 'name') },
        plain('institution'),
        plain('state'),
        plain('years'),
        plain('route'),
        { label: t(lang, 'amount'), num: true, onPhone: t(lang, 'amount') },
      ]}
      rows={lines.map((line) => [
        <>
          <a href={frame.href(href(line.id))}>{line.title}</a>
          <br />
          <span class="soft small">{line.number}</span>
        </>,
        nameOf(institutions, line.institution, lang),
        <StateTag state={line.state} title={titles.get(line.state) ?? unnamed(line.state)} lang={lang} />,
        years(line, lang),
        line.route === null ? t(lang, 'nothing') : pick(routes[line.route], lang),
        money(line.approved ?? line.forecast, lang),
      ])}
    />
  );
}

const unnamed = (state: string): Text => ({ az: state, en: state, ru: state });

const verdictTags: Readonly<Record<CheckRow['verdict'], TagState>> = {
  pass: 'done',
  fail: 'late',
  waived: 'wait',
  not_applicable: 'none',
};

export function Checks({ frame: { lang }, checks }: { frame: Frame; checks: readonly CheckRow[] }): VNode {
  if (checks.length === 0) return <p class="soft">{t(lang, 'noChecks')}</p>;
  const ordered = checkNames.flatMap((rule) => checks.filter((one) => one.rule === rule));
  return (
    <Table
      caption={t(lang, 'checks')}
      quiet
      columns={[
        { label: t(lang, 'rule') },
        { label: t(lang, 'verdict'), onPhone: t(lang, 'verdict') },
        { label: t(lang, 'words'), onPhone: t(lang, 'words') },
        { label: t(lang, 'found'), onPhone: t(lang, 'found') },
      ]}
      rows={ordered.map(({ rule, verdict, words, found, waivedWhy }) => [
        pick(checkRules[rule], lang),
        <Tag state={verdictTags[verdict]}>{pick(verdicts[verdict], lang)}</Tag>,
        <>
          {pick(words, lang)}
          {waivedWhy ? <p class="small soft">{t(lang, 'waived', { why: waivedWhy })}</p> : null}
        </>,
        found.length === 0 ? t(lang, 'noneWord') : found.map(({ title }) => pick(title, lang)).join(', '),
      ])}
    />
  );
}

interface DuplicatesProps {
  readonly frame: Frame;
  readonly duplicates: readonly DuplicateRow[];
  readonly institutions: Institutions;
}

export function Duplicates({ frame, duplicates, institutions }: DuplicatesProps): VNode {
  const { lang } = frame;
  if (duplicates.length === 0) return <p class="soft">{t(lang, 'noDuplicates')}</p>;
  return (
    <Table
      caption={t(lang, 'duplicates')}
      quiet
      columns={[
        { label: t(lang, 'other') },
        { label: t(lang, 'likeness'), onPhone: t(lang, 'likeness') },
        { label: t(lang, 'resolution'), onPhone: t(lang, 'resolution') },
      ]}
      rows={duplicates.map((row) => [
        <>
          {row.other === null ? (
            otherName(row)
          ) : (
            <a href={frame.href(publicRequestPath(row.other))}>{otherName(row)}</a>
          )}
          {row.institution ? (
            <>
              <br />
              <span class="soft small">{nameOf(institutions, row.institution, lang)}</span>
            </>
          ) : null}
        </>,
        <>
          {whyText(row, lang)}
          <br />
          <span class="soft small">{t(lang, 'commonWords', { list: row.why.stems.join(', ') })}</span>
        </>,
        row.resolution === null ? (
          <Tag state="wait">{t(lang, 'unresolved')}</Tag>
        ) : (
          `${pick(resolutions[row.resolution], lang)}. ${row.reason ?? ''}`
        ),
      ])}
    />
  );
}

export const otherName = ({ number, title, entryKind, entryCode }: DuplicateRow): string =>
  number === null ? `${entryKind}/${entryCode}` : `${number}, ${title}`;

function whyText({ why }: DuplicateRow, lang: Lang): string {
  const share = (of: number) => formatPercent(of, lang, 0);
  return [
    t(lang, 'byWords', { share: share(why.words) }),
    ...(why.data > 0 ? [t(lang, 'byData', { share: share(why.data) })] : []),
    ...(why.users > 0 ? [t(lang, 'byUsers', { share: share(why.users) })] : []),
  ].join(', ');
}

interface ConditionsProps {
  readonly frame: Frame;
  readonly conditions: readonly ConditionRow[];
  readonly institutions: Institutions;
  readonly today: string;
}

export function Conditions({ frame: { lang }, conditions, institutions, today }: ConditionsProps): VNode {
  if (conditions.length === 0) return <p class="soft">{t(lang, 'noConditions')}</p>;
  const labelled = (key: 'owner' | 'evidence' | 'due' | 'gate' | 'standing') => ({
    label: t(lang, key),
    onPhone: t(lang, key),
  });
  const unknown = t(lang, 'notKnown');
  return (
    <Table
      caption={t(lang, 'conditions')}
      quiet
      columns={[
        { label: t(lang, 'condition') },
        ...(['owner', 'evidence', 'due', 'gate', 'standing'] as const).map((key) => labelled(key)),
      ]}
      rows={conditions.map((one) => [
        one.text,
        one.owner === null ? unknown : nameOf(institutions, one.owner, lang),
        one.evidence === null ? unknown : pick(evidenceKinds[one.evidence], lang),
        one.due === null ? unknown : <Time at={one.due} />,
        one.gate === null ? unknown : pick(gates[one.gate], lang),
        <ConditionStanding of={one} today={today} lang={lang} />,
      ])}
    />
  );
}

function ConditionStanding({ of, today, lang }: { of: ConditionRow; today: string; lang: Lang }): VNode {
  if (of.verifiedAt !== null) return <Tag state="done">{t(lang, 'verified')}</Tag>;
  const late = of.due !== null && of.due < today;
  return (
    <>
      <Tag state={late ? 'late' : 'wait'}>{t(lang, late ? 'past' : 'open')}</Tag>
      {of.shown === null ? null : <p class="small">{t(lang, 'shown', { text: of.shown })}</p>}
    </>
  );
}

interface DecisionsProps {
  readonly frame: Frame;
  readonly decisions: readonly DecisionRow[];
  readonly institutions: Institutions;
}

export function Decisions({ frame: { lang }, decisions, institutions }: DecisionsProps): VNode {
  if (decisions.length === 0) return <p class="soft">{t(lang, 'noTimes')}</p>;
  return (
    <Table
      caption={t(lang, 'decided')}
      quiet
      columns={[
        { label: t(lang, 'decided') },
        { label: t(lang, 'office'), onPhone: t(lang, 'office') },
        { label: t(lang, 'reason'), onPhone: t(lang, 'reason') },
        { label: t(lang, 'amount'), num: true, onPhone: t(lang, 'amount') },
        { label: t(lang, 'daysTaken'), num: true, onPhone: t(lang, 'daysTaken') },
      ]}
      rows={decisions.map(({ verdict, day, office, reason, amount, days }) => [
        <>
          {pick(decisionVerdicts[verdict], lang)}, <Time at={day} />
        </>,
        nameOf(institutions, office, lang),
        reason === '' ? t(lang, 'noneWord') : reason,
        money(amount, lang),
        String(days),
      ])}
    />
  );
}

export function Money(props: {
  readonly frame: Frame;
  readonly costs: readonly CostLine[];
  readonly funding: readonly FundingShare[];
}): VNode {
  const { frame, costs, funding } = props;
  const { lang } = frame;
  return (
    <>
      {costs.length === 0 ? (
        <p class="soft">{t(lang, 'notKnown')}</p>
      ) : (
        <Table
          caption={t(lang, 'costs')}
          columns={[
            { label: t(lang, 'category') },
            { label: t(lang, 'year'), onPhone: t(lang, 'year') },
            { label: t(lang, 'amount'), num: true, onPhone: t(lang, 'amount') },
          ]}
          rows={costs.map(({ category, year, amount }) => [
            pick(costCategories[category], lang),
            String(year),
            money(amount, lang),
          ])}
        />
      )}
      {funding.length === 0 ? null : (
        <Table
          caption={t(lang, 'funding')}
          columns={[{ label: t(lang, 'source') }, { label: t(lang, 'share'), num: true, onPhone: t(lang, 'share') }]}
          rows={funding.map(({ source, percent }) => [
            pick(fundingSources[source], lang),
            formatPercent(Number(percent) / 100, lang, percent.includes('.') ? 2 : 0),
          ])}
        />
      )}
    </>
  );
}
