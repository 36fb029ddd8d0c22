import type { RightContent } from '../access-rights/content.ts';
import type { Name } from './cast.ts';
import {
  applicationsDocument,
  contractsDocument,
  debtDocument,
  peopleDocument,
  type ServiceWords,
  words,
} from './documents.ts';
import { residentsDocument } from './documents.ts';
import type { subjects } from './subjects.ts';

export type Institution = 'rinn' | 'in' | 'din' | 'eesmn';

/** A gateway with the one system of its institution, and who speaks for both. */
export interface Member {
  readonly system: string;
  readonly registrar: Name;
  readonly officer: Name;
  readonly approver: Name;
  readonly address: string;
}

export const members: Readonly<Record<Institution, Member>> = {
  rinn: {
    system: 'technopark-system',
    registrar: 'rinnRegistrar',
    officer: 'rinnOfficer',
    approver: 'rinnApprover',
    address: 'https://shluz.rinn.example:5500',
  },
  in: {
    system: 'taxpayer-system',
    registrar: 'inRegistrar',
    officer: 'inOfficer',
    approver: 'inApprover',
    address: 'https://shluz.in.example:5500',
  },
  din: {
    system: 'population-system',
    registrar: 'dinRegistrar',
    officer: 'dinOfficer',
    approver: 'dinApprover',
    address: 'https://shluz.din.example:5500',
  },
  eesmn: {
    system: 'employment-system',
    registrar: 'eesmnRegistrar',
    officer: 'eesmnOfficer',
    approver: 'eesmnApprover',
    address: 'https://shluz.eesmn.example:5500',
  },
};

/** A service of the demonstration. */
export interface LivedService {
  readonly of: Institution;
  readonly code: string;
  readonly words: ServiceWords;
  readonly personal: boolean;
  readonly openapi: string;
}

export const services = {
  people: { of: 'din', code: 'persons', words: words.people, personal: true, openapi: peopleDocument },
  debt: { of: 'in', code: 'tax-debt', words: words.debt, personal: true, openapi: debtDocument },
  contracts: { of: 'eesmn', code: 'contracts', words: words.contracts, personal: true, openapi: contractsDocument },
  residents: { of: 'rinn', code: 'residents', words: words.residents, personal: true, openapi: residentsDocument('1') },
  applications: {
    of: 'rinn',
    code: 'applications',
    words: words.applications,
    personal: true,
    openapi: applicationsDocument,
  },
} as const satisfies Record<string, LivedService>;

export type ServiceName = keyof typeof services;

/** A right of the demonstration: who asked for what, and how far it came. */
export interface LivedRight {
  readonly by: Institution;
  readonly service: Exclude<ServiceName, 'applications'> | 'events';
  /** Days before the demonstration began. */
  readonly asked: number;
  readonly reason: string;
  readonly ends: 'asked' | 'proposed' | 'granted' | 'refused';
  /** Why it was refused. */
  readonly note?: string;
  /** What is asked for, but for its last day: so many days after the demonstration began. */
  readonly content: Omit<RightContent, 'until'> & { readonly days: number };
}

const plain = { byDefault: true, massRun: false, consent: false, hidden: null } as const;
const get = (path: string) => [{ method: 'GET' as const, path }];
const rules = { act: 'data-exchange-rules', article: '3.2' } as const;

