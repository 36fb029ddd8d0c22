import type { DataClass } from '../../../kernel/entity.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import { earlierEyes } from '../../process/index.ts';
import type { CompiledField, CompiledService, DocumentLine } from './compiled.ts';
import { expressionFault, finding, unknown } from './finding.ts';
import type { ServiceSource } from './schema.ts';
import { behind, deliveryTypes, inputsOfTexts, programOf } from './types.ts';

type LineSource = NonNullable<ServiceSource['document']>['lines'][number];
type Texts = NonNullable<LineSource['texts']>;

/** One line of the document: a field, texts of which the first that fits is shown, or why it was so decided. */
export function compileLine(
  { label, field: name, texts, note }: LineSource,
  fields: readonly CompiledField[],
  path: Path,
  findings: Finding[],
): DocumentLine[] {
  if (note && label && !texts && name === undefined) return [{ label, note, class: 'personal' }];
  if (texts || note) {
    if (texts && label && name === undefined && !note) return textLine(fields, label, texts, path, findings);
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
      'Sənədin sətri ya sahəni göstərir, ya da adı (label) və mətnləri (texts) və ya qeydi (note) olur.',
      'A line of the document shows a field, or has a label and either texts or a note.',
      'Строка документа показывает поле, либо имеет название (label) и тексты (texts) или примечание (note).',
    ],
    [
      'Yalnız birini yazın: field; label və texts; label və note.',
      'Write one of these: field; label and texts; label and note.',
      'Укажите что-то одно: field; label и texts; label и note.',
    ],
  );

type Decided = Pick<CompiledService, 'document' | 'outcomes' | 'process'>;

/** A document that says why needs it written: with each step that approves, or with the one that this confirms. */
export function checkReasons({ document, outcomes, process }: Decided): Finding[] {
  const index = document?.lines.findIndex((line) => 'note' in line) ?? -1;
  if (index < 0) return [];
  const written = (names: readonly string[]) =>
    names.length > 0 &&
    process.actions.filter(({ name }) => names.includes(name)).every(({ note }) => note === 'required');
  return process.actions
    .filter(({ name }) => outcomes.approved?.includes(name))
    .filter((action) => !written([action.name]) && !written(earlierEyes(action)))
    .map(({ name }) => unexplained(['document', 'lines', index, 'note'], name));
}

const unexplained = (path: Path, action: string): Finding =>
  finding(
    path,
    'line-note',
    [
      `Sənəd qərarın səbəbini göstərir, lakin “${action}” əməliyyatında səbəb yazılmaya bilər.`,
      `The document says why it was so decided, and “${action}” may be taken without a reason.`,
      `Документ показывает обоснование решения, но действие «${action}» можно совершить без него.`,
    ],
    [
      `${action} əməliyyatına və ya onun təsdiq etdiyi təklifə (fourEyes) note: required yazın.`,
      `Write note: required at ${action}, or at the proposal that it confirms (fourEyes).`,
      `Укажите note: required у ${action} или у предложения, которое оно утверждает (fourEyes).`,
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
