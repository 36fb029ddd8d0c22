import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { type KeyOf, readTelling, type SigningKey, signTelling, type TellingKind } from './telling.ts';

/* Whose data a gateway gave out: told to the centre of the exchange, where those concerned read it. */

const strict = { additionalProperties: false } as const;
const uuid = Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z$' });
const name = Type.String({ minLength: 1, maxLength: 1500 });
const code = Type.String({ minLength: 1, maxLength: 63 });
const ground = { purpose: code, act: code, article: Type.String({ minLength: 1, maxLength: 40 }) };

export const disclosure = Type.Object(
  {
    /** One line is one id, however often it is delivered. */
    id: uuid,
    at: moment,
    requestId: uuid,
    client: name,
    service: name,
    method: Type.String({ pattern: '^[A-Z]{3,7}$' }),
    /** Path of the endpoint as OpenAPI writes it: it holds nobody's number. */
    path: Type.String({ pattern: '^/', maxLength: 1000 }),
    entity: Type.Union([Type.Literal('person'), Type.Literal('organisation')]),
    /** Number of a person (FİN, or that of an applicant without one) or VÖEN. */
    key: Type.String({ pattern: '^[0-9A-Z]{7,11}$' }),
    ...ground,
    /** `X-Road-Issue`: the case for which it was asked. */
    issue: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** What of the answer went through; empty: all of it. */
    fields: Type.Array(Type.String({ maxLength: 400 }), { maxItems: 500 }),
    outcome: Type.Union([Type.Literal('granted'), Type.Literal('unavailable')]),
    hiddenUntil: Type.Optional(moment),
  },
  strict,
);

/** A run over many people, told as one entry; sent again as it grows. */
export const massRun = Type.Object(
  {
    /** `X-Vahid-Run`; a run is one client's at one service. */
    id: uuid,
    client: name,
    service: name,
    ...ground,
    from: moment,
    to: moment,
    /** People and organisations so far. */
    people: Type.Integer({ minimum: 0 }),
    /** Nothing came for so long that it is over. */
    final: Type.Boolean(),
  },
  strict,
);

/** Most of either kind in one batch. */
export const mostInBatch = 500;

const shape = Type.Object(
  {
    /** Who tells it: `instance/class/code/gateway`. */
    gateway: name,
    disclosures: Type.Array(disclosure, { maxItems: mostInBatch }),
    runs: Type.Array(massRun, { maxItems: mostInBatch }),
  },
  strict,
);

export type Disclosure = Static<typeof disclosure>;
export type MassRun = Static<typeof massRun>;
export type Disclosures = Static<typeof shape>;

const compiled = Compile(shape);
const kind: TellingKind<Disclosures> = {
  type: 'vahid-exchange-disclosures+jws',
  what: 'disclosures',
  check: (value) => compiled.Check(value),
};

/** A batch as it is delivered. */
export const signDisclosures = (payload: Disclosures, by: SigningKey): Promise<string> =>
  signTelling(kind.type, payload, by);

/** Reads a batch by the key of the gateway that it says it is from. Throws `TellingRefused`. */
export const readDisclosures = (signed: string, keyOf: KeyOf): Promise<Disclosures> => readTelling(kind, signed, keyOf);
