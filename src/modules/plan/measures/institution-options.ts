import { bakuDate, type Lang, pick } from '../../../language/index.ts';
import { type Institution, isClosed } from '../../identity/index.ts';

/** Institutions to choose from, by acronym: those in force, and the one that was chosen already. */
export function institutionOptions(
  all: readonly Institution[],
  { lang, now, chosen }: { readonly lang: Lang; readonly now: Date; readonly chosen?: string | undefined },
): readonly { readonly value: string; readonly label: string }[] {
  const today = bakuDate(now);
  return all
    .filter((one) => one.code === chosen || !isClosed(one, today))
    .map(({ code, acronym, name }) => ({ value: code, label: `${pick(acronym, lang)}, ${pick(name, lang)}` }));
}
