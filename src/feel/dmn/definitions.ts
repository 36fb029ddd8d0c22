// A model as its file says it, nothing resolved yet (DMN 1.5, chapters 6 to 8 and 10.2).
import type { Place } from './xml.ts';

/** An expression, or the tests of a cell, as written. */
export interface SourceText {
  readonly text: string;
  readonly place: Place;
}

/** A name with the type that it should have; `type` is null where none is written. */
export interface Variable {
  readonly name: string;
  readonly type: string | null;
  readonly place: Place;
}

export interface ItemDefinition {
  readonly name: string;
  readonly place: Place;
  readonly isCollection: boolean;
  readonly type: string | null;
  readonly components: readonly ItemDefinition[];
  /** Of each element where this is a collection. */
  readonly allowedValues: SourceText | null;
  /** Of the whole, also where this is a collection. */
  readonly typeConstraint: SourceText | null;
  readonly functionItem: { readonly parameters: readonly Variable[]; readonly result: string | null } | null;
}

export interface InputClause {
  readonly expression: Literal;
  readonly values: SourceText | null;
}

export interface OutputClause {
  readonly name: string | null;
  readonly type: string | null;
  readonly values: SourceText | null;
  readonly fallback: Literal | null;
}

export interface Rule {
  readonly tests: readonly SourceText[];
  readonly results: readonly Literal[];
  /** In the order of the table's annotation columns. */
  readonly annotations: readonly string[];
}

export const hitPolicies = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const;
export const aggregations = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;

interface Typed {
  readonly type: string | null;
  readonly place: Place;
}

export interface Literal extends Typed, SourceText {
  readonly kind: 'literal';
}

export interface FunctionDefinition extends Typed {
  readonly kind: 'function';
  readonly parameters: readonly Variable[];
  readonly body: Boxed | null;
  /** The body names code in Java or a PMML model: it is never run. */
  readonly external: boolean;
}

export interface DecisionTable extends Typed {
  readonly kind: 'table';
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly annotations: readonly string[];
  readonly rules: readonly Rule[];
  readonly hitPolicy: (typeof hitPolicies)[number];
  readonly aggregation: (typeof aggregations)[number] | null;
}

/** Boxed expressions (10.2.1). */
export type Boxed =
  | Literal
  | FunctionDefinition
  | DecisionTable
  | (Typed & {
      readonly kind: 'invocation';
      readonly target: Boxed;
      readonly bindings: readonly { readonly name: string; readonly value: Boxed | null }[];
    })
  /** The entry without variable is the result of the whole. */
  | (Typed & {
      readonly kind: 'context';
      readonly entries: readonly { readonly variable: Variable | null; readonly value: Boxed }[];
    })
  | (Typed & {
      readonly kind: 'relation';
      readonly columns: readonly Variable[];
      readonly rows: readonly (readonly Boxed[])[];
    })
  | (Typed & { readonly kind: 'list'; readonly items: readonly Boxed[] })
  | (Typed & { readonly kind: 'conditional'; readonly condition: Boxed; readonly yes: Boxed; readonly no: Boxed })
  | (Typed & { readonly kind: 'filter'; readonly in: Boxed; readonly match: Boxed })
  | (Typed & {
      readonly kind: 'for' | 'some' | 'every';
      readonly variable: Variable;
      readonly in: Boxed;
      readonly body: Boxed;
    });

/** An element by the namespace of its file and its id. */
export interface Reference {
  readonly namespace: string;
  readonly id: string;
  readonly place: Place;
}

interface Declared {
  readonly id: string;
  readonly name: string;
  readonly place: Place;
  readonly variable: Variable;
}

export interface InputData extends Declared {
  readonly kind: 'input';
}

export interface Decision extends Declared {
  readonly kind: 'decision';
  readonly information: readonly Reference[];
  readonly knowledge: readonly Reference[];
  readonly logic: Boxed | null;
}

export interface KnowledgeModel extends Declared {
  readonly kind: 'knowledge';
  readonly knowledge: readonly Reference[];
  readonly logic: FunctionDefinition | null;
}

export interface DecisionService extends Declared {
  readonly kind: 'service';
  readonly outputDecisions: readonly Reference[];
  readonly encapsulatedDecisions: readonly Reference[];
  readonly inputDecisions: readonly Reference[];
  readonly inputData: readonly Reference[];
}

export type Declaration = InputData | Decision | KnowledgeModel | DecisionService;

/** One file. */
export interface Definitions {
  readonly name: string;
  readonly namespace: string;
  readonly file: string;
  readonly imports: readonly { readonly name: string; readonly namespace: string; readonly place: Place }[];
  readonly items: readonly ItemDefinition[];
  readonly declarations: readonly Declaration[];
}
