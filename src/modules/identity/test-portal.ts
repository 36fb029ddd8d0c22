import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { h } from 'preact';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer, type ServerParts } from '../../kernel/http/server.ts';
import { kernelRoom } from '../../kernel/room.ts';
import type { Context } from '../../kernel/context.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { demoPeople } from './demo-people.ts';
import { ensureOrganisation, headedPort, mandatesPort, mountDemoProvider, personByFin } from './index.ts';
import { room } from './module.ts';

export const parts: ServerParts = {
  assets: { base: '/a/test', get: () => undefined },
  failurePage: (_request, failure) => h('p', null, failure.text.az),
};
const [first, , , fourth, fifth] = demoPeople;
export const head = first?.fin ?? '';
export const citizen = fourth?.fin ?? '';
export const officer = fifth?.fin ?? '';
export const company = '2007311431';

interface Opened {
  readonly vahid: Vahid;
  ctx(): Context;
  close(): Promise<void>;
}

export const rooms = [kernelRoom, room];

/** This room alone on a real server and a real database, with the demo people and their sign-in. */
export interface Portal<T extends Opened = Opened> {
  readonly test: T;
  readonly address: string;
  /** What the companies' register says of the head: that they are one, that they are none, or nothing. */
  register: 'head' | 'nobody' | 'silent';
  openSessions(): Promise<readonly { readonly id: string; readonly token: string }[]>;
  /** Ends all sessions and forgets the attempts. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Takes an installation that a test opened, and closes it with the portal. */
export async function openPortal<T extends Opened>(test: T): Promise<Portal<T>> {
  const { vahid } = test;
  assetsPort.fill(vahid, parts.assets);
  // The answer that the exchange gives in the whole house: who heads what, asked of the companies' register.
  const headed = async (ctx: Context, person: string): Promise<readonly string[] | undefined> => {
    if (portal.register === 'silent') return undefined;
    if (portal.register === 'nobody' || person !== (await personByFin(ctx, head))) return [];
    return [await ensureOrganisation(test.ctx(), company)];
  };
  headedPort.fill(vahid, headed);
  mandatesPort.fill(vahid, async (ctx, person) =>
    (await headed(ctx, person))?.map((organisation) => {
      return { organisation, voen: company, name: '“Göyçay Proqram” MMC', office: 'head' };
    }),
  );
  await room.seed?.(vahid, () => undefined);
  const server: FastifyInstance = await buildServer(vahid, {
    ...parts,
    extend: (app) => mountDemoProvider(app, vahid),
  });
  const portal: Portal<T> = {
    test,
    register: 'head',
    address: await server.listen({ host: '127.0.0.1', port: 0 }),
    async openSessions() {
      const { rows } = await sql<{ id: string; token: string }>`select id, encode(token_hash, 'hex') as token
        from kernel.session where ended_at is null`.execute(vahid.db);
      return rows;
    },
    async clear() {
      await sql`update kernel.session set ended_at = now() where ended_at is null`.execute(vahid.db);
      await sql`delete from kernel.attempt`.execute(vahid.db);
    },
    async close() {
      await server.close();
      await test.close();
    },
  };
  return portal;
}

export interface Visit {
  readonly path: string;
  readonly status: number;
  readonly body: string;
  readonly location: string | null;
}

interface Crumb {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** A browser without scripts: keeps cookies by name and path, follows redirects one by one. */
export class Browser {
  readonly #address: string;
  readonly #agent: string;
  #jar: readonly Crumb[] = [];

  constructor({ address }: Portal, agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0') {
    this.#address = address;
    this.#agent = agent;
  }

  get cookies(): readonly Crumb[] {
    return this.#jar;
  }

  set cookies(jar: readonly Crumb[]) {
    this.#jar = jar;
  }

  get sessionCookie(): Crumb | undefined {
    return this.#jar.find(({ name }) => name === 'vahid');
  }

  /** One request, and what it answers; sets cookies, follows nothing. */
  async once(
    path: string,
    form?: Readonly<Record<string, string>>,
    headers: Record<string, string> = {},
  ): Promise<Visit> {
    const sent = this.#jar.filter((cookie) => path.startsWith(cookie.path));
    const response = await fetch(this.#address + path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        cookie: sent.map(({ name, value }) => `${name}=${value}`).join('; '),
        'user-agent': this.#agent,
        accept: 'text/html',
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { path, status: response.status, body: await response.text(), location: response.headers.get('location') };
  }

  /** Follows every redirect; none may lead off the site. */
  async go(path: string, form?: Readonly<Record<string, string>>): Promise<Visit> {
    let visit = await this.once(path, form);
    for (let step = 0; visit.location !== null; step += 1) {
      if (!/^\/(?!\/)/.test(visit.location)) throw new Error(`${visit.path} leads off the site: ${visit.location}`);
      if (step > 10) throw new Error(`${path} redirects without end`);
      visit = await this.once(visit.location);
    }
    return visit;
  }

  /** Starts a sign-in and goes to the page where one chooses who to be. */
  async begin(davam = '/sessiyalar', lang = ''): Promise<Visit> {
    const choice = await this.go(`${lang}/giris?davam=${encodeURIComponent(davam)}`);
    if (!choice.path.startsWith(`${lang}/giris/demo/`)) throw new Error(`no choice of people but ${choice.path}`);
    return choice;
  }

  /** Presses the person's button on the page of choice. */
  async choose(choice: Visit, fin: string): Promise<Visit> {
    const action = /<form [^>]*action="([^"]+)"/.exec(choice.body)?.[1] ?? '';
    const csrf = /name="csrf" value="([^"]+)"/.exec(choice.body)?.[1];
    return this.once(action, { person: fin, ...(csrf ? { csrf } : {}) });
  }

  async signIn(fin: string, davam = '/sessiyalar', lang = ''): Promise<Visit> {
    const chosen = await this.choose(await this.begin(davam, lang), fin);
    return chosen.location ? this.go(chosen.location) : chosen;
  }

  /** Goes as far as the provider's answer, and does not open it. */
  async answerFor(fin: string, davam = '/sessiyalar', lang = ''): Promise<string> {
    const chosen = await this.choose(await this.begin(davam, lang), fin);
    const answer = await this.once(chosen.location ?? '');
    if (!answer.location?.startsWith('/giris/qayit?code=')) throw new Error(`no code but ${answer.location}`);
    return answer.location;
  }

  async session(): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse((await this.once('/api/v1/session')).body) as Record<string, unknown>;
  }

  /** Token that a form of this session carries. */
  async csrf(): Promise<string> {
    return String((await this.session()).formToken);
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const gone = attributes.some((one) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
    const others = this.#jar.filter((cookie) => cookie.name !== name || cookie.path !== path);
    this.#jar = gone ? others : [...others, { name, value, path }];
  }
}
