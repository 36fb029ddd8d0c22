import type { FieldWords } from '../../../kernel/definition-schema.ts';

/** What the section `coApplicants:` of service.yaml means, as editors show it. */
export const coApplicantWords: FieldWords = {
  coApplicants: {
    az: 'Müraciət göndərilməmişdən əvvəl razılıq verməli olan başqa şəxslər',
    en: 'Other people who have to agree before the application is sent',
    ru: 'Другие лица, которые должны дать согласие до отправки заявления',
  },
  'coApplicants.*.title': { az: 'Bu şəxs kimdir', en: 'Who that person is', ru: 'Кто это лицо' },
  'coApplicants.*.agreesTo': {
    az: 'Şəxsin razılaşdığı cümlə',
    en: 'The sentence to which the person agrees',
    ru: 'Фраза, с которой лицо соглашается',
  },
  'coApplicants.*.who': {
    az: 'FİN-in yazıldığı sahə: cavab, qrup.sahə və ya reyestrdən oxunan FİN',
    en: 'Field with the FİN: an answer, group.field, or a FİN read from a register',
    ru: 'Поле с FİN: ответ, группа.поле или FİN из реестра',
  },
  'coApplicants.*.article': {
    az: 'Akt və maddə: residence-rules 2.5',
    en: 'Act and article: residence-rules 2.5',
    ru: 'Акт и статья: residence-rules 2.5',
  },
  'coApplicants.*.sees': {
    az: 'Şəxsin görə bildiyi sahələr; başqa heç nə görmür. Gördüyü cavab dəyişsə, razılıq yenidən soruşulur',
    en: 'Fields that the person may see, and no others. When an answer among them changes, agreement is asked again',
    ru: 'Поля, которые видит лицо; больше ничего. Если ответ среди них меняется, согласие запрашивают снова',
  },
  'coApplicants.*.workingDays': {
    az: 'Neçə iş günü ərzində cavab verir',
    en: 'Working days within which the person answers',
    ru: 'За сколько рабочих дней лицо отвечает',
  },
  'coApplicants.*.reads': {
    az: 'Sonra nəyi oxuya bilər: decision – qərarı, document – sənədi',
    en: 'What the person may read afterwards: decision, document',
    ru: 'Что лицо может прочитать потом: decision – решение, document – документ',
  },
};
