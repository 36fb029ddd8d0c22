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

let states: ReadonlyMap<string, string> | undefined;

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
        if (name !== undefined) found.set(folded(name), `${one}${two}`);
      }
  }
  states = found;
  return found;
}

/** O and 0, I and 1 are read for one another, and typed so. */
const alike = (number: string): string => number.replaceAll('O', '0').replaceAll('I', '1');

/**
 * By what an account is told from another: issuing state, number and birth date, however they were typed. `number` is
 * regular already. A digest under the installation's key, so that the database does not tell who has which passport.
 */
export function passportKey(
  { vahid }: Pick<Context, 'vahid'>,
  { citizenship, number, birthDate }: Pick<Passport, 'citizenship' | 'number' | 'birthDate'>,
): Buffer {
  const name = folded(citizenship);
  return vahid.keys.digest('passport', `${statesByName().get(name) ?? name} ${alike(number)} ${birthDate}`);
}
