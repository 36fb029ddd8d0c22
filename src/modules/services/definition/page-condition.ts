import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import { fieldsOfPage } from '../rules/answers.ts';
import { withoutNamedPeople } from '../rules/relation-choice.ts';
import type { CompiledField, CompiledPage } from './compiled.ts';
import { expressionFault, finding } from './finding.ts';
import type { ServiceSource } from './schema.ts';
import { formulaOf, formulaTypes, inputsOf, programOf } from './types.ts';

/** Everything that is wrong with pages that are asked of some applicants only. */
export function checkPageConditions(source: ServiceSource, fields: readonly CompiledField[]): Finding[] {
  return [
    ...source.pages.flatMap((page, index) => [
      ...(page.when !== undefined && index === 0 ? [firstPage(page.page)] : []),
      ...((page.when === undefined) === (page.whom === undefined) ? [] : [withoutWhom(index, page)]),
      ...(page.when === undefined ? [] : conditionFindings(source.pages, index, page.when, fields)),
      ...(page.when === undefined ? [] : choosing(index, page, fields)),
    ]),
    ...emptyFindings(source, fields),
  ];
}

/** The condition is a truth over facts, and over answers that were given before the page comes. */
function conditionFindings(
  pages: readonly CompiledPage[],
  index: number,
  when: string,
  fields: readonly CompiledField[],
): Finding[] {
  const path: Path = ['pages', index, 'when'];
  try {
    programOf(fields, `(${when}\n) = true`);
    const known = knownBefore(pages.slice(0, index), fields);
    return programOf(fields, when)
      .inputs.filter((name) => !known.has(name))
      .map((name) => notBefore(path, name));
  } catch (error) {
    return [expressionFault(path, error)];
  }
}

/**
 * Facts, answers of these pages, and what is computed of either without the day of submission, which is not known yet; nor
 * are facts about a person whom an answer names.
 */
function knownBefore(pages: readonly CompiledPage[], fields: readonly CompiledField[]): ReadonlySet<string> {
  const known = new Set(pages.flatMap((page) => fieldsOfPage({ fields }, page).map(({ name }) => name)));
  for (const field of withoutNamedPeople({ fields }).fields) {
    if (field.source === 'register' && (field.of === undefined || known.has(field.of))) known.add(field.name);
    if (field.source !== 'computed') continue;
    const { inputs } = formulaOf(fields, field);
    if (inputs.every((name) => known.has(name) && !Object.hasOwn(formulaTypes, name))) known.add(field.name);
  }
  return known;
}

/** Facts about whom the applicant chooses are awaited until somebody is chosen: that is asked of everybody. */
const choosing = (index: number, page: CompiledPage, fields: readonly CompiledField[]): Finding[] =>
  fieldsOfPage({ fields }, page)
    .filter(({ name }) => fields.some((field) => field.source === 'register' && field.of === name))
    .map(({ name }) =>
      finding(
        ['pages', index, 'when'],
        'page-chooses',
        [
          `“${name}” sahəsində seçilən haqqında reyestrdən məlumat alınır, ona görə bu sual hamıya verilməlidir.`,
          `Registers are asked about whom “${name}” names, so the question has to be put to everybody.`,
          `О том, кто указан в «${name}», запрашиваются сведения реестра, поэтому вопрос нужно задать всем.`,
        ],
        [
          'when sətrini silin və ya for sahəsi ilə bu seçimə istinad edən məlumatı çıxarın.',
          'Remove when, or the facts that refer to this choice by for.',
          'Удалите when или сведения, которые ссылаются на этот выбор через for.',
        ],
      ),
    );

interface Expression {
  readonly path: Path;
  readonly source: string;
}

/**
 * Where an expression looks at what is not asked of everybody it says what holds then: it asks `… != null` or `= null`.
 * Else a condition would silently fail, and an amount be unknown, for those who were never asked.
 */
function emptyFindings(source: ServiceSource, fields: readonly CompiledField[]): Finding[] {
  const pages = source.pages.filter(({ when }) => when !== undefined);
  const some = new Set(pages.flatMap((page) => fieldsOfPage({ fields }, page).map(({ name }) => name)));
  if (some.size === 0) return [];
  for (const field of fields) {
    if (field.source !== 'computed') continue;
    const { inputs } = formulaOf(fields, field);
    if (inputs.some((name) => some.has(name) && !asksEmpty(field.formula, name))) some.add(field.name);
  }
  return expressionsOf(source).flatMap(({ path, source: written }) => {
    const inputs = inputsOf(fields, written).filter((name) => some.has(name) && !asksEmpty(written, name));
    return inputs.map((name) => emptyUnsaid(path, name));
  });
}

