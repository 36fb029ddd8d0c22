import { type Static, Type } from 'typebox';
import { endpoint, type SubjectPlace } from '../../../../protocols/gateway/book.ts';

/*
 * What a service is, as read out of its OpenAPI document: enough for its page, for the choice of fields, and for telling
 * what a next document changes. Kept with every version, so that a later reader of documents changes nothing behind it.
 */

const strict = { additionalProperties: false } as const;

/** One value in a JSON body, by its pointer (RFC 6901, `*` for every member). */
export const fieldLine = Type.Object(
  {
    at: Type.String(),
    /** As JSON Schema says it: `string`, `integer`, `string (date)`; several with `|`. */
    type: Type.String(),
    required: Type.Boolean(),
    about: Type.Optional(Type.String()),
  },
  strict,
);

export const parameter = Type.Object(
  {
    in: Type.Enum(['path', 'query', 'header']),
    name: Type.String(),
    type: Type.String(),
    required: Type.Boolean(),
    about: Type.Optional(Type.String()),
    example: Type.Optional(Type.String()),
  },
  strict,
);

export const describedEndpoint = Type.Object(
  {
    ...endpoint.properties,
    summary: Type.String(),
    parameters: Type.Array(parameter),
    /** Of a JSON body that is sent; absent: none is. */
    body: Type.Optional(Type.Array(fieldLine)),
    /** An example of that body, as JSON. */
    bodyExample: Type.Optional(Type.String()),
    /** Of a JSON answer; absent: the document says nothing of one. */
    answer: Type.Optional(Type.Array(fieldLine)),
    /** Places that may hold whose data it is, by their names or as the document says. */
    places: Type.Array(endpoint.properties.subjects.items),
  },
  strict,
);

export type FieldLine = Static<typeof fieldLine>;
export type Parameter = Static<typeof parameter>;
export type DescribedEndpoint = Static<typeof describedEndpoint>;
export type Method = DescribedEndpoint['method'];

/** How an endpoint is named: `GET /people/{fin}`. */
export const endpointName = ({ method, path }: Pick<DescribedEndpoint, 'method' | 'path'>): string =>
  `${method} ${path}`;

/** Whether a place is one that the endpoint has; what its document does not describe may hold any pointer. */
export function isPlaceOf(endpoint: DescribedEndpoint, { in: where, at }: SubjectPlace): boolean {
  if (where === 'path' || where === 'query')
    return endpoint.parameters.some((one) => one.in === where && one.name === at);
  const fields = where === 'body' ? endpoint.body : endpoint.answer;
  return fields ? fields.some((field) => field.at === at) : /^(?:\/[^/]+)+$/.test(at) && at.length <= 400;
}
