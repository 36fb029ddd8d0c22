import type { KeyObject } from 'node:crypto';
import {
  type Configuration,
  ConfigurationRefused,
  gatewayOf,
  keyOf,
  readConfiguration,
} from '../../../protocols/gateway/configuration.ts';
import { readFollowing } from '../../../protocols/gateway/centre.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
import { sealReader, unpackSeal } from '../../../protocols/gateway/seal.ts';
import { type Checkpoint, type NamedKey, openByChain } from '../../../protocols/merkle/checkpoint.ts';
import { includedRoot } from '../../../protocols/merkle/tree.ts';
import { parseRequest, parseResponse, printClientId, printServiceId } from '../../../protocols/x-road/index.ts';
import { type Line, lineLeaf, sealedLeafOf } from './line.ts';
import { type ExchangeProof, lineOf, type ProvedMessage } from './proof.ts';

/** What does not fit in a proof. */
export type ProofFault =
  | 'shape'
  | 'incomplete'
  | 'content'
  | 'unlogged'
  | 'belonging'
  | 'checkpoint'
  | 'inclusion'
  | 'configuration'
  /** Not that anything does not fit: the seals cannot be judged, for want of a configuration. */
  | 'unconfigured'
  | 'gateway'
  | 'seal';

/** Whose word is taken: without the centre's key seals are not judged, without the log's the log is not. */
export interface Believed {
  readonly centre?: KeyObject;
  readonly log?: NamedKey;
}

export interface ProofVerdict {
  readonly fault?: ProofFault;
  readonly lines: readonly Line[];
  /** That the gateways sealed these messages was proved. */
  readonly sealed: boolean;
  /** Checkpoint of the log in which these lines were proved to be. */
  readonly logged?: Checkpoint;
}

interface Proved {
  readonly line: Line;
  readonly message: ProvedMessage;
  /** Leaf of the request that a response may answer; of each that bears the same id. */
  readonly requests: readonly Proved[];
}

/** Judges a proof by the keys that are believed; everything in it must fit. */
export async function judgeProof(proof: ExchangeProof, { centre, log }: Believed): Promise<ProofVerdict> {
  const lines = proof.messages.map(({ line }) => lineOf(line));
  const said = { lines, sealed: false };
  const all = allOf(proof, lines);
  if (all === undefined) return { ...said, fault: 'incomplete' };
  if (!all.every(holdsContent)) return { ...said, fault: 'content' };
  if (!all.every(belongs)) return { ...said, fault: 'belonging' };
  // A seal covers the message, not what the log says beside it.
  if (!log && !all.every(({ message }) => message.head !== undefined)) return { ...said, fault: 'unlogged' };
  const logged = log && openByChain(proof.checkpoint, log, proof.keys ?? []);
  if (log && logged === undefined) return { ...said, fault: 'checkpoint' };
  if (logged && !all.every((one) => isIncluded(one, logged))) return { ...said, fault: 'inclusion' };
  const fault = centre && (await faultOfSeals(all, proof.configuration, centre));
  if (fault) return { ...said, fault };
  return { lines, sealed: centre !== undefined, ...(logged ? { logged } : {}) };
}

/** The messages, each with the requests of its side; undefined where one is of another exchange, or answers none. */
function allOf({ messages }: ExchangeProof, lines: readonly Line[]): readonly Proved[] | undefined {
  const [first] = lines;
  const all: Proved[] = [];
  for (const [index, line] of lines.entries()) {
    const message = messages[index];
    const same = line.requestId === first?.requestId && line.client === first.client && line.service === first.service;
    if (!message || !same) return undefined;
    const requests = line.kind === 'request' ? [] : all.filter((one) => isRequestOf(one.line, line));
    if (line.kind !== 'request' && requests.length === 0) return undefined;
    all.push({ line, message, requests });
  }
  return all;
}

const isRequestOf = ({ kind, side }: Line, line: Line): boolean => kind === 'request' && side === line.side;

