import type { FieldWords } from '../../../kernel/definition-schema.ts';

/** What `inTurn` of an entry means, as editors show it. */
export const turnWords: FieldWords = {
  'entry.inTurn': {
    az: 'Qeydin azaltdığı imkanların seçimi, məsələn, boş yerlər: eyni seçimli müraciətlər bir-bir təsdiq edilir',
    en: 'Choices about which an entry uses something up, such as free places: cases with the same choice are approved one at a time',
    ru: 'Выбор, по которому запись что-то расходует, например места: заявления с одним выбором одобряются по одному',
  },
};
