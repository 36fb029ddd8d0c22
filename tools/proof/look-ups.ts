import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { Client } from 'pg';
import { openServer } from '../../src/app/server.ts';
import { systemContext } from '../../src/kernel/context.ts';
import type { Server } from '../../src/kernel/database.ts';
import { newId } from '../../src/kernel/identifier.ts';
import { openSession } from '../../src/kernel/session.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { ensurePerson } from '../../src/modules/identity/index.ts';
import { openRandom } from '../../src/modules/records/generator/random.ts';
import { openHere } from './here.ts';
import { quantile, timed } from './measure.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { fetchRaw } from './raw.ts';

/** LOOK_UPS_ROWS tries it with fewer. */
const rows = Number(process.env.LOOK_UPS_ROWS ?? 10_000_000);
const atOnce = 250_000;
const months = 13;
const dayMs = 86_400_000;
/** Lines about the one whom everybody asks about, and about each of the others. */
const many = 20_000;
const few = 40;
const others = 100;
const asked = 200;
/** Seconds to the last byte, 95 of 100 within. */
const slowest = 0.1;
const asBrowser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };

export const lookUps: Proof = {
  name: 'look-ups',
  about:
    '“Who looked at my data”: 10 million lines of 13 months about half a million people, a third of them told by gateways and some hidden by law; 20,000 about one person, 40 each about 100 others. Pages and API as these people ask for them through the whole server, other addresses each time, one after another: seconds from the request to the last byte, 95 of 100 within.',
  runs: 1,
  async run(tools) {
    const { vahid, server: database } = await openHere(tools);
    const people = await peopleOf(vahid);
    await asOwner(database, makeMonths);
    const seconds = await timed(() => asOwner(database, (client) => fill(client, people, tools.say)));
    await asOwner(database, (client) => client.query('vacuum analyze exchange.look_up'));
    const server = await openServer(vahid, tools.root);
    tools.after(() => server.close());
    await server.listen({ host: 'localhost', port: vahid.config.port });
    const lines = await visitAll(tools, vahid, people);
    return [...lines, ...(await sizes(vahid)), { what: 'lines written a second', value: rows / seconds, unit: '' }];
  },
};

/** The one with many lines first. */
async function peopleOf(vahid: Vahid): Promise<readonly string[]> {
  const ctx = systemContext(vahid, 'proof');
  const people: string[] = [];
  for (let n = 0; n <= others; n += 1) people.push(await ensurePerson(ctx, `7${String(n).padStart(6, '0')}`));
  return people;
}

async function asOwner<T>(server: Server, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(
    'url' in server
      ? { connectionString: server.url }
      : { host: server.socket, port: server.port, database: server.database, user: server.superuser },
  );
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Partitions as they would have been made while these months went by. */
async function makeMonths(client: Client): Promise<void> {
  for (let ago = months + 1; ago >= 0; ago -= 1)
    await client.query(`select kernel.make_partitions(now() - make_interval(months => $1))`, [ago]);
}

/** Lines in the order of their time, as they would have come; those of the people chosen lie evenly among the others. */
async function fill(client: Client, people: readonly string[], say: Tools['say']): Promise<void> {
  await client.query('set synchronous_commit = off');
  const from = Date.now() - months * 30 * dayMs;
  const step = (Date.now() - 60_000 - from) / rows;
  for (let start = 0; start < rows; start += atOnce) {
    const end = Math.min(rows, start + atOnce) - 1;
    say(`${start} of ${rows}`);
    await client.query(filling, [people, start, end, from, step, Math.floor(rows / many), Math.floor(rows / few)]);
  }
}

const filling = `insert into exchange.look_up (id, at, operation, consumer, entity, subject, concepts, purpose, act, article,
    reference, outcome, source, system, service, endpoint, fields, request_id, gateway, hidden_until)
  select (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
    to_timestamp(ms / 1000.0), 'read', (array['rinn', 'din', 'in', 'sn', 'eesmn', 'aqta', 'dgk'])[1 + n % 7], 'person',
    case when n % $6 = 1 then ($1::uuid[])[1]
      when n % $7 between 1000 and ${1000 + others - 1} then ($1::uuid[])[2 + n % $7 - 1000]
      else md5('s' || (n * 7919 % 500000))::uuid end,
    case when told then '[]' else '["person.name", "organisation.taxDebt"]' end::jsonb, 'technopark-residency',
    'technopark-rules', '4.2', 'TP-2026-' || lpad((n % 9999)::text, 4, '0'), 'granted',
    case when told then 'gateway' else 'platform' end, case when told then 'AZ/GOV/rinn/technopark-system' end,
    case when told then 'AZ/GOV/din/population-system/people' end, case when told then 'GET /people/{fin}' end,
    case when told then '["/name", "/address/street"]'::jsonb end,
    case when told then md5('r' || n)::uuid::text end, case when told then 'AZ/GOV/din/gw1' end,
    case when told and n % 31 = 0 then to_timestamp(ms / 1000.0) + interval '200 days' end
  from (select n, ($4::double precision + n * $5::double precision)::bigint as ms, n % 3 = 0 as told
    from generate_series($2::bigint, $3::bigint) as n) g`;

type Address = (random: ReturnType<typeof openRandom>, id: string) => string;

const place = (random: ReturnType<typeof openRandom>): string =>
  `${Date.now() - random.between(0, months * 30) * dayMs}-ffffffff-ffff-ffff-ffff-ffffffffffff`;

/** The day so many days ago, and one that comes later. */
const period = (random: ReturnType<typeof openRandom>): readonly [string, string] => {
  const ago = random.between(1, months * 30);
  const day = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);
  return [day(ago), day(random.between(0, ago))];
};

