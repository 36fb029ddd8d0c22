import type { DemoPerson } from './demo-people.ts';

/** Officials of the operator of the supercomputer, who book what is used of quotas. */
export const peopleOfComputing: readonly DemoPerson[] = [
  {
    fin: '4GP6H2U',
    surname: 'Səmədzadə',
    givenName: 'Orxan',
    patronymic: 'Fuad',
    sex: 'male',
    birthDate: '1993-05-27',
    about: {
      az: 'Superkompüterin istifadə hesabatlarını oxuyur və düzəliş təklif edir',
      en: 'Reads reports of use of the supercomputer and proposes corrections',
      ru: 'Читает отчёты об использовании суперкомпьютера и предлагает исправления',
    },
    role: {
      institution: 'azcon',
      role: 'officer',
      title: { az: 'Baş mühəndis', en: 'Chief engineer', ru: 'Главный инженер' },
    },
  },
  {
    fin: '5HR8C3K',
    surname: 'Novruzova',
    givenName: 'Səbinə',
    patronymic: 'Rafiq',
    sex: 'female',
    birthDate: '1986-10-09',
    about: {
      az: 'Kvotalardakı düzəlişləri təsdiq edir və sistemlərə açar verir',
      en: 'Confirms corrections of quotas and issues keys to systems',
      ru: 'Утверждает исправления квот и выдаёт ключи системам',
    },
    role: {
      institution: 'azcon',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующая отделом' },
    },
  },
];
