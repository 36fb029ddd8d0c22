import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookies from '@fastify/cookie';
import forms from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { VNode } from 'preact';
import { renderPage } from '../../ui/frame.tsx';
import { type Actor, anonymous, officesOf, reachable } from '../access.ts';
import { answers } from '../database.ts';
import { queueState } from '../job.ts';
import { notAllowed, notFound, Refusal, signInNeeded } from '../refusal.ts';
import { findSession, formTokenFits, type Session } from '../session.ts';
import type { Vahid } from '../vahid.ts';
import { actorPort, standingPort } from './actor.ts';
import type { Assets } from './asset.ts';
import { ownCookies, sessionCookie, setCookie } from './cookie.ts';
import { checkGiven, checkOrigin, isOwnOrigin, takeToken } from './forgery.ts';
import { securityHeaders } from './headers.ts';
import { type Failure, failureOf, isApi, problem, unreadable } from './failure.ts';
import { holderMark, markIn } from './holder.ts';
import { inLanguage, languageOf, takeLanguage } from './language.ts';
import { bodyLimits, bodyTimes, readJson, refusePacked, refuseSlow, tooLarge } from './limits.ts';
import { encodingFor, lettingGo, openPacking, type Packing } from './packing.ts';
import { isNear } from './near.ts';
import { noteRefusal } from './refused.ts';
import type { Answer, Request, Route } from './route.ts';
import { sendFile } from './sent-file.ts';
import { checkShapes } from './shape.ts';
import { readable } from './stream.ts';
import { readTexts } from './text-body.ts';
import { type Holder, typedForm } from './typed-form.ts';
import { type BroughtFiles, discardAll, fieldsOf, type FileFields, nothingBrought, readUpload } from './upload.ts';

export interface ServerParts {
  readonly assets: Assets;
  failurePage(request: Request, failure: Failure): VNode;
  /** More doors on the same server, such as the demo sign-in provider. */
  extend?(server: FastifyInstance): void;
}

interface Visit {
  readonly id: string;
  actor: Actor;
  session?: Session;
  token?: string;
  /** The token that a form brought. */
  given?: unknown;
  files?: BroughtFiles;
}

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit | null;
  }
}

export async function buildServer(vahid: Vahid, parts: ServerParts): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = vahid.log;
  const headers = securityHeaders(vahid.config);
  const server = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimits.form,
    requestTimeout: bodyTimes.files,
    http: { headersTimeout: bodyTimes.form },
    trustProxy: vahid.config.trustProxy,
    genReqId: () => randomUUID(),
    rewriteUrl: takeLanguage,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => failEarly(vahid, parts, error, request, reply.headers(headers)),
  });
  server.decorateRequest('visit', null);
  await server.register(cookies);
  await server.register(forms, { bodyLimit: bodyLimits.form });
  readJson(server);
  // Pages are small: compressing them at once costs half of what a stream costs, and at this quality a third of that.
  const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_LGWIN]: 18 } };
  const small = { threshold: 1024, syncThreshold: 256 * 1024, zlib: lettingGo };
  await server.register(compress, { ...small, encodings: ['br', 'gzip'], brotliOptions, globalDecompression: false });
  checkShapes(server);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    request.visit = { id: request.id, actor: anonymous };
  });
  refusePacked(server);
  const routes = vahid.rooms.flatMap((room) => room.routes ?? []);
  readTexts(server, routes);
  refuseSlow(server, (url) => routes.some(({ path, files }) => files && path === url));
  server.setErrorHandler((error, request, reply) => fail(vahid, parts, error, request, reply));
  server.setNotFoundHandler(async (request, reply) => {
    await greet(vahid, request);
    return fail(vahid, parts, notFound(), request, reply);
  });
  addHealth(server, vahid);
  addAssets(server, parts.assets);
  parts.extend?.(server);
  const packing = openPacking();
  for (const route of routes) if (!route.files) addRoute(server, vahid, route, packing);
  // Only here forms with files are read at all.
  await server.register(async (scope) => {
    await scope.register(multipart);
    for (const route of routes) if (route.files) addRoute(scope, vahid, route, packing);
  });
  return server;
}

function addHealth(server: FastifyInstance, vahid: Vahid): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (request, reply) => {
    const ready = await answers(vahid.db);
    if (!ready) return reply.code(503).send({ status: 'database unavailable' });
    // Jobs that fail do not make the pages unfit, so that is told beside, for whoever watches.
    const jobs = isNear(request.ip) ? { jobs: await queueState(vahid.db, vahid.now()) } : {};
    return reply.send({ status: 'ready', ...jobs });
  });
}

