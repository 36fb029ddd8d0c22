import { Type } from 'typebox';
import type { Entity } from './entity.ts';
import {
  bytes,
  choice,
  entity,
  generated,
  id,
  instant,
  integer,
  day,
  optional,
  reachedTransaction,
  sequence,
  structure,
  text,
} from './entity.ts';

const at = { az: 'Vaxt', en: 'Time', ru: 'Время' };
const name = { az: 'Ad', en: 'Name', ru: 'Имя' };
const person = { az: 'Şəxs', en: 'Person', ru: 'Лицо' };
const organisation = { az: 'Təşkilat', en: 'Organisation', ru: 'Организация' };
const number = (az: string, en: string, ru: string) => ({ ...integer({ label: { az, en, ru } }), sql: 'bigint' });

const installation = entity('kernel.installation', {
  label: { az: 'Quraşdırma', en: 'Installation', ru: 'Установка' },
  about: 'What this database was set up for; a demo database never becomes a production one.',
  grant: 'read',
  sets: ['seeded_at', 'compiled_from'],
  fields: {
    id: id(),
    mode: choice(
      {
        demo: { az: 'nümayiş', en: 'demo', ru: 'демонстрация' },
        production: { az: 'istismar', en: 'production', ru: 'эксплуатация' },
      },
      { label: { az: 'Rejim', en: 'Mode', ru: 'Режим' } },
    ),
    key_fingerprint: optional(
      bytes({ label: { az: 'Açarın izi', en: 'Fingerprint of the key', ru: 'Отпечаток ключа' } }),
    ),
    seeded_at: optional(instant({ label: { az: 'Nümunə yazılıb', en: 'Demo state written', ru: 'Пример записан' } })),
    compiled_from: optional(
      text({
        label: { az: 'Nədən tərtib olunub', en: 'Compiled from', ru: 'Из чего составлено' },
        max: 64,
      }),
    ),
    created_at: instant({ label: at }),
  },
});

