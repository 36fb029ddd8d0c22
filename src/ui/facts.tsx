import type { ComponentChildren, VNode } from 'preact';
import type { DateInput } from '../language/index.ts';
import { Knot } from './knot.tsx';
import { NoWrap, SampleMark, Tag, type TagState, Thread, Time } from './prose.tsx';
import { useWords } from './surroundings.tsx';
import { Table } from './table.tsx';

export interface Fact {
  readonly name: ComponentChildren;
  readonly value?: ComponentChildren;
  /** Why there is no value; without a value and a reason the fact counts as not known. */
  readonly missing?: 'none' | 'unknown' | 'unavailable' | 'refused' | undefined;
  /** Words in place of a value that is not shown, though there is or was one. */
  readonly instead?: ComponentChildren;
  /** Soft words after the value: an earlier value, why it is missing. */
  readonly detail?: ComponentChildren;
  /** `known`: from a register; `said`: stated by the applicant. */
  readonly sign?: 'known' | 'said' | undefined;
  /** Register or answer the value comes from. */
  readonly source?: ComponentChildren;
  readonly at?: DateInput | undefined;
  /** Next attempt at a value that was not received; beside a value, at one that was known before and not renewed. */
  readonly retryAt?: DateInput | undefined;
}

interface FactsTableProps {
  readonly facts: readonly Fact[];
  /** Column names: the officer reads facts and sources, the citizen what a register says of them. */
  readonly reader?: 'officer' | 'citizen' | undefined;
  readonly caption?: ComponentChildren;
}

/** Facts with their source: name, value, where from (with its knot), and, if any fact has one, the time. */
export function FactsTable({ facts, reader = 'officer', caption }: FactsTableProps): VNode {
  const words = useWords();
  const timed = facts.some(({ at, retryAt }) => at ?? retryAt);
  const columns = words.factColumns[reader].slice(0, timed ? 4 : 3).map((label) => ({ label }));
  const rows = facts.map((fact) => {
    const row = [fact.name, <FactCell fact={fact} />, <FactSource fact={fact} />];
    return timed ? [...row, <FactTime fact={fact} />] : row;
  });
  return <Table caption={caption} columns={columns} rows={rows} />;
}

function FactCell({ fact }: { fact: Fact }): VNode {
  return (
    <>
      <FactValue fact={fact} />
      {fact.retryAt && isStated(fact) ? <NotRenewed /> : null}
      {fact.detail ? (
        <>
          {' '}
          <span class="soft">{fact.detail}</span>
        </>
      ) : null}
    </>
  );
}

function hasValue({ value }: Fact): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** A value, or that there is none: something that somebody has stated. */
function isStated(fact: Fact): boolean {
  return hasValue(fact) || (fact.missing === 'none' && !fact.instead);
}

function NotRenewed(): VNode {
  return (
    <>
      {' '}
      <Tag state="wait" sign="nodata">
        {useWords().notRenewed}
      </Tag>
    </>
  );
}

function FactValue({ fact }: { fact: Fact }): VNode {
  const words = useWords();
  if (hasValue(fact)) return <strong>{fact.value}</strong>;
  if (fact.instead) return <span class="soft">{fact.instead}</span>;
  const missing = fact.missing ?? 'unknown';
  const word = words.missing[missing];
  if (missing === 'none') return <strong>{word}</strong>;
  if (missing === 'unknown') return <span class="soft">{word}</span>;
  return (
    <Tag state="wait" sign="nodata">
      {word}
    </Tag>
  );
}

function FactSource({ fact }: { fact: Fact }): VNode {
  const words = useWords();
  const source = fact.source ?? <span class="soft">{words.missing.unknown}</span>;
  // A value that was not received has no knot: nobody has stated it.
  if (!fact.sign || !isStated(fact)) return <>{source}</>;
  return (
    <>
      <Knot sign={fact.sign} label={fact.sign === 'known' ? words.registered : words.told} /> {source}
    </>
  );
}

function FactTime({ fact }: { fact: Fact }): VNode {
  const words = useWords();
  if (fact.retryAt) {
    return (
      <>
        {fact.at && isStated(fact) ? (
          <>
            <Time at={fact.at} show="short" />;{' '}
          </>
        ) : null}
        {words.again} <Time at={fact.retryAt} show="clock" />
      </>
    );
  }
  return fact.at ? <Time at={fact.at} show="short" /> : <span class="soft">{words.missing.unknown}</span>;
}

/** What the knots of a table of facts mean; beside its heading. */
export function FactsKey(): VNode {
  const { known, said, nodata } = useWords().factKey;
  return (
    <p class="small soft">
      <NoWrap>
        <Knot sign="known" /> {known}
      </NoWrap>{' '}
      &ensp;{' '}
      <NoWrap>
        <Knot sign="said" /> {said}
      </NoWrap>{' '}
      &ensp;{' '}
      <NoWrap>
        <Knot sign="nodata" /> {nodata}
      </NoWrap>
    </p>
  );
}

export interface KeyFact {
  readonly term: ComponentChildren;
  readonly value: ComponentChildren;
  /** Small words below the value. */
  readonly note?: ComponentChildren;
  /** The value is an act: small; `sample` adds the mark of an invented one. */
  readonly law?: 'act' | 'sample' | undefined;
}

interface KeyFactsProps {
  readonly facts: readonly KeyFact[];
  readonly title?: ComponentChildren;
  /** Where they come from; stands below, behind a filled knot. */
  readonly source?: ComponentChildren;
}

/** Key facts beside the text; on a phone they follow the lead. */
export function KeyFacts({ facts, title, source }: KeyFactsProps): VNode {
  if (!title) return <KeyFactList facts={facts} name="aside" />;
  return (
    <section class="aside stack" aria-labelledby="key-facts">
      <h2 id="key-facts" class="small">
        {title}
      </h2>
      <KeyFactList facts={facts} />
      {source ? <Thread sign="known">{source}</Thread> : null}
    </section>
  );
}

function KeyFactList({ facts, name }: { facts: readonly KeyFact[]; name?: string }): VNode {
  return (
    <dl class={name}>
      {facts.map(({ term, value, note, law }) => (
        <>
          <dt>{term}</dt>
          <dd class={law ? 'law' : undefined}>
            {value}
            {law === 'sample' ? (
              <>
                {' '}
                <SampleMark />
              </>
            ) : null}
            {note ? (
              <>
                {' '}
                <small>{note}</small>
              </>
            ) : null}
          </dd>
        </>
      ))}
    </dl>
  );
}

export interface Task {
  readonly href: string;
  readonly title: ComponentChildren;
  readonly about?: ComponentChildren;
  readonly state?: TagState | undefined;
  /** Word of the tag: a state or a date. */
  readonly tag?: ComponentChildren;
}

/** Things that wait for a person, or that run for them. */
export function TaskList({ tasks }: { tasks: readonly Task[] }): VNode {
  return (
    <ul class="rows">
      {tasks.map(({ href, title, about, state, tag }) => (
        <li class="task">
          <a href={href}>{title}</a>
          {about ? <span class="soft small">{about}</span> : null}
          {tag ? <Tag state={state}>{tag}</Tag> : null}
        </li>
      ))}
    </ul>
  );
}

export interface EventLink {
  readonly href: string;
  readonly title: string;
  readonly about: ComponentChildren;
}

/** Life events, or any short list of places to go, in columns. */
export function EventList({ events }: { events: readonly EventLink[] }): VNode {
  return (
    <ul class="events">
      {events.map(({ href, title, about }) => (
        <li>
          <a href={href}>{title}</a>
          <span>{about}</span>
        </li>
      ))}
    </ul>
  );
}
