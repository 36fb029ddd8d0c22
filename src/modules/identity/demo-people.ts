import type { Role } from '../../kernel/access.ts';
import type { Text } from '../../language/index.ts';
import { peopleOfCatalogue } from './demo-catalogue.ts';
import { constructionOfficials } from './demo-construction.ts';
import { peopleOfComputing } from './demo-computing.ts';
import { deputyHeads } from './demo-deputies.ts';
import { peopleOfEconomy } from './demo-people-economy.ts';
import { economyPeople } from './demo-economy.ts';
import { farmingPeople } from './demo-farming.ts';
import { guardianAndWard } from './demo-guardians.ts';
import { migrationOfficials } from './demo-migration.ts';
import { peopleOfPlan } from './demo-plan.ts';
import { peopleOfResearch } from './demo-research.ts';
import { socialOfficials } from './demo-social.ts';
import { demoServicePeople } from './demo-service-people.ts';

/** An invented person of the demo state. */
export interface DemoPerson {
  readonly fin: string;
  readonly surname: string;
  readonly givenName: string;
  /** The father's given name, without “oğlu” or “qızı”. */
  readonly patronymic: string;
  readonly sex: 'female' | 'male';
  readonly birthDate: string;
  /** What one can do as this person. */
  readonly about: Text;
  readonly role?: { readonly institution: string; readonly role: Role; readonly title: Text };
  /** VÖEN of the company this person heads. */
  readonly heads?: string;
  /** Field of research in which this person reviews the projects of others. */
  readonly expertIn?: string;
}