const releaseEntity = entity('kernel.release', {
  label: { az: 'Buraxılış', en: 'Release', ru: 'Выпуск' },
  about: 'A set of definitions that came into force together.',
  grant: 'append',
  fields: {
    number: integer({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' } }),
    approver: text({ label: { az: 'Təsdiq edən', en: 'Approver', ru: 'Утвердил' }, max: 200 }),
    released_at: instant({ label: at }),
  },
});

const definition = entity('kernel.definition', {
  label: { az: 'Tərif', en: 'Definition', ru: 'Определение' },
  about: 'One version of one definition with its text and compiled form.',
  grant: 'append',
  fields: {
    kind: text({ label: { az: 'Növ', en: 'Kind', ru: 'Вид' }, max: 60 }),
    name: text({ label: name, max: 120 }),
    version: integer({ label: { az: 'Versiya', en: 'Version', ru: 'Версия' } }),
    release: { ...integer({ label: { az: 'Buraxılış', en: 'Release', ru: 'Выпуск' } }), references: 'kernel.release' },
    hash: text({ label: { az: 'Heş', en: 'Hash', ru: 'Хеш' }, max: 64 }),
    file: text({ label: { az: 'Fayl', en: 'File', ru: 'Файл' }, max: 250 }),
    source: text({ label: { az: 'Mətn', en: 'Source', ru: 'Текст' }, max: 1_000_000 }),
    compiled: {
      ...structure(Type.Unknown(), { label: { az: 'Yığılmış forma', en: 'Compiled form', ru: 'Собранная форма' } }),
      sql: 'json',
    },
  },
});

const session = entity('kernel.session', {
  label: { az: 'Sessiya', en: 'Session', ru: 'Сеанс' },
  about: 'A signed-in browser; the token itself is only in its cookie.',
  fields: {
    id: id(),
    token_hash: bytes({ label: { az: 'Açarın heşi', en: 'Hash of the token', ru: 'Хеш ключа' } }),
    person: id(person),
    name: text({ label: name, max: 200, class: 'personal' }),
    organisation: optional(id(organisation)),
    organisation_name: optional(
      text({ label: { az: 'Təşkilatın adı', en: 'Name of the organisation', ru: 'Название организации' }, max: 300 }),
    ),
    mandate_known_at: optional(
      instant({ label: { az: 'Səlahiyyət təsdiqlənib', en: 'Mandate confirmed', ru: 'Полномочие подтверждено' } }),
    ),
    mandate_asked_at: optional(
      instant({ label: { az: 'Səlahiyyət soruşulub', en: 'Mandate asked', ru: 'Полномочие запрошено' } }),
    ),
    agent: text({ label: { az: 'Brauzer', en: 'Browser', ru: 'Браузер' }, max: 200, min: 0, class: 'personal' }),
    created_at: instant({ label: at }),
    seen_at: instant({ label: { az: 'Son baxış', en: 'Last seen', ru: 'Последний визит' } }),
    ended_at: optional(instant({ label: { az: 'Bitib', en: 'Ended', ru: 'Завершён' } })),
  },
});

const attempt = entity('kernel.attempt', {
  label: { az: 'Cəhdlər', en: 'Attempts', ru: 'Попытки' },
  about: 'Counts of attempts by hashed key, for limits.',
  fields: {
    key: text({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' }, max: 64 }),
    since: instant({ label: at }),
    count: integer({ label: { az: 'Say', en: 'Count', ru: 'Число' } }),
  },
});

const job = entity('kernel.job', {
  label: { az: 'İş', en: 'Job', ru: 'Задание' },
  about: 'Timers, deliveries of events and short steps; removed in the transaction that carries them out.',
  fields: {
    id: sequence({ az: 'Nömrə', en: 'Number', ru: 'Номер' }),
    kind: text({ label: { az: 'Növ', en: 'Kind', ru: 'Вид' }, max: 120 }),
    key: text({ label: { az: 'Açar', en: 'Key', ru: 'Ключ' }, max: 250 }),
    run_at: instant({ label: at }),
    payload: structure(Type.Unknown(), { label: { az: 'Məzmun', en: 'Payload', ru: 'Содержание' } }),
    attempts: generated(integer({ label: { az: 'Cəhdlər', en: 'Attempts', ru: 'Попытки' } })),
    error: optional(text({ label: { az: 'Səhv', en: 'Error', ru: 'Ошибка' }, max: 200 })),
  },
});

const eventEntity = entity('kernel.event', {
  label: { az: 'Hadisə', en: 'Event', ru: 'Событие' },
  about: 'What happened, for other rooms; ids only.',
  grant: 'append',
  fields: {
    id: sequence({ az: 'Nömrə', en: 'Number', ru: 'Номер' }),
    name: text({ label: name, max: 120 }),
    payload: structure(Type.Unknown(), { label: { az: 'Məzmun', en: 'Payload', ru: 'Содержание' } }),
    at: instant({ label: at }),
  },
});

const auditEntity = entity('kernel.audit', {
  label: { az: 'Audit', en: 'Audit', ru: 'Аудит' },
  about: 'Who did or was refused what; append-only.',
  grant: 'append',
  fields: {
    id: sequence({ az: 'Nömrə', en: 'Number', ru: 'Номер' }),
    at: instant({ label: at }),
    request: text({ label: { az: 'Sorğu', en: 'Request', ru: 'Запрос' }, max: 80 }),
    action: text({ label: { az: 'Əməliyyat', en: 'Action', ru: 'Действие' }, max: 250 }),
    outcome: text({ label: { az: 'Nəticə', en: 'Outcome', ru: 'Итог' }, max: 120 }),
    actor_kind: choice(
      {
        anonymous: { az: 'ziyarətçi', en: 'visitor', ru: 'посетитель' },
        person: { az: 'şəxs', en: 'person', ru: 'лицо' },
        system: { az: 'sistem', en: 'system', ru: 'система' },
      },
      { label: { az: 'Kim', en: 'Who', ru: 'Кто' } },
    ),
    person: optional(id(person)),
    organisation: optional(id(organisation)),
    subject: optional(text({ label: { az: 'Predmet', en: 'Subject', ru: 'Предмет' }, max: 250 })),
    office: optional(text({ label: { az: 'Səlahiyyət', en: 'Office', ru: 'Полномочие' }, max: 100 })),
  },
});

const watermark = entity('kernel.watermark', {
  label: { az: 'Ölçmə həddi', en: 'Watermark', ru: 'Отметка измерения' },
  about: 'Up to which transaction a measurement has read.',
  fields: {
    measurement: text({ label: name, max: 120 }),
    reached: reachedTransaction(),
    measured_at: optional(instant({ label: at })),
  },
});

const measurement = entity('kernel.measurement', {
  label: { az: 'Ölçmə', en: 'Measurement', ru: 'Измерение' },
  about: 'Figures measured by the rooms from their journals, by day, institution, service, region and one dimension.',
  fields: {
    name: text({ label: name, max: 120 }),
    day: day({ label: { az: 'Gün', en: 'Day', ru: 'День' } }),
    institution: text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 60, min: 0 }),
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Услуга' }, max: 120, min: 0 }),
    region: text({ label: { az: 'Bölgə', en: 'Region', ru: 'Регион' }, max: 120, min: 0 }),
    dimension: text({ label: { az: 'Kəsim', en: 'Dimension', ru: 'Разрез' }, max: 120, min: 0 }),
    numerator: number('Surət', 'Numerator', 'Числитель'),
    denominator: number('Məxrəc', 'Denominator', 'Знаменатель'),
    count: number('Say', 'Count', 'Количество'),
    histogram: optional({
      ...structure(Type.Array(Type.Integer()), { label: { az: 'Paylanma', en: 'Histogram', ru: 'Распределение' } }),
      sql: 'bigint[]',
    }),
  },
});

const file = entity('kernel.file', {
  label: { az: 'Fayl', en: 'File', ru: 'Файл' },
  about: 'Files that rooms refer to; the sealed bytes lie in the folder of files, and open with the key of this row.',
  fields: {
    id: id(),
    sha256: text({ label: { az: 'Məzmunun heşi', en: 'Digest of the content', ru: 'Хеш содержания' }, max: 64 }),
    size: number('Ölçü, bayt', 'Size in bytes', 'Размер в байтах'),
    media_type: text({ label: { az: 'Növ', en: 'Media type', ru: 'Тип' }, max: 120 }),
    blob: text({ label: { az: 'Ünvan', en: 'Address of the sealed bytes', ru: 'Адрес' }, max: 64 }),
    wrapped_key: bytes({ label: { az: 'Bağlı açar', en: 'Wrapped key', ru: 'Обёрнутый ключ' } }),
    kept_at: instant({ label: at }),
  },
});

export const kernelEntities: readonly Entity[] = [
  installation,
  releaseEntity,
  definition,
  session,
  attempt,
  job,
  eventEntity,
  auditEntity,
  watermark,
  measurement,
  file,
];
