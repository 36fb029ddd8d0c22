import { Type } from 'typebox';
import {
  bytes,
  choice,
  entity,
  generated,
  id,
  instant,
  integer,
  optional,
  structure,
  text,
  transactionNumber,
} from '../../kernel/entity.ts';
import type { Text } from '../../language/lang.ts';

export const operations = {
  read: { az: 'Məlumata baxılıb', en: 'Data read', ru: 'Сведения просмотрены' },
  entry: { az: 'Qeyd daxil edilib', en: 'Record entered', ru: 'Внесена запись' },
  case: { az: 'Müraciətə baxılıb', en: 'Case read', ru: 'Просмотрено заявление' },
  exchange: { az: 'Məlumat mübadiləsi aparılıb', en: 'Data exchanged', ru: 'Произведён обмен данными' },
} as const satisfies Record<string, Text>;

export const outcomes = {
  granted: { az: 'Verilib', en: 'Granted', ru: 'Предоставлено' },
  unavailable: {
    az: 'Alınmayıb: reyestr cavab verməyib',
    en: 'Not obtained: no answer from the register',
    ru: 'Не получено: реестр не ответил',
  },
  refused: { az: 'İcazə verilməyib', en: 'Refused', ru: 'Отказано' },
} as const satisfies Record<string, Text>;

/** Why a look-up was refused: the consumer has no right to it, or the purpose or the act is not a known one. */
export const reasons = {
  no_right: { az: 'Qurumun hüququ yoxdur', en: 'The institution has no right', ru: 'У учреждения нет права' },
  no_purpose: { az: 'Məqsəd göstərilməyib', en: 'No purpose given', ru: 'Цель не указана' },
  no_act: { az: 'Hüquqi əsas göstərilməyib', en: 'No legal basis given', ru: 'Правовое основание не указано' },
} as const satisfies Record<string, Text>;
export type Reason = keyof typeof reasons;

