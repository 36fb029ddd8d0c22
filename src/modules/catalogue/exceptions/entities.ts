import {
  choice,
  day,
  entity,
  id,
  instant,
  optional,
  reference,
  text,
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';

/** From what an exception frees. */
export const exceptionAbouts = {
  once_only: {
    az: 'Reyestrdə olan məlumatın soruşulması',
    en: 'Asking for what a register holds',
    ru: 'Запрос сведений, имеющихся в реестре',
  },
  hosting: {
    az: 'Yerli serverlə əlaqəli buludda yerləşmə',
    en: 'Hosting in the cloud with a link to a local server',
    ru: 'Размещение в облаке со связью с локальным сервером',
  },
  portal_closing: {
    az: 'Portalın əvəzedici xidmətsiz bağlanması',
    en: 'Closing a portal without a replacing service',
    ru: 'Закрытие портала без заменяющей услуги',
  },
} as const satisfies Record<string, Text>;
export type ExceptionAbout = keyof typeof exceptionAbouts;

export const endReasons = {
  revoked: { az: 'Ləğv edilib', en: 'Revoked', ru: 'Отменено' },
  expired: { az: 'Müddəti bitib', en: 'Expired', ru: 'Срок истёк' },
} as const satisfies Record<string, Text>;
export type EndReason = keyof typeof endReasons;

const label = { az: 'İstisna', en: 'Exception', ru: 'Исключение' };
const reason = { label: { az: 'Əsaslandırma', en: 'Reason', ru: 'Обоснование' }, max: 1000 };
const person = { label: { az: 'Kim', en: 'Who', ru: 'Кто' } };

export const exception = entity('catalogue.exception', {
  label,
  about:
    'An exception that an act allows, with who approved it and until when. Append-only; how it ended is in exception_end.',
  grant: 'append',
  fields: {
    id: id(),
    about: choice(exceptionAbouts, { label: { az: 'Nə barədə', en: 'About', ru: 'О чём' } }),
    entry: reference('catalogue.entry', { label: { az: 'Qeyd', en: 'Entry', ru: 'Запись' } }),
    concept: optional(text({ label: { az: 'Anlayış', en: 'Concept', ru: 'Понятие' }, max: 120 })),
    act: text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 120 }),
    reason: text(reason),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    person: reference('identity.person', person),
    granted_at: instant({ label: { az: 'Verilib', en: 'Granted', ru: 'Выдано' } }),
    expires_on: day({ label: { az: 'Son gün', en: 'Last day', ru: 'Последний день' } }),
    xid: transactionNumber(),
  },
});

export const exceptionRequest = entity('catalogue.exception_request', {
  label: { az: 'İstisna müraciəti', en: 'Request for an exception', ru: 'Заявка на исключение' },
  about:
    'What an institution asks to be freed from, for which entry, on which act, until when. Its states are those of its process.',
  fields: {
    id: reference('process.instance', { label }),
    about: choice(exceptionAbouts, { label: { az: 'Nə barədə', en: 'About', ru: 'О чём' } }),
    entry: reference('catalogue.entry', { label: { az: 'Qeyd', en: 'Entry', ru: 'Запись' } }),
    concept: optional(text({ label: { az: 'Anlayış', en: 'Concept', ru: 'Понятие' }, max: 120 })),
    act: text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 120 }),
    reason: text(reason),
    expires_on: day({ label: { az: 'Son gün', en: 'Last day', ru: 'Последний день' } }),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    open: yesNo({ label: { az: 'Bitməyib', en: 'Open', ru: 'Не завершено' } }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
  },
});

export const exceptionEnd = entity('catalogue.exception_end', {
  label: { az: 'İstisnanın sonu', en: 'End of an exception', ru: 'Окончание исключения' },
  about: 'How and when an exception ended. Append-only.',
  grant: 'append',
  fields: {
    exception: reference('catalogue.exception', { label }),
    why: choice(endReasons, { label: { az: 'Necə', en: 'How', ru: 'Как' } }),
    reason: optional(text(reason)),
    person: optional(reference('identity.person', person)),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    xid: transactionNumber(),
  },
});
