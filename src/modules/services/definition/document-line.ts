import type { DataClass } from '../../../kernel/entity.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { CompiledField, DocumentLine } from './compiled.ts';
import { expressionFault, finding, unknown } from './finding.ts';
import type { ServiceSource } from './schema.ts';
import { behind, deliveryTypes, inputsOfTexts, programOf } from './types.ts';

type LineSource = NonNullable<ServiceSource['document']>['lines'][number];
type Texts = NonNullable<LineSource['texts']>;

/** One line of the document: a field, or texts of which the first that fits is shown. */
export function compileLine(
  { label, field: name, texts }: LineSource,
  fields: readonly CompiledField[],
  path: Path,
  findings: Finding[],
): DocumentLine[] {
  if (texts) {
    if (label && name === undefined) return textLine(fields, label, texts, path, findings);
    findings.push(eitherOr(path));
    return [];
  }
  const field = fields.find((one) => one.name === name);
  if (!field || !isShown(field)) {
    const known = fields.filter(isShown).map((one) => one.name);
    findings.push(unknown('field', [...path, 'field'], name ?? '', known));
    return [];
  }
  return [{ label: label ?? field.label, field: field.name, class: classOf(field) }];
}

/** What fits in a line: no list of things, no file. */
const isShown = ({ source }: CompiledField): boolean => source !== 'group' && source !== 'file';

const eitherOr = (path: Path): Finding =>
  finding(
    path,
    'line-parts',
    [
      'Sənədin sətri ya sahəni göstərir, ya da adı (label) və mətnləri (texts) olur.',
      'A line of the document shows a field, or has a label and texts.',
      'Строка документа показывает поле, либо имеет название (label) и тексты (texts).',
    ],
    [
      'field yazın və ya onu silib label və texts əlavə edin.',
      'Write field, or remove it and add label and texts.',
      'Укажите field или удалите его и добавьте label и texts.',
    ],
  );

function textLine(
  fields: readonly CompiledField[],
  label: Text,
  texts: Texts,
  path: Path,
  findings: Finding[],
): DocumentLine[] {
  const before = findings.length;
  for (const [index, { when }] of texts.entries()) {
    if (when === undefined) continue;
    try {
      // An expression that gives no truth would never be shown: compared, it must be one.
      programOf(fields, `(${when}\n) = true`, deliveryTypes);
      programOf(fields, when, deliveryTypes);
    } catch (error) {
      findings.push(expressionFault([...path, 'texts', index, 'when'], error));
    }
  }
  if (findings.length > before) return [];
  const told = texts.map(({ when, text }) => (when === undefined ? { text } : { when, text }));
  return [{ label, texts: told, class: strictest(fields, inputsOfTexts(fields, told)) }];
}

const classes: readonly DataClass[] = ['sensitive', 'personal', 'open'];

const classOf = (field: CompiledField): DataClass =>
  field.source === 'computed' || field.source === 'group' ? 'open' : field.source === 'file' ? 'personal' : field.class;

/** Which text is shown tells of what it was chosen by. */
function strictest(fields: readonly CompiledField[], names: readonly string[]): DataClass {
  const used = behind(fields, names);
  const found = fields.filter(({ name }) => used.includes(name)).map(classOf);
  return classes.find((one) => found.includes(one)) ?? 'open';
}
