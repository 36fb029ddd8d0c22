import type { ComponentChildren, VNode } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import { drawWithin, useLang } from './surroundings.tsx';

const kept = new WeakMap<object, Map<string, string>>();

interface KeptProps {
  /** What alone decides how the part looks, besides the language: a compiled definition, which is another object after a release. */
  readonly of: object;
  /** Tells apart the parts drawn from one object. */
  readonly part: string;
  /** May hold neither a form, whose token is of one session, nor anything about a person. */
  readonly children: () => ComponentChildren;
}

/** A part of a page that is drawn once for as long as the object it is drawn from is there. */
export function Kept({ of, part, children }: KeptProps): VNode {
  const lang = useLang();
  const parts = kept.get(of) ?? new Map<string, string>();
  kept.set(of, parts);
  const key = `${lang} ${part}`;
  const drawn = parts.get(key) ?? drawWithin({ lang }, children());
  parts.set(key, drawn);
  return jsxTemplate([drawn]);
}
