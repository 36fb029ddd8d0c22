import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { iconFile, iconSizes } from './app-icon.ts';

/** Side and pixels of an icon, row by row, whatever packed them. */
function pixelsOf(png: Buffer): { readonly size: number; readonly rows: readonly string[] } {
  const size = png.readUInt32BE(16);
  const at = png.indexOf('IDAT');
  const bytes = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const rows = Array.from({ length: size }, (_, y) => [...bytes.subarray(y * (size + 1) + 1, (y + 1) * (size + 1))]);
  return { size, rows: rows.map((row) => row.join('')) };
}

test.each(iconSizes)('the file of %i pixels is the mark', (size) => {
  const kept = readFileSync(new URL(`./icons/icon-${size}.png`, import.meta.url));
  expect(pixelsOf(kept)).toEqual(pixelsOf(iconFile(size)));
});

test('the mark lies within what a system leaves of an icon', () => {
  const { size, rows } = pixelsOf(iconFile(512));
  const far = rows.flatMap((row, y) =>
    [...row].flatMap((pixel, x) => (pixel === '1' ? [Math.hypot(x - size / 2, y - size / 2)] : [])),
  );
  expect(far.length).toBeGreaterThan(10_000);
  expect(Math.max(...far)).toBeLessThan(size * 0.4);
});
