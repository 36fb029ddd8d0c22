import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

describe('a table as CSV', () => {
  it('is UTF-8 with its mark, lines ended as the standard says, figures with a point', () => {
    expect(csvOf(['Bənd', 'Pay'], [['6.1', 12.5]])).toBe('\ufeffBənd,Pay\r\n6.1,12.5\r\n');
    expect(csvOf(['a'], [[null], [undefined], [-3]])).toBe('\ufeffa\r\n\r\n\r\n-3\r\n');
  });

  it('quotes what would break the row', () => {
    expect(csvOf(['a', 'b'], [['x, "y"', 'line\nline']])).toBe('\ufeffa,b\r\n"x, ""y""","line\nline"\r\n');
  });

  it('leaves no formula for a spreadsheet to run', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1']) expect(csvOf(['a'], [[text]])).toContain(`'${text}`);
    expect(csvOf(['a'], [['=HYPERLINK("x","y")']])).toBe('\ufeffa\r\n"\'=HYPERLINK(""x"",""y"")"\r\n');
  });
});
