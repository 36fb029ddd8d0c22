import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { main } from './main.ts';

let test: TestVahid;
let folder: string;
beforeAll(async () => {
  test = await openTestVahid({ now: new Date().toISOString() });
  // The demo state is another test's concern.
  await sql`update kernel.installation set seeded_at = ${test.clock.now()}`.execute(test.vahid.db);
  folder = await mkdtemp(join(tmpdir(), 'vahid-serve-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const lines: string[] = [];

function vahid(...words: readonly string[]): Promise<number> {
  return vahidWith({}, ...words);
}

function vahidWith(more: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<number> {
  const { server } = test;
  const url =
    'url' in server
      ? server.url
      : `postgres://${server.superuser}@localhost/${server.database}?host=${server.socket}&port=${server.port}`;
  const key = Buffer.alloc(32, 7).toString('base64');
  const env = {
    DATABASE_URL: url,
    VAHID_MODE: 'demo',
    VAHID_KEY: key,
    VAHID_DATA: at('data'),
    LOG_LEVEL: 'fatal',
    PORT: '0',
    ...more,
  };
  return main(words, {
    lang: 'en',
    json: true,
    root,
    env,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
  });
}

/** Signals that this program listens to, without the process that runs the tests. */
async function stopping<T>(work: () => Promise<T>): Promise<T> {
  const before = new Set(process.listeners('SIGTERM'));
  try {
    return await work();
  } finally {
    for (const listener of process.listeners('SIGTERM').filter((one) => !before.has(one))) listener('SIGTERM');
  }
}

it('vahid serve runs a gateway beside the portal, on one database, and stops it with itself', async () => {
  const id = 'AZ/GOV/rinn/gw1';
  const gateway = at('gw/gateway.yaml');
  await vahid(
    'gateway-init',
    at('gw'),
    '--id',
    id,
    '--address',
    'https://127.0.0.1:5500',
    '--serves',
    'AZ/GOV/rinn/portal',
  );
  const entry = parse(await readFile(at('gw/entry.yaml'), 'utf8')) as object;
  await writeFile(at('exchange.yaml'), stringify({ instance: 'AZ', gateways: [entry] }));
  await vahid('gateway-publish', at('exchange.yaml'), '--key', at('centre.key'), '--out', at('gw/configuration.jws'));
  const written = parse(await readFile(gateway, 'utf8')) as { listen: unknown; configuration: object };
  written.listen = { clients: { port: 0 }, gateways: { host: '127.0.0.1', port: 0 } };
  written.configuration = { from: 'configuration.jws', centre: '../centre.pem' };
  await writeFile(gateway, stringify(written));

  await expect(vahid('serve', '--gateway', at('none.yaml'))).resolves.toBe(2);
  lines.length = 0;
  let serving: Promise<number> = Promise.resolve(-1);
  const ports = await stopping(async () => {
    serving = vahid('serve', '--no-work', '--gateway', gateway);
    await expect.poll(() => lines.find((line) => line.includes('"portal"')), { timeout: 60_000 }).toBeDefined();
    const told = JSON.parse(lines.find((line) => line.includes('"portal"')) ?? '') as {
      portal: string;
      gateway: { clients: number };
    };
    expect((await fetch(`${told.portal}readyz`)).status).toBe(200);
    const { port } = new URL(told.portal);
    const asked = await fetch(`http://127.0.0.1:${told.gateway.clients}/r1/AZ/GOV/rinn/portal/s/x`, {
      headers: { 'X-Road-Client': 'AZ/GOV/rinn/portal' },
    });
    // Its own other door is asked, at an address where nobody is.
    expect(asked.headers.get('x-road-error')).toBe('server.clientproxy.network_error');
    return [Number(port), told.gateway.clients];
  });
  expect(await serving).toBe(0);
  for (const port of ports) await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  // What went through is in the database of the portal, and was counted before the end.
  const { rows } = await sql`select (select count(*)::integer from exchange.message) as lines,
    (select sum(failed)::integer from exchange.operation) as failed`.execute(test.vahid.db);
  expect(rows).toEqual([{ lines: 2, failed: 1 }]);
});

it.each([
  { more: { HOST: 'nobody.invalid' }, told: '“nobody.invalid” is no address of this machine' },
  { more: { HOST: 'fe80::1' }, told: '“fe80::1” is no address of this machine' },
  { more: { HOST: '192.0.2.1' }, told: '“192.0.2.1” is no address of this machine' },
])('vahid serve says what is wrong with $more.HOST', async ({ more, told }) => {
  lines.length = 0;
  expect(await vahidWith(more, 'serve', '--no-work')).toBe(2);
  expect(lines.at(-1)).toContain(told);
});

it('vahid serve says that a port is taken', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const port = String((holder.address() as AddressInfo).port);
  lines.length = 0;
  expect(await vahidWith({ HOST: '127.0.0.1', PORT: port }, 'serve', '--no-work')).toBe(2);
  expect(lines.at(-1)).toContain(`Port ${port} is in use`);
  holder.close();
});