export const rights = {
  debtOfApplicant: {
    by: 'rinn',
    service: 'debt',
    asked: 54,
    reason: 'Nümunə: rezidentlik barədə qərar üçün şirkətin vergi borcunun olmadığı yoxlanılır.',
    ends: 'granted',
    content: {
      ...plain,
      scopes: get('/organisations/*/debt'),
      purpose: 'technopark-residency',
      act: 'technopark-rules',
      article: '4.2',
      fields: ['/voen', '/taxDebt'],
      days: 41,
    },
  },
  headOfApplicant: {
    by: 'rinn',
    service: 'people',
    asked: 53,
    reason: 'Nümunə: müraciət edən şirkətin rəhbərinin adı dəqiqləşdirilir.',
    ends: 'granted',
    content: {
      ...plain,
      scopes: get('/persons/*'),
      purpose: 'technopark-residency',
      act: 'technopark-rules',
      article: '4.2',
      fields: ['/surname', '/givenName', '/patronymic'],
      days: 640,
    },
  },
  registerCheck: {
    by: 'eesmn',
    service: 'people',
    asked: 52,
    reason: 'Nümunə: əmək müqavilələrində şəxsin adı və vətəndaşlığı hər ay yoxlanılır.',
    ends: 'granted',
    content: {
      ...plain,
      massRun: true,
      scopes: get('/persons/*'),
      purpose: 'register-keeping',
      act: 'data-exchange-rules',
      article: '2.1',
      fields: ['/surname', '/givenName', '/patronymic', '/citizenship'],
      days: 700,
    },
  },
  inspection: {
    by: 'in',
    service: 'contracts',
    asked: 52,
    reason: 'Nümunə: vergi yoxlamasında işçilərin rəsmiləşdirilməsi araşdırılır.',
    ends: 'granted',
    content: {
      ...plain,
      scopes: get('/persons/*/contracts'),
      purpose: 'tax-inspection',
      ...rules,
      fields: null,
      hidden: { days: 30, act: 'data-exchange-rules', article: '4.2' },
      days: 300,
    },
  },
  relief: {
    by: 'in',
    service: 'residents',
    asked: 50,
    reason: 'Nümunə: rezident şirkətə vergi güzəşti tətbiq edilməzdən əvvəl rezidentlik yoxlanılır.',
    ends: 'granted',
    content: {
      ...plain,
      scopes: get('/residents/*'),
      purpose: 'tax-relief',
      ...rules,
      fields: ['/voen', '/since', '/area'],
      days: 420,
    },
  },
  skills: {
    by: 'rinn',
    service: 'contracts',
    asked: 40,
    reason: 'Nümunə: rəqəmsal bacarıqlar proqramına müraciət edənin iş təcrübəsi öyrənilir.',
    ends: 'granted',
    content: {
      ...plain,
      consent: true,
      scopes: get('/persons/*/contracts'),
      purpose: 'digital-skills',
      act: 'data-exchange-rules',
      article: '4.3',
      fields: ['/contracts/*/position', '/contracts/*/startsOn'],
      days: 500,
    },
  },
  selfEmployment: {
    by: 'eesmn',
    service: 'debt',
    asked: 38,
    reason: 'Nümunə: özünüməşğulluq proqramına qəbul üçün vergi borcunun olmadığı yoxlanılır.',
    ends: 'granted',
    content: {
      ...plain,
      consent: true,
      scopes: get('/persons/*/debt'),
      purpose: 'self-employment',
      act: 'data-exchange-rules',
      article: '4.3',
      fields: ['/taxDebt', '/asOf'],
      days: 380,
    },
  },
  statusEvents: {
    by: 'rinn',
    service: 'events',
    asked: 36,
    reason: 'Nümunə: rezidentin fəaliyyəti dayandırılanda park vaxtında xəbər tutur.',
    ends: 'granted',
    content: {
      ...plain,
      scopes: [{ method: '*', path: '/types/az.gov.in.companies.company_status_changed/**' }],
      purpose: 'technopark-residency',
      act: 'technopark-rules',
      article: '4.2',
      fields: null,
      days: 600,
    },
  },
  debtOfResident: {
    by: 'din',
    service: 'debt',
    asked: 24,
    reason: 'Nümunə: ünvan qeydiyyatında şəxsin borcu nəzərə alınsın.',
    ends: 'refused',
    note: 'Nümunə: ünvan qeydiyyatı üçün vergi borcu lazım deyil, bunu tələb edən maddə yoxdur.',
    content: {
      ...plain,
      scopes: get('/persons/*/debt'),
      purpose: 'register-keeping',
      ...rules,
      fields: null,
      days: 700,
    },
  },
  staffOfResidents: {
    by: 'eesmn',
    service: 'residents',
    asked: 6,
    reason: 'Nümunə: rezident şirkətlərin işçilərinə verilən güzəştlər üçün rezidentlik yoxlanılır.',
    ends: 'asked',
    content: {
      ...plain,
      scopes: get('/residents/*'),
      purpose: 'register-keeping',
      ...rules,
      fields: ['/voen', '/number', '/since'],
      days: 365,
    },
  },
} as const satisfies Record<string, LivedRight>;

export type RightName = keyof typeof rights;

/** A look-up that a gateway told the centre of. */
export interface LivedLookUp {
  readonly right: Exclude<RightName, 'debtOfResident' | 'staffOfResidents' | 'statusEvents'>;
  readonly about: keyof typeof subjects;
  readonly path: string;
  readonly daysAgo: number;
  readonly hour: string;
  readonly reference?: string;
  readonly outcome?: 'unavailable';
}

const person = '/persons/{fin}';
const contracts = '/persons/{fin}/contracts';
const debt = '/organisations/{voen}/debt';

export const lookUps: readonly LivedLookUp[] = [
  { right: 'inspection', about: 'citizen', path: contracts, daysAgo: 44, hour: '15:20', reference: 'VY-118' },
  { right: 'registerCheck', about: 'citizen', path: person, daysAgo: 37, hour: '10:05' },
  { right: 'registerCheck', about: 'citizen', path: person, daysAgo: 21, hour: '09:40', outcome: 'unavailable' },
  { right: 'registerCheck', about: 'citizen', path: person, daysAgo: 21, hour: '09:55' },
  { right: 'skills', about: 'citizen', path: contracts, daysAgo: 8, hour: '12:31', reference: 'RB-2041' },
  { right: 'headOfApplicant', about: 'head', path: person, daysAgo: 29, hour: '14:12' },
  { right: 'registerCheck', about: 'head', path: person, daysAgo: 16, hour: '09:41' },
  { right: 'debtOfApplicant', about: 'company', path: debt, daysAgo: 29, hour: '14:13' },
  { right: 'relief', about: 'company', path: '/residents/{voen}', daysAgo: 12, hour: '16:47' },
];

/** Runs over many people by the right of the monthly check. */
export const massRuns = [
  { daysAgo: 40, from: '20:00', to: '22:10', people: 1874 },
  { daysAgo: 10, from: '20:00', to: '22:25', people: 1902 },
] as const;

/** One that goes on: minutes since it began, and since somebody was asked about last. */
export const runUnderWay = { from: 50, to: 4, people: 640 } as const;
