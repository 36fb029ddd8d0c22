import { normaliseFin, normalisePhone, normaliseVoen } from '../../language/index.ts';

// A case of ours, as RP-2026-00012; or a letter, as № 12/345, M-17 or DN-3/12-345. Words do not fit in, and no run of
// digits is long enough to be somebody's number.
const caseNumber = /^[A-Z]{2,4}-20\d{2}-\d{5,6}$/;
const letterNumber = /^(?:№ ?)?(?:\p{Lu}{1,3}-)?\d{1,6}(?:[/-]\d{1,6}){0,3}$/u;

/**
 * The number of a letter or a case. It stands in a log that all concerned read for years, so it is checked to be a
 * number and to be nobody's own.
 */
export function isReference(text: string): boolean {
  return caseNumber.test(text) || (letterNumber.test(text) && !isSomebodys(text));
}

/** However it is set apart: 050-123-45-67 is a telephone number all the same. */
function isSomebodys(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (normalisePhone(digits) !== null || normaliseVoen(digits) !== null) return true;
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => normaliseFin(part) !== null);
}
