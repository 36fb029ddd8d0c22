import type { ComponentChildren, VNode } from 'preact';
import type { DateInput } from '../language/index.ts';
import { Knot, type Sign } from './knot.tsx';
import { signs } from './ornament.ts';
import { Tag, Time } from './prose.tsx';
import { useWords } from './surroundings.tsx';

interface CardProps {
  readonly title: ComponentChildren;
  /** Small words or a link at the end of the title's line. */
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A block of the desk. The portal has none: there lines carry the structure. */
export function Card({ title, beside, children }: CardProps): VNode {
  return (
    <section class="card">
      {beside ? (
        <div class="top">
          <h2>{title}</h2>
          {beside}
        </div>
      ) : (
        <h2>{title}</h2>
      )}
      {children}
    </section>
  );
}

/** How a deadline stands: working days left (0 = today), or late, or stopped. */
export interface Deadline {
  readonly left?: number | undefined;
  readonly late?: number | undefined;
  readonly stopped?: boolean | undefined;
}

/** A deadline in a word: late and today in madder, the last two days in saffron, stopped in indigo. */
export function DeadlineTag({ left = 0, late, stopped }: Deadline): VNode {
  const { deadline } = useWords();
  if (stopped) return <Tag state="pace">{deadline.stopped}</Tag>;
  if (late) return <Tag state="late">{deadline.late}</Tag>;
  if (left === 0) return <Tag state="late">{deadline.today}</Tag>;
  return <Tag state={left <= 2 ? 'wait' : undefined}>{deadline.days(left)}</Tag>;
}

export interface QueueItem {
  readonly href: string;
  readonly title: string;
  readonly about: ComponentChildren;
  readonly deadline?: Deadline | undefined;
  readonly current?: boolean | undefined;
}

interface QueueProps {
  readonly title: string;
  /** How many, and how many are late. */
  readonly summary: ComponentChildren;
  readonly items: readonly QueueItem[];
  /** The queue is the page's only content, and so stands on a phone as well. */
  readonly alone?: boolean | undefined;
}

/** The desk's left pane: a person's cases, the most urgent first. */
export function Queue({ title, summary, items, alone }: QueueProps): VNode {
  const { queueKeys } = useWords();
  return (
    <nav class={alone ? 'queue alone' : 'queue'} aria-labelledby="queue">
      <h2 id="queue">{title}</h2>
      <p class="small soft">
        {summary}
        {items.length > 1 ? (
          <span class="keys">
            {' '}
            <kbd>J</kbd> {queueKeys.next}, <kbd>K</kbd> {queueKeys.previous}
          </span>
        ) : null}
      </p>
      <ol>
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              <strong>{item.title}</strong>
              {item.deadline ? <DeadlineTag {...item.deadline} /> : null}
              <span class="soft">{item.about}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface JumpProps {
  readonly href: string;
  /** Is there anything to be decided? */
  readonly decide: boolean;
  readonly children: ComponentChildren;
}

/** On a phone, where the panes stand below one another: back to the queue, and on to the decision (`id="decide"`). */
export function Jump({ href, decide, children }: JumpProps): VNode {
  const { toDecision } = useWords();
  return (
    <p class="jump">
      <a class="back" href={href}>
        {children}
      </a>
      {decide ? (
        <>
          {' '}
          <a href="#decide">{toDecision}</a>
        </>
      ) : null}
    </p>
  );
}

/** A working day of a clock; `halt`: the clock stood still that day. */
export type ClockDay = 'spent' | 'now' | 'left' | 'halt';

interface ClockProps extends Pick<Deadline, 'late' | 'stopped'> {
  /** In order of the calendar; days off are not among them. */
  readonly days: readonly ClockDay[];
  readonly due?: DateInput | undefined;
  /** Whose time it is, where it is not that of the decision. */
  readonly title?: string | undefined;
  /** Which days did not count, and why. */
  readonly children?: ComponentChildren;
}

const daySigns: Readonly<Record<ClockDay, Sign>> = { spent: 'known', now: 'known', left: 'said', halt: 'none' };
const mostInRow = 15;
const leastInRow = 12;

/** The time limit of a case: one knot a working day. */
export function Clock({ days, due, title, late, stopped, children }: ClockProps): VNode {
  const { clock } = useWords();
  const count = (kind: ClockDay): number => days.filter((day) => day === kind).length;
  const [spent, now, left, halt] = [count('spent'), count('now'), count('left'), count('halt')];
  const remaining = left > 0 ? clock.left(left) : clock.today;
  const state = stopped ? clock.stopped : late ? clock.late(late) : remaining;
  const inRow = Math.min(Math.max(days.length, leastInRow), mostInRow);
  const rows = Math.ceil(days.length / inRow);
  return (
    <section class="card clock">
      <h2>{title ?? clock.title}</h2>
      <p>
        <b>{state}</b>
      </p>
      <svg
        viewBox={`0 0 ${inRow * 10 - 3} ${rows * 10 - 3}`}
        role="img"
        aria-label={clock.sentence({ total: spent + now + left, spent, now, left, halt })}
      >
        <g shape-rendering="crispEdges">
          {days.map((day, index) => (
            <path
              transform={`translate(${(index % inRow) * 10} ${Math.floor(index / inRow) * 10})`}
              class={day}
              d={signs[daySigns[day]]}
            />
          ))}
        </g>
      </svg>
      {due ? (
        <p class="small">
          {clock.due}
          <Time at={due} />
        </p>
      ) : null}
      {children ? <p class="small soft">{children}</p> : null}
    </section>
  );
}

/** A clock as a room's views give it. */
export interface ClockFigures extends Pick<Deadline, 'stopped'> {
  readonly days: readonly { readonly mark: ClockDay }[];
  readonly due?: Date | undefined;
  readonly overdue: boolean;
  /** Working days late; one of an overdue clock is late by at least one. */
  readonly late?: number | undefined;
}

interface ClockCardProps extends Pick<ClockProps, 'title' | 'children'> {
  readonly clock: ClockFigures;
}

/** The time of an instance at the desk. */
export function ClockCard({ clock: { days, due, overdue, late, stopped }, title, children }: ClockCardProps): VNode {
  return (
    <Clock
      title={title}
      days={days.map(({ mark }) => mark)}
      due={due}
      late={overdue ? Math.max(late ?? 1, 1) : undefined}
      stopped={stopped}
    >
      {children}
    </Clock>
  );
}

export interface Reason {
  /** `known` and `said`: met, by a register or by the applicant's word; `late`: not met; `nodata`: not received. */
  readonly sign: Exclude<Sign, 'near' | 'endless' | 'unsure'>;
  readonly text: ComponentChildren;
  /** The act and article: an `Act`. */
  readonly act?: ComponentChildren;
}

/** The reasons of a decision, each with its knot and its article. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }): VNode {
  const words = useWords();
  return (
    <ul class="reasons">
      {reasons.map(({ sign, text, act }) => (
        <li>
          <Knot sign={sign} label={words.reason[sign]} />
          <span>{text}</span>
          {act}
        </li>
      ))}
    </ul>
  );
}
