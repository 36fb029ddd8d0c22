import { bytes, choice, entity, id, instant, integer, optional, text } from '../../../kernel/entity.ts';
import type { Row } from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';

export const dispatchStates = {
  waiting: { az: 'Göndərilir', en: 'Being sent', ru: 'Отправляется' },
  delivered: { az: 'Çatdırılıb', en: 'Delivered', ru: 'Доставлено' },
  refused: { az: 'Sistem qəbul etməyib', en: 'Refused by the system', ru: 'Не принято системой' },
} as const satisfies Record<string, Text>;

const code = (label: Text) => text({ label, max: 63 });

/** A message to an information system: sent by the same effect key until the system has acknowledged it. */
export const dispatch = entity('exchange.dispatch', {
  label: { az: 'Sistemə göndəriş', en: 'Message to a system', ru: 'Сообщение системе' },
  about: 'Messages to information systems of institutions; the content is encrypted and dropped once acknowledged.',
  grant: 'full',
  fields: {
    id: id(),
    effect_key: text({ label: { az: 'Təsirin açarı', en: 'Effect key', ru: 'Ключ действия' }, max: 255 }),
    at: instant({ label: { az: 'Vaxt', en: 'Time', ru: 'Время' } }),
    consumer: code({ az: 'Qurum', en: 'Institution', ru: 'Учреждение' }),
    system: code({ az: 'Sistem', en: 'System', ru: 'Система' }),
    service: code({ az: 'Xidmət', en: 'Service', ru: 'Сервис' }),
    path: text({ label: { az: 'Yol', en: 'Path', ru: 'Путь' }, max: 400 }),
    purpose: code({ az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }),
    act: code({ az: 'Akt', en: 'Act', ru: 'Акт' }),
    article: text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 40 }),
    reference: text({ label: { az: 'Müraciətin nömrəsi', en: 'Case number', ru: 'Номер заявления' }, max: 200 }),
    content: optional(bytes({ label: { az: 'Məzmun', en: 'Content', ru: 'Содержимое' }, class: 'sensitive' })),
    state: choice(dispatchStates, { label: { az: 'Vəziyyəti', en: 'State', ru: 'Состояние' } }),
    attempts: integer({ label: { az: 'Cəhdlər', en: 'Tries', ru: 'Попытки' }, minimum: 0 }),
    tried_at: optional(instant({ label: { az: 'Son cəhd', en: 'Last try', ru: 'Последняя попытка' } })),
    problem: optional(text({ label: { az: 'Nə baş verib', en: 'What happened', ru: 'Что произошло' }, max: 200 })),
  },
});

export type DispatchRow = Row<typeof dispatch>;
