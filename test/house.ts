import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { symbols } from 'pino';
import { openServer } from '../src/app/server.ts';
import { type Actor, anonymous, type Appointment, type Role, roles } from '../src/kernel/access.ts';
import type { Route } from '../src/kernel/http/route.ts';
import { newId } from '../src/kernel/identifier.ts';
import type { Context } from '../src/kernel/context.ts';
import { formToken, noteMandate, openSession } from '../src/kernel/session.ts';
import { appoint, demoName, demoPeople, ensureOrganisation, ensurePerson } from '../src/modules/identity/index.ts';
import { mailServer, openTestVahid, root, type TestVahid } from './database.ts';

/** Institution whose things the tests ask for, and one that has nothing to do with them. */
export const ownInstitution = 'rinn';
export const otherInstitution = 'din';

/** Somebody at the door. `name` says who: `citizen.own` is the one whose thing is asked for. */
export interface Visitor {
  readonly name: string;
  readonly person?: string;
  readonly organisation?: string;
  readonly office?: Appointment;
  /** Name that the sign-in provider gave. */
  readonly called: string;
  readonly address: string;
}

export interface SignedIn {
  readonly id: string;
  readonly token: string;
}

/** One request, before it becomes an address and bytes. */
export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Fields of a form. */
  readonly body?: Readonly<Record<string, string | readonly string[]>>;
  /** Files of a form, by field. */
  readonly files?: Readonly<Record<string, { readonly name: string; readonly bytes: Buffer | string }>>;
  /** Body of the API. */
  readonly json?: Readonly<Record<string, unknown>>;
  readonly cookies?: Readonly<Record<string, string>>;
}

export interface House extends TestVahid {
  readonly http: FastifyInstance;
  readonly visitors: readonly Visitor[];
  /** Everything the program has logged, one JSON text for each line. */
  readonly log: readonly string[];
  readonly routes: readonly Route[];
  visitor(name: string): Visitor;
  /** For calling an action as this visitor. */
  as(name: string): Context;
  signIn(who: Visitor): Promise<SignedIn | undefined>;
  route(door: string): Route;
  /** Sends a form or opens a page as this visitor, in a session of its own. */
  ask(route: Route, asked: Asked, who: Visitor): Promise<LightMyRequestResponse>;
  shut(): Promise<void>;
}

/** All rooms on a database with the demo state, behind the real server, with everything logged. */
export async function openHouse(): Promise<House> {
  await buildAssets();
  const test = await openTestVahid({ seeded: true, env: { LOG_LEVEL: 'trace', ...mailServer } });
  const { vahid } = test;
  const log = keepLog(vahid.log);
  const http = await openServer(vahid, root);
  await http.ready();
  const visitors = await invite(test);
  const routes = vahid.rooms.flatMap((room) => room.routes ?? []);
  const signIn = async ({ person, organisation, called }: Visitor) => {
    if (person === undefined) return undefined;
    const id = newId();
    const of = { id, person, name: called, organisation: organisation ?? null, agent: 'test', now: test.clock.now() };
    const token = await openSession(vahid.db, of);
    if (of.organisation !== null) await noteMandate(vahid.db, id, of.now, true);
    return { id, token };
  };
  const visitor = (name: string) => {
    const found = visitors.find((one) => one.name === name);
    if (!found) throw new Error(`nobody here is called ${name}`);
    return found;
  };
  return {
    ...test,
    http,
    visitors,
    log,
    routes,
    signIn,
    route(door) {
      const found = routes.find((one) => doorOf(one) === door);
      if (!found) throw new Error(`there is no door ${door}`);
      return found;
    },
    visitor,
    as: (name) => test.ctx(actorOf(visitor(name))),
    async ask(route, asked, who) {
      return http.inject(requestOf(route, asked, who, await signIn(who)));
    },
    async shut() {
      await http.close();
      await test.close();
    },
  };
}

async function buildAssets(): Promise<void> {
  if (existsSync(join(root, 'dist/assets/look.css'))) return;
  const tool = pathToFileURL(join(root, 'tools/build.mjs')).href;
  const { buildAll } = (await import(tool)) as { buildAll: (root: string) => Promise<void> };
  await buildAll(root);
}

/** Takes the lines off the log's own stream, which all its children share, so that none is lost on the way. */
function keepLog(log: TestVahid['vahid']['log']): readonly string[] {
  const lines: string[] = [];
  const stream = Reflect.get(log, symbols.streamSym) as { write(line: string): void };
  stream.write = (line) => void lines.push(line);
  return lines;
}

