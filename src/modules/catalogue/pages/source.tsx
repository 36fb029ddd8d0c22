import type { VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { type Frame, Knot } from '../../../ui/index.ts';
import type { Primary } from '../definition/reference.ts';
import { entryPath } from '../path.ts';

/** The one register a concept comes from, behind a filled knot; behind a hollow one what stands in its place. */
export function SourceOf({
  frame,
  primary,
  without,
}: {
  frame: Frame;
  primary: Primary | undefined;
  without: string;
}): VNode {
  if (!primary) {
    return (
      <>
        <Knot sign="said" /> {without}
      </>
    );
  }
  return (
    <>
      <Knot sign="known" />{' '}
      <a href={frame.href(entryPath('register', primary.register))}>{pick(primary.title, frame.lang)}</a>
    </>
  );
}
