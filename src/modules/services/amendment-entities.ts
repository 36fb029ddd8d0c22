import { Type } from 'typebox';
import { choice, entity, id, instant, integer, type Row, structure, type Tables, text } from '../../kernel/entity.ts';
import type { Json } from '../../kernel/job.ts';

const json = Type.Unsafe<Json>(Type.Unknown());

const amendmentKinds = {
  proposed: { az: 'Təklif olunub', en: 'Proposed', ru: 'Предложено' },
  made: { az: 'Düzəldilib', en: 'Made', ru: 'Внесено' },
} as const;

export const amendment = entity('services.amendment', {
  label: { az: 'Səhvin düzəldilməsi', en: 'Amendment', ru: 'Исправление ошибки' },
  about:
    'A slip in what was issued: the field, what it said and how it is right; once when an official proposes it, once when another one makes it.',
  grant: 'append and delete by retention',
  fields: {
    instance: { ...id({ az: 'Müraciət', en: 'Case', ru: 'Обращение' }), references: 'services.case' } as const,
    seq: integer({ label: { az: 'Sıra nömrəsi', en: 'Sequence', ru: 'Порядковый номер' }, minimum: 1 }),
    at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    kind: choice(amendmentKinds, { label: { az: 'Növ', en: 'Kind', ru: 'Вид' } }),
    field: text({ label: { az: 'Sahə', en: 'Field', ru: 'Поле' }, max: 60 }),
    before: structure(json, { label: { az: 'Əvvəl', en: 'Before', ru: 'Раньше' }, class: 'personal' }),
    value: structure(json, { label: { az: 'Düzgünü', en: 'Right value', ru: 'Верное значение' }, class: 'personal' }),
  },
});

export type AmendmentRow = Row<typeof amendment>;
export type AmendmentTables = Tables<typeof amendment>;
