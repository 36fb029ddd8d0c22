import type { Text } from '../../../language/lang.ts';

export const article: Text = {
  az: 'Akt və maddə: technopark-rules 4.3',
  en: 'Act and article: technopark-rules 4.3',
  ru: 'Акт и статья: technopark-rules 4.3',
};
export const reason: Text = {
  az: 'Müraciətçinin oxuduğu səbəb; {sahə} onun qiyməti ilə əvəz olunur',
  en: 'The reason as the applicant reads it; {field} stands for its value',
  ru: 'Причина, которую читает заявитель; {поле} заменяется значением',
};
