import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { draw, markFile, paths, signNames, signs } from './ornament.ts';

/** Knots that a path covers, as `x,y`. */
function knots(path: string): Set<string> {
  const cells = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].flatMap(([, x, y, run]) =>
    Array.from({ length: Number(run) }, (_, step) => `${Number(x) + step},${y}`),
  );
  return new Set(cells);
}

test('the icon file is the mark', () => {
  expect(readFileSync(new URL('./styles/mark.svg', import.meta.url), 'utf8')).toBe(markFile());
});

test('a run of knots is one rectangle', () => {
  expect(draw((x, y) => y === 1 && x > 0, 4, 2)).toBe('M1 1h3v1h-3z');
});

test.each([
  ['gol', 47],
  ['mark', 9],
] as const)('%s is the same in a mirror and turned', (name, box) => {
  const drawn = knots(paths[name]);
  expect(drawn.size).toBeGreaterThan(20);
  for (const knot of drawn) {
    const [x = 0, y = 0] = knot.split(',').map(Number);
    expect(drawn.has(`${box - 1 - x},${y}`)).toBe(true);
    expect(drawn.has(`${y},${x}`)).toBe(true);
  }
});

test('no two signs look the same', () => {
  expect(new Set(Object.values(signs)).size).toBe(signNames.length);
});