function addAssets(server: FastifyInstance, assets: Assets): void {
  server.get<{ Params: { '*': string } }>(`${assets.base}/*`, { compress: false }, async (request, reply) => {
    const asset = assets.get(request.params['*']);
    if (!asset) throw notFound();
    const accepted = request.headers['accept-encoding'] ?? '';
    const packed =
      /\bbr\b/.test(accepted) && asset.br ? 'br' : /\bgzip\b/.test(accepted) && asset.gzip ? 'gzip' : undefined;
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(asset.type);
    if (packed) reply.header('content-encoding', packed);
    return reply.send((packed && asset[packed]) ?? asset.bytes);
  });
}

function addRoute(server: FastifyInstance, vahid: Vahid, route: Route, packing: Packing): void {
  const lines = vahid.access[route.access];
  if (!lines) throw new Error(`${route.method} ${route.path}: no access table has a row ${route.access}`);
  server.route({
    method: route.method,
    url: route.path,
    config: { access: route.access },
    bodyLimit: route.bodyLimit ?? bodyLimits[isApi(route.path) ? 'api' : 'form'],
    schema: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
    },
    preValidation: async (request, reply) => {
      const visit = visitOf(request);
      await Promise.all([vahid.releases.refresh(), recognise(vahid, request, visit)]);
      const withFiles = route.files !== undefined && request.isMultipart();
      if (route.method === 'POST') checkOrigin(request, vahid.config);
      if (route.method === 'POST' && !withFiles) {
        visit.given = takeToken(request);
        checkGiven(visit.token, visit.given);
      }
      if (!reachable(lines, visit.actor)) {
        if (visit.actor.kind !== 'anonymous') throw notAllowed();
        if (withFiles) await readTyped(vahid, request);
        throw signInNeeded();
      }
      await checkStanding(vahid, visit, route);
      const files = await fieldsOf(route.files, withFiles, () => toRequest(vahid, request));
      visit.files = nothingBrought(files);
      if (withFiles) await takeFiles(vahid, request, reply, files);
    },
    async onResponse(request) {
      await discardAll(visitOf(request).files ?? {});
    },
    handler: async (request, reply) => {
      const answer = await handled(request, () => route.handler(toRequest(vahid, request)));
      const common = route.common === true && answer.kind === 'page' && answer.status === 200 && isPlain(request);
      return send(vahid, request, reply, answer, common ? packing : undefined);
    },
  });
}

/** What the handler answers; files that it did not keep are gone then. */
async function handled(request: FastifyRequest, handler: () => Promise<Answer>): Promise<Answer> {
  try {
    return await handler();
  } finally {
    await discardAll(visitOf(request).files ?? {});
  }
}

/** After everything that can be refused without looking into the form. */
async function takeFiles(
  vahid: Vahid,
  request: FastifyRequest,
  reply: FastifyReply,
  fields: FileFields,
): Promise<void> {
  const visit = visitOf(request);
  try {
    const admit = (given: unknown) => {
      visit.given = given;
      checkGiven(visit.token, given);
    };
    const keeps = isOwnOrigin(request, vahid.config);
    const { body, files } = await readUpload(vahid, request, fields, { admit, keeps });
    request.body = body;
    visit.files = files;
  } catch (error) {
    if (error instanceof Refusal && error.status === tooLarge.status) reply.header('connection', 'close');
    throw error;
  }
}

/** What was typed beside a file where the session has ended: it is shown, and of the file nothing is kept. */
async function readTyped(vahid: Vahid, request: FastifyRequest): Promise<void> {
  if (!isOwnOrigin(request, vahid.config)) return;
  const visit = visitOf(request);
  const admit = (given: unknown) => {
    visit.given = given;
    throw signInNeeded();
  };
  await readUpload(vahid, request, {}, { admit, keeps: true }).catch(() => undefined);
}

/** Nobody in particular asks, and typed nothing: only then the page is everybody's. */
function isPlain(request: FastifyRequest): boolean {
  return visitOf(request).token === undefined && !request.url.includes('?');
}

function visitOf(request: FastifyRequest): Visit {
  if (!request.visit) throw new Error('request without a visit');
  return request.visit;
}

async function recognise(vahid: Vahid, request: FastifyRequest, visit: Visit): Promise<void> {
  const token = ownCookies(vahid.config, request.cookies)[sessionCookie];
  if (!token) return;
  const session = await findSession(vahid.db, token, vahid.now());
  const actor = session && (await actorPort.of(vahid)(session));
  if (!session || !actor) return;
  visit.actor = actor;
  visit.session = session;
  visit.token = token;
}

/** At an address that nothing answers: whoever is signed in stays so, and where that cannot be told it is a stranger. */
async function greet(vahid: Vahid, request: FastifyRequest): Promise<void> {
  if (isApi(request.url)) return;
  const visit = visitOf(request);
  await recognise(vahid, request, visit)
    .then(() => checkStanding(vahid, visit, { method: 'GET' }))
    .catch(() => undefined);
}

