import { FeelError } from '../error.ts';
import type { Node, Parameter, TableNode, TestsNode, TypeNode } from '../syntax/ast.ts';
import type { Names } from '../syntax/names.ts';
import { parseExpression, parseTests } from '../syntax/parse.ts';
import type { Boxed, DecisionTable, FunctionDefinition, SourceText, Variable } from './definitions.ts';
import { DmnError, expressionError } from './error.ts';
import { strangerError } from './stranger.ts';
import type { ItemTypes } from './types.ts';
import type { Place } from './xml.ts';

const span = { from: 0, to: 0 };
const nothing: Node = { kind: 'null', ...span };
/** What does not compile as a test never fits. */
const never: TestsNode = {
  kind: 'tests',
  negated: false,
  any: false,
  tests: [{ kind: 'expression', value: { kind: 'boolean', value: false, ...span }, ...span }],
  ...span,
};

/** Turns boxed expressions into the nodes of the language. An expression that does not compile is reported, and null. */
export class BoxedReader {
  /** The declaration that is read, for reports. */
  readonly #owner: string;
  readonly #report: (error: DmnError) => void;
  readonly #types: ItemTypes;
  /** In a boxed filter any name may be a member of the element. */
  #filtering = false;

  constructor(owner: string, report: (error: DmnError) => void, types: ItemTypes) {
    this.#owner = owner;
    this.#report = report;
    this.#types = types;
  }

  node(boxed: Boxed, names: Names): Node {
    return this.#typed(this.#untyped(boxed, names), boxed.kind === 'function' ? null : boxed.type, boxed.place);
  }

  #untyped(boxed: Boxed, names: Names): Node {
    switch (boxed.kind) {
      case 'literal':
        return this.#parsed(boxed, names, nothing, parseExpression);
      case 'function':
        return this.function(boxed, names);
      case 'table':
        return this.#table(boxed, names);
      case 'invocation':
        return {
          kind: 'call',
          target: this.node(boxed.target, names),
          args: boxed.bindings.map(({ name, value }) => ({
            name,
            value: value === null ? nothing : this.node(value, names),
          })),
          ...span,
        };
      case 'context':
        return this.#context(boxed.entries, names);
      case 'relation':
        return { kind: 'list', items: boxed.rows.map((row) => this.#row(boxed.columns, row, names)), ...span };
      case 'list':
        return { kind: 'list', items: boxed.items.map((item) => this.node(item, names)), ...span };
      case 'conditional':
        return {
          kind: 'if',
          condition: this.node(boxed.condition, names),
          consequent: this.node(boxed.yes, names),
          alternative: this.node(boxed.no, names),
          strict: true,
          ...span,
        };
      case 'filter':
        return {
          kind: 'filter',
          target: this.node(boxed.in, names),
          index: this.#match(boxed.match, names),
          strict: true,
          ...span,
        };
      case 'for':
      case 'some':
      case 'every': {
        const over = this.#typed(this.node(boxed.in, names), boxed.variable.type, boxed.place);
        const iterations = [{ name: boxed.variable.name, over, until: null, ...span }];
        const inside = names.with([boxed.variable.name, ...(boxed.kind === 'for' ? ['partial'] : [])]);
        return { kind: boxed.kind, iterations, body: this.node(boxed.body, inside), ...span };
      }
    }
  }

  #match(boxed: Boxed, names: Names): Node {
    const outer = this.#filtering;
    this.#filtering = true;
    const node = this.node(boxed, names.with(['item', ...names.members.all()]));
    this.#filtering = outer;
    return node;
  }

  function(boxed: FunctionDefinition, names: Names): Extract<Node, { kind: 'function' }> {
    const parameters = boxed.parameters.map(
      ({ name, type, place }): Parameter => ({ name, type: this.#type(type, place) }),
    );
    const inside = names.with(boxed.parameters.map(({ name }) => name));
    const body = boxed.body === null || boxed.external ? nothing : this.node(boxed.body, inside);
    return {
      kind: 'function',
      parameters,
      body,
      external: boxed.external,
      ...span,
    };
  }

  #context(entries: readonly { variable: Variable | null; value: Boxed }[], names: Names): Node {
    const inside = names.with([]);
    const named: { name: string; value: Node }[] = [];
    let result: Node | null = null;
    for (const { variable, value } of entries) {
      const node = this.#typed(this.node(value, inside), variable?.type ?? null, value.place);
      if (variable === null) result = node;
      else {
        named.push({ name: variable.name, value: node });
        inside.add(variable.name);
      }
    }
    return { kind: 'context', entries: named, result, ...span };
  }

  #row(columns: readonly Variable[], row: readonly Boxed[], names: Names): Node {
    const entries = columns.map(({ name, type }, index) => {
      const cell = row[index];
      return { name, value: cell === undefined ? nothing : this.#typed(this.node(cell, names), type, cell.place) };
    });
    return { kind: 'context', entries, result: null, ...span };
  }

  #table(table: DecisionTable, names: Names): TableNode {
    const tests = (source: SourceText | null) => source && this.#parsed(source, names, never, parseTests);
    return {
      kind: 'table',
      inputs: table.inputs.map(({ expression, values }) => ({
        expression: this.node({ ...expression, type: null }, names),
        type: this.#type(expression.type, expression.place),
        values: tests(values),
      })),
      outputs: table.outputs.map(({ name, type, values, fallback }) => ({
        name,
        type: this.#type(type, table.place),
        values: tests(values ?? (type === null ? null : (this.#types.item(type)?.definition.allowedValues ?? null))),
        fallback: fallback && this.node(fallback, names),
      })),
      rules: table.rules.map((rule) => ({
        tests: rule.tests.map((test) => tests(test) ?? never),
        results: rule.results.map((result) => this.node(result, names)),
      })),
      hitPolicy: table.hitPolicy,
      aggregation: table.aggregation,
      ...span,
    };
  }

  #typed(node: Node, name: string | null, place: Place): Node {
    const type = this.#type(name, place);
    return type === null ? node : { kind: 'coerce', value: node, type, ...span };
  }

  /** A `typeRef` is a name, also one with spaces. */
  #type(name: string | null, place: Place): TypeNode | null {
    if (name === null) return null;
    if (!this.#types.lookup(name)) this.#report(new DmnError('dmn.unknown_type', { name }, place));
    return { kind: 'named', name, ...span };
  }

  /** What has a name that nothing has is reported, but still read: only that name is null. */
  #parsed<Parsed extends Node>(
    source: SourceText,
    names: Names,
    otherwise: Parsed,
    parse: (text: string, names: Names) => Parsed,
  ): Parsed {
    try {
      const parsed = parse(source.text, names);
      const error = strangerError(source.text, parsed, names);
      if (error && !this.#filtering) this.#report(expressionError(this.#owner, error, source));
      return parsed;
    } catch (error) {
      if (!(error instanceof FeelError)) throw error;
      this.#report(expressionError(this.#owner, error, source));
      return otherwise;
    }
  }
}