function holdsContent({ line: { headDigest, bodyDigest, seal, kind }, message: { head, body } }: Proved): boolean {
  const fits = (content: string | undefined, digest: Buffer | null) =>
    content === undefined || digest?.equals(sha512(Buffer.from(content, 'base64'))) === true;
  if ((kind === 'failure') !== (seal === null) || (seal === null) !== (headDigest === null)) return false;
  return fits(head, headDigest) && fits(body, bodyDigest);
}

/** Whether the head, if it is kept, tells of the exchange of which its line does. */
function belongs({ line, message }: Proved): boolean {
  if (message.head === undefined) return true;
  const head = Buffer.from(message.head, 'base64');
  try {
    const told = line.kind === 'response' ? toldByAnswer(head) : toldByRequest(head);
    const { client, service, requestId, method, status } = line;
    return isSame(told, [client, service, requestId, line.kind === 'response' ? status : method]);
  } catch {
    return false;
  }
}

function toldByRequest(head: Buffer): readonly unknown[] {
  const { client, service, requestId, method } = parseRequest(head);
  return [printClientId(client), printServiceId(service), requestId, method];
}

function toldByAnswer(head: Buffer): readonly unknown[] {
  const { headers, status } = parseResponse(head);
  const value = (name: string) => headers.findLast(([one]) => one === name)?.[1];
  return [value('x-road-client'), value('x-road-service'), value('x-road-request-id'), status];
}

const isSame = (one: readonly unknown[], other: readonly unknown[]) => one.every((value, at) => value === other[at]);

function isIncluded({ line, message: { place, way } }: Proved, { size, root }: Checkpoint): boolean {
  const proof = way.map((hash) => Buffer.from(hash, 'base64'));
  const found = includedRoot({ leaf: lineLeaf(line), index: place, size, proof });
  return found !== undefined && Buffer.from(root).equals(found);
}

async function faultOfSeals(
  all: readonly Proved[],
  published: string | undefined,
  centre: KeyObject,
): Promise<ProofFault | undefined> {
  for (const { line, requests } of all) {
    if (line.kind === 'failure') continue;
    if (published === undefined) return 'unconfigured';
    const configuration = await configurationAt(published, centre, line.at);
    if (configuration === undefined) return 'configuration';
    const key = keyOfSigner(configuration, line);
    if (key === undefined) return 'gateway';
    const seal = unpackSeal(line.seal ?? Buffer.alloc(0));
    if (seal === undefined) return 'seal';
    const leaves =
      line.kind === 'request' ? [sealedLeafOf(line)] : requests.map(({ line: asked }) => answerLeaf(line, asked));
    const reader = sealReader(key);
    if (!leaves.some((leaf) => leaf !== undefined && reader.holds(leaf, seal))) return 'seal';
  }
  return undefined;
}

const answerLeaf = (line: Line, asked: Line): Buffer | undefined => sealedLeafOf(line, sealedLeafOf(asked));

/** A configuration tells of messages from before it, whose keys it still names, but of none from after its end. */
async function configurationAt(published: string, centre: KeyObject, at: Date): Promise<Configuration | undefined> {
  try {
    const read = (key: KeyObject) => readConfiguration(published, key);
    const { value: configuration } = await readFollowing(published, [centre], read);
    return at.getTime() < Date.parse(configuration.expiresAt) ? configuration : undefined;
  } catch (error) {
    if (error instanceof ConfigurationRefused) return undefined;
    throw error;
  }
}

/** The key that sealed: of the gateway through which the client asks, or the service answers. */
function keyOfSigner(configuration: Configuration, line: Line): KeyObject | undefined {
  const party = line.kind === 'request' ? line.client : line.service.slice(0, line.service.lastIndexOf('/'));
  const gateway = gatewayOf(configuration, party);
  const kid = unpackSeal(line.seal ?? Buffer.alloc(0))?.kid;
  return gateway?.id === line.signer && kid !== undefined ? keyOf(gateway, kid, line.at) : undefined;
}
