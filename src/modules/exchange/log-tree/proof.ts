import { type Static, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Context } from '../../../kernel/context.ts';
import { inclusionProof } from '../../../protocols/merkle/tree.ts';
import { type ContentOf, openContent } from '../gateway/message-log.ts';
import type { Line } from './line.ts';
import { lastCheckpoint, linesOfRequest, nodeReader } from './store.ts';

/*
 * What proves one exchange without network or database: every line that is logged of it, with its way to the root of a
 * signed checkpoint; the messages themselves while they are kept; and the configuration that names the gateways' keys.
 */

export const proofFormat = 'vahid-exchange-proof/1';

const word = Type.String({ maxLength: 2000 });
const base64 = Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const line = Type.Object(
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
          line,
          /** As X-Road writes it; absent once it was dropped, as the body is. */
          head: Type.Optional(base64),
          body: Type.Optional(base64),
          place: Type.Integer({ minimum: 0 }),
          way: Type.Array(base64, { maxItems: 64 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1000 },
    ),
    /** Signed note (C2SP tlog-checkpoint). */
    checkpoint: Type.String(),
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

const bytesOf = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));

/** The line of a proof as it lies in the log. */
export const lineOf = ({ line: one }: ProvedMessage): Line => ({
  ...one,
  at: new Date(one.at),
  headDigest: bytesOf(one.headDigest),
  bodyDigest: bytesOf(one.bodyDigest),
  seal: bytesOf(one.seal),
});

/** Why there is no proof: nothing was logged under this id, or a line is not in the tree yet. */
export type NoProof = 'unknown' | 'early';

/** Puts together what proves an exchange. */
export async function makeProof(
  { db, vahid }: Context,
  requestId: string,
  configuration?: string,
): Promise<ExchangeProof | NoProof> {
  const rows = await linesOfRequest(db, requestId);
  const last = await lastCheckpoint(db);
  if (rows.length === 0) return 'unknown';
  const read = nodeReader(db);
  const messages: ProvedMessage[] = [];
  for (const { head, body, place, ...logged } of rows) {
    if (place === null || last === undefined) return 'early';
    const way = await inclusionProof(read, place, last.size);
    const opened = (part: ContentOf['part'], wrapped: Buffer) =>
      openContent(vahid.keys, { ...logged, part }, wrapped).toString('base64');
    messages.push({
      line: {
        ...logged,
        at: logged.at.toISOString(),
        headDigest: textOf(logged.headDigest),
        bodyDigest: textOf(logged.bodyDigest),
        seal: textOf(logged.seal),
      },
      ...(head ? { head: opened('head', head) } : {}),
      ...(body ? { body: opened('body', body) } : {}),
      place,
      way: way.map((hash) => Buffer.from(hash).toString('base64')),
    });
  }
  const checkpoint = last?.note ?? '';
  return { format: proofFormat, messages, checkpoint, ...(configuration === undefined ? {} : { configuration }) };
}

const textOf = (bytes: Buffer | null): string | null => bytes?.toString('base64') ?? null;
