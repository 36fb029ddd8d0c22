import { Type } from 'typebox';
import {
  choice,
  day,
  entity,
  id,
  instant,
  integer,
  optional,
  reference,
  structure,
  text,
  transactionNumber,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { subjectKinds } from '../entities.ts';

export const steps = {
  asked: { az: 'Cavabınızı gözləyir', en: 'Waits for your answer', ru: 'Ожидает вашего ответа' },
  granted: { az: 'Razılıq verilib', en: 'Agreed', ru: 'Согласие дано' },
  refused: { az: 'Razılıq verilməyib', en: 'Refused', ru: 'Отказано' },
  withdrawn: { az: 'Geri götürülüb', en: 'Withdrawn', ru: 'Отозвано' },
} as const satisfies Record<string, Text>;
export type Step = keyof typeof steps;

const at = { az: 'Vaxt', en: 'Time', ru: 'Время' };

export const consent = entity('exchange.consent', {
  label: { az: 'Razılıq sorğusu', en: 'Request for consent', ru: 'Запрос согласия' },
  about: 'What a system asked somebody to agree to: which data, for what and until when. Append-only.',
  grant: 'append',
  fields: {
    id: id(),
    client: text({ label: { az: 'Kim istəyir', en: 'Who asks', ru: 'Кто просит' }, max: 1200 }),
    service: text({ label: { az: 'Xidmət', en: 'Service', ru: 'Сервис' }, max: 1500 }),
    purpose: text({ label: { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' }, max: 63 }),
    act: text({ label: { az: 'Akt', en: 'Act', ru: 'Акт' }, max: 63 }),
    article: text({ label: { az: 'Maddə', en: 'Article', ru: 'Статья' }, max: 40 }),
    fields: optional(structure(Type.Array(Type.String()), { label: { az: 'Sahələr', en: 'Fields', ru: 'Поля' } })),
    entity: choice(subjectKinds, { label: { az: 'Kimin məlumatı', en: 'Whose data', ru: 'Чьи сведения' } }),
    subject: id({ az: 'Şəxs və ya təşkilat', en: 'Person or organisation', ru: 'Лицо или организация' }),
    subject_key: text({
      label: { az: 'FİN və ya VÖEN', en: 'FİN or VÖEN', ru: 'FİN или VÖEN' },
      max: 10,
      class: 'personal',
    }),
    reason: text({ label: { az: 'Nə üçün lazımdır', en: 'What it is needed for', ru: 'Зачем нужно' }, max: 500 }),
    until: day({ label: { az: 'Son gün', en: 'Last day', ru: 'Последний день' } }),
    asked_at: instant({ label: { az: 'İstənilib', en: 'Asked', ru: 'Запрошено' } }),
    xid: transactionNumber(),
  },
});

export const consentStep = entity('exchange.consent_step', {
  label: { az: 'Razılığın vəziyyəti', en: 'Step of a consent', ru: 'Шаг согласия' },
  about: 'How each consent stood, in order: asked, agreed to, refused, withdrawn; by whom and when. Append-only.',
  grant: 'append',
  fields: {
    consent: reference('exchange.consent', { label: { az: 'Razılıq', en: 'Consent', ru: 'Согласие' } }),
    seq: integer({ label: { az: 'Sıra', en: 'Order', ru: 'Порядок' } }),
    standing: choice(steps, { label: { az: 'Vəziyyəti', en: 'Standing', ru: 'Состояние' } }),
    person: optional(id({ az: 'Kim', en: 'Who', ru: 'Кто' })),
    at: instant({ label: at }),
    xid: transactionNumber(),
  },
});

export const consentEntities = [consent, consentStep];