/** Until it is known that the session may still act for its organisation, the visitor is there for themselves. */
async function checkStanding(vahid: Vahid, visit: Visit, route: Pick<Route, 'method' | 'ofSession'>): Promise<void> {
  const { actor, session } = visit;
  const { organisation, ...alone } = actor;
  if (organisation === undefined || !session || route.ofSession) return;
  visit.actor = alone;
  await standingPort.of(vahid)({ vahid, db: vahid.db, actor, requestId: visit.id }, session, route.method === 'POST');
  visit.actor = actor;
}

function toRequest(vahid: Vahid, request: FastifyRequest): Request {
  const { actor, id: requestId, session, token, files = {} } = visitOf(request);
  const { params, query, body, url, ip, headers } = request;
  const { 'user-agent': agent = '', accept = '', authorization = '' } = headers;
  const asked = { params, query, body, url, ip, files, agent, accept, authorization };
  return {
    vahid,
    db: vahid.db,
    actor,
    requestId,
    lang: languageOf(request.raw),
    ...asked,
    ...(session ? { session } : {}),
    ...(token ? { token } : {}),
    cookies: ownCookies(vahid.config, request.cookies),
  };
}

async function send(
  vahid: Vahid,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  packing?: Packing,
): Promise<FastifyReply> {
  if ('headers' in answer) reply.headers(answer.headers ?? {});
  switch (answer.kind) {
    case 'page': {
      // A page may hold a person's data: neither a proxy nor the next user of the browser may keep it.
      reply.code(answer.status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
      const text = renderPage(answer.page);
      const encoding = packing && encodingFor(request.headers['accept-encoding']);
      if (!encoding) return reply.send(text);
      reply.header('content-encoding', encoding).header('vary', 'accept-encoding');
      return reply.send(packing.pack(text, encoding));
    }
    case 'json':
      return reply
        .code(answer.status)
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(JSON.stringify(answer.value));
    case 'redirect':
      for (const cookie of answer.cookies ?? []) setCookie(vahid.config, reply, cookie);
      return reply.redirect(inLanguage(languageOf(request.raw), answer.to), 303);
    case 'file':
      return sendFile(request, reply.type(answer.type), answer);
    case 'stream': {
      const body = await readable(answer.chunks);
      return reply.type(answer.type).header('cache-control', 'no-store').send(body);
    }
  }
}

/** Whose page a form stood on, and who sent it: the token of a session that lasts can be its own person's alone. */
function holderOf(vahid: Vahid, { token, given, actor }: Visit): Holder {
  const own = token !== undefined && typeof given === 'string' && formTokenFits(token, given);
  return { mark: own ? holderMark({ vahid, actor }) : markIn(given), now: token && holderMark({ vahid, actor }) };
}

async function fail(
  vahid: Vahid,
  parts: ServerParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const failure = failureOf(vahid, error, request);
  const { visit } = request;
  // A visitor who looks and is asked to sign in tells nothing, and anybody could fill the audit so.
  const tried = failure.code === 'kernel.sign_in_needed' && request.method === 'POST';
  if (visit && (failure.status === 403 || tried) && request.routeOptions.url) {
    const door = `${request.method} ${request.routeOptions.url}`;
    await noteRefusal(toRequest(vahid, request), door, failure.code).catch(() => undefined);
  }
  if (isApi(request.url))
    return reply
      .code(failure.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem(error, failure)));
  if (failure.code === 'kernel.sign_in_needed' && request.method === 'GET') {
    return reply.redirect(inLanguage(languageOf(request.raw), `/giris?davam=${encodeURIComponent(request.url)}`), 303);
  }
  if (!visit) return reply.code(failure.status).type('text/plain').send(failure.text.en);
  reply.code(failure.status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
  const door = request.routeOptions.config as { access?: string } | undefined;
  const typed = typedForm(request, vahid.config, failure, holderOf(vahid, visit));
  const offices = officesOf(vahid.access[door?.access ?? ''] ?? []);
  const shown = { ...failure, offices, ...(typed ? { typed } : {}) };
  return reply.send(renderPage(parts.failurePage(toRequest(vahid, request), shown)));
}

/** An address that cannot be decoded reaches no hook; it is answered like every other refusal all the same. */
function failEarly(
  vahid: Vahid,
  parts: ServerParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  request.visit = { id: request.id, actor: anonymous };
  fail(vahid, parts, error, request, reply).catch((broken: unknown) => {
    vahid.log.error({ err: broken, request: request.id }, 'fault');
    reply.code(400).type('text/plain').send(unreadable.en);
  });
}
