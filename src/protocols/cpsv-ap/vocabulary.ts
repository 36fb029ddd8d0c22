import type { Text } from '../../language/lang.ts';
import type { Audience, ServiceStatus } from './model.ts';

/** Vocabularies that CPSV-AP 3.2 builds on, by the prefix under which they are usually written. */
export const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  org: 'http://www.w3.org/ns/org#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
export type Prefix = keyof typeof prefixes;
/** A term of a vocabulary, short: `dct:title`. */
export type Term = `${Prefix}:${string}`;

/** Country, languages and currencies in the authority tables of the EU Publications Office. */
const authority = 'http://publications.europa.eu/resource/authority';
export const country = `${authority}/country/AZE`;
export const currencyOf = (code: string): string => `${authority}/currency/${code}`;

export const languages: Readonly<Record<'az' | 'en' | 'ru', string>> = {
  az: `${authority}/language/AZE`,
  en: `${authority}/language/ENG`,
  ru: `${authority}/language/RUS`,
};

/** Status of a service by the vocabulary of ADMS. */
export const statuses: Readonly<Record<ServiceStatus, { readonly iri: string; readonly label: Text }>> = {
  under_development: {
    iri: 'http://purl.org/adms/status/UnderDevelopment',
    label: { az: 'Hazırlanır', en: 'Under development', ru: 'Разрабатывается' },
  },
  active: {
    iri: 'http://purl.org/adms/status/Completed',
    label: { az: 'İstifadədədir', en: 'In use', ru: 'Используется' },
  },
  withdrawn: {
    iri: 'http://purl.org/adms/status/Withdrawn',
    label: { az: 'İstifadədən çıxarılıb', en: 'Withdrawn', ru: 'Отозвано' },
  },
};

export const audiences: Readonly<Record<Audience, Text>> = {
  person: { az: 'Vətəndaşlar', en: 'Citizens', ru: 'Граждане' },
  business: { az: 'Sahibkarlar', en: 'Businesses', ru: 'Предприниматели' },
};

export const eventClass: Readonly<Record<Audience, Term>> = { person: 'cv:LifeEvent', business: 'cv:BusinessEvent' };
