import { createHash } from 'node:crypto';
import { calculatePKCECodeChallenge, randomPKCECodeVerifier, randomState } from 'openid-client';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import type { Context } from '../../../kernel/context.ts';
import { inLanguage } from '../../../kernel/http/language.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { notFound, signInNeeded } from '../../../kernel/refusal.ts';
import { port } from '../../../kernel/vahid.ts';
import { type Lang, pick, type Text } from '../../../language/index.ts';
import type { JsonValue, Signed } from '../../../protocols/jades/index.ts';
import { finOf } from '../actions.ts';
import { withoutOrigin } from '../sign-in.ts';
import { checkStanding } from '../standing.ts';
import { acceptSigned, chooseCredential, type Chosen, type Signer } from './accepting.ts';
import { openClient, type SigningClient, signingService } from './client.ts';
import type { SigningRow } from './entities.ts';
import { numberNeeded, signingCancelled, signingFailed, signingUnderWay } from './refusals.ts';
import * as store from './store.ts';

/** What somebody is to sign, and what happens once they have. */
export interface SignatureOrder {
  /** Canonical JSON of it is signed; it holds no personal data. */
  readonly statement: Readonly<Record<string, JsonValue>>;
  /** What the person reads here and at the signing service. */
  readonly description: Text;
  /** For `signedActPort`; sealed until then. */
  readonly act: Json;
  /** Own path to go back to where nothing comes of it. */
  readonly back: string;
}

/** A signature that was checked, with what it was ordered for. */
export interface SignedAct {
  readonly act: Json;
  readonly statement: SignatureOrder['statement'];
  readonly jws: string;
  readonly signer: Signed['signer'];
}

/** Carries out what was signed, in one transaction; answers the own path at which one goes on. Filled by services. */
export const signedActPort = port<(ctx: Context, signed: SignedAct) => Promise<string>>('act that was signed');

export const minutesToSign = 10;
const sealedFor = 'signature asked for';

/** What lies sealed in a row while its person is away. */
interface Sealed {
  readonly order: SignatureOrder;
  /** The service knows one address to return to: from there the language goes along. */
  readonly lang: Lang;
  readonly verifier?: string;
  readonly chosen?: Chosen;
}

interface Who {
  readonly session: string;
  readonly person: string;
  readonly now: Date;
}

function whoSigns({ actor, vahid }: Context): Who {
  const { session, person } = actor;
  if (session === undefined || person === undefined) throw signInNeeded();
  return { session, person, now: vahid.now() };
}

/** @throws numberNeeded */
async function signerOf(ctx: Context, { person, now }: Who): Promise<Signer> {
  const fin = await finOf(ctx, person);
  if (fin === null) throw numberNeeded();
  return { fin, now };
}

/**
 * Asks for a signature of who acts; answers the own path at which they begin. Nothing is done yet, and nothing will be
 * unless they sign within ten minutes. Checks no access to what is to be done. @throws signingNotOffered, numberNeeded
 */
export async function orderSignature(ctx: Context, order: SignatureOrder): Promise<string> {
  allow(ctx, 'identity.sign');
  const who = whoSigns(ctx);
  await signingService(ctx.vahid);
  await signerOf(ctx, who);
  await store.deleteOverdue(ctx.db, who.now);
  const id = newId(who.now.getTime());
  await store.insertSigning(ctx.db, {
    id,
    person: who.person,
    session: who.session,
    step: 'asked',
    state: null,
    until: new Date(who.now.getTime() + minutesToSign * 60_000),
    sealed: seal(ctx, { order, lang: 'az' }),
    done_to: null,
  });
  return `/imza/${id}`;
}

/**
 * What is to be signed, for the person who was asked; or, once it is signed, where they go on.
 * @throws notFound, and signingFailed for one that came to nothing
 */
export async function signatureOrder(ctx: Context, id: string): Promise<SignatureOrder | { readonly to: string }> {
  allow(ctx, 'identity.sign');
  const row = await store.findSigning(ctx.db, { id }, whoSigns(ctx));
  if (row?.done_to) return { to: row.done_to };
  if (row?.step === 'failed') throw signingFailed();
  return (await ownRow(ctx, id)).open.order;
}

async function ownRow(ctx: Context, id: string): Promise<{ readonly row: SigningRow; readonly open: Sealed }> {
  const row = await store.findSigning(ctx.db, { id }, whoSigns(ctx));
  if (!row?.sealed) throw notFound();
  return { row, open: unseal(ctx, row.sealed) };
}

/** Leads to the signing service, to sign in there; begun again, only the last way back counts. @throws signingUnavailable */
export async function beginSigning(request: Request, id: string): Promise<string> {
  allow(request, 'identity.sign');
  const { row, open } = await ownRow(request, id);
  const client = await openClient(request.vahid);
  const { address, state, verifier } = await leave(request, client);
  const sealed = seal(request, { order: open.order, lang: request.lang, verifier });
  if (!(await store.stepOn(request.db, row.id, ['asked', 'listing', 'agreeing'], { step: 'listing', state, sealed })))
    throw signingUnderWay();
  return address;
}

