import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Text } from '../../../language/lang.ts';

const article: Text = {
  az: 'Akt və maddə: technopark-rules 4.3',
  en: 'Act and article: technopark-rules 4.3',
  ru: 'Акт и статья: technopark-rules 4.3',
};

/** What the sections `quota:` and `scores:` of service.yaml mean, as editors show it. */
export const quotaWords: FieldWords = {
  quota: {
    az: 'Təsdiqin istifadəyə verdiyi miqdar; effects: quota verir, end-quota qalığı silir',
    en: 'A quantity that an approval gives to use; in effects: quota gives it, end-quota takes what is left',
    ru: 'Количество, которое одобрение даёт использовать; effects: quota предоставляет, end-quota списывает остаток',
  },
  'quota.unit': { az: 'Ölçü vahidi', en: 'In what it is counted', ru: 'Единица измерения' },
  'quota.amount': {
    az: 'FEEL ifadəsi: nə qədər verilir',
    en: 'A FEEL expression: how much is given',
    ru: 'Выражение FEEL: сколько предоставляется',
  },
  'quota.number': {
    az: 'FEEL ifadəsi: kvotanın nömrəsi; belə nömrəli kvota varsa, artırılır',
    en: 'A FEEL expression: its number; a quota that bears it already is extended',
    ru: 'Выражение FEEL: номер квоты; если квота с ним уже есть, она увеличивается',
  },
  'quota.validFrom': {
    az: 'FEEL ifadəsi: ilk gün',
    en: 'A FEEL expression: first day',
    ru: 'Выражение FEEL: первый день',
  },
  'quota.validTo': {
    az: 'FEEL ifadəsi: son gün',
    en: 'A FEEL expression: last day',
    ru: 'Выражение FEEL: последний день',
  },
  'quota.operator': {
    az: 'İstifadəni ölçən qurum; yazılmasa, xidməti göstərən',
    en: 'Institution that measures the use; without it the provider',
    ru: 'Учреждение, измеряющее использование; без указания – оказывающее услугу',
  },
  'quota.article': article,
  scores: {
    az: 'Müraciətin qiymətləndirildiyi meyarlar; adı ifadələrdə işlənir, score balların cəmidir',
    en: 'Criteria by which an application is scored; the name is used in expressions, score is their sum',
    ru: 'Критерии оценки заявления; имя служит в выражениях, score – сумма баллов',
  },
  'scores.*.title': { az: 'Meyarın adı', en: 'Name of the criterion', ru: 'Название критерия' },
  'scores.*.article': article,
  'scores.*.levels': {
    az: 'Pillələr: şərti doğru olan birinci pillənin balı verilir; sonuncusu şərtsizdir',
    en: 'Levels: the first whose condition is true gives its points; the last has no condition',
    ru: 'Уровни: баллы даёт первый, условие которого истинно; последний – без условия',
  },
  'scores.*.levels[].when': { az: 'FEEL ifadəsi', en: 'A FEEL expression', ru: 'Выражение FEEL' },
  'scores.*.levels[].points': { az: 'Bal', en: 'Points', ru: 'Баллы' },
  'scores.*.levels[].reason': {
    az: 'Səbəb, müraciətçi oxuyur',
    en: 'Why, as the applicant reads it',
    ru: 'Почему; читает заявитель',
  },
};
