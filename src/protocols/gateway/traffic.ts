import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { type KeyOf, readTelling, type SigningKey, signTelling, type TellingKind } from './telling.ts';

/* What went through a gateway: told to the centre of the exchange, minute by minute, in counts. Holds nothing of what was said. */

const strict = { additionalProperties: false } as const;
const moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z$' });
const name = (most: number) => Type.String({ minLength: 1, maxLength: most });
/** More than any gateway takes in a minute; sums over months stay numbers that can be kept. */
const count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const amount = Type.Number({ minimum: 0, maximum: 1e18 });
const spread = Type.Object({ count, sum: amount, squares: amount, least: amount, most: amount }, strict);

const minute = Type.Object(
  {
    /** One minute of one process is one id, however often it is delivered. */
    id: Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
    at: moment,
    side: Type.Union([Type.Literal('consumer'), Type.Literal('provider')]),
    /** Both `*` where names were too many to be kept apart. */
    client: name(1200),
    service: name(1500),
    succeeded: count,
    failed: count,
    /** Failures by code, as X-Road names it. */
    faults: Type.Record(Type.String({ maxLength: 100 }), count, { maxProperties: 60 }),
    /** Exchanges by class of duration: up to 1, 2.5, 5, 10, 25, … 60,000 ms, and the rest. */
    classes: Type.Array(count, { minItems: 16, maxItems: 16 }),
    /** Milliseconds. */
    duration: spread,
    waited: spread,
    /** Bytes. */
    requestSize: spread,
    responseSize: spread,
    lastSuccess: Type.Optional(moment),
    lastFailure: Type.Optional(moment),
    lastFault: Type.Optional(name(100)),
  },
  strict,
);

/** Most minutes in one batch. */
export const mostMinutes = 500;

const shape = Type.Object({ gateway: name(1200), minutes: Type.Array(minute, { maxItems: mostMinutes }) }, strict);

/** A minute of one client's exchanges with one service. */
export type TrafficMinute = Static<typeof minute>;
export type Traffic = Static<typeof shape>;

const compiled = Compile(shape);
const compiledMinute = Compile(minute);
const kind: TellingKind<Traffic> = {
  type: 'vahid-exchange-traffic+jws',
  what: 'traffic',
  check: (value) => compiled.Check(value),
};

/** Can it be told? A caller's names may be longer than any that are taken. */
export const isTellable = (counted: TrafficMinute): boolean => compiledMinute.Check(counted);

/** A batch as it is delivered. */
export const signTraffic = (payload: Traffic, by: SigningKey): Promise<string> => signTelling(kind.type, payload, by);

/** Reads a batch by the key of the gateway that it says it is from. Throws `TellingRefused`. */
export const readTraffic = (signed: string, keyOf: KeyOf): Promise<Traffic> => readTelling(kind, signed, keyOf);
