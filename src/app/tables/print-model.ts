import type { Decision, DecisionTable } from '../../feel/dmn/definitions.ts';
import type { DmnError } from '../../feel/dmn/error.ts';
import type { Inputs } from '../../feel/dmn/model.ts';
import type { Type } from '../../feel/generate/type.ts';
import type { Value } from '../../feel/values/value.ts';
import { valueOut } from '../../feel/data.ts';
import type { CommandIo, ExitCode } from '../../kernel/command.ts';
import type { Problem } from '../../kernel/definition.ts';
import { fill } from '../../kernel/refusal.ts';
import { pick } from '../../language/lang.ts';
import { decisionsOf, type DmnFile, inputsFor, shown } from './dmn-file.ts';
import { firedRules } from './dmn-rules.ts';
import type { Input } from './input.ts';
import { asked, tellProblems, warnOfStrangers } from './print-table.ts';
import { words } from './words.ts';

export const problemOf = ({ file, line, column, code, text }: DmnError): Problem => ({
  file,
  line,
  column,
  rule: code,
  message: text,
  remedy: words.fixInFile,
});

/** What a model takes, which decisions it has and what each requires. */
export function describeModel(file: DmnFile, io: CommandIo): ExitCode {
  const { model } = file;
  if (model.problems.length > 0) return tellProblems(model.problems.map(problemOf), io);
  const inputs = [...model.inputs].map(([name, type]) => ({ name, type: typeName(type) }));
  const decisions = decisionsOf(file).map((decision) => ({
    name: decision.name,
    type: decision.variable.type,
    requires: requiredBy(file, decision),
    ...tableFacts(decision.logic),
  }));
  if (io.json) {
    io.out(JSON.stringify({ name: model.name, inputs, decisions, problems: [] }));
    return 0;
  }
  io.out(model.name);
  io.out(`${pick(words.inputs, io.lang)}:`);
  for (const { name, type } of inputs) io.out(`  ${name}: ${type}`);
  io.out(`${pick(words.decisions, io.lang)}:`);
  for (const { name, type, requires, hitPolicy: policy, rules = 0 } of decisions) {
    const about = [
      ...(type === null ? [] : [type]),
      ...(policy === undefined ? [] : [fill(words.tableOf, { rules, policy })[io.lang]]),
      ...(requires.length > 0 ? [fill(words.requires, { names: requires.join(', ') })[io.lang]] : []),
    ];
    io.out(`  ${name}: ${about.join('; ')}`);
  }
  io.out(pick(words.sound, io.lang));
  return 0;
}

const tableFacts = (logic: Decision['logic']): { hitPolicy?: string; rules?: number } =>
  logic?.kind === 'table' ? { hitPolicy: policyOf(logic), rules: logic.rules.length } : {};

const policyOf = ({ hitPolicy, aggregation }: DecisionTable): string =>
  aggregation === null ? hitPolicy : `${hitPolicy} ${aggregation}`;

/** Names of what stands right below a decision, in this file and in those that it imports. */
function requiredBy({ definitions }: DmnFile, { information }: Decision): readonly string[] {
  const [own] = definitions;
  return information.flatMap(({ namespace, id }) => {
    const from = definitions.find((one) => one.namespace === namespace);
    const found = from?.declarations.find((one) => one.id === id);
    if (!found) return [];
    if (from === own) return [found.name];
    const path = own.imports.find((one) => one.namespace === namespace)?.name;
    return [path ? `${path}.${found.name}` : found.name];
  });
}

function typeName(type: Type): string {
  switch (type.kind) {
    case 'simple':
      return type.name;
    case 'constrained':
      return typeName(type.of);
    case 'list':
      return `list of ${typeName(type.of)}`;
    default:
      return type.kind;
  }
}

/** Asks one decision of a model. */
export function askModel(file: DmnFile, decision: Decision, given: Input, explain: boolean, io: CommandIo): ExitCode {
  const known = [...file.model.inputs.keys()];
  const roots = known.map((name) => name.split('.')[0] ?? name);
  warnOfStrangers(Object.keys(given), [...known, ...roots], io);
  const inputs = asked(() => inputsFor(file, given), io);
  const value = file.model.evaluate(decision.name, inputs);
  const steps = explain ? stepsOf(file, decision, inputs) : [];
  if (io.json) {
    const plain = steps.map((step) => ({ ...step, value: valueOut(step.value), required: step.required.map(plainly) }));
    io.out(JSON.stringify({ decision: decision.name, value: valueOut(value), ...(explain ? { steps: plain } : {}) }));
    return 0;
  }
  io.out(`${decision.name}: ${shown(value)}`);
  for (const { name, value: stepValue, rules, required } of steps) {
    if (name !== decision.name) io.out(`${name}: ${shown(stepValue)}`);
    for (const { number, annotations } of rules ?? []) {
      const more = annotations.length > 0 ? `: ${annotations.join('; ')}` : '';
      io.out(`    ${fill(words.rule, { number })[io.lang]}${more}`);
    }
    if (rules?.length === 0) io.out(`    ${pick(words.noRule, io.lang)}`);
    const inputsShown = required.map((one) => `${one.name} = ${shown(one.value)}`).join(', ');
    if (inputsShown !== '') io.out(`    ${pick(words.stands, io.lang)}: ${inputsShown}`);
  }
  return 0;
}

const plainly = ({ name, value }: { name: string; value: Value }) => ({ name, value: valueOut(value) });

interface Step {
  readonly name: string;
  readonly value: Value;
  /** Of a table: the rules that fit, with what is noted beside them. */
  readonly rules?: readonly { readonly number: number; readonly annotations: readonly string[] }[];
  readonly required: readonly { readonly name: string; readonly value: Value }[];
}

/** The decision and those of the same file that it stands on, each with what it was made of. */
function stepsOf(file: DmnFile, decision: Decision, inputs: Inputs): readonly Step[] {
  const [own] = file.definitions;
  const all = decisionsOf(file);
  const order: Decision[] = [];
  const visit = (one: Decision): void => {
    if (order.includes(one)) return;
    order.push(one);
    for (const { namespace, id } of one.information) {
      const below = namespace === own.namespace ? all.find((other) => other.id === id) : undefined;
      if (below) visit(below);
    }
  };
  visit(decision);
  return order.map((one) => stepOf(file, one, inputs));
}

function stepOf(file: DmnFile, decision: Decision, inputs: Inputs): Step {
  const { name, logic } = decision;
  const fired = firedRules(file, decision, inputs);
  const annotations = (number: number) =>
    (logic?.kind === 'table' ? (logic.rules[number - 1]?.annotations ?? []) : []).filter((note) => note !== '');
  return {
    name,
    value: file.model.evaluate(name, inputs),
    ...(fired ? { rules: fired.map((number) => ({ number, annotations: annotations(number) })) } : {}),
    required: requiredBy(file, decision).map((below) => ({ name: below, value: valueOf(file, below, inputs) })),
  };
}

const valueOf = ({ model }: DmnFile, name: string, inputs: Inputs): Value =>
  model.decisions.includes(name) ? model.evaluate(name, inputs) : (inputs.get(name) ?? null);
