import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  type Configuration,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Actor } from '../../kernel/access.ts';
import { countAttempt, isFirst, origin, refuseAfter } from '../../kernel/attempt.ts';
import { audit } from '../../kernel/audit.ts';
import type { Config } from '../../kernel/config.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { homes } from '../../kernel/http/frame.ts';
import { inLanguage } from '../../kernel/http/language.ts';
import type { Cookie, Request } from '../../kernel/http/route.ts';
import { sessionCookieFor } from '../../kernel/http/cookie.ts';
import { newId } from '../../kernel/identifier.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { endSession, openSession, sessionHours } from '../../kernel/session.ts';
import { port, type Vahid } from '../../kernel/vahid.ts';
import { isFin, type Lang, langs } from '../../language/index.ts';
import { appointmentsOf, ensureForeigner, ensurePerson } from './actions.ts';
import { ownPath } from './own-path.ts';
import { noteName } from './substitution/store.ts';
import { providerUnavailable, signInCancelled, signInFailed, unusableClaims } from './refusals.ts';

/** Where people sign in: the provider of the settings or, in demo mode, the one brought along. */
export const providerPort = port<() => Promise<Configuration>>('sign-in provider');

export const callbackPath = '/giris/qayit';
/** Claim that carries the personal number; a provider without it gives us foreigners. */
export const finClaim = 'fin';
export const signInScope = 'openid profile';

const minutesToSignIn = 10;
// A ministry may stand behind one address: the limit spares the provider a flood of what fails, people never meet it.
const attempts = { limit: 300, minutes: 10 };
const sealedFor = 'sign-in';

/** Finds the provider of the settings at the first sign-in; a failed attempt is forgotten, so the next one tries again. */
export function configuredProvider(config: Config, oidc: NonNullable<Config['oidc']>): () => Promise<Configuration> {
  const options = { timeout: 10, ...(config.mode === 'demo' ? { execute: [allowInsecureRequests] } : {}) };
  return once(() => discovery(new URL(oidc.issuer), oidc.clientId, oidc.clientSecret, undefined, options));
}

/** Asks once and keeps the answer, but not a failure. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}

/** What must outlive the visit to the provider, sealed in a cookie of its own per attempt: tabs do not disturb each other. */
interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
  readonly lang: Lang;
  readonly until: number;
}

const cookiePrefix = 'giris-';
const cookieName = (state: string): string => cookiePrefix + state.slice(0, 8);
// More, or longer ones, and a browser could no longer send us anything: a server takes only so much in headers.
const tabs = 3;
const longestPath = 300;

async function providerOf(vahid: Vahid): Promise<Configuration> {
  try {
    return await providerPort.of(vahid)();
  } catch (cause) {
    vahid.log.warn({ err: cause }, 'sign-in provider');
    throw Object.assign(providerUnavailable(), { cause });
  }
}

/** Starts the authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636; OpenID Connect Core §3.1). */
export async function beginSignIn(
  request: Request,
  davam: string | undefined,
): Promise<{ to: string; cookies: Cookie[] }> {
  const { vahid, lang } = request;
  const provider = await providerOf(vahid);
  const until = vahid.now().getTime() + minutesToSignIn * 60_000;
  const to = ownPath(davam);
  const begun: Begun = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    to: to.length > longestPath ? '/' : to,
    lang,
    until,
  };
  const address = buildAuthorizationUrl(provider, {
    redirect_uri: vahid.config.publicUrl + callbackPath,
    scope: signInScope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
    ui_locales: lang,
    // Sign-out ends our session only: on a shared computer the provider's must not let the next person in.
    prompt: 'login',
    max_age: '0',
  });
  const value = vahid.keys.wrap(sealedFor, Buffer.from(JSON.stringify(begun))).toString('base64url');
  return {
    to: withoutOrigin(vahid, address.href),
    cookies: [...tooMany(request), { name: cookieName(begun.state), value, seconds: minutesToSignIn * 60 }],
  };
}

/** Takes away what earlier attempts left, but for the newest that still leave room for one more. */
function tooMany({ vahid, cookies }: Request): Cookie[] {
  const begun = Object.entries(cookies)
    .filter(([name]) => name.startsWith(cookiePrefix))
    .map(([name, value]) => ({ name, until: unseal(vahid, value)?.until ?? 0 }))
    .sort((a, b) => b.until - a.until);
  return begun.slice(tabs - 1).map(({ name }) => ({ name, value: '', seconds: 0 }));
}

/** An address of our own as a path: it then holds under whatever name the browser reached this installation. */
export function withoutOrigin({ config }: Vahid, address: string): string {
  return address.startsWith(`${config.publicUrl}/`) ? address.slice(config.publicUrl.length) : address;
}

/**
 * Ends the flow: checks the provider's answer, finds the person, opens a new session and ends the one this browser had.
 * @throws signInFailed, signInCancelled, providerUnavailable, unusableClaims, tooManyAttempts
 */
