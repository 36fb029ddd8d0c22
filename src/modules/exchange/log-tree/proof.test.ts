import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { type Command, type CommandIo, type ExitCode, readGiven, UsageError } from '../../../kernel/command.ts';
import { type Configuration, signConfiguration } from '../../../protocols/gateway/configuration.ts';
import { langs } from '../../../language/index.ts';
import { client, openPair, rooms, service, type TestGateway, type TestPair } from '../gateway/test-stand.ts';
import { verifyCommand } from '../verify.ts';
import { auditCommand, proofCommand } from './commands.ts';
import { growWhole } from './grow.ts';
import type { ExchangeProof, ProvedMessage } from './proof.ts';

/* One exchange between two gateways, proved by the files that their commands write, and by nothing else. */

const folder = mkdtempSync(join(tmpdir(), 'vahid-proof-'));
const at = (name: string) => join(folder, name);
const centre = generateKeyPairSync('ed25519');
let pair: TestPair;
const opened: TestVahid[] = [];
let requestId: string;

beforeAll(async () => {
  pair = await openPair(async () => {
    const one = await openTestVahid({ rooms });
    opened.push(one);
    return one;
  });
  pair.answer = (_, response) => void response.end('{"name":"Əli"}');
  await publish();
  writeFileSync(at('centre.pem'), centre.publicKey.export({ type: 'spki', format: 'pem' }));
  await ask('/v1/1');
  requestId = await ask('/v1/7');
  await ask('/v1/8');
  for (const [name, gateway] of [
    ['consumer', pair.consumer],
    ['provider', pair.provider],
  ] as const) {
    await run(proofCommand, [requestId, '--out', at(`${name}.json`), '--configuration', at('configuration.jws')], {
      gateway,
    });
    await run(auditCommand, ['--key', at(`${name}.key`)], { gateway });
  }
});
afterAll(async () => {
  await pair.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => writeFileSync(at('odd.json'), ''));

/** As the owner of the consumer's database may. */
async function owner(text: string): Promise<void> {
  const [consumer] = opened;
  if (consumer) await asOwner(consumer.server, (one) => one.query(text));
}

async function publish(
  change: (configuration: Configuration) => Configuration = (one) => one,
  key = centre.privateKey,
) {
  writeFileSync(at('configuration.jws'), await signConfiguration(change(pair.consumer.station.configuration()), key));
  return readFileSync(at('configuration.jws'), 'utf8');
}

async function ask(path: string): Promise<string> {
  const address = `http://127.0.0.1:${pair.consumer.clientPort}/r1/${service}${path}`;
  const answer = await fetch(address, { headers: { 'X-Road-Client': client } });
  expect(answer.status).toBe(200);
  return answer.headers.get('x-road-request-id') ?? '';
}

interface Ran {
  readonly code: ExitCode;
  readonly lines: readonly string[];
}

async function run(
  command: Command,
  words: readonly string[],
  { gateway = pair.consumer, lang = 'en', json = false }: { gateway?: TestGateway; lang?: string; json?: boolean } = {},
): Promise<Ran> {
  if (command !== verifyCommand) await allCommitted(gateway.test.vahid);
  const lines: string[] = [];
  const out = (line: string) => lines.push(line);
  const open = () => Promise.resolve({ vahid: gateway.test.vahid, close: () => Promise.resolve() });
  const progress = () => ({ at: () => undefined, end: () => undefined });
  const io = { lang, json, out, err: out, open, progress } as unknown as CommandIo;
  const code = await command.run(readGiven(command, words), io);
  return { code, lines: lines.map((line) => line.replaceAll(`${folder}/`, '')) };
}

const keys = ['--centre', at('centre.pem'), '--key', at('consumer.key')];
const read = (name = 'consumer.json') => JSON.parse(readFileSync(at(name), 'utf8')) as ExchangeProof;

/** What is said of the consumer's proof after a change. */
async function verdictAfter(change: (proof: ExchangeProof) => void, given: readonly string[] = keys) {
  const proof = read();
  change(proof);
  writeFileSync(at('odd.json'), JSON.stringify(proof));
  const { code, lines } = await run(verifyCommand, [at('odd.json'), ...given], { json: true });
  const { valid, fault } = JSON.parse(lines[0] ?? '') as { valid: boolean; fault?: string };
  expect(code).toBe(valid ? 0 : 1);
  return fault ?? 'valid';
}

const flipped = (text: string | null | undefined): string => {
  const bytes = Buffer.from(text ?? '', 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64');
};

const nth = (proof: ExchangeProof, index: number) => {
  const found = proof.messages[index];
  if (!found) throw new Error(`no message ${index}`);
  return found;
};

describe('a proof of an exchange', () => {
  it('says what was proved, in each language', async () => {
    const { code, lines } = await run(verifyCommand, [at('consumer.json'), ...keys]);
    expect(code).toBe(0);
    expect(lines).toEqual([
      `consumer.json: valid. Request ${requestId}: ${client} → ${service}.`,
      'Request: 23 Nov 2026, 09:00, sealed by AZ/GOV/rinn/gw1.',
      'Answer: 23 Nov 2026, 09:00, sealed by AZ/GOV/din/gw1.',
      expect.stringMatching(/^It is in the log vahid-exchange\/[0-9a-f-]{36}, whose checkpoint covers 6 lines\.$/),
    ]);
    for (const lang of langs)
      for (const line of (await run(verifyCommand, [at('consumer.json'), ...keys], { lang })).lines)
        expect(line).not.toMatch(/[{}]|verify/);
  });

  it('comes from either side, and holds the content, for one reader alone', async () => {
    const given = ['--centre', at('centre.pem'), '--key', at('provider.key')];
    expect((await run(verifyCommand, [at('provider.json'), ...given])).code).toBe(0);
    const [request, answer] = read().messages;
    expect(Buffer.from(answer?.body ?? '', 'base64').toString()).toBe('{"name":"Əli"}');
    expect(Buffer.from(request?.head ?? '', 'base64').toString()).toContain('/v1/7');
    expect(statSync(at('consumer.json')).mode & 0o777).toBe(0o600);
    const { rows } = await sql<{ n: number }>`select count(*) as n from kernel.audit
      where action = 'exchange.makeProof' and subject = ${requestId}`.execute(pair.consumer.test.vahid.db);
    expect(rows[0]?.n).toBe(1);
  });

  it('is verified only with a key from elsewhere, and says what is not verified', async () => {
    const file = at('consumer.json');
    await expect(run(verifyCommand, [file])).rejects.toThrow(UsageError);
    const byCentre = await run(verifyCommand, [file, '--centre', at('centre.pem')]);
    expect([byCentre.code, byCentre.lines.at(-1)]).toEqual([0, expect.stringContaining('(--key FILE)')]);
    const byLog = await run(verifyCommand, [file, '--key', at('consumer.key')]);
    expect([byLog.code, byLog.lines.at(-2)]).toEqual([0, expect.stringContaining('(--centre FILE)')]);
    await expect(run(verifyCommand, [file, '--key', at('centre.pem')])).rejects.toThrow('no public key of a log');
    await expect(run(verifyCommand, [file, '--centre', at('consumer.key')])).rejects.toThrow(
      'no public key of a centre',
    );
  });

  it('without a configuration is not judged by the centre’s key, until one is given', async () => {
    await run(proofCommand, [requestId, '--out', at('without.json')]);
    expect(read('without.json').configuration).toBeUndefined();
    const given = [at('without.json'), ...keys];
    for (const lang of langs) {
      const { code, lines } = await run(verifyCommand, given, { lang });
      expect([code, lines]).toEqual([2, [expect.stringContaining('--configuration FILE')]]);
      expect(lines[0]).not.toMatch(/[{}]|not valid|etibarsız|недействительно/);
    }
    const { code, lines } = await run(verifyCommand, given, { json: true });
    expect([code, JSON.parse(lines[0] ?? '')]).toMatchObject([2, { valid: null, fault: 'unconfigured' }]);
    const configured = ['--configuration', at('configuration.jws')];
    expect((await run(verifyCommand, [...given, ...configured])).code).toBe(0);
    expect((await run(verifyCommand, [at('without.json'), '--key', at('consumer.key')])).code).toBe(0);
  });

  it('is not made of what is not logged', async () => {
    const { code, lines } = await run(proofCommand, ['none', '--out', at('none.json')]);
    expect([code, lines]).toEqual([1, ['Nothing is logged under the request id none.']]);
  });
});

describe('a changed proof', () => {
  it('is refused, whatever was changed', async () => {
    expect(await verdictAfter(() => undefined)).toBe('valid');
    for (const index of [0, 1]) {
      expect(await verdictAfter((proof) => void (nth(proof, index).head = flipped(nth(proof, index).head)))).toBe(
        'content',
      );
      expect(await verdictAfter((proof) => void (nth(proof, index).way[0] = flipped(nth(proof, index).way[0])))).toBe(
        'inclusion',
      );
      expect(await verdictAfter((proof) => void (nth(proof, index).place += 1))).toBe('inclusion');
      expect(await verdictAfter((proof) => void nth(proof, index).way.pop())).toBe('inclusion');
    }
    expect(await verdictAfter((proof) => void (nth(proof, 1).body = flipped(nth(proof, 1).body)))).toBe('content');
    expect(await verdictAfter((proof) => void (nth(proof, 0).body = 'e30='))).toBe('content');
    expect(await verdictAfter((proof) => void (proof.checkpoint = proof.checkpoint.replace('\n6\n', '\n7\n')))).toBe(
      'checkpoint',
    );
    expect(await verdictAfter((proof) => void (proof.configuration = `${proof.configuration}A`))).toBe('configuration');
    expect(await verdictAfter((proof) => void proof.messages.shift())).toBe('incomplete');
    expect(await verdictAfter((proof) => void proof.messages.splice(0))).toBe('shape');
    expect(await verdictAfter((proof) => void Object.assign(proof, { more: 1 }))).toBe('shape');
  });

  it('is refused by the log for every word of a line', async () => {
    const changes = Object.entries({
      id: 'x',
      side: 'provider',
      peer: 'x',
      method: 'PUT',
      purpose: 'x',
      act: 'x',
      article: 'x',
    });
    for (const [name, value] of changes) {
      const change = (proof: ExchangeProof) => {
        for (const { line } of proof.messages) Object.assign(line, { [name]: value });
      };
      expect(await verdictAfter(change), name).toBe(name === 'method' ? 'belonging' : 'inclusion');
    }
    const moved = (proof: ExchangeProof) => void (nth(proof, 1).line.at = '2026-11-23T05:00:00.001Z');
    expect(await verdictAfter(moved)).toBe('inclusion');
  });

  it('is refused by the seals alone, with the centre’s key and without that of the log', async () => {
    const alone = ['--centre', at('centre.pem')];
    const changed = (index: number, how: (line: ProvedMessage['line']) => void) =>
      verdictAfter((proof) => how(nth(proof, index).line), alone);
    for (const index of [0, 1]) {
      expect(await changed(index, (line) => void (line.at = '2026-11-23T05:00:00.001Z'))).toBe('seal');
      expect(await changed(index, (line) => void (line.seal = flipped(line.seal)))).toBe('seal');
      expect(await changed(index, (line) => void (line.signer = 'AZ/GOV/x/gw1'))).toBe('gateway');
    }
    expect(await changed(1, (line) => void (line.status = 404))).toBe('belonging');
    const renamed = (proof: ExchangeProof) => {
      for (const { line } of proof.messages) line.client = 'AZ/GOV/rinn/another';
    };
    expect(await verdictAfter(renamed, alone)).toBe('belonging');
    const digest = (proof: ExchangeProof) => {
      const { line, ...rest } = nth(proof, 1);
      proof.messages[1] = { ...rest, line: { ...line, bodyDigest: null } };
      delete proof.messages[1].body;
    };
    expect(await verdictAfter(digest, alone)).toBe('seal');
  });

  it('is refused with an answer to another request', async () => {
    const other = await ask('/v1/7');
    await run(proofCommand, [other, '--out', at('other.json'), '--configuration', at('configuration.jws')]);
    const answer = nth(read('other.json'), 1);
    const swapped = (proof: ExchangeProof) => {
      const { requestId: own } = nth(proof, 0).line;
      proof.messages[1] = { ...answer, line: { ...answer.line, requestId: own } };
    };
    expect(await verdictAfter(swapped, ['--centre', at('centre.pem')])).toBe('belonging');
    const headless = (proof: ExchangeProof) => {
      swapped(proof);
      delete nth(proof, 1).head;
    };
    expect(await verdictAfter(headless, ['--centre', at('centre.pem')])).toBe('unlogged');
    expect(await verdictAfter(headless)).toBe('inclusion');
  });

  it('is refused under other keys, of a log or of a centre', async () => {
    expect(await verdictAfter(() => undefined, ['--key', at('provider.key')])).toBe('checkpoint');
    const stranger = generateKeyPairSync('ed25519');
    const forged = await signConfiguration(pair.consumer.station.configuration(), stranger.privateKey);
    expect(await verdictAfter((proof) => void (proof.configuration = forged))).toBe('configuration');
    writeFileSync(at('stranger.pem'), createPublicKey(stranger.privateKey).export({ type: 'spki', format: 'pem' }));
    expect(await verdictAfter((proof) => void (proof.configuration = forged), ['--centre', at('stranger.pem')])).toBe(
      'valid',
    );
  });
});

describe('a configuration in a proof', () => {
  const within = async (change: (configuration: Configuration) => Configuration) => {
    const published = await signConfiguration(change(pair.consumer.station.configuration()), centre.privateKey);
    return verdictAfter((proof) => void (proof.configuration = published));
  };
  const changingKeys = (until: string | undefined) => (configuration: Configuration) => ({
    ...configuration,
    gateways: configuration.gateways.map((one) => ({
      ...one,
      keys: one.keys.map((key) => (until === undefined ? { ...key, kid: 'k2' } : { ...key, until })),
    })),
  });

  it('may be a later one, but none that had ended, and must name the key for that time', async () => {
    const later = { issuedAt: '2026-12-01T00:00:00Z', expiresAt: '2026-12-02T00:00:00Z' };
    expect(await within((one) => ({ ...one, ...later }))).toBe('valid');
    expect(await within((one) => ({ ...one, expiresAt: '2026-11-23T01:00:00Z' }))).toBe('configuration');
    expect(await within(changingKeys('2026-11-24T00:00:00Z'))).toBe('valid');
    expect(await within(changingKeys('2026-11-22T00:00:00Z'))).toBe('gateway');
    expect(await within(changingKeys(undefined))).toBe('gateway');
    const stranger = (one: Configuration) => ({
      ...one,
      gateways: one.gateways.map((gateway, index) => ({ ...gateway, serves: [`AZ/GOV/x/s${index}`] })),
    });
    expect(await within(stranger)).toBe('gateway');
  });
});

describe('once the content is dropped', () => {
  it('the exchange is still proved, by the log and by the seals', async () => {
    await owner(`update exchange.message set content = null where request_id = '${requestId}'`);
    const made = ['--out', at('bare.json'), '--configuration', at('configuration.jws')];
    expect((await run(proofCommand, [requestId, ...made])).code).toBe(0);
    expect(read('bare.json').messages.some((one) => 'head' in one || 'body' in one)).toBe(false);
    expect((await run(verifyCommand, [at('bare.json'), ...keys])).code).toBe(0);
    const alone = await run(verifyCommand, [at('bare.json'), '--centre', at('centre.pem')]);
    expect([alone.code, alone.lines[0]]).toEqual([1, expect.stringContaining('not valid (unlogged)')]);
  });
});

describe('vahid exchange-audit', () => {
  it('keeps a checkpoint, and names a line that was changed since', async () => {
    const { code, lines } = await run(auditCommand, ['--save', at('kept')]);
    expect([code, lines[0]]).toEqual([0, expect.stringMatching(/^The log is as it was written\. Lines: \d+\.$/)]);
    expect((await run(auditCommand, ['--checkpoint', at('kept')])).code).toBe(0);
    await owner("update exchange.message set purpose = 'another' where kind = 'request'");
    for (const lang of langs) {
      const told = await run(auditCommand, [], { lang });
      expect(told.code).toBe(1);
      for (const line of told.lines) expect(line).not.toMatch(/[{}]|audit/);
    }
    const found = JSON.parse((await run(auditCommand, [], { json: true })).lines[0] ?? '') as { findings: object[] };
    expect(found.findings).toContainEqual({ fault: 'changed', at: nth(read(), 0).line.id });
  });
});

describe('the log of an exchange', () => {
  it('takes less than 3 kB on either side for an answer of 1 kB, table, indexes and tree', async () => {
    pair.answer = (_, response) => void response.end(people());
    const before = await Promise.all(opened.map(sizeOfLog));
    const address = () => `http://127.0.0.1:${pair.consumer.clientPort}/r1/${service}/v1/${randomUUID()}`;
    const asked = async () => (await fetch(address(), { headers: { 'X-Road-Client': client } })).text();
    for (let wave = 0; wave < 25; wave += 1) await Promise.all(Array.from({ length: 10 }, asked));
    const after = await Promise.all(opened.map(sizeOfLog));
    for (const [side, { bytes, exchanges }] of after.entries()) {
      const each = (bytes - (before[side]?.bytes ?? 0)) / (exchanges - (before[side]?.exchanges ?? 0));
      expect(each).toBeGreaterThan(1500);
      expect(each).toBeLessThan(3000);
    }
  });

  /** 1 kB of JSON that repeats itself no more than what registers answer. */
  function people(): string {
    const one = () => ({ fin: randomUUID().slice(0, 7), name: 'Aygün', born: randomUUID().slice(9, 18), city: 'Bakı' });
    return JSON.stringify({ people: Array.from({ length: 14 }, one) }).slice(0, 1000);
  }

  /** Once all of it is in the tree. */
  async function sizeOfLog({ server, vahid, ctx }: TestVahid) {
    await allCommitted(vahid);
    await growWhole(ctx());
    const { rows } = await asOwner(server, (one) =>
      one.query<{ bytes: number; exchanges: number }>(`select sum(pg_total_relation_size(oid))::float8 as bytes,
          (select count(*) from exchange.message where kind = 'response')::float8 as exchanges
        from pg_class where relnamespace = 'exchange'::regnamespace and relkind = 'r' and relname ~ '^(message|log_)'`),
    );
    return rows[0] ?? { bytes: 0, exchanges: 0 };
  }
});
