import type { VNode } from 'preact';
import { paths, type Sign, signNames, signs } from './ornament.ts';

export type { Sign } from './ornament.ts';

interface KnotProps {
  readonly sign: Sign;
  /** Spoken words. Without them the knot is silent: then a word beside it must say the same. */
  readonly label?: string | undefined;
}

/** The sign of a statement: filled `known` = the state knows it, hollow `said` = somebody says it. */
export function Knot({ sign, label }: KnotProps): VNode {
  const spoken = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': 'true' } as const);
  return (
    <svg class="knot" {...spoken}>
      <use href={`#${sign}`} />
    </svg>
  );
}

/** The woven border. Its pattern stands in the page's sprite. */
export function Band(): VNode {
  return (
    <svg class="band" aria-hidden="true">
      <rect width="100%" height="100%" fill="url(#hasiye)" />
    </svg>
  );
}

/** One ornament drawn in the text's colour; `box` is its size in knots. */
function Ornament({ path, box, name }: { path: string; box: number; name?: string }): VNode {
  return (
    <svg class={name} viewBox={`0 0 ${box} ${box}`} aria-hidden="true">
      <path fill="currentColor" shape-rendering="crispEdges" d={path} />
    </svg>
  );
}

export function Mark(): VNode {
  return <Ornament path={paths.mark} box={9} />;
}

/** The göl: `gol` on the home page's field, `seal` as a document's watermark. */
export function Gol({ as }: { as: 'gol' | 'seal' }): VNode {
  return <Ornament path={paths.gol} box={47} name={as} />;
}

/** Signs that a piece of rendered markup refers to. */
export function signsIn(markup: string): Sign[] {
  const used = new Set([...markup.matchAll(/<use href="#(\w+)"/g)].map(([, sign]) => sign));
  return signNames.filter((sign) => used.has(sign));
}

/** Definitions that the page's drawings refer to. `scale` is the size of the band's knot in pixels. */
export function Sprite({ used, scale }: { used: readonly Sign[]; scale: 1 | 2 }): VNode {
  return (
    <svg class="hidden" aria-hidden="true">
      <pattern id="hasiye" width={20 * scale} height={9 * scale} patternUnits="userSpaceOnUse">
        <path transform={`scale(${scale})`} shape-rendering="crispEdges" d={paths.band} />
      </pattern>
      {used.map((sign) => (
        <symbol key={sign} id={sign} viewBox="0 0 7 7">
          <path d={signs[sign]} />
        </symbol>
      ))}
    </svg>
  );
}
