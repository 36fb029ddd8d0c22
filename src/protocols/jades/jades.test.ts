import {
  createHash,
  constants,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  sign,
  X509Certificate,
} from 'node:crypto';
import { BitString, Integer, PrintableString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Algorithm,
  canonical,
  complete,
  InvalidSignature,
  isSignedAct,
  prepare,
  subjectOf,
  verifySigned,
} from './index.ts';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const newPair = (kind: Algorithm): Pair =>
  kind === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });

interface Wanted {
  readonly name: string;
  readonly issuer: string;
  readonly serial?: string;
  readonly pair: Pair;
  readonly by: Pair;
  readonly ca?: boolean;
  /** First byte of the key usage. */
  readonly usage?: number;
  readonly to?: string;
}

const algorithms = {
  ec: { name: 'ECDSA', namedCurve: 'P-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};

async function certify(wanted: Wanted): Promise<X509Certificate> {
  const { name, issuer, serial, pair, by, ca = false, usage = ca ? 0x06 : 0x40, to = '2030-01-01' } = wanted;
  const made = new Certificate();
  made.version = 2;
  made.serialNumber = new Integer({ value: 7 });
  made.notBefore.value = new Date('2026-01-01');
  made.notAfter.value = new Date(to);
  made.issuer.typesAndValues.push(
    new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: issuer }) }),
  );
  made.subject.typesAndValues.push(
    new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }),
  );
  if (serial !== undefined)
    made.subject.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.5', value: new PrintableString({ value: serial }) }),
    );
  made.extensions = [
    new Extension({
      extnID: '2.5.29.19',
      critical: true,
      extnValue: new BasicConstraints({ cA: ca }).toSchema().toBER(false),
    }),
    new Extension({
      extnID: '2.5.29.15',
      critical: true,
      extnValue: new BitString({ valueHex: Uint8Array.of(usage).buffer, unusedBits: 1 }).toBER(false),
    }),
  ];
  const imported = (key: KeyObject, use: 'sign' | 'verify') =>
    crypto.subtle.importKey(
      'jwk',
      key.export({ format: 'jwk' }),
      algorithms[key.asymmetricKeyType as 'ec' | 'rsa'],
      true,
      [use],
    );
  await made.subjectPublicKeyInfo.importKey(await imported(pair.publicKey, 'verify'));
  await made.sign(await imported(by.privateKey, 'sign'), 'SHA-256');
  return new X509Certificate(Buffer.from(made.toSchema(true).toBER(false)));
}

const at = new Date('2026-11-27T10:00:00Z');
const statement = { case: 'RP-2026-00001', action: 'approve', version: 4 };
const root = newPair('ES256');
const middle = newPair('RS256');
let anchor: X509Certificate;
let between: X509Certificate;

beforeAll(async () => {
  anchor = await certify({ name: 'Root', issuer: 'Root', pair: root, by: root, ca: true });
  between = await certify({ name: 'Between', issuer: 'Root', pair: middle, by: root, ca: true });
});

/** A signature as a service makes it from a digest alone. */
async function signed(algorithm: Algorithm, over: Partial<Wanted> = {}, told = statement): Promise<string> {
  const pair = newPair(algorithm);
  const leaf = await certify({
    name: 'Sınaq Sınaqov',
    issuer: 'Between',
    serial: 'PNOAZ-5AAAAA1',
    pair,
    by: middle,
    ...over,
  });
  const unsigned = prepare(told, { algorithm, chain: [leaf, between], at });
  const value =
    algorithm === 'ES256'
      ? sign('sha256', Buffer.from(unsigned.input), pair.privateKey)
      : privateEncrypt(
          { key: pair.privateKey, padding: constants.RSA_PKCS1_PADDING },
          Buffer.concat([digestInfo, unsigned.digest]),
        );
  return complete(unsigned, algorithm, value);
}

