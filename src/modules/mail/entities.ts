import {
  choice,
  entity,
  id,
  instant,
  optional,
  reference,
  type Row,
  type Tables,
  text,
  yesNo,
} from '../../kernel/entity.ts';

const languages = {
  az: { az: 'Azərbaycan dili', en: 'Azerbaijani', ru: 'Азербайджанский' },
  en: { az: 'İngilis dili', en: 'English', ru: 'Английский' },
  ru: { az: 'Rus dili', en: 'Russian', ru: 'Русский' },
} as const;

export const address = entity('mail.address', {
  label: { az: 'E-poçt ünvanı', en: 'E-mail address', ru: 'Адрес эл. почты' },
  about: 'Where a person, or an organisation, is told that there is news in the portal.',
  grant: 'full',
  fields: {
    id: id(),
    person: optional(reference('identity.person', { label: { az: 'Şəxs', en: 'Person', ru: 'Лицо' } })),
    organisation: optional(
      reference('identity.organisation', { label: { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' } }),
    ),
    address: text({ label: { az: 'Ünvan', en: 'Address', ru: 'Адрес' }, max: 254, class: 'personal' }),
    lang: choice(languages, { label: { az: 'Dil', en: 'Language', ru: 'Язык' } }),
    quiet: yesNo({ label: { az: 'Gecə göndərilmir', en: 'Not at night', ru: 'Не ночью' } }),
    asked_at: instant({ label: { az: 'Təsdiq istənilib', en: 'Confirmation asked', ru: 'Запрошено подтверждение' } }),
    confirmed_at: optional(instant({ label: { az: 'Təsdiq edilib', en: 'Confirmed', ru: 'Подтверждён' } })),
    refused_at: optional(
      instant({ label: { az: 'Poçt qəbul etməyib', en: 'Refused by the post', ru: 'Почта не приняла' } }),
    ),
  },
});

const states = {
  waiting: { az: 'Göndərilməyib', en: 'Waiting', ru: 'Ожидает' },
  sent: { az: 'Göndərilib', en: 'Sent', ru: 'Отправлено' },
  refused: { az: 'Qəbul edilməyib', en: 'Refused', ru: 'Не принято' },
} as const;

export const message = entity('mail.message', {
  label: { az: 'Məktub', en: 'Letter', ru: 'Письмо' },
  about: 'That somebody is to be told of one notification, and what became of it; several go in one letter.',
  grant: 'full',
  fields: {
    id: id(),
    address: optional(reference('mail.address', { label: { az: 'Ünvan', en: 'Address', ru: 'Адрес' } })),
    notification: optional(
      reference('process.notification', { label: { az: 'Bildiriş', en: 'Notification', ru: 'Уведомление' } }),
    ),
    desk: yesNo({ label: { az: 'Xidməti', en: 'At work', ru: 'Служебное' } }),
    created_at: instant({ label: { az: 'Yaranıb', en: 'Created', ru: 'Создано' } }),
    state: choice(states, { label: { az: 'Vəziyyət', en: 'State', ru: 'Состояние' } }),
    letter: optional(text({ label: { az: 'Məktubun nömrəsi', en: 'Message-ID', ru: 'Номер письма' }, max: 300 })),
    due_at: optional(instant({ label: { az: 'Göndərilmə vaxtı', en: 'To be sent', ru: 'Время отправки' } })),
    sent_at: optional(instant({ label: { az: 'Göndərilib', en: 'Sent', ru: 'Отправлено' } })),
  },
});

export const entities = [address, message] as const;
export type MailTables = Tables<(typeof entities)[number]>;
export type AddressRow = Row<typeof address>;
