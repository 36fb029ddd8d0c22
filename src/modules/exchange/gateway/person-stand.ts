import { once } from 'node:events';
import { type IncomingMessage, request, type RequestListener, type ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type { Endpoint } from '../../../protocols/gateway/book.ts';
import { digestLength, openSubjects } from '../disclosure/ledger.ts';
import { compileEndpoints } from './endpoint.ts';
import type { Subject } from './subjects.ts';
import { client, openPair, right, service, type TestDatabase } from './test-stand.ts';

/** Endpoints that say in every way whose data they are about. */
export const endpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/people/{fin}', subjects: [{ entity: 'person', in: 'path', at: 'fin' }] },
  { method: 'HEAD', path: '/people/{fin}', subjects: [{ entity: 'person', in: 'path', at: 'fin' }] },
  { method: 'POST', path: '/people/{fin}/photo', subjects: [{ entity: 'person', in: 'path', at: 'fin' }] },
  { method: 'GET', path: '/search', subjects: [{ entity: 'person', in: 'query', at: 'fin' }] },
  { method: 'POST', path: '/search', subjects: [{ entity: 'person', in: 'query', at: 'fin' }] },
  { method: 'POST', path: '/list', subjects: [{ entity: 'person', in: 'body', at: '/people/*/fin' }] },
  {
    method: 'GET',
    path: '/companies/{voen}/staff',
    subjects: [
      { entity: 'organisation', in: 'path', at: 'voen' },
      { entity: 'person', in: 'answer', at: '/staff/*/fin' },
    ],
  },
  { method: 'GET', path: '/newborns', subjects: [{ entity: 'person', in: 'answer', at: '/*/fin' }] },
  { method: 'HEAD', path: '/newborns', subjects: [{ entity: 'person', in: 'answer', at: '/*/fin' }] },
  { method: 'GET', path: '/codes', subjects: [] },
];

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Line {
  readonly id: string;
  readonly at: Date;
  readonly subject: Buffer;
  readonly entity: string;
  readonly path: string;
  readonly outcome: string;
  readonly issue: string | null;
  readonly fields: string[];
  readonly hidden_until: Date | null;
}

interface Part {
  readonly id: string;
  readonly at: Date;
  readonly run: string;
  readonly digests: Buffer;
  readonly subjects: Buffer;
}

export const everything = { ...right, method: '*', path: '**' };

/** A pair of gateways, the provider's service about people. */
export async function openPersonStand(open: () => Promise<TestDatabase>) {
  const pair = await openPair(open);
  const { station, test } = pair.provider;
  const bare = station.provider(service);
  if (!bare) throw new Error('no provider');
  /** What came to the provider since the test began. */
  const asked: IncomingMessage[] = [];
  let since = new Date();
  const provide = (personal: boolean, declared = endpoints): void => {
    const described = { ...bare, endpoints: compileEndpoints({ personal, endpoints: declared }) };
    Object.assign(station, { provider: (name: string) => (name === service ? described : undefined) });
  };
  const answers = (how: RequestListener): void => {
    pair.answer = (one, response) => {
      asked.push(one);
      one.resume();
      how(one, response);
    };
  };
  const json = (value: unknown, status = 200, type = 'application/json') =>
    answers((_, response) => sendJson(response, value, { status, type }));
  return {
    pair,
    asked,
    provide,
    answers,
    json,
    begin(): void {
      for (const gateway of [pair.consumer, pair.provider]) gateway.test.clock.advance(1000);
      since = test.clock.now();
      asked.length = 0;
      pair.rights = [everything];
      provide(true);
      json({ name: 'Ayna' });
    },
    ask: (path: string, sent: Sent = {}) => askBy(pair.consumer.clientPort, path, sent),
    /** Lines about somebody since the test began. */
    async lines() {
      const { db, keys } = test.vahid;
      const { rows } = await sql<Line>`select * from exchange.disclosure where at >= ${since} order by id`.execute(db);
      return rows.map((line) => ({ ...line, key: openSubjects(keys, line, line.subject) }));
    },
    /** Parts of a run, how many each counts, and whom it is about. */
    async parts(run: string) {
      const { db, keys } = test.vahid;
      const { rows } = await sql<Part>`select * from exchange.run_part where run = ${run} order by id`.execute(db);
      return rows.map((part) => ({
        run: part.run,
        counted: part.digests.length / digestLength,
        keys: (JSON.parse(openSubjects(keys, part, part.subjects)) as Subject[]).map(({ key }) => key),
      }));
    },
    close: () => pair.close(),
  };
}

const sendJson = (response: ServerResponse, value: unknown, { status, type }: { status: number; type: string }) =>
  void response
    .writeHead(status, { 'content-type': type, etag: '"1"', 'x-name': 'Ayna', digest: 'sha-256=x' })
    .end(typeof value === 'string' ? value : JSON.stringify(value));

async function askBy(port: number, path: string, { method = 'GET', headers = {}, body }: Sent) {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const named = { 'X-Road-Client': client, ...type, ...headers };
  const target = { port, host: '127.0.0.1', agent: false, method, path: `/r1/${service}${path}` };
  const sent = request({ ...target, headers: named });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of answer) text += String(part);
  const { statusCode: status, headers: told } = answer;
  return { status, fault: told['x-road-error'], text, headers: told };
}