function expressionsOf({ requirements, fee }: ServiceSource): readonly Expression[] {
  return [
    ...Object.entries(requirements).map(([name, { when }]) => ({ path: ['requirements', name, 'when'], source: when })),
    ...(typeof fee?.amount === 'string' ? [{ path: ['fee', 'amount'], source: fee.amount }] : []),
    ...(fee?.waiver ? [{ path: ['fee', 'waiver', 'when'], source: fee.waiver.when }] : []),
  ];
}

const asksEmpty = (source: string, name: string): boolean => new RegExp(`\\b${name}\\s*!?=\\s*null\\b`).test(source);

const firstPage = (page: string): Finding =>
  finding(
    ['pages', 0, 'when'],
    'page-first',
    [
      `“${page}” birinci səhifədir və hamıdan soruşulmalıdır.`,
      `“${page}” is the first page and has to be asked of everybody.`,
      `«${page}» – первая страница, её нужно показать всем.`,
    ],
    [
      'when və whom sətirlərini silin və ya səhifəni sonraya keçirin.',
      'Remove when and whom, or move the page down.',
      'Удалите when и whom или переместите страницу ниже.',
    ],
  );

const withoutWhom = (index: number, { page, when }: Pick<CompiledPage, 'page' | 'when'>): Finding =>
  finding(
    ['pages', index],
    'page-whom',
    when === undefined
      ? [
          `“${page}” səhifəsində whom var, when isə yoxdur.`,
          `The page “${page}” has whom, but no when.`,
          `У страницы «${page}» есть whom, но нет when.`,
        ]
      : [
          `“${page}” səhifəsinin kimdən soruşulduğu insanlar üçün yazılmayıb.`,
          `The page “${page}” does not tell people of whom it is asked.`,
          `У страницы «${page}» не сказано людям, кого она касается.`,
        ],
    [
      'when (FEEL) və whom (az, en, ru) sətirlərini birlikdə yazın.',
      'Write when (FEEL) and whom (az, en, ru) together.',
      'Укажите when (FEEL) и whom (az, en, ru) вместе.',
    ],
  );

const notBefore = (path: Path, name: string): Finding =>
  finding(
    path,
    'page-before',
    [
      `“${name}” bu səhifədən əvvəl məlum deyil.`,
      `“${name}” is not known before this page.`,
      `«${name}» до этой страницы неизвестно.`,
    ],
    [
      'Şərtdə yalnız reyestr məlumatlarını və əvvəlki səhifələrin cavablarını işlədin, ya da səhifəni sonraya keçirin.',
      'Use facts of registers and answers of earlier pages only, or move the page down.',
      'Используйте только сведения реестров и ответы предыдущих страниц или переместите страницу ниже.',
    ],
  );

const emptyUnsaid = (path: Path, name: string): Finding =>
  finding(
    path,
    'page-empty',
    [
      `“${name}” hamıdan soruşulmur, ifadə isə cavab olmadıqda nə olacağını demir.`,
      `“${name}” is not asked of everybody, and the expression does not say what holds without it.`,
      `«${name}» спрашивают не у всех, а выражение не говорит, как быть без ответа.`,
    ],
    [`Belə yazın: ${name} = null or …`, `Write so: ${name} = null or …`, `Напишите так: ${name} = null or …`],
  );

/** What `when` and `whom` of a page mean, as editors show it. */
export const pageConditionWords: FieldWords = {
  'pages[].when': {
    az: 'FEEL ifadəsi: səhifə yalnız o doğru olanda soruşulur. Reyestr məlumatlarına və əvvəlki səhifələrin cavablarına baxır',
    en: 'A FEEL expression: the page is asked only where it is true. It looks at facts and at answers of earlier pages',
    ru: 'Выражение FEEL: страница показывается, только если оно истинно. Смотрит на сведения реестров и ответы предыдущих страниц',
  },
  'pages[].whom': {
    az: 'Kimdən soruşulur, insanlar üçün: “ailə ilə gələnlərdən”',
    en: 'Of whom it is asked, for people: “those who come with a family”',
    ru: 'У кого спрашивается, для людей: «тех, кто приедет с семьёй»',
  },
};
