import { Type } from 'typebox';
import {
  bytes,
  choice,
  entity,
  id,
  instant,
  integer,
  optional,
  reachedTransaction,
  structure,
  text,
  transactionNumber,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { outcomes, subjectKinds } from '../entities.ts';

const { granted, unavailable } = outcomes;
const name = (label: Text, max = 1500) => text({ label, max });
const moment = (az: string, en: string, ru: string) => instant({ label: { az, en, ru } });

const gateway = name({ az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' });
const client = name({ az: 'Müştəri', en: 'Client', ru: 'Клиент' });
const service = name({ az: 'Xidmət', en: 'Service', ru: 'Сервис' });
const method = name({ az: 'Metod', en: 'Method', ru: 'Метод' }, 7);
const path = name({ az: 'Ünvan', en: 'Path', ru: 'Путь' }, 1000);
const purpose = name({ az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }, 63);
const act = name({ az: 'Akt', en: 'Act', ru: 'Акт' }, 63);
const article = name({ az: 'Maddə', en: 'Article', ru: 'Статья' }, 40);
const issue = optional(name({ az: 'İşin nömrəsi', en: 'Case number', ru: 'Номер дела' }, 200));
const requestId = id({ az: 'Sorğunun nömrəsi', en: 'Request id', ru: 'Номер запроса' });
const fields = structure(Type.Array(Type.String()), {
  label: { az: 'Cavabın sahələri', en: 'Fields of the answer', ru: 'Поля ответа' },
});
const hiddenUntil = optional(moment('Gizlidir', 'Hidden until', 'Скрыто до'));

/** One line per person or organisation and exchange; the centre shows it to them. */
export const disclosure = entity('exchange.disclosure', {
  label: { az: 'Verilmiş məlumat', en: 'Disclosure', ru: 'Выдача данных' },
  about: 'Whose data this gateway gave out, until the centre of the exchange has it. Append-only.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    at: moment('Vaxt', 'Time', 'Время'),
    gateway,
    request_id: requestId,
    client,
    service,
    method,
    path,
    entity: choice(subjectKinds, { label: { az: 'Kimin məlumatı', en: 'Whose data', ru: 'Чьи сведения' } }),
    subject: bytes({ label: { az: 'FİN və ya VÖEN', en: 'FİN or VÖEN', ru: 'FİN или VÖEN' }, class: 'personal' }),
    purpose,
    act,
    article,
    issue,
    fields,
    outcome: choice({ granted, unavailable }, { label: { az: 'Nəticə', en: 'Outcome', ru: 'Результат' } }),
    hidden_until: hiddenUntil,
    xid: transactionNumber(),
  },
});

const position = entity('exchange.disclosure_position', {
  label: { az: 'Çatdırılma yeri', en: 'Position of the delivery', ru: 'Позиция доставки' },
  about: 'The last line of exchange.disclosure that the centre of the exchange has.',
  fields: {
    gateway,
    xid: reachedTransaction(),
    id: id({ az: 'Sətir', en: 'Line', ru: 'Строка' }),
    at: moment('Vaxt', 'Time', 'Время'),
  },
});

const run = entity('exchange.run', {
  label: { az: 'Kütləvi baxış', en: 'Mass run', ru: 'Массовое обращение' },
  about: 'Runs over many people through this gateway: one public entry each.',
  fields: {
    id: id({ az: 'Kütləvi baxışın nömrəsi', en: 'Number of the run', ru: 'Номер обращения' }),
    gateway,
    client,
    service,
    purpose,
    act,
    article,
    started_at: moment('Başlayıb', 'Started', 'Начат'),
    touched_at: moment('Son sorğu', 'Last request', 'Последний запрос'),
    people: integer({ label: { az: 'Nəfər', en: 'People', ru: 'Человек' } }),
    told_until: optional(moment('Mərkəzə bildirilib', 'Told to the centre', 'Сообщено центру')),
    final: yesNo({ label: { az: 'Bitib', en: 'Final', ru: 'Завершён' } }),
    // Lies not beyond the places in smaller tables, which a start looks at.
    counted_xid: { ...transactionNumber(), generated: false as const },
    counted_id: id({ az: 'Sayılmış son hissə', en: 'Last part that was counted', ru: 'Последняя учтённая часть' }),
  },
});

const runPart = entity('exchange.run_part', {
  label: { az: 'Kütləvi baxışın hissəsi', en: 'Part of a mass run', ru: 'Часть массового обращения' },
  about: 'One exchange of a mass run; whom it was about is kept until the run is over, to count them once.',
  grant: 'append and delete by retention',
  fields: {
    id: id(),
    at: moment('Vaxt', 'Time', 'Время'),
    gateway,
    run: id({ az: 'Kütləvi baxış', en: 'Mass run', ru: 'Массовое обращение' }),
    request_id: requestId,
    method,
    path,
    issue,
    fields,
    hidden_until: hiddenUntil,
    digests: bytes({ label: { az: 'Heşlər', en: 'Digests', ru: 'Хеши' } }),
    subjects: bytes({ label: { az: 'Kimlər', en: 'Whom', ru: 'О ком' }, class: 'personal' }),
    xid: transactionNumber(),
  },
});

const runPerson = entity('exchange.run_person', {
  label: { az: 'Kütləvi baxışda sayılan', en: 'Counted in a mass run', ru: 'Учтённый в массовом обращении' },
  about: 'Whom the parts of a mass run were about so far, each once, until the run is over. Append-only.',
  grant: 'append and delete by retention',
  fields: {
    gateway,
    run: id({ az: 'Kütləvi baxışın nömrəsi', en: 'Number of the run', ru: 'Номер обращения' }),
    digest: bytes({ label: { az: 'Heş', en: 'Digest', ru: 'Хеш' } }),
  },
});

export const disclosureEntities = [disclosure, position, run, runPart, runPerson];