/** Everybody the access tables tell apart, each twice: whose thing it is, and somebody of the same standing elsewhere. */
async function invite(test: TestVahid): Promise<readonly Visitor[]> {
  const ctx = test.ctx();
  const [head, otherHead] = demoPeople.filter(({ heads }) => heads !== undefined);
  const plain = demoPeople.find(({ heads, role }) => heads === undefined && role === undefined);
  const stranger = demoPeople[2];
  if (!head?.heads || !otherHead?.heads || !plain || !stranger) throw new Error('the demo people have changed');
  const company = (voen: string) => ensureOrganisation(ctx, voen);
  const person = (one: typeof head) => ensurePerson(ctx, one.fin);
  const found: Omit<Visitor, 'address'>[] = [
    { name: 'anonymous', called: '' },
    { name: 'citizen.own', person: await person(plain), called: demoName(plain) },
    { name: 'director', person: await person(head), called: demoName(head) },
    { name: 'citizen.other', person: await person(stranger), called: demoName(stranger) },
    {
      name: 'company.own',
      person: await person(head),
      organisation: await company(head.heads),
      called: demoName(head),
    },
    {
      name: 'company.other',
      person: await person(otherHead),
      organisation: await company(otherHead.heads),
      called: demoName(otherHead),
    },
  ];
  for (const [number, role] of roles.entries()) {
    found.push(await official(test, role, 'own', `9AAAA${number}A`));
    found.push(await official(test, role, 'other', `9AAAA${number}B`));
  }
  return found.map((one, number) => ({ ...one, address: `10.1.0.${number + 1}` }));
}

async function official(test: TestVahid, role: Role, where: 'own' | 'other', fin: string) {
  const ctx = test.ctx();
  const person = await ensurePerson(ctx, fin);
  const institution = where === 'own' ? ownInstitution : otherInstitution;
  await appoint(ctx, { person, institution, role, title: { az: 'vəzifə', en: 'office', ru: 'должность' } });
  return { name: `${role}.${where}`, person, office: { institution, role }, called: `Çıraqov ${role} ${where}` };
}

function actorOf({ person, organisation, office, called }: Visitor): Actor {
  if (person === undefined) return anonymous;
  const appointments = office ? [office] : [];
  return {
    kind: 'person',
    person,
    appointments,
    name: called,
    ...(organisation === undefined ? {} : { organisation }),
  };
}

/** Address of a route with its parameters, and its query, filled in. */
export function addressOf(route: Route, { params = {}, query = {} }: Asked): string {
  const path = route.path.replace(/:(\w+)/g, (hole, name: string) =>
    params[name] === undefined ? hole : encodeURIComponent(params[name]),
  );
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

export const doorOf = ({ method, path }: Route): string => `${method} ${path}`;

export function formOf(body: Asked['body'] = {}): string {
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

/** A form with files, as a browser writes it (RFC 7578). */
function multipartOf({ body = {}, files = {} }: Asked): { type: string; text: Buffer } {
  const fields = [...new URLSearchParams(formOf(body))].map(([name, value]) => ({ head: `name="${name}"`, value }));
  const sent = Object.entries(files).map(([name, one]) => ({
    head: `name="${name}"; filename="${one.name}"`,
    value: one.bytes,
  }));
  const parts = [...fields, ...sent].flatMap(({ head, value }) => [
    `--house\r\nContent-Disposition: form-data; ${head}\r\n\r\n`,
    value,
    '\r\n',
  ]);
  const text = Buffer.concat([...parts, '--house--\r\n'].map((part) => Buffer.from(part)));
  return { type: 'multipart/form-data; boundary=house', text };
}

/** The request as a browser sends it, or a program that uses the API. */
export function requestOf(route: Route, asked: Asked, who: Visitor, session: SignedIn | undefined) {
  const api = route.path.startsWith('/api/');
  const sent =
    route.method === 'GET'
      ? undefined
      : api
        ? { type: 'application/json', text: JSON.stringify(asked.json ?? {}) }
        : asked.files
          ? multipartOf(asked)
          : { type: 'application/x-www-form-urlencoded', text: formOf(asked.body) };
  return {
    method: route.method,
    url: addressOf(route, asked),
    remoteAddress: who.address,
    cookies: { ...asked.cookies, ...(session ? { vahid: session.token } : {}) },
    headers: {
      ...(sent ? { 'content-type': sent.type } : {}),
      ...(sent && session ? { 'x-form-token': formToken(session.token) } : {}),
    } as Record<string, string>,
    ...(sent ? { payload: sent.text } : {}),
  };
}
