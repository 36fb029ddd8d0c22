import type { Decision, DecisionTable, Definitions } from '../../feel/dmn/definitions.ts';
import { linkModel } from '../../feel/dmn/link.ts';
import type { Inputs } from '../../feel/dmn/model.ts';
import { InputUnit, type Run } from '../../feel/dmn/unit.ts';
import { valueOut } from '../../feel/data.ts';
import { metered } from '../../feel/fuel.ts';
import { coerce } from '../../feel/generate/conform.ts';
import type { DmnFile } from './dmn-file.ts';

/** Numbers of the rules that fit, from 1; undefined for a decision that is no table. */
export function firedRules(file: DmnFile, decision: Decision, inputs: Inputs): readonly number[] | undefined {
  const { logic } = decision;
  if (logic?.kind !== 'table') return undefined;
  const [own, ...others] = file.definitions;
  const unit = linkModel([numbered(own, decision, logic), ...others]);
  const run: Run = [];
  for (const [name, one] of unit.units)
    if (one instanceof InputUnit) run[one.index] = coerce(inputs.get(name) ?? null, one.type);
  const value = valueOut(metered(() => unit.units.get(decision.name)?.value(run) ?? null));
  const numbers = Array.isArray(value) ? value.map(Number) : [];
  return logic.hitPolicy === 'FIRST' ? numbers.slice(0, 1) : numbers;
}

/** The same model, but that every rule of the decision's table gives its own number, and all that fit count. */
function numbered(own: Definitions, decision: Decision, logic: DecisionTable): Definitions {
  const { place } = logic;
  const table: DecisionTable = {
    ...logic,
    type: null,
    hitPolicy: 'COLLECT',
    aggregation: null,
    outputs: [{ name: null, type: null, values: null, fallback: null }],
    rules: logic.rules.map((rule, index) => ({
      ...rule,
      results: [{ kind: 'literal', text: String(index + 1), type: null, place }],
    })),
  };
  const variable = { ...decision.variable, type: null };
  return {
    ...own,
    declarations: own.declarations.map((one) => (one === decision ? { ...decision, variable, logic: table } : one)),
  };
}
