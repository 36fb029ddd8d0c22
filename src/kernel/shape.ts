import type { TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { nearest } from './command.ts';

/** Where a value has not its shape, and what would be right there. */
export interface ShapeFlaw {
  /** `/services/0/personel`. */
  readonly place: string;
  readonly why: string;
}

/** The first place at which a value has not the shape of a compiled schema, for whoever wrote the file by hand. */
export function shapeFlaw(shape: Shape, value: unknown): ShapeFlaw | undefined {
  if (shape.Check(value)) return undefined;
  const told = meant(shape.Errors(value).filter(({ keyword }) => keyword !== 'boolean'));
  // A key that is missing is mostly one that was written in another way.
  const error = told.find(({ keyword }) => keyword === 'additionalProperties') ?? told[0];
  if (error === undefined) return { place: '', why: 'not as it should be' };
  const { instancePath: place, keyword } = error;
  const schema = schemaAt(shape.Type(), error.schemaPath);
  const { additionalProperties: [odd] = [], requiredProperties: missing = [] } = error.params as Params;
  if (odd !== undefined) return { place: `${place}/${odd}`, why: `no such key${keysOf(schema, odd)}` };
  if (keyword === 'required') return { place, why: `missing: ${missing.join(', ')}` };
  return { place, why: `must be ${described(schema) ?? error.message.replace(/^must be /, '')}` };
}

/** A schema that was compiled. */
interface Shape {
  Check(value: unknown): boolean;
  Errors(value: unknown): TLocalizedValidationError[];
  Type(): TSchema;
}

/** What no alternative takes is told once, by all of them; or by the only one that has these keys. */
function meant(errors: readonly TLocalizedValidationError[]): readonly TLocalizedValidationError[] {
  const union = errors.find(({ keyword }) => keyword === 'anyOf');
  if (union === undefined) return errors;
  const start = `${union.schemaPath}/anyOf/`;
  const ofUnion = errors.filter(({ schemaPath }) => schemaPath.startsWith(start));
  const by = Map.groupBy(ofUnion, ({ schemaPath }) => schemaPath.slice(start.length).split('/')[0]);
  const fitting = [...by.values()].filter((all) => all.every((one) => one.instancePath !== union.instancePath));
  const [only, other] = fitting;
  const told = only === undefined || other !== undefined ? [union] : meant(only);
  return [...told, ...meant(errors.filter((one) => one !== union && !ofUnion.includes(one)))];
}

interface Params {
  readonly additionalProperties?: readonly string[];
  readonly requiredProperties?: readonly string[];
}

type Node = TSchema & {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/** The schema that a path as `#/properties/services/items` leads to. */
const schemaAt = (whole: Node, path: string): Node =>
  path
    .split('/')
    .slice(1)
    .reduce<Node>((at, part) => (at as Readonly<Record<string, unknown>>)[part] as Node, whole);

function keysOf({ properties = {} }: Node, odd: string): string {
  const keys = Object.keys(properties);
  const meant = nearest(odd, keys);
  return `${meant === undefined ? '' : `, did you mean ${meant}?`} (${keys.join(', ')})`;
}

/** What a place may hold, in words; undefined where the schema says no more than the checker. */
function described(schema: Node): string | undefined {
  const { description, type, anyOf, properties } = schema;
  if (description !== undefined) return description;
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (anyOf?.every((one) => one.const !== undefined)) return `one of ${anyOf.map((one) => one.const).join(', ')}`;
  if (anyOf) return anyOf.map(described).join(' or ');
  if (properties) return `{${Object.keys(properties).join(', ')}}`;
  if (type === 'integer') return `a whole number${range(schema.minimum, schema.maximum)}`;
  if (type === 'array') return `a list${range(schema.minItems, schema.maxItems)}`;
  if (type === 'boolean') return 'true or false';
  // Patterns are for programs.
  return type === 'string' && !('pattern' in schema)
    ? `text${range(schema.minLength, schema.maxLength, ' characters')}`
    : undefined;
}

function range(from: number | undefined, to: number | undefined, unit = ''): string {
  if (from !== undefined && to !== undefined) return ` (${from} to ${to}${unit})`;
  if (to !== undefined) return ` (${to}${unit} at most)`;
  return from === undefined ? '' : ` (${from}${unit} at least)`;
}
