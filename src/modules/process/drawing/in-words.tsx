import type { VNode } from 'preact';
import { type Lang, pick, type Text } from '../../../language/index.ts';
import { bound, Steps } from '../../../ui/index.ts';
import { type Aside, asideName } from './asides.ts';
import type { DrawnNode, ProcessGraph } from './graph.ts';
import { drawingWords } from './words.ts';

interface WordsProps {
  readonly graph: ProcessGraph;
  readonly lang: Lang;
}

/** The same as the picture, for whoever does not see it: states in their order, and who may do what in each. */
export function ProcessInWords({ graph, lang }: WordsProps): VNode {
  const steps = graph.nodes.flatMap((node) => {
    if (node.kind !== 'state') return [];
    const term = node.terms.map((text) => pick(text, lang)).join(', ');
    const exits = exitsOf(graph, node).map((exit) => <Exit graph={graph} node={exit} lang={lang} />);
    return [
      {
        title: bound(term === '' ? pick(node.text, lang) : `${pick(node.text, lang)} (${term})`),
        about: exits,
      },
    ];
  });
  return <Steps steps={steps} />;
}

const nodeOf = ({ nodes }: ProcessGraph, id: string): DrawnNode | undefined => nodes.find((node) => node.id === id);

function exitsOf(graph: ProcessGraph, { id }: DrawnNode): readonly DrawnNode[] {
  return graph.edges.flatMap(({ from, to }) => (from === id ? (nodeOf(graph, to) ?? []) : []));
}

const laneTitle = ({ lanes }: ProcessGraph, node: Pick<DrawnNode, 'lane'>): Text | undefined =>
  lanes.find(({ name }) => name === node.lane)?.title;

/** “İcraçı: Təsdiqə göndər. Sonra: Təsdiq gözlənilir.” */
function Exit({ graph, node, lang }: WordsProps & { readonly node: DrawnNode }): VNode {
  if (node.kind === 'end') return <span class="line">{pick(drawingWords.mayEnd, lang)}</span>;
  const who = laneTitle(graph, node);
  const next = followed(graph, node).map((one) => pick(one.text, lang));
  const rules = node.about.map((text) => pick(text, lang)).join(' ');
  return (
    <span class="line">
      {who ? `${pick(who, lang)}: ` : ''}
      <b>{bound(pick(node.text, lang))}</b>. {pick(drawingWords.next, lang)}: {bound(next.join(', '))}. {bound(rules)}
    </span>
  );
}

/** What follows, up to the state that is reached. */
function followed(graph: ProcessGraph, node: DrawnNode): readonly DrawnNode[] {
  const [next] = exitsOf(graph, node);
  if (!next) return [];
  return next.kind === 'work' ? [next, ...followed(graph, next)] : [next];
}

/** What the picture leaves out, as it may happen in many states. */
export function ProcessAsides({ graph, lang }: WordsProps): VNode | null {
  if (graph.asides.length === 0) return null;
  return (
    <ul class="rows">
      {graph.asides.map((aside) => (
        <li>
          <b>{bound(occasionOf(graph, aside, lang))}.</b> {bound(consequence(aside, lang))}.{' '}
          <span class="soft">
            {pick(drawingWords.inStates, lang)}: {bound(pick(asideName(aside), lang))}.
          </span>
        </li>
      ))}
    </ul>
  );
}

/** “Müraciətçi: Geri götür”, or the time that has run out. */
function occasionOf(graph: ProcessGraph, { by, lane, start, step }: Aside, lang: Lang): string {
  if (by === 'time') return pick(start, lang);
  const who = laneTitle(graph, { lane });
  return who ? `${pick(who, lang)}: ${pick(step, lang)}` : pick(step, lang);
}

const consequence = ({ by, step, end }: Aside, lang: Lang): string =>
  by === 'time' ? pick(step, lang) : `${pick(drawingWords.next, lang)}: ${pick(end, lang)}`;