/** DigestInfo of SHA-256 (RFC 8017 §9.2). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const verdict = (jws: string, anchors = [anchor], now?: Date): Promise<string> =>
  verifySigned(jws, { anchors, ...(now ? { at: now } : {}) })
    .then(() => 'holds')
    .catch((error: unknown) => (error instanceof InvalidSignature ? error.fault : String(error)));

describe('canonical JSON (RFC 8785)', () => {
  it('orders members by UTF-16, leaves out space and what has no value, and writes numbers as ECMAScript', () => {
    expect(
      canonical({ b: [3, 'ə', null], a: { z: true, y: undefined }, '€': 1e21, '\u{1f600}': 0.002, \ufb33: -0 }),
    ).toBe('{"a":{"z":true},"b":[3,"ə",null],"€":1e+21,"\u{1f600}":0.002,"\ufb33":0}');
    expect(canonical('\u000f\n"\\/')).toBe('"\\u000f\\n\\"\\\\/"');
  });

  it('has no form for what JSON cannot hold', () => {
    expect(() => canonical(Number.NaN)).toThrow(RangeError);
    expect(() => canonical({ a: '\ud800' })).toThrow(RangeError);
  });
});

describe('a signed statement', () => {
  it.each(['ES256', 'RS256'] as const)('holds under %s, up to the authority that is trusted', async (algorithm) => {
    const jws = await signed(algorithm);
    const found = await verifySigned(jws, { anchors: [anchor], at });
    expect([found.statement, found.signedAt]).toEqual([statement, at]);
    expect(found.signer).toEqual({
      name: 'Sınaq Sınaqov',
      issuer: 'Between',
      personal: { country: 'AZ', code: '5AAAAA1' },
    });
    expect(isSignedAct(jws)).toBe(true);
    expect(isSignedAct('eyJhbGciOiJub25lIn0..')).toBe(false);
  });

  it('writes an ECDSA signature as two numbers of 32 bytes', async () => {
    for (let turn = 0; turn < 20; turn += 1)
      expect(Buffer.from((await signed('ES256')).split('.')[2] ?? '', 'base64url')).toHaveLength(64);
    expect(() =>
      complete({ input: 'a.b', digest: Buffer.alloc(32) }, 'ES256', Buffer.from('300602010102', 'hex')),
    ).toThrow(InvalidSignature);
  });

  it('does not hold when a letter of it is another', async () => {
    const [header = '', payload = '', value = ''] = (await signed('ES256')).split('.');
    const other = Buffer.from(canonical({ ...statement, action: 'refuse' })).toString('base64url');
    expect(await verdict(`${header}.${other}.${value}`)).toBe('altered');
    expect(await verdict(`${header}.${payload}`)).toBe('malformed');
    expect(await verdict(`${header}.${payload}.${value}.`)).toBe('malformed');
  });

  it('does not hold with a header that says something else', async () => {
    const [header = '', ...rest] = (await signed('ES256')).split('.');
    const read = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>;
    const judged = (change: Record<string, unknown>) =>
      verdict([Buffer.from(JSON.stringify({ ...read, ...change })).toString('base64url'), ...rest].join('.'));
    expect(await judged({ alg: 'none' })).toBe('algorithm');
    expect(await judged({ alg: 'HS256' })).toBe('algorithm');
    expect(await judged({ crit: ['b64'], b64: false })).toBe('malformed');
    expect(await judged({ 'x5t#S256': 'AAAA' })).toBe('certificate_not_bound');
    expect(await judged({ iat: 'now' })).toBe('no_time');
    expect(await judged({ x5c: [] })).toBe('malformed');
  });

  it('does not hold by a certificate that had ended, is not for content, or is an authority’s', async () => {
    expect(await verdict(await signed('ES256', { to: '2026-11-01' }))).toBe('not_in_force');
    expect(await verdict(await signed('ES256', { usage: 0x80 }))).toBe('not_for_signing');
    expect(await verdict(await signed('ES256', { ca: true, usage: 0x46 }))).toBe('not_for_signing');
  });

  it('does not hold where nobody who is trusted vouches for it', async () => {
    const stranger = newPair('ES256');
    const other = await certify({ name: 'Root', issuer: 'Root', pair: stranger, by: stranger, ca: true });
    expect(await verdict(await signed('ES256'), [other])).toBe('untrusted');
    expect(await verdict(await signed('ES256'), [])).toBe('untrusted');
    // One who was given a certificate for signing cannot give others one.
    const person = newPair('ES256');
    const card = await certify({ name: 'Between', issuer: 'Root', pair: person, by: root });
    const forged = await signed('ES256', { by: person });
    expect(await verdict(forged, [anchor])).toBe('untrusted');
    expect(await verdict(forged, [anchor, card])).toBe('untrusted');
  });

  it('is not believed for a time that is not now, where it is asked now', async () => {
    const jws = await signed('ES256');
    expect(await verdict(jws, [anchor], new Date(at.getTime() + 4 * 60_000))).toBe('holds');
    expect(await verdict(jws, [anchor], new Date(at.getTime() + 6 * 60_000))).toBe('no_time');
  });

  it('is read only in canonical form', async () => {
    const pair = newPair('ES256');
    const leaf = await certify({ name: 'X', issuer: 'Between', pair, by: middle });
    const { input } = prepare(statement, { algorithm: 'ES256', chain: [leaf, between], at });
    const spaced = `${input.split('.')[0]}.${Buffer.from('{"case": "RP-2026-00001"}').toString('base64url')}`;
    const digest = createHash('sha256').update(spaced).digest();
    const jws = complete({ input: spaced, digest }, 'ES256', sign('sha256', Buffer.from(spaced), pair.privateKey));
    expect(await verdict(jws)).toBe('malformed');
  });

  it('names nobody by a number of another kind', async () => {
    const pair = newPair('ES256');
    const of = async (serial: string) =>
      subjectOf(await certify({ name: 'X', issuer: 'Root', serial, pair, by: root })).personal;
    expect(await of('PASAZ-5AAAAA1')).toBeUndefined();
    expect(await of('PNOAZ-5AAAAA1x')).toBeUndefined();
    expect(await of('PNOEE-5AAAAA1')).toEqual({ country: 'EE', code: '5AAAAA1' });
  });
});
