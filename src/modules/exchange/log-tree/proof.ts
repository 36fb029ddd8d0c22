import { type Static, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Context } from '../../../kernel/context.ts';
import { inclusionProof } from '../../../protocols/merkle/tree.ts';
import { openStored, type StoredContent } from '../gateway/content.ts';
import { takenConfigurationAt } from './configurations.ts';
import { logKeys, successionsOf } from './key.ts';
import { nodeReader } from './leaves.ts';
import type { Line } from './line.ts';
import { linesOfRequest } from './logs.ts';
import { lastCheckpoint, placeOf } from './store.ts';

/*
 * What proves one exchange without network or database: every line that is logged of it, with its way to the root of a
 * signed checkpoint; the messages themselves while they are kept; and the configuration that names the gateways' keys.
 */

export const proofFormat = 'vahid-exchange-proof/1';

const word = Type.String({ maxLength: 2000 });
export const base64 = Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** Notes in which keys of the log name those that follow them. */
export const successions = Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 100 }));
export const way = Type.Array(base64, { maxItems: 64 });

export const lineShape = Type.Object(
  {
    id: word,
    at: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }),
    side: Type.Union([Type.Literal('consumer'), Type.Literal('provider')]),
    kind: Type.Union([Type.Literal('request'), Type.Literal('response'), Type.Literal('failure')]),
    requestId: word,
    client: word,
    service: word,
    method: word,
    peer: word,
    signer: word,
    headDigest: orNull(base64),
    bodyDigest: orNull(base64),
    seal: orNull(base64),
    purpose: orNull(word),
    act: orNull(word),
    article: orNull(word),
    status: orNull(Type.Integer()),
    fault: orNull(word),
  },
  { additionalProperties: false },
);

const shape = Type.Object(
  {
    format: Type.Literal(proofFormat),
    messages: Type.Array(
      Type.Object(
        {
          line: lineShape,
          /** As X-Road writes it; absent once it was dropped, as the body is. */
          head: Type.Optional(base64),
          body: Type.Optional(base64),
          place: Type.Integer({ minimum: 0 }),
          way,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1000 },
    ),
    /** Signed note (C2SP tlog-checkpoint). */
    checkpoint: Type.String(),
    keys: successions,
    /** As its centre published it (JWS). */
    configuration: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

export type ExchangeProof = Static<typeof shape>;
export type ProvedMessage = ExchangeProof['messages'][number];
const compiled = Compile(shape);

/** Reads a proof; undefined where the bytes are none. */
export function readProof(bytes: Buffer): ExchangeProof | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return compiled.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A line as it stands in a file. */
export type WrittenLine = Static<typeof lineShape>;

const bytesOf = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));

/** The line of a proof as it lies in the log. */
export const lineOf = (one: WrittenLine): Line => ({
  ...one,
  at: new Date(one.at),
  headDigest: bytesOf(one.headDigest),
  bodyDigest: bytesOf(one.bodyDigest),
  seal: bytesOf(one.seal),
});

/** Why there is no proof: nothing was logged under this id, or a line is not in the tree yet. */
export type NoProof = 'unknown' | 'early';

/** Puts together what proves an exchange, with the configuration that is given, or that was taken at its time. */
export async function makeProof(ctx: Context, requestId: string, given?: string): Promise<ExchangeProof | NoProof> {
  const { db, vahid } = ctx;
  const rows = await linesOfRequest(db, requestId);
  if (rows.length === 0) return 'unknown';
  const last = await lastCheckpoint(db, 'message');
  const read = nodeReader(db, 'message');
  const messages: ProvedMessage[] = [];
  for (const row of rows) {
    const place = await placeOf(db, 'message', row);
    if (place === undefined || last === undefined) return 'early';
    const steps = await inclusionProof(read, place, last.size);
    const kept = openStored(vahid.keys, row);
    messages.push({
      line: writtenLine(row),
      ...(kept?.head ? { head: kept.head.toString('base64') } : {}),
      ...(kept?.body ? { body: kept.body.toString('base64') } : {}),
      place,
      way: steps.map((hash) => Buffer.from(hash).toString('base64')),
    });
  }
  messages.sort((one, other) => one.place - other.place);
  const keys = successionsOf(await logKeys(ctx, 'message'));
  const configuration = given ?? (await takenConfigurationAt(db, spanOf(rows)));
  return {
    format: proofFormat,
    messages,
    checkpoint: last?.note ?? '',
    ...(keys.length > 0 ? { keys: [...keys] } : {}),
    ...(configuration === undefined ? {} : { configuration }),
  };
}

function spanOf(lines: readonly Line[]) {
  const times = lines.map(({ at }) => at.getTime());
  return { first: new Date(Math.min(...times)), last: new Date(Math.max(...times)) };
}

/** A line as it is written into files: without what is kept beside it. */
export const writtenLine = (row: Line & Partial<StoredContent> & { readonly xid?: string }): WrittenLine => {
  const { content: _content, head: _head, body: _body, xid: _xid, ...line } = row;
  return {
    ...line,
    at: line.at.toISOString(),
    headDigest: textOf(line.headDigest),
    bodyDigest: textOf(line.bodyDigest),
    seal: textOf(line.seal),
  };
};

const textOf = (bytes: Buffer | null): string | null => bytes?.toString('base64') ?? null;
