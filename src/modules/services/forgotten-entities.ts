import { entity, id, instant, type Row, type Tables, text } from '../../kernel/entity.ts';

export const forgotten = entity('services.forgotten', {
  label: { az: 'Silinmiş sahə', en: 'Forgotten field', ru: 'Удалённое поле' },
  about: 'Fields that were deleted from a case before the case itself, because their own term was over. No values.',
  grant: 'append and delete by retention',
  fields: {
    instance: { ...id({ az: 'Müraciət', en: 'Case', ru: 'Обращение' }), references: 'services.case' } as const,
    field: text({ label: { az: 'Sahə', en: 'Field', ru: 'Поле' }, max: 60 }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
  },
});

export type ForgottenRow = Row<typeof forgotten>;
export type ForgottenTables = Tables<typeof forgotten>;
