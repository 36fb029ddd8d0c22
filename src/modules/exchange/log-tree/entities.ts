import { bytes, entity, id, instant, integer, optional, text, transactionNumber } from '../../../kernel/entity.ts';

const place = (az: string, en: string, ru: string) => ({ ...integer({ label: { az, en, ru } }), sql: 'bigint' });
const hash = bytes({ label: { az: 'Heş', en: 'Hash', ru: 'Хеш' } });

const node = entity('exchange.log_node', {
  label: { az: 'Ağacın düyünü', en: 'Node of the tree', ru: 'Узел дерева' },
  about: 'Perfect nodes of the Merkle tree over the lines of exchange.message; a leaf names its line.',
  grant: 'append',
  fields: {
    level: integer({ label: { az: 'Səviyyə', en: 'Level', ru: 'Уровень' } }),
    place: place('Yeri', 'Place', 'Место'),
    hash,
    line: optional(id({ az: 'Jurnal sətri', en: 'Line', ru: 'Строка журнала' })),
    line_at: optional(instant({ label: { az: 'Sətrin vaxtı', en: 'Time of the line', ru: 'Время строки' } })),
  },
});

const checkpoint = entity('exchange.log_checkpoint', {
  label: { az: 'Nəzarət nöqtəsi', en: 'Checkpoint', ru: 'Контрольная точка' },
  about: 'What the tree over the message log was at a moment, signed (C2SP tlog-checkpoint).',
  grant: 'append',
  fields: {
    size: place('Sətirlərin sayı', 'Lines', 'Число строк'),
    root: bytes({ label: { az: 'Kök', en: 'Root', ru: 'Корень' } }),
    at: instant({ label: { az: 'Vaxt', en: 'Time', ru: 'Время' } }),
    note: text({ label: { az: 'İmzalı mətn', en: 'Signed note', ru: 'Подписанный текст' }, max: 1000 }),
    xid: { ...transactionNumber(), generated: false as const },
    line: id({ az: 'Sonuncu sətir', en: 'Last line', ru: 'Последняя строка' }),
  },
});

const key = entity('exchange.log_key', {
  label: { az: 'Jurnalın açarı', en: 'Key of the log', ru: 'Ключ журнала' },
  about: 'Name of the message log and the Ed25519 key of its checkpoints, wrapped by the key of the installation.',
  grant: 'append',
  fields: {
    origin: text({ label: { az: 'Jurnalın adı', en: 'Name of the log', ru: 'Имя журнала' }, max: 100 }),
    wrapped_private_key: bytes({
      label: { az: 'Bükülmüş gizli açar', en: 'Wrapped private key', ru: 'Обёрнутый закрытый ключ' },
    }),
    created_at: instant({ label: { az: 'Yaradılıb', en: 'Created', ru: 'Создан' } }),
  },
});

export const logEntities = [node, checkpoint, key];
