import { Type } from 'typebox';
import {
  bytes,
  choice,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  sequence,
  structure,
  text,
  yesNo,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';

export const announcementKinds = {
  gateway: { az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' },
  client: { az: 'Müştəri sertifikatı', en: 'Client certificate', ru: 'Сертификат клиента' },
} as const satisfies Record<string, Text>;
export type AnnouncementKind = keyof typeof announcementKinds;

export const gatewayStates = {
  in_use: { az: 'İstifadədədir', en: 'In use', ru: 'Используется' },
  retired: { az: 'Dayandırılıb', en: 'Retired', ru: 'Выведен' },
} as const satisfies Record<string, Text>;
export type GatewayState = keyof typeof gatewayStates;

const label = { az: 'Şlüz', en: 'Gateway', ru: 'Шлюз' };
const identifier = { label: { az: 'İdentifikator', en: 'Identifier', ru: 'Идентификатор' }, max: 400 };
const at = instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } });
const gatewayRef = reference('exchange.gateway', { label });
const person = reference('identity.person', { label: { az: 'Kim', en: 'Who', ru: 'Кто' } });
const announcementRef = reference('exchange.announcement', {
  label: { az: 'Elan', en: 'Announcement', ru: 'Объявление' },
});
const institution = {
  ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
  references: 'identity.institution',
};
const digest = (az: string, en: string, ru: string) => text({ label: { az, en, ru }, max: 64 });
const order = { az: 'Sıra', en: 'Order', ru: 'Порядок' };
const anyObject = Type.Unsafe<Readonly<Record<string, unknown>>>(Type.Object({}));

const announcement = entity('exchange.announcement', {
  label: { az: 'Elan', en: 'Announcement', ru: 'Объявление' },
  about:
    'What an institution announced of its gateway or of a client, as it was signed. Its states are those of its process.',
  grant: 'append',
  sets: ['open'],
  fields: {
    id: reference('process.instance', { label: { az: 'Elan', en: 'Announcement', ru: 'Объявление' } }),
    kind: choice(announcementKinds, { label: { az: 'Növü', en: 'Kind', ru: 'Вид' } }),
    subject: text(identifier),
    institution,
    number: text({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, max: 40 }),
    content: structure(anyObject, { label: { az: 'Məzmun', en: 'Content', ru: 'Содержание' } }),
    signed: text({ label: { az: 'İmzalı mətn', en: 'Signed text', ru: 'Подписанный текст' }, max: 200_000 }),
    open: yesNo({ label: { az: 'Bitməyib', en: 'Open', ru: 'Не завершено' } }),
    at,
  },
});

const gateway = entity('exchange.gateway', {
  label,
  about: 'A gateway of the exchange, by the institution that runs it.',
  grant: 'append',
  sets: ['address', 'state'],
  fields: {
    id: id(),
    name: text(identifier),
    institution,
    address: text({ label: { az: 'Ünvan', en: 'Address', ru: 'Адрес' }, max: 300 }),
    state: choice(gatewayStates, { label: { az: 'Vəziyyəti', en: 'State', ru: 'Состояние' } }),
    at,
  },
});

const certificate = entity('exchange.certificate', {
  label: { az: 'Sertifikat', en: 'Certificate', ru: 'Сертификат' },
  about: 'By which a gateway, or a client without one, shows itself; who approved it and when. Append-only.',
  grant: 'append',
  fields: {
    fingerprint: digest('Barmaq izi (SHA-256)', 'Fingerprint (SHA-256)', 'Отпечаток (SHA-256)'),
    gateway: gatewayRef,
    client: optional(text({ ...identifier, label: { az: 'Müştəri', en: 'Client', ru: 'Клиент' } })),
    pem: text({ label: { az: 'Sertifikat', en: 'Certificate', ru: 'Сертификат' }, max: 8000 }),
    valid_from: instant({ label: { az: 'Başlanğıc', en: 'Valid from', ru: 'Действует с' } }),
    valid_to: instant({ label: { az: 'Son', en: 'Valid to', ru: 'Действует до' } }),
    announcement: announcementRef,
    person,
    at,
  },
});

