import type { DemoPerson } from './demo-people.ts';

/** A guardian whom the authority has named, and her brother, for whom a court has found that he cannot act himself. */
export const guardianAndWard: readonly DemoPerson[] = [
  {
    fin: '5GV2D8K',
    surname: 'İlyasova',
    givenName: 'Sürəyya',
    patronymic: 'Mürsəl',
    sex: 'female',
    birthDate: '1966-09-08',
    about: {
      az: 'Qardaşının və yetim qalmış nəvəsinin qəyyumu: onların adından müraciət edir',
      en: 'Guardian of her brother and of her orphaned grandchild: applies in their names',
      ru: 'Опекун брата и осиротевшей внучки: обращается от их имени',
    },
  },
  {
    fin: '4HV7M3R',
    surname: 'İlyasov',
    givenName: 'Hikmət',
    patronymic: 'Mürsəl',
    sex: 'male',
    birthDate: '1961-03-14',
    about: {
      az: 'Fəaliyyət qabiliyyəti yoxdur: onun adından qəyyumu Sürəyya İlyasova müraciət edir',
      en: 'Has no legal capacity: his guardian Sürəyya İlyasova applies for him',
      ru: 'Недееспособен: за него обращается опекун Сурейя Ильясова',
    },
  },
];
