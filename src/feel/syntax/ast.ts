// The syntax tree of FEEL (DMN 1.5, 10.3.1.2). Boxed expressions of DMN become the same nodes.

/** Half-open stretch of the source, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A type as it is written: `number`, `list<string>`, `context<a: number>`, `range<date>`, `function<number> -> string`. */
export type TypeNode =
  | ({ readonly kind: 'named'; readonly name: string } & Span)
  | ({ readonly kind: 'list' | 'range'; readonly of: TypeNode } & Span)
  | ({
      readonly kind: 'context';
      readonly members: readonly { readonly name: string; readonly type: TypeNode }[];
    } & Span)
  | ({ readonly kind: 'function'; readonly parameters: readonly TypeNode[]; readonly result: TypeNode } & Span);

export type Arithmetic = '+' | '-' | '*' | '/' | '**';
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Parameter {
  readonly name: string;
  readonly type: TypeNode | null;
}

/** `name in over`, or `name in over..until`. */
export interface Iteration extends Span {
  readonly name: string;
  readonly over: Node;
  readonly until: Node | null;
}

/** An interval; an end without bound is null. `(= 5)` and `(!= 5)` carry their sign, and the value at both ends. */
export interface RangeNode extends Span {
  readonly kind: 'range';
  readonly start: Node | null;
  readonly startIncluded: boolean;
  readonly end: Node | null;
  readonly endIncluded: boolean;
  readonly sign: '=' | '!=' | null;
}

/**
 * A positive unary test of the value `?`.
 * `compare`: `> 5`; `expression`: anything else, a verdict where it looks at `?`, else a value, range or list to match.
 */
export type TestNode =
  | ({ readonly kind: 'compare'; readonly comparator: Comparator; readonly value: Node } & Span)
  | ({ readonly kind: 'expression'; readonly value: Node } & Span);

/** Unary tests of a cell. `-` has no tests and is not negated. */
export interface TestsNode extends Span {
  readonly kind: 'tests';
  readonly negated: boolean;
  readonly any: boolean;
  readonly tests: readonly TestNode[];
}

export interface TableNode extends Span {
  readonly kind: 'table';
  readonly inputs: readonly {
    readonly expression: Node;
    readonly values: TestsNode | null;
    readonly type: TypeNode | null;
  }[];
  readonly outputs: readonly {
    readonly name: string | null;
    /** In the order of their priority. */
    readonly values: TestsNode | null;
    readonly fallback: Node | null;
    readonly type: TypeNode | null;
  }[];
  readonly rules: readonly { readonly tests: readonly TestsNode[]; readonly results: readonly Node[] }[];
  readonly hitPolicy: 'UNIQUE' | 'ANY' | 'FIRST' | 'PRIORITY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
  readonly aggregation: 'SUM' | 'COUNT' | 'MIN' | 'MAX' | null;
}

export type Node =
  | ({ readonly kind: 'null' } & Span)
  | ({ readonly kind: 'boolean'; readonly value: boolean } & Span)
  /** Digits as written, without sign. */
  | ({ readonly kind: 'number'; readonly text: string } & Span)
  /** The text itself, escapes resolved. */
  | ({ readonly kind: 'string'; readonly value: string } & Span)
  /** `@"2026-11-22"`: the text between the quotes. */
  | ({ readonly kind: 'at'; readonly text: string } & Span)
  /** A name in force, as it was declared; `?` is the value under test. */
  | ({ readonly kind: 'name'; readonly name: string } & Span)
  | ({ readonly kind: 'path'; readonly target: Node; readonly member: string; readonly memberSpan: Span } & Span)
  /** `strict` where boxed: null when the filter is no verdict for an element. */
  | ({ readonly kind: 'filter'; readonly target: Node; readonly index: Node; readonly strict: boolean } & Span)
  | ({
      readonly kind: 'call';
      readonly target: Node;
      readonly args: readonly { readonly name: string | null; readonly value: Node }[];
    } & Span)
  | ({ readonly kind: 'arithmetic'; readonly operator: Arithmetic; readonly left: Node; readonly right: Node } & Span)
  | ({ readonly kind: 'negate'; readonly value: Node } & Span)
  | ({ readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Node; readonly right: Node } & Span)
  | ({ readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node } & Span)
  | ({ readonly kind: 'in'; readonly value: Node; readonly tests: readonly TestNode[] } & Span)
  | ({ readonly kind: 'and'; readonly left: Node; readonly right: Node } & Span)
  | ({ readonly kind: 'or'; readonly left: Node; readonly right: Node } & Span)
  /** `strict` where boxed: null when the condition is no verdict. */
  | ({
      readonly kind: 'if';
      readonly condition: Node;
      readonly consequent: Node;
      readonly alternative: Node;
      readonly strict: boolean;
    } & Span)
  | ({ readonly kind: 'for'; readonly iterations: readonly Iteration[]; readonly body: Node } & Span)
  | ({ readonly kind: 'some'; readonly iterations: readonly Iteration[]; readonly body: Node } & Span)
  | ({ readonly kind: 'every'; readonly iterations: readonly Iteration[]; readonly body: Node } & Span)
  | ({ readonly kind: 'instance'; readonly value: Node; readonly type: TypeNode } & Span)
  /** `external` marks a body that names code outside: it is never run. */
  | ({
      readonly kind: 'function';
      readonly parameters: readonly Parameter[];
      readonly body: Node;
      readonly external: boolean;
    } & Span)
  /** `result` is set only by a boxed context: the entry without name, whose value the whole context has. */
  | ({
      readonly kind: 'context';
      readonly entries: readonly { readonly name: string; readonly value: Node }[];
      readonly result: Node | null;
    } & Span)
  | ({ readonly kind: 'list'; readonly items: readonly Node[] } & Span)
  /** The value as the type wants it (10.3.2.9.4), null where it cannot be: only boxed expressions with a typeRef. */
  | ({ readonly kind: 'coerce'; readonly value: Node; readonly type: TypeNode } & Span)
  | RangeNode
  | TestsNode
  | TableNode;

/** The nodes of a kind. */
export type NodeOf<Kind extends Node['kind']> = Extract<Node, { readonly kind: Kind }>;
