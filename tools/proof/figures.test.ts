import { expect, test } from 'vitest';
import { figuresOf, replaceOwn } from './figures.ts';
import { quantile } from './measure.ts';

const page = 'before\n<!-- proof:a -->\nold\n<!-- /proof:a -->\nbetween\n<!-- proof:b -->\n<!-- /proof:b -->\nafter\n';

test('a proof rewrites its own lines and no others, any number of times', () => {
  const once = replaceOwn(page, 'a', 'new');
  expect(once).toBe(page.replace('\nold\n', '\n\nnew\n\n'));
  expect(replaceOwn(once, 'a', 'new')).toBe(once);
  expect(replaceOwn(page, 'b', '$& $1')).toContain('<!-- proof:b -->\n\n$& $1\n\n<!-- /proof:b -->\nafter');
  expect(() => replaceOwn(page, 'c', 'new')).toThrow('no place for the proof c');
});

test('medians are taken line by line, ratios within their run', () => {
  const run = (value: number, baseline: number) => [
    { what: 'x', value, unit: 's', baseline: { what: 'bare', value: baseline }, limit: { most: 3 } },
  ];
  const [figure] = figuresOf([run(2, 1), run(9, 3), run(4, 8)]);
  expect(figure).toMatchObject({ value: 4, lowest: 2, highest: 9, ratio: 2, kept: false });
  expect(figure?.baseline).toEqual({ what: 'bare', value: 3 });
  expect(figuresOf([run(3, 1)])[0]?.kept).toBe(true);
});

test('a limit from below is missed from below', () => {
  const [figure] = figuresOf([[{ what: 'x', value: 19, unit: '', limit: { least: 20 } }]]);
  expect(figure?.kept).toBe(false);
});

test('quantiles lie between the values around them', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3], 1)).toBe(3);
});
