// Letters that look the same on a screen but are typed on another keyboard (Cyrillic, also the Azerbaijani one), and İ.
const alike = 'АВСЕНҺІЈКМОРЅТУҮХİ';
const latin = 'ABCEHHIJKMOPSTYYXI';

const typed = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replace(/\P{ASCII}/gu, (letter) => latin[alike.indexOf(letter)] ?? letter);

/** True for a FİN, the personal number on an identity card, as stored: seven digits and Latin capitals, never I or O. */
export const isFin = (text: string): boolean => /^[0-9A-HJ-NP-Z]{7}$/.test(text);

/**
 * A FİN as typed, made canonical: upper case, no spaces, Cyrillic look-alikes replaced; O is read as 0 and I as 1,
 * because a FİN has neither letter. Null if it is no FİN.
 */
export const normaliseFin = (text: string): string | null => {
  const fin = typed(text).replaceAll('O', '0').replaceAll('I', '1');
  return isFin(fin) ? fin : null;
};

const remainderOf = (digits: string): bigint => BigInt(digits) % 97n;

/**
 * The number that this installation gives to an applicant without FİN: F, the eight digits, and two check digits over
 * them (ISO/IEC 7064, MOD 97-10, F read as 15). Eleven characters, so that it is never taken for a FİN or a VÖEN.
 * @example makeForeignNumber("00000001") // "F0000000139"
 */
export const makeForeignNumber = (digits8: string): string =>
  `F${digits8}${String(98n - remainderOf(`15${digits8}00`)).padStart(2, '0')}`;

/** True for a number that `makeForeignNumber` can give: its check digits fit. */
export const isForeignNumber = (text: string): boolean =>
  /^F\d{10}$/.test(text) && remainderOf(`15${text.slice(1)}`) === 1n;

/** True for a number by which registers know a person: a FİN, or that of an applicant without one. */
export const isPersonNumber = (text: string): boolean => isFin(text) || isForeignNumber(text);

/** Whom a VÖEN, the taxpayer's number, belongs to; its tenth digit. */
export type VoenKind = 'legal' | 'natural';

const voenWeights = [4, 1, 8, 6, 2, 7, 5, 3];

/**
 * The ninth digit of a VÖEN: the weighted sum of the first eight modulo 11. Null if they are not eight digits, or if
 * the remainder is 10: no VÖEN begins with those.
 */
export const voenCheckDigit = (first8: string): number | null => {
  if (!/^\d{8}$/.test(first8)) return null;
  const remainder = voenWeights.reduce((sum, weight, at) => sum + weight * Number(first8[at]), 0) % 11;
  return remainder === 10 ? null : remainder;
};

/** The VÖEN that begins with eight digits, or null where `voenCheckDigit` is null. */
export const makeVoen = (first8: string, kind: VoenKind): string | null => {
  const check = voenCheckDigit(first8);
  return check === null ? null : `${first8}${check}${kind === 'legal' ? 1 : 2}`;
};

/** True for a VÖEN as stored: ten digits, the ninth a check digit, the last 1 (legal) or 2 (natural person). */
export const isVoen = (text: string): boolean =>
  /^\d{9}[12]$/.test(text) && voenCheckDigit(text.slice(0, 8)) === Number(text[8]);

/** A VÖEN as typed, made canonical: no spaces, a leading zero that a spreadsheet ate put back. Null if it is no VÖEN. */
export const normaliseVoen = (text: string): string | null => {
  const voen = typed(text).replace(/^\d{9}$/, '0$&');
  return isVoen(voen) ? voen : null;
};

const hasIbanCheck = (text: string): boolean => {
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`);
  return BigInt(digits) % 97n === 1n;
};

/** True for an Azerbaijani IBAN as stored: 28 characters, remainder 1 modulo 97 (ISO 13616). */
export const isIban = (text: string): boolean => /^AZ\d{2}[A-Z]{4}[A-Z0-9]{20}$/.test(text) && hasIbanCheck(text);

/** True for an IBAN of any country as stored: 15 to 34 characters, remainder 1 modulo 97; an Azerbaijani one has 28. */
export const isAnyIban = (text: string): boolean =>
  text.startsWith('AZ') ? isIban(text) : /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) && hasIbanCheck(text);

/** An IBAN as typed, made canonical: upper case, no spaces. Null if it is no Azerbaijani IBAN. */
export const normaliseIban = (text: string): string | null => {
  const iban = typed(text);
  return isIban(iban) ? iban : null;
};

/** An IBAN of any country as typed, made canonical: upper case, no spaces. Null if it is none. */
export const normaliseAnyIban = (text: string): string | null => {
  const iban = typed(text);
  return isAnyIban(iban) ? iban : null;
};

// First two digits after +994, by libphonenumber's metadata for AZ.
const mobileCodes = '10|40|44|50|51|55|60|70|77|99';
const fixedCodes = '12|18|2[0-6]|36|46';
const mobile = new RegExp(`^\\+994(${mobileCodes})\\d{7}$`);
const national = new RegExp(`^(?:(?:\\+|00)?9940?|0)?((?:${mobileCodes}|${fixedCodes})\\d{7})$`);

/** An Azerbaijani phone number, mobile or fixed, however typed, as "+994501234567" (E.164); null if it is none. */
export const normalisePhone = (text: string): string | null => {
  const number = national.exec(text.replace(/[\s().\p{Pd}]/gu, ''))?.[1];
  return number === undefined ? null : `+994${number}`;
};

/** True if a number in the form `normalisePhone` gives can take a text message. */
export const isMobilePhone = (phone: string): boolean => mobile.test(phone);
