import { deeper } from '../fuel.ts';
import { coerce } from '../generate/conform.ts';
import type { Code } from '../generate/scope.ts';
import type { Type } from '../generate/type.ts';
import { Func, type Value } from '../values/value.ts';

/** Values of one evaluation by the index of their unit; undefined is not computed yet. */
export type Run = (Value | undefined)[];

/** An element of the requirement graph, ready to be evaluated. */
export interface Unit {
  readonly index: number;
  readonly name: string;
  /** Of its value; for a function, of what it gives. */
  readonly type: Type;
  /** The same in every evaluation: a function. */
  readonly fixed: boolean;
  readonly value: (run: Run) => Value;
}

export class InputUnit implements Unit {
  readonly fixed = false;
  readonly index: number;
  readonly name: string;
  readonly type: Type;

  constructor(index: number, name: string, type: Type) {
    this.index = index;
    this.name = name;
    this.type = type;
  }

  readonly value = (run: Run): Value => run[this.index] ?? null;
}

/** What an expression of the model stands on: its code, and the units behind the slots of its scope. */
export interface Logic {
  readonly code: Code;
  /** Its slots before anything is computed. */
  readonly blank: readonly Value[];
  readonly fill: readonly { readonly slot: number; readonly value: (run: Run) => Value }[];
  /** Somewhere in it code outside the language is named, which is never run. */
  readonly external: boolean;
}

export class DecisionUnit implements Unit {
  readonly fixed = false;
  readonly index: number;
  readonly name: string;
  readonly type: Type;
  /** Null for a decision without logic. Set once all units are known. */
  logic: Logic | null = null;
  /** Decisions whose values it reads. Set once all units are known. */
  required: readonly DecisionUnit[] = [];

  constructor(index: number, name: string, type: Type) {
    this.index = index;
    this.name = name;
    this.type = type;
  }

  readonly value = (run: Run): Value => {
    const known = run[this.index];
    if (known !== undefined) return known;
    for (const unit of inOrder(this, run)) run[unit.index] = coerce(unit.#computed(run), unit.type);
    return run[this.index] ?? null;
  };

  #computed(run: Run): Value {
    if (!this.logic) return null;
    const { code, blank, fill } = this.logic;
    const frame = blank.slice();
    for (const { slot, value } of fill) frame[slot] = value(run);
    return code(frame);
  }
}

/** A decision with those that it stands on and that have no value yet, each behind what it needs; a chain may be long. */
function inOrder(last: DecisionUnit, run: Run): readonly DecisionUnit[] {
  const found = new Set<DecisionUnit>();
  const path = [{ unit: last, next: 0 }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const unit = top.unit.required[top.next];
    top.next += 1;
    if (unit === undefined) {
      found.add(top.unit);
      path.pop();
    } else if (run[unit.index] === undefined && !found.has(unit)) path.push({ unit, next: 0 });
  }
  return [...found];
}

/** A business knowledge model: its function does not depend on the evaluation. */
export class KnowledgeUnit implements Unit {
  readonly fixed = true;
  readonly index: number;
  readonly name: string;
  readonly type: Type;
  logic: Logic | null = null;
  #function: Value | undefined;

  constructor(index: number, name: string, type: Type) {
    this.index = index;
    this.name = name;
    this.type = resultType(type);
  }

  readonly value = (): Value => {
    this.#function ??= this.#made();
    return this.#function;
  };

  #made(): Value {
    if (!this.logic) return null;
    const made = this.logic.code(this.logic.blank.slice());
    if (!(made instanceof Func) || this.type.kind === 'any') return made;
    return new Func(made.parameters, (args) => coerce(made.invoke(args), this.type));
  }
}

/** A decision service: its function evaluates its decisions apart from the evaluation that calls it. */
export class ServiceUnit implements Unit {
  readonly fixed = true;
  readonly index: number;
  readonly name: string;
  readonly type: Type;
  /** Input data first, then input decisions (DMN 1.5, 10.4). */
  parameters: readonly Unit[] = [];
  outputs: readonly Unit[] = [];
  #function: Func | undefined;

  constructor(index: number, name: string, type: Type) {
    this.index = index;
    this.name = name;
    this.type = resultType(type);
  }

  readonly value = (): Func => {
    this.#function ??= new Func(
      this.parameters.map(({ name }) => name),
      (args) => this.#invoke(args),
    );
    return this.#function;
  };

  /** The value of its only decision, else a context of all by name. */
  readonly result = (run: Run): Value => {
    const [only] = this.outputs;
    const value =
      only && this.outputs.length === 1
        ? only.value(run)
        : new Map(this.outputs.map((output): [string, Value] => [output.name, output.value(run)]));
    return coerce(value, this.type);
  };

  #invoke(args: readonly Value[]): Value {
    if (args.length !== this.parameters.length) return null;
    const run: Run = [];
    for (const [position, parameter] of this.parameters.entries()) {
      const given = args[position] ?? null;
      const value = coerce(given, parameter.type);
      // An argument of another type makes the call null (10.3.2.13.1).
      if (value === null && given !== null) return null;
      run[parameter.index] = value;
    }
    return deeper(() => this.result(run));
  }
}

/** The type of a function's result; some tools write that type itself on the function's variable. */
function resultType(type: Type): Type {
  return type.kind === 'function' ? type.result : type;
}
