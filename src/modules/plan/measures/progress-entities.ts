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
  type Row,
  structure,
  text,
  texts,
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Text } from '../../../language/lang.ts';
import { institutionCode, label, planCode } from './fields.ts';
import { measureStates, selfRatings } from './states.ts';

export const evidenceKinds = {
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
    report: reference('plan.report', { label: { az: 'Hesabat', en: 'Report', ru: 'Отчёт' } }),
    period: text({ label: label.period, max: 10 }),
    kind: choice(evidenceKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    digest: optional(
      text({ label: { az: 'İzi (SHA-256)', en: 'Digest (SHA-256)', ru: 'Отпечаток (SHA-256)' }, max: 64 }),
    ),
    file: optional(reference('kernel.file', { label: evidenceKinds.file })),
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

export const standing = entity('plan.standing', {
  label: { az: 'Vəziyyət', en: 'Standing', ru: 'Состояние' },
  about: 'How a measure stands today, computed from dates, evidence and reports; never entered.',
  fields: {
    item: reference('plan.item', { label: label.item }),
    day: day({ label: { az: 'Gün', en: 'Day', ru: 'День' } }),
    state: choice(measureStates, { label: { az: 'Vəziyyət', en: 'State', ru: 'Состояние' } }),
    reasons: structure(
      Type.Unsafe<readonly { readonly code: string; readonly [name: string]: Json }[]>(
        Type.Array(Type.Object({ code: Type.String() })),
      ),
      {
        label: { az: 'Səbəblər', en: 'Reasons', ru: 'Причины' },
      },
    ),
    progress: optional(decimal({ label: { az: 'İrəliləyiş', en: 'Progress', ru: 'Ход исполнения' } })),
    self_rating: optional(choice(selfRatings, { label: { az: 'Öz qiyməti', en: 'Self-rating', ru: 'Самооценка' } })),
    due_first: optional(day({ label: { az: 'İlk son tarix', en: 'First due', ru: 'Первый срок' } })),
    due: optional(day({ label: label.due })),
    slip_first: optional(
      integer({
        label: { az: 'İlk təqvimdən sürüşmə', en: 'Slip from the first baseline', ru: 'Сдвиг от первого графика' },
      }),
    ),
    slip: optional(
      integer({
        label: { az: 'Cari təqvimdən sürüşmə', en: 'Slip from the present baseline', ru: 'Сдвиг от текущего графика' },
      }),
    ),
    next_due: optional(day({ label: { az: 'Növbəti son tarix', en: 'Next due', ru: 'Ближайший срок' } })),
    last_report: optional(text({ label: { az: 'Son hesabat', en: 'Last report', ru: 'Последний отчёт' }, max: 10 })),
    executor: optional(text({ label: { az: 'İcraçı', en: 'Executor', ru: 'Исполнитель' }, max: 20 })),
    waits_for: optional(
      text({ label: { az: 'Növbəti addım kimdədir', en: 'Who acts next', ru: 'Чей следующий шаг' }, max: 60 }),
    ),
  },
});

export const comment = entity('plan.comment', {
  label: { az: 'Şərh', en: 'Comment', ru: 'Комментарий' },
  about: 'What an official wrote about a measure; internal ones stay inside.',
  grant: 'append',
  fields: {
    id: id(),
    item: reference('plan.item', { label: label.item }),
    at: instant({ label: label.at }),
    person: reference('identity.person', { label: label.person }),
    institution: institutionCode(),
    office: text({ label: { az: 'Vəzifə', en: 'Office', ru: 'Должность' }, max: 60 }),
    text: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 5000 }),
    internal: yesNo({ label: { az: 'Daxili', en: 'Internal', ru: 'Внутренний' } }),
  },
});

export const change = entity('plan.change', {
  label: { az: 'Dəyişiklik', en: 'Change', ru: 'Изменение' },
  about: 'What was changed in a plan, for the history of its items and the news of the week.',
  grant: 'append',
  fields: {
    id: id(),
    plan: planCode(),
    item: optional(reference('plan.item', { label: label.item })),
    at: instant({ label: label.at }),
    xid: transactionNumber(),
    what: text({ label: { az: 'Nə', en: 'What', ru: 'Что' }, max: 60 }),
    details: structure(Type.Unsafe<Readonly<Record<string, Json>>>(Type.Object({})), {
      label: { az: 'Təfərrüat', en: 'Details', ru: 'Подробности' },
    }),
    institution: optional(institutionCode()),
    person: optional(reference('identity.person', { label: label.person })),
  },
});

export type StandingRow = Row<typeof standing>;
export type ReportRow = Row<typeof report>;
export type EvidenceRow = Row<typeof evidence>;
