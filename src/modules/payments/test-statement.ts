import { Decimal } from 'decimal.js';

/** An entry of a test's own statement; what is not said is as a usual payment of 25 manat has it. */
export interface TestEntry {
  readonly ref?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly words?: string;
  /** Structured reference. */
  readonly rf?: string;
  readonly direction?: 'CRDT' | 'DBIT';
  readonly reversal?: boolean;
  readonly status?: string;
  readonly day?: string;
  readonly payer?: string;
  readonly from?: string;
}

export const ministryAccount = 'AZ05NUMU00000000000000004101';
export const payerAccount = 'AZ21NABZ00000000137010001944';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function entryXml(entry: TestEntry, index: number): string {
  const { amount = '25.00', currency = 'AZN', direction = 'CRDT', status = 'BOOK', day = '2026-11-24' } = entry;
  const { ref = `B-${index + 1}`, words, rf, reversal, payer = 'Sınaq Sınaqov', from = payerAccount } = entry;
  const structured = rf ? `<Strd><CdtrRefInf><Ref>${rf}</Ref></CdtrRefInf></Strd>` : '';
  const said = words === undefined ? '' : `<Ustrd>${escaped(words)}</Ustrd>`;
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${
    reversal ? '<RvslInd>true</RvslInd>' : ''
  }<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt>${ref === '' ? '' : `<AcctSvcrRef>${ref}</AcctSvcrRef>`}<NtryDtls><TxDtls>
    <RltdPties><Dbtr><Pty><Nm>${escaped(payer)}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>${from}</IBAN></Id></DbtrAcct></RltdPties>
    <RmtInf>${said}${structured}</RmtInf></TxDtls></NtryDtls></Ntry>`;
}

/** What a statement tells besides its entries; without `opening` it bears no balances. */
export interface Told {
  readonly number?: string;
  readonly opening?: string;
  readonly closing?: string;
}

function balancesXml(entries: readonly TestEntry[], { opening, closing }: Told): string {
  if (opening === undefined) return '';
  const sum = entries
    .reduce(
      (sum, { amount = '25.00', direction }) => (direction === 'DBIT' ? sum.minus(amount) : sum.plus(amount)),
      new Decimal(opening),
    )
    .toFixed(2);
  const one = (code: string, amount: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="AZN">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`;
  return `${one('OPBD', opening)}${one('CLBD', closing ?? sum)}`;
}

/** A statement as a bank sends it, of the account of the ministry of the demo. */
export function camt(entries: readonly TestEntry[], iban = ministryAccount, told: Told = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M-1</MsgId></GrpHdr>
<Stmt><Id>${told.number ?? 'S-2026-11-24'}</Id><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>${balancesXml(entries, told)}${entries
    .map(entryXml)
    .join('')}</Stmt></BkToCstmrStmt></Document>`;
}
