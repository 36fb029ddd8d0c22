import { SaxesParser } from 'saxes';
import { Camt053Error } from './error.ts';
import type { AccountStatement, Balances, StatementEntry } from './statement.ts';

/** Of one file. A day of a large account has tens of thousands of entries. */
const limits = { bytes: 16 * 1024 * 1024, depth: 40, text: 10_000, entries: 100_000, elements: 1_000_000 } as const;

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** By name: what a file repeats without measure is not looked through for every entry. */
  children: Map<string, Node[]> | undefined;
  text: string;
}

/**
 * Reads a bank's statement (ISO 20022 camt.053, any version of the message, whatever its prefix). Elements that are not
 * needed are passed over. A DOCTYPE, and so every entity beyond the five of XML, is refused.
 * @throws Camt053Error
 */
export function parseCamt053(text: string): readonly AccountStatement[] {
  if (Buffer.byteLength(text) > limits.bytes) throw new Camt053Error('large');
  const root = treeOf(text);
  const message = root.name === 'Document' ? child(root, 'BkToCstmrStmt') : undefined;
  if (!message) throw new Camt053Error('other');
  const statements = children(message, 'Stmt').map(statementOf);
  if (statements.length === 0) throw new Camt053Error('field', 'Stmt');
  return statements;
}

