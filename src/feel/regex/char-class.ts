import { between, type Chars, classNamed, either, escapedChar, exactly, not, propertyNamed, without } from './chars.ts';
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
  const parts: Chars[] = [];
  let taken: Chars | undefined;
  while (!scan.takes(']')) {
    if (parts.length > 0 && scan.peek() === '-' && scan.peek(1) === '[') {
      scan.next();
      scan.next();
      taken = readClass(scan, caseless, depth + 1);
      scan.expect(']');
      break;
    }
    parts.push(readPart(scan, caseless, parts.length === 0));
  }
  if (parts.length === 0) scan.fail('empty class');
  const listed = parts.length === 1 && parts[0] ? parts[0] : either(parts);
  const chars = negated ? not(listed) : listed;
  return taken ? without(chars, taken) : chars;
}

function readPart(scan: Scan, caseless: boolean, first: boolean): Chars {
  if (scan.takes('-')) {
    if (!first && scan.peek() !== ']' && !(scan.peek() === '-' && scan.peek(1) === '['))
      scan.fail('a hyphen in between');
    return exactly(pointOf('-'), caseless);
  }
  const start = readMember(scan);
  if (typeof start !== 'number') return start;
  if (scan.peek() !== '-' || scan.peek(1) === ']' || scan.peek(1) === '[') return exactly(start, caseless);
  // A hyphen may end the class before a subtraction: `[a--[b]]`.
  if (scan.peek(1) === '-' && scan.peek(2) === '[') return exactly(start, caseless);
  scan.next();
  if (scan.peek() === '-') scan.fail('a hyphen ends a range');
  const end = readMember(scan);
  if (typeof end !== 'number' || end < start) return scan.fail('no range');
  return between(start, end, caseless);
}

function readMember(scan: Scan): number | Chars {
  const sign = scan.next();
  if (sign === '[') scan.fail('a bracket in a class');
  return sign === '\\' ? readEscape(scan) : pointOf(sign);
}
