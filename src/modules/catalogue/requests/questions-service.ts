import { publicContactSchema } from '../../identity/index.ts';
import { audiences } from '../choices.ts';
import { listed, specs } from '../kinds.ts';
import type { Question } from './questions.ts';

const kinds = ['service'] as const;

/** Questions about an e-service that runs elsewhere: for whom it is, what it gives, takes and asks for. */
export const serviceQuestions: readonly Question[] = [
  {
    name: 'audience',
    input: 'choice',
    kinds,
    options: audiences,
    label: { az: 'Kim üçündür?', en: 'For whom is it?', ru: 'Для кого она?' },
  },
  {
    name: 'lifeEvents',
    input: 'longtext',
    kinds,
    optional: true,
    lines: listed,
    label: {
      az: 'Hansı həyat hadisələrinə aiddir?',
      en: 'To which life events does it belong?',
      ru: 'К каким жизненным событиям относится?',
    },
    hint: {
      az: 'Hər sətirdə biri: adı və ya kodu.',
      en: 'One a line: title or code.',
      ru: 'По одному в строке: название или код.',
    },
  },
  {
    name: 'output',
    input: 'text',
    kinds,
    three: true,
    optional: true,
    label: {
      az: 'Nəticədə nə verilir?',
      en: 'What does it give in the end?',
      ru: 'Что выдаётся в результате?',
    },
    hint: {
      az: 'Sənədin və ya qərarın adı. Başqa dillər “|” işarəsindən sonra: az | en | ru.',
      en: 'Name of the document or decision. Other languages after a “|”: az | en | ru.',
      ru: 'Название документа или решения. Другие языки через «|»: az | en | ru.',
    },
  },
  {
    name: 'fee',
    input: 'text',
    kinds,
    optional: true,
    label: { az: 'Ödənişi neçə manatdır?', en: 'What is the fee, in manats?', ru: 'Сколько манатов составляет плата?' },
    hint: {
      az: 'Məsələn: 12,50. Pulsuzdursa, 0 yazın.',
      en: 'For example: 12.50. Write 0 if it is free.',
      ru: 'Например: 12,50. Если бесплатно, укажите 0.',
    },
  },
  {
    name: 'workingDays',
    input: 'text',
    kinds,
    optional: true,
    schema: specs.service.properties.workingDays,
    label: {
      az: 'Neçə iş günü çəkir?',
      en: 'How many working days does it take?',
      ru: 'Сколько рабочих дней занимает?',
    },
    hint: {
      az: 'Yerindəcə verilirsə, 0 yazın.',
      en: 'Write 0 if it is given on the spot.',
      ru: 'Если выдаётся на месте, укажите 0.',
    },
  },
  {
    name: 'asks',
    input: 'longtext',
    kinds,
    optional: true,
    lines: listed,
    label: {
      az: 'Müraciət edəndən nə istəyir?',
      en: 'What does it ask the applicant for?',
      ru: 'Что требует от заявителя?',
    },
    hint: {
      az: 'Hər sətirdə bir məlumat və ya sənəd: lüğətdəki anlayış (person.name) və ya öz adı.',
      en: 'One piece of data or document a line: a concept of the dictionary (person.name) or its own name.',
      ru: 'По одному сведению или документу в строке: понятие словаря (person.name) или своё название.',
    },
  },
  {
    name: 'publicPhone',
    input: 'text',
    kinds: [],
    further: kinds,
    schema: publicContactSchema.properties.phone,
    label: { az: 'Müraciət edənlər üçün telefon', en: 'Telephone for applicants', ru: 'Телефон для заявителей' },
  },
  {
    name: 'publicEmail',
    input: 'text',
    kinds: [],
    further: kinds,
    schema: publicContactSchema.properties.email,
    label: { az: 'Müraciət edənlər üçün e-poçt', en: 'E-mail for applicants', ru: 'Эл. почта для заявителей' },
  },
];
