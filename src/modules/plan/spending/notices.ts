import type { Text } from '../../../language/lang.ts';

/** What institutions are told of their requests. */
export const notices = {
  expired: (number: string): Text => ({
    az: `${number}: təsdiqin müddəti bitdi, müqavilə bağlanmamışdı. Xərc lazımdırsa, yeni müraciət edin.`,
    en: `${number}: the approval expired without a commitment. If it is still needed, send a new request.`,
    ru: `${number}: срок утверждения истёк, договор не заключён. Если расходы нужны, подайте новую заявку.`,
  }),
  benefits: (number: string): Text => ({
    az: `${number}: faydaları qiymətləndirmək vaxtıdır. Nə dəyişdiyini yazın.`,
    en: `${number}: it is time to review the benefits. Write what has changed.`,
    ru: `${number}: пора оценить выгоды. Опишите, что изменилось.`,
  }),
};
