import { Type } from 'typebox';
import {
  choice,
  entity,
  generated,
  id,
  instant,
  integer,
  optional,
  reference,
  structure,
  text,
  texts,
  transactionNumber,
} from '../../kernel/entity.ts';
import {
  channels,
  contactSchema,
  criticalities,
  entryKinds,
  entryStates,
  origins,
  relationKinds,
  serviceLevelSchema,
} from './kinds.ts';

const textSchema = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
const anyObject = Type.Unsafe<Readonly<Record<string, unknown>>>(Type.Object({}));
const originLabel = { az: 'Mənbənin növü', en: 'Kind of source', ru: 'Вид источника' };
const sourceLabel = { az: 'Mənbə', en: 'Source', ru: 'Источник' };
const versionLabel = { az: 'Versiya', en: 'Version', ru: 'Версия' };

export const entry = entity('catalogue.entry', {
  label: { az: 'Kataloq qeydi', en: 'Catalogue entry', ru: 'Запись каталога' },
  about: 'One thing of the digital state, as it stands now; how it stood before is in entry_version.',
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
    state: choice(entryStates, { label: { az: 'Vəziyyəti', en: 'State', ru: 'Состояние' } }),
    criticality: optional(
      choice(criticalities, { label: { az: 'Kritiklik sinfi', en: 'Criticality class', ru: 'Класс критичности' } }),
    ),
    contact: optional(
      structure(contactSchema, { label: { az: 'Texniki əlaqə', en: 'Technical contact', ru: 'Технический контакт' } }),
    ),
    service_level: optional(
      structure(serviceLevelSchema, {
        label: { az: 'Xidmət səviyyəsi', en: 'Service level', ru: 'Уровень обслуживания' },
      }),
    ),
    acts: texts({ label: { az: 'Aktlar', en: 'Acts', ru: 'Акты' } }),
    spec: structure(anyObject, {
      label: { az: 'Növə aid məlumat', en: 'What its kind says', ru: 'Сведения по виду' },
    }),
    words: texts({ label: { az: 'Axtarış sözləri', en: 'Search words', ru: 'Слова для поиска' } }),
    lexemes: {
      ...generated(text({ label: { az: 'Axtarış üçün', en: 'For the search', ru: 'Для поиска' }, max: 100_000 })),
      sql: 'tsvector',
    },
    origin: choice(origins, { label: originLabel }),
    source: text({ label: sourceLabel, max: 200, min: 0 }),
    version: integer({ label: versionLabel, minimum: 0 }),
    confirmed_at: optional(instant({ label: { az: 'Təsdiqlənib', en: 'Confirmed', ru: 'Подтверждено' } })),
    updated_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
  },
});

export const entryVersion = entity('catalogue.entry_version', {
  label: { az: 'Qeydin versiyası', en: 'Version of an entry', ru: 'Версия записи' },
  about: 'Every version of every entry, whole and with its relations, as it was entered. Append-only.',
  grant: 'append',
  fields: {
    entry: reference('catalogue.entry', { label: { az: 'Qeyd', en: 'Entry', ru: 'Запись' } }),
    version: integer({ label: versionLabel, minimum: 1 }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    xid: transactionNumber(),
    origin: choice(origins, { label: originLabel }),
    source: text({ label: sourceLabel, max: 200, min: 0 }),
    envelope: structure(anyObject, { label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' } }),
  },
});

export const relation = entity('catalogue.relation', {
  label: { az: 'Əlaqə', en: 'Relation', ru: 'Связь' },
  about: 'How one entry is tied to another: a service reads a register, a system holds it and lies on a hosting.',
  fields: {
    source: reference('catalogue.entry', { label: { az: 'Kim', en: 'From', ru: 'Откуда' } }),
    kind: choice(relationKinds, { label: { az: 'Nə edir', en: 'Relation', ru: 'Связь' } }),
    target: reference('catalogue.entry', { label: { az: 'Nə ilə', en: 'To', ru: 'Куда' } }),
    concepts: texts({ label: { az: 'Anlayışlar', en: 'Concepts', ru: 'Понятия' } }),
    channel: optional(choice(channels, { label: { az: 'Yolu', en: 'Channel', ru: 'Канал' } })),
  },
});

export const counter = entity('catalogue.counter', {
  label: { az: 'Sayğac', en: 'Counter', ru: 'Счётчик' },
  about:
    'Changes of the relations, so that a graph kept in memory is known to be old, and the last number of requests and proposals of a year.',
  fields: {
    name: text({ label: { az: 'Ad', en: 'Name', ru: 'Имя' }, max: 60 }),
    value: integer({ label: { az: 'Say', en: 'Value', ru: 'Значение' }, minimum: 0 }),
  },
});
