export { type ActPart, citation } from './article.ts';
export { capitalise, listed, lower, small, upper } from './case.ts';
export {
  bakuDate,
  bakuInstant,
  type DateInput,
  formatDate,
  formatDateTime,
  formatDayMonth,
  formatLongDate,
  formatMonth,
} from './date.ts';
export { addDays, daysBetween } from './day.ts';
export { fold, matchesFolded } from './fold.ts';
export {
  isFin,
  isForeignNumber,
  isAnyIban,
  isIban,
  isMobilePhone,
  isPersonNumber,
  isVoen,
  makeForeignNumber,
  makeVoen,
  normaliseFin,
  normaliseAnyIban,
  normaliseIban,
  normalisePhone,
  normaliseVoen,
  type VoenKind,
  voenCheckDigit,
} from './identifiers.ts';
export { inAll, type Lang, langs, pick, type Text } from './lang.ts';
export { formatMoney, formatNumber, formatPercent, type NumberSuffix, ordinal, suffixed } from './number.ts';
export { plural, type PluralForms } from './plural.ts';
export {
  demandOf,
  readQuery,
  type Lexemes,
  searchIn,
  searchLexemes,
  type SearchQuery,
  tiers,
  type Wanted,
  wordsOf,
} from './search.ts';
export { nearestWords } from './slip.ts';
export { compare, compareAz } from './sort.ts';
export { plainVerb, stem, stemFolded } from './stem.ts';
