import type { ComponentChildren } from 'preact';

/** What a person wrote, in the lines in which they wrote it. */
export function lines(text: string): ComponentChildren {
  return text.split('\n').map((line, index) => (
    <>
      {index > 0 ? <br /> : null}
      {line}
    </>
  ));
}
