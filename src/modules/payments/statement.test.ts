import { describe, expect, it } from 'vitest';
import { readStatements, statementName } from './statement.ts';

const head = 'account;entry;booked_on;direction;amount;currency;remittance;payer;payer_account';
const line = (day: string, direction: string) =>
  `AZ05 NUMU 0000 0000 0000 0000 4101;E1;${day};${direction};25,00;AZN;RF18;Sınaq;`;

describe('a statement in CSV', () => {
  it.each([
    ['C', true, false],
    ['D', false, false],
    ['RC', false, true],
    ['rd', true, true],
  ])('direction %s', (direction, credit, reversal) => {
    const [statement] = readStatements('csv', `${head}\n${line('24.11.2026', direction)}\n`);
    expect(statement?.entries).toMatchObject([{ credit, reversal }]);
  });

  it('names row and column of what is wrong', () => {
    const wrong = () => readStatements('csv', `${head}\n${line('24.11.2026', 'C')}\n${line('24.11.2026', 'OUT')}\n`);
    const row = { code: 'payments.statement_line_wrong', details: { row: 3, column: 'direction' } };
    expect(wrong).toThrow(expect.objectContaining(row));
    expect(wrong).toThrow('in row 3 the column direction is wrong');
  });

  it('is called by its days, as each language writes them', () => {
    const [statement] = readStatements('csv', `${head}\n${line('26.11.2026', 'C')}\n${line('2026-11-24', 'C')}\n`);
    const number = statement?.id ?? '';
    expect(statementName({ format: 'csv', number }, 'az')).toBe('24.11.2026 – 26.11.2026');
    expect(statementName({ format: 'csv', number }, 'en')).toBe('24 Nov 2026 – 26 Nov 2026');
    const [ofOneDay] = readStatements('csv', `${head}\n${line('24.11.2026', 'C')}\n`);
    expect(statementName({ format: 'csv', number: ofOneDay?.id ?? '' }, 'ru')).toBe('24.11.2026');
    expect(statementName({ format: 'camt053', number: 'A – B' }, 'az')).toBe('A – B');
  });
});
