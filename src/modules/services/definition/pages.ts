import type { Finding } from '../../../kernel/definition.ts';
import type { CompiledField, CompiledPage } from './compiled.ts';
import { filesAlone } from './evidence.ts';
import { finding, unknown } from './finding.ts';
import type { Surroundings } from './lookup.ts';
import { isAsked } from '../rules/answers.ts';
import { asksForDocument, asksForHeld } from './once-only.ts';
import { checkPageConditions } from './page-condition.ts';
import type { ServiceSource } from './schema.ts';

/** Every asked field stands on exactly one page, and pages hold nothing else. */
export function compilePages(
  source: ServiceSource,
  fields: readonly CompiledField[],
  around: Surroundings,
  findings: Finding[],
): readonly CompiledPage[] {
  const asked = fields.filter((field) => isAsked(field));
  const names = asked.map(({ name }) => name);
  const seen = new Map<string, number>();
  for (const [index, page] of source.pages.entries()) {
    if (source.pages.findIndex((other) => other.page === page.page) < index) findings.push(twoPages(index, page.page));
    for (const [at, name] of page.fields.entries()) {
      const path = ['pages', index, 'fields', at];
      if (Object.hasOwn(source.data, name) && source.data[name]?.source !== 'applicant')
        findings.push(notAsked(path, name));
      else if (!Object.hasOwn(source.data, name)) findings.push(unknown('field', path, name, names));
      else if (seen.has(name)) findings.push(onTwoPages(path, name));
      seen.set(name, index);
    }
    const path = ['pages', index, 'question'];
    const differing = page.fields.flatMap((name) => source.data[name]?.differsFrom?.concept ?? []);
    findings.push(...asksForHeld(around, page.question, { name: page.fields[0] ?? page.page, differing, path }));
    findings.push(...asksForDocument(around, page.question, path));
  }
  for (const field of asked) {
    const opened = field.source === 'applicant' ? field.openedBy : undefined;
    // What a register holds may not be asked, and so needs no page.
    const held = field.source === 'applicant' && around.primaryOf(field.concept) !== undefined;
    if (!seen.has(field.name) && !opened && !held) findings.push(onNoPage(['data', field.name], field.name));
    if (seen.has(field.name) && opened) findings.push(onTwoPages(['data', field.name], field.name));
  }
  findings.push(...filesAlone(fields, source.pages), ...checkPageConditions(source, fields));
  return source.pages;
}

const twoPages = (index: number, page: string): Finding =>
  finding(
    ['pages', index, 'page'],
    'page-twice',
    [
      `“${page}” adlı səhifə iki dəfə yazılıb.`,
      `The page “${page}” is written twice.`,
      `Страница «${page}» указана дважды.`,
    ],
    ['Səhifəyə başqa ad verin.', 'Give the page another name.', 'Дайте странице другое имя.'],
  );

const notAsked = (path: Finding['path'], name: string): Finding =>
  finding(
    path,
    'page-field',
    [
      `“${name}” soruşulan sahə deyil, səhifədə yeri yoxdur.`,
      `“${name}” is not asked and has no place on a page.`,
      `«${name}» не спрашивается, на странице ему не место.`,
    ],
    [
      'Onu səhifənin fields siyahısından çıxarın.',
      'Take it off the list fields of the page.',
      'Уберите его из списка fields страницы.',
    ],
  );

const onTwoPages = (path: Finding['path'], name: string): Finding =>
  finding(
    path,
    'asked-twice',
    [`“${name}” iki yerdə soruşulur.`, `“${name}” is asked in two places.`, `«${name}» спрашивается в двух местах.`],
    [
      'Birini saxlayın: ya səhifədə, ya da seçimin opens siyahısında.',
      'Keep one: on a page, or in opens of a choice.',
      'Оставьте одно: на странице или в opens варианта.',
    ],
  );

const onNoPage = (path: Finding['path'], name: string): Finding =>
  finding(
    path,
    'asked-nowhere',
    [
      `“${name}” soruşulmalıdır, lakin heç bir səhifədə yoxdur.`,
      `“${name}” is to be asked but stands on no page.`,
      `«${name}» нужно спросить, но его нет ни на одной странице.`,
    ],
    [
      'Onu pages bölməsində bir səhifənin fields siyahısına yazın.',
      'Add it to fields of a page under pages.',
      'Добавьте его в fields одной из страниц раздела pages.',
    ],
  );
