import { bytes, choice, entity, id, instant, optional, reference, type Row, text } from '../../../kernel/entity.ts';

const steps = {
  asked: { az: 'İstənilib', en: 'Asked for', ru: 'Запрошена' },
  listing: { az: 'Sertifikat gözlənilir', en: 'Certificate awaited', ru: 'Ожидается сертификат' },
  chosen: { az: 'Sertifikat seçilir', en: 'Certificate being chosen', ru: 'Выбирается сертификат' },
  agreeing: { az: 'Razılıq gözlənilir', en: 'Consent awaited', ru: 'Ожидается согласие' },
  signing: { az: 'İmzalanır', en: 'Being signed', ru: 'Подписывается' },
  done: { az: 'İmzalanıb', en: 'Signed', ru: 'Подписано' },
  failed: { az: 'Alınmayıb', en: 'Failed', ru: 'Не удалось' },
} as const;
export type SigningStep = keyof typeof steps;

export const signing = entity('identity.signing', {
  label: { az: 'Tələb olunan imza', en: 'Signature asked for', ru: 'Запрошенная подпись' },
  about:
    'A signature that somebody was sent to a signing service for. What they are to sign, and what then happens, lies sealed until it has happened; rows whose time is over are deleted.',
  fields: {
    id: id(),
    person: reference('identity.person', { label: { az: 'Şəxs', en: 'Person', ru: 'Лицо' }, class: 'personal' }),
    session: id({ az: 'Sessiya', en: 'Session', ru: 'Сеанс' }),
    step: choice(steps, { label: { az: 'Mərhələ', en: 'Step', ru: 'Этап' } }),
    state: optional(bytes({ label: { az: 'Cavabın nişanı', en: 'Digest of the state', ru: 'Отпечаток состояния' } })),
    until: instant({ label: { az: 'Son vaxt', en: 'Until', ru: 'До' } }),
    sealed: optional(
      bytes({ label: { az: 'Möhürlənmiş məzmun', en: 'Sealed content', ru: 'Запечатанное' }, class: 'personal' }),
    ),
    done_to: optional(text({ label: { az: 'Davamı', en: 'Goes on at', ru: 'Продолжение' }, max: 300 })),
  },
});
export type SigningRow = Row<typeof signing>;
