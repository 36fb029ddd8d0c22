import type { DemoPerson } from './demo-people.ts';

/** Who decides on crop subsidies, and the clerk at whose desk a farmer may apply. */
export const farmingPeople: readonly DemoPerson[] = [
  {
    fin: '6EK3T9R',
    surname: 'Məmmədzadə',
    givenName: 'Ülviyyə',
    patronymic: 'Natiq',
    sex: 'female',
    birthDate: '1987-07-12',
    about: {
      az: 'Əkin subsidiyası üçün müraciətlərə və toxum qəbzlərinə baxır',
      en: 'Handles applications for the crop subsidy and reads the receipts',
      ru: 'Рассматривает заявления на субсидию и чеки на семена',
    },
    role: {
      institution: 'ktn',
      role: 'officer',
      title: { az: 'Böyük məsləhətçi', en: 'Senior adviser', ru: 'Старший консультант' },
    },
  },
  {
    fin: '2LP7C4F',
    surname: 'Bağırov',
    givenName: 'Samir',
    patronymic: 'Rauf',
    sex: 'male',
    birthDate: '1978-03-27',
    about: {
      az: 'Əkin subsidiyası üzrə qərarları təsdiq edir',
      en: 'Approves decisions on the crop subsidy',
      ru: 'Утверждает решения о субсидии на посев',
    },
    role: {
      institution: 'ktn',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующий отделом' },
    },
  },
  {
    fin: '5GU8H3Z',
    surname: 'Hacıyeva',
    givenName: 'Günay',
    patronymic: 'Akif',
    sex: 'female',
    birthDate: '1995-09-23',
    about: {
      az: 'Xidmət mərkəzində vətəndaşın razılığı ilə onun adından müraciət daxil edir',
      en: 'Enters applications at a service centre for citizens who consent',
      ru: 'Подаёт в центре услуг заявления от имени граждан с их согласия',
    },
    role: {
      institution: 'vxsida',
      role: 'clerk',
      title: { az: 'Xidmət mərkəzinin operatoru', en: 'Clerk of the service centre', ru: 'Оператор центра услуг' },
    },
  },
];
