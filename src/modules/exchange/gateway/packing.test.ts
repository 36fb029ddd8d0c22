import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mostPacked, pack, unpack } from './packing.ts';

const beside = '0f6cbf5a-0c0e-4a8e-8df8-6d0b2b2c1f5e\nAZ/GOV/rinn/portal\nAZ/GOV/din/population/people';
const there = (bytes: Buffer, line = beside) => {
  const packed = pack(2, [bytes], line);
  return packed && unpack(Buffer.from(packed.subarray(1)), line);
};

describe('packing', () => {
  it('gives back what was packed, whatever its length and however much of it repeats', () => {
    const noise = randomBytes(mostPacked);
    const alphabets = [1, 2, 7, 60].map((letters) => noise.map((byte) => 97 + (byte % letters)));
    const lengths = [4, 5, 18, 19, 20, 273, 274, 275, 4096, mostPacked];
    const texts = alphabets.flatMap((letters) => lengths.map((length) => Buffer.from(letters.subarray(0, length))));
    const kept = texts.map((text) => there(text) ?? text);
    expect(kept.map((text, at) => text.equals(texts[at] ?? noise))).toEqual(texts.map(() => true));
    expect(pack(2, [noise], beside)).toBeUndefined();
    expect(pack(2, [noise.subarray(0, 3)], beside)).toBeUndefined();
  });

  it('leaves of the head of a request little but its own id', () => {
    const [requestId = '', client = ''] = beside.split('\n');
    const lines = ['GET', '/r1/AZ/GOV/din/population/people/v1/7', `X-Road-Client:${client}`];
    const ids = ['Accept:application/json', `x-road-request-id:${requestId}`, 'x-road-id:AZ-', ''];
    const head = Buffer.from([...lines, ...ids].join('\r\n'));
    expect(head.length).toBeGreaterThan(170);
    expect(pack(2, [head], beside)?.length).toBeLessThan(40);
    expect(there(head)).toEqual(head);
  });

  it('opens beside the text of its own line only, and never writes or reads outside of its room', () => {
    const packed = Buffer.from(pack(2, [Buffer.from(`${beside} ${beside}`)], beside) ?? []).subarray(1);
    expect(unpack(packed, beside.replaceAll('a', 'b')).toString()).not.toContain('rinn/portal');
    const farBack = Buffer.from([0x00, 0xff, 0xff, 0x00]);
    const forEver = Buffer.concat([Buffer.from([0x1f, 0x61, 1, 0]), Buffer.alloc(600, 255), Buffer.from([0])]);
    for (const wrong of [Buffer.of(), Buffer.from([0x20, 0x61]), farBack, forEver])
      expect(() => unpack(wrong, beside)).toThrow(RangeError);
  });
});
