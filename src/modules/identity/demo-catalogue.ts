import type { DemoPerson } from './demo-people.ts';

/** Officials who register information systems and resources, and who review them. */
export const peopleOfCatalogue: readonly DemoPerson[] = [
  {
    fin: '4WD8H5J',
    surname: 'Mehdiyeva',
    givenName: 'Səbinə',
    patronymic: 'Rafiq',
    sex: 'female',
    birthDate: '1993-03-19',
    about: {
      az: 'Kiçik qurumun sistemlərini kataloqda qeydiyyata alır',
      en: 'Registers the systems of a small institution in the catalogue',
      ru: 'Регистрирует системы небольшого учреждения в каталоге',
    },
    role: {
      institution: 'aef',
      role: 'registrar',
      title: { az: 'Rəqəmsal məsələlər üzrə mütəxəssis', en: 'Digital officer', ru: 'Специалист по цифровым вопросам' },
    },
  },
  {
    fin: '6PN2X7T',
    surname: 'Səfərov',
    givenName: 'Anar',
    patronymic: 'Fikrət',
    sex: 'male',
    birthDate: '1982-10-30',
    about: {
      az: 'Sistemlərin təhlükəsizliyi üzrə rəy verir',
      en: 'Reviews the security of systems',
      ru: 'Даёт заключения по безопасности систем',
    },
    role: {
      institution: 'xritdx',
      role: 'officer',
      title: {
        az: 'İnformasiya təhlükəsizliyi üzrə mütəxəssis',
        en: 'Information security officer',
        ru: 'Специалист по информационной безопасности',
      },
    },
  },
  {
    fin: '7RD4K8W',
    surname: 'Hüseynli',
    givenName: 'Kamran',
    patronymic: 'Tofiq',
    sex: 'male',
    birthDate: '1986-06-21',
    about: {
      az: 'Sistemlərin arxitekturası və əlaqələri üzrə rəy verir',
      en: 'Reviews the architecture and the relations of systems',
      ru: 'Даёт заключения по архитектуре и связям систем',
    },
    role: {
      institution: 'rinn',
      role: 'officer',
      title: { az: 'Arxitektura üzrə məsləhətçi', en: 'Adviser on architecture', ru: 'Консультант по архитектуре' },
    },
  },
  {
    fin: '2HB9M3X',
    surname: 'Əlizadə',
    givenName: 'Lalə',
    patronymic: 'Nadir',
    sex: 'female',
    birthDate: '1990-11-05',
    about: {
      az: 'Fərdi məlumatların mühafizəsi üzrə rəy verir',
      en: 'Reviews the protection of personal data',
      ru: 'Даёт заключения по защите персональных данных',
    },
    role: {
      institution: 'rinn',
      role: 'officer',
      title: {
        az: 'Fərdi məlumatların mühafizəsi üzrə məsləhətçi',
        en: 'Adviser on data protection',
        ru: 'Консультант по защите данных',
      },
    },
  },
  {
    fin: '3VL6S9Q',
    surname: 'Cabbarova',
    givenName: 'Nigar',
    patronymic: 'Adil',
    sex: 'female',
    birthDate: '1989-01-08',
    about: {
      az: 'İnformasiya ehtiyatlarının məlumat obyektlərinə rəy verir',
      en: 'Reviews the data objects of information resources',
      ru: 'Даёт заключения по объектам данных информационных ресурсов',
    },
    role: {
      institution: 'dsk',
      role: 'officer',
      title: {
        az: 'Statistik təsnifatlar üzrə mütəxəssis',
        en: 'Officer for statistical classifications',
        ru: 'Специалист по статистическим классификациям',
      },
    },
  },
];