function treeOf(text: string): Node {
  const parser = new SaxesParser<{ readonly xmlns: false; readonly position: false }>({
    xmlns: false,
    position: false,
  });
  const top: Node = { name: '', attributes: {}, children: undefined, text: '' };
  const open: Node[] = [top];
  let [entries, elements] = [0, 0];
  parser.on('error', (cause) => {
    throw new Camt053Error('damaged', undefined, { cause });
  });
  parser.on('doctype', () => {
    throw new Camt053Error('damaged');
  });
  parser.on('opentag', ({ name: given, attributes }) => {
    const name = given.slice(given.indexOf(':') + 1);
    if (name === 'Ntry' || name === 'TxDtls') entries += 1;
    elements += 1;
    if (open.length > limits.depth || entries > limits.entries || elements > limits.elements)
      throw new Camt053Error('large');
    const node: Node = { name, attributes, children: undefined, text: '' };
    adopt(open.at(-1) ?? top, node);
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  const told = (piece: string) => {
    const node = open.at(-1);
    if (!node || node === top) return;
    if (node.text.length + piece.length > limits.text) throw new Camt053Error('large');
    node.text += piece;
  };
  parser.on('text', told);
  parser.on('cdata', told);
  parser.write(text).close();
  const [[root] = []] = [...(top.children?.values() ?? [])];
  if (!root) throw new Camt053Error('damaged');
  return root;
}

function adopt(parent: Node, node: Node): void {
  parent.children ??= new Map();
  const alike = parent.children.get(node.name);
  if (alike) alike.push(node);
  else parent.children.set(node.name, [node]);
}

const children = (node: Node | undefined, name: string): readonly Node[] => node?.children?.get(name) ?? [];

function child(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((at, name) => children(at, name)[0], node);
}

function said(node: Node | undefined, ...path: readonly string[]): string | undefined {
  const text = child(node, ...path)?.text.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** The first of several places where a bank may say the same. */
function needed(element: string, ...values: readonly (string | undefined)[]): string {
  const found = values.find((one) => one !== undefined);
  if (found === undefined) throw new Camt053Error('field', element);
  return found;
}

function statementOf(node: Node): AccountStatement {
  const balances = balancesOf(node);
  return {
    id: needed('Stmt/Id', said(node, 'Id')),
    iban: needed('Acct/Id/IBAN', said(node, 'Acct', 'Id', 'IBAN')).toUpperCase(),
    ...(balances ? { balances } : {}),
    entries: children(node, 'Ntry').flatMap(entriesOf),
  };
}

/** Of the entries as they are booked: what is booked together counts by the sum that the account moved by. */
function balancesOf(node: Node): Balances | undefined {
  const of = (...codes: readonly string[]) =>
    codes
      .map((code) => children(node, 'Bal').find((one) => said(one, 'Tp', 'CdOrPrtry', 'Cd') === code))
      .find((one) => one !== undefined);
  const [opening, closing] = [of('OPBD', 'PRCD'), of('CLBD')];
  if (!opening || !closing) return undefined;
  const booked = children(node, 'Ntry').filter((entry) => (said(entry, 'Sts', 'Cd') ?? said(entry, 'Sts')) === 'BOOK');
  const all = [opening, closing, ...booked];
  const [currency, ...others] = new Set(all.map((one) => child(one, 'Amt')?.attributes.Ccy ?? ''));
  if (currency === undefined || others.length > 0) return undefined;
  const movement = booked.reduce((sum, entry) => sum + signed(entry), 0n);
  return {
    currency,
    opening: written(signed(opening)),
    closing: written(signed(closing)),
    movement: written(movement),
  };
}

const places = 5;

/** In units of the fifth place, so that no sum is rounded. */
function signed(node: Node, transaction?: Node): bigint {
  const [whole = '', fraction = ''] = amountOf(node, transaction).amount.split('.');
  const units = BigInt(`${whole}${fraction.padEnd(places, '0')}`);
  return (said(transaction, 'CdtDbtInd') ?? said(node, 'CdtDbtInd')) === 'DBIT' ? -units : units;
}

function written(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const sum = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/0{1,3}$/, '');
  return units < 0n ? `-${sum}` : sum;
}

function entriesOf(node: Node): readonly StatementEntry[] {
  const transactions = children(node, 'NtryDtls').flatMap((details) => children(details, 'TxDtls'));
  if (transactions.length < 2) return [entryOf(node, transactions[0])];
  // What each of them brought is not told: the entry is one sum, for somebody to look into.
  if (!transactions.every(ownAmount) || !isWhole(node, transactions)) return [entryOf(node, undefined)];
  return transactions.map((one, index) => entryOf(node, one, index + 1));
}

/** They are what the account moved by: balances prove no more than that. */
function isWhole(node: Node, transactions: readonly Node[]): boolean {
  const { currency } = amountOf(node, undefined);
  const sum = transactions.reduce((all, one) => all + signed(node, one), 0n);
  return sum === signed(node) && transactions.every((one) => amountOf(node, one).currency === currency);
}

/** `place`: of a transaction booked together with others, counted from 1. */
function entryOf(node: Node, transaction: Node | undefined, place?: number): StatementEntry {
  const own = place === undefined ? undefined : transaction;
  const amount = amountOf(node, own);
  const entry = said(node, 'AcctSvcrRef') ?? said(node, 'NtryRef');
  const single = said(transaction, 'Refs', 'AcctSvcrRef');
  const bankReference = place === undefined ? (entry ?? single) : (single ?? (entry && `${entry}/${place}`));
  const direction = needed('CdtDbtInd', said(own, 'CdtDbtInd'), said(node, 'CdtDbtInd'));
  if (direction !== 'CRDT' && direction !== 'DBIT') throw new Camt053Error('field', 'CdtDbtInd');
  const rest = {
    bankReference,
    reference: said(transaction, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref'),
    remittance: remittanceOf(node, transaction),
    payerName: said(transaction, 'RltdPties', 'Dbtr', 'Pty', 'Nm') ?? said(transaction, 'RltdPties', 'Dbtr', 'Nm'),
    payerIban: said(transaction, 'RltdPties', 'DbtrAcct', 'Id', 'IBAN')?.toUpperCase(),
  };
  return {
    ...amount,
    credit: direction === 'CRDT',
    reversal: said(node, 'RvslInd') === 'true' || said(node, 'RvslInd') === '1',
    booked: (said(node, 'Sts', 'Cd') ?? said(node, 'Sts')) === 'BOOK',
    bookedOn: dayOf(node),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  };
}

const ownAmount = (transaction: Node): Node | undefined =>
  child(transaction, 'Amt') ?? child(transaction, 'AmtDtls', 'TxAmt', 'Amt');

/** Below a hundred thousand millions, in the account's currency: of the transaction where it has an amount of its own, else of the entry. */
function amountOf(node: Node, transaction: Node | undefined): Pick<StatementEntry, 'amount' | 'currency'> {
  const found = transaction ? ownAmount(transaction) : child(node, 'Amt');
  const amount = found?.text.trim() ?? '';
  const currency = found?.attributes.Ccy ?? '';
  if (!/^\d{1,11}(\.\d{1,5})?$/.test(amount) || !/^[A-Z]{3}$/.test(currency)) throw new Camt053Error('field', 'Amt');
  return { amount, currency };
}

function dayOf(node: Node): string {
  const moment = needed(
    'BookgDt',
    said(node, 'BookgDt', 'Dt'),
    said(node, 'BookgDt', 'DtTm'),
    said(node, 'ValDt', 'Dt'),
  );
  const day = moment.slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`)))
    throw new Camt053Error('field', 'BookgDt');
  return day;
}

function remittanceOf(node: Node, transaction: Node | undefined): string | undefined {
  const lines = children(child(transaction, 'RmtInf'), 'Ustrd').map(({ text }) => text.trim());
  const joined = lines.filter((line) => line !== '').join(' ');
  return joined === '' ? (said(node, 'AddtlNtryInf') ?? undefined) : joined;
}
