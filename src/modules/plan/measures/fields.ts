import { Type } from 'typebox';
import { text } from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';

/** A title in Azerbaijani; the other languages where somebody wrote them. */
export const titleSchema = Type.Object(
  {
    az: Type.String({ minLength: 1, maxLength: 2000 }),
    en: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    ru: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
  },
  { additionalProperties: false },
);

/** Words of fields that several tables of the room have. */
export const label = {
  plan: { az: 'Plan', en: 'Plan', ru: 'План' },
  item: { az: 'Planın bəndi', en: 'Item of the plan', ru: 'Пункт плана' },
  title: { az: 'Adı', en: 'Title', ru: 'Название' },
  institution: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' },
  source: { az: 'Mənbə', en: 'Source', ru: 'Источник' },
  entered: { az: 'Daxil edilib', en: 'Entered', ru: 'Внесено' },
  position: { az: 'Sıra', en: 'Order', ru: 'Порядок' },
  sample: { az: 'Nümunə', en: 'Sample', ru: 'Образец' },
  removed: { az: 'Çıxarılıb', en: 'Removed', ru: 'Исключено' },
  code: { az: 'Kod', en: 'Code', ru: 'Код' },
  from: { az: 'İlk gün', en: 'First day', ru: 'Первый день' },
  to: { az: 'Qüvvədən düşdüyü gün', en: 'First day no longer in force', ru: 'День прекращения' },
  person: { az: 'Şəxs', en: 'Person', ru: 'Лицо' },
  reason: { az: 'Səbəb', en: 'Reason', ru: 'Причина' },
  at: { az: 'Vaxt', en: 'Moment', ru: 'Момент' },
  period: { az: 'Dövr', en: 'Period', ru: 'Период' },
  milestone: { az: 'Mərhələ', en: 'Milestone', ru: 'Этап' },
  deliverable: { az: 'Çıxış nəticəsi', en: 'Deliverable', ru: 'Результат работ' },
  instance: { az: 'İş', en: 'Instance', ru: 'Дело' },
  due: { az: 'Son tarix', en: 'Due', ru: 'Срок' },
  note: { az: 'Qeyd', en: 'Note', ru: 'Примечание' },
} as const;

export const institutionCode = (of: Text = label.institution) => ({
  ...text({ label: of, max: 20 }),
  references: 'identity.institution',
});
export const planCode = (of: Text = label.plan) => ({ ...text({ label: of, max: 60 }), references: 'plan.plan' });
