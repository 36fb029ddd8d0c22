import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Command, type CommandIo, readGiven } from '../../../kernel/command.ts';
import { gatewayInit, gatewayPublish } from './commands.ts';

/* What whoever signs for an exchange without a centre is told. */

const folder = mkdtempSync(join(tmpdir(), 'vahid-publish-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const io = { lang: 'en', json: true, out: () => undefined } as unknown as CommandIo;
const run = async (command: Command, words: readonly string[]) => command.run(readGiven(command, words), io);
const publish = (file = 'exchange.yaml', key = 'centre.key') =>
  run(gatewayPublish, [at(file), '--key', at(key), '--out', at('configuration.jws')]);

const member = { id: 'AZ/GOV/rinn', name: 'RİNN', subsystems: ['AZ/GOV/rinn/portal'] };
let exchange: { instance: string; members: object[]; gateways: object[] };
beforeAll(async () => {
  const names = ['--id', 'AZ/GOV/rinn/gw1', '--serves', 'AZ/GOV/rinn/portal'];
  await run(gatewayInit, [at('rinn'), ...names, '--address', 'https://127.0.0.1:5501']);
  const entry = parse(readFileSync(join(at('rinn'), 'entry.yaml'), 'utf8')) as object;
  exchange = { instance: 'AZ', members: [member], gateways: [entry] };
  writeFileSync(at('exchange.yaml'), stringify(exchange));
});

describe('the key of an exchange', () => {
  it('is made once, and no other beside a public key that is there', async () => {
    await publish();
    const [key, pem] = [readFileSync(at('centre.key'), 'utf8'), readFileSync(at('centre.pem'), 'utf8')];
    await publish();
    await expect(publish('exchange.yaml', 'other.key')).rejects.toThrow(
      /other\.key is not there, but .*centre\.pem is: name the key that belongs to it/,
    );
    expect(existsSync(at('other.key'))).toBe(false);
    expect([readFileSync(at('centre.key'), 'utf8'), readFileSync(at('centre.pem'), 'utf8')]).toEqual([key, pem]);
  });

  it('signs nothing beside the public key of another', async () => {
    await run(gatewayPublish, [at('exchange.yaml'), '--key', join(at('rinn'), 'centre.key'), '--out', at('rinn.jws')]);
    writeFileSync(at('stranger.key'), readFileSync(join(at('rinn'), 'centre.key')));
    const before = readFileSync(at('configuration.jws'), 'utf8');
    await expect(publish('exchange.yaml', 'stranger.key')).rejects.toThrow(
      /centre\.pem does not belong to .*stranger\.key/,
    );
    expect(readFileSync(at('configuration.jws'), 'utf8')).toBe(before);
    writeFileSync(at('ec.key'), readFileSync(join(at('rinn'), 'signing.key')));
    await expect(publish('exchange.yaml', 'ec.key')).rejects.toThrow('must be an Ed25519 key');
    await expect(publish('exchange.yaml', 'exchange.yaml')).rejects.toThrow('holds no private key in PEM');
  });
});

describe('the file of an exchange', () => {
  const publishing = async (text: string) => {
    writeFileSync(at('odd.yaml'), text);
    await publish('odd.yaml');
  };

  it('says with its line why it cannot be read', async () => {
    await expect(publish('none.yaml')).rejects.toThrow(/There is no file .*none\.yaml/);
    await expect(publishing('instance: AZ\nmembers: [\n')).rejects.toThrow(/odd\.yaml: .*line \d/);
    await expect(publishing('AZ')).rejects.toThrow(/odd\.yaml: must be \{instance, members, gateways\}/);
  });

  it('says what is wrong by its place and name', async () => {
    await expect(
      publishing(stringify({ ...exchange, members: [member, { ...member, id: 'AZ/GOV/din', subsystems: 'x' }] })),
    ).rejects.toThrow(/odd\.yaml\/members\/1\/subsystems \(AZ\/GOV\/din\): must be a list\./);
    await expect(
      publishing(stringify({ ...exchange, members: [{ ...member, subsystems: undefined }] })),
    ).rejects.toThrow(/odd\.yaml\/members\/0 \(AZ\/GOV\/rinn\): missing: subsystems\./);
    await expect(publishing(stringify({ ...exchange, members: [{ ...member, id: 'AZ/GOV' }] }))).rejects.toThrow(
      /odd\.yaml\/members\/0\/id \(AZ\/GOV\): must be instance\/class\/code or instance\/class\/code\/name\./,
    );
    await expect(publishing(stringify({ ...exchange, gateways: undefined }))).rejects.toThrow(
      /odd\.yaml: missing: gateways\./,
    );
    await expect(publishing(stringify({ ...exchange, members: [{ ...member, id: 'AB/GOV/rinn' }] }))).rejects.toThrow(
      /AB\/GOV\/rinn/,
    );
  });
});
