import { refusal } from '../../kernel/refusal.ts';

export const entryRefused = refusal('exchange.entry_refused', 403, {
  az: 'Qurumun bu reyestrə qeyd daxil etmək hüququ yoxdur. Hüququ reyestrin sahibi verir.',
  en: 'The institution has no right to enter records in this register. The register’s owner grants it.',
  ru: 'У учреждения нет права вносить записи в этот реестр. Право даёт владелец реестра.',
});
