import { formatNumber, type Lang, ordinal, pick } from '../../../language/index.ts';
import { languageNames } from '../../../ui/index.ts';
import { channels, criticalities, entryKinds, type EntryKind, entryStates, relationKinds } from '../kinds.ts';
import { t } from '../text/index.ts';

const keys = [
  'title',
  'institution',
  'about',
  'state',
  'criticality',
  'contact',
  'serviceLevel',
  'acts',
  'spec',
  'relations',
] as const;
type Key = (typeof keys)[number];
const isKey = (key: string | undefined): key is Key => keys.some((one) => one === key);

/** The place of a difference in words: “Adı, English”; of a relation its kind and target. */
export function placeOf(path: readonly string[], lang: Lang): string {
  const [first, ...rest] = path;
  if (!isKey(first)) return path.join(', ');
  if (first === 'relations') return [t(lang, 'key_relations'), relationOf(rest[0] ?? '', lang)].join(': ');
  const inner = rest.map((key) => (key in languageNames ? languageNames[key as Lang] : key));
  return [t(lang, `key_${first}`), ...inner].join(', ');
}

function relationOf(key: string, lang: Lang): string {
  const [kind = '', target = ''] = key.split(' ');
  const [of = '', code = ''] = target.split('/');
  const relation = relationKinds[kind as keyof typeof relationKinds];
  const entryKind = entryKinds[of as EntryKind];
  return relation && entryKind ? `${pick(relation, lang)}, ${pick(entryKind, lang)} ${code}` : key;
}

const choices = { ...entryStates, ...criticalities, ...channels };

/** A value as people read it; what was not there is said in a word. */
export function valueOf(value: unknown, lang: Lang): string {
  if (value === undefined || value === null || value === '') return t(lang, 'notThere');
  if (typeof value === 'boolean') return t(lang, value ? 'yes' : 'no');
  if (typeof value === 'number') return formatNumber(value, lang);
  if (typeof value === 'string') return pick(choices[value as keyof typeof choices] ?? sameInAll(value), lang);
  if (Array.isArray(value)) {
    return value.length === 0 ? t(lang, 'notThere') : value.map((item) => valueOf(item, lang)).join(', ');
  }
  const entries = Object.values(value);
  return entries.length === 0 ? t(lang, 'there') : entries.map((item) => valueOf(item, lang)).join(', ');
}

const sameInAll = (text: string) => ({ az: text, en: text, ru: text });

/** Number of a version in a sentence: “3-cü versiya”, “version 3”. */
export function versionIn(version: number, lang: Lang): string {
  return lang === 'az' ? ordinal(version) : String(version);
}
