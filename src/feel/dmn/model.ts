import { metered } from '../fuel.ts';
import { coerce } from '../generate/conform.ts';
import type { Type } from '../generate/type.ts';
import { Func, isContext, type Value } from '../values/value.ts';
import { DmnError } from './error.ts';
import { linkModel } from './link.ts';
import { readDefinitions } from './read.ts';
import { DecisionUnit, InputUnit, KnowledgeUnit, type Run, ServiceUnit, type Unit } from './unit.ts';

export interface ModelFile {
  /** Shown in errors. */
  readonly name: string;
  readonly source: string;
}

/**
 * Values by name of input data. Those of an imported file are written `import.name`, or are members of a context named
 * as the import.
 */
export type Inputs = ReadonlyMap<string, Value>;

/** A compiled model: nothing is read or looked up in the files any more. */
export interface Model {
  readonly name: string;
  /** Expressions and types that do not compile, each of which is null; references that lead nowhere. */
  readonly problems: readonly DmnError[];
  readonly inputs: ReadonlyMap<string, Type>;
  /** Names of decisions. */
  readonly decisions: readonly string[];
  /** Names of decision services with what each wants in order and what it gives. */
  readonly services: ReadonlyMap<
    string,
    { readonly parameters: readonly string[]; readonly outputs: readonly string[] }
  >;
  /** Whether code outside the language (Java, PMML) is named where a decision looks: it is never run, and null. */
  readonly isExternal: (decision: string) => boolean;
  /**
   * A value that an input's type does not take counts as null, as does an input that is not given. Never throws but for
   * a name that is no decision.
   */
  readonly evaluate: (decision: string, inputs: Inputs) => Value;
  /**
   * What a decision service or a business knowledge model gives. A service reads only its own input data and input
   * decisions from the inputs, a knowledge model its parameters.
   */
  readonly invoke: (name: string, inputs: Inputs) => Value;
}

/**
 * Compiles a model with the files that it imports, the model first.
 * @throws DmnError where a file cannot be read or requirements turn in a circle
 */
export function compileModel(files: readonly [ModelFile, ...ModelFile[]]): Model {
  try {
    const [main, ...others] = files;
    const read = (file: ModelFile) => readDefinitions(file.source, file.name);
    return modelOf(linkModel([read(main), ...others.map(read)]));
  } catch (error) {
    // What is nested deeper than the stack of the caller has room for.
    if (error instanceof RangeError)
      throw new DmnError('dmn.too_large', {}, { file: files[0].name, line: 1, column: 1 });
    throw error;
  }
}

function modelOf({ name, units, problems, isExternal }: ReturnType<typeof linkModel>): Model {
  const find = <Kind extends Unit>(kind: abstract new (...args: never[]) => Kind, wanted: string): Kind => {
    const unit = units.get(wanted);
    if (!(unit instanceof kind)) throw new RangeError(`${name} has no such ${kind.name}: ${wanted}`);
    return unit;
  };
  const named = <Kind extends Unit>(kind: abstract new (...args: never[]) => Kind): [string, Kind][] =>
    [...units].flatMap(([key, unit]): [string, Kind][] => (unit instanceof kind ? [[key, unit]] : []));
  const inputs = named(InputUnit);
  return {
    name,
    problems,
    inputs: new Map(inputs.map(([key, { type }]) => [key, type])),
    decisions: named(DecisionUnit).map(([key]) => key),
    services: new Map(
      named(ServiceUnit).map(([key, { parameters, outputs }]) => [
        key,
        { parameters: parameters.map((unit) => unit.name), outputs: outputs.map((unit) => unit.name) },
      ]),
    ),
    isExternal: (decision) => isExternal(find(DecisionUnit, decision)),
    evaluate: (decision, given) => {
      const unit = find(DecisionUnit, decision);
      return metered(() => unit.value(runOf(inputs, given)));
    },
    invoke: (invocable, given) => {
      const unit = units.get(invocable);
      if (unit instanceof KnowledgeUnit) return metered(() => invokeKnowledge(unit, given));
      const service = find(ServiceUnit, invocable);
      const own = service.parameters.map((parameter): [string, Unit] => [parameter.name, parameter]);
      return metered(() => service.result(runOf(own, given)));
    },
  };
}

function invokeKnowledge(unit: KnowledgeUnit, given: Inputs): Value {
  const made = unit.value();
  return made instanceof Func ? made.invoke(made.parameters.map((parameter) => given.get(parameter) ?? null)) : null;
}

function runOf(units: readonly (readonly [string, Unit])[], given: Inputs): Run {
  const run: Run = [];
  for (const [key, unit] of units) run[unit.index] = coerce(inputOf(key, given), unit.type);
  return run;
}

/** The value under the whole name, else under its parts one in the other. */
function inputOf(name: string, given: Inputs): Value {
  const whole = given.get(name);
  if (whole !== undefined) return whole;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const outer = given.get(name.slice(0, dot));
    const inner = isContext(outer) ? inputOf(name.slice(dot + 1), outer) : null;
    if (inner !== null) return inner;
  }
  return null;
}
