import type { Text } from '../../../language/lang.ts';
import type { CompiledAction, CompiledProcess, CompiledState } from '../definition/schema.ts';
import { type ActorKind, actors } from '../entities.ts';
import { earlierEyes, flagsNamed, titleAtDesk } from '../rules.ts';
import { type Aside, asidesOf, isAside } from './asides.ts';
import { clockText, drawingWords, lowers, onlyIf, otherPerson, raises, termIn, withDays } from './words.ts';

/** Lanes stand in this order; those of whom nothing is asked are left out. */
export const laneNames = [...(Object.keys(actors) as ActorKind[]), 'others'] as const;
export type LaneName = ActorKind | 'others';

/**
 * `pass`: one action leads on. `choice`: one party chooses. `wait`: whoever acts first, or time. `rest`: a choice, and
 * the process may end here for good.
 */
export type StateForm = 'pass' | 'choice' | 'wait' | 'rest';

interface Node {
  readonly id: string;
  readonly lane: LaneName;
  readonly text: Text;
  /** What else is said of it, in sentences. */
  readonly about: readonly Text[];
}

export type DrawnNode = Node &
  (
    | { readonly kind: 'start' }
    | {
        readonly kind: 'state';
        readonly form: StateForm;
        readonly state: CompiledState;
        readonly terms: readonly Text[];
      }
    /** An action of people. `awaited`: it is one of several that different parties could take. */
    | { readonly kind: 'task'; readonly action: CompiledAction; readonly awaited: boolean }
    /** An action of the program: it follows by itself, or when a time runs out. */
    | { readonly kind: 'event'; readonly action: CompiledAction; readonly days: number | undefined }
    /** What the program does, or another process, before the next state is reached. */
    | { readonly kind: 'work'; readonly calls: string | undefined }
    | { readonly kind: 'end'; readonly tells: boolean }
  );

export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
}

/** What an action sets going, in words that the room knows which owns the definition. */
export interface Following {
  /** The owner is told. */
  readonly tells?: boolean;
  /** What the program does. */
  readonly work?: Text;
  /** Other processes that begin within this one, several at once: the file they are drawn in, and their title. */
  readonly calls?: { readonly file: string; readonly title: Text };
}
export type Follows = (action: CompiledAction) => Following;

export interface ProcessGraph {
  readonly title: Text;
  readonly lanes: readonly { readonly name: LaneName; readonly title: Text }[];
  /** In the order of the definition: states first, each followed by its actions. */
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** What may happen at any time, beside the course. */
  readonly asides: readonly Aside[];
}

/**
 * A table of states and actions as a course that can be drawn: states are places where the process waits, actions lead
 * from one to the next in the lane of whoever takes them. An action is drawn once for each state in which it may be
 * taken, an end once for each way into it; a way out of many states into an end stands aside.
 */
export function graphOf(title: Text, process: CompiledProcess, follows: Follows = () => ({})): ProcessGraph {
  const nodes: DrawnNode[] = [];
  const edges: DrawnEdge[] = [];
  const course = { process, follows, nodes, edges };
  const asides = asidesOf(process);
  process.states.forEach((state, index) => {
    if (index === 0) drawStart(course, state);
    if (!isEnd(process, state)) drawState(course, state);
  });
  const named = new Set<LaneName>([...nodes, ...asides].map(({ lane }) => lane));
  const lanes = laneNames
    .filter((name) => named.has(name))
    .map((name) => ({ name, title: name === 'others' ? drawingWords.others : actors[name] }));
  return { title, lanes, nodes, edges, asides };
}

interface Course {
  readonly process: CompiledProcess;
  readonly follows: Follows;
  readonly nodes: DrawnNode[];
  readonly edges: DrawnEdge[];
}

/** Nothing leads on from here: each way into it ends for itself. */
const isEnd = (process: CompiledProcess, state: CompiledState): boolean =>
  state.end && exitsOf(process, state).length === 0;

/** Actions drawn from a state: those that stand aside are not. */
function exitsOf(process: CompiledProcess, { name }: CompiledState): readonly CompiledAction[] {
  return process.actions.filter((action) => action.from.includes(name) && !isAside(process, action));
}

function laneOf(process: CompiledProcess, state: CompiledState): LaneName {
  const able = exitsOf(process, state).map(({ actor }) => actor);
  const people = able.filter((actor) => actor !== 'system');
  return state.awaits.find((actor) => able.includes(actor)) ?? people[0] ?? able[0] ?? 'system';
}

