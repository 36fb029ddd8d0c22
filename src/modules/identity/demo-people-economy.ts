import type { DemoPerson } from './demo-people.ts';

/** Officials who register companies and keep their fees. */
export const peopleOfEconomy: readonly DemoPerson[] = [
  {
    fin: '3QF7T5L',
    surname: 'Babayeva',
    givenName: 'Türkan',
    patronymic: 'Nazim',
    sex: 'female',
    birthDate: '1994-09-12',
    about: {
      az: 'Şirkətlərin qeydiyyatına baxır, bank çıxarışlarını oxuyur və ödənişləri hesablara aid edir',
      en: 'Handles the registration of companies, reads bank statements and matches payments',
      ru: 'Рассматривает регистрацию компаний, читает банковские выписки и разносит платежи',
    },
    role: {
      institution: 'in',
      role: 'officer',
      title: { az: 'Baş mütəxəssis', en: 'Chief specialist', ru: 'Главный специалист' },
    },
  },
  {
    fin: '5LS8C2R',
    surname: 'Məmmədzadə',
    givenName: 'İlham',
    patronymic: 'Arif',
    sex: 'male',
    birthDate: '1981-02-24',
    about: {
      az: 'Şirkətlərin qeydiyyatını və ödənişlərin qaytarılmasını ikinci şəxs kimi təsdiq edir',
      en: 'Confirms, as the second person, registrations of companies and refunds',
      ru: 'Вторым лицом утверждает регистрацию компаний и возвраты платежей',
    },
    role: {
      institution: 'in',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующий отделом' },
    },
  },
  {
    fin: '6RV3N9G',
    surname: 'Quliyeva',
    givenName: 'Nərgiz',
    patronymic: 'Samir',
    sex: 'female',
    birthDate: '1976-12-18',
    about: {
      az: 'Şirkətlərin qeydiyyatı üzrə şikayətlərə baxır',
      en: 'Decides appeals about the registration of companies',
      ru: 'Рассматривает жалобы по регистрации компаний',
    },
    role: {
      institution: 'in',
      role: 'deputy_head',
      title: { az: 'Nazir müavini', en: 'Deputy minister', ru: 'Заместитель министра' },
    },
  },
];
