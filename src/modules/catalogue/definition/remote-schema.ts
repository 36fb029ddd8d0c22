import { Type } from 'typebox';

/*
 * `remote:` of a register that is kept elsewhere: by which operations of which service of the exchange it is asked, and
 * where in the answers its fields stand.
 */

const closed = { additionalProperties: false } as const;
const word = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,62}$' });
/** JSON pointer (RFC 6901); empty: the whole answer. */
const pointer = Type.String({ pattern: '^(?:/[^/]*)*$', maxLength: 400 });
const path = Type.String({ pattern: '^/[^?#]*$', maxLength: 400 });
const query = Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.\\-[\\]]{1,60}$' }), Type.String({ maxLength: 200 }));

const operation = Type.Object(
  {
    method: Type.Enum(['GET', 'POST']),
    path,
    query: Type.Optional(query),
    body: Type.Optional(Type.Unknown()),
    /** Of an operation that takes `{keys}`: how many at once. */
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    /** Where the record stands, or the list of them. */
    records: Type.Optional(pointer),
  },
  closed,
);

export const dateForms = ['yyyy-mm-dd', 'dd.mm.yyyy'] as const;

const field = Type.Union([
  pointer,
  Type.Object(
    {
      at: pointer,
      date: Type.Optional(Type.Enum([...dateForms])),
      /** An entry writes the number as text. */
      as: Type.Optional(Type.Literal('text')),
      /** The register's own values, and ours. */
      choices: Type.Optional(
        Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.String({ maxLength: 63 })),
      ),
    },
    closed,
  ),
]);

export const remoteSchema = Type.Object(
  {
    /** Service of the exchange without its instance: institution/system/service. */
    service: Type.String({ pattern: '^[^/\\s]+/[^/\\s]+/[^/\\s]+$', maxLength: 200 }),
    openapi: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*\\.openapi\\.yaml$' })),
    /** By the field of the record that holds the number of whom it is asked about. */
    read: Type.Record(word, operation),
    /** By relation, for those that are asked from their far end. */
    find: Type.Optional(Type.Record(word, operation)),
    fields: Type.Record(word, field),
    recordedAt: Type.Optional(pointer),
    absent: Type.Optional(
      Type.Object(
        {
          status: Type.Optional(Type.Array(Type.Integer({ minimum: 200, maximum: 499 }), { maxItems: 10 })),
          at: Type.Optional(pointer),
        },
        closed,
      ),
    ),
    enter: Type.Optional(
      Type.Object(
        {
          method: Type.Enum(['POST', 'PUT']),
          path,
          body: Type.Unknown(),
          effectKey: Type.Optional(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,62}$' })),
          record: pointer,
        },
        closed,
      ),
    ),
    cache: Type.Optional(Type.Object({ seconds: Type.Integer({ minimum: 1, maximum: 3600 }) }, closed)),
    /** Seconds for one try; five is what a look-up waits in all. */
    timeout: Type.Optional(Type.Number({ minimum: 0.1, maximum: 4.5 })),
  },
  closed,
);