export const subjectKinds = {
  person: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
  organisation: { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' },
} as const satisfies Record<string, Text>;

/** Who wrote the line: the platform for what it asked itself, or a gateway for what went through it. */
export const sources = {
  platform: { az: 'Platforma', en: 'Platform', ru: 'Платформа' },
  gateway: { az: 'Mübadilə şlüzü', en: 'Gateway', ru: 'Шлюз обмена' },
} as const satisfies Record<string, Text>;

/**
 * One line per person or organisation, per look-up and outcome. No values: what was seen stays in its register.
 * `subject` is a key of identity.person or identity.organisation, as `entity` says. Of a line by a gateway `fields` tells
 * what of the answer went through (empty: all of it), and nothing shows it to anybody before `hidden_until`.
 */
export const lookUp = entity('exchange.look_up', {
  label: { az: 'Məlumata baxış', en: 'Look-up', ru: 'Обращение к данным' },
  about: 'Who looked at whose data or entered it, when, for which purpose and by which article. Append-only.',
  grant: 'append',
  fields: {
    id: id(),
    at: instant({ label: { az: 'Vaxt', en: 'Time', ru: 'Время' } }),
    operation: choice(operations, { label: { az: 'Əməliyyat', en: 'Operation', ru: 'Операция' } }),
    consumer: text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 1500 }),
    actor_person: optional(id({ az: 'Kim', en: 'Who', ru: 'Кто' })),
    entity: choice(subjectKinds, { label: { az: 'Kimin məlumatı', en: 'Whose data', ru: 'Чьи сведения' } }),
    subject: id({ az: 'Şəxs və ya təşkilat', en: 'Person or organisation', ru: 'Лицо или организация' }),
    concepts: structure(Type.Array(Type.String()), {
      label: { az: 'Nəyə baxılıb', en: 'What was looked at', ru: 'Что просмотрено' },
    }),
    purpose: text({ label: { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }, max: 63, min: 0 }),
    act: text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 63, min: 0 }),
    article: text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 40, min: 0 }),
    reference: optional(
      text({ label: { az: 'Müraciətin nömrəsi', en: 'Case number', ru: 'Номер заявления' }, max: 200 }),
    ),
    outcome: choice(outcomes, { label: { az: 'Nəticə', en: 'Outcome', ru: 'Результат' } }),
    reason: optional(choice(reasons, { label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' } })),
    source: generated(choice(sources, { label: { az: 'Kim yazıb', en: 'Written by', ru: 'Кем записано' } })),
    system: optional(text({ label: { az: 'Sistem', en: 'System', ru: 'Система' }, max: 1500 })),
    service: optional(text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 })),
    endpoint: optional(text({ label: { az: 'Metod və yol', en: 'Method and path', ru: 'Метод и путь' }, max: 1010 })),
    fields: optional(structure(Type.Array(Type.String()), { label: { az: 'Sahələr', en: 'Fields', ru: 'Поля' } })),
    request_id: optional(text({ label: { az: 'Sorğunun nömrəsi', en: 'Request id', ru: 'Номер запроса' }, max: 64 })),
    gateway: optional(text({ label: { az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' }, max: 1500 })),
    requests: optional(
      text({ label: { az: 'Mübadilə sorğuları', en: 'Requests over the exchange', ru: 'Запросы обмена' }, max: 4000 }),
    ),
    hidden_until: optional(instant({ label: { az: 'Gizli saxlanılır', en: 'Hidden until', ru: 'Скрыто до' } })),
    xid: transactionNumber(),
  },
});

export const sides = {
  consumer: { az: 'Sorğu göndərən', en: 'Consumer', ru: 'Потребитель' },
  provider: { az: 'Cavab verən', en: 'Provider', ru: 'Поставщик' },
} as const satisfies Record<string, Text>;

export const messageKinds = {
  request: { az: 'Sorğu', en: 'Request', ru: 'Запрос' },
  response: { az: 'Cavab', en: 'Answer', ru: 'Ответ' },
  failure: { az: 'Alınmadı', en: 'Failure', ru: 'Сбой' },
} as const satisfies Record<string, Text>;

/** One line per message of a gateway, or per failure after a request was logged. */
export const message = entity('exchange.message', {
  label: { az: 'Mübadilə mesajı', en: 'Exchanged message', ru: 'Сообщение обмена' },
  about:
    'Messages that went through this gateway, with the seal and the digests that prove them; heads and bodies are encrypted.',
  grant: 'append',
  fields: {
    id: id(),
    at: instant({ label: { az: 'Möhürlənib', en: 'Sealed', ru: 'Опечатано' } }),
    side: choice(sides, { label: { az: 'Tərəf', en: 'Side', ru: 'Сторона' } }),
    kind: choice(messageKinds, { label: { az: 'Növ', en: 'Kind', ru: 'Вид' } }),
    request_id: text({ label: { az: 'Sorğunun nömrəsi', en: 'Request id', ru: 'Номер запроса' }, max: 64 }),
    client: text({ label: { az: 'Müştəri', en: 'Client', ru: 'Клиент' }, max: 1200 }),
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 }),
    method: text({ label: { az: 'Metod', en: 'Method', ru: 'Метод' }, max: 7 }),
    peer: text({ label: { az: 'Qarşı şlüz', en: 'Other gateway', ru: 'Другой шлюз' }, max: 1200 }),
    signer: text({ label: { az: 'Möhürləyən şlüz', en: 'Sealed by', ru: 'Кем опечатано' }, max: 1200 }),
    head: optional(bytes({ label: { az: 'Başlıq', en: 'Head', ru: 'Заголовок' } })),
    body: optional(bytes({ label: { az: 'Məzmun', en: 'Body', ru: 'Содержимое' } })),
    seal: optional(bytes({ label: { az: 'Möhür', en: 'Seal', ru: 'Печать' } })),
    purpose: optional(text({ label: { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }, max: 63 })),
    act: optional(text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 63 })),
    article: optional(text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 40 })),
    status: optional(integer({ label: { az: 'Cavabın kodu', en: 'Status', ru: 'Код ответа' } })),
    fault: optional(text({ label: { az: 'Səhvin kodu', en: 'Fault', ru: 'Код сбоя' }, max: 100 })),
    xid: transactionNumber(),
    head_digest: optional(bytes({ label: { az: 'Başlığın heşi', en: 'Digest of the head', ru: 'Хеш заголовка' } })),
    body_digest: optional(bytes({ label: { az: 'Məzmunun heşi', en: 'Digest of the body', ru: 'Хеш содержимого' } })),
    content: optional(bytes({ label: { az: 'Başlıq və məzmun', en: 'Head and body', ru: 'Заголовок и содержимое' } })),
    leaf: optional(
      bytes({ label: { az: 'Jurnal ağacının yarpağı', en: 'Leaf of the log’s tree', ru: 'Лист дерева журнала' } }),
    ),
  },
});
