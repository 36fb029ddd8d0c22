import type { RefundWithStage } from './store.ts';

/** A spreadsheet must not take what a payer wrote for a formula, nor where it parts cells at semicolons or tabs. */
const cell = (text: string): string =>
  `"${text.replace(/(^|[;,\t\r\n])(["'\s]*[=+\-@＝＋－＠])/gu, "$1'$2").replaceAll('"', '""')}"`;

/** Refunds as a bank takes them in: CSV (RFC 4180), UTF-8. */
export function refundFile(
  refunds: readonly Pick<RefundWithStage, 'id' | 'amount' | 'iban' | 'holder' | 'reference'>[],
): string {
  const lines = refunds.map(({ id, amount, iban, holder, reference }) =>
    [id, amount, 'AZN', iban ?? '', holder ?? '', `Qaytarma ${reference ?? ''}`.trim()].map(cell).join(','),
  );
  return ['id,amount,currency,account,holder,remittance', ...lines, ''].join('\r\n');
}
