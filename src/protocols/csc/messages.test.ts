import { describe, expect, it } from 'vitest';
import {
  authorizeAddress,
  MalformedAnswer,
  readCredential,
  readCredentials,
  readInfo,
  readSignature,
  readToken,
  signBody,
} from './index.ts';

const methods = ['credentials/list', 'credentials/info', 'signatures/signHash'];
const info = readInfo({ name: 'Sınaq', oauth2: 'https://sign.example/', methods });
const asked = {
  clientId: 'vahid',
  redirectUri: 'https://mygov.example/imza/qayit',
  state: 's',
  challenge: 'c',
  lang: 'az',
};

describe('requests', () => {
  it('lead to the list of keys, and then to the consent to one hash', () => {
    const list = new URL(authorizeAddress(info, asked));
    expect([list.origin + list.pathname, list.searchParams.get('scope')]).toEqual([
      'https://sign.example/oauth2/authorize',
      'service',
    ]);
    expect(list.searchParams.has('hashes')).toBe(false);
    const digest = Buffer.alloc(32, 0xfb);
    const order = { credentialID: 'GX0112348', digest, description: 'ə'.repeat(600) };
    const consent = Object.fromEntries(new URL(authorizeAddress(info, asked, order)).searchParams);
    expect(consent).toEqual({
      response_type: 'code',
      client_id: 'vahid',
      redirect_uri: asked.redirectUri,
      scope: 'credential',
      state: 's',
      code_challenge: 'c',
      code_challenge_method: 'S256',
      lang: 'az',
      credentialID: 'GX0112348',
      numSignatures: '1',
      hashes: digest.toString('base64url'),
      hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
      description: 'ə'.repeat(500),
    });
  });

  it('hand over one hash with the consent to it', () => {
    const algorithm = { oid: '1.2.840.10045.4.3.2', jws: 'ES256' } as const;
    expect(signBody({ credentialID: 'a', sad: 'b', digest: Buffer.alloc(32), algorithm })).toEqual({
      credentialID: 'a',
      SAD: 'b',
      hashes: [Buffer.alloc(32).toString('base64')],
      hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
      signAlgo: '1.2.840.10045.4.3.2',
    });
  });
});

describe('answers', () => {
  const described = {
    key: { status: 'enabled', algo: ['1.2.840.113549.1.1.10', '1.2.840.113549.1.1.11'], len: 2048 },
    cert: { status: 'valid', certificates: ['MII='] },
    auth: { mode: 'oauth2code' },
  };

  it('tell of a key how it signs and how its certificate stands', () => {
    expect(readCredentials({ credentialIDs: ['a'], credentialInfos: [{ credentialID: 'a', ...described }] })).toEqual([
      {
        credentialID: 'a',
        enabled: true,
        status: 'valid',
        certificates: ['MII='],
        algorithm: { oid: '1.2.840.113549.1.1.11', jws: 'RS256' },
        byCode: true,
      },
    ]);
    const other = readCredential(
      {
        ...described,
        key: { status: 'disabled', algo: ['1.3.101.112'] },
        cert: { certificates: [] },
        auth: { mode: 'explicit' },
      },
      'a',
    );
    expect(other).toEqual({ credentialID: 'a', enabled: false, status: 'unknown', certificates: [], byCode: false });
  });

  it('are not taken for what they are not', () => {
    expect(() => readInfo({ name: 'x', oauth2: 'https://sign.example', methods: ['signatures/signHash'] })).toThrow(
      MalformedAnswer,
    );
    expect(() => readInfo({ name: 'x', oauth2: 'sign', methods })).toThrow(MalformedAnswer);
    expect(() => readToken({ access_token: 'a', token_type: 'Bearer' }, 'SAD')).toThrow(MalformedAnswer);
    expect(readToken({ access_token: 'a', token_type: 'sad' }, 'SAD')).toBe('a');
    expect(() => readSignature({ signatures: ['a', 'b'] })).toThrow(MalformedAnswer);
    expect(() => readCredentials({ credentialIDs: ['a'] })).toThrow(MalformedAnswer);
    expect(() => readCredentials([])).toThrow(MalformedAnswer);
  });
});
