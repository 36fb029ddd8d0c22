import type { Text } from '../../../language/lang.ts';

/** Five steps each: from hardly to almost certain, from slight to disastrous. */
export const likelihoods: readonly Text[] = [
  { az: 'Çox az', en: 'Rare', ru: 'Очень низкая' },
  { az: 'Az', en: 'Unlikely', ru: 'Низкая' },
  { az: 'Mümkün', en: 'Possible', ru: 'Возможная' },
  { az: 'Yüksək', en: 'Likely', ru: 'Высокая' },
  { az: 'Demək olar ki, qaçılmaz', en: 'Almost certain', ru: 'Почти неизбежная' },
];
export const impacts: readonly Text[] = [
  { az: 'Əhəmiyyətsiz', en: 'Slight', ru: 'Незначительное' },
  { az: 'Zəif', en: 'Minor', ru: 'Слабое' },
  { az: 'Orta', en: 'Moderate', ru: 'Среднее' },
  { az: 'Güclü', en: 'Major', ru: 'Сильное' },
  { az: 'Çox ağır', en: 'Severe', ru: 'Критическое' },
];

export const riskLevels = {
  low: { az: 'Aşağı', en: 'Low', ru: 'Низкий' },
  medium: { az: 'Orta', en: 'Medium', ru: 'Средний' },
  high: { az: 'Yüksək', en: 'High', ru: 'Высокий' },
  extreme: { az: 'Çox yüksək', en: 'Extreme', ru: 'Очень высокий' },
} as const satisfies Record<string, Text>;
export type RiskLevel = keyof typeof riskLevels;

/** Level of a risk by the product of likelihood and impact, each 1 to 5: from 4 medium, from 10 high, from 17 extreme. */
export function levelOf(likelihood: number, impact: number): RiskLevel {
  const product = likelihood * impact;
  if (product >= 17) return 'extreme';
  if (product >= 10) return 'high';
  return product >= 4 ? 'medium' : 'low';
}

/** Days after which an assessment, or the last word on a mitigation, is old. */
export const agingDays = 90;

/** Whole days from one day to another, both `YYYY-MM-DD`. */
export function ageInDays(from: string, today: string): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
