import type { DemoPerson } from './demo-people.ts';

/** Officials who report of measures and ask for spending, and who confirms what was verified. */
export const peopleOfPlan: readonly DemoPerson[] = [
  {
    fin: '3KT9R4M',
    surname: 'Vəliyeva',
    givenName: 'Şəfəq',
    patronymic: 'Ənvər',
    sex: 'female',
    birthDate: '1971-08-16',
    about: {
      az: 'Kiçik quruma rəhbərlik edir: müavinin gecikdirdiyi hesabatlar ona çatır',
      en: 'Heads a small institution: reports that its deputy head delays come before her',
      ru: 'Руководит небольшим учреждением: получает отчёты, просроченные заместителем',
    },
    role: {
      institution: 'aef',
      role: 'head',
      title: { az: 'İcraçı direktor', en: 'Executive director', ru: 'Исполнительный директор' },
    },
  },
  {
    fin: '5YH2G8C',
    surname: 'Novruzov',
    givenName: 'Rəşad',
    patronymic: 'Eldar',
    sex: 'male',
    birthDate: '1980-12-05',
    about: {
      az: 'Kiçik qurumun hesabatlarını və xərc sifarişlərini imzalayır',
      en: 'Signs the reports and spending requests of a small institution',
      ru: 'Подписывает отчёты и заявки на расходы небольшого учреждения',
    },
    role: {
      institution: 'aef',
      role: 'deputy_head',
      title: {
        az: 'İcraçı direktorun müavini',
        en: 'Deputy executive director',
        ru: 'Заместитель исполнительного директора',
      },
    },
  },
  {
    fin: '4JN6V1X',
    surname: 'Kərimli',
    givenName: 'Zəhra',
    patronymic: 'Mübariz',
    sex: 'female',
    birthDate: '1992-04-27',
    about: {
      az: 'Layihə ofisinin əməkdaşı: həmkarının yoxladığını ikinci şəxs kimi təsdiq edir',
      en: 'Works in the project office: confirms, as the second person, what a colleague has verified',
      ru: 'Сотрудница проектного офиса: вторым лицом подтверждает проверенное коллегой',
    },
    role: {
      institution: 'rinn',
      role: 'project_office',
      title: {
        az: 'Layihə ofisinin məsləhətçisi',
        en: 'Adviser of the project office',
        ru: 'Консультант проектного офиса',
      },
    },
  },
];
