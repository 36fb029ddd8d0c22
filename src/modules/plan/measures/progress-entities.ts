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
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Text } from '../../../language/lang.ts';
import { institutionCode, label, planCode } from './fields.ts';
import { measureStates, selfRatings } from './states.ts';

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
    self_rating: optional(
      choice(selfRatings, { label: { az: 'Özünüqiymətləndirmə', en: 'Self-rating', ru: 'Самооценка' } }),
    ),
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
    slip_plan: optional(
      integer({
        label: { az: 'Planın müddətindən sürüşmə', en: 'Slip from the plan’s deadline', ru: 'Сдвиг от срока плана' },
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

export const reminderKinds = {
  soon: { az: 'Müddət yaxınlaşır', en: 'A date comes near', ru: 'Срок приближается' },
  late: { az: 'Gecikir', en: 'Late', ru: 'Просрочено' },
  no_dates: { az: 'Tarixlər yoxdur', en: 'No dates', ru: 'Нет сроков' },
} as const satisfies Record<string, Text>;
export type ReminderKind = keyof typeof reminderKinds;

export const reminder = entity('plan.reminder', {
  label: { az: 'Xatırlatma', en: 'Reminder', ru: 'Напоминание' },
  about: 'What a measure is in that asks somebody to act, since when, and how far up the ladder it was told.',
  fields: {
    item: reference('plan.item', { label: label.item }),
    kind: choice(reminderKinds, { label: { az: 'Nə haqqında', en: 'About', ru: 'О чём' } }),
    due: optional(day({ label: label.due })),
    since: day({ label: label.from }),
    told: integer({ label: { az: 'Bildirilən pillələr', en: 'Steps told', ru: 'Пройдено ступеней' }, minimum: 0 }),
  },
});

export type StandingRow = Row<typeof standing>;
