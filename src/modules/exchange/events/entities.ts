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
  reference,
  structure,
  text,
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { subjectKinds } from '../entities.ts';

export const modes = {
  pull: { az: 'Özü götürür', en: 'Fetches', ru: 'Забирает' },
  push: { az: 'Ünvanına göndərilir', en: 'Sent to its address', ru: 'Отправляется на адрес' },
} as const satisfies Record<string, Text>;

export const subscriptionStates = {
  pending: { az: 'Ünvan yoxlanılır', en: 'Address being checked', ru: 'Адрес проверяется' },
  active: { az: 'İşləyir', en: 'Active', ru: 'Действует' },
  stopped: { az: 'Dayandırılıb', en: 'Stopped', ru: 'Остановлена' },
  ended: { az: 'Ləğv edilib', en: 'Ended', ru: 'Завершена' },
} as const satisfies Record<string, Text>;
export type SubscriptionState = keyof typeof subscriptionStates;

/** Why a subscription is stopped or ended. */
export const stopReasons = {
  handshake: {
    az: 'ünvan razılığını bildirməyib',
    en: 'the address did not agree',
    ru: 'адрес не подтвердил согласие',
  },
  failing: {
    az: 'ünvan günlərlə cavab verməyib',
    en: 'the address failed for days',
    ru: 'адрес не отвечал несколько дней',
  },
  gone: { az: 'ünvan artıq yoxdur (410)', en: 'the address is gone (410)', ru: 'адреса больше нет (410)' },
  right: { az: 'hüquq qüvvədə deyil', en: 'the right is not in force', ru: 'право не действует' },
  client: { az: 'abunəçi ləğv edib', en: 'by the subscriber', ru: 'отменил подписчик' },
  type: { az: 'hadisə növü ləğv edilib', en: 'the event type is gone', ru: 'вид события отменён' },
} as const satisfies Record<string, Text>;
export type StopReason = keyof typeof stopReasons;

export const schemes = {
  v1: { az: 'HMAC-SHA256', en: 'HMAC-SHA256', ru: 'HMAC-SHA256' },
  v1a: { az: 'Ed25519', en: 'Ed25519', ru: 'Ed25519' },
} as const satisfies Record<string, Text>;

const deliveryStates = {
  waiting: { az: 'Gözləyir', en: 'Waiting', ru: 'Ожидает' },
  dead: { az: 'Çatdırılmayıb', en: 'Dead letter', ru: 'Не доставлено' },
} as const satisfies Record<string, Text>;

const outcomes = {
  acknowledged: { az: 'Qəbul edilib', en: 'Acknowledged', ru: 'Подтверждено' },
  expired: { az: 'Vaxtı keçib', en: 'Expired', ru: 'Истёк срок' },
  withheld: { az: 'Razılıq yoxdur', en: 'Withheld: no consent', ru: 'Нет согласия' },
  dropped: { az: 'Abunəlik ləğv edilib', en: 'Dropped with its subscription', ru: 'Снято вместе с подпиской' },
} as const satisfies Record<string, Text>;
export type Outcome = keyof typeof outcomes;

const at = { az: 'Vaxt', en: 'Time', ru: 'Время' };
const type = { az: 'Hadisə növü', en: 'Event type', ru: 'Вид события' };
const attempts = { az: 'Cəhdlər', en: 'Attempts', ru: 'Попытки' };
const failure = { az: 'Son uğursuzluq', en: 'Last failure', ru: 'Последний сбой' };
const source = { az: 'Mənbə', en: 'Source', ru: 'Источник' };
const eventLabel = { az: 'Hadisə', en: 'Event', ru: 'Событие' };
const subscriber = { az: 'Abunəlik', en: 'Subscription', ru: 'Подписка' };

export const event = entity('exchange.event', {
  label: eventLabel,
  about: 'What registers tell that happened; subscribers get it by their rights. Append-only, kept as the type says.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    at: instant({ label: at }),
    xid: transactionNumber(),
    type: text({ label: type, max: 250 }),
    source: text({ label: source, max: 1500 }),
    event_id: text({ label: { az: 'Naşirin nömrəsi', en: 'Publisher’s id', ru: 'Номер издателя' }, max: 1000 }),
    subject: optional(text({ label: { az: 'Predmet', en: 'Subject', ru: 'Предмет' }, max: 1000 })),
    happened_at: instant({ label: { az: 'Baş verib', en: 'Happened', ru: 'Произошло' } }),
    entity: optional(choice(subjectKinds, { label: { az: 'Kimə aiddir', en: 'Whom it is about', ru: 'О ком' } })),
    subject_key: optional(
      text({ label: { az: 'FİN və ya VÖEN', en: 'FİN or VÖEN', ru: 'FİN или VÖEN' }, max: 10, class: 'personal' }),
    ),
    data: structure(Type.Record(Type.String(), Type.Unknown()), {
      label: { az: 'Məzmun', en: 'Data', ru: 'Содержание' },
      class: 'personal',
    }),
    publisher: optional(text({ label: { az: 'Naşir', en: 'Publisher', ru: 'Издатель' }, max: 1200 })),
  },
});

export const eventKey = entity('exchange.event_key', {
  label: { az: 'Naşirin hadisəsi', en: 'Event of a publisher', ru: 'Событие издателя' },
  about: 'Events that other systems published, by source and id, so that one that is sent again is taken once.',
  fields: {
    source: text({ label: source, max: 1500 }),
    event_id: text({ label: { az: 'Nömrə', en: 'Id', ru: 'Номер' }, max: 1000 }),
    event: id(eventLabel),
    at: instant({ label: at }),
  },
});

