import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { axisMarks, type Indicator, LineChart, requiredIn } from './chart.tsx';
import { Within } from './surroundings.tsx';

const share: Indicator = {
  title: 'Pay',
  unit: '%',
  from: '2026-01',
  to: '2028-12',
  way: { base: 2, target: 50 },
  points: [
    { month: '2026-01', value: 2, sign: 'said' },
    { month: '2026-04', value: 2.6, sign: 'said' },
    { month: '2026-06', value: 3.1, sign: 'known' },
    { month: '2026-11', value: 6.4, sign: 'known' },
  ],
};

function drawn(indicator: Indicator): string {
  return renderToString(
    <Within lang="az">
      <LineChart {...indicator} />
    </Within>,
  );
}

describe('axis', () => {
  test.each([
    [50, true, [0, 20, 40, 60]],
    [80, true, [0, 25, 50, 75, 100]],
    [100, true, [0, 25, 50, 75, 100]],
    [12, false, [0, 5, 10, 15]],
  ] as const)('up to %d (percentage: %s)', (highest, percent, marks) => {
    expect(axisMarks(highest, percent)).toEqual([...marks]);
  });

  test('ends above the highest value with at most four steps', () => {
    expect(axisMarks(0, false).at(-1)).toBeGreaterThan(0);
    for (let highest = 0.03; highest < 5_000_000; highest *= 1.37) {
      const marks = axisMarks(highest, false);
      expect(marks.at(-1)).toBeGreaterThan(highest);
      expect(marks.length).toBeLessThanOrEqual(5);
      expect(marks.length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('chart', () => {
  test('requires a straight way from baseline to target, and the target afterwards', () => {
    expect(requiredIn('2026-01', share, { base: 2, target: 50 })).toBe(2);
    expect(requiredIn('2026-11', share, { base: 2, target: 50 })).toBeCloseTo(15.7, 1);
    expect(requiredIn('2029-05', share, { base: 2, target: 50 })).toBe(50);
  });

  test('writes the last value clear of a line that comes down to it', () => {
    const falling = (month: string): Indicator => ({
      title: 'Qalıb',
      unit: 'sistem',
      digits: 0,
      from: '2026-01',
      to: '2026-12',
      points: [
        { month: '2026-01', value: 9, sign: 'known' },
        { month, value: 4, sign: 'known' },
      ],
    });
    const label = (html: string) =>
      /<text class="strong" x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">4</.exec(html)?.slice(1);
    const knot = (html: string) =>
      [...html.matchAll(/class="dot" d="M([\d.]+) ([\d.]+)l/g)].at(-1)?.slice(1).map(Number) ?? [];
    const middle = drawn(falling('2026-06'));
    const end = drawn(falling('2026-12'));
    // Beside it, where the line has ended; at the edge of the drawing below it, where it never was.
    expect(label(middle)?.[2]).toBe('start');
    expect(Number(label(middle)?.[0])).toBeGreaterThan(knot(middle)[0] ?? 0);
    expect(label(end)?.[2]).toBe('end');
    expect(Number(label(end)?.[1])).toBeGreaterThan((knot(end)[1] ?? 0) + 11);
    // One that rises keeps it above.
    const rising = drawn({
      ...falling('2026-06'),
      points: [...falling('2026-06').points].map((one, at) => ({ ...one, value: at === 0 ? 1 : 4 })),
    });
    expect(label(rising)?.[2]).toBe('end');
    expect(Number(label(rising)?.[1])).toBeLessThan(knot(rising)[1] ?? 0);
  });

  test('draws reported figures hollow and thin, measured ones filled and firm', () => {
    const html = drawn(share);
    expect(html.match(/class="ring"/g)).toHaveLength(2);
    expect(html.match(/class="dot"/g)).toHaveLength(2);
    expect(html).toContain('<path class="said" d="M34 195.7L63.3 193.9L82.9 192.3">');
    expect(html).toContain('<path class="real" d="M82.9 192.3L131.7 181.9">');
    expect(html).toContain('<path class="need" d="M34 195.7L376 45.3">');
  });

  test('says in words what it draws', () => {
    expect(drawn(share)).toContain(
      'aria-label="Xətti qrafik. Baza: 2,0\u00a0%. Hədəf: 50,0\u00a0%, dekabr 2028. Son göstərici, noyabr 2026: 6,4\u00a0% (ölçülüb), həmin ay tələb olunan: 15,7\u00a0%."',
    );
  });

  test('has a table of the same figures', () => {
    expect(drawn(share)).toMatch(
      /<th scope="row">noyabr 2026<\/th><td class="num">15,7<\/td><td class="num">6,4<\/td>/,
    );
  });

  test('stands without any figure yet', () => {
    const html = drawn({ ...share, points: [] });
    expect(html).toContain('Göstərici hələ yoxdur.');
    expect(html).not.toMatch(/NaN|undefined/);
  });

  test('draws an indicator without a target alike, with neither a way nor a baseline', () => {
    const html = drawn({ ...share, way: undefined });
    expect(html).toMatch(/class="dot"/);
    expect(html).not.toMatch(/class="(need|base)"|NaN|undefined|baza/i);
    expect(html).toMatch(/<th scope="row">noyabr 2026<\/th><td class="num">6,4<\/td>/);
    expect(drawn({ ...share, way: undefined, points: [] })).not.toMatch(/NaN|undefined/);
  });

  test('keeps a falling indicator inside the drawing', () => {
    const html = drawn({
      ...share,
      unit: 'gün',
      way: { base: 12, target: 3 },
      points: [{ month: '2026-03', value: 12.5, sign: 'known' }],
    });
    const heights = [...html.matchAll(/y1="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(Math.min(...heights)).toBe(14);
    expect(Math.max(...heights)).toBe(202);
  });
});

describe('what else a chart tells', () => {
  const measured = [
    { month: '2026-10', value: 80, sign: 'known', interval: { low: 70, high: 88 } },
    { month: '2026-11', value: 82, sign: 'known', interval: { low: 74, high: 90 } },
  ] as const;
  const both: Indicator = { ...share, points: measured, reported: [{ month: '2026-11', value: 95, sign: 'said' }] };

  test('a reported figure stands beside the measured one, and the measured one is the figure', () => {
    const html = drawn(both);
    expect(html.match(/class="ring"/g)).toHaveLength(1);
    expect(html.match(/class="dot"/g)).toHaveLength(2);
    expect(html).toContain('<b>82,0\u00a0%</b>');
    expect(html).toMatch(/<th scope="row">noyabr 2026<\/th>(<td class="num">[^<]*<\/td>){1}<td class="num">95,0<\/td>/);
  });

  test('an interval is drawn as one area and written in the table', () => {
    const html = drawn(both);
    expect(html.match(/class="spread"/g)).toHaveLength(1);
    expect(html).toContain('<td class="num">74,0–90,0</td>');
    expect(html).toContain('<td class="num">yoxdur</td>');
    expect(drawn({ ...share, points: measured.slice(0, 1) })).toContain('<rect class="spread"');
    expect(drawn(share)).not.toContain('spread');
  });

  test('a break line stands only within the months, with its reason below', () => {
    const breaks = [
      { month: '2027-01', note: 'Yeni üsul' },
      { month: '2024-01', note: 'Əvvəlki üsul' },
    ];
    const html = drawn({ ...both, breaks });
    expect(html.match(/class="break"/g)).toHaveLength(1);
    expect(html).toContain('yanvar 2027: Yeni üsul');
    expect(html).toContain('yanvar 2024: Əvvəlki üsul');
  });
});
