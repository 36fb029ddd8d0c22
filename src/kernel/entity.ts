import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { Generated } from 'kysely';
import type { Text } from '../language/lang.ts';

/** How carefully a value is handled (Law on Personal Data): open to all, about a person, or sensitive. */
export type DataClass = 'open' | 'personal' | 'sensitive';

/** One attribute of an entity. From it come the type, the validation, the column, the form field and the docs. */
export interface Field<S extends TSchema = TSchema, N extends boolean = boolean, G extends boolean = boolean> {
  readonly schema: S;
  readonly sql: string;
  readonly nullable: N;
  readonly generated: G;
  readonly label: Text;
  readonly class: DataClass;
  readonly form: FormKind;
  /** Table this column points to, `schema.table`. */
  readonly references?: string;
  readonly choices?: Readonly<Record<string, Text>>;
  readonly max?: number;
  /** Up to which transaction a journal was read. */
  readonly isPlace?: true;
}

export type FormKind = 'text' | 'longtext' | 'number' | 'date' | 'choice' | 'yesno' | 'none';
export type Fields = Readonly<Record<string, Field>>;

type Value<F> = F extends Field<infer S, infer N> ? (N extends true ? Static<S> | null : Static<S>) : never;
type Column<F> = F extends Field<TSchema, boolean, true> ? Generated<Value<F>> : Value<F>;

/** A thing the state keeps, declared once. `name` is `room.table`. */
export interface Entity<Name extends string = string, F extends Fields = Fields> {
  readonly name: Name;
  readonly label: Text;
  readonly about: string;
  readonly fields: F;
  /** Append-only tables get INSERT and SELECT for the application, nothing else; what is `read` the migration writes. */
  readonly grant: 'full' | 'append' | 'append and delete by retention' | 'read';
  /** Columns that the application may set in a table that it may not change otherwise. */
  readonly sets?: readonly string[];
}

/** A row as it is read. */
export type Row<E> = E extends Entity<string, infer F> ? { [K in keyof F]: Value<F[K]> } : never;
/** Kysely's view of a set of entities: `Tables<typeof person | typeof organisation>`. */
export type Tables<E> = {
  [N in E extends Entity<infer Name> ? Name : never]: E extends Entity<N, infer F>
    ? { [K in keyof F]: Column<F[K]> }
    : never;
};

interface Options {
  readonly label: Text;
  readonly class?: DataClass;
}

function field<S extends TSchema>(schema: S, sql: string, form: FormKind, options: Options) {
  return {
    schema,
    sql,
    form,
    nullable: false,
    generated: false,
    label: options.label,
    class: options.class ?? 'open',
  } as const satisfies Field<S, false, false>;
}

const identifierLabel: Text = { az: 'İdentifikator', en: 'Identifier', ru: 'Идентификатор' };

/** UUID, version 7, made by the program. */
export const id = (label: Text = identifierLabel) => field(Type.String({ format: 'uuid' }), 'uuid', 'none', { label });

/** Running number given by the database; orders a journal. */
export const sequence = (label: Text) => ({
  ...field(Type.Integer({ minimum: 1 }), 'bigint', 'none', { label }),
  generated: true as const,
});

/** Number of the writing transaction: lets a reader follow a journal without missing late commits. */
export const transactionNumber = () => ({
  ...field(Type.String(), 'xid8', 'none', {
    label: { az: 'Tranzaksiya', en: 'Transaction', ru: 'Транзакция' },
  }),
  generated: true as const,
});

/** Up to which transaction a journal was read; the server's numbers lie beyond it, or the program does not start. */
export const reachedTransaction = () => ({ ...transactionNumber(), generated: false as const, isPlace: true as const });

export const text = (options: Options & { max: number; min?: number; pattern?: string }) => ({
  ...field(
    Type.String({
      minLength: options.min ?? 1,
      maxLength: options.max,
      ...(options.pattern === undefined ? {} : { pattern: options.pattern }),
    }),
    'text',
    options.max > 250 ? 'longtext' : 'text',
    options,
  ),
  max: options.max,
});

/** One of a closed list; the list is also a CHECK in the database. */
export const choice = <const C extends Readonly<Record<string, Text>>>(choices: C, options: Options) => ({
  ...field(Type.Unsafe<keyof C & string>(Type.String({ enum: Object.keys(choices) })), 'text', 'choice', options),
  choices,
});

export const integer = (options: Options & { minimum?: number; maximum?: number }) =>
  field(
    Type.Integer({ minimum: options.minimum ?? -2147483648, maximum: options.maximum ?? 2147483647 }),
    'integer',
    'number',
    options,
  );

/** Decimal number of any size, as text: money, weights, shares; never binary floating point. */
export const decimal = (options: Options) =>
  field(Type.String({ pattern: '^-?\\d+(\\.\\d+)?$' }), 'numeric', 'number', options);

export const yesNo = (options: Options) => field(Type.Boolean(), 'boolean', 'yesno', options);

/** Day in Baku, `YYYY-MM-DD`. */
export const day = (options: Options) => field(Type.String({ format: 'date' }), 'date', 'date', options);

/** Moment, stored in UTC. */
export const instant = (options: Options) =>
  field(Type.Unsafe<Date>(Type.String({ format: 'date-time' })), 'timestamp with time zone', 'none', options);

/** Structured value whose shape `schema` gives. */
export const structure = <S extends TSchema>(schema: S, options: Options) => field(schema, 'jsonb', 'none', options);

export const texts = (options: Options) => field(Type.Array(Type.String()), 'text[]', 'none', options);

export const bytes = (options: Options) =>
  field(Type.Unsafe<Buffer>(Type.String({ contentEncoding: 'base64' })), 'bytea', 'none', options);

/** Points to another entity by its id. The room of `target` must stand in `dependsOn`. */
export const reference = (target: string, options: Options) => ({ ...id(options.label), references: target });

export const optional = <S extends TSchema, G extends boolean>(inner: Field<S, false, G>): Field<S, true, G> => ({
  ...inner,
  nullable: true,
});

/** The database fills it when the program does not. */
export const generated = <S extends TSchema, N extends boolean>(inner: Field<S, N, false>): Field<S, N, true> => ({
  ...inner,
  generated: true,
});

export function entity<const Name extends string, const F extends Fields>(
  name: Name,
  rest: { label: Text; about: string; fields: F; grant?: Entity['grant']; sets?: readonly (keyof F & string)[] },
): Entity<Name, F> {
  return { ...rest, name, grant: rest.grant ?? 'full' };
}

/** JSON Schema of the given fields of an entity, for bodies and answers of the API. */
export function schemaOf<F extends Fields, K extends keyof F & string>(
  of: Entity<string, F>,
  names: readonly K[],
): TObject<{ [P in K]: F[P]['schema'] }> {
  const properties = Object.fromEntries(names.map((name) => [name, pickField(of, name).schema]));
  return Type.Object(properties, { additionalProperties: false }) as TObject<{ [P in K]: F[P]['schema'] }>;
}

function pickField(of: Entity, name: string): Field {
  const found = of.fields[name];
  if (!found) throw new Error(`${of.name} has no field ${name}`);
  return found;
}
