import { entity, instant, reference, type Tables, text } from '../../../kernel/entity.ts';

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

export const intakeEntities = [wording] as const;
export type IntakeTables = Tables<(typeof intakeEntities)[number]>;
