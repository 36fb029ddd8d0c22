import type { Context } from '../../../kernel/context.ts';
import type { Passport } from './ports.ts';

const languages = ['az', 'en', 'ru', 'tr'] as const;

/** Without marks and case, and with one sign for those that are read for one another. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Names of states that people write and that the languages of the portal no longer have. */
const alsoNamed: readonly (readonly [string, string])[] = [['Turkey', 'TR']];

let states: ReadonlyMap<string, string> | undefined;

/** A code that was withdrawn bears the name of another one's state: which of both is found must not depend on the order. */
const stateToday = (code: string): string => new Intl.Locale(`und-${code}`).region ?? code;

/** Codes of states by the names that they bear in the languages of the portal. */
function statesByName(): ReadonlyMap<string, string> {
  if (states) return states;
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = new Map<string, string>();
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const one of letters)
      for (const two of letters) {
        const name = names.of(`${one}${two}`);
        if (name !== undefined) found.set(folded(name), stateToday(`${one}${two}`));
      }
  }
  for (const [name, code] of alsoNamed) found.set(folded(name), code);
  states = found;
  return found;
}

/** Code of a state, or its name in one form where it is not known. */
export function stateNamed(citizenship: string): string {
  const name = folded(citizenship);
  return statesByName().get(name) ?? name;
}

/** O and 0, I and 1 are read for one another, and typed so. */
const alike = (number: string): string => number.replaceAll('O', '0').replaceAll('I', '1');

/**
 * By what an account is told from another: issuing state, number and birth date, however they were typed. `number` is
 * regular already. A digest under the installation's key, so that the database does not tell who has which passport.
 */
export function passportKey(
  { vahid }: { readonly vahid: Pick<Context['vahid'], 'keys'> },
  { citizenship, number, birthDate }: Pick<Passport, 'citizenship' | 'number' | 'birthDate'>,
): Buffer {
  return vahid.keys.digest('passport', `${stateNamed(citizenship)} ${alike(number)} ${birthDate}`);
}
