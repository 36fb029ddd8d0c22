import { Type } from 'typebox';
import {
  choice,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  type Row,
  structure,
  text,
  texts,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { type GivenSchedule, reportContentSchema } from '../measures/index.ts';
import type { DateDraft } from './date-draft.ts';

const label = {
  report: { az: 'Hesabat', en: 'Report', ru: 'Отчёт' },
  number: { az: 'Sıra nömrəsi', en: 'Number', ru: 'Порядковый номер' },
  person: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
  institution: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' },
  at: { az: 'Vaxt', en: 'Moment', ru: 'Момент' },
  item: { az: 'Tədbir', en: 'Measure', ru: 'Мероприятие' },
} as const satisfies Record<string, Text>;

export const outcomes = {
  accepted: { az: 'Qəbul edilib', en: 'Accepted', ru: 'Принят' },
  returned: { az: 'Qaytarılıb', en: 'Returned', ru: 'Возвращён' },
} as const satisfies Record<string, Text>;

const kinds = {
  file: { az: 'Fayl', en: 'File', ru: 'Файл' },
  link: { az: 'Keçid', en: 'Link', ru: 'Ссылка' },
} as const satisfies Record<string, Text>;

export const submission = entity('plan.submission', {
  label: { az: 'Göndərilmiş hesabat', en: 'Submitted report', ru: 'Отправленный отчёт' },
  about: 'What a report said each time that it was submitted.',
  grant: 'append',
  fields: {
    report: reference('plan.report', { label: label.report }),
    number: integer({ label: label.number, minimum: 1 }),
    content: structure(reportContentSchema, { label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' } }),
    person: reference('identity.person', { label: label.person }),
    at: instant({ label: label.at }),
  },
});

export const judgement = entity('plan.judgement', {
  label: { az: 'Hesabat üzrə qərar', en: 'Judgement of a report', ru: 'Решение по отчёту' },
  about: 'Whether what was submitted was accepted or returned, and for which institution.',
  grant: 'append',
  fields: {
    report: reference('plan.report', { label: label.report }),
    number: integer({ label: label.number, minimum: 1 }),
    outcome: choice(outcomes, { label: { az: 'Nəticə', en: 'Outcome', ru: 'Итог' } }),
    institution: { ...text({ label: label.institution, max: 20 }), references: 'identity.institution' },
    person: reference('identity.person', { label: label.person }),
    at: instant({ label: label.at }),
  },
});

export const piece = entity('plan.piece', {
  label: { az: 'Toplanan sübut', en: 'Evidence being gathered', ru: 'Собираемое подтверждение' },
  about: 'A file or link of a report that is still being written; with its submission it becomes evidence.',
  fields: {
    id: id(),
    report: reference('plan.report', { label: label.report }),
    milestone: optional(reference('plan.milestone', { label: { az: 'Mərhələ', en: 'Milestone', ru: 'Этап' } })),
    deliverable: optional(
      reference('plan.deliverable', { label: { az: 'Çıxış nəticəsi', en: 'Deliverable', ru: 'Результат работ' } }),
    ),
    kind: choice(kinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    file: optional(reference('kernel.file', { label: kinds.file })),
    digest: optional(
      text({ label: { az: 'İzi (SHA-256)', en: 'Digest (SHA-256)', ru: 'Отпечаток (SHA-256)' }, max: 64 }),
    ),
    name: text({ label: { az: 'Adı', en: 'Name', ru: 'Название' }, max: 300 }),
    url: optional(text({ label: { az: 'Ünvan', en: 'Address', ru: 'Адрес' }, max: 2000 })),
    note: optional(text({ label: { az: 'Qeyd', en: 'Note', ru: 'Примечание' }, max: 2000 })),
    internal: yesNo({ label: { az: 'Daxili', en: 'Internal', ru: 'Внутренний' } }),
    person: reference('identity.person', { label: label.person }),
    added_at: instant({ label: label.at }),
  },
});

export const dateRequest = entity('plan.date_request', {
  label: { az: 'Tarixlərin dəyişdirilməsi', en: 'Change of dates', ru: 'Изменение сроков' },
  about: 'A request of an executor for another schedule of a measure, or for its first.',
  fields: {
    id: reference('process.instance', { label: { az: 'İş', en: 'Instance', ru: 'Дело' } }),
    item: reference('plan.item', { label: label.item }),
    institution: { ...text({ label: label.institution, max: 20 }), references: 'identity.institution' },
    draft: structure(Type.Unsafe<DateDraft>(Type.Object({})), {
      label: { az: 'Qaralama', en: 'Draft', ru: 'Черновик' },
    }),
    asked: optional(
      structure(Type.Unsafe<GivenSchedule>(Type.Object({})), {
        label: { az: 'İstənilən təqvim', en: 'Schedule asked for', ru: 'Запрошенный график' },
      }),
    ),
    before: optional(
      structure(Type.Unsafe<GivenSchedule>(Type.Object({})), {
        label: { az: 'Əvvəlki təqvim', en: 'Schedule before', ru: 'Прежний график' },
      }),
    ),
    writers: texts({ label: { az: 'Yazanlar', en: 'Writers', ru: 'Авторы' }, class: 'personal' }),
    open: yesNo({ label: { az: 'Bitməyib', en: 'Open', ru: 'Не завершено' } }),
    number: integer({ label: label.number, minimum: 1 }),
    opened_at: instant({ label: { az: 'Açılıb', en: 'Opened', ru: 'Открыто' } }),
    changed_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменено' } }),
  },
});

export const reportEntities = [submission, judgement, piece, dateRequest] as const;
export type PieceRow = Row<typeof piece>;
export type DateRequestRow = Row<typeof dateRequest>;
