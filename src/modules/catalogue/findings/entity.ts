import { Type } from 'typebox';
import {
  choice,
  day,
  entity,
  id,
  instant,
  optional,
  structure,
  text,
  transactionNumber,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { entryKinds } from '../kinds.ts';

/** What is compared: that which the register declares with that which is so. */
export const rules = {
  unregistered_caller: {
    az: 'Kataloqda qeydi olmayan qurum EHİS-ə sorğu göndərir',
    en: 'An institution without an entry asks the exchange',
    ru: 'Учреждение без записи в каталоге направляет запросы в EHİS',
  },
  no_regulation: {
    az: 'Xidmətin qüvvədə olan reqlamenti yoxdur',
    en: 'The service has no regulation in force',
    ru: 'У услуги нет действующего регламента',
  },
  no_owner: {
    az: 'Qeydin cavabdehi və ya əlaqə məlumatı göstərilməyib',
    en: 'Nobody answers for the entry or can be asked about it',
    ru: 'Не указано, кто отвечает за запись или к кому обращаться',
  },
  not_confirmed: {
    az: 'Qeyd bir ildən çoxdur təsdiqlənməyib',
    en: 'The entry has not been confirmed for a year',
    ru: 'Запись не подтверждалась более года',
  },
  unused: {
    az: 'Elan edilib, amma 12 aydır istifadə olunmur',
    en: 'Declared, but not used for 12 months',
    ru: 'Заявлено, но не используется 12 месяцев',
  },
  exception_over: {
    az: 'İstisna bitib, amma reyestrdə olan məlumat hələ istənilir',
    en: 'The exception has ended, but what a register holds is still asked for',
    ru: 'Исключение закончилось, но имеющиеся в реестре сведения всё ещё запрашиваются',
  },
  replacement_gone: {
    az: 'Bağlanmış portalı əvəz edən xidmət istifadədən çıxarılıb',
    en: 'The service that replaced a closed portal is out of use',
    ru: 'Услуга, заменившая закрытый портал, выведена из эксплуатации',
  },
} as const satisfies Record<string, Text>;
export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as readonly RuleName[];

export const resolutions = {
  gone: { az: 'Aradan qaldırılıb', en: 'Mended', ru: 'Устранено' },
  explained: { az: 'İzah edilib', en: 'Explained', ru: 'Дано объяснение' },
  lapsed: { az: 'İzahın müddəti bitib', en: 'The explanation ran out', ru: 'Срок объяснения истёк' },
} as const satisfies Record<string, Text>;
export type Resolution = keyof typeof resolutions;

/** What no words replace: it is mended. */
export const neverExplained: ReadonlySet<RuleName> = new Set(['no_regulation', 'no_owner', 'exception_over']);

export const detailsSchema = Type.Object({
  /** Look-ups, in the last 12 months. */
  count: Type.Optional(Type.Integer({ minimum: 0 })),
  /** The day of the last look-up, of the last confirmation, or on which the exception ended. */
  last: Type.Optional(Type.String({ format: 'date' })),
});

// Not filled by the database: it is the transaction of a later change.
const writtenLater = { ...transactionNumber(), generated: false as const };

export const finding = entity('catalogue.finding', {
  label: { az: 'Tapıntı', en: 'Finding', ru: 'Расхождение' },
  about: 'Where the register and what is observed differ: about which entry, whose it is, until when, how it ended.',
  fields: {
    id: id(),
    rule: choice(rules, { label: { az: 'Qayda', en: 'Rule', ru: 'Правило' } }),
    kind: choice(entryKinds, { label: { az: 'Qeydin növü', en: 'Kind of entry', ru: 'Вид записи' } }),
    code: text({ label: { az: 'Kod', en: 'Code', ru: 'Код' }, max: 63 }),
    detail: text({ label: { az: 'Nə məhz', en: 'Which', ru: 'Что именно' }, max: 120, min: 0 }),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    },
    details: structure(detailsSchema, { label: { az: 'Təfərrüat', en: 'Details', ru: 'Подробности' } }),
    found_at: instant({ label: { az: 'Aşkar edilib', en: 'Found', ru: 'Обнаружено' } }),
    found_xid: transactionNumber(),
    due_on: day({ label: { az: 'Son gün', en: 'Due on', ru: 'Срок' } }),
    public_on: day({ label: { az: 'Açıqlanır', en: 'Public on', ru: 'Публикуется' } }),
    resolved_at: optional(instant({ label: { az: 'Bağlanıb', en: 'Resolved', ru: 'Закрыто' } })),
    resolved_xid: optional(writtenLater),
    resolution: optional(choice(resolutions, { label: { az: 'Necə', en: 'How', ru: 'Как' } })),
    explanation: optional(text({ label: { az: 'İzah', en: 'Explanation', ru: 'Объяснение' }, max: 2000 })),
    explained_until: optional(
      day({ label: { az: 'İzah qüvvədədir', en: 'Explained until', ru: 'Объяснение действует' } }),
    ),
    ended_at: optional(instant({ label: { az: 'İzah bitib', en: 'Explanation ended', ru: 'Объяснение закончилось' } })),
    ended_xid: optional(writtenLater),
  },
});
