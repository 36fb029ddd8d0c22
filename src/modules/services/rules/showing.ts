import type { Json } from '../../../kernel/job.ts';
import { formatDate, formatMoney, formatNumber, type Lang, type Text } from '../../../language/index.ts';
import type { CompiledConcept, ValueType } from '../../catalogue/index.ts';
import type { AskedField, CompiledField } from '../definition/compiled.ts';
import { t } from '../text/index.ts';
import { evidenceIn, shownEvidence } from './evidence.ts';

/** A value as people read it, in three languages; undefined for none. */
export function shownValue(field: CompiledField, value: Json | undefined): Text | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const files = field.source === 'file' ? evidenceIn(value) : [];
  const one = (lang: Lang): string => {
    if (files.length > 0) return files.map((file) => shownEvidence(file, lang)).join('; ');
    return field.source === 'group' ? shownGroup(field.fields, value, lang) : shownIn(field, value, lang);
  };
  return { az: one('az'), en: one('en'), ru: one('ru') };
}

/** A fact of a register about which no service asks: as its concept says. */
export function shownFact({ type, choices }: Pick<CompiledConcept, 'type' | 'choices'>, value: Json): Text | undefined {
  if (value === null || value === '') return undefined;
  const one = (item: Json, lang: Lang): string =>
    Array.isArray(item)
      ? item.map((part: Json) => one(part, lang)).join(', ')
      : (choices?.[String(item)]?.[lang] ?? scalar(type, item, lang));
  return { az: one(value, 'az'), en: one(value, 'en'), ru: one(value, 'ru') };
}

function shownIn(field: Exclude<CompiledField, { source: 'group' }>, value: Json, lang: Lang): string {
  if (Array.isArray(value)) return value.map((item: Json) => shownIn(field, item, lang)).join(', ');
  return choiceLabel(field, value, lang) ?? scalar(field.type, value, lang);
}

function choiceLabel(field: Exclude<CompiledField, { source: 'group' }>, value: Json, lang: Lang): string | undefined {
  if (field.source === 'register') return field.choices?.[String(value)]?.[lang];
  if (field.source === 'applicant') return field.choices?.find((choice) => choice.value === value)?.label[lang];
  return undefined;
}

// The dictionary's decimals are sums of money.
const money = /^-?\d+(\.\d{1,2})?$/;

function scalar(type: ValueType, value: Json, lang: Lang): string {
  if (typeof value === 'boolean') return t(lang, value ? 'yes' : 'no');
  if (type === 'decimal') return money.test(String(value)) ? formatMoney(String(value), lang) : String(value);
  if (type === 'number' && (typeof value === 'number' || typeof value === 'string')) return formatNumber(value, lang);
  if (type === 'date' && typeof value === 'string') return formatDate(value, lang);
  return String(value);
}

function shownGroup(fields: readonly AskedField[], value: Json, lang: Lang): string {
  const items = Array.isArray(value) ? (value as readonly Json[]) : [];
  return items
    .map((item) => {
      const members =
        typeof item === 'object' && item !== null && !Array.isArray(item)
          ? (item as Readonly<Record<string, Json>>)
          : {};
      return fields.flatMap((field) => shownValue(field, members[field.name])?.[lang] ?? []).join(', ');
    })
    .join('; ');
}
