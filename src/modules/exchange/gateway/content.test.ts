import { hkdfSync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openKeyRing } from '../../../kernel/key.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
import { isWhole, type LineOfContent, openStored, sealContent } from './content.ts';
import { mostPacked } from './packing.ts';

const keys = openKeyRing(Buffer.alloc(32, 1));
const line: LineOfContent = {
  id: '0190f1f4-7c00-8000-8000-000000000001',
  at: new Date('2026-11-24T06:00:00Z'),
  requestId: '0f6cbf5a-0c0e-4a8e-8df8-6d0b2b2c1f5e',
  client: 'AZ/GOV/rinn/portal',
  service: 'AZ/GOV/din/population/people',
};
const head = Buffer.from(`GET\r\n/r1/${line.service}\r\nX-Road-Client:${line.client}\r\n`);

const stored = (content: Buffer, body: Buffer | undefined, of = line) => ({
  ...of,
  content,
  head: null,
  body: null,
  headDigest: sha512(head),
  bodyDigest: body ? sha512(body) : null,
});

/** As contents were written until packing was our own: the first byte says how. */
function asBefore(form: 0 | 1, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const whole = Buffer.concat([length, head, body]);
  const secret = keys.digest('exchange.message', 'keys of days');
  const ofDay = openKeyRing(Buffer.from(hkdfSync('sha256', secret, '2026-11-24', 'exchange.message', 32)));
  const bytes = Buffer.concat([Buffer.of(form), form === 1 ? deflateRawSync(whole) : whole]);
  return ofDay.wrap(`exchange.message ${line.id} content`, bytes);
}

describe('contents', () => {
  it.each([undefined, 0, 1000, mostPacked - head.length - 4, mostPacked + 9000])(
    'with a body of %s bytes open',
    (size) => {
      const body = size === undefined ? undefined : Buffer.alloc(size, 'ə, {"fin":');
      const content = sealContent(keys, line, { head, ...(body ? { body } : {}) });
      expect(openStored(keys, stored(content, body))).toEqual({ head, ...(body ? { body } : {}) });
      expect(isWhole(keys, stored(content, body))).toBe(true);
      expect(content.includes(line.client)).toBe(false);
    },
  );

  it('of before open as they did', () => {
    const body = Buffer.from('{"name":"Əli"}');
    for (const form of [0, 1] as const)
      expect(openStored(keys, stored(asBefore(form, body), body))).toEqual({ head, body });
  });

  it('open in their own line only, and are not whole beside what another line says', () => {
    const content = sealContent(keys, line, { head });
    const other = { ...line, id: line.id.replace(/1$/, '2') };
    expect(() => openStored(keys, stored(content, undefined, other))).toThrow('unable to authenticate');
    expect(isWhole(keys, stored(content, undefined, { ...line, client: 'AZ/GOV/rinn/archive' }))).toBe(false);
  });
});
