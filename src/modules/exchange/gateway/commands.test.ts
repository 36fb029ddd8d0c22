import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { type Command, type CommandIo, readGiven, UsageError } from '../../../kernel/command.ts';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import { gatewayCommand, gatewayInit, gatewayPublish } from './commands.ts';
import { keepConfiguration } from './configuration.ts';
import { runGateway, type RunningGateway } from './run.ts';
import { readSettings } from './settings.ts';
import { upkeep } from './upkeep.ts';
import { rooms } from './test-stand.ts';
import { auditCommand, proofCommand } from '../log-tree/commands.ts';
import { verifyCommand } from '../verify.ts';

/* From nothing to an exchange between two gateways, by the commands that an administrator types. */

const folder = mkdtempSync(join(tmpdir(), 'vahid-gateways-'));
const close: (() => Promise<unknown> | undefined)[] = [];
let system: Server;
beforeAll(() => {
  system = createServer((asked, answer) => void answer.end(asked.url)).listen(0, '127.0.0.1');
});
afterAll(async () => {
  for (const step of close.toReversed()) await step();
  system.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(command: Command, words: readonly string[], test?: TestVahid): Promise<string> {
  const lines: string[] = [];
  const open = () => Promise.resolve({ vahid: test?.vahid, close: () => Promise.resolve() });
  const progress = () => ({ at: () => undefined, end: () => undefined });
  const out = (line: string) => lines.push(line);
  const io = { lang: 'en', json: true, out, err: out, open, progress } as unknown as CommandIo;
  await command.run(readGiven(command, words), io);
  return lines.join('\n');
}

const at = (...names: string[]) => join(folder, ...names);
const consumer = 'AZ/GOV/rinn/portal';
const provider = 'AZ/GOV/din/population';

async function init(name: string, port: number, serves: string): Promise<void> {
  const id = `AZ/GOV/${name}/gw1`;
  await run(gatewayInit, [at(name), '--id', id, '--address', `https://127.0.0.1:${port}`, '--serves', serves]);
}

function change(name: string, how: (settings: Record<string, unknown>) => object): void {
  const path = at(name, 'gateway.yaml');
  const settings = parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const listen = { clients: { port: 0 }, gateways: { host: '127.0.0.1', port: portOf(settings) } };
  const configuration = { from: at('configuration.jws'), centre: at('centre.pem') };
  writeFileSync(path, stringify({ ...settings, listen, configuration, ...how(settings) }));
}

const portOf = (settings: Record<string, unknown>) => (settings.listen as { gateways: { port: number } }).gateways.port;

async function publish(): Promise<void> {
  const gateways = ['rinn', 'din'].map((name) => parse(readFileSync(at(name, 'entry.yaml'), 'utf8')) as object);
  writeFileSync(at('exchange.yaml'), stringify({ instance: 'AZ', gateways }));
  await run(gatewayPublish, [at('exchange.yaml'), '--key', at('centre.key'), '--out', at('configuration.jws')]);
}

async function start(name: string, file = 'gateway.yaml'): Promise<RunningGateway & { readonly test: TestVahid }> {
  const test: TestVahid = await openTestVahid({ rooms, now: new Date().toISOString() });
  close.push(() => test.close());
  // A database of its own: nothing was ever released into it.
  await sql`delete from kernel.job`.execute(test.vahid.db);
  const running = await runGateway(test.vahid, readSettings(at(name, file)));
  close.push(() => running.close());
  return { ...running, test };
}

/** A port that nobody uses: the address of a gateway stands in the configuration before it runs. */
const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

describe('two institutions', () => {
  it('exchange after four commands', async () => {
    await init('rinn', await freePort(), consumer);
    await init('din', await freePort(), provider);
    await publish();
    const service = `${provider}/people`;
    const right = {
      client: consumer,
      service,
      method: 'GET',
      path: '/**',
      purpose: 'residency',
      act: 'a',
      article: '1',
    };
    change('rinn', () => ({}));
    change('din', () => ({
      allowed: { loopback: true },
      services: [
        {
          service,
          address: `http://127.0.0.1:${(system.address() as AddressInfo).port}/api`,
          personal: false,
          keepDays: 40,
        },
      ],
      rights: [right],
    }));
    const { test } = await start('din');
    const kept = await sql`select service, gateway, days from exchange.content_days`.execute(test.vahid.db);
    expect(kept.rows).toEqual([{ service, gateway: 'AZ/GOV/din/gw1', days: 40 }]);
    const { clientPort, test: asking } = await start('rinn');
    const answer = await fetch(`http://127.0.0.1:${clientPort}/r1/${service}/v1/7`, {
      headers: { 'X-Road-Client': consumer },
    });
    expect([answer.status, await answer.text()]).toEqual([200, '/api/v1/7']);
    // They keep their logs in order by themselves.
    for (const { vahid } of [test, asking]) {
      await allCommitted(vahid);
      await vahid.jobs.runDue();
      const { rows } = await sql`select cardinality(lines) as lines from exchange.log_batch`.execute(vahid.db);
      expect(rows).toEqual([{ lines: 2 }]);
      const jobs = await sql<{ kind: string }>`select kind from kernel.job order by kind`.execute(vahid.db);
      expect(jobs.rows.map(({ kind }) => kind)).toEqual(upkeep.map(({ kind }) => kind).toSorted());
    }
    const requestId = answer.headers.get('x-road-request-id') ?? '';
    for (const [name, side] of Object.entries({ din: test, rinn: asking })) {
      const file = at(`${name}.json`);
      await run(proofCommand, [requestId, '--out', file], side);
      await run(auditCommand, ['--key', at(`${name}.key`)], side);
      // Each gateway took the configuration that its proof holds.
      const verified = await run(verifyCommand, [file, '--centre', at('centre.pem'), '--key', at(`${name}.key`)]);
      expect(JSON.parse(verified)).toMatchObject({ valid: true, requestId, sealed: true });
    }
  });
});

describe('contents of a service', () => {
  it('are kept for no longer than the log', async () => {
    const path = at('din', 'gateway.yaml');
    writeFileSync(at('din', 'long.yaml'), readFileSync(path, 'utf8').replace('keepDays: 40', 'keepDays: 91'));
    await expect(start('din', 'long.yaml')).rejects.toThrow('keepDays is more than the log is kept');
  });
});

describe('a gateway that cannot be run', () => {
  /** What `vahid gateway` ends with, and whether it closed what it had opened. */
  async function ends(file: string, lang = 'en') {
    const test = await openTestVahid({ rooms, now: new Date().toISOString() });
    const closed = vi.fn<() => Promise<void>>(() => test.close());
    const io = { lang, json: true, env: {}, out: () => {}, open: async () => ({ vahid: test.vahid, close: closed }) };
    const given = readGiven(gatewayCommand, [at('rinn', file)]);
    const error: unknown = await gatewayCommand.run(given, io as unknown as CommandIo).catch((cause: unknown) => cause);
    return { error, closed: closed.mock.calls.length };
  }
  const taken = () => (system.address() as AddressInfo).port;
  const listening = (file: string, listen: object) => {
    const whole = parse(readFileSync(at('rinn', 'gateway.yaml'), 'utf8')) as object;
    writeFileSync(at('rinn', file), stringify({ ...whole, listen }));
  };
  const here = (port: number, host = '127.0.0.1') => ({ host, port });

  it('closes the installation, and says which address to change where', async () => {
    listening('taken.yaml', { clients: here(taken()), gateways: here(0) });
    for (const [lang, words] of [
      ['az', 'məşğuldur'],
      ['en', 'is in use'],
      ['ru', 'занят'],
    ] as const) {
      const { error, closed } = await ends('taken.yaml', lang);
      expect(error).toBeInstanceOf(UsageError);
      const { message } = error as UsageError;
      expect([message.includes(`127.0.0.1:${taken()}`), message.includes('listen:'), closed]).toEqual([true, true, 1]);
      expect(message).toContain(words);
    }
  });

  it.each([
    ['of another machine', '192.0.2.1', '192.0.2.1 is no address of this machine: '],
    ['of no machine', 'fe80::1', '[fe80::1] is no address of this machine: '],
    ['that nobody knows', 'nowhere.invalid', 'No address is found for the name nowhere.invalid: '],
  ])('says so of an address %s', async (_, host, words) => {
    listening('elsewhere.yaml', { clients: here(0), gateways: here(0, host) });
    const { error, closed } = await ends('elsewhere.yaml');
    expect([error, closed]).toMatchObject([{ message: expect.stringContaining(words) as string }, 1]);
    expect(error).toBeInstanceOf(UsageError);
  });

  it('closes the installation where a setting does not fit it', async () => {
    writeFileSync(at('rinn', 'long.yaml'), readFileSync(at('din', 'long.yaml'), 'utf8'));
    const { error, closed } = await ends('long.yaml');
    expect(error).toBeInstanceOf(UsageError);
    expect(closed).toBe(1);
  });

  it('leaves neither a door nor a timer open', async () => {
    const clients = await freePort();
    listening('half.yaml', { clients: here(clients), gateways: here(taken()) });
    const { vahid, close: closeTest } = await openTestVahid({ rooms, now: new Date().toISOString() });
    close.push(closeTest);
    const settings = readSettings(at('rinn', 'half.yaml'));
    const [made, ended] = [vi.spyOn(globalThis, 'setInterval'), vi.spyOn(globalThis, 'clearInterval')];
    try {
      await expect(runGateway(vahid, settings)).rejects.toMatchObject({ code: 'EADDRINUSE' });
      const cleared = new Set(ended.mock.calls.map(([timer]) => timer));
      const timers = made.mock.results.map(({ value }) => value as NodeJS.Timeout);
      expect(timers.length).toBeGreaterThanOrEqual(2);
      expect(timers.filter((timer) => !cleared.has(timer)).length).toBe(0);
    } finally {
      made.mockRestore();
      ended.mockRestore();
    }
    await expect(fetch(`http://127.0.0.1:${clients}/`)).rejects.toThrow('fetch failed');
  });
});

describe('an information system', () => {
  it('is let in by any of the certificates that are written for it, and by no other', async () => {
    const of = (from: string, to: string) =>
      makeCertificate({ name: 'portal', from: new Date(from), to: new Date(to) });
    const [own, next, ended, stranger] = await Promise.all([
      of('2026-01-01', '2046-01-01'),
      of('2026-01-01', '2046-01-01'),
      of('2020-01-01', '2021-01-01'),
      of('2026-01-01', '2046-01-01'),
    ]);
    const whole = parse(readFileSync(at('rinn', 'gateway.yaml'), 'utf8')) as object;
    const clients = [own, next, ended].map(({ fingerprint }) => ({ client: consumer, certificate: fingerprint }));
    const listen = { clients: { host: '0.0.0.0', port: 0 }, gateways: { host: '127.0.0.1', port: 0 } };
    writeFileSync(at('rinn', 'pinned.yaml'), stringify({ ...whole, listen, clients }));
    const { clientPort } = await start('rinn', 'pinned.yaml');
    const ask = (shown: object, named = consumer) =>
      new Promise<string | number>((done, failed) => {
        const path = `/r1/${provider}/people/v1/7`;
        const options = { port: clientPort, path, headers: { 'X-Road-Client': named }, rejectUnauthorized: false };
        get({ host: '127.0.0.1', agent: false, ...options, ...shown }, (answer) => {
          answer.resume();
          done(String(answer.headers['x-road-error'] ?? answer.statusCode));
        }).on('error', failed);
      });
    const refused = 'server.clientproxy.ssl_authentication_failed';
    expect(await Promise.all([own, next, ended, stranger, {}].map((one) => ask(one)))).toEqual([
      '200',
      '200',
      refused,
      refused,
      refused,
    ]);
    expect(await ask(own, 'AZ/GOV/rinn/other')).toBe('server.clientproxy.unknown_member');
  });
});

describe('the configuration', () => {
  it('is kept for a start without the centre, and none that is older is taken after it', async () => {
    const started = async () => {
      const test = await openTestVahid({ rooms, now: new Date().toISOString() });
      const settings = readSettings(at('rinn', 'gateway.yaml'));
      const configuration = await keepConfiguration(test.vahid, settings);
      close.push(() => test.close());
      configuration.stop();
      return configuration;
    };
    const older = readFileSync(at('configuration.jws'), 'utf8');
    await publish();
    const newer = (await started()).current();
    rmSync(at('configuration.jws'));
    expect((await started()).current()).toEqual(newer);
    writeFileSync(at('configuration.jws'), older);
    expect((await started()).current()).toEqual(newer);
    rmSync(at('rinn', 'configuration.kept.jws'));
    expect((await started()).current().issuedAt < newer.issuedAt).toBe(true);
  });
});

describe('settings', () => {
  const written = (text: string) => {
    writeFileSync(at('odd.yaml'), text);
    return () => readSettings(at('odd.yaml'));
  };

  it('say what is wrong with them, and where', () => {
    expect(() => readSettings(at('none.yaml'))).toThrow('There is no file');
    expect(written('a: [')).toThrow(UsageError);
    expect(written('gateway: AZ/GOV/x/y')).toThrow('odd.yaml');
    const whole = readFileSync(at('din', 'gateway.yaml'), 'utf8');
    expect(written(whole.replace('method: GET', 'method: FETCH'))).toThrow('odd.yaml/rights/0/method');
    expect(written(whole)).toThrow('There is no file certificate.pem');
  });

  it('are not taken where something of them would have no effect, or another', () => {
    const whole = parse(readFileSync(at('din', 'gateway.yaml'), 'utf8')) as {
      services: { personal?: boolean; endpoints?: object[] }[];
      rights: object[];
      clients: object[];
    };
    const { services, rights } = whole;
    const certificate = 'a'.repeat(64);
    const open = { listen: { clients: { host: '0.0.0.0', port: 0 }, gateways: { port: 0 } } };
    for (const [change, place] of [
      [{ clients: [{ client: `${consumer} `, certificate }] }, 'clients/0/client'],
      [{ clients: [{ client: 'AZ/GOV/rinn/müraciət', certificate }] }, 'clients/0/client'],
      [{ clients: [{ client: 'AZ/GOV/rinn/m%c3%bcraci%c9%99t', certificate }] }, 'clients/0/client'],
      [
        {
          clients: [
            { client: consumer, certificate },
            { client: consumer, open: true },
          ],
        },
        'clients/1/open',
      ],
      [{ rights: rights.map((one) => ({ ...one, client: 'AZ/GOV/rinn/' })) }, 'rights/0/client'],
      [{ rights: rights.map((one) => ({ ...one, service: `${provider}/peeple` })) }, 'rights/0/service'],
      [{ rights: rights.map((one) => ({ ...one, hiddenDays: 30 })) }, 'rights/0/hiddenBy'],
      [{ rights: rights.map((one) => ({ ...one, hiddenBy: 'tax-code 12.1' })) }, 'rights/0/hiddenBy'],
      [{ services: services.map((one) => ({ ...one, service: provider })), rights: [] }, 'services/0/service'],
      [{ services: [...services, ...services] }, 'services/1/service'],
      [{ services: services.map((one) => ({ ...one, service: `${provider}/listMethods` })), rights: [] }, 'services/0'],
      [{ services: services.map((one) => ({ ...one, seconds: 51 })) }, 'services/0/seconds'],
      [open, 'clients/0/open'],
      [{ ...open, clients: [] }, 'clients'],
    ] as const)
      expect(written(stringify({ ...whole, ...change })), place).toThrow(`odd.yaml/${place}`);
    const hiding = rights.map((one) => ({ ...one, hiddenDays: 30, hiddenBy: 'tax-code 12.1' }));
    const odd = written(
      stringify({ ...whole, rights: hiding, oldErrorCodes: true }).replaceAll(
        /(?:certificate|signing)\.\w+/g,
        'din/$&',
      ),
    );
    expect(odd()).toMatchObject({
      oldCodes: true,
      rights: [{ hiddenDays: 30 }],
      providers: [{ largestBody: 32 * 1024 * 1024 }],
    });
    const pinned = {
      ...open,
      clients: [certificate, 'b'.repeat(64)].map((one) => ({ client: consumer, certificate: one })),
    };
    writeFileSync(at('din', 'pinned.yaml'), stringify({ ...whole, ...pinned }));
    expect([...readSettings(at('din', 'pinned.yaml')).clients]).toEqual([
      [consumer, new Set([certificate, 'b'.repeat(64)])],
    ]);
    // What names nobody does not say that nobody is concerned: such a service is not asked.
    const endpoint = (subjects: readonly object[]) => [{ method: 'GET', path: '/people/{fin}', subjects }];
    const said = ['person'].map((entity) => ({ entity, in: 'path', at: 'fin' }));
    const declared = [
      { endpoints: [] },
      { endpoints: endpoint([]) },
      { endpoints: endpoint(said) },
      { personal: false },
    ];
    for (const [index, more] of declared.entries()) {
      const own = services.map(({ personal: _p, endpoints: _e, ...one }) => ({ ...one, ...more }));
      writeFileSync(at('din', `declared${index}.yaml`), stringify({ ...whole, services: own, disclosures: 'here' }));
      const [one] = readSettings(at('din', `declared${index}.yaml`)).providers;
      expect([more, one?.declaration !== undefined]).toEqual([more, index >= 2]);
    }
  });

  it('are not written over, and no key is lost', async () => {
    const key = readFileSync(at('rinn', 'signing.key'), 'utf8');
    await expect(init('rinn', 1, consumer)).rejects.toThrow('holds a gateway already: vahid gateway-renew');
    await expect(init('other', 1, `${consumer},AZ/GOV/rinn/müraciət`)).rejects.toThrow('--serves');
    await expect(init('a b', 1, consumer)).rejects.toThrow('--id');
    expect(readFileSync(at('rinn', 'signing.key'), 'utf8')).toBe(key);
    const order = [at('odd.yaml'), '--key', at('centre.key'), '--out', at('other.jws')];
    await expect(run(gatewayPublish, order)).rejects.toThrow(/odd\.yaml: missing: instance/);
  });
});
