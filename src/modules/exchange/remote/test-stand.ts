import { readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Context } from '../../../kernel/context.ts';
import type { Problem } from '../../../kernel/definition.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { ensureOrganisation } from '../../identity/index.ts';
import type { EntityFacts } from '../fact.ts';
import { facts } from '../facts.ts';
import { openPair, service, type TestDatabase, type TestPair } from '../gateway/test-stand.ts';
import { newVoen } from '../trial-register.ts';
import { setDoor } from './door.ts';

/* The register of companies in a system of its own institution, behind two gateways. */

export const remote = {
  service: 'din/population/people',
  read: { voen: { method: 'GET', path: '/v1/companies/{key}', query: { day: '{asOf}' }, records: '/company' } },
  find: { headedBy: { method: 'POST', path: '/v1/search', body: { heads: '{keys}' }, records: '/found' } },
  fields: {
    voen: '/tin',
    name: '/name',
    legalForm: '/form',
    registeredOn: { at: '/registered', date: 'dd.mm.yyyy' },
    address: '/address/line',
    activity: '/activity',
    status: { at: '/state', choices: { 1: 'active', 2: 'suspended' } },
    taxDebt: '/debt',
    headFin: '/head/pin',
  },
  recordedAt: '/changed',
  enter: {
    method: 'POST',
    path: '/v1/companies',
    body: { tin: '{voen}', debt: '{taxDebt}', state: '{status}' },
    record: '/id',
  },
  timeout: 2,
};

export const client = 'AZ/GOV/rinn/vahid';
export const grant = {
  client,
  service,
  method: 'GET',
  path: '/v1/**',
  purpose: 'technopark-residency',
  act: 'technopark-rules',
  article: '4.2',
};
const granted = ['GET', 'POST'].map((method) => ({ ...grant, method }));

export const terms = {
  consumer: 'rinn',
  purpose: 'technopark-residency',
  basis: { act: 'technopark-rules', article: '4.2' },
  reference: 'TP-2026-000007',
} as const;

const shape = { name: true, taxDebt: true, status: true, registeredOn: true } as const;

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Listener = (asked: IncomingMessage, answer: ServerResponse, body: string) => void;

export interface RemoteStand {
  readonly test: TestDatabase & {
    readonly clock: { set(moment: string): void };
    ctx(actor?: Context['actor']): Context;
  };
  readonly pair: TestPair;
  /** What the register's own system was asked. */
  readonly asked: Asked[];
  /** How it answers. */
  listener: Listener;
  /** Puts the register in force with a change; answers what is wrong with the definitions. */
  keep(change: object): Promise<void>;
  /** Everything as it was at first, as after a restart. */
  reset(): Promise<void>;
  ask(voens: readonly string[], more?: object): Promise<readonly EntityFacts[]>;
  close(): Promise<void>;
}

interface Given {
  readonly open: () => Promise<RemoteStand['test']>;
  /** A copy of the definitions without those of rooms that are not there. */
  readonly folder: string;
  /** Releases them; answers what is wrong with them. */
  readonly release: (vahid: Vahid) => Promise<readonly Problem[]>;
}

interface State {
  listener: Listener;
  isChanged: boolean;
  releases: number;
}

/** Notes what is asked before it is answered. */
const heardBy =
  (asked: Asked[], listener: () => Listener): RequestListener =>
  (request, answer) => {
    const parts: Buffer[] = [];
    request
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        const body = Buffer.concat(parts).toString();
        asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
        listener()(request, answer, body);
      });
  };

export async function openRemoteStand({ open, folder, release }: Given): Promise<RemoteStand> {
  const test = await open();
  // Gateways need fewer rooms; but one template serves all three databases.
  const pair = await openPair(open);
  const asked: Asked[] = [];
  const state: State = { listener: usual, isChanged: true, releases: 0 };
  pair.answer = heardBy(asked, () => state.listener);
  pair.configure((configuration) => ({
    ...configuration,
    gateways: configuration.gateways.map((one) => (one.id === pair.consumer.id ? { ...one, serves: [client] } : one)),
  }));
  setDoor(test.vahid, `http://127.0.0.1:${pair.consumer.clientPort}`);
  await prepare(folder);
  async function keep(change: object): Promise<void> {
    state.isChanged = Object.keys(change).length > 0;
    state.releases += 1;
    await rewrite(folder, 'registers/companies.yaml', (source) => {
      const title = `Companies ${state.releases}`;
      const about = { az: title, en: title, ru: title };
      return { ...(source as object), about, hosted: false, remote: { ...remote, ...change } };
    });
    const problems = await release({ ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } });
    if (problems.length > 0) throw new Error(problems.map(({ file, message }) => `${file}: ${message.en}`).join('\n'));
  }
  return {
    test,
    pair,
    asked,
    set listener(next: Listener) {
      state.listener = next;
    },
    keep,
    async reset() {
      asked.length = 0;
      pair.rights = granted;
      state.listener = usual;
      // As after a restart: no circuit is open, nothing is kept.
      test.vahid.ports.delete('exchange.remotes');
      if (state.isChanged) await keep({});
    },
    async ask(voens, more = {}) {
      const ids = await Promise.all(voens.map((voen) => ensureOrganisation(test.ctx(), voen)));
      const subjects = ids.map((id) => ({ entity: 'organisation', id }) as const);
      return facts(test.ctx(), { ...terms, subjects, shape, ...more });
    },
    async close() {
      await pair.close();
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The system behind the service, and the right to enter companies. */
async function prepare(folder: string): Promise<void> {
  await rewrite(folder, 'systems.yaml', (source) => {
    const { systems } = source as { systems: { code: string }[] };
    const model = systems.find(({ code }) => code === 'population-system');
    return { systems: [...systems, { ...model, code: 'population', registers: [] }] };
  });
  await rewrite(folder, 'rights.yaml', (source) => {
    const { rights, ...rest } = source as { rights: { enters?: string[] }[] };
    const wider = rights.map((right) => (right.enters ? { ...right, enters: ['companies', ...right.enters] } : right));
    return { ...rest, rights: wider };
  });
}

async function rewrite(folder: string, file: string, how: (source: unknown) => object): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, stringify(how(parse(await readFile(path, 'utf8'))), { aliasDuplicateObjects: false }));
}

const usual: Listener = (request, answer) => tell(answer, { company: company(keyIn(request)) });

export const keyIn = ({ url = '' }: IncomingMessage): string => /companies\/(\w+)/.exec(url)?.[1] ?? '';

export const company = (tin = newVoen(), change: object = {}) => ({
  tin,
  name: 'Sınaq MMC',
  form: 'llc',
  registered: '05.03.2019',
  address: { line: 'Bakı' },
  activity: 'software',
  state: 1,
  debt: 0,
  head: { pin: '5ABCDE1' },
  changed: '2026-11-20T10:00:00+04:00',
  ...change,
});

export function tell(
  answer: ServerResponse,
  body: object | string,
  status = 200,
  headers: Record<string, string> = {},
): void {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers });
  answer.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** States of the leaves of each subject, in one line. */
export const states = (found: readonly EntityFacts[]): string[] =>
  found.map(({ facts: leaves }) =>
    Object.values(leaves)
      .map(({ state }) => state)
      .join(' '),
  );
