import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BadPart,
  openParts,
  type Part,
  type PartKind,
  readFault,
  readOpening,
  writeFault,
  writeOpening,
  writeParts,
} from './envelope.ts';

/** What is read of these chunks; pieces of one body are put together again. */
function read(chunks: Iterable<Buffer>, most = Number.POSITIVE_INFINITY) {
  const parts: Part[] = [];
  const skipped: number[] = [];
  let [held, peak] = [0, 0];
  const reader = openParts({
    take(kind, number, bytes) {
      const before = parts.at(-1);
      if (kind === 'data' && before?.kind === 'data' && before.number === number)
        parts[parts.length - 1] = { kind, number, bytes: Buffer.concat([before.bytes, bytes]) };
      else parts.push({ kind, number, bytes: Buffer.from(bytes) });
    },
    skipped: (number) => void skipped.push(number),
    hold: {
      add(bytes) {
        if (held + bytes > most) throw new Error('no memory');
        held += bytes;
        peak = Math.max(peak, held);
      },
      release: () => (held = 0),
    },
  });
  for (const chunk of chunks) reader.add(chunk);
  return { parts, skipped, held, mostHeld: peak };
}

function* piecemeal(bytes: Buffer, size = 1) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const part = (kind: PartKind, number: number, text = ''): Part => ({ kind, number, bytes: Buffer.from(text) });
const talk = [
  part('open', 1, `123456${'head'.repeat(2000)}`),
  part('open', 2, '123456head'),
  part('data', 1, 'one'.repeat(5000)),
  part('data', 2, 'two'),
  part('end', 2, 'seal'),
  part('credit', 1, '\0\x01\0\0'),
  part('ping', 0),
  part('fault', 1, 'code\ntext'),
  part('fault', 0, 'code\ntext'),
  part('leave', 0),
];
const written = writeParts(talk);
const expected = talk.map(({ kind, number, bytes }) => ({ kind, number, bytes: Buffer.from(bytes) }));

describe('parts of a connection', () => {
  it('are read as they were written, however they are cut on the way', () => {
    expect(read([written]).parts).toEqual(expected);
    expect(read(piecemeal(written)).parts).toEqual(expected);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: written.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), written.length];
        expect(read(at.slice(1).map((end, index) => written.subarray(at[index], end))).parts).toEqual(expected);
      }),
    );
  });

  it('tell nothing of what breaks off', () => {
    const one = writeParts([part('open', 1, '123456head')]);
    for (let end = 0; end < one.length; end += 1) expect(read([one.subarray(0, end)]).parts).toEqual([]);
  });

  it('tell of a body what came of it, and keep nothing of that', () => {
    const body = writeParts([part('data', 1, 'x'.repeat(65_536))]);
    const { parts, mostHeld } = read([body.subarray(0, 10_000)]);
    expect([parts[0]?.bytes.length, mostHeld]).toEqual([10_000 - 8, 0]);
  });

  it('count what is kept of a large one in the memory, until it is whole', () => {
    const large = writeParts([part('open', 1, 'x'.repeat(100_000))]);
    expect(read([large.subarray(0, 50_000)]).held).toBe(100_000);
    expect(read(piecemeal(large, 999))).toMatchObject({ held: 0, mostHeld: 100_000, skipped: [] });
  });

  it('are skipped where there is no memory for one, and the next one is read', () => {
    const bytes = writeParts([part('open', 1, 'x'.repeat(100_000)), part('end', 7, 'seal')]);
    const { parts, skipped } = read(piecemeal(bytes, 999), 50_000);
    expect([parts, skipped]).toEqual([[part('end', 7, 'seal')], [1]]);
  });

  it('cost what they weigh, however small their pieces are', () => {
    const bytes = writeParts([part('open', 1, 'A'.repeat(200_000))]);
    const before = process.cpuUsage();
    expect(read(piecemeal(bytes)).parts).toHaveLength(1);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
  });

  it.each([
    ['of no kind', [0x58, 0, 0, 1, 0, 0, 0, 1, 0]],
    ['of zeros', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['with too long a head', [0x4f, 0xff, 0xff, 0xff, 0, 0, 0, 1]],
    ['with too short a head', [0x4f, 0, 0, 6, 0, 0, 0, 1]],
    ['with too much of a body', [0x44, 1, 0, 1, 0, 0, 0, 1]],
    ['with nothing of a body', [0x44, 0, 0, 0, 0, 0, 0, 1]],
    ['with too long a seal', [0x45, 0, 0x10, 1, 0, 0, 0, 1]],
    ['with credit of five bytes', [0x43, 0, 0, 5, 0, 0, 0, 1]],
    ['with a ping of something', [0x50, 0, 0, 1, 0, 0, 0, 0]],
    ['with a message 0', [0x4f, 0, 0, 9, 0, 0, 0, 0]],
    ['with a ping of a message', [0x50, 0, 0, 0, 0, 0, 0, 1]],
    ['of HTTP', [...Buffer.from('POST /exchange HTTP/1.1')]],
    ['of another version of TLS', [0x16, 3, 1, 0, 0, 0, 0, 0]],
  ])('are none: %s', (_, bytes) => {
    expect(() => read([Buffer.from(bytes)])).toThrow(BadPart);
    expect(() => read(piecemeal(Buffer.from(bytes)))).toThrow(BadPart);
  });

  it('are refused or read, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
        let refused: unknown;
        try {
          for (const { kind, number, bytes } of read(chunks.map((one) => Buffer.from(one))).parts)
            if (kind !== 'data') writeParts([{ kind, number, bytes }]);
        } catch (error) {
          refused = error;
        }
        expect(refused === undefined || refused instanceof BadPart).toBe(true);
      }),
    );
  });

  it('are not written otherwise than they may be read', () => {
    for (const bad of [part('end', 1, 'x'.repeat(5000)), part('data', 1), part('open', 0, '123456x'), part('leave', 1)])
      expect(() => writeParts([bad])).toThrow(BadPart);
  });
});

describe('an opening', () => {
  it('says when the message was sealed, and its head', () => {
    const opening = { at: new Date('2026-11-27T08:00:00.123Z'), head: Buffer.from('GET\r\n') };
    expect(readOpening(writeOpening(opening))).toEqual(opening);
  });
});

describe('a fault', () => {
  it('is told by code and text, of which no more is taken than is needed', () => {
    expect(readFault(writeFault({ code: 'a.b', message: 'ə\nc' }))).toEqual({ code: 'a.b', message: 'ə c' });
    const long = readFault(writeFault({ code: 'c'.repeat(900), message: 'ə'.repeat(900) }));
    expect([long.code.length, long.message.length]).toEqual([200, 300]);
  });
});
