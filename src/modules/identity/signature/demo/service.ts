import { createHash, timingSafeEqual } from 'node:crypto';
import { newToken } from '../../../../kernel/session.ts';
import { sha256 } from '../../../../protocols/csc/index.ts';
import type { DemoAuthority, DemoCredential } from './certificates.ts';
import type { AskedConsent, DemoConsent, DemoSigning } from './port.ts';

/*
 * A small signing service after the API of the Cloud Signature Consortium, version 2. It keeps keys of invented people,
 * signs what they agree to, once and nothing else, and remembers all of that in memory: it serves one process.
 */

/** How one of its calls is answered. */
export interface DemoAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface DemoServiceOptions {
  /** Address below which it lies, without a slash at the end. */
  readonly base: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly people: readonly { readonly fin: string; readonly name: string }[];
  readonly authority: () => Promise<DemoAuthority>;
  readonly now: () => Date;
}

export interface DemoService extends DemoSigning {
  /** Takes a visit to `oauth2/authorize`; answers the number under which it waits for its person, undefined if it is not ours. */
  authorize(query: Readonly<Record<string, string>>): string | undefined;
  token(form: Readonly<Record<string, string>>): DemoAnswer;
  /** A call below `csc/v2/`. */
  call(method: string, body: Readonly<Record<string, unknown>>, bearer: string | undefined): Promise<DemoAnswer>;
}

interface Waiting {
  readonly scope: 'service' | 'credential';
  readonly state: string;
  readonly challenge: string;
  readonly fin?: string;
  readonly hash?: string;
  readonly description: string;
  readonly until: number;
}

interface Code {
  readonly waiting: Waiting;
  readonly fin: string;
  readonly until: number;
}

/** Consent to one signature. */
interface Activation {
  readonly fin: string;
  readonly hash: string;
  readonly until: number;
}

const seconds = { wait: 600, code: 60, token: 600, activation: 60 };
const signAlgo = '1.2.840.10045.4.3.2';

const failure = (error: string, status = 400): DemoAnswer => ({ status, body: { error, error_description: error } });

/** What is taken is gone: a code or a consent that comes again is unknown. */
function take<T extends { readonly until: number }>(shelf: Map<string, T>, key: string, now: number): T | undefined {
  const found = shelf.get(key);
  shelf.delete(key);
  return found && found.until >= now ? found : undefined;
}

/** What the service remembers. */
class Memory {
  readonly options: DemoServiceOptions;
  readonly waiting = new Map<string, Waiting>();
  readonly codes = new Map<string, Code>();
  readonly tokens = new Map<string, { readonly fin: string; readonly until: number }>();
  readonly activations = new Map<string, Activation>();
  readonly #credentials = new Map<string, Promise<DemoCredential>>();

  constructor(options: DemoServiceOptions) {
    this.options = options;
  }

  get now(): number {
    return this.options.now().getTime();
  }

  after(length: number): number {
    return this.now + length * 1000;
  }

  nameOf(fin: string): string | undefined {
    return this.options.people.find((one) => one.fin === fin)?.name;
  }

  credentialOf(fin: string): Promise<DemoCredential> {
    const made =
      this.#credentials.get(fin) ??
      this.options.authority().then((authority) => authority.issue({ fin, name: this.nameOf(fin) ?? fin }));
    this.#credentials.set(fin, made);
    return made;
  }
}

export function openDemoService(options: DemoServiceOptions): DemoService {
  const memory = new Memory(options);
  return {
    authorize(query) {
      const read = readAuthorization(options, query, memory.after(seconds.wait));
      if (!read) return undefined;
      for (const [uid, { until }] of memory.waiting) if (until < memory.now) memory.waiting.delete(uid);
      const uid = newToken();
      memory.waiting.set(uid, read);
      return uid;
    },
    waits(uid) {
      const found = memory.waiting.get(uid);
      return found && found.until >= memory.now ? askedOf(found, memory) : undefined;
    },
    answer: (uid, given) => answerConsent(memory, uid, given),
    token: (form) => giveToken(memory, form),
    async call(method, body, bearer) {
      if (method === 'info') return { status: 200, body: infoOf(options) };
      const token = memory.tokens.get(bearer ?? '');
      if (!token || token.until < memory.now) return failure('invalid_token', 401);
      const { certificate } = await memory.credentialOf(token.fin);
      const id = idOf(token.fin);
      const described = { ...(await describe(options, certificate.raw)), credentialID: id };
      if (method === 'credentials/list')
        return { status: 200, body: { credentialIDs: [id], credentialInfos: [described] } };
      if (body.credentialID !== id) return failure('invalid_request');
      if (method === 'credentials/info') return { status: 200, body: described };
      return method === 'signatures/signHash' ? sign(memory, token.fin, body) : failure('invalid_request', 404);
    },
  };
}

