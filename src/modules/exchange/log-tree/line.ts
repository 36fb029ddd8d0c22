import { recordLeaf } from '../../../protocols/gateway/record.ts';
import { leafHash } from '../../../protocols/merkle/tree.ts';
import type { LoggedLine } from './store.ts';

/** A line of exchange.message without its content: what stays when the content is dropped. */
export interface Line extends LoggedLine {
  readonly side: 'consumer' | 'provider';
  readonly kind: 'request' | 'response' | 'failure';
  readonly requestId: string;
  readonly client: string;
  readonly service: string;
  readonly method: string;
  readonly peer: string;
  readonly signer: string;
  readonly headDigest: Buffer | null;
  readonly bodyDigest: Buffer | null;
  readonly seal: Buffer | null;
  readonly purpose: string | null;
  readonly act: string | null;
  readonly article: string | null;
  readonly status: number | null;
  readonly fault: string | null;
}

const base64 = (bytes: Buffer | null): string | null => bytes?.toString('base64') ?? null;

/** The bytes that the tree covers: a JSON array in this order, without white space; moments in UTC, bytes in base64. */
const lineText = (line: Line): string =>
  JSON.stringify([
    'vahid-exchange-line/1',
    line.id,
    line.at.toISOString(),
    line.side,
    line.kind,
    line.requestId,
    line.client,
    line.service,
    line.method,
    line.peer,
    line.signer,
    base64(line.headDigest),
    base64(line.bodyDigest),
    base64(line.seal),
    line.purpose,
    line.act,
    line.article,
    line.status,
    line.fault,
  ]);

/** Leaf of a line in the tree over the log. */
export const lineLeaf = (line: Line): Buffer => leafHash(lineText(line));

/** Leaf under which the gateway sealed the message; undefined of a line that is no message. */
export const sealedLeafOf = (
  { kind, signer, at, headDigest, bodyDigest }: Line,
  answers?: Uint8Array,
): Buffer | undefined =>
  kind === 'failure' || headDigest === null
    ? undefined
    : recordLeaf({
        kind,
        gateway: signer,
        at,
        head: headDigest,
        ...(bodyDigest ? { body: bodyDigest } : {}),
        ...(answers ? { answers } : {}),
      });
