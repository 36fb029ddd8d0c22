import { formatNumber, inAll, type Lang, ordinal, pick, type Text } from '../../../language/index.ts';
import { languageNames } from '../../../ui/index.ts';
import { dataClasses } from '../choices.ts';
import { own } from '../definition/own.ts';
import { choiceTexts, labels } from '../intake/labels.ts';
import { channels, entryKinds, relationKinds } from '../kinds.ts';
import { t } from '../text/index.ts';

const keys = [
  'kind',
  'code',
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

/** What entries are called, by `kind/code`, as far as it is known. */
export type Names = (ref: string) => Text | undefined;
const noNames: Names = () => undefined;

/** The place of a difference in words: “Adı, English”; of a relation its kind and target, of a field its object and name. */
export function placeOf(path: readonly string[], lang: Lang, names: Names = noNames): string {
  const [first, second, ...inner] = path;
  if (!isKey(first)) return path.join(', ');
  if (first === 'relations') {
    const told = [relationOf(second ?? '', lang, names), ...inner.map((key) => wordFor(key, lang))];
    return `${t(lang, 'key_relations')}: ${told.join(', ')}`;
  }
  if (second === 'objects') return objectPlace(inner, lang);
  const last = path.at(-1) ?? '';
  const isText = isLang(last);
  const keys = isText ? path.slice(0, -1) : path;
  const label = labels[keys.join('.')];
  const words = label ? pick(label, lang) : [t(lang, `key_${first}`), ...keys.slice(1)].join(', ');
  return isText ? `${words}, ${languageNames[last]}` : words;
}

const isLang = (key: string): key is Lang => Object.hasOwn(languageNames, key);
const wordFor = (key: string, lang: Lang): string => {
  const label = labels[key];
  return isLang(key) ? languageNames[key] : label ? pick(label, lang) : key;
};

/** `[object]`, `[object, label, az]`, `[object, fields, field]` or `[object, fields, field, class]`. */
function objectPlace([object = '', part, ...inner]: readonly string[], lang: Lang): string {
  const named = `${wordFor('object', lang)}: ${object}`;
  const [field, ...ofField] = part === 'fields' ? inner : [];
  if (field === undefined) return [named, ...wordsOfPart('objectLabel', part ? [part, ...inner] : [], lang)].join(', ');
  return [named, `${wordFor('field', lang)}: ${field}`, ...wordsOfPart('fieldLabel', ofField, lang)].join(', ');
}

const wordsOfPart = (label: string, keys: readonly string[], lang: Lang): readonly string[] =>
  keys.map((key) => (key === 'label' ? wordFor(label, lang) : wordFor(key, lang)));

function relationOf(key: string, lang: Lang, names: Names): string {
  const [kind = '', target = ''] = key.split(' ');
  const [of = '', code = ''] = target.split('/');
  const relation = own(relationKinds, kind);
  const entryKind = own(entryKinds, of);
  const title = names(target);
  const named = title ? `“${pick(title, lang)}”` : code;
  return relation && entryKind ? `${pick(relation, lang)}, ${pick(entryKind, lang)} ${named}` : key;
}

/** A value as people read it where it stands; what was not there is said in a word. */
export function valueOf(value: unknown, path: readonly string[], lang: Lang, names: Names = noNames): string {
  if (value === undefined || value === null || value === '') return t(lang, 'notThere');
  if (typeof value === 'boolean') return t(lang, value ? 'yes' : 'no');
  if (typeof value === 'number') return formatNumber(value, lang);
  if (typeof value === 'string') {
    const name = path[0] === 'institution' ? names(`institution/${value}`) : undefined;
    return pick(name ?? choiceAt(path, value) ?? inAll(value), lang);
  }
  const parts = Array.isArray(value)
    ? value.map((item) => valueOf(item, path, lang))
    : Object.entries(value).map(([key, item]) => valueOf(item, [...path, key], lang));
  // What reads alike in several languages is told once.
  const told = Object.keys(value).every(isLang) ? [...new Set(parts)] : parts;
  return told.length === 0 ? t(lang, Array.isArray(value) ? 'notThere' : 'there') : told.join(', ');
}

/** What a choice is called: `local` is one thing of a link and another of a hosting. */
function choiceAt(path: readonly string[], value: string): Text | undefined {
  const last = path.at(-1);
  if (path[0] === 'kind') return own(entryKinds, value);
  if (path[0] === 'relations') return last === 'channel' ? own(channels, value) : undefined;
  if (path[1] === 'objects') return last === 'class' ? own(dataClasses, value) : undefined;
  return own(choiceTexts, [...path, value].join('.'));
}

/** Number of a version in a sentence: “3-cü versiya”, “version 3”. */
export function versionIn(version: number, lang: Lang): string {
  return lang === 'az' ? ordinal(version) : String(version);
}
