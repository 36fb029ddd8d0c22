import type { ComponentChildren, VNode } from 'preact';
import { formatDate, formatNumber, formatPercent, type Lang, pick, small } from '../../../language/index.ts';
import { type Frame, Journal, type KeyFact, KeyFacts, Tag, type TagState, Time } from '../../../ui/index.ts';
import type { QuotaView } from '../actions/granting.ts';
import { entryKinds, type QuotaState, quotaStates, type Unit, units } from '../entities.ts';
import { mostEntries, type LedgerView } from '../reading.ts';
import { short } from '../rules.ts';
import type { LedgerRow } from '../store.ts';
import { t } from '../text/index.ts';

/** An amount as people read it: `1.250,5 GPU saatı`. */
export const amountOf = (amount: string, unit: Unit, lang: Lang): string =>
  `${figureOf(amount, lang)}\u00a0${pick(units[unit], lang)}`;

/** The figure alone, without zeros at the end. */
export function figureOf(amount: string, lang: Lang): string {
  const exact = short(amount);
  return formatNumber(exact, lang, exact.split('.')[1]?.length ?? 0);
}

const tags: Readonly<Record<QuotaState, TagState>> = {
  upcoming: 'wait',
  open: 'done',
  used_up: 'late',
  expired: 'none',
  ended: 'none',
};
export const tagOf = (state: QuotaState): TagState => tags[state];

interface QuotaFactsProps {
  readonly frame: Frame;
  readonly quota: QuotaView;
  readonly title?: ComponentChildren;
  /** What else is to be told. */
  readonly more?: readonly KeyFact[];
}

/** How a quota stands: what is left, of how much, until when. */
export function QuotaFacts({ frame: { lang }, quota, title, more = [] }: QuotaFactsProps): VNode {
  const { state, left, given, used, unit, validFrom, validTo } = quota;
  const share = Number(given) > 0 ? formatPercent(Number(used) / Number(given), lang, 0) : undefined;
  return (
    <KeyFacts
      title={title}
      facts={[
        { term: t(lang, 'state'), value: <Tag state={tagOf(state)}>{pick(quotaStates[state], lang)}</Tag> },
        { term: t(lang, 'left'), value: amountOf(left, unit, lang) },
        { term: t(lang, 'given'), value: amountOf(given, unit, lang) },
        { term: t(lang, 'used'), value: amountOf(used, unit, lang), note: share },
        {
          term: t(lang, 'term'),
          value: t(lang, 'fromTo', { from: formatDate(validFrom, lang), to: formatDate(validTo, lang) }),
        },
        ...more,
      ]}
    />
  );
}

/** The ledger, newest first. `keys`: with the operator's own keys of the lines. */
export function Ledger({
  frame: { lang },
  view,
  keys,
}: {
  readonly frame: Frame;
  readonly view: LedgerView;
  readonly keys?: boolean;
}): VNode {
  const who = ({ system, person }: LedgerRow): string => {
    if (system !== null) return t(lang, 'system', { name: system });
    return t(lang, person === null ? 'program' : 'official');
  };
  return (
    <>
      <h2>{t(lang, 'ledger')}</h2>
      {view.ledger.length === mostEntries ? (
        <p class="small">{t(lang, 'ledgerShown', { count: mostEntries })}</p>
      ) : null}
      <Journal
        entries={view.ledger.map((one) => ({
          at: <Time at={one.at} show="short" />,
          who: who(one),
          what: entryWords(one, view.unit, lang, keys === true),
        }))}
      />
    </>
  );
}

function entryWords(row: LedgerRow, unit: Unit, lang: Lang, keys: boolean): string {
  const { kind, amount, used_on, valid_to, note, effect_key } = row;
  const sign = kind === 'corrected' && Number(amount) > 0 ? '+' : '';
  const figure = kind === 'corrected' ? amount : amount.replace('-', '');
  const parts = [
    `${pick(entryKinds[kind], lang)}: ${sign}${amountOf(figure, unit, lang)}`,
    ...(used_on === null ? [] : [t(lang, 'onDay', { day: formatDate(used_on, lang) })]),
    ...(valid_to === null || kind === 'ended' ? [] : [t(lang, 'untilDay', { day: formatDate(valid_to, lang) })]),
    ...(keys && kind === 'used' ? [t(lang, 'lineKey', { key: effect_key.split(':').slice(2).join(':') })] : []),
  ];
  return `${parts.join(', ')}${note === null ? '' : `. ${note}`}`;
}

/** What is left of a quota, in one line of a list. */
export function standingOf({ left, given, unit, validTo }: QuotaView, lang: Lang): string {
  return t(lang, 'leftOf', {
    left: figureOf(left, lang),
    given: figureOf(given, lang),
    unit: pick(units[unit], lang),
    day: small(t(lang, 'untilDay', { day: formatDate(validTo, lang) }), lang),
  });
}
