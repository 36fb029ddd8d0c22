import type { DemoPerson } from './demo-people.ts';

const reviews = {
  az: 'Ekspert kimi elmi layihələri qiymətləndirir, müraciətçini görmür',
  en: 'Scores research projects as an expert, without seeing whose they are',
  ru: 'Как эксперт оценивает научные проекты, не видя заявителя',
} as const;

/** People of the research grant: officials of the foundation, and experts of computing. */
export const peopleOfResearch: readonly DemoPerson[] = [
  {
    fin: '6AE4T9M',
    surname: 'Rzayeva',
    givenName: 'Günay',
    patronymic: 'Elşad',
    sex: 'female',
    birthDate: '1989-11-23',
    about: {
      az: 'Elmi tədqiqat qrantları üzrə müraciətlərə baxır, ekspert rəylərini gözləyir',
      en: 'Handles applications for research grants and waits for the reviews of experts',
      ru: 'Рассматривает заявки на научные гранты и ждёт рецензий экспертов',
    },
    role: {
      institution: 'aef',
      role: 'officer',
      title: { az: 'Aparıcı məsləhətçi', en: 'Leading adviser', ru: 'Ведущий консультант' },
    },
  },
  {
    fin: '3AE7K2P',
    surname: 'Hacıbəyli',
    givenName: 'Rəşad',
    patronymic: 'Tahir',
    sex: 'male',
    birthDate: '1980-01-15',
    about: {
      az: 'Elmi tədqiqat qrantları üzrə qərarları təsdiq edir',
      en: 'Confirms decisions on research grants',
      ru: 'Утверждает решения о научных грантах',
    },
    role: {
      institution: 'aef',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующий отделом' },
    },
  },
  {
    fin: '2AE5W8D',
    surname: 'Zeynalova',
    givenName: 'Lalə',
    patronymic: 'Nəriman',
    sex: 'female',
    birthDate: '1972-06-04',
    about: {
      az: 'Elmi tədqiqat qrantları üzrə şikayətlərə baxır',
      en: 'Decides appeals on research grants',
      ru: 'Рассматривает жалобы по научным грантам',
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
  ...(
    [
      ['1EX4H7R', 'Kərimli', 'Tural', 'Vüqar', 'male', '1976-03-08'],
      ['2EX9M5S', 'Orucova', 'Aysel', 'Mahir', 'female', '1983-12-19'],
      ['3EX6P1T', 'Səlimov', 'Cavid', 'Natiq', 'male', '1968-08-27'],
      ['4EX8C3W', 'Abdullazadə', 'Leyla', 'Fərid', 'female', '1979-05-02'],
    ] as const
  ).map(([fin, surname, givenName, patronymic, sex, birthDate]) => ({
    fin,
    surname,
    givenName,
    patronymic,
    sex,
    birthDate,
    about: reviews,
    expertIn: 'computing',
  })),
];
