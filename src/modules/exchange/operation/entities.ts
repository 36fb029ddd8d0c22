import { Type } from 'typebox';
import {
  choice,
  entity,
  id,
  instant,
  integer,
  optional,
  type Row,
  structure,
  text,
  reachedTransaction,
  transactionNumber,
} from '../../../kernel/entity.ts';
import { sides } from '../entities.ts';

const spread = Type.Object({
  count: Type.Integer(),
  sum: Type.Number(),
  squares: Type.Number(),
  least: Type.Number(),
  most: Type.Number(),
});

const lastSuccess = { az: 'Son uğurlu', en: 'Last success', ru: 'Последний успех' };
const lastFailure = { az: 'Son səhv', en: 'Last failure', ru: 'Последний сбой' };

/** A minute of one client's exchanges with one service, as one process of a gateway counted it. */
export const operation = entity('exchange.operation', {
  label: { az: 'Mübadilənin işləməsi', en: 'Operation of the exchange', ru: 'Работа обмена' },
  about:
    'What a gateway counted in a minute, by side, client and service: how many exchanges succeeded and failed, how long they took and how large they were. Holds nothing of what was said. Kept for 90 days.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    at: instant({ label: { az: 'Dəqiqə', en: 'Minute', ru: 'Минута' } }),
    gateway: text({ label: { az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' }, max: 1200 }),
    side: choice(sides, { label: { az: 'Tərəf', en: 'Side', ru: 'Сторона' } }),
    client: text({ label: { az: 'Müştəri', en: 'Client', ru: 'Клиент' }, max: 1200 }),
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 }),
    succeeded: integer({ label: { az: 'Uğurlu', en: 'Succeeded', ru: 'Успешных' } }),
    failed: integer({ label: { az: 'Uğursuz', en: 'Failed', ru: 'Неуспешных' } }),
    faults: structure(Type.Record(Type.String(), Type.Integer()), {
      label: { az: 'Səhv kodları', en: 'Codes of failures', ru: 'Коды сбоев' },
    }),
    classes: structure(Type.Array(Type.Integer()), {
      label: { az: 'Müddətlərin sinifləri', en: 'Classes of durations', ru: 'Классы длительности' },
    }),
    duration: structure(spread, { label: { az: 'Müddət, ms', en: 'Duration, ms', ru: 'Длительность, мс' } }),
    waited: structure(spread, { label: { az: 'Gözləmə, ms', en: 'Waiting, ms', ru: 'Ожидание, мс' } }),
    request_size: structure(spread, { label: { az: 'Sorğu, bayt', en: 'Request, bytes', ru: 'Запрос, байт' } }),
    response_size: structure(spread, { label: { az: 'Cavab, bayt', en: 'Answer, bytes', ru: 'Ответ, байт' } }),
    last_success: optional(instant({ label: lastSuccess })),
    last_failure: optional(instant({ label: lastFailure })),
    last_fault: optional(text({ label: { az: 'Son səhvin kodu', en: 'Code of it', ru: 'Его код' }, max: 100 })),
    xid: transactionNumber(),
  },
});

const position = entity('exchange.operation_position', {
  label: { az: 'Çatdırılma yeri', en: 'Position of the delivery', ru: 'Позиция доставки' },
  about: 'The last line of exchange.operation that the centre of the exchange has.',
  fields: {
    gateway: text({ label: { az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' }, max: 1200 }),
    xid: reachedTransaction(),
    id: id({ az: 'Sətir', en: 'Line', ru: 'Строка' }),
    at: instant({ label: { az: 'Vaxt', en: 'Time', ru: 'Время' } }),
  },
});

const last = entity('exchange.operation_last', {
  label: { az: 'Xidmətə son müraciətlər', en: 'Last exchanges of a service', ru: 'Последние обмены сервиса' },
  about:
    'The last minute of exchange.operation with a service at the provider’s side, and when it last succeeded and failed.',
  fields: {
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 }),
    at: instant({ label: { az: 'Son dəqiqə', en: 'Last minute', ru: 'Последняя минута' } }),
    last_success: optional(instant({ label: lastSuccess })),
    last_failure: optional(instant({ label: lastFailure })),
  },
});

export const operationEntities = [operation, position, last] as const;
export type OperationRow = Row<typeof operation>;
