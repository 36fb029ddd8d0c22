import type { DemoPerson } from './demo-people.ts';

const minister = { az: 'Nazir müavini', en: 'Deputy minister', ru: 'Заместитель министра' } as const;
const head = { az: 'Rəhbərin müavini', en: 'Deputy head', ru: 'Заместитель руководителя' } as const;

/** Those to whom the appeals of other institutions go. */
export const deputyHeads: readonly DemoPerson[] = [
  {
    fin: '2DM4H7K',
    surname: 'Nərimanov',
    givenName: 'Rüfət',
    patronymic: 'Vidadi',
    sex: 'male',
    birthDate: '1971-04-19',
    about: {
      az: 'Fermer subsidiyaları üzrə şikayətlərə baxır',
      en: 'Decides appeals on subsidies for farmers',
      ru: 'Рассматривает жалобы по субсидиям фермерам',
    },
    role: { institution: 'ktn', role: 'deputy_head', title: minister },
  },
  {
    fin: '3DM9T5L',
    surname: 'Şahmarova',
    givenName: 'Nigar',
    patronymic: 'Məmməd',
    sex: 'female',
    birthDate: '1975-10-06',
    about: {
      az: 'Xidmətlərlə bağlı şikayətlər üzrə qərarlardan şikayətlərə baxır',
      en: 'Decides appeals on complaints about services',
      ru: 'Рассматривает жалобы на решения о качестве услуг',
    },
    role: { institution: 'vxsida', role: 'deputy_head', title: head },
  },
  {
    fin: '4DM6R2P',
    surname: 'Əfəndiyeva',
    givenName: 'Sevinc',
    patronymic: 'Tofiq',
    sex: 'female',
    birthDate: '1972-07-28',
    about: {
      az: 'Bağçaya qəbul üzrə şikayətlərə baxır',
      en: 'Decides appeals on kindergarten places',
      ru: 'Рассматривает жалобы о приёме в детский сад',
    },
    role: { institution: 'etn', role: 'deputy_head', title: minister },
  },
  {
    fin: '5DM3Y8N',
    surname: 'Mirzəyev',
    givenName: 'Anar',
    patronymic: 'Salman',
    sex: 'male',
    birthDate: '1970-12-02',
    about: {
      az: 'Ünvan və məlumatların düzəlişi üzrə şikayətlərə baxır',
      en: 'Decides appeals on addresses and corrected data',
      ru: 'Рассматривает жалобы об адресах и исправлении данных',
    },
    role: { institution: 'din', role: 'deputy_head', title: minister },
  },
  {
    fin: '6DM8K4V',
    surname: 'Kazımlı',
    givenName: 'Elnur',
    patronymic: 'Yusif',
    sex: 'male',
    birthDate: '1974-05-15',
    about: {
      az: 'Vətəndaşlıq vəziyyəti arayışları üzrə şikayətlərə baxır',
      en: 'Decides appeals on civil status certificates',
      ru: 'Рассматривает жалобы о справках гражданского состояния',
    },
    role: { institution: 'en', role: 'deputy_head', title: minister },
  },
];
