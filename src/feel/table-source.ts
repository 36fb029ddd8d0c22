import { type Static, Type } from 'typebox';
import { type ScalarType, scalarTypes } from './types.ts';

const closed = { additionalProperties: false } as const;
const line = Type.String({ minLength: 1 });
const text = Type.Object({ az: line, en: line, ru: line }, closed);
const scalarType = Type.Unsafe<ScalarType>(Type.String({ enum: [...scalarTypes] }));
const value = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
// The two sides of a rule: tests by input, results by output.
const sides = Type.Record(Type.Union([Type.Literal('when'), Type.Literal('then')]), Type.Record(Type.String(), value));

const hitPolicies = ['first', 'unique', 'any', 'priority', 'collect', 'rule order', 'output order'] as const;
const aggregations = ['sum', 'count', 'min', 'max'] as const;
type HitPolicy = (typeof hitPolicies)[number];
type Aggregation = (typeof aggregations)[number];

/**
 * A decision table as it is written in YAML. A cell of `when` holds unary tests; a missing cell is `-`.
 * `values` lists all that an input or an output can be; under `priority` and `output order` the values of an output stand
 * from the highest priority down. `aggregation` makes one figure of what a `collect` table with one output gives. Without `reason` and `article` a rule is refused, but by
 * `compileTable`, which says why.
 */
export const tableSchema = Type.Object(
  {
    inputs: Type.Array(
      Type.Object(
        {
          name: line,
          type: Type.Union([scalarType, Type.Object({ list: scalarType }, closed)]),
          label: text,
          values: Type.Optional(Type.Array(value, { minItems: 1 })),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    outputs: Type.Array(
      Type.Object(
        {
          name: line,
          type: scalarType,
          label: Type.Optional(text),
          values: Type.Optional(Type.Array(value, { minItems: 1 })),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    hitPolicy: Type.Unsafe<HitPolicy>(Type.String({ enum: [...hitPolicies] })),
    aggregation: Type.Optional(Type.Unsafe<Aggregation>(Type.String({ enum: [...aggregations] }))),
    rules: Type.Array(
      Type.Object(
        {
          ...sides.properties,
          reason: Type.Optional(text),
          article: Type.Optional(Type.String()),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);

export type TableSource = Static<typeof tableSchema>;
