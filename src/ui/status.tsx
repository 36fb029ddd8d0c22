import type { ComponentChildren, VNode } from 'preact';
import { Actions, Button } from './actions.tsx';
import { Form } from './form.tsx';
import { type Frame, Page } from './frame.tsx';
import { Hidden } from './input.tsx';
import { SearchForm } from './search.tsx';
import { texts, type Words } from './texts.ts';

type StatusCode = keyof Words['status'];

interface StatusPageProps {
  readonly frame: Frame;
  /** HTTP status. One without words of its own shows those of 400 or 500. */
  readonly status: number;
  /** In place of the usual title. */
  readonly title?: string | undefined;
  /** Sentence in place of the usual one: what to do. */
  readonly children?: ComponentChildren;
  /** Where to look for what was not found: a page that answers `?q=`, and what it searches. */
  readonly search?: { readonly path: string; readonly of: 'services' | 'catalogue' } | undefined;
  /** Number of a fault, to be told to whoever helps. */
  readonly fault?: string | undefined;
  readonly typed?: Typed | undefined;
}

/** What was typed into a form that was refused: nothing of it is to be typed again. */
interface Typed {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly written: readonly string[];
  /** It can be sent again as it is. */
  readonly again: boolean;
  /** Where one signs in, in another window: this one holds what was typed. */
  readonly signIn?: string | undefined;
}

function worded(status: number, words: Words): StatusCode {
  if (Object.hasOwn(words.status, status)) return status as StatusCode;
  return status >= 500 ? 500 : 400;
}

/** What went wrong and what to do next, as a whole page. */
export function StatusPage(props: StatusPageProps): VNode {
  const { frame, status, children, search, fault, typed } = props;
  const words = texts[frame.lang];
  const { title: usual, text } = words.status[worded(status, words)];
  const title = props.title ?? usual;
  return (
    <Page frame={frame} title={title}>
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{children ?? text}</p>
        {typed ? <TypedPart frame={frame} typed={typed} /> : null}
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

function TypedPart({
  frame,
  typed: { action, fields, written, again, signIn },
}: {
  frame: Frame;
  typed: Typed;
}): VNode {
  const words = texts[frame.lang].typed;
  return (
    <>
      {signIn === undefined ? null : (
        <p>
          <a href={signIn} target="_blank" rel="noopener">
            {words.signIn}
          </a>
        </p>
      )}
      {again ? (
        <Form action={action}>
          {fields.map(([name, value]) => (
            <Hidden name={name} value={value} />
          ))}
          <Actions>
            <Button>{words.again}</Button>
          </Actions>
        </Form>
      ) : null}
      {written.length === 0 ? null : (
        <>
          <h2>{words.wrote}</h2>
          {written.map((value) => (
            <p class="written">{value}</p>
          ))}
        </>
      )}
    </>
  );
}
