import { day, entity, id, instant, reference, type Row, type Tables } from '../../kernel/entity.ts';

export const representation = entity('services.representation', {
  label: { az: 'Təmsilçilik', en: 'Representation', ru: 'Представительство' },
  about: 'Cases of children that a parent conducts for them. The case is the child’s; the right ends on its day.',
  fields: {
    instance: { ...id({ az: 'Müraciət', en: 'Case', ru: 'Обращение' }), references: 'services.case' } as const,
    guardian: reference('identity.person', { label: { az: 'Kim aparır', en: 'Conducted by', ru: 'Кто ведёт' } }),
    until_day: day({ label: { az: 'Hüququn bitdiyi gün', en: 'Day the right ends', ru: 'День окончания права' } }),
    known_at: instant({
      label: { az: 'Reyestr təsdiq edib', en: 'Confirmed by the register', ru: 'Подтверждено реестром' },
    }),
  },
});

export type RepresentationTables = Tables<typeof representation>;
export type RepresentationRow = Row<typeof representation>;
