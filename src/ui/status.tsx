import type { ComponentChildren, VNode } from 'preact';
import { type Frame, Page } from './frame.tsx';
import { SearchForm } from './search.tsx';
import { texts, type Words } from './texts.ts';

type StatusCode = keyof Words['status'];

interface StatusPageProps {
  readonly frame: Frame;
  /** HTTP status. One without words of its own shows those of 400 or 500. */
  readonly status: number;
  /** Sentence in place of the usual one: what to do. */
  readonly children?: ComponentChildren;
  /** Where to look for what was not found: a page that answers `?q=`, and what it searches. */
  readonly search?: { readonly path: string; readonly of: 'services' | 'catalogue' } | undefined;
  /** Number of a fault, to be told to whoever helps. */
  readonly fault?: string | undefined;
}

function worded(status: number, words: Words): StatusCode {
  if (Object.hasOwn(words.status, status)) return status as StatusCode;
  return status >= 500 ? 500 : 400;
}

/** What went wrong and what to do next, as a whole page. */
export function StatusPage({ frame, status, children, search, fault }: StatusPageProps): VNode {
  const words = texts[frame.lang];
  const { title, text } = words.status[worded(status, words)];
  return (
    <Page frame={frame} title={title}>
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{children ?? text}</p>
        {search ? <SearchForm action={frame.href(search.path)} label={words.searchIn[search.of]} /> : null}
        {fault ? (
          <p class="soft small">
            {words.faultNumber}: <code>{fault}</code>
          </p>
        ) : null}
        <p>
          <a href={frame.href(frame.home ?? '/')}>{words.home}</a>
        </p>
      </div>
    </Page>
  );
}
