import { spend } from '../fuel.ts';
import type { Iteration, Node, NodeOf } from '../syntax/ast.ts';
import { Decimal } from '../values/decimal.ts';
import { isList, Range, type Value } from '../values/value.ts';
import { generate, type Place } from './place.ts';
import type { Code, Scope } from './scope.ts';
import { children, weightOf } from './tests.ts';
import { conjunction, disjunction } from './operator.ts';
import { datesBetween } from '../builtins/temporal.ts';

interface Turn {
  readonly slot: number;
  /** Steps of one of its turns. */
  readonly weight: number;
  /** All values of the name, or null where there is nothing to go through. */
  readonly values: (slots: Value[]) => Iterable<Value> | null;
}

function turns(iterations: readonly Iteration[], body: Node, place: Place): { turns: Turn[]; scope: Scope } {
  let { scope } = place;
  const found: Turn[] = [];
  for (const [index, { name, over, until }] of iterations.entries()) {
    // What a turn runs: the rest of the loop.
    const weight = weightOf(iterations[index + 1]?.over ?? body);
    const from = generate(over, { ...place, scope });
    const to = until === null ? undefined : generate(until, { ...place, scope });
    const next = scope.with([name]);
    scope = next.scope;
    const values = (slots: Value[]) => (to === undefined ? elements(from(slots)) : between(from(slots), to(slots)));
    found.push({ slot: next.slots[0] ?? 0, weight, values });
  }
  return { turns: found, scope };
}

/** What a loop goes through: a list, a closed range of whole numbers or dates, or a single value as a list of one. */
function elements(value: Value): Iterable<Value> | null {
  if (isList(value)) return value;
  if (!(value instanceof Range)) return value === null ? null : [value];
  const all = between(value.start ?? null, value.end ?? null);
  return all === null ? null : inner(all, !value.startIncluded, !value.endIncluded);
}

/** Leaves out the first or the last. */
function* inner(all: Iterable<Value>, withoutFirst: boolean, withoutLast: boolean): Iterable<Value> {
  let held: Value | undefined;
  let first = true;
  for (const value of all) {
    if (held !== undefined) yield held;
    held = first && withoutFirst ? undefined : value;
    first = false;
  }
  if (held !== undefined && !withoutLast) yield held;
}

/** From one end to the other, upwards or downwards (10.3.2.14). */
function between(from: Value, to: Value): Iterable<Value> | null {
  if (from instanceof Decimal && to instanceof Decimal)
    return from.isInteger() && to.isInteger() ? numbers(from, to) : null;
  return datesBetween(from, to);
}

function* numbers(from: Decimal, to: Decimal): Iterable<Value> {
  const step = from.lte(to) ? 1 : -1;
  for (let at = from; step > 0 ? at.lte(to) : at.gte(to); at = at.plus(step)) yield at;
}

type Outcome = 'on' | 'stop' | 'nothing';

/** Runs the body for every combination, the last name fastest, until it stops or a name has nothing to go through. */
function run(all: readonly Turn[], slots: Value[], body: () => Outcome, depth = 0): Outcome {
  const turn = all[depth];
  if (turn === undefined) return body();
  const values = turn.values(slots);
  if (values === null) return 'nothing';
  for (const value of values) {
    spend(turn.weight);
    slots[turn.slot] = value;
    const outcome = run(all, slots, body, depth + 1);
    if (outcome !== 'on') return outcome;
  }
  return 'on';
}

/** `for … return`: `partial` is what there is so far (10.3.2.14). */
export function generateFor(node: NodeOf<'for'>, place: Place): Code {
  const { turns: all, scope } = turns(node.iterations, node.body, place);
  const inner = scope.with(['partial']);
  const [partial = 0] = inner.slots;
  const body = generate(node.body, { ...place, scope: inner.scope });
  const looksBack = mentions(node.body, 'partial');
  return (slots) => {
    const results: Value[] = [];
    const outcome = run(all, slots, () => {
      if (looksBack) {
        spend(results.length);
        slots[partial] = results.slice();
      }
      results.push(body(slots));
      return 'on';
    });
    return outcome === 'nothing' ? null : results;
  };
}

const mentions = (node: Node, name: string): boolean =>
  (node.kind === 'name' && node.name === name) || children(node).some((part) => mentions(part, name));

/** `some` and `every`, three-valued as `or` and `and` over all combinations. */
export function generateQuantified(node: NodeOf<'some' | 'every'>, place: Place): Code {
  const { turns: all, scope } = turns(node.iterations, node.body, place);
  const body = generate(node.body, { ...place, scope });
  const some = node.kind === 'some';
  const join = some ? disjunction : conjunction;
  return (slots) => {
    let found: boolean | null = !some;
    const outcome = run(all, slots, () => {
      found = join(found, body(slots));
      return found === some ? 'stop' : 'on';
    });
    return outcome === 'nothing' ? null : found;
  };
}
