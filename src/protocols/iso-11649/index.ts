/** Remainder modulo 97 of letters and digits, letters as two digits each: A is 10 (ISO 7064, as ISO 11649 uses it). */
function modulo97(text: string): number {
  let rest = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/**
 * Creditor reference (ISO 11649): RF, two check digits and up to 21 letters and digits.
 * @throws RangeError if `body` is something else
 */
export function makeCreditorReference(body: string): string {
  if (!/^[0-9A-Z]{1,21}$/.test(body)) throw new RangeError('Expected up to 21 digits and Latin capitals');
  return `RF${String(98 - modulo97(`${body}RF00`)).padStart(2, '0')}${body}`;
}

/** True for a reference as stored: no spaces, capitals, check digits that fit. */
export function isCreditorReference(text: string): boolean {
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(text) && modulo97(text.slice(4) + text.slice(0, 4)) === 1;
}

/**
 * The first sound reference in what somebody wrote, canonical. Spaces, hyphens and small letters do no harm; words
 * before and after the reference are let be, which is only possible because `digits` tells how long ours are.
 */
export function referenceIn(text: string, digits: number): string | undefined {
  const written = text.toUpperCase().replace(/[\s\p{Pd}./]/gu, '');
  for (const { index } of written.matchAll(/RF/g)) {
    const found = written.slice(index, index + 4 + digits);
    if (/^RF\d+$/.test(found) && found.length === 4 + digits && isCreditorReference(found)) return found;
  }
  return undefined;
}
