import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type Book, signBook } from '../../../protocols/gateway/book.ts';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import { readRequest } from '../../../protocols/x-road/index.ts';
import { openAnchor } from './anchor.ts';
import { keepBook, openOffer } from './book.ts';
import { readSettings } from './settings.ts';
import { client, service } from './test-stand.ts';

const folder = mkdtempSync(join(tmpdir(), 'vahid-book-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const centre = generateKeyPairSync('ed25519');
const gateway = 'AZ/GOV/din/gw1';
const other = `${service}2`;
let now = new Date('2026-11-23T05:00:00Z');
const vahid = { now: () => now, log: { warn: () => undefined } } as unknown as Vahid;

const people = {
  service,
  personal: true,
  endpoints: [
    {
      method: 'GET' as const,
      path: '/{fin}',
      subjects: [{ entity: 'person' as const, in: 'path' as const, at: 'fin' }],
    },
  ],
};
const granted = { client, service, method: 'GET', path: '/*', purpose: 'residency', act: 'act', article: '1' };
const certificate = 'a'.repeat(64);
const book: Book = {
  gateway,
  issuedAt: '2026-11-23T04:00:00Z',
  expiresAt: '2026-11-24T04:00:00Z',
  services: [people],
  rights: [granted],
  clients: [{ client, certificate }],
};
const publish = async (value: Book) => writeFileSync(at('book.jws'), await signBook(value, centre.privateKey));

async function write(more: object): Promise<void> {
  const pair = await makeCertificate({ name: gateway, from: new Date('2026-01-01'), to: new Date('2027-12-31') });
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(at('c.pem'), pair.cert);
  writeFileSync(at('c.key'), pair.key);
  writeFileSync(at('s.key'), signing.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(at('centre.pem'), centre.publicKey.export({ type: 'spki', format: 'pem' }));
  const settings = {
    gateway,
    listen: { clients: { port: 0 }, gateways: { port: 0 } },
    tls: { certificate: 'c.pem', key: 'c.key' },
    signing: { kid: 'k1', key: 's.key' },
    configuration: { from: 'configuration.jws', centre: 'centre.pem' },
  };
  writeFileSync(at('gateway.yaml'), stringify({ ...settings, ...more }));
}

const address = 'http://10.0.0.1/people';
const own = {
  book: 'book.jws',
  disclosures: 'here',
  services: [
    { service, address },
    { service: other, address, personal: false },
  ],
};
const read = () => readSettings(at('gateway.yaml'));

async function open() {
  const kept = await keepBook(vahid, read(), openAnchor(read().configuration));
  kept.stop();
  return openOffer(read(), kept.current, () => now);
}

const asking = (name = service) =>
  readRequest(
    { method: 'GET', target: `/r1/${name}/7ABCDE1`, headers: [['X-Road-Client', client]] },
    { requestId: '1', id: '1' },
  );

beforeEach(async () => {
  now = new Date('2026-11-23T05:00:00Z');
  rmSync(at('book.kept.jws'), { force: true });
  await write(own);
  await publish(book);
});

const outdated = expect.objectContaining({ code: 'server.clientproxy.global_conf_outdated' }) as Error;
const denied = expect.objectContaining({ code: 'server.serverproxy.access_denied' }) as Error;

describe('a gateway with a book', () => {
  it('has its services and rights, at the addresses of its settings', async () => {
    const offer = await open();
    expect(offer.provider(service)).toMatchObject({ address });
    expect(offer.provider(service)?.endpoints?.of(asking())?.path).toBe('/{fin}');
    expect(offer.rights.permit(asking(), now)).toMatchObject(granted);
    expect(offer.rightsOf()).toEqual([granted]);
    expect(offer.provider(`${service}3`)).toBeUndefined();
    expect(offer.proofOf(client)).toEqual(new Set([certificate]));
    expect(offer.proofOf('AZ/GOV/aef/x')).toBeUndefined();
  });

  it('starts without its centre, and is led back to none that is older', async () => {
    await open();
    rmSync(at('book.jws'));
    expect((await open()).rightsOf()).toEqual([granted]);
    await publish({ ...book, issuedAt: '2026-11-23T03:00:00Z', rights: [] });
    expect((await open()).rightsOf()).toEqual([granted]);
    expect(readFileSync(at('book.kept.jws'), 'utf8')).not.toBe(readFileSync(at('book.jws'), 'utf8'));
    await publish({ ...book, issuedAt: '2026-11-23T04:30:00Z', rights: [] });
    expect((await open()).rightsOf()).toEqual([]);
  });

  it.each([
    ['of another gateway', { gateway: 'AZ/GOV/din/gw2' }],
    ['of tomorrow', { issuedAt: '2026-11-24T05:00:00Z', expiresAt: '2026-11-25T05:00:00Z' }],
    ['that is over', { issuedAt: '2026-11-22T04:00:00Z', expiresAt: '2026-11-23T04:00:00Z' }],
  ])('takes none %s', async (_, change) => {
    await publish({ ...book, ...change });
    const offer = await open();
    expect(() => offer.provider(service)).toThrow(outdated);
    expect(() => offer.rights.permit(asking(), now)).toThrow(denied);
    expect(offer.proofOf(client)).toBeUndefined();
    expect(offer.provider(other)).toMatchObject({ service: other });
  });

  it('asks nothing that only the book describes once that is over', async () => {
    const right = { ...granted, service: other };
    await write({ ...own, rights: [right] });
    await publish({ ...book, services: [people, { ...people, service: other }] });
    const offer = await open();
    expect(offer.provider(other)?.endpoints?.of(asking(other))?.path).toBe('/{fin}');
    now = new Date('2026-11-24T04:00:00Z');
    for (const name of [service, other]) expect(() => offer.provider(name)).toThrow(outdated);
    expect(() => offer.rights.permit(asking(), now)).toThrow(denied);
    expect(offer.rights.permit(asking(other), now)).toMatchObject(right);
  });

  it('asks no service after its last moment, and says so by a code of its own', async () => {
    await publish({ ...book, services: [{ ...people, until: '2026-11-23T05:59:59Z' }] });
    const offer = await open();
    expect(offer.provider(service)).toMatchObject({ address });
    now = new Date('2026-11-23T06:00:00Z');
    expect(() => offer.provider(service)).toThrow(
      expect.objectContaining({ code: 'server.serverproxy.service_disabled' }) as Error,
    );
    expect(offer.provider(other)).toMatchObject({ service: other });
  });

  it('needs to know where those concerned are told', async () => {
    await write({ ...own, disclosures: undefined });
    expect(read).toThrow(/disclosures/);
    await write({ ...own, disclosures: { to: 'http://centre.example/d' } });
    expect(read).toThrow(/disclosures\/to: not https/);
    await write({ services: [{ ...people, address }] });
    expect(read).toThrow(/disclosures/);
    await write({
      disclosures: 'here',
      services: [{ ...people, address, endpoints: [{ ...people.endpoints[0], path: '/{a}{b}' }] }],
    });
    expect(read).toThrow(/endpoints\/0/);
    await write({ disclosures: 'here', services: [{ ...people, address }], rights: [{ ...granted, fields: [] }] });
    expect(read).toThrow(/rights\/0/);
  });
});
