import type { Text } from '../../../language/lang.ts';
import type { CompiledAction, CompiledProcess } from '../definition/schema.ts';
import type { ActorKind } from '../entities.ts';
import { ladderOf, titleAtDesk } from '../rules.ts';
import { drawingWords, listed, toldText, workingDays } from './words.ts';

/** What may happen at any time while the process is in one of some states. */
export interface Aside {
  readonly id: string;
  readonly lane: ActorKind;
  /** `people` and `program` end the process, `time` leaves it where it is. */
  readonly by: 'people' | 'program' | 'time';
  /** The states. */
  readonly where: readonly Text[];
  readonly start: Text;
  /** `start` is a term. */
  readonly isTerm: boolean;
  readonly step: Text;
  readonly end: Text;
}

// From two states an action is drawn twice; from more the lines would hide the course.
const fewest = 3;

/** An action of many states that ends the process for good, where each of them has another way on. */
export function isAside(process: CompiledProcess, action: CompiledAction): boolean {
  return isWide(process, action) && action.from.every((name) => goesOn(process, name));
}

function isWide({ actions, states }: CompiledProcess, { from, to }: CompiledAction): boolean {
  const isLeft = actions.some((action) => action.from.includes(to));
  return from.length >= fewest && !isLeft && states.some(({ name, end }) => name === to && end);
}

function goesOn(process: CompiledProcess, state: string): boolean {
  const rests = process.states.some(({ name, end }) => name === state && end);
  return rests || process.actions.some((action) => action.from.includes(state) && !isWide(process, action));
}

export function asidesOf(process: CompiledProcess): readonly Aside[] {
  return [...endingsOf(process), ...delaysOf(process)];
}

function titles({ states }: CompiledProcess, names: readonly string[]): readonly Text[] {
  return states.filter(({ name }) => names.includes(name)).map(titleAtDesk);
}

function endingsOf(process: CompiledProcess): readonly Aside[] {
  return process.actions
    .filter((action) => isAside(process, action))
    .map((action): Aside => {
      const { name, actor, from, to, title } = action;
      const due = process.clocks.find((clock) => clock.due === name);
      const [end = title] = titles(process, [to]);
      const [by, start] =
        actor === 'system'
          ? (['program', due ? workingDays(due.workingDays) : drawingWords.bySystem] as const)
          : (['people', drawingWords.atAnyTime] as const);
      return {
        id: `aside.${name}`,
        lane: actor,
        by,
        where: titles(process, from),
        start,
        isTerm: due !== undefined,
        step: title,
        end,
      };
    });
}

/** Clocks whose end is told to somebody. */
function delaysOf(process: CompiledProcess): readonly Aside[] {
  return process.clocks
    .filter((clock) => ladderOf(clock).length > 0)
    .map((clock) => ({
      id: `clock.${clock.name}`,
      lane: 'system',
      by: 'time',
      where: titles(process, clock.runs),
      start: workingDays(clock.workingDays),
      isTerm: true,
      step: toldText(ladderOf(clock)),
      end: drawingWords.told,
    }));
}

/** The name of an aside: the states in which it may happen. */
export const asideName = ({ where }: Aside): Text => listed(where);
