import { createHmac, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { agreementOf, mostAttempts, verdictOf, waitAfter } from './answer.ts';
import { makeWebhookKey, publicKeyOf, signedHeaders } from './signature.ts';

const now = new Date('2026-11-27T08:00:00Z');
const message = { id: 'msg_1', at: now, body: '{"a":1}' };
const content = Buffer.from('msg_1.1795766400.{"a":1}');

describe('a signature', () => {
  it('is checked by HMAC under the secret', () => {
    const { kept, shown } = makeWebhookKey('v1');
    const headers = signedHeaders(message, { scheme: 'v1', kept });
    const secret = Buffer.from(shown.slice('whsec_'.length), 'base64');
    expect(secret).toHaveLength(32);
    expect(headers).toEqual({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1795766400',
      'webhook-signature': `v1,${createHmac('sha256', secret).update(content).digest('base64')}`,
    });
  });

  it('is checked by Ed25519 under the public key alone', () => {
    const { kept, shown } = makeWebhookKey('v1a');
    expect(publicKeyOf(kept)).toBe(shown);
    const x = Buffer.from(shown.slice('whpk_'.length), 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const [scheme, signature = ''] =
      signedHeaders(message, { scheme: 'v1a', kept })['webhook-signature']?.split(',') ?? [];
    expect(scheme).toBe('v1a');
    expect(verify(null, content, key, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verify(null, Buffer.concat([content, content]), key, Buffer.from(signature, 'base64'))).toBe(false);
  });

  it('takes no id that could stand for another message', () => {
    const key = { scheme: 'v1', kept: makeWebhookKey('v1').kept } as const;
    expect(() => signedHeaders({ ...message, id: 'a.1' }, key)).toThrow(/full stop/);
  });
});

describe('an answer', () => {
  it.each([
    [200, undefined, 'taken'],
    [202, undefined, 'taken'],
    [204, undefined, 'taken'],
    [301, undefined, 'failed'],
    [400, undefined, 'failed'],
    [410, undefined, 'gone'],
    [429, undefined, 'failed'],
    [429, 'soon', 'failed'],
    [500, '7', 'failed'],
  ])('%i with Retry-After %s is %s', (status, retryAfter, kind) => {
    expect(verdictOf(status, retryAfter, now)).toEqual({ kind });
  });

  it('says when to come again, within a day', () => {
    const until = (retryAfter: string) => verdictOf(503, retryAfter, now);
    expect(until('120')).toEqual({ kind: 'wait', until: new Date('2026-11-27T08:02:00Z') });
    expect(until('Fri, 27 Nov 2026 09:00:00 GMT')).toEqual({ kind: 'wait', until: new Date('2026-11-27T09:00:00Z') });
    expect(until('999999999')).toEqual({ kind: 'wait', until: new Date('2026-11-28T08:00:00Z') });
    expect(until('0')).toEqual({ kind: 'wait', until: new Date('2026-11-27T08:00:01Z') });
  });
});

describe('an agreement', () => {
  const origin = 'vahid.example';
  it('names the sender, or everybody', () => {
    expect(agreementOf({ 'webhook-allowed-origin': 'Vahid.Example', 'webhook-allowed-rate': '120' }, origin)).toEqual({
      rate: 120,
    });
    expect(agreementOf({ 'webhook-allowed-origin': '*' }, origin)).toEqual({ rate: null });
    expect(agreementOf({ 'webhook-allowed-origin': ['*'], 'webhook-allowed-rate': '*' }, origin)).toEqual({
      rate: null,
    });
  });
  it('is none by anything else', () => {
    for (const headers of [{}, { 'webhook-allowed-origin': 'other.example' }, { allow: 'POST' }])
      expect(agreementOf(headers, origin)).toBeUndefined();
  });
});

it('waits ever longer, three days in all', () => {
  const waits = Array.from({ length: mostAttempts - 1 }, (_, at) => waitAfter(at + 1, 0.5));
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.reduce((a, b) => a + b) / 3_600_000).toBeCloseTo(75.6, 0);
  expect([waitAfter(1, 0), waitAfter(1, 1)]).toEqual([4000, 6000]);
});