function answerConsent(memory: Memory, uid: string, given: DemoConsent): string | undefined {
  const found = take(memory.waiting, uid, memory.now);
  if (!found) return undefined;
  const fin = found.fin ?? given.person;
  const back = new URL(memory.options.redirectUri);
  back.searchParams.set('state', found.state);
  if (!given.agreed || memory.nameOf(fin) === undefined) back.searchParams.set('error', 'access_denied');
  else {
    const code = newToken();
    memory.codes.set(code, { waiting: found, fin, until: memory.after(seconds.code) });
    back.searchParams.set('code', code);
  }
  return back.href;
}

function giveToken(memory: Memory, form: Readonly<Record<string, string>>): DemoAnswer {
  const { options } = memory;
  if (!isClient(options, form)) return failure('invalid_client', 401);
  const found = take(memory.codes, form.code ?? '', memory.now);
  const proof = createHash('sha256')
    .update(form.code_verifier ?? '')
    .digest('base64url');
  const fits = form.grant_type === 'authorization_code' && form.redirect_uri === options.redirectUri;
  if (!fits || found?.waiting.challenge !== proof) return failure('invalid_grant');
  const access = newToken();
  const { fin, waiting } = found;
  if (waiting.hash === undefined) {
    memory.tokens.set(access, { fin, until: memory.after(seconds.token) });
    return { status: 200, body: { access_token: access, token_type: 'Bearer', expires_in: seconds.token } };
  }
  memory.activations.set(access, { fin, hash: waiting.hash, until: memory.after(seconds.activation) });
  return { status: 200, body: { access_token: access, token_type: 'SAD', expires_in: seconds.activation } };
}

/** Signs one hash, the one that was agreed to, once. */
async function sign(memory: Memory, fin: string, body: Readonly<Record<string, unknown>>): Promise<DemoAnswer> {
  const consent = take(memory.activations, String(body.SAD), memory.now);
  const [hash, ...others] = Array.isArray(body.hashes) ? body.hashes.map(String) : [];
  const digest = Buffer.from(hash ?? '', 'base64');
  const agreed = consent?.fin === fin && consent.hash === digest.toString('base64url') && others.length === 0;
  if (!agreed || digest.length !== 32 || body.hashAlgorithmOID !== sha256 || body.signAlgo !== signAlgo)
    return failure('invalid_request');
  const { key } = await memory.credentialOf(fin);
  return { status: 200, body: { signatures: [key.signDigest(digest).toString('base64')] } };
}

/** Number of a person's key at the service: it tells nothing about them. */
const idOf = (fin: string): string => `demo-${createHash('sha256').update(fin).digest('hex').slice(0, 16)}`;

function readAuthorization(
  options: DemoServiceOptions,
  query: Readonly<Record<string, string>>,
  until: number,
): Waiting | undefined {
  const { scope, state = '', code_challenge: challenge = '', credentialID, hashes = '', description = '' } = query;
  const ours =
    query.response_type === 'code' &&
    query.client_id === options.clientId &&
    query.redirect_uri === options.redirectUri &&
    query.code_challenge_method === 'S256' &&
    challenge !== '' &&
    state !== '';
  if (!ours) return undefined;
  if (scope === 'service') return { scope, state, challenge, description: '', until };
  const fin = options.people.find((one) => idOf(one.fin) === credentialID)?.fin;
  const one = query.numSignatures === '1' && query.hashAlgorithmOID === sha256 && /^[\w-]{43}$/.test(hashes);
  if (scope !== 'credential' || fin === undefined || !one) return undefined;
  return { scope, state, challenge, fin, hash: hashes, description: description.slice(0, 500), until };
}

function askedOf({ scope, fin = '', hash = '', description }: Waiting, memory: Memory): AskedConsent {
  return scope === 'service' ? { scope } : { scope, holder: memory.nameOf(fin) ?? '', description, digest: hash };
}

function isClient({ clientId, clientSecret }: DemoServiceOptions, form: Readonly<Record<string, string>>): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return form.client_id === clientId && timingSafeEqual(digest(form.client_secret ?? ''), digest(clientSecret));
}

const infoOf = ({ base }: DemoServiceOptions) => ({
  specs: '2.0.0.2',
  name: 'Vahid Demo',
  region: 'AZ',
  lang: 'az',
  authType: ['oauth2code'],
  oauth2: base,
  methods: ['credentials/list', 'credentials/info', 'signatures/signHash'],
  signAlgorithms: { algos: [signAlgo] },
});

async function describe({ authority }: DemoServiceOptions, leaf: Buffer) {
  const { certificate } = await authority();
  return {
    key: { status: 'enabled', algo: [signAlgo], len: 256, curve: '1.2.840.10045.3.1.7' },
    cert: { status: 'valid', certificates: [leaf.toString('base64'), certificate.raw.toString('base64')] },
    auth: { mode: 'oauth2code' },
    SCAL: '2',
    multisign: 1,
  };
}
