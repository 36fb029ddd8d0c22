import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { Gantt, type GanttRow, ganttScale } from './gantt.tsx';
import { Within } from './surroundings.tsx';

const today = '2026-11-27';
const rows: readonly GanttRow[] = [
  {
    title: 'Measure',
    first: { starts: '2026-02-01', due: '2026-12-31' },
    present: { starts: '2026-02-01', due: '2027-03-31' },
  },
  { title: 'Reached', first: { due: '2026-03-31' }, present: { due: '2026-03-31' }, doneOn: '2026-04-02' },
  { title: 'Passed', href: '/m2', first: { due: '2026-09-30' }, present: { due: '2026-11-26' } },
  { title: 'Today', present: { due: today } },
  { title: 'No dates' },
];

function drawn(given: readonly GanttRow[], day = today): string {
  return renderToString(
    <Within lang="az">
      <Gantt title="Mərhələlər" rows={given} today={day} />
    </Within>,
  );
}

describe('the axis', () => {
  test('goes in whole months from the first date to the last', () => {
    const scale = ganttScale(rows, today);
    expect([scale?.from, scale?.end, scale?.months.length]).toEqual(['2026-02-01', '2027-04-01', 14]);
    expect(scale?.x('2026-02-01')).toBe(8);
    expect(scale?.x('2027-04-01')).toBe(8 + (scale?.width ?? 0));
  });

  test('takes in today only where it lies near', () => {
    const dates = (day: string) => ganttScale([{ title: 'A', present: { due: day } }], today)?.months;
    expect(dates('2027-01-10')).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(dates('2027-06-10')).toEqual(['2027-06']);
    expect(ganttScale([{ title: 'A' }], today)).toBeUndefined();
  });

  test('holds a plan of any length, and keeps a month wide enough to see', () => {
    const long = ganttScale([{ title: 'A', present: { starts: '2026-01-01', due: '2045-12-31' } }], today);
    expect(long?.months).toHaveLength(240);
    expect(long?.width).toBe(240 * 6);
  });
});

describe('the drawing', () => {
  test('shows the first dates hollow beside the present ones, and each state by its own shape', () => {
    const html = drawn(rows);
    expect(html.match(/<rect class="first"/g)).toHaveLength(1);
    expect(html.match(/<rect class="bar open"/g)).toHaveLength(1);
    expect(html.match(/<path class="first"/g)).toHaveLength(2);
    // Due today is not late yet.
    expect([...html.matchAll(/<use href="#(\w+)"/g)].map(([, sign]) => sign)).toEqual([
      'pace',
      'known',
      'late',
      'pace',
    ]);
    expect(html).not.toMatch(/NaN|undefined|style=/);
  });

  test('says in words what it draws, and is the same as a table', () => {
    const html = drawn(rows);
    expect(html).toContain('aria-label="Təqvim qrafiki, fevral 2026–mart 2027. Sətir: 5. İcra olunub: 1. Gecikir: 1."');
    expect(html).toContain('role="region" tabindex="0" aria-label="Mərhələlər, təqvim qrafiki"');
    expect(html).toMatch(/Passed<\/a><\/th>.*30\.09\.2026.*26\.11\.2026.*<td class="num">57<\/td>/);
  });

  test('is not there without any date', () => {
    expect(drawn([{ title: 'No dates' }])).toBe('');
  });

  test('draws today only inside the axis', () => {
    expect(drawn(rows)).toContain('bu gün, 27.11.2026');
    expect(drawn(rows, '2030-01-01')).not.toContain('bu gün');
  });
});
