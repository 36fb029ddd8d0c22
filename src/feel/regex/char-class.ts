import { type Chars, classNamed, escapedChar, Members, not, propertyNamed, without } from './chars.ts';
import type { Scan } from './scan.ts';

/** Subtraction nests; no pattern needs it deeper. */
const deepest = 20;

const pointOf = (sign: string): number => sign.codePointAt(0) ?? 0;

/** What follows a backslash, but for back-references: one code point, or a class of them. */
export function readEscape(scan: Scan): number | Chars {
  const letter = scan.next();
  const point = escapedChar(letter);
  if (point !== undefined) return point;
  if (letter === 'p' || letter === 'P') {
    const chars = readProperty(scan);
    return letter === 'p' ? chars : not(chars);
  }
  return classNamed(letter) ?? scan.fail(`unknown escape ${letter}`);
}

function readProperty(scan: Scan): Chars {
  scan.expect('{');
  let property = '';
  while (!scan.takes('}')) property += scan.next();
  return propertyNamed(property) ?? scan.fail(`unknown property ${property}`);
}

/** `[…]` behind its first bracket: `^`, members and ranges, `-[…]` at the end (XML Schema, appendix G.4.1). */
export function readClass(scan: Scan, caseless: boolean, depth = 0): Chars {
  if (depth > deepest) scan.fail('too deep');
  const negated = scan.takes('^');
  const members = new Members(caseless);
  let taken: Chars | undefined;
  while (!scan.takes(']')) {
    if (!members.empty && scan.peek() === '-' && scan.peek(1) === '[') {
      scan.next();
      scan.next();
      taken = readClass(scan, caseless, depth + 1);
      scan.expect(']');
      break;
    }
    if (!members.add(readPart(scan, members.empty))) scan.fail('too many classes');
  }
  if (members.empty) scan.fail('empty class');
  const listed = members.chars();
  const chars = negated ? not(listed) : listed;
  return taken ? without(chars, taken) : chars;
}

function readPart(scan: Scan, first: boolean): Chars | readonly [first: number, last: number] {
  if (scan.takes('-')) {
    if (!first && scan.peek() !== ']' && !(scan.peek() === '-' && scan.peek(1) === '['))
      scan.fail('a hyphen in between');
    return [pointOf('-'), pointOf('-')];
  }
  const start = readMember(scan);
  if (typeof start !== 'number') return start;
  if (scan.peek() !== '-' || scan.peek(1) === ']' || scan.peek(1) === '[') return [start, start];
  // A hyphen may end the class before a subtraction: `[a--[b]]`.
  if (scan.peek(1) === '-' && scan.peek(2) === '[') return [start, start];
  scan.next();
  if (scan.peek() === '-') scan.fail('a hyphen ends a range');
  const end = readMember(scan);
  if (typeof end !== 'number' || end < start) return scan.fail('no range');
  return [start, end];
}

function readMember(scan: Scan): number | Chars {
  const sign = scan.next();
  if (sign === '[') scan.fail('a bracket in a class');
  return sign === '\\' ? readEscape(scan) : pointOf(sign);
}
