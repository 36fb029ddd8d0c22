import type { ComponentChildren } from 'preact';
import { NoWrap } from '../../../ui/index.ts';

const numberWithEnding = /(\d[\d.,:–]*-\p{Ll}+)/u;

/** Text in which a number and its ending stay on one line: 4.3-cü, 25.11.2026-dək. */
export function bound(text: string): ComponentChildren {
  return text.split(numberWithEnding).map((part, index) => (index % 2 === 1 ? <NoWrap>{part}</NoWrap> : part));
}

/** What a person wrote, in the lines in which they wrote it. */
export function lines(text: string): ComponentChildren {
  return text.split('\n').map((line, index) => (
    <>
      {index > 0 ? <br /> : null}
      {line}
    </>
  ));
}
