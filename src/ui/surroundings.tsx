import type { ComponentChildren, VNode } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';
import { renderToString } from 'preact-render-to-string';
import type { Lang } from '../language/index.ts';
import { texts, type Words } from './texts.ts';

/** What every component may know about the page it stands on. */
export interface Surroundings {
  readonly lang: Lang;
  /** Token that every form sends back in its field `csrf`. */
  readonly csrf?: string | undefined;
}

// A page is drawn in one go, so there is always one only. Preact's own context would do the same, but each page drawn
// with it outlives V8's quick collections, and the slow ones come ten times as often.
let around: Surroundings = { lang: 'az' };

/** Draws components as text, which then know what stands around them; `Page` does this for a whole page. */
export function drawWithin(surroundings: Surroundings, children: ComponentChildren): string {
  const outside = around;
  around = surroundings;
  try {
    return renderToString(<>{children}</>);
  } finally {
    around = outside;
  }
}

/** The same as a component: a part of a page that is in another language. */
export function Within({ children, ...surroundings }: Surroundings & { children?: ComponentChildren }): VNode {
  return jsxTemplate([drawWithin(surroundings, children)]);
}

export function useSurroundings(): Surroundings {
  return around;
}

export function useLang(): Lang {
  return around.lang;
}

/** The interface's own words in the page's language. */
export function useWords(): Words {
  return texts[around.lang];
}
