import type { ComponentChildren } from 'preact';
import { formatDate, formatDayMonth, pick } from '../../../language/index.ts';
import { type Fact, type Frame, type KeyFact, Tag, texts as uiTexts } from '../../../ui/index.ts';
import type { AnswerView, FactView } from '../views.ts';
import { EvidenceList } from './evidence.tsx';
import { lines } from './prose.tsx';
import { correctionTexts } from './text/corrections.ts';
import { keepingTexts } from './text/keeping.ts';
import { texts } from './text/index.ts';

interface FactOptions {
  /** A preview says what will be taken, not when it was. */
  readonly timed?: boolean;
  /** False where no register is asked any more, as of a case that is closed. */
  readonly asked?: boolean;
}

/** A fact of a register as the table of facts shows it. */
export function factRow(fact: FactView, frame: Frame, { timed = true, asked = true }: FactOptions = {}): Fact {
  const { lang } = frame;
  const name = pick(fact.label, lang);
  return {
    name,
    ...valueOf(fact, frame),
    detail: detailOf(fact, frame),
    sign: 'known',
    source: fact.register && pick(fact.register.title, lang),
    at: timed ? fact.readAt : undefined,
    retryAt: asked ? fact.retryAt : undefined,
  };
}

/** Why a value is not shown, where there was one. */
export function insteadOf(
  { forgottenAt, withheld }: Pick<FactView | AnswerView, 'forgottenAt' | 'withheld'>,
  lang: Frame['lang'],
): string | undefined {
  if (withheld) return keepingTexts[lang].withheld;
  return forgottenAt && keepingTexts[lang].gone(formatDate(forgottenAt, lang));
}

function valueOf(fact: FactView, { lang }: Frame): Pick<Fact, 'value' | 'missing' | 'instead'> {
  const { state, shown } = fact;
  const instead = insteadOf(fact, lang);
  if (instead !== undefined) return { instead };
  if (state !== 'value') return { missing: state };
  return shown ? { value: pick(shown, lang) } : { missing: 'none' };
}

function detailOf({ state, atSubmission, told }: FactView, { lang }: Frame): string | undefined {
  const words = texts[lang];
  if (told) return (state === 'unavailable' ? words.toldInstead : words.toldOtherwise)(pick(told, lang));
  if (state === 'unavailable') return words.silent;
  return atSubmission ? texts[lang].atSubmission(pick(atSubmission, lang)) : undefined;
}

/** What the applicant said, as the officer's table of facts shows it: behind a hollow knot. */
export function answerRow(
  answer: AnswerView,
  index: number,
  { lang, href }: Frame,
  fileAt: ((file: string) => string) | undefined,
): Fact {
  const words = texts[lang];
  const changed = answer.changedAt ? `, ${words.changedOn(changedDay(answer.changedAt, lang))}` : '';
  return {
    name: pick(answer.question, lang),
    value: answer.files ? (
      <EvidenceList files={answer.files} lang={lang} href={fileAt && ((file) => href(fileAt(file)))} />
    ) : answer.shown ? (
      lines(pick(answer.shown, lang))
    ) : undefined,
    missing: 'none',
    instead: insteadOf(answer, lang),
    detail: answer.earlier ? correctionTexts[lang].before(pick(answer.earlier, lang)) : undefined,
    sign: 'said',
    source: `${words.answerNo(index + 1)}${changed}`,
    at: answer.changedAt ?? answer.answeredAt,
  };
}

// Azerbaijani puts an ending on the date, which needs it in figures.
function changedDay(at: Date, lang: Frame['lang']): string {
  return lang === 'az' ? formatDayMonth(at, lang) : formatDate(at, lang);
}

/** Facts beside a question, which the person is therefore not asked for. */
export function keyFacts(facts: readonly FactView[], { lang }: Frame): KeyFact[] {
  return facts.map((fact) => ({ term: pick(fact.label, lang), value: shortValue(fact, lang) }));
}

function shortValue({ state, shown }: FactView, lang: Frame['lang']): ComponentChildren {
  if (state === 'value' && shown) return pick(shown, lang);
  const { missing } = uiTexts[lang];
  if (state === 'unavailable' || state === 'refused') {
    return (
      <Tag state="wait" sign="nodata">
        {missing[state]}
      </Tag>
    );
  }
  return <span class="soft">{state === 'value' ? missing.none : missing[state]}</span>;
}
