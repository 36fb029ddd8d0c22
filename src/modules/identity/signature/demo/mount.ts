import type { FastifyInstance } from 'fastify';
import { inLanguage } from '../../../../kernel/http/language.ts';
import { newToken } from '../../../../kernel/session.ts';
import type { Vahid } from '../../../../kernel/vahid.ts';
import { demoName, demoPeople } from '../../demo-people.ts';
import { once, spoken, withoutOrigin } from '../../sign-in.ts';
import { returnPath, signingPort } from '../client.ts';
import { openDemoAuthority } from './certificates.ts';
import { demoConsentPath, demoSigningPort } from './port.ts';
import { type DemoService, openDemoService } from './service.ts';

export const demoSigningFolder = '/demo-csc';

/**
 * Puts a signing service on the server that signs for the demo people, without a PIN. Does nothing where the settings
 * name another. @throws Error in production (law 13)
 */
export function mountDemoSigning(
  server: FastifyInstance,
  vahid: Vahid,
  ask: (address: string, init: RequestInit) => Promise<Response>,
): void {
  if (vahid.config.mode !== 'demo') throw new Error('The demo signing service is refused in production.');
  if (vahid.config.signing) return;
  const base = vahid.config.publicUrl + demoSigningFolder;
  const authority = once(() => openDemoAuthority(vahid.keys));
  const client = { clientId: 'vahid', clientSecret: newToken() };
  const service = openDemoService({
    ...client,
    base,
    redirectUri: vahid.config.publicUrl + returnPath,
    people: demoPeople.map((one) => ({ fin: one.fin, name: demoName(one) })),
    authority,
    now: vahid.now,
  });
  mountSigningService(server, demoSigningFolder, service);
  demoSigningPort.fill(vahid, {
    waits: service.waits,
    answer(uid, given) {
      const to = service.answer(uid, given);
      return to === undefined ? undefined : withoutOrigin(vahid, to);
    },
  });
  signingPort.fill(vahid, async () => ({
    ...client,
    url: `${base}/csc/v2`,
    anchors: [(await authority()).certificate],
    ask,
  }));
}

/** The doors of a signing service, below a folder. */
export function mountSigningService(server: FastifyInstance, folder: string, service: DemoService): void {
  server.register(async (scope) => {
    // Its callers are programs: what they send is read here, whatever guards the forms of the house.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 100_000 }, (_request, body, done) =>
      done(null, body),
    );
    scope.get(`${folder}/oauth2/authorize`, async (request, reply) => {
      const query = request.query as Readonly<Record<string, string>>;
      const uid = service.authorize(query);
      if (uid === undefined) return reply.code(400).send({ error: 'invalid_request' });
      return reply.redirect(inLanguage(spoken(query.lang), `${demoConsentPath}/${uid}`), 303);
    });
    scope.post(`${folder}/oauth2/token`, async (request, reply) => {
      const { status, body } = service.token(Object.fromEntries(new URLSearchParams(String(request.body))));
      return reply.code(status).header('cache-control', 'no-store').send(body);
    });
    scope.post(`${folder}/csc/v2/*`, async (request, reply) => {
      const method = (request.params as { readonly '*': string })['*'];
      const bearer = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1];
      const { status, body } = await service.call(method, readJson(request.body), bearer);
      return reply.code(status).header('cache-control', 'no-store').send(body);
    });
  });
}

function readJson(body: unknown): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(String(body));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