const key = entity('exchange.gateway_key', {
  label: { az: 'İmza açarı', en: 'Signing key', ru: 'Ключ подписи' },
  about: 'Public key with which a gateway signs; who approved it and when. Append-only: old messages are proved by it.',
  grant: 'append',
  fields: {
    gateway: gatewayRef,
    kid: text({ label: { az: 'Açarın adı', en: 'Name of the key', ru: 'Имя ключа' }, max: 64 }),
    jwk: structure(Type.Record(Type.String(), Type.String()), {
      label: { az: 'Açıq açar', en: 'Public key', ru: 'Открытый ключ' },
    }),
    thumbprint: digest('Açarın izi (RFC 7638)', 'Thumbprint (RFC 7638)', 'Отпечаток ключа (RFC 7638)'),
    announcement: announcementRef,
    person,
    at,
  },
});

const withdrawal = entity('exchange.withdrawal', {
  label: { az: 'Geri götürmə', en: 'Withdrawal', ru: 'Отзыв' },
  about: 'That a certificate or a key holds no longer, who withdrew it, why and when. Append-only.',
  grant: 'append',
  fields: {
    id: id(),
    gateway: gatewayRef,
    certificate: optional({
      ...digest('Sertifikat', 'Certificate', 'Сертификат'),
      references: 'exchange.certificate',
    }),
    kid: optional(text({ label: { az: 'Açarın adı', en: 'Name of the key', ru: 'Имя ключа' }, max: 64 })),
    reason: text({ label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' }, max: 500 }),
    institution,
    person,
    at,
  },
});

const serving = entity('exchange.serving', {
  label: { az: 'Şlüzə qoşulma', en: 'Serving', ru: 'Подключение к шлюзу' },
  about: 'Through which gateway a system takes part from when on. Append-only: the newest line of a system holds.',
  grant: 'append',
  fields: { number: sequence(order), subsystem: text(identifier), gateway: optional(gatewayRef), person, at },
});

const centreKey = entity('exchange.centre_key', {
  label: { az: 'Mərkəzin açarı', en: 'Key of the centre', ru: 'Ключ центра' },
  about:
    'Ed25519 keys with which the centre signs what it publishes, each from its time on, wrapped by the key of the installation. The note names a key in the name of the one before; without one it begins a new trust.',
  grant: 'append',
  fields: {
    name: text({ label: { az: 'Ad', en: 'Name', ru: 'Имя' }, max: 100 }),
    number: integer({ label: { az: 'Sıra nömrəsi', en: 'Number', ru: 'Порядковый номер' }, minimum: 1 }),
    wrapped_private_key: bytes({
      label: { az: 'Bükülmüş gizli açar', en: 'Wrapped private key', ru: 'Обёрнутый закрытый ключ' },
    }),
    note: optional(
      text({
        label: { az: 'Əvvəlki açarın qeydi', en: 'Note of the key before', ru: 'Запись прежнего ключа' },
        max: 2000,
      }),
    ),
    signs_from: instant({ label: { az: 'İmzalamağa başlayır', en: 'Signs from', ru: 'Подписывает с' } }),
    created_at: instant({ label: { az: 'Yaradılıb', en: 'Created', ru: 'Создан' } }),
  },
});

const published = entity('exchange.published', {
  label: { az: 'Dərc olunan', en: 'Published', ru: 'Публикуемое' },
  about: 'What the centre hands out now, signed: the configuration, and the book of each gateway under its identifier.',
  fields: {
    name: text(identifier),
    content_digest: digest('Məzmunun heşi', 'Digest of the content', 'Хеш содержания'),
    signed: text({ label: { az: 'İmzalı mətn', en: 'Signed text', ru: 'Подписанный текст' }, max: 50_000_000 }),
    issued_at: instant({ label: { az: 'Verilib', en: 'Issued', ru: 'Выдано' } }),
    expires_at: instant({ label: { az: 'Bitir', en: 'Expires', ru: 'Истекает' } }),
  },
});

const publication = entity('exchange.publication', {
  label: { az: 'Dərc', en: 'Publication', ru: 'Публикация' },
  about: 'Every content that the centre ever handed out, by its digest, and from when on. Append-only.',
  grant: 'append',
  fields: {
    id: id(),
    name: text(identifier),
    content_digest: digest('Məzmunun heşi', 'Digest of the content', 'Хеш содержания'),
    at,
  },
});

export const directoryEntities = [
  announcement,
  gateway,
  certificate,
  key,
  withdrawal,
  serving,
  centreKey,
  published,
  publication,
];