async function leave({ vahid, lang }: Request, client: SigningClient, order?: Parameters<SigningClient['address']>[1]) {
  const [state, verifier] = [randomState(), randomPKCECodeVerifier()];
  const challenge = await calculatePKCECodeChallenge(verifier);
  const address = withoutOrigin(vahid, await client.address({ state, challenge, lang }, order));
  return { address, state: digestOf(state), verifier };
}

const digestOf = (state: string): Buffer => createHash('sha256').update(state).digest();

/** What the signing service sends along with the person (RFC 6749 §4.1.2). */
export interface ServiceAnswer {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

/** Where one goes on, or what is to be told of a signature that came to nothing, and the way back. */
export type Returned = { readonly to: string } | { readonly failed: unknown; readonly back: string };

/**
 * Takes an answer of the signing service: the first time one chooses the certificate and leads on to the consent, the
 * second time one has it signed, checks that and carries out the act. An answer counts once; come again, it does nothing.
 * @throws signingFailed, signingUnderWay
 */
export async function returnFromService(request: Request, answer: ServiceAnswer): Promise<Returned> {
  allow(request, 'identity.sign');
  const who = whoSigns(request);
  if (!answer.state) throw signingFailed();
  const row = await store.findSigning(request.db, { state: digestOf(answer.state) }, who);
  if (!row) throw signingFailed();
  if (row.step === 'done') return { to: row.done_to ?? '/' };
  if (row.step === 'failed' || !row.sealed) throw signingFailed();
  const open = unseal(request, row.sealed);
  if (open.lang !== 'az' && request.lang === 'az') return { to: inLanguage(open.lang, request.url) };
  const { step } = row;
  if (step !== 'listing' && step !== 'agreeing') throw signingUnderWay();
  const next = step === 'listing' ? 'chosen' : 'signing';
  // Of two answers at once the database lets one go on.
  if (!(await store.stepOn(request.db, row.id, [step], { step: next }))) throw signingUnderWay();
  try {
    if (answer.error === 'access_denied') throw signingCancelled();
    if (!answer.code || !open.verifier) throw signingFailed();
    const given = { row, open, code: answer.code, verifier: open.verifier, who };
    return { to: await (next === 'chosen' ? choose(request, given) : finish(request, given)) };
  } catch (failed) {
    await store.giveUp(request.db, row.id);
    return { failed, back: open.order.back };
  }
}

interface Given {
  readonly row: SigningRow;
  readonly open: Sealed;
  readonly code: string;
  readonly verifier: string;
  readonly who: Who;
}

async function choose(request: Request, { row, open, code, verifier, who }: Given): Promise<string> {
  const client = await openClient(request.vahid);
  const signer = await signerOf(request, who);
  const token = await client.token(code, verifier, 'Bearer');
  const chosen = await chooseCredential(client, { token, signer, statement: open.order.statement });
  const left = await leave(request, client, {
    credentialID: chosen.credentialID,
    digest: Buffer.from(chosen.digest, 'base64'),
    description: pick(open.order.description, request.lang),
  });
  const sealed = seal(request, { ...open, verifier: left.verifier, chosen });
  if (!(await store.stepOn(request.db, row.id, ['chosen'], { step: 'agreeing', state: left.state, sealed })))
    throw signingFailed();
  return left.address;
}

async function finish(request: Request, { row, open, code, verifier, who }: Given): Promise<string> {
  const { order, chosen } = open;
  if (!chosen) throw signingFailed();
  // This door is opened by a link, but it writes: who acts for an organisation is asked after anew.
  if (request.session) await checkStanding(request, request.session, true);
  const client = await openClient(request.vahid);
  const sad = await client.token(code, verifier, 'SAD');
  const signer = await signerOf(request, who);
  const { jws, signed } = await acceptSigned(client, { chosen, sad, signer, statement: order.statement });
  const to = await signedActPort.of(request.vahid)(request, {
    act: order.act,
    statement: order.statement,
    jws,
    signer: signed.signer,
  });
  await store.stepOn(request.db, row.id, ['signing'], { step: 'done', done_to: to, sealed: null });
  await audit(request, 'identity.sign', row.id);
  return to;
}

function seal({ vahid }: Context, open: Sealed): Buffer {
  return vahid.keys.wrap(sealedFor, Buffer.from(JSON.stringify(open)));
}

function unseal({ vahid }: Context, sealed: Buffer): Sealed {
  return JSON.parse(vahid.keys.unwrap(sealedFor, sealed).toString()) as Sealed;
}
