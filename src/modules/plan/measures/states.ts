import type { Text } from '../../../language/lang.ts';

/** How a measure stands, computed. */
export const measureStates = {
  done: { az: 'İcra olunub', en: 'Done', ru: 'Исполнено' },
  on_track: { az: 'Vaxtında gedir', en: 'On track', ru: 'В срок' },
  soon: { az: 'Gecikmə təhlükəsi var', en: 'About to be late', ru: 'Угроза срыва срока' },
  late: { az: 'Gecikir', en: 'Late', ru: 'Просрочено' },
  no_evidence: { az: 'Sübut yoxdur', en: 'No evidence', ru: 'Нет подтверждений' },
  not_assessed: { az: 'Qiymətləndirmək mümkün deyil', en: 'Cannot be assessed', ru: 'Невозможно оценить' },
  no_deadline: { az: 'Müddət göstərilməyib', en: 'Deadline missing', ru: 'Срок не указан' },
  no_executor: { az: 'İcraçı göstərilməyib', en: 'Executor missing', ru: 'Исполнитель не указан' },
} as const satisfies Record<string, Text>;
export type MeasureState = keyof typeof measureStates;
export const measureStateNames = Object.keys(measureStates) as readonly MeasureState[];

/** How the institution itself says that a measure stands: shown beside the computed state, never instead of it. */
export const selfRatings = {
  on_track: { az: 'Vaxtında gedir', en: 'On track', ru: 'В срок' },
  at_risk: { az: 'Risk altındadır', en: 'At risk', ru: 'Под угрозой' },
  late: { az: 'Gecikir', en: 'Late', ru: 'Отстаёт' },
  done: { az: 'İcra olunub', en: 'Done', ru: 'Исполнено' },
} as const satisfies Record<string, Text>;
export type SelfRating = keyof typeof selfRatings;
