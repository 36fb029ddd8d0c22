import {
  bytes,
  choice,
  entity,
  id,
  instant,
  integer,
  reference,
  type Row,
  text,
  yesNo,
} from '../../../kernel/entity.ts';

const languages = {
  az: { az: 'Azərbaycan dili', en: 'Azerbaijani', ru: 'Азербайджанский' },
  en: { az: 'İngilis dili', en: 'English', ru: 'Английский' },
  ru: { az: 'Rus dili', en: 'Russian', ru: 'Русский' },
} as const;

export const emailCode = entity('identity.email_code', {
  label: { az: 'E-poçta göndərilən kod', en: 'Code sent by e-mail', ru: 'Код, отправленный по эл. почте' },
  about:
    'A one-time code by which somebody without FİN shows that an e-mail address is theirs. Holds for one browser and a few minutes; rows whose time is over are deleted.',
  fields: {
    id: id(),
    browser: bytes({ label: { az: 'Brauzerin nişanı', en: 'Digest of the browser’s key', ru: 'Отпечаток браузера' } }),
    account: bytes({
      label: { az: 'Ünvanın açarı', en: 'Keyed digest of the address', ru: 'Ключ адреса' },
      class: 'personal',
    }),
    address: bytes({
      label: { az: 'Möhürlənmiş ünvan', en: 'Sealed address', ru: 'Запечатанный адрес' },
      class: 'personal',
    }),
    lang: choice(languages, { label: { az: 'Dil', en: 'Language', ru: 'Язык' } }),
    leads_to: text({ label: { az: 'Davamı', en: 'Goes on at', ru: 'Продолжение' }, max: 300 }),
    tries: integer({ label: { az: 'Cəhdlər', en: 'Tries', ru: 'Попытки' }, minimum: 0 }),
    until: instant({ label: { az: 'Son vaxt', en: 'Until', ru: 'До' } }),
    confirmed: yesNo({ label: { az: 'Təsdiq edilib', en: 'Confirmed', ru: 'Подтверждён' } }),
  },
});
export type EmailCodeRow = Row<typeof emailCode>;

export const passport = entity('identity.passport', {
  label: { az: 'Xarici pasport', en: 'Foreign passport', ru: 'Иностранный паспорт' },
  about: 'Which account of an applicant without FİN a passport belongs to: one. Keyed digests of passports alone.',
  grant: 'append',
  fields: {
    key: bytes({
      label: { az: 'Pasportun açarı', en: 'Keyed digest of the passport', ru: 'Ключ паспорта' },
      class: 'personal',
    }),
    person: reference('identity.person', { label: { az: 'Müraciətçi', en: 'Applicant', ru: 'Заявитель' } }),
    at: instant({ label: { az: 'Bildirilib', en: 'Given', ru: 'Сообщён' } }),
  },
});
