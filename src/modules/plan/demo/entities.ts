import { choice, entity, id, instant } from '../../../kernel/entity.ts';

const kinds = {
  report: { az: 'Hesabat', en: 'Report', ru: 'Отчёт' },
  risk: { az: 'Risk', en: 'Risk', ru: 'Риск' },
  spending: { az: 'Xərc sifarişi', en: 'Spending request', ru: 'Заявка на расходы' },
} as const;
export type SampleKind = keyof typeof kinds;

export const sampleRecord = entity('plan.sample_record', {
  label: { az: 'Nümunə yazısı', en: 'Sample record', ru: 'Запись-образец' },
  about: 'What the demonstration wrote of its own: only this is ever deleted of reports, risks and spending requests.',
  fields: {
    id: id(),
    kind: choice(kinds, { label: { az: 'Növ', en: 'Kind', ru: 'Вид' } }),
    at: instant({ label: { az: 'Yazılıb', en: 'Written', ru: 'Записано' } }),
  },
});
