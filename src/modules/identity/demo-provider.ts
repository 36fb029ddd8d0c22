import { generateKeyPairSync } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration as ProviderSettings, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { allowInsecureRequests, type CustomFetchOptions, customFetch, discovery } from 'openid-client';
import { inLanguage } from '../../kernel/http/language.ts';
import { newToken } from '../../kernel/session.ts';
import { port, type Vahid } from '../../kernel/vahid.ts';
import { demoName, demoPeople } from './demo-people.ts';
import { type DemoShelf, DemoStore } from './demo-store.ts';
import { mountDemoSigning } from './signature/demo/mount.ts';
import { callbackPath, finClaim, once, providerPort, signInScope, spoken, withoutOrigin } from './sign-in.ts';

export const demoFolder = '/demo-oidc';
/** Page on which one chooses the person; the rest of the way is the provider's own. */
export const demoChoicePath = '/giris/demo';

/** What the page of choice needs of the provider. */
export interface DemoSignIn {
  /** Is a sign-in with this number waiting for its person? */
  waits(uid: string): Promise<boolean>;
  /** Takes the person with this FIN; answers the path on which the sign-in goes on, undefined if none waits. */
  choose(uid: string, fin: string): Promise<string | undefined>;
}

export const demoPort = port<DemoSignIn>('demo sign-in');

const clientId = 'vahid';
const cookies = { session: 'demo-session', interaction: 'demo-choice', resume: 'demo-resume' };

/**
 * Puts an OpenID Connect provider on the server that signs in the demo people by name, without a password. Its keys,
 * its one client and what it remembers are made in memory when the program starts, so it serves one process.
 * Does nothing where the settings name another provider. Beside it stands the service with which they sign.
 * @throws Error in production (law 13)
 */
export function mountDemoProvider(server: FastifyInstance, vahid: Vahid): void {
  if (vahid.config.mode !== 'demo') throw new Error('The demo sign-in provider is refused in production.');
  mountDemoSigning(server, vahid, (address, init) => inProcess(server)(address, init as CustomFetchOptions));
  if (vahid.config.oidc) return;
  const issuer = vahid.config.publicUrl + demoFolder;
  const secret = newToken();
  // Made at the first sign-in: its code is large, and most visitors of a page never need it.
  const provider = once(() => makeProvider(vahid, issuer, secret));
  mount(server, vahid, provider);
  const options = { execute: [allowInsecureRequests], [customFetch]: inProcess(server) };
  providerPort.fill(
    vahid,
    once(() => discovery(new URL(issuer), clientId, secret, undefined, options)),
  );
  demoPort.fill(vahid, {
    waits: async (uid) => (await (await provider()).Interaction.find(uid)) !== undefined,
    async choose(uid, fin) {
      const waiting = await (await provider()).Interaction.find(uid);
      if (!waiting || !accountOf(fin)) return undefined;
      waiting.result = { login: { accountId: fin } };
      await waiting.persist();
      return withoutOrigin(vahid, waiting.returnTo);
    },
  });
}

function accountOf(fin: string) {
  const person = demoPeople.find((one) => one.fin === fin);
  return person && { accountId: fin, claims: async () => ({ sub: fin, name: demoName(person), [finClaim]: fin }) };
}

async function makeProvider(vahid: Vahid, issuer: string, secret: string): Promise<Provider> {
  const { Provider } = await import('oidc-provider/lib/provider.js');
  const provider = new Provider(issuer, settings(vahid, secret));
  // Both headers are set by `mount`: addresses are written under the installation's own name, not the visitor's.
  provider.proxy = true;
  provider.use(async (ctx, next) => {
    await next();
    const to = ctx.response.get('location');
    if (to) ctx.set('location', withoutOrigin(vahid, to));
  });
  return provider;
}

function settings(vahid: Vahid, secret: string): ProviderSettings {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const shelf: DemoShelf = new Map();
  return {
    adapter: (model: string) => new DemoStore(model, shelf),
    clients: [
      {
        client_id: clientId,
        client_secret: secret,
        redirect_uris: [vahid.config.publicUrl + callbackPath],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'demo', alg: 'ES256', use: 'sig' }] },
    claims: { openid: ['sub', finClaim], profile: ['name'] },
    scopes: ['openid', 'profile'],
    cookies: { names: cookies },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false }, dPoP: { enabled: false } },
    pkce: { required: () => true },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { url: (_ctx, { uid, params }) => inLanguage(spoken(params.ui_locales), `${demoChoicePath}/${uid}`) },
    findAccount: (_ctx, sub) => accountOf(sub),
    // Whoever chose a person agreed to be named by it.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId, accountId: ctx.oidc.session?.accountId ?? '' });
      grant.addOIDCScope(signInScope);
      await grant.save();
      return grant;
    },
    renderError: (ctx) => backWithError(ctx),
  };
}

/** A sign-in that went stale ends on our own page, which says so and offers a new one. */
function backWithError(ctx: KoaContextWithOIDC): void {
  ctx.status = 303;
  ctx.redirect(callbackPath);
}

/** Hands the raw request to the provider: it reads bodies and writes answers itself. */
function mount(server: FastifyInstance, vahid: Vahid, provider: () => Promise<Provider>): void {
  const { host, protocol } = new URL(vahid.config.publicUrl);
  const callback = once(async () => (await provider()).callback());
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(`${demoFolder}/*`, async (request: FastifyRequest, reply: FastifyReply) => {
      const { raw } = request;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      raw.headers['x-forwarded-host'] = host;
      raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
      // Without a session of its own the provider asks at every sign-in who it is, and never meets two people at once.
      raw.headers.cookie = (raw.headers.cookie ?? '')
        .split('; ')
        .filter((cookie) => !cookie.startsWith(cookies.session))
        .join('; ');
      const path = raw.url?.slice(demoFolder.length) ?? '/';
      Object.assign(raw, { originalUrl: raw.url, url: path });
      const answer = await callback();
      reply.hijack();
      await answer(raw, reply.raw);
    });
  });
}

/** Lets openid-client ask the provider without leaving the process: no port, certificate or proxy stands between. */
function inProcess(server: FastifyInstance) {
  return async (url: string, options: CustomFetchOptions): Promise<Response> => {
    const request = new Request(url, { ...options, body: options.body as BodyInit | null });
    const { pathname, search } = new URL(url);
    const answer = await server.inject({
      method: request.method as 'GET' | 'POST',
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      payload: await request.text(),
    });
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  };
}
