import { renderToString } from 'preact-render-to-string';
import type { Lang } from '../../../language/index.ts';
import type { ProcessGraph } from './graph.ts';
import { Drawing } from './picture.tsx';

// In a file of its own there is no sheet of styles, and the paper is white.
const style = `
svg{background:#fff}
text{font:13px Onest,"Noto Sans",system-ui,sans-serif;fill:#16211f}
.strong{font-weight:550}
.soft,marker path{fill:#4b5956}
.head{fill:#e9edea}
.frame,.way{fill:none;stroke:#4b5956}
.lane{stroke:#d5dcd8}
.firm{stroke:#16211f;stroke-width:2px}
g path{fill:#fff;stroke:#4b5956}
.state path{fill:#e9edea;stroke:#16211f}
.event path,.work path{stroke-dasharray:4 3}
.start path,.end path{stroke:#16211f;stroke-width:2px}
`;

/** The picture of a process as a file of its own: SVG 1.1, which any browser and any office program opens. */
export function svgOf(graph: ProcessGraph, lang: Lang): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(<Drawing graph={graph} lang={lang} style={style} />)}\n`;
}
