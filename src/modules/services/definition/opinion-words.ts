import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Text } from '../../../language/lang.ts';
import { inquiryWords } from './inquiry-words.ts';

const article: Text = {
  az: 'Akt və maddə: technopark-rules 4.3',
  en: 'Act and article: technopark-rules 4.3',
  ru: 'Акт и статья: technopark-rules 4.3',
};

/** What the sections `opinions:` and `inquiries:` of service.yaml mean, as editors show them. */
export const opinionWords: FieldWords = {
  opinions: {
    az: 'Başqa qurumlardan eyni vaxtda soruşulan rəylər; ad ifadələrdə işlənir: opinion.fire',
    en: 'Opinions asked of other institutions side by side; the name is used in expressions: opinion.fire',
    ru: 'Заключения, которые одновременно запрашивают у других учреждений; имя служит в выражениях: opinion.fire',
  },
  'opinions.*.title': { az: 'Rəyin adı', en: 'Name of the opinion', ru: 'Название заключения' },
  'opinions.*.question': {
    az: 'Qurumdan nə soruşulur',
    en: 'What the institution is asked',
    ru: 'О чём спрашивают учреждение',
  },
  'opinions.*.institution': {
    az: 'Rəy verən qurumun kodu',
    en: 'Code of the institution that gives it',
    ru: 'Код учреждения, которое его даёт',
  },
  'opinions.*.article': article,
  'opinions.*.sees': {
    az: 'Qurumun görə bildiyi sahələr; başqa heç nə görmür',
    en: 'Fields that the institution may see; it sees nothing else',
    ru: 'Поля, которые видит учреждение; больше ничего',
  },
  'opinions.*.asked': {
    az: 'Müraciət hansı vəziyyətə keçəndə soruşulur',
    en: 'States of the case on entering which it is asked',
    ru: 'Состояния, с переходом в которые его запрашивают',
  },
  'opinions.*.workingDays': {
    az: 'Neçə iş günü ərzində verilir',
    en: 'Working days within which it is given',
    ru: 'За сколько рабочих дней его дают',
  },
  'opinions.*.silence': {
    az: 'Vaxtında verilməyən rəyin nəticəsi',
    en: 'What follows when it does not come in time',
    ru: 'Что следует, если его нет в срок',
  },
  'opinions.*.silence.means': {
    az: 'agrees: razılıq sayılır, escalate: rəhbərin müavininə bildirilir və rəy gözlənilir',
    en: 'agrees: it counts as consent; escalate: the deputy head there is told, and it is awaited on',
    ru: 'agrees: считается согласием; escalate: сообщают заместителю руководителя, заключения ждут дальше',
  },
  'opinions.*.silence.article': article,
  ...inquiryWords,
};
