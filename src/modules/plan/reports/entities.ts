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
import { type GivenSchedule, institutionCode, label as common, selfRatings } from '../measures/index.ts';
import type { DateDraft } from './date-draft.ts';

const label = {
  ...common,
  report: { az: 'Hesabat', en: 'Report', ru: 'Отчёт' },
  number: { az: 'Sıra nömrəsi', en: 'Number', ru: 'Порядковый номер' },
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

export const verdicts = {
  verified: { az: 'Təsdiqlənib', en: 'Verified', ru: 'Подтверждено' },
  rejected: { az: 'Qəbul edilməyib', en: 'Rejected', ru: 'Отклонено' },
} as const satisfies Record<string, Text>;

/** What an institution tells of a measure for a period. */
export const reportContentSchema = Type.Object(
  {
    done: Type.Optional(Type.String({ maxLength: 10_000 })),
    obstacles: Type.Optional(Type.String({ maxLength: 10_000 })),
    next: Type.Optional(Type.String({ maxLength: 10_000 })),
    selfRating: Type.Optional(Type.Unsafe<keyof typeof selfRatings>(Type.String({ enum: Object.keys(selfRatings) }))),
  },
  { additionalProperties: false },
);

export const report = entity('plan.report', {
  label: { az: 'İcra hesabatı', en: 'Progress report', ru: 'Отчёт об исполнении' },
  about: 'What an institution reports of a measure for a period; its states are those of its process.',
  fields: {
    id: reference('process.instance', { label: label.instance }),
    item: reference('plan.item', { label: label.item }),
    period: text({ label: label.period, max: 10 }),
    institution: institutionCode(),
    /** As last submitted, or accepted where what came after it was returned. */
    content: structure(reportContentSchema, { label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' } }),
    draft: structure(reportContentSchema, { label: { az: 'Qaralama', en: 'Draft', ru: 'Черновик' } }),
    writers: texts({ label: { az: 'Yazanlar', en: 'Writers', ru: 'Авторы' }, class: 'personal' }),
    opened_at: instant({ label: { az: 'Açılıb', en: 'Opened', ru: 'Открыт' } }),
    owed_at: optional(instant({ label: { az: 'Gözlənilir', en: 'Owed since', ru: 'Ожидается с' } })),
    submitted_at: optional(instant({ label: { az: 'Göndərilib', en: 'Submitted', ru: 'Отправлен' } })),
    accepted_at: optional(instant({ label: { az: 'Qəbul edilib', en: 'Accepted', ru: 'Принят' } })),
    changed_at: instant({ label: { az: 'Dəyişdirilib', en: 'Changed', ru: 'Изменён' } }),
    dropped_at: optional(instant({ label: { az: 'Dayandırılıb', en: 'Stopped', ru: 'Прекращён' } })),
    revision: integer({ label: { az: 'Yazılma sayı', en: 'Times written', ru: 'Число правок' }, minimum: 0 }),
  },
});

export const evidence = entity('plan.evidence', {
  label: { az: 'Sübut', en: 'Evidence', ru: 'Подтверждение' },
  about: 'A file or a link that shows that a milestone or deliverable is there.',
  grant: 'append',
  fields: {
    id: id(),
    item: reference('plan.item', { label: label.item }),
    milestone: optional(reference('plan.milestone', { label: label.milestone })),
    deliverable: optional(reference('plan.deliverable', { label: label.deliverable })),
    report: reference('plan.report', { label: label.report }),
    period: text({ label: label.period, max: 10 }),
    kind: choice(kinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    digest: optional(
      text({ label: { az: 'Nəzarət cəmi (SHA-256)', en: 'Digest (SHA-256)', ru: 'Отпечаток (SHA-256)' }, max: 64 }),
    ),
    file: optional(reference('kernel.file', { label: kinds.file })),
    internal: yesNo({ label: { az: 'Daxili', en: 'Internal', ru: 'Внутренний' } }),
    name: text({ label: label.title, max: 300 }),
    url: optional(text({ label: { az: 'Ünvan', en: 'Address', ru: 'Адрес' }, max: 2000 })),
    note: optional(text({ label: label.note, max: 2000 })),
    person: reference('identity.person', { label: label.person }),
    submitted_at: instant({ label: label.at }),
  },
});

export const verdict = entity('plan.verdict', {
  label: { az: 'Yoxlamanın nəticəsi', en: 'Verdict', ru: 'Результат проверки' },
  about: 'What another person than those who wrote found of a piece of evidence.',
  grant: 'append',
  fields: {
    evidence: reference('plan.evidence', { label: { az: 'Sübut', en: 'Evidence', ru: 'Подтверждение' } }),
    verdict: choice(verdicts, { label: { az: 'Nəticə', en: 'Verdict', ru: 'Результат' } }),
    reason: optional(text({ label: label.reason, max: 2000 })),
    institution: institutionCode(),
    person: reference('identity.person', { label: label.person }),
    at: instant({ label: label.at }),
  },
});

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
    institution: institutionCode(),
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
    milestone: optional(reference('plan.milestone', { label: label.milestone })),
    deliverable: optional(reference('plan.deliverable', { label: label.deliverable })),
    kind: choice(kinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    file: optional(reference('kernel.file', { label: kinds.file })),
    digest: optional(
      text({ label: { az: 'Nəzarət cəmi (SHA-256)', en: 'Digest (SHA-256)', ru: 'Отпечаток (SHA-256)' }, max: 64 }),
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
    id: reference('process.instance', { label: label.instance }),
    item: reference('plan.item', { label: label.item }),
    institution: institutionCode(),
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

export const reportEntities = [report, evidence, verdict, submission, judgement, piece, dateRequest] as const;
export type PieceRow = Row<typeof piece>;
