import type { X509Certificate } from 'node:crypto';
import type { SigningConfig } from '../../../kernel/config-signing.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { port, type Vahid } from '../../../kernel/vahid.ts';
import {
  type Algorithm,
  authorizeAddress,
  type Credential,
  type HashOrder,
  infoBody,
  listBody,
  MalformedAnswer,
  readCredential,
  readCredentials,
  readInfo,
  readSignature,
  readToken,
  type ServiceInfo,
  signBody,
  tokenForm,
} from '../../../protocols/csc/index.ts';
import { signingFailed, signingNotOffered, signingUnavailable } from './refusals.ts';

type Ask = (address: string, init: RequestInit) => Promise<Response>;

/** A signing service, and how it is reached. */
export interface SigningService {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly anchors: readonly X509Certificate[];
  readonly ask: Ask;
  /** How long an answer is waited for; 10 if absent. */
  readonly seconds?: number;
}

/** Where people sign: the service of the settings or, in demo mode, the one brought along. */
export const signingPort = port<() => Promise<SigningService>>('signing service');

export const offersSigning = (vahid: Vahid): boolean => vahid.ports.has(signingPort.name);

/** @throws signingNotOffered */
export async function signingService(vahid: Vahid): Promise<SigningService> {
  if (!offersSigning(vahid)) throw signingNotOffered();
  return signingPort.of(vahid)();
}

const secondsToAnswer = 10;
/** Bytes. */
const longestAnswer = 1_000_000;

export function configuredSigning({
  url,
  clientId,
  clientSecret,
  anchors,
}: SigningConfig): () => Promise<SigningService> {
  const service = {
    url,
    clientId,
    clientSecret,
    anchors,
    ask: (address: string, init: RequestInit) => fetch(address, init),
  };
  return async () => service;
}

/** Where the service sends people back to. */
export const returnPath = '/imza/qayit';

/** The calls of one signature. Each throws signingUnavailable where there is no answer, signingFailed where it is a refusal. */
export interface SigningClient {
  readonly service: SigningService;
  info(): Promise<ServiceInfo>;
  /** Leads to the person's own list of keys or, with an order, to their consent. */
  address(given: { state: string; challenge: string; lang: string }, order?: HashOrder): Promise<string>;
  token(code: string, verifier: string, kind: 'Bearer' | 'SAD'): Promise<string>;
  credentials(token: string): Promise<readonly Credential[]>;
  credential(token: string, id: string): Promise<Credential>;
  sign(
    token: string,
    given: { credentialID: string; sad: string; digest: Buffer; algorithm: Algorithm },
  ): Promise<Buffer>;
}

export async function openClient(vahid: Vahid): Promise<SigningClient> {
  const service = await signingService(vahid);
  const { clientId, clientSecret } = service;
  const redirectUri = vahid.config.publicUrl + returnPath;
  const ask = <T>(address: string, init: RequestInit, read: (answer: unknown) => T) =>
    asked(vahid, service, { address, init, read });
  const call = <T>(method: string, body: unknown, read: (answer: unknown) => T, token?: string) =>
    ask(
      `${service.url}/${method}`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      },
      read,
    );
  const info = () => call('info', {}, readInfo).then((found) => checked(vahid, found));
  return {
    service,
    info,
    address: async (given, order) => authorizeAddress(await info(), { ...given, clientId, redirectUri }, order),
    async token(code, verifier, kind) {
      const body = tokenForm({ clientId, clientSecret, redirectUri, code, verifier });
      return ask(`${(await info()).oauth2}/oauth2/token`, { method: 'POST', body }, (answer) =>
        readToken(answer, kind),
      );
    },
    credentials: (token) => call('credentials/list', listBody, readCredentials, token),
    credential: (token, id) => call('credentials/info', infoBody(id), (answer) => readCredential(answer, id), token),
    sign: (token, given) => call('signatures/signHash', signBody(given), readSignature, token),
  };
}

/** In production the client's secret goes nowhere in the clear. */
function checked({ config }: Vahid, info: ServiceInfo): ServiceInfo {
  if (config.mode === 'demo' || info.oauth2.startsWith('https://')) return info;
  throw new MalformedAnswer('oauth2 is no https address');
}

interface Question<T> {
  readonly address: string;
  readonly init: RequestInit;
  readonly read: (answer: unknown) => T;
}

async function asked<T>(
  vahid: Vahid,
  { ask, seconds = secondsToAnswer }: SigningService,
  { address, init, read }: Question<T>,
): Promise<T> {
  try {
    const signal = AbortSignal.timeout(seconds * 1000);
    const answer = await ask(address, { ...init, redirect: 'error', signal });
    const text = await textOf(answer);
    if (answer.status >= 500) throw signingUnavailable();
    if (!answer.ok) throw signingFailed();
    return read(JSON.parse(text));
  } catch (cause) {
    // Neither what was sent nor what came is logged: both may name a person.
    const kind = cause instanceof MalformedAnswer ? cause.message : cause instanceof Refusal ? cause.code : 'no answer';
    vahid.log.warn({ method: new URL(address).pathname.split('/').at(-1), kind }, 'signing service');
    if (cause instanceof Refusal) throw cause;
    throw Object.assign(signingUnavailable(), { cause });
  }
}

/** What is longer is given up while it comes, and never held whole. */
async function textOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > longestAnswer) throw new MalformedAnswer('the answer is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
