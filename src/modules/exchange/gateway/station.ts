import type { KeyObject } from 'node:crypto';
import type { AllowedAddresses } from '../../../protocols/gateway/address.ts';
import { type Configuration, type GatewayEntry, keyOf } from '../../../protocols/gateway/configuration.ts';
import { type Sealer, type SealReader, sealReader } from '../../../protocols/gateway/seal.ts';
import type { Ledger } from '../disclosure/ledger.ts';
import type { Budget } from './body.ts';
import type { ConsentsAsked } from './consents.ts';
import type { Endpoints } from './endpoint.ts';
import type { MessageLog } from './message-log.ts';
import type { Note } from './note.ts';
import type { Right, Rights } from './rights.ts';

/** A service of an information system behind this gateway. */
export interface Provider {
  /** `AZ/GOV/din/population/people`. */
  readonly service: string;
  /** Address to which the path below the service is added. */
  readonly address: string;
  readonly timeoutMs: number;
  readonly largestBody: number;
  /** Its OpenAPI description, in JSON or YAML. */
  readonly openapi?: string;
  /** Whose data its endpoints are about; absent where nothing is said of any. */
  readonly endpoints?: Endpoints;
  /** Last moment of the service. */
  readonly until?: string;
}

/** SHA-256 of the certificates of which a client shows one, in hexadecimal, or `open` where it shows none. */
export type ClientProof = 'open' | ReadonlySet<string>;

/** What both legs of a gateway stand on. */
export interface Station {
  /** `instance/class/code/gateway`. */
  readonly id: string;
  readonly instance: string;
  readonly sealer: Sealer;
  readonly log: MessageLog;
  readonly note: Note;
  /** Memory for bodies. */
  readonly bodies: Budget;
  readonly rights: Rights;
  /** Where those are written whose data goes out. */
  readonly ledger: Ledger;
  readonly allowed: AllowedAddresses;
  readonly oldCodes: boolean;
  readonly readers: SealReaders;
  /** Keys of those who agreed. */
  consents(asked: ConsentsAsked): Promise<ReadonlySet<string>>;
  /** The configuration in force. Throws `global_conf_outdated` once it has ended. */
  configuration(): Configuration;
  provider(service: string): Provider | undefined;
  providers(): readonly Provider[];
  rightsOf(): readonly Right[];
  /** How a subsystem shows that it is itself; undefined where it may not call. */
  proofOf(client: string): ClientProof | undefined;
  now(): Date;
}

export interface SealReaders {
  of(gateway: GatewayEntry, kid: string, at: Date): SealReader | undefined;
}

/** One reader for each key, so that a batch is checked once. */
export function sealReaders(): SealReaders {
  const readers = new Map<string, { readonly key: KeyObject; readonly reader: SealReader }>();
  return {
    of(gateway, kid, at) {
      const key = keyOf(gateway, kid, at);
      if (key === undefined) return undefined;
      const name = `${gateway.id} ${kid}`;
      const known = readers.get(name);
      if (known?.key.equals(key)) return known.reader;
      const reader = sealReader(key);
      readers.set(name, { key, reader });
      return reader;
    },
  };
}

/** How far the clock of another gateway may be from ours. */
const clockSkewMs = 60_000;

export const isPresent = ({ now }: Pick<Station, 'now'>, at: Date): boolean =>
  Math.abs(now().getTime() - at.getTime()) <= clockSkewMs;
