import type { FieldWords } from '../../../kernel/definition-schema.ts';

/** What the section `inquiries:` of service.yaml means, as editors show it. */
export const inquiryWords: FieldWords = {
  inquiries: {
    az: 'Müraciətə baxan əməkdaş digər quruma öz sözləri ilə sorğu göndərə bilər; bölmə olmasa, bilməz',
    en: 'An officer who has a case may ask another institution in words of their own; without this section they may not',
    ru: 'Сотрудник, рассматривающий заявление, может запросить другое учреждение своими словами; без раздела не может',
  },
  'inquiries.article': {
    az: 'Akt və maddə: technopark-rules 4.3',
    en: 'Act and article: technopark-rules 4.3',
    ru: 'Акт и статья: technopark-rules 4.3',
  },
  'inquiries.mayShow': {
    az: 'Quruma ən çoxu göstərilə bilən sahələr; əməkdaş onlardan lazım olanı seçir',
    en: 'Fields that the institution may be shown at most; the officer chooses which of them it needs',
    ru: 'Поля, которые разрешено показать учреждению; из них сотрудник выбирает нужные',
  },
  'inquiries.asked': {
    az: 'Müraciətin sorğu göndərilə bilən vəziyyətləri',
    en: 'States of the case in which others may be asked',
    ru: 'Состояния заявления, в которых можно направить запрос',
  },
  'inquiries.workingDays': {
    az: 'Neçə iş günü ərzində cavab verilir',
    en: 'Working days within which it is answered',
    ru: 'За сколько рабочих дней дают ответ',
  },
};
