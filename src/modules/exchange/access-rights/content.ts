import { type Static, Type } from 'typebox';
import { endpoint, grantedRight } from '../../../protocols/gateway/book.ts';

const strict = { additionalProperties: false } as const;
const code = grantedRight.properties.purpose;
const article = grantedRight.properties.article;

/** Method of HTTP or `*`, and the pattern of the path below the service as X-Road matches them. */
export const scope = Type.Object(
  {
    method: Type.Union([Type.Literal('*'), endpoint.properties.method]),
    path: Type.String({ pattern: '^/', maxLength: 1000 }),
  },
  strict,
);

/** What a right lets through and on which ground; the same for what is asked, proposed and granted. */
export const rightContent = Type.Object(
  {
    scopes: Type.Array(scope, { minItems: 1, maxItems: 50 }),
    /** Code of `rights.yaml`. */
    purpose: code,
    act: code,
    article,
    /** Members of the answer that go through; null: all of it. */
    fields: Type.Union([
      Type.Array(Type.String({ pattern: '^(?:/[^/]*)*$', maxLength: 400 }), { maxItems: 500 }),
      Type.Null(),
    ]),
    /** Used where the client names no purpose. */
    byDefault: Type.Boolean(),
    /** A run over many people may be told as one public entry. */
    massRun: Type.Boolean(),
    /** Each person must have agreed; the article is that by which consent is the ground. */
    consent: Type.Boolean(),
    /** For so many days those concerned are not shown that they were looked up, on this article. */
    hidden: Type.Union([
      Type.Object({ days: Type.Integer({ minimum: 1, maximum: 3650 }), act: code, article }, strict),
      Type.Null(),
    ]),
    /** The last day, `YYYY-MM-DD` in Baku. */
    until: Type.String({ format: 'date' }),
  },
  strict,
);

export type Scope = Static<typeof scope>;
export type RightContent = Static<typeof rightContent>;
