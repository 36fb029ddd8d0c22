import { Decimal } from '../values/decimal.ts';
import { partsOf, type Sum, type Term, type Truth } from './logic.ts';
import type { Refuse } from './sql-error.ts';
import { identifier, literal } from './sql-literal.ts';

/** The digits that numbers of a column have, as in `numeric(14, 2)`. */
export interface Digits {
  readonly precision: number;
  readonly scale: number;
}

interface Printing {
  /** By input. */
  readonly digits: Readonly<Record<string, Digits>>;
  readonly refuse: Refuse;
}

/** @param plain whether null may come out as false, or false as null: where only true counts */
export function printTruth(truth: Truth, plain: boolean, printing: Printing): string {
  switch (truth.kind) {
    case 'known':
      return truth.value === null ? 'null::boolean' : String(truth.value);
    case 'holds':
      return printTerm(truth.input, printing);
    case 'equal':
      return equality(truth, plain, printing);
    case 'order':
      return `${printTerm(truth.left, printing)} ${truth.order} ${printTerm(truth.right, printing)}`;
    case 'and':
    case 'or':
      return joined(truth.kind, truth.parts, plain, printing);
    case 'not':
      return negated(truth.part, printing);
    case 'certain': {
      const part = printTruth(truth.part, true, printing);
      return plain ? part : `coalesce(${part}, false)`;
    }
    case 'choice': {
      const condition = printTruth(truth.condition, true, printing);
      const [yes, no] = [truth.consequent, truth.alternative].map((part) => printTruth(part, plain, printing));
      return `case when ${condition} then ${yes} else ${no} end`;
    }
  }
}

type Equal = Extract<Truth, { kind: 'equal' }>;

function equality({ left, right }: Equal, plain: boolean, printing: Printing): string {
  const [a, b] = [left, right].map((term) => printTerm(term, printing));
  if (isNull(right)) return `${a} is null`;
  return plain && right.kind === 'value' ? `${a} = ${b}` : `${a} is not distinct from ${b}`;
}

const isNull = (term: Term): boolean => term.kind === 'value' && term.value === null;

function negated(part: Truth, printing: Printing): string {
  if (part.kind !== 'equal') return `not (${printTruth(part, false, printing)})`;
  const [a, b] = [part.left, part.right].map((term) => printTerm(term, printing));
  return isNull(part.right) ? `${a} is not null` : `${a} is distinct from ${b}`;
}

function joined(kind: 'and' | 'or', parts: readonly Truth[], plain: boolean, printing: Printing): string {
  const [only] = parts;
  if (only === undefined) return String(kind === 'and');
  if (parts.length === 1) return printTruth(only, plain, printing);
  const among = kind === 'or' ? amongLiterals(parts, printing) : undefined;
  if (among !== undefined) return plain ? among : `coalesce(${among}, false)`;
  return parts.map((part) => `(${printTruth(part, plain, printing)})`).join(` ${kind} `);
}

/** `a = 1 or a = 2` as `a in (1, 2)`. */
function amongLiterals(parts: readonly Truth[], printing: Printing): string | undefined {
  const equals = parts.filter((part): part is Equal => part.kind === 'equal' && part.right.kind === 'value');
  const left = equals[0] && printTerm(equals[0].left, printing);
  const same = equals.every((part) => part.left === equals[0]?.left && !isNull(part.right));
  if (left === undefined || !same || equals.length < parts.length) return undefined;
  return `${left} in (${equals.map((part) => printTerm(part.right, printing)).join(', ')})`;
}

function printTerm(term: Term, printing: Printing): string {
  if (term.kind === 'input') return `value.${identifier(term.name, printing.refuse)}`;
  if (term.kind === 'value') return literal(term.value, printing.refuse);
  checkDigits(term, printing);
  return printSum(term, printing);
}

const signs: Readonly<Record<Sum['kind'], string>> = { plus: '+', minus: '-', times: '*' };

/** Numbers are numeric as the inputs are: `100000 * 100000` alone would be too large for an integer. */
function printSum(term: Term, printing: Printing): string {
  if (term.kind === 'input') return printTerm(term, printing);
  if (term.kind === 'value') return `(${literal(term.value, printing.refuse)})::numeric`;
  return `(${printSum(term.left, printing)} ${signs[term.kind]} ${printSum(term.right, printing)})`;
}

/** What FEEL rounds to, and PostgreSQL does not. */
export const mostDigits = 34;

interface Size {
  readonly whole: number;
  readonly scale: number;
}

function checkDigits(sum: Sum, { digits, refuse }: Printing): void {
  const unknown = partsOf(sum).flatMap((part) =>
    part.kind === 'input' && !Object.hasOwn(digits, part.name) ? [part.name] : [],
  );
  for (const name of new Set(unknown)) refuse('table.sql_digits_unknown', { name });
  if (unknown.length > 0) return;
  const parts = partsOf(sum).filter((part) => part.kind !== 'input');
  const large = parts.some((part) => {
    const { whole, scale } = sizeOf(part, digits);
    return whole + scale > mostDigits;
  });
  if (large) refuse('table.sql_digits', { part: shown(sum) });
}

/** The most digits before and behind the point that a term can have. */
function sizeOf(term: Term, digits: Printing['digits']): Size {
  if (term.kind === 'input') {
    const { precision, scale } = digits[term.name] ?? { precision: mostDigits, scale: 0 };
    return { whole: precision - scale, scale };
  }
  if (term.kind === 'value') {
    const { value } = term;
    return value instanceof Decimal
      ? { whole: Math.max(value.e + 1, 0), scale: value.decimalPlaces() }
      : { whole: 0, scale: 0 };
  }
  const [a, b] = [sizeOf(term.left, digits), sizeOf(term.right, digits)];
  if (term.kind === 'times') return { whole: a.whole + b.whole, scale: a.scale + b.scale };
  return { whole: Math.max(a.whole, b.whole) + 1, scale: Math.max(a.scale, b.scale) };
}

function shown(term: Term): string {
  if (term.kind === 'input') return term.name;
  if (term.kind === 'value') return String(term.value);
  return [term.left, term.right]
    .map((part) => (part.kind === 'input' || part.kind === 'value' ? shown(part) : `(${shown(part)})`))
    .join(` ${signs[term.kind]} `);
}
