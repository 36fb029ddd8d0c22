import type { FieldWords } from '../../kernel/definition-schema.ts';

/** What the fields of rights.yaml mean, as editors show it. */
export const rightsWords: FieldWords = {
  '': {
    az: 'Kim, hansı məqsədlə və hansı maddəyə görə nəyi oxuya və daxil edə bilər',
    en: 'Who may read and enter what, for which purpose, by which article',
    ru: 'Кто, с какой целью и по какой статье может что читать и вносить',
  },
  purposes: { az: 'Məqsədlər', en: 'The purposes', ru: 'Цели' },
  'purposes.*.title': {
    az: 'Məqsədin adı; haqqında soruşulan şəxs oxuyur',
    en: 'The purpose, as the person reads it whom it is about',
    ru: 'Цель, как её читает тот, о ком запрос',
  },
  rights: { az: 'Hüquqlar', en: 'The rights', ru: 'Права' },
  'rights[].consumer': {
    az: 'Soruşan qurumun kodu',
    en: 'Code of the institution that asks',
    ru: 'Код запрашивающего учреждения',
  },
  'rights[].purpose': { az: 'Hansı məqsədlə', en: 'For which purpose', ru: 'С какой целью' },
  'rights[].act': { az: 'Aktın kodu', en: 'Code of the act', ru: 'Код акта' },
  'rights[].article': { az: 'Maddə', en: 'The article', ru: 'Статья' },
  'rights[].concepts': {
    az: 'Oxuna bilən anlayışlar',
    en: 'Concepts that may be read',
    ru: 'Понятия, которые можно читать',
  },
  'rights[].relations': {
    az: 'Oxuna bilən əlaqələr',
    en: 'Relations that may be read',
    ru: 'Связи, которые можно читать',
  },
  'rights[].enters': {
    az: 'Qərarların daxil edilə biləcəyi reyestrlər',
    en: 'Registers into which its decisions may be entered',
    ru: 'Реестры, в которые вносятся решения',
  },
};
