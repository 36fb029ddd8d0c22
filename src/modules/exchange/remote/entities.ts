import {
  bytes,
  choice,
  entity,
  id,
  instant,
  integer,
  optional,
  text,
  transactionNumber,
} from '../../../kernel/entity.ts';
import type { Row } from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';

export const entryStates = {
  waiting: { az: 'Göndərilir', en: 'Being sent', ru: 'Отправляется' },
  entered: { az: 'Daxil edilib', en: 'Entered', ru: 'Внесена' },
  refused: { az: 'Reyestr qəbul etməyib', en: 'Refused by the register', ru: 'Не принята реестром' },
} as const satisfies Record<string, Text>;

const code = (label: Text) => text({ label, max: 63 });
const register = code({ az: 'Reyestr', en: 'Register', ru: 'Реестр' });
const institution = text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 63 });
const reference = text({ label: { az: 'Müraciətin nömrəsi', en: 'Case number', ru: 'Номер заявления' }, max: 200 });
const at = instant({ label: { az: 'Vaxt', en: 'Time', ru: 'Время' } });

/** An entry in a register kept elsewhere: sent by the same effect key until the register has acknowledged it. */
export const remoteEntry = entity('exchange.remote_entry', {
  label: { az: 'Başqa sistemdəki reyestrə qeyd', en: 'Entry in a remote register', ru: 'Запись в удалённый реестр' },
  about:
    'Entries on their way to registers that are kept elsewhere; the content is encrypted and dropped once acknowledged.',
  grant: 'full',
  fields: {
    id: id(),
    effect_key: text({ label: { az: 'Təsirin açarı', en: 'Effect key', ru: 'Ключ действия' }, max: 255 }),
    at,
    register,
    consumer: institution,
    purpose: code({ az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }),
    act: code({ az: 'Akt', en: 'Act', ru: 'Акт' }),
    article: text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 40 }),
    reference: optional(reference),
    content: optional(bytes({ label: { az: 'Məzmun', en: 'Content', ru: 'Содержимое' }, class: 'sensitive' })),
    state: choice(entryStates, { label: { az: 'Vəziyyəti', en: 'State', ru: 'Состояние' } }),
    record: optional(text({ label: { az: 'Qeydin nömrəsi', en: 'Record', ru: 'Номер записи' }, max: 255 })),
    attempts: integer({ label: { az: 'Cəhdlər', en: 'Tries', ru: 'Попытки' }, minimum: 0 }),
    tried_at: optional(instant({ label: { az: 'Son cəhd', en: 'Last try', ru: 'Последняя попытка' } })),
    problem: optional(text({ label: { az: 'Nə baş verib', en: 'What happened', ru: 'Что произошло' }, max: 200 })),
  },
});

/** A register was silent and the applicant was asked in its place. */
export const fallback = entity('exchange.fallback', {
  label: { az: 'Reyestrin əvəzinə soruşulub', en: 'Asked in place of a register', ru: 'Спрошено вместо реестра' },
  about: 'Facts that an applicant was asked for because their register did not answer. No values. Append-only.',
  grant: 'append',
  fields: {
    id: id(),
    at,
    register,
    concept: text({ label: { az: 'Anlayış', en: 'Concept', ru: 'Понятие' }, max: 130 }),
    consumer: institution,
    service: code({ az: 'Xidmət', en: 'Service', ru: 'Услуга' }),
    reference,
    xid: transactionNumber(),
  },
});

export type RemoteEntryRow = Row<typeof remoteEntry>;
export type FallbackRow = Row<typeof fallback>;
