import { Type } from 'typebox';
import {
  bytes,
  choice,
  day,
  decimal,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  type Row,
  sequence,
  structure,
  type Tables,
  text,
  transactionNumber,
} from '../../kernel/entity.ts';
import type { Text } from '../../language/lang.ts';

/** In what quotas are counted. */
export const units = {
  gpu_hour: { az: 'GPU saatı', en: 'GPU hours', ru: 'GPU-ч' },
  cpu_hour: { az: 'CPU saatı', en: 'CPU hours', ru: 'CPU-ч' },
  gigabyte_month: { az: 'GB-ay', en: 'GB months', ru: 'ГБ-мес.' },
} as const;
export type Unit = keyof typeof units;
export const unitNames = Object.keys(units) as readonly Unit[];

/** What the ledger notes. */
export const entryKinds = {
  granted: { az: 'Kvota verilib', en: 'Quota given', ru: 'Квота предоставлена' },
  extended: { az: 'Kvota artırılıb', en: 'Quota extended', ru: 'Квота увеличена' },
  used: { az: 'İstifadə olunub', en: 'Used', ru: 'Использовано' },
  corrected: { az: 'Düzəliş edilib', en: 'Corrected', ru: 'Исправлено' },
  not_corrected: { az: 'Düzəlişdən imtina edilib', en: 'Correction rejected', ru: 'Исправление отклонено' },
  expired: { az: 'Müddəti bitib, qalığı silinib', en: 'Expired, the rest is gone', ru: 'Срок истёк, остаток списан' },
  ended: { az: 'Dayandırılıb, qalığı silinib', en: 'Ended, the rest is gone', ru: 'Прекращена, остаток списан' },
  restored: { az: 'Bərpa olunub', en: 'Restored', ru: 'Восстановлено' },
} as const;
export type EntryKind = keyof typeof entryKinds;

export const quotaStates = {
  upcoming: { az: 'Hələ başlamayıb', en: 'Not begun yet', ru: 'Ещё не началась' },
  open: { az: 'Qüvvədədir', en: 'In force', ru: 'Действует' },
  used_up: { az: 'Tükənib', en: 'Used up', ru: 'Исчерпана' },
  expired: { az: 'Müddəti bitib', en: 'Expired', ru: 'Срок истёк' },
  ended: { az: 'Dayandırılıb', en: 'Ended', ru: 'Прекращена' },
} as const;
export type QuotaState = keyof typeof quotaStates;

const words = Type.Unsafe<Text>(Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }));
const institution = (label: Text) => ({ ...text({ label, max: 60 }), references: 'identity.institution' }) as const;
const operator = institution({ az: 'Operator', en: 'Operator', ru: 'Оператор' });
const amount = { ...decimal({ label: { az: 'Miqdar', en: 'Amount', ru: 'Количество' } }), sql: 'numeric(14,3)' };
const quotaOf = reference('quotas.quota', { label: { az: 'Kvota', en: 'Quota', ru: 'Квота' } });
const official = reference('identity.person', {
  label: { az: 'Vəzifəli şəxs', en: 'Official', ru: 'Должностное лицо' },
});
const key = reference('quotas.access_key', { label: { az: 'Açar', en: 'Key', ru: 'Ключ' } });
const subject = reference('process.instance', { label: { az: 'İş', en: 'Instance', ru: 'Дело' } });

