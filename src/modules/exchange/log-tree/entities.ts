import {
  bytes,
  choice,
  day,
  entity,
  id,
  instant,
  integer,
  optional,
  text,
  texts,
  transactionNumber,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';

/** Logs over which a tree grows: each bears the name of its table. */
export const logNames = {
  message: { az: 'Mübadilə mesajları', en: 'Exchanged messages', ru: 'Сообщения обмена' },
  look_up: { az: 'Məlumata baxışlar', en: 'Look-ups', ru: 'Обращения к данным' },
} as const satisfies Record<string, Text>;
export type LogName = keyof typeof logNames;

const log = choice(logNames, { label: { az: 'Jurnal', en: 'Log', ru: 'Журнал' } });
const place = (az: string, en: string, ru: string) => ({ ...integer({ label: { az, en, ru } }), sql: 'bigint' });
const hash = bytes({ label: { az: 'Heş', en: 'Hash', ru: 'Хеш' } });
const moment = (az: string, en: string, ru: string) => instant({ label: { az, en, ru } });

const batch = entity('exchange.log_batch', {
  label: { az: 'Ağacın yarpaqları', en: 'Leaves of the tree', ru: 'Листья дерева' },
  about: 'Leaves that one turn took into a tree, 32 bytes each, and the lines that they cover.',
  grant: 'append',
  fields: {
    log,
    start: place('Birincinin yeri', 'Place of the first', 'Место первого'),
    hashes: bytes({ label: { az: 'Heşlər', en: 'Hashes', ru: 'Хеши' } }),
    lines: { ...texts({ label: { az: 'Jurnal sətirləri', en: 'Lines', ru: 'Строки журнала' } }), sql: 'uuid[]' },
    first_at: moment('Ən erkən sətrin vaxtı', 'Time of the earliest line', 'Время самой ранней строки'),
    last_at: moment('Ən son sətrin vaxtı', 'Time of the latest line', 'Время самой поздней строки'),
  },
});

const node = entity('exchange.log_node', {
  label: { az: 'Ağacın düyünü', en: 'Node of the tree', ru: 'Узел дерева' },
  about: 'Perfect nodes of the Merkle tree over the lines of a log, from 256 leaves on.',
  grant: 'append',
  fields: {
    log,
    level: integer({ label: { az: 'Səviyyə', en: 'Level', ru: 'Уровень' } }),
    place: place('Yeri', 'Place', 'Место'),
    hash,
  },
});

const checkpoint = entity('exchange.log_checkpoint', {
  label: { az: 'Nəzarət nöqtəsi', en: 'Checkpoint', ru: 'Контрольная точка' },
  about: 'What the tree over a log was at a moment, signed (C2SP tlog-checkpoint).',
  grant: 'append',
  fields: {
    log,
    size: place('Sətirlərin sayı', 'Lines', 'Число строк'),
    root: bytes({ label: { az: 'Kök', en: 'Root', ru: 'Корень' } }),
    at: moment('Vaxt', 'Time', 'Время'),
    note: text({ label: { az: 'İmzalı mətn', en: 'Signed note', ru: 'Подписанный текст' }, max: 1000 }),
    xid: { ...transactionNumber(), generated: false as const },
    line: id({ az: 'Sonuncu sətir', en: 'Last line', ru: 'Последняя строка' }),
    cluster: optional(
      text({ label: { az: 'Verilənlər bazasının klasteri', en: 'Cluster', ru: 'Кластер базы данных' }, max: 20 }),
    ),
  },
});

const key = entity('exchange.log_key', {
  label: { az: 'Jurnalın açarı', en: 'Key of the log', ru: 'Ключ журнала' },
  about:
    'Name of a log and the Ed25519 keys of its checkpoints, wrapped by the key of the installation; each but the first with the note in which the one before names it.',
  grant: 'append',
  fields: {
    log,
    number: integer({ label: { az: 'Sıra nömrəsi', en: 'Number', ru: 'Порядковый номер' } }),
    origin: text({ label: { az: 'Jurnalın adı', en: 'Name of the log', ru: 'Имя журнала' }, max: 100 }),
    wrapped_private_key: bytes({
      label: { az: 'Bükülmüş gizli açar', en: 'Wrapped private key', ru: 'Обёрнутый закрытый ключ' },
    }),
    note: optional(
      text({
        label: { az: 'Əvvəlki açarın imzası', en: 'Note of its predecessor', ru: 'Запись предшественника' },
        max: 1000,
      }),
    ),
    created_at: moment('Yaradılıb', 'Created', 'Создан'),
  },
});

const archive = entity('exchange.log_archive', {
  label: { az: 'Jurnalın arxivi', en: 'Archive of the log', ru: 'Архив журнала' },
  about: 'Files to which days of the message log were written, each chained to the one before by its digest.',
  grant: 'append',
  fields: {
    day: day({ label: { az: 'Gün (UTC)', en: 'Day (UTC)', ru: 'День (UTC)' } }),
    part: integer({ label: { az: 'Hissə', en: 'Part', ru: 'Часть' } }),
    name: text({ label: { az: 'Fayl', en: 'File', ru: 'Файл' }, max: 200 }),
    digest: text({ label: { az: 'Heş', en: 'Digest', ru: 'Хеш' }, max: 64 }),
    previous: optional(
      text({ label: { az: 'Əvvəlkinin heşi', en: 'Digest of the one before', ru: 'Хеш предыдущего' }, max: 64 }),
    ),
    lines: integer({ label: { az: 'Sətirlər', en: 'Lines', ru: 'Строки' } }),
    at: moment('Yazılıb', 'Written', 'Записан'),
  },
});

const contentDays = entity('exchange.content_days', {
  label: { az: 'Məzmunun saxlanma müddəti', en: 'Time for which contents are kept', ru: 'Срок хранения содержимого' },
  about: 'Services whose heads and bodies a gateway keeps for another time than is usual in this installation.',
  fields: {
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 }),
    gateway: text({ label: { az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' }, max: 1200 }),
    days: integer({ label: { az: 'Günlər', en: 'Days', ru: 'Дни' }, minimum: 1, maximum: 36_500 }),
  },
});

const takenConfiguration = entity('exchange.taken_configuration', {
  label: { az: 'Götürülmüş konfiqurasiya', en: 'Configuration taken', ru: 'Принятая конфигурация' },
  about:
    'Each content of the configuration of the exchange that a gateway of this installation took, as it was last signed: proofs hold that of their time.',
  grant: 'append',
  sets: ['signed', 'issued_at', 'expires_at'],
  fields: {
    id: id(),
    content_digest: text({
      label: { az: 'Məzmunun heşi', en: 'Digest of the content', ru: 'Хеш содержания' },
      max: 64,
    }),
    signed: text({ label: { az: 'İmzalı mətn', en: 'Signed text', ru: 'Подписанный текст' }, max: 50_000_000 }),
    issued_at: moment('Verilib', 'Issued', 'Выдана'),
    expires_at: moment('Bitir', 'Expires', 'Истекает'),
    taken_at: moment('Götürülüb', 'Taken', 'Принята'),
  },
});

export const logEntities = [batch, node, checkpoint, key, archive, contentDays, takenConfiguration];
