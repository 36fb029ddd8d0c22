import type { DemoPerson } from './demo-people.ts';

/** Officials who decide on certificates of civil status and on complaints, and on appeals about social payments. */
export const socialOfficials: readonly DemoPerson[] = [
  {
    fin: '6KP1V5D',
    surname: 'Nağıyev',
    givenName: 'Rasim',
    patronymic: 'Əhməd',
    sex: 'male',
    birthDate: '1971-10-08',
    about: {
      az: 'Sosial ödənişlər üzrə şikayətlərə baxır',
      en: 'Decides appeals on social payments',
      ru: 'Рассматривает жалобы по социальным выплатам',
    },
    role: {
      institution: 'eesmn',
      role: 'deputy_head',
      title: { az: 'Nazir müavini', en: 'Deputy minister', ru: 'Заместитель министра' },
    },
  },
  {
    fin: '4RZ9B6H',
    surname: 'Mustafayeva',
    givenName: 'Lamiyə',
    patronymic: 'Tofiq',
    sex: 'female',
    birthDate: '1992-04-30',
    about: {
      az: 'Reyestrdə olmayan akt qeydlərini arxivdə axtarır',
      en: 'Looks in the archive for records that the register has not',
      ru: 'Ищет в архиве записи, которых нет в реестре',
    },
    role: {
      institution: 'en',
      role: 'officer',
      title: { az: 'Məsləhətçi', en: 'Adviser', ru: 'Консультант' },
    },
  },
  {
    fin: '2TN6X8J',
    surname: 'İsmayılov',
    givenName: 'Vüqar',
    patronymic: 'Kamran',
    sex: 'male',
    birthDate: '1978-12-02',
    about: {
      az: 'Təkrar şəhadətnamələrin verilməsini təsdiq edir',
      en: 'Confirms the issue of certificates',
      ru: 'Утверждает выдачу повторных свидетельств',
    },
    role: {
      institution: 'en',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующий отделом' },
    },
  },
  {
    fin: '3JB8R1W',
    surname: 'Cəfərli',
    givenName: 'Aytac',
    patronymic: 'Nizami',
    sex: 'female',
    birthDate: '1990-11-27',
    about: {
      az: 'Xidmətlərdən şikayətləri araşdırır',
      en: 'Looks into complaints about services',
      ru: 'Проверяет жалобы на услуги',
    },
    role: {
      institution: 'vxsida',
      role: 'officer',
      title: { az: 'Baş məsləhətçi', en: 'Chief adviser', ru: 'Главный консультант' },
    },
  },
  {
    fin: '6DS4T7Y',
    surname: 'Məmmədzadə',
    givenName: 'Fuad',
    patronymic: 'Ramiz',
    sex: 'male',
    birthDate: '1976-05-05',
    about: {
      az: 'Şikayətlərə cavabları təsdiq edir',
      en: 'Confirms the answers to complaints',
      ru: 'Утверждает ответы на жалобы',
    },
    role: {
      institution: 'vxsida',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующий отделом' },
    },
  },
];
