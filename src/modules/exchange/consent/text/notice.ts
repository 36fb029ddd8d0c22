import type { Text } from '../../../../language/lang.ts';

/** What the one who is asked is told. */
export const askedText = (institution: Text): Text => ({
  az: `${institution.az} məlumatınızı almaq üçün razılığınızı istəyir.`,
  en: `${institution.en} asks you to agree that it gets your data.`,
  ru: `${institution.ru} просит вашего согласия на получение ваших данных.`,
});
