import type { DemoPerson } from './demo-people.ts';

/** People of the services for business: the head of a young company, and officials of the ministry of economy and the central bank. */
export const economyPeople: readonly DemoPerson[] = [
  {
    fin: '7CJ4N9L',
    surname: 'Əhmədova',
    givenName: 'Fidan',
    patronymic: 'Azər',
    sex: 'female',
    birthDate: '1995-02-11',
    about: {
      az: '“Zəfəran Robotika” MMC-nin rəhbəri: gənc şirkət üçün startap şəhadətnaməsi və dəstək alır',
      en: 'Head of “Zəfəran Robotika” LLC: gets a startup certificate and support for a young company',
      ru: 'Руководитель ООО «Zəfəran Robotika»: получает свидетельство стартапа и поддержку для молодой компании',
    },
    heads: '2007441291',
  },
  {
    fin: '5HB2Q8T',
    surname: 'Mikayılov',
    givenName: 'Emin',
    patronymic: 'Rauf',
    sex: 'male',
    birthDate: '1991-09-14',
    about: {
      az: 'Frilanserlərin və startapların müraciətlərinə baxır',
      en: 'Reads applications of freelancers and startups',
      ru: 'Рассматривает заявления фрилансеров и стартапов',
    },
    role: {
      institution: 'in',
      role: 'officer',
      title: { az: 'Böyük məsləhətçi', en: 'Senior adviser', ru: 'Старший консультант' },
    },
  },
  {
    fin: '3GN6W1K',
    surname: 'Süleymanova',
    givenName: 'Mətanət',
    patronymic: 'Həsən',
    sex: 'female',
    birthDate: '1978-03-27',
    about: {
      az: 'Frilanserlər və startaplar üzrə qərarları təsdiq edir',
      en: 'Confirms decisions on freelancers and startups',
      ru: 'Утверждает решения по фрилансерам и стартапам',
    },
    role: {
      institution: 'in',
      role: 'approver',
      title: {
        az: 'Sahibkarlığa dəstək şöbəsinin müdiri',
        en: 'Head of business support',
        ru: 'Заведующая отделом поддержки бизнеса',
      },
    },
  },
  {
    fin: '6VT9D4R',
    surname: 'Babayev',
    givenName: 'Natiq',
    patronymic: 'Əli',
    sex: 'male',
    birthDate: '1970-12-02',
    about: {
      az: 'İqtisadiyyat Nazirliyində şikayətlərə baxır',
      en: 'Decides appeals at the Ministry of Economy',
      ru: 'Рассматривает жалобы в Министерстве экономики',
    },
    role: {
      institution: 'in',
      role: 'deputy_head',
      title: { az: 'Nazir müavini', en: 'Deputy minister', ru: 'Заместитель министра' },
    },
  },
  {
    fin: '4FX7L2M',
    surname: 'Qarayeva',
    givenName: 'Ülkər',
    patronymic: 'Tahir',
    sex: 'female',
    birthDate: '1990-06-18',
    about: {
      az: 'Maliyyə texnologiyalarının sınaqlarına baxır',
      en: 'Reads applications to try financial technology',
      ru: 'Рассматривает заявления на испытания финтеха',
    },
    role: {
      institution: 'mb',
      role: 'officer',
      title: { az: 'Aparıcı mütəxəssis', en: 'Leading specialist', ru: 'Ведущий специалист' },
    },
  },
  {
    fin: '2SB5J8P',
    surname: 'İbrahimov',
    givenName: 'Cavanşir',
    patronymic: 'Oktay',
    sex: 'male',
    birthDate: '1981-01-23',
    about: {
      az: 'Maliyyə texnologiyalarının sınağı barədə qərarı təsdiq edir',
      en: 'Confirms decisions on trials of financial technology',
      ru: 'Утверждает решения об испытаниях финтеха',
    },
    role: {
      institution: 'mb',
      role: 'approver',
      title: { az: 'Departament direktoru', en: 'Director of department', ru: 'Директор департамента' },
    },
  },
  {
    fin: '7MQ3Y6C',
    surname: 'Tağıyeva',
    givenName: 'Leyla',
    patronymic: 'Kamil',
    sex: 'female',
    birthDate: '1973-08-09',
    about: {
      az: 'Mərkəzi Bankda şikayətlərə baxır',
      en: 'Decides appeals at the Central Bank',
      ru: 'Рассматривает жалобы в Центральном банке',
    },
    role: {
      institution: 'mb',
      role: 'deputy_head',
      title: { az: 'Sədrin müavini', en: 'Deputy governor', ru: 'Заместитель председателя' },
    },
  },
];
