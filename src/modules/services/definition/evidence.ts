import type { Finding, Path } from '../../../kernel/definition.ts';
import type { CompiledField, CompiledPage, FileField } from './compiled.ts';
import { evidenceKinds, mostFiles } from './evidence-schema.ts';
import { finding } from './finding.ts';
import { asksForDocument } from './once-only.ts';
import type { Surroundings } from './lookup.ts';
import type { FieldSource } from './schema.ts';

export const isFile = ({ source, type }: Pick<FieldSource, 'source' | 'type'>): boolean =>
  source === 'applicant' && type === 'file';

/** What a field with `type: file` may say. */
export const fileParts: readonly (keyof FieldSource)[] = [
  'type',
  'label',
  'hint',
  'optional',
  'accept',
  'maxSize',
  'many',
  'why',
  'article',
  'retention',
  'seenBy',
];

const usualMegabytes = 5;

/** A field that asks for files; a document that another service gives is not asked for again. */
export function fileField(
  around: Surroundings,
  name: string,
  field: FieldSource,
  grounds: Pick<FileField, 'why' | 'article'>,
  path: Path,
  findings: Finding[],
): FileField[] {
  const { label, hint, optional = false, accept, maxSize = usualMegabytes, many = false } = field;
  if (!label) return [];
  findings.push(...asksForDocument(around, label, path));
  return [
    {
      source: 'file',
      name,
      type: 'yesno',
      label,
      ...(hint ? { hint } : {}),
      optional,
      accepts: evidenceKinds.filter((kind) => accept === undefined || accept.includes(kind)),
      mostBytes: maxSize * 1024 * 1024,
      mostFiles: many ? mostFiles : 1,
      ...grounds,
    },
  ];
}

/** Files go with a form of their own: a page that asks for them asks for nothing else. */
export function filesAlone(fields: readonly CompiledField[], pages: readonly CompiledPage[]): Finding[] {
  const files = new Set(fields.flatMap(({ source, name }) => (source === 'file' ? [name] : [])));
  return pages.flatMap(({ fields: names }, index) => {
    const file = names.find((name) => files.has(name));
    return file === undefined || names.length === 1 ? [] : [notAlone(['pages', index, 'fields'], file)];
  });
}

const notAlone = (path: Path, name: string): Finding =>
  finding(
    path,
    'file-alone',
    [
      `“${name}” fayl istəyir, həmin səhifədə isə başqa sual da var.`,
      `“${name}” asks for a file, and its page asks for something else too.`,
      `«${name}» запрашивает файл, а на той же странице есть и другой вопрос.`,
    ],
    ['Fayl üçün ayrıca səhifə yazın.', 'Give the file a page of its own.', 'Выделите для файла отдельную страницу.'],
  );
