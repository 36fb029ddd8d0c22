import type { ComponentChildren, VNode } from 'preact';
import { type DateInput, formatDate, formatDateTime, formatDayMonth } from '../language/index.ts';
import { Knot, type Sign } from './knot.tsx';
import { useLang, useWords } from './surroundings.tsx';

/** Text that must stay on one line, as a number with its ending. */
export function NoWrap({ children }: { children: ComponentChildren }): VNode {
  return <span class="nowrap">{children}</span>;
}

const numberWithEnding = /(\d[\d.,:–]*(?:\s?[%₼])?-\p{Ll}+)/u;

/** Text in which a number and its ending stay on one line: 4.3-cü, 25.11.2026-dək, 0,00 ₼-dan. */
export function bound(text: string): ComponentChildren {
  return text.split(numberWithEnding).map((part, index) => (index % 2 === 1 ? <NoWrap>{part}</NoWrap> : part));
}

interface TimeProps {
  /** An instant, or a calendar date "YYYY-MM-DD". */
  readonly at: DateInput;
  /** `date`: the day alone; `short`: day, month and time without the year; `clock`: the time alone. */
  readonly show?: 'date' | 'short' | 'clock' | undefined;
}

/** A date or a time of Baku, written in the page's language. Without `show`: all that `at` holds. */
export function Time({ at, show }: TimeProps): VNode {
  const lang = useLang();
  const isDay = typeof at === 'string' && !at.includes('T');
  const machine = typeof at === 'string' ? at : at.toISOString();
  const clock = isDay ? '' : formatDateTime(at, lang).slice(-5);
  const full = isDay || show === 'date' ? formatDate(at, lang) : formatDateTime(at, lang);
  const short = isDay ? formatDayMonth(at, lang) : `${formatDayMonth(at, lang)}, ${clock}`;
  return <time datetime={machine}>{show === 'short' ? short : show === 'clock' ? clock : full}</time>;
}

export type TagState = 'late' | 'wait' | 'done' | 'pace' | 'none';

interface TagProps {
  /** Colour of the state; the words say it in any case. */
  readonly state?: TagState | undefined;
  readonly sign?: Sign | undefined;
  readonly children: ComponentChildren;
}

/** A state in a word: `late` madder, `wait` saffron, `done` leaf, `pace` indigo; without a state, plain. */
export function Tag({ state, sign, children }: TagProps): VNode {
  return (
    <span class={state ? `tag ${state}` : 'tag'}>
      {sign ? <Knot sign={sign} /> : null}
      {children}
    </span>
  );
}

/** Says that an act is invented. Wherever such an act is shown, this mark stands beside it. */
export function SampleMark(): VNode {
  const words = useWords();
  return <abbr title={words.sampleTitle}>{words.sample}</abbr>;
}

interface ActProps {
  /** Name of the act and its article. */
  readonly children: ComponentChildren;
  readonly sample?: boolean | undefined;
  readonly href?: string | undefined;
}

/** The act and article a statement rests on. */
export function Act({ children, sample, href }: ActProps): VNode {
  const text = typeof children === 'string' ? bound(children) : children;
  return (
    <span class="law">
      {href ? <a href={href}>{text}</a> : text}
      {sample ? (
        <>
          {' '}
          <SampleMark />
        </>
      ) : null}
    </span>
  );
}

/** A line of small text behind a knot: where what follows comes from. */
export function Thread({ sign, children }: { sign: Sign; children: ComponentChildren }): VNode {
  return (
    <p class="thread">
      <Knot sign={sign} />
      <span>{children}</span>
    </p>
  );
}

/** Place of a question among the questions of a service: one hollow knot a question. One alone has no place to tell. */
export function Progress({ title, at, of }: { title: string; at: number; of: number }): VNode {
  const { text, place } = useWords().progress(title, at, of);
  return (
    <p class="thread">
      {Array.from({ length: Math.min(of, 12) }, () => (
        <Knot sign="said" />
      ))}
      <span>
        {of > 1 ? (
          <>
            {text} <NoWrap>{place}</NoWrap>
          </>
        ) : (
          title
        )}
      </span>
    </p>
  );
}

export function Note({ children }: { children: ComponentChildren }): VNode {
  return <div class="note stack">{children}</div>;
}

export interface Step {
  readonly title: ComponentChildren;
  readonly about?: ComponentChildren;
}

/** Numbered steps of what a person will do, in order. */
export function Steps({ steps }: { steps: readonly Step[] }): VNode {
  return (
    <ol class="steps">
      {steps.map(({ title, about }) => (
        <li>
          <strong>{title}</strong>
          {about ? <span class="soft small">{about}</span> : null}
        </li>
      ))}
    </ol>
  );
}

export function Details({ summary, children }: { summary: string; children: ComponentChildren }): VNode {
  return (
    <details>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

interface EmptyStateProps {
  /** What will appear here. */
  readonly children: ComponentChildren;
  /** The one next step. */
  readonly href?: string | undefined;
  readonly action?: string | undefined;
}

/** Where there is nothing yet: what will appear, and the one next step. */
export function EmptyState({ children, href, action }: EmptyStateProps): VNode {
  return (
    <p class="empty">
      {children}
      {href && action ? (
        <>
          {' '}
          <a href={href}>{action}</a>
        </>
      ) : null}
    </p>
  );
}
