import type { DemoPerson } from './demo-people.ts';

const officer = { az: 'Aparıcı məsləhətçi', en: 'Leading adviser', ru: 'Ведущий консультант' } as const;
const approver = { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующий отделом' } as const;

/** Citizens at a turn of their lives, and those who decide on their services in other institutions. */
export const demoServicePeople: readonly DemoPerson[] = [
  {
    fin: '5LS8K2M',
    surname: 'Talıbova',
    givenName: 'Ruhəngiz',
    patronymic: 'Xanlar',
    sex: 'female',
    birthDate: '1962-05-16',
    about: {
      az: 'Pensiya yaşına çatıb: pensiyası dərhal təyin edilir',
      en: 'Has reached the pension age: her pension is granted at once',
      ru: 'Достигла пенсионного возраста: пенсия назначается сразу',
    },
  },
  {
    fin: '6AY4N9R',
    surname: 'Sultanova',
    givenName: 'Fidan',
    patronymic: 'Əlövsət',
    sex: 'female',
    birthDate: '1992-08-23',
    about: {
      az: 'Üç uşaq anası: uşaqları üçün xidmətlərdən istifadə edir',
      en: 'Mother of three: uses services for her children',
      ru: 'Мать троих детей: пользуется услугами для детей',
    },
  },
  {
    fin: '4EM7P5D',
    surname: 'Quliyeva',
    givenName: 'Mehriban',
    patronymic: 'Akif',
    sex: 'female',
    birthDate: '1987-03-11',
    about: {
      az: 'Müavinət və pensiya müraciətlərinə baxır',
      en: 'Handles applications for benefits and pensions',
      ru: 'Рассматривает заявления о пособиях и пенсиях',
    },
    role: { institution: 'eesmn', role: 'officer', title: officer },
  },
  {
    fin: '3US2G6T',
    surname: 'Bayramov',
    givenName: 'Natiq',
    patronymic: 'Şakir',
    sex: 'male',
    birthDate: '1978-12-02',
    about: {
      az: 'Müavinət və pensiya qərarlarını təsdiq edir',
      en: 'Confirms decisions on benefits and pensions',
      ru: 'Утверждает решения о пособиях и пенсиях',
    },
    role: { institution: 'eesmn', role: 'approver', title: approver },
  },
  {
    fin: '5NE6Q4Y',
    surname: 'Axundova',
    givenName: 'Könül',
    patronymic: 'Rəhim',
    sex: 'female',
    birthDate: '1989-09-14',
    about: {
      az: 'Bağçaya qəbul müraciətlərinə baxır',
      en: 'Handles applications for kindergarten places',
      ru: 'Рассматривает заявления о приёме в детский сад',
    },
    role: { institution: 'etn', role: 'officer', title: officer },
  },
  {
    fin: '6TG8U2B',
    surname: 'Hacıyev',
    givenName: 'Samir',
    patronymic: 'Əli',
    sex: 'male',
    birthDate: '1976-02-18',
    about: {
      az: 'Bağçaya qəbul qərarlarını təsdiq edir',
      en: 'Confirms decisions on kindergarten places',
      ru: 'Утверждает решения о приёме в детский сад',
    },
    role: { institution: 'etn', role: 'approver', title: approver },
  },
  {
    fin: '7CQ3V8L',
    surname: 'Məmmədzadə',
    givenName: 'Tural',
    patronymic: 'Bəxtiyar',
    sex: 'male',
    birthDate: '1991-01-27',
    about: {
      az: 'Ünvan dəyişikliyi müraciətlərinə baxır',
      en: 'Handles applications to change an address',
      ru: 'Рассматривает заявления о смене адреса',
    },
    role: { institution: 'din', role: 'officer', title: officer },
  },
  {
    fin: '2WK5X1H',
    surname: 'Vahabzadə',
    givenName: 'Səadət',
    patronymic: 'Kamil',
    sex: 'female',
    birthDate: '1981-06-09',
    about: {
      az: 'Ünvan dəyişikliyi qərarlarını təsdiq edir',
      en: 'Confirms decisions on changes of address',
      ru: 'Утверждает решения о смене адреса',
    },
    role: {
      institution: 'din',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующая отделом' },
    },
  },
];
