import { Type } from 'typebox';
import {
  choice,
  day,
  decimal,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  structure,
  text,
  texts,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { kinds, type Sheet } from './sheet.ts';

export const origins = {
  definition: { az: 'Tərif faylı', en: 'Definition', ru: 'Определение' },
  desk: { az: 'İş masası', en: 'Desk', ru: 'Рабочее место' },
} as const satisfies Record<string, Text>;
export type Origin = keyof typeof origins;

export const verdicts = {
  confirmed: { az: 'Təsdiq edilib', en: 'Confirmed', ru: 'Подтверждено' },
  rejected: { az: 'Qaytarılıb', en: 'Rejected', ru: 'Отклонено' },
} as const satisfies Record<string, Text>;
export type Verdict = keyof typeof verdicts;

const label = {
  edition: { az: 'Nəşr', en: 'Edition', ru: 'Издание' },
  indicator: { az: 'Göstərici', en: 'Indicator', ru: 'Показатель' },
  institution: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' },
  version: { az: 'Vərəqənin versiyası', en: 'Version of the sheet', ru: 'Версия паспорта' },
  content: { az: 'Göstəricinin vərəqəsi', en: 'Definition sheet', ru: 'Паспорт показателя' },
  query: { az: 'Hesablama qaydası', en: 'Query', ru: 'Запрос' },
  source: { az: 'Mənbə', en: 'Source', ru: 'Источник' },
  instance: { az: 'İş', en: 'Instance', ru: 'Дело' },
  period: { az: 'Dövr', en: 'Period', ru: 'Период' },
  ends: { az: 'Dövrün son günü', en: 'Last day of the period', ru: 'Последний день периода' },
  value: { az: 'Qiymət', en: 'Value', ru: 'Значение' },
  numerator: { az: 'Surət', en: 'Numerator', ru: 'Числитель' },
  denominator: { az: 'Məxrəc', en: 'Denominator', ru: 'Знаменатель' },
  url: { az: 'Ünvan', en: 'Address', ru: 'Адрес' },
  note: { az: 'Qeyd', en: 'Note', ru: 'Примечание' },
  person: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
  at: { az: 'Vaxt', en: 'Moment', ru: 'Момент' },
  report: { az: 'Bildirilmiş qiymət', en: 'Reported value', ru: 'Сообщённое значение' },
} as const satisfies Record<string, Text>;

const indicatorCode = (references?: string) => ({
  ...text({ label: label.indicator, max: 60 }),
  ...(references === undefined ? {} : { references }),
});
const institution = () => ({ ...text({ label: label.institution, max: 60 }), references: 'identity.institution' });
const sheet = () => structure(Type.Unsafe<Sheet>(Type.Object({})), { label: label.content });
const version = () => integer({ label: label.version, minimum: 1 });
const period = () => text({ label: label.period, max: 10 });

export const indicator = entity('plan.indicator', {
  label: label.indicator,
  about: 'An indicator with an approved sheet: which version is in force, and who answers for it.',
  fields: {
    code: indicatorCode(),
    owner: institution(),
    origin: choice(origins, { label: { az: 'Haradan', en: 'Origin', ru: 'Происхождение' } }),
    version: version(),
    ended_at: optional(instant({ label: { az: 'Qüvvədən düşüb', en: 'Ended', ru: 'Прекращён' } })),
  },
});

export const indicatorSheet = entity('plan.indicator_sheet', {
  label: label.content,
  about: 'Every approved version of every definition sheet, with the release or the process that approved it.',
  grant: 'append',
  fields: {
    indicator: indicatorCode('plan.indicator'),
    version: version(),
    content: sheet(),
    query: text({ label: label.query, max: 1100 }),
    source: text({ label: label.source, max: 200 }),
    release: optional(integer({ label: { az: 'Buraxılış', en: 'Release', ru: 'Выпуск' }, minimum: 1 })),
    instance: optional(reference('process.instance', { label: label.instance })),
    approved_at: instant({ label: { az: 'Təsdiq edilib', en: 'Approved', ru: 'Утверждён' } }),
  },
});

export const indicatorDraft = entity('plan.indicator_draft', {
  label: { az: 'Vərəqənin layihəsi', en: 'Draft of a sheet', ru: 'Проект паспорта' },
  about: 'A sheet on its way to approval. Nothing of it is public.',
  fields: {
    id: reference('process.instance', { label: label.instance }),
    code: indicatorCode(),
    institution: institution(),
    content: structure(Type.Unsafe<Readonly<Record<string, string>>>(Type.Object({})), { label: label.content }),
    writers: texts({ label: { az: 'Yazanlar', en: 'Writers', ru: 'Авторы' }, class: 'personal' }),
    open: yesNo({ label: { az: 'Bitməyib', en: 'Open', ru: 'Не завершён' } }),
    changed_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
  },
});

export const indicatorReport = entity('plan.indicator_report', {
  label: label.report,
  about:
    'A figure as an official of the owner entered it, or the project office from an edition; counts once another person confirms it.',
  grant: 'append',
  fields: {
    id: id(),
    indicator: indicatorCode('plan.indicator'),
    sheet_version: version(),
    period: period(),
    ends: day({ label: label.ends }),
    value: decimal({ label: label.value }),
    numerator: optional(decimal({ label: label.numerator })),
    denominator: optional(decimal({ label: label.denominator })),
    institution: institution(),
    url: text({ label: label.url, max: 500 }),
    note: text({ label: label.note, max: 2000, min: 0 }),
    edition: optional(text({ label: label.edition, max: 100 })),
    person: reference('identity.person', { label: label.person, class: 'personal' }),
    at: instant({ label: label.at }),
  },
});

export const indicatorVerdict = entity('plan.indicator_verdict', {
  label: {
    az: 'Bildirilmiş qiymətə baxılması',
    en: 'Verdict on a reported value',
    ru: 'Решение по сообщённому значению',
  },
  about: 'Whether a reported figure was confirmed; never by the person who entered it.',
  grant: 'append',
  fields: {
    report: reference('plan.indicator_report', { label: label.report }),
    verdict: choice(verdicts, { label: { az: 'Qərar', en: 'Verdict', ru: 'Решение' } }),
    reason: optional(text({ label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' }, max: 2000 })),
    person: reference('identity.person', { label: label.person, class: 'personal' }),
    at: instant({ label: label.at }),
  },
});

export const indicatorValue = entity('plan.indicator_value', {
  label: { az: 'Göstəricinin qiyməti', en: 'Value of an indicator', ru: 'Значение показателя' },
  about:
    'Figures of closed periods, for ever: what they were computed by and from. A correction names what it replaces.',
  grant: 'append',
  fields: {
    id: id(),
    indicator: indicatorCode('plan.indicator_sheet'),
    sheet_version: version(),
    period: period(),
    ends: day({ label: label.ends }),
    kind: choice(kinds, { label: { az: 'Növ', en: 'Kind', ru: 'Вид' } }),
    value: optional(decimal({ label: label.value })),
    numerator: optional(decimal({ label: label.numerator })),
    denominator: optional(decimal({ label: label.denominator })),
    count: optional(decimal({ label: { az: 'Hal', en: 'Cases', ru: 'Случаи' } })),
    query: text({ label: label.query, max: 1100 }),
    watermark: optional(
      text({ label: { az: 'Jurnalın oxunduğu yer', en: 'Watermark', ru: 'Отметка журнала' }, max: 30 }),
    ),
    computed_at: instant({ label: { az: 'Hesablanıb', en: 'Computed', ru: 'Вычислено' } }),
    supersedes: optional(
      reference('plan.indicator_value', { label: { az: 'Nəyi əvəz edir', en: 'Supersedes', ru: 'Заменяет' } }),
    ),
    institution: optional(institution()),
    edition: optional(text({ label: label.edition, max: 100 })),
    url: optional(text({ label: label.url, max: 500 })),
    note: optional(text({ label: label.note, max: 2000 })),
    report: optional(reference('plan.indicator_report', { label: label.report })),
  },
});

export const discrepancy = entity('plan.discrepancy', {
  label: { az: 'Rəqəmlər arasında fərq', en: 'Discrepancy', ru: 'Расхождение' },
  about: 'A reported figure that differs from the measured one by more than five points, with the words of both sides.',
  fields: {
    id: reference('process.instance', { label: label.instance }),
    indicator: indicatorCode('plan.indicator'),
    period: period(),
    ends: day({ label: label.ends }),
    measured: reference('plan.indicator_value', { label: { az: 'Ölçülən', en: 'Measured', ru: 'Измерено' } }),
    reported: reference('plan.indicator_value', { label: { az: 'Bildirilən', en: 'Reported', ru: 'Сообщено' } }),
    gap: decimal({ label: { az: 'Fərq', en: 'Gap', ru: 'Разница' } }),
    institution: institution(),
    opened_at: instant({ label: { az: 'Aşkar edilib', en: 'Opened', ru: 'Обнаружено' } }),
    explanation: optional(text({ label: { az: 'İzah', en: 'Explanation', ru: 'Объяснение' }, max: 5000 })),
    resolution: optional(text({ label: { az: 'Nəticə', en: 'Resolution', ru: 'Итог' }, max: 5000 })),
    closed_at: optional(instant({ label: { az: 'Bağlanıb', en: 'Closed', ru: 'Закрыто' } })),
  },
});

export const indicatorEntities = [
  indicator,
  indicatorSheet,
  indicatorDraft,
  indicatorReport,
  indicatorVerdict,
  indicatorValue,
  discrepancy,
] as const;