export const subscription = entity('exchange.subscription', {
  label: subscriber,
  about:
    'Who gets events of one type, by which right, how, and how far it came (transaction and id of the last event).',
  fields: {
    id: id(),
    client: text({ label: { az: 'Abunəçi', en: 'Subscriber', ru: 'Подписчик' }, max: 1200 }),
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 }),
    type: text({ label: type, max: 250 }),
    filter: optional(text({ label: { az: 'Süzgəc', en: 'Filter', ru: 'Фильтр' }, max: 1000 })),
    mode: choice(modes, { label: { az: 'Üsul', en: 'Mode', ru: 'Способ' } }),
    state: choice(subscriptionStates, { label: { az: 'Vəziyyəti', en: 'State', ru: 'Состояние' } }),
    reason: optional(choice(stopReasons, { label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' } })),
    purpose: text({ label: { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }, max: 63 }),
    act: text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 63 }),
    article: text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 40 }),
    fields: optional(
      structure(Type.Array(Type.String()), { label: { az: 'Sahələr', en: 'Fields of the right', ru: 'Поля права' } }),
    ),
    consent: generated(yesNo({ label: { az: 'Razılıqla', en: 'By consent', ru: 'По согласию' } })),
    confirmed_at: instant({
      label: { az: 'Hüquq təsdiqlənib', en: 'Right last seen at the gateway', ru: 'Право подтверждено' },
    }),
    right_until: optional(
      instant({ label: { az: 'Hüququn sonu', en: 'Last moment of the right', ru: 'Конец действия права' } }),
    ),
    visibility_seconds: integer({
      label: { az: 'Təsdiq müddəti, saniyə', en: 'Seconds to acknowledge', ru: 'Секунд на подтверждение' },
    }),
    most_attempts: integer({ label: { az: 'Ən çox cəhd', en: 'Most attempts', ru: 'Предел попыток' } }),
    // Not one by which a start is judged: subscribers choose it.
    reached_xid: { ...transactionNumber(), generated: false as const },
    reached_id: id({ az: 'Son hadisə', en: 'Last event', ru: 'Последнее событие' }),
    address: optional(text({ label: { az: 'Ünvan', en: 'Address', ru: 'Адрес' }, max: 1000 })),
    scheme: optional(choice(schemes, { label: { az: 'İmza', en: 'Signature', ru: 'Подпись' } })),
    wrapped_key: optional(bytes({ label: { az: 'Bağlı açar', en: 'Wrapped key', ru: 'Обёрнутый ключ' } })),
    former_wrapped_key: optional(
      bytes({ label: { az: 'Əvvəlki bağlı açar', en: 'Wrapped key before', ru: 'Прежний обёрнутый ключ' } }),
    ),
    former_until: optional(
      instant({
        label: {
          az: 'Əvvəlki açarla son imza',
          en: 'Signed by the key before until',
          ru: 'Прежний ключ подписывает до',
        },
      }),
    ),
    rate: optional(integer({ label: { az: 'Dəqiqədə ən çox', en: 'Most a minute', ru: 'Предел в минуту' } })),
    next_at: instant({ label: { az: 'Növbəti göndərmə', en: 'Next attempt', ru: 'Следующая попытка' } }),
    attempts: generated(integer({ label: attempts })),
    failing_since: optional(instant({ label: { az: 'Cavab vermir', en: 'Failing since', ru: 'Не отвечает с' } })),
    failure: optional(text({ label: failure, max: 200 })),
    created_at: instant({ label: { az: 'Yaradılıb', en: 'Created', ru: 'Создана' } }),
    ended_at: optional(instant({ label: { az: 'Bitib', en: 'Ended', ru: 'Завершена' } })),
  },
});

export const delivery = entity('exchange.delivery', {
  label: { az: 'Çatdırılma', en: 'Delivery', ru: 'Доставка' },
  about: 'Events that a subscription is to get and has not acknowledged yet.',
  fields: {
    subscription: reference('exchange.subscription', { label: subscriber }),
    event: id(eventLabel),
    event_at: instant({ label: { az: 'Hadisənin vaxtı', en: 'Time of the event', ru: 'Время события' } }),
    event_xid: { ...transactionNumber(), generated: false as const },
    state: choice(deliveryStates, { label: { az: 'Vəziyyəti', en: 'State', ru: 'Состояние' } }),
    attempts: generated(integer({ label: attempts })),
    due_at: instant({ label: { az: 'Növbəti cəhd', en: 'Next attempt', ru: 'Следующая попытка' } }),
    first_at: optional(instant({ label: { az: 'İlk dəfə verilib', en: 'First handed out', ru: 'Впервые выдано' } })),
    failure: optional(text({ label: failure, max: 200 })),
  },
});

export const deliveryEnd = entity('exchange.delivery_end', {
  label: { az: 'Çatdırılmanın sonu', en: 'End of a delivery', ru: 'Итог доставки' },
  about: 'What became of each delivery; measurements read it. Append-only.',
  grant: 'append',
  fields: {
    id: id(),
    at: instant({ label: at }),
    xid: transactionNumber(),
    subscription: id(subscriber),
    event: id(eventLabel),
    outcome: choice(outcomes, { label: { az: 'Nəticə', en: 'Outcome', ru: 'Результат' } }),
    attempts: integer({ label: attempts }),
    in_time: yesNo({ label: { az: 'Vaxtında', en: 'In time', ru: 'В срок' } }),
  },
});

export const eventEntities = [event, eventKey, subscription, delivery, deliveryEnd];
