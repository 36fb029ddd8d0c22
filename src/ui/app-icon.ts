import { crc32, deflateSync } from 'node:zlib';
import { isMark } from './ornament.ts';

/** Sides of the icons in pixels: iOS takes the first, a manifest asks for the others. */
export const iconSizes = [180, 192, 512] as const;

// Brand's blue-green, and the mark in white: both hold on a light screen and on a dark one.
const palette = Buffer.from([0x0b, 0x55, 0x63, 0xff, 0xff, 0xff]);

/**
 * The mark as an icon of an installed application, a PNG (ISO/IEC 15948) of `size` × `size` pixels: whole pixels to a
 * knot, and the mark within the circle of 80 % that systems leave of an icon (W3C App Manifest, maskable icons).
 * `icons/icon-<size>.png` must show the same.
 */
export function iconFile(size: number): Buffer {
  const knot = Math.floor(size / 15);
  const edge = Math.floor((size - 9 * knot) / 2);
  const knotAt = (pixel: number) => Math.floor((pixel - edge) / knot);
  const rows = Array.from({ length: size }, (_, y) =>
    // Each row begins with its filter: none.
    Buffer.from([0, ...Array.from({ length: size }, (_, x) => (isMark(knotAt(x), knotAt(y)) ? 1 : 0))]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  // Eight bits a pixel, each an entry of the palette.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
