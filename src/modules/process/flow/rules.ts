import type { Text } from '../../../language/lang.ts';
import type { CompiledProcess, CompiledState } from '../definition/schema.ts';
import { isOwners } from '../entities.ts';
import type { StayRow, VariantRow } from './store.ts';

/** With whom time passes: the one whose process it is, those who decide, or the program. */
export type Side = 'owner' | 'officials' | 'program';

export interface StateFlow extends StayRow {
  readonly title: Text;
  readonly side: Side;
  /** Of all time that passed before an end, 0 to 1. */
  readonly share: number;
}

const same = (text: string): Text => ({ az: text, en: text, ru: text });

export function sideOf({ awaits }: Pick<CompiledState, 'awaits'>): Side {
  if (awaits.length === 0) return 'program';
  return awaits.every(isOwners) ? 'owner' : 'officials';
}

/**
 * States in the order of the definition, then those that it knows no more. In an end nothing waits: what rests there is
 * left out.
 */
export function statesOf(process: CompiledProcess, found: readonly StayRow[]): readonly StateFlow[] {
  const known = new Map(process.states.map((state, at) => [state.name, { state, at }]));
  const waiting = found.filter(({ state }) => known.get(state)?.state.end !== true);
  const all = waiting.reduce((sum, { total }) => sum + total, 0);
  const placeOf = ({ state }: StayRow) => known.get(state)?.at ?? process.states.length;
  return waiting
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((row) => {
      const state = known.get(row.state)?.state;
      const title = state ? (state.desk ?? state.title) : same(row.state);
      return { ...row, title, side: state ? sideOf(state) : 'officials', share: all === 0 ? 0 : row.total / all };
    });
}

/** How the time divides between the sides, 0 to 1 each. */
export function sharesOf(states: readonly StateFlow[]): Readonly<Record<Side, number>> {
  const of = (side: Side) => states.reduce((sum, one) => sum + (one.side === side ? one.share : 0), 0);
  return { owner: of('owner'), officials: of('officials'), program: of('program') };
}

export interface Variant extends Pick<VariantRow, 'count' | 'median'> {
  readonly steps: readonly Text[];
}

export function variantsOf(process: CompiledProcess, found: readonly VariantRow[]): readonly Variant[] {
  const titles = new Map(process.actions.map(({ name, done, title }) => [name, done ?? title]));
  return found.map(({ actions, count, median }) => ({
    count,
    median,
    steps: actions.map((name) => titles.get(name) ?? same(name)),
  }));
}
