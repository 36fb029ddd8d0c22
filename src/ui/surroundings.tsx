import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lang } from '../language/index.ts';
import { texts, type Words } from './texts.ts';

/** What every component may know about the page it stands on. */
export interface Surroundings {
  readonly lang: Lang;
  /** Token that every form sends back in its field `csrf`. */
  readonly csrf?: string | undefined;
}

const Context = createContext<Surroundings>({ lang: 'az' });

/** Gives the components inside it their language; `Page` does this for a whole page. */
export function Within({ children, ...surroundings }: Surroundings & { children?: ComponentChildren }): VNode {
  return <Context.Provider value={surroundings}>{children}</Context.Provider>;
}

export function useSurroundings(): Surroundings {
  return useContext(Context);
}

export function useLang(): Lang {
  return useContext(Context).lang;
}

/** The interface's own words in the page's language. */
export function useWords(): Words {
  return texts[useContext(Context).lang];
}
