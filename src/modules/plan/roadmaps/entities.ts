import {
  choice,
  day,
  decimal,
  entity,
  id,
  instant,
  optional,
  type Row,
  structure,
  type Tables,
  text,
} from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import { titleSchema } from '../measures/index.ts';

export const kpiUnits = {
  percent: { az: 'Faiz', en: 'Percent', ru: 'Проценты' },
  count: { az: 'Say', en: 'Count', ru: 'Количество' },
} as const satisfies Record<string, Text>;
export type KpiUnit = keyof typeof kpiUnits;

export const kpi = entity('plan.kpi', {
  label: { az: 'Yol xəritəsinin göstəricisi', en: 'Figure of a roadmap', ru: 'Показатель дорожной карты' },
  about: 'What a roadmap of an institution wants to reach, in figures, and the indicator that measures it.',
  fields: {
    id: id(),
    plan: {
      ...text({ label: { az: 'Yol xəritəsi', en: 'Roadmap', ru: 'Дорожная карта' }, max: 60 }),
      references: 'plan.plan',
    },
    title: structure(titleSchema, { label: { az: 'Adı', en: 'Title', ru: 'Название' } }),
    indicator: optional(
      text({ label: { az: 'Ölçən göstərici', en: 'Indicator', ru: 'Измеряющий показатель' }, max: 60 }),
    ),
    unit: choice(kpiUnits, { label: { az: 'Ölçü vahidi', en: 'Unit', ru: 'Единица' } }),
    baseline: optional(decimal({ label: { az: 'Başlanğıc', en: 'Baseline', ru: 'Начальное значение' } })),
    target: decimal({ label: { az: 'Hədəf', en: 'Target', ru: 'Цель' } }),
    due: day({ label: { az: 'Son tarix', en: 'Due', ru: 'Срок' } }),
    entered_at: instant({ label: { az: 'Daxil edilib', en: 'Entered', ru: 'Внесено' } }),
    removed_at: optional(instant({ label: { az: 'Çıxarılıb', en: 'Removed', ru: 'Исключено' } })),
  },
});
export type RoadmapTables = Tables<typeof kpi>;
export type KpiRow = Row<typeof kpi>;