/** The first heads the company of the guided journey; then companies in a special state, a citizen, officials. */
export const demoPeople: readonly DemoPerson[] = [
  {
    fin: '5KN7R2A',
    surname: 'Abbaslı',
    givenName: 'Nərmin',
    patronymic: 'Elman',
    sex: 'female',
    birthDate: '1988-04-17',
    about: {
      az: '“Göyçay Proqram” MMC-nin rəhbəri: texnoparkın rezidentliyi üçün müraciət edir',
      en: 'Head of “Göyçay Proqram” LLC: applies for residency of the technology park',
      ru: 'Руководитель ООО «Göyçay Proqram»: подаёт заявление на резидентство технопарка',
    },
    heads: '2007311431',
  },
  {
    fin: '4TB9M1E',
    surname: 'Şükürlü',
    givenName: 'Kənan',
    patronymic: 'Vaqif',
    sex: 'male',
    birthDate: '1979-09-02',
    about: {
      az: 'Vergi borcu olan şirkətin rəhbəri: müraciəti rədd edilir, səbəbi və maddəsi göstərilir',
      en: 'Head of a company with a tax debt: the refusal names its reason and article',
      ru: 'Руководитель компании с налоговым долгом: в отказе указаны причина и статья',
    },
    heads: '2008192661',
  },
  {
    fin: '6HV3C8D',
    surname: 'Qocayeva',
    givenName: 'Aynur',
    patronymic: 'Məhərrəm',
    sex: 'female',
    birthDate: '1991-12-11',
    about: {
      az: 'Texnoparkın rezidenti olan şirkətin rəhbəri: təkrar müraciət edir: iş masası imtina üçün əsas görür',
      en: 'Head of a company that is a resident already: applies a second time, and the desk sees grounds to refuse',
      ru: 'Руководитель компании, которая уже является резидентом: подаёт повторно, и у официального лица видны основания для отказа',
    },
    heads: '2009441731',
  },
  {
    fin: '3ZP5W6L',
    surname: 'Bədəlov',
    givenName: 'Tofiq',
    patronymic: 'Nəriman',
    sex: 'male',
    birthDate: '1964-06-25',
    about: {
      az: 'Vətəndaş, şirkəti yoxdur: məlumatına kimin baxdığını görür',
      en: 'Citizen without a company: sees who looked at his data',
      ru: 'Гражданин без компании: видит, кто просматривал его данные',
    },
  },
  {
    fin: '5QX2J7N',
    surname: 'Nəbiyev',
    givenName: 'Elçin',
    patronymic: 'Adil',
    sex: 'male',
    birthDate: '1993-03-08',
    about: {
      az: 'Müraciətlərə baxır, əlavə məlumat istəyir, rəy verir',
      en: 'Handles applications, asks for more, recommends a decision',
      ru: 'Рассматривает заявления, запрашивает сведения, даёт заключение',
    },
    role: {
      institution: 'rinn',
      role: 'officer',
      title: { az: 'Aparıcı məsləhətçi', en: 'Leading adviser', ru: 'Ведущий консультант' },
    },
  },
  {
    fin: '2RF8Y4S',
    surname: 'Rüstəmova',
    givenName: 'Sevda',
    patronymic: 'Yusif',
    sex: 'female',
    birthDate: '1982-10-30',
    about: {
      az: 'Rəyi yoxlayır və qərarı təsdiq edir',
      en: 'Checks the recommendation and approves the decision',
      ru: 'Проверяет заключение и утверждает решение',
    },
    role: {
      institution: 'rinn',
      role: 'approver',
      title: { az: 'Şöbə müdiri', en: 'Head of department', ru: 'Заведующая отделом' },
    },
  },
  {
    fin: '4MG6K9B',
    surname: 'Qasımlı',
    givenName: 'Fərid',
    patronymic: 'Sabir',
    sex: 'male',
    birthDate: '1975-01-19',
    about: {
      az: 'Gecikən işlər və şikayətlər ona çatır, tədbirlərə cavabdehdir',
      en: 'Receives late cases and appeals, answers for measures',
      ru: 'Получает просроченные дела и жалобы, отвечает за меры',
    },
    role: {
      institution: 'rinn',
      role: 'deputy_head',
      title: { az: 'Nazir müavini', en: 'Deputy minister', ru: 'Заместитель министра' },
    },
  },
  ...farmingPeople,
  {
    fin: '6DL1T3P',
    surname: 'İsgəndərli',
    givenName: 'Günel',
    patronymic: 'Ramiz',
    sex: 'female',
    birthDate: '1990-07-14',
    about: {
      az: 'Şirkətlərin reyestrini aparır, reyestri dayandırıb bərpa edə bilir',
      en: 'Keeps the register of companies, can stop and resume it',
      ru: 'Ведёт реестр компаний, может приостановить и возобновить его',
    },
    role: {
      institution: 'in',
      role: 'registrar',
      title: { az: 'Reyestr üzrə məsul mütəxəssis', en: 'Registrar', ru: 'Специалист по ведению реестра' },
    },
  },
  {
    fin: '3BW9F5H',
    surname: 'Zeynallı',
    givenName: 'Orxan',
    patronymic: 'Tahir',
    sex: 'male',
    birthDate: '1986-02-03',
    about: {
      az: 'Texnopark rezidentlərinin reyestrini aparır',
      en: 'Keeps the register of residents of the technology park',
      ru: 'Ведёт реестр резидентов технопарка',
    },
    role: {
      institution: 'rinn',
      role: 'registrar',
      title: { az: 'Reyestr üzrə məsul mütəxəssis', en: 'Registrar', ru: 'Специалист по ведению реестра' },
    },
  },
  {
    fin: '5SC4U8V',
    surname: 'Həmidov',
    givenName: 'Vüsal',
    patronymic: 'İlqar',
    sex: 'male',
    birthDate: '1984-11-21',
    about: {
      az: 'Fəaliyyət Planının layihə ofisi: icranı izləyir',
      en: 'Project office of the Action Plan: follows its execution',
      ru: 'Проектный офис Плана действий: следит за исполнением',
    },
    role: {
      institution: 'rinn',
      role: 'project_office',
      title: { az: 'Layihə ofisinin rəhbəri', en: 'Head of the project office', ru: 'Руководитель проектного офиса' },
    },
  },
  {
    fin: '2YA7E6G',
    surname: 'Ağazadə',
    givenName: 'Lalə',
    patronymic: 'Cavid',
    sex: 'female',
    birthDate: '1977-05-29',
    about: {
      az: 'Jurnalları və qərarları yoxlayır, heç nəyi dəyişmir',
      en: 'Examines journals and decisions, changes nothing',
      ru: 'Проверяет журналы и решения, ничего не меняет',
    },
    role: {
      institution: 'rinn',
      role: 'auditor',
      title: { az: 'Daxili audit üzrə baş auditor', en: 'Chief internal auditor', ru: 'Главный внутренний аудитор' },
    },
  },
  ...peopleOfCatalogue,
  ...peopleOfPlan,
  ...constructionOfficials,
  ...peopleOfEconomy,
  ...economyPeople,
  ...demoServicePeople,
  ...socialOfficials,
  ...deputyHeads,
  ...migrationOfficials,
  ...peopleOfComputing,
  ...peopleOfResearch,
  ...guardianAndWard,
];

/** Name as a sign-in provider gives it: given name, then surname. */
export function demoName({ givenName, surname }: DemoPerson): string {
  return `${givenName} ${surname}`;
}