export async function completeSignIn(
  request: Request,
  state: string | undefined,
): Promise<{ to: string; cookies: Cookie[] }> {
  const { vahid } = request;
  const begun = state ? unseal(vahid, request.cookies[cookieName(state)]) : undefined;
  // The provider knows one address to return to: from here on the visitor's language goes along.
  if (begun && begun.lang !== 'az' && request.lang === 'az')
    return { to: inLanguage(begun.lang, request.url), cookies: [] };
  if (!begun || begun.state !== state || begun.until < vahid.now().getTime()) throw signInFailed();
  const from = `sign-in ${origin(request.ip)}`;
  await refuseAfter(request, from, attempts.limit, attempts.minutes);
  // What was begun once ends once: nobody shuts out the others of an address by sending one answer again and again.
  if (!(await isFirst(request, `sign-in state ${state}`))) throw signInFailed();
  const claims = await askProvider(vahid, request.url, begun).catch(async (error: unknown) => {
    if (!(error instanceof Refusal && error.code === providerUnavailable.code))
      await countAttempt(request, from, attempts.limit, attempts.minutes);
    throw error;
  });
  const { token, person } = await open(request, claims);
  // Who came for nothing in particular begins where their work is.
  const isOfficial = begun.to === homes.mygov && (await appointmentsOf(request, person)).length > 0;
  return {
    to: isOfficial ? homes.desk : begun.to,
    cookies: [sessionCookieFor(token, sessionHours * 3600), { name: cookieName(state), value: '', seconds: 0 }],
  };
}

function unseal(vahid: Vahid, sealed: string | undefined): Begun | undefined {
  if (!sealed) return undefined;
  try {
    return JSON.parse(vahid.keys.unwrap(sealedFor, Buffer.from(sealed, 'base64url')).toString()) as Begun;
  } catch {
    // Made up, cut short, or sealed under another key.
    return undefined;
  }
}

interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly fin: unknown;
}

/** Exchanges the code and gathers the claims: a provider may give those of a scope at its userinfo endpoint only (Core §5.4). */
async function askProvider(vahid: Vahid, url: string, begun: Begun): Promise<Claims> {
  const provider = await providerOf(vahid);
  try {
    const tokens = await authorizationCodeGrant(provider, new URL(vahid.config.publicUrl + url), {
      pkceCodeVerifier: begun.verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
      // Seconds since they were sent there; a provider that let in whom it knew already says so by `auth_time`.
      maxAge: Math.ceil((vahid.now().getTime() - (begun.until - minutesToSignIn * 60_000)) / 1000),
    });
    const idToken = tokens.claims();
    if (!idToken) throw new TypeError('an ID token was expected');
    const more = provider.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(provider, tokens.access_token, idToken.sub)
      : {};
    const all: Record<string, unknown> = { ...more, ...idToken };
    return { issuer: idToken.iss, subject: idToken.sub, name: nameOf(all), fin: all[finClaim] };
  } catch (cause) {
    vahid.log.warn({ err: cause }, 'sign-in');
    throw Object.assign(refusalFor(cause), { cause });
  }
}

function refusalFor(cause: unknown) {
  if (cause instanceof AuthorizationResponseError && cause.error === 'access_denied') return signInCancelled();
  // `fetch` tells of a broken connection by a TypeError.
  if (cause instanceof TypeError || (cause instanceof ClientError && cause.code === 'OAUTH_TIMEOUT'))
    return providerUnavailable();
  return signInFailed();
}

function nameOf(claims: Readonly<Record<string, unknown>>): string {
  const parts = [claims.given_name, claims.family_name].filter((part) => typeof part === 'string');
  return (typeof claims.name === 'string' ? claims.name : parts.join(' ')).trim();
}

interface Opened {
  readonly token: string;
  readonly person: string;
}

async function open(request: Request, { issuer, subject, name, fin }: Claims): Promise<Opened> {
  // As it is or not at all: whoever reads a number out of something like it may take one person for another.
  const known = typeof fin === 'string' && isFin(fin) ? fin : undefined;
  if (name === '' || name.length > 200 || (fin !== undefined && known === undefined)) throw unusableClaims();
  return inTransaction(request, async (ctx) => {
    const person = known ? await ensurePerson(ctx, known) : await ensureForeigner(ctx, { issuer, subject });
    return { token: await enterSession(ctx, request, { person, name }), person };
  });
}

/** A new session of a person who has shown who they are; the one that this browser had is over. Answers the cookie's token. */
export async function enterSession(
  ctx: Context,
  { session: before, agent }: Pick<Request, 'session' | 'agent'>,
  { person, name }: { readonly person: string; readonly name: string },
): Promise<string> {
  const now = ctx.vahid.now();
  const id = newId(now.getTime());
  const actor: Actor = { kind: 'person', person, appointments: [], session: id, name };
  if (before) await endSession(ctx.db, before.person, before.id, now);
  await audit({ ...ctx, actor }, 'identity.signIn', id);
  await noteName(ctx.db, person, name, now);
  return openSession(ctx.db, { id, person, name, organisation: null, agent, now });
}

/** The first language of a provider's `ui_locales` that we speak. */
export function spoken(locales: unknown): Lang {
  const asked = typeof locales === 'string' ? locales.split(' ') : [];
  return langs.find((lang) => asked.includes(lang)) ?? 'az';
}
