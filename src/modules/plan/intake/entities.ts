import { entity, id, instant, reference, type Tables, text } from '../../../kernel/entity.ts';

export const wording = entity('plan.wording', {
  label: { az: 'Çap olunmuş mətn', en: 'Wording as printed', ru: 'Текст как напечатано' },
  about: 'The official wording of an item as it was printed, with its source; the clean one stands in the item.',
  fields: {
    item: reference('plan.item', { label: { az: 'Planın bəndi', en: 'Item of the plan', ru: 'Пункт плана' } }),
    raw: text({ label: { az: 'Mətn', en: 'Text', ru: 'Текст' }, max: 40_000 }),
    source: text({ label: { az: 'Mənbə', en: 'Source', ru: 'Источник' }, max: 500 }),
    digest: text({ label: { az: 'Faylın xülasəsi', en: 'Digest of the file', ru: 'Сумма файла' }, max: 64 }),
    stored_at: instant({ label: { az: 'Saxlanılıb', en: 'Stored', ru: 'Сохранено' } }),
  },
});

export const upload = entity('plan.upload', {
  label: { az: 'Göndərilmiş forma', en: 'Form that was sent', ru: 'Присланная форма' },
  about: 'A filled form that somebody at the desk has sent to be read, until it is entered or given up.',
  fields: {
    id: id(),
    plan: {
      ...text({ label: { az: 'Plan', en: 'Plan', ru: 'План' }, max: 60 }),
      references: 'plan.plan',
    },
    file: reference('kernel.file', { label: { az: 'Fayl', en: 'File', ru: 'Файл' } }),
    name: text({ label: { az: 'Faylın adı', en: 'Name of the file', ru: 'Имя файла' }, max: 255 }),
    person: reference('identity.person', { label: { az: 'Göndərən', en: 'Sent by', ru: 'Отправил' } }),
    sent_at: instant({ label: { az: 'Göndərilib', en: 'Sent', ru: 'Отправлено' } }),
  },
});

export const intakeEntities = [wording, upload] as const;
export type IntakeTables = Tables<(typeof intakeEntities)[number]>;