export const quota = entity('quotas.quota', {
  label: { az: 'Kvota', en: 'Quota', ru: 'Квота' },
  about: 'A quantity that a decision gave somebody to use. How much is left of it, and until when, the ledger tells.',
  grant: 'append',
  fields: {
    id: id(),
    number: text({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, max: 60 }),
    person: optional(reference('identity.person', { label: { az: 'Sahibi', en: 'Holder', ru: 'Владелец' } })),
    organisation: optional(
      reference('identity.organisation', { label: { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' } }),
    ),
    institution: institution({ az: 'Qurum', en: 'Institution', ru: 'Учреждение' }),
    operator,
    unit: choice(units, { label: { az: 'Ölçü vahidi', en: 'Unit', ru: 'Единица' } }),
    subject,
    subject_name: text({ label: { az: 'Tərif', en: 'Definition', ru: 'Определение' }, max: 63 }),
    title: structure(words, { label: { az: 'Nə üçün', en: 'What for', ru: 'На что' } }),
    granted_at: instant({ label: { az: 'Verilib', en: 'Given', ru: 'Предоставлена' } }),
  },
});

export const accessKey = entity('quotas.access_key', {
  label: { az: 'Sistemin açarı', en: 'Key of a system', ru: 'Ключ системы' },
  about: 'By which a system of the operator asks for what is left, and reports use. Only a digest of it is kept.',
  grant: 'append',
  sets: ['withdrawn_at'],
  fields: {
    id: id(),
    operator,
    name: text({ label: { az: 'Sistemin adı', en: 'Name of the system', ru: 'Название системы' }, max: 100 }),
    digest: bytes({ label: { az: 'Həş', en: 'Digest', ru: 'Хеш' } }),
    person: official,
    issued_at: instant({ label: { az: 'Verilib', en: 'Issued', ru: 'Выдан' } }),
    withdrawn_at: optional(instant({ label: { az: 'Ləğv edilib', en: 'Withdrawn', ru: 'Отозван' } })),
  },
});

export const correction = entity('quotas.correction', {
  label: { az: 'Düzəliş', en: 'Correction', ru: 'Исправление' },
  about: 'An amount that is to be given back, or taken besides. Ordered by one, confirmed by another.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    quota: quotaOf,
    amount,
    note: text({ label: { az: 'Əsas', en: 'Ground', ru: 'Основание' }, max: 1000, class: 'personal' }),
    person: official,
    ordered_at: instant({ label: { az: 'Təklif edilib', en: 'Ordered', ru: 'Предложено' } }),
  },
});

export const entry = entity('quotas.entry', {
  label: { az: 'Uçot yazısı', en: 'Ledger entry', ru: 'Запись учёта' },
  about: 'The ledger: all that became of a quota, in order. The sum of the amounts is what is left.',
  grant: 'append',
  fields: {
    number: sequence({ az: 'Sıra nömrəsi', en: 'Number', ru: 'Порядковый номер' }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    xid: transactionNumber(),
    quota: quotaOf,
    kind: choice(entryKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    amount,
    subject: optional(subject),
    valid_from: optional(day({ label: { az: 'İlk gün', en: 'First day', ru: 'Первый день' } })),
    valid_to: optional(day({ label: { az: 'Son gün', en: 'Last day', ru: 'Последний день' } })),
    used_on: optional(day({ label: { az: 'İstifadə günü', en: 'Day of use', ru: 'День использования' } })),
    correction: optional(
      reference('quotas.correction', { label: { az: 'Düzəliş', en: 'Correction', ru: 'Исправление' } }),
    ),
    access_key: optional(key),
    person: optional(official),
    effect_key: text({ label: { az: 'Təkrarlanmaz açar', en: 'Effect key', ru: 'Ключ действия' }, max: 250 }),
  },
});

export const usageReport = entity('quotas.usage_report', {
  label: { az: 'İstifadə hesabatı', en: 'Report of use', ru: 'Отчёт об использовании' },
  about: 'Every report of use that was read, also one that told nothing new.',
  grant: 'append',
  fields: {
    id: id(),
    operator,
    lines: integer({ label: { az: 'Sətirlər', en: 'Lines', ru: 'Строки' }, minimum: 0 }),
    booked: integer({ label: { az: 'Yazılıb', en: 'Booked', ru: 'Учтено' }, minimum: 0 }),
    known: integer({ label: { az: 'Məlum idi', en: 'Known before', ru: 'Известно ранее' }, minimum: 0 }),
    refused: integer({ label: { az: 'Yazılmayıb', en: 'Refused', ru: 'Не учтено' }, minimum: 0 }),
    access_key: optional(key),
    person: optional(official),
    reported_at: instant({ label: { az: 'Oxunub', en: 'Read', ru: 'Прочитан' } }),
  },
});

export const entities = [quota, accessKey, correction, entry, usageReport] as const;
export type QuotaTables = Tables<(typeof entities)[number]>;
export type QuotaRow = Row<typeof quota>;
export type AccessKeyRow = Row<typeof accessKey>;
export type CorrectionRow = Row<typeof correction>;
export type EntryRow = Row<typeof entry>;
export type UsageReportRow = Row<typeof usageReport>;
