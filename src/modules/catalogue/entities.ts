import { Type } from 'typebox';
import { choice, entity, id, instant, optional, reference, structure, text, texts } from '../../kernel/entity.ts';
import type { Text } from '../../language/lang.ts';

export const entryKinds = {
  service: { az: 'Xidmət', en: 'Service', ru: 'Услуга' },
  register: { az: 'Reyestr', en: 'Register', ru: 'Реестр' },
  system: { az: 'İnformasiya sistemi', en: 'Information system', ru: 'Информационная система' },
  institution: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' },
} as const satisfies Record<string, Text>;
export type EntryKind = keyof typeof entryKinds;

export const relationKinds = {
  reads: { az: 'məlumat alır', en: 'reads', ru: 'получает сведения' },
  enters: { az: 'qeyd daxil edir', en: 'enters records', ru: 'вносит записи' },
  keeps: { az: 'aparır', en: 'keeps', ru: 'ведёт' },
} as const satisfies Record<string, Text>;
export type RelationKind = keyof typeof relationKinds;

const textSchema = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });

export const entry = entity('catalogue.entry', {
  label: { az: 'Kataloq qeydi', en: 'Catalogue entry', ru: 'Запись каталога' },
  about: 'One thing of the digital state: institution, information system, register or service.',
  fields: {
    id: id(),
    kind: choice(entryKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    code: text({ label: { az: 'Kod', en: 'Code', ru: 'Код' }, max: 63 }),
    title: structure(textSchema, { label: { az: 'Adı', en: 'Title', ru: 'Название' } }),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    about: optional(structure(textSchema, { label: { az: 'Haqqında', en: 'About', ru: 'Описание' } })),
    path: optional(text({ label: { az: 'Səhifəsi', en: 'Page', ru: 'Страница' }, max: 200 })),
    words: texts({ label: { az: 'Axtarış sözləri', en: 'Search words', ru: 'Слова для поиска' } }),
    updated_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
  },
});

export const relation = entity('catalogue.relation', {
  label: { az: 'Əlaqə', en: 'Relation', ru: 'Связь' },
  about: 'How one entry uses another: a service reads a register or enters records in it, a system keeps a register.',
  fields: {
    source: reference('catalogue.entry', { label: { az: 'Kim', en: 'From', ru: 'Откуда' } }),
    kind: choice(relationKinds, { label: { az: 'Nə edir', en: 'Relation', ru: 'Связь' } }),
    target: reference('catalogue.entry', { label: { az: 'Nə ilə', en: 'To', ru: 'Куда' } }),
    concepts: texts({ label: { az: 'Anlayışlar', en: 'Concepts', ru: 'Понятия' } }),
  },
});