const addresses: Readonly<Record<string, Address>> = {
  'first page': () => '/baxislar',
  'page from any day on': (random) => `/baxislar?sonra=${place(random)}`,
  'page of one institution': (random) => `/baxislar?qurum=${random.pick(['dgk', 'aqta', 'fmx'] as const)}`,
  'page of a period': (random) => `/baxislar?den=${period(random).join('&dek=')}`,
  'page of those shown late': () => '/baxislar?gec=1',
  'one look-up': (_, id) => `/baxislar/${id}`,
  'API, first page': () => '/api/v1/look-ups',
  'API, any day, one institution': (random) => `/api/v1/look-ups?institution=sn&after=${place(random)}`,
  'home page': () => '/',
};

async function visitAll({ say }: Tools, vahid: Vahid, people: readonly string[]): Promise<readonly Line[]> {
  const guests = [];
  for (const person of people) guests.push(await guestOf(vahid, person));
  const [first, ...rest] = guests;
  if (!first) throw new Error('nobody was made');
  const lines: Line[] = [];
  for (const [who, chosen] of [
    [`${many} lines`, [first]],
    [`${few} lines`, rest],
  ] as const)
    for (const [what, address] of Object.entries(addresses)) {
      const line = await visit(vahid, chosen, { what: `${what}, ${who}`, address });
      say(`${line.what}: ${line.value.toFixed(4)}`);
      lines.push(line);
    }
  return lines;
}

interface Guest {
  readonly cookie: string;
  /** Look-ups about them that may be shown. */
  readonly ids: readonly string[];
}

async function guestOf(vahid: Vahid, person: string): Promise<Guest> {
  const of = { id: newId(), person, name: 'Sınaq', organisation: null, agent: 'proof', now: new Date() };
  const cookie = `vahid=${await openSession(vahid.db, of)}`;
  const { rows: found } = await sql<{ id: string }>`select id from exchange.look_up
    where subject = ${person} and hidden_until is null order by at limit ${asked}`.execute(vahid.db);
  return { cookie, ids: found.map(({ id }) => id) };
}

async function visit(
  vahid: Vahid,
  guests: readonly Guest[],
  { what, address }: { readonly what: string; readonly address: Address },
): Promise<Line> {
  const random = openRandom(7, what);
  const times: number[] = [];
  for (let n = 0; n < asked; n += 1) {
    const guest = guests[n % guests.length];
    const id = guest?.ids[n % (guest.ids.length || 1)] ?? '';
    const path = address(random, id);
    const headers = { ...asBrowser, cookie: guest?.cookie ?? '' };
    const begun = performance.now();
    const { status } = await fetchRaw(`http://localhost:${vahid.config.port}${path}`, headers);
    times.push((performance.now() - begun) / 1000);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  }
  return { what: `${what}, 95 %`, value: quantile(times, 0.95), unit: 's', limit: { most: slowest } };
}

/** Bytes of a line, and of what finds it. */
async function sizes(vahid: Vahid): Promise<readonly Line[]> {
  const { rows: found } = await sql<{ table: number; indexes: number }>`select sum(pg_table_size(inhrelid)) as table,
    sum(pg_indexes_size(inhrelid)) as indexes from pg_inherits where inhparent = 'exchange.look_up'::regclass`.execute(
    vahid.db,
  );
  const each = (bytes: number | undefined) => (bytes ?? 0) / rows;
  return [
    { what: 'table, a line', value: each(found[0]?.table), unit: 'B' },
    { what: 'indexes, a line', value: each(found[0]?.indexes), unit: 'B' },
  ];
}
