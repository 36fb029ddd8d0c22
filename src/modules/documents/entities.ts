import { type Static, Type } from 'typebox';
import { bytes, day, entity, id, instant, optional, reference, structure, text } from '../../kernel/entity.ts';

const words = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, { additionalProperties: false });

/** One line of a document: what it says, and how carefully that is handled. */
export const lineSchema = Type.Object(
  {
    label: words,
    value: Type.Union([Type.String(), words]),
    class: Type.Unsafe<'open' | 'personal' | 'sensitive'>(Type.String({ enum: ['open', 'personal', 'sensitive'] })),
  },
  { additionalProperties: false },
);
export type Line = Static<typeof lineSchema>;

export const basisSchema = Type.Object({ act: Type.String(), article: Type.String() }, { additionalProperties: false });
export type Basis = Static<typeof basisSchema>;

const signerSchema = Type.Object({ name: Type.String(), title: words }, { additionalProperties: false });

const number = { az: 'Nömrə', en: 'Number', ru: 'Номер' };
const at = { az: 'Verilib', en: 'Issued', ru: 'Выдан' };
const basis = { az: 'Hüquqi əsas', en: 'Legal basis', ru: 'Правовое основание' };

export const signingKey = entity('documents.signing_key', {
  label: { az: 'İmza açarı', en: 'Signing key', ru: 'Ключ подписи' },
  about: 'Ed25519 keys; the private half is wrapped by the key of the installation, which is not in the database.',
  grant: 'append',
  fields: {
    kid: text({ label: { az: 'Açarın adı', en: 'Key id', ru: 'Имя ключа' }, max: 64 }),
    public_jwk: structure(Type.Record(Type.String(), Type.String()), {
      label: { az: 'Açıq açar', en: 'Public key', ru: 'Открытый ключ' },
    }),
    wrapped_private_key: bytes({
      label: { az: 'Bükülmüş gizli açar', en: 'Wrapped private key', ru: 'Обёрнутый закрытый ключ' },
    }),
    created_at: instant({ label: { az: 'Yaradılıb', en: 'Created', ru: 'Создан' } }),
    retired_at: optional(instant({ label: { az: 'Dövriyyədən çıxıb', en: 'Retired', ru: 'Выведен' } })),
    seal: optional(bytes({ label: { az: 'Möhür', en: 'Seal', ru: 'Печать' } })),
  },
});

export const document = entity('documents.document', {
  label: { az: 'Sənəd', en: 'Document', ru: 'Документ' },
  about: 'A signed document as it was issued; never changed.',
  grant: 'append',
  fields: {
    id: id(),
    code: text({
      label: { az: 'Yoxlama kodu', en: 'Verification code', ru: 'Код проверки' },
      max: 16,
      class: 'personal',
    }),
    effect_key: text({ label: { az: 'Təsir açarı', en: 'Effect key', ru: 'Ключ действия' }, max: 200 }),
    kind: text({ label: { az: 'Növ', en: 'Kind', ru: 'Вид' }, max: 120 }),
    number: text({ label: number, max: 60 }),
    title: structure(words, { label: { az: 'Ad', en: 'Title', ru: 'Название' } }),
    lines: structure(Type.Array(lineSchema), {
      label: { az: 'Məzmun', en: 'Lines', ru: 'Содержание' },
      class: 'personal',
    }),
    holder_person: optional(
      reference('identity.person', { label: { az: 'Sahibi, şəxs', en: 'Holder, person', ru: 'Владелец, лицо' } }),
    ),
    holder_organisation: optional(
      reference('identity.organisation', {
        label: { az: 'Sahibi, təşkilat', en: 'Holder, organisation', ru: 'Владелец, организация' },
      }),
    ),
    institution: {
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 60 }),
      references: 'identity.institution',
    },
    reference: text({ label: { az: 'İş', en: 'Case', ru: 'Дело' }, max: 120 }),
    valid_from: day({ label: { az: 'Qüvvəyə minir', en: 'Valid from', ru: 'Действует с' } }),
    valid_to: optional(day({ label: { az: 'Qüvvədədir', en: 'Valid to', ru: 'Действует до' } })),
    basis: structure(basisSchema, { label: basis }),
    signer: structure(signerSchema, { label: { az: 'İmzalayan', en: 'Signer', ru: 'Подписал' }, class: 'personal' }),
    issued_at: instant({ label: at }),
    jws: text({ label: { az: 'İmza', en: 'Signature', ru: 'Подпись' }, max: 100_000, class: 'personal' }),
  },
});

export const replacement = entity('documents.replacement', {
  label: { az: 'Əvəzetmə', en: 'Replacement', ru: 'Замена' },
  about: 'That a document was corrected and issued anew, and which one holds in its place.',
  grant: 'append',
  fields: {
    document: reference('documents.document', { label: { az: 'Sənəd', en: 'Document', ru: 'Документ' } }),
    replaced_by: reference('documents.document', {
      label: { az: 'Yeni sənəd', en: 'New document', ru: 'Новый документ' },
    }),
    replaced_at: instant({ label: { az: 'Əvəz edilib', en: 'Replaced', ru: 'Заменён' } }),
  },
});

export const revocation = entity('documents.revocation', {
  label: { az: 'Ləğv', en: 'Revocation', ru: 'Отзыв' },
  about: 'That a document no longer holds, by whom and why.',
  grant: 'append',
  fields: {
    document: reference('documents.document', { label: { az: 'Sənəd', en: 'Document', ru: 'Документ' } }),
    reason: text({ label: { az: 'Səbəb', en: 'Reason', ru: 'Причина' }, max: 5000 }),
    basis: structure(basisSchema, { label: basis }),
    revoked_by: optional(id({ az: 'Ləğv edən', en: 'Revoked by', ru: 'Отозвал' })),
    revoked_at: instant({ label: { az: 'Ləğv edilib', en: 'Revoked', ru: 'Отозван' } }),
  },
});