function drawStart({ process, nodes, edges }: Course, state: CompiledState): void {
  nodes.push({ kind: 'start', id: 'start', lane: laneOf(process, state), text: drawingWords.start, about: [] });
  edges.push({ from: 'start', to: stateId(state.name) });
}

const stateId = (name: string): string => `state.${name}`;

function formOf(process: CompiledProcess, state: CompiledState): StateForm {
  const exits = exitsOf(process, state);
  if (state.end) return 'rest';
  if (exits.length === 1) return 'pass';
  const parties = new Set(exits.map(({ actor }) => actor));
  return parties.size === 1 && !parties.has('system') ? 'choice' : 'wait';
}

function drawState(course: Course, state: CompiledState): void {
  const { process, nodes, edges } = course;
  const id = stateId(state.name);
  const form = formOf(process, state);
  const lane = laneOf(process, state);
  const running = process.clocks.filter(({ runs }) => runs.includes(state.name));
  const terms = running.map(termIn);
  const about = running.map((clock) => clockText(clock));
  nodes.push({ kind: 'state', id, lane, form, state, text: titleAtDesk(state), about, terms });
  for (const action of exitsOf(process, state)) drawAction(course, { state, form, action });
  if (form !== 'rest') return;
  nodes.push({ kind: 'end', id: `end.${state.name}`, lane, text: drawingWords.rest, about: [], tells: false });
  edges.push({ from: id, to: `end.${state.name}` });
}

interface Way {
  readonly state: CompiledState;
  readonly form: StateForm;
  readonly action: CompiledAction;
}

function drawAction(course: Course, { state, form, action }: Way): void {
  const { process, nodes, edges, follows } = course;
  const id = `action.${action.name}.${state.name}`;
  const { name, title, actor: lane } = action;
  const about = rulesOf(process, action);
  if (lane === 'system') {
    const due = process.clocks.find((clock) => clock.due === name && clock.runs.includes(state.name));
    const days = due?.workingDays;
    nodes.push({ kind: 'event', id, lane, text: withDays(title, days), about, action, days });
  } else nodes.push({ kind: 'task', id, lane, text: title, about, action, awaited: form === 'wait' });
  edges.push({ from: stateId(state.name), to: id });
  const following = follows(action);
  const last = drawWork(course, id, action, following);
  const target = process.states.find((one) => one.name === action.to);
  if (!target) throw new Error(`the definition has no state ${action.to}`);
  if (!isEnd(process, target)) {
    connect(course, last, stateId(target.name));
    return;
  }
  const end = `end.${last}`;
  const tells = following.tells ?? false;
  add(course, { kind: 'end', id: end, lane, text: titleAtDesk(target), about: [], tells });
  connect(course, last, end);
}

/** What follows from an action, once for all that set the same going and lead to the same state. */
function drawWork(course: Course, from: string, action: CompiledAction, { work, calls }: Following): string {
  const text = calls?.title ?? work;
  if (!text) return from;
  const id = `work.${action.to}.${action.effects.join('.')}`;
  const lane = calls ? 'others' : 'system';
  add(course, { kind: 'work', id, lane, text, about: [], calls: calls?.file });
  connect(course, from, id);
  return id;
}

/** Once: several actions may set the same going. */
function add({ nodes }: Course, node: DrawnNode): void {
  if (!nodes.some(({ id }) => id === node.id)) nodes.push(node);
}

function connect({ edges }: Course, from: string, to: string): void {
  if (!edges.some((edge) => edge.from === from && edge.to === to)) edges.push({ from, to });
}

/** What holds for an action besides who takes it where. */
function rulesOf(process: CompiledProcess, action: CompiledAction): readonly Text[] {
  const { note, otherwise } = action;
  const earlier = earlierEyes(action).map((name) => process.actions.find((one) => one.name === name)?.title);
  return [
    ...(note === 'required' ? [drawingWords.reasons] : []),
    ...(earlier.length > 0 ? [otherPerson(earlier.filter((title) => title !== undefined))] : []),
    ...(otherwise ? [onlyIf(otherwise)] : []),
    ...flagsNamed(process, action.raise, false).map(raises),
    ...flagsNamed(process, action.lower, false).map(lowers),
  ];
}
