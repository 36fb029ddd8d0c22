import type { Finding, Path } from '../../../kernel/definition.ts';
import type { CompiledRegister } from '../../catalogue/index.ts';
import type { CompiledDocument, CompiledField, CompiledService } from './compiled.ts';
import { compileLine } from './document-line.ts';
import { expressionFault, finding, unknown } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import type { ServiceSource } from './schema.ts';
import { choosingFields } from '../rules/relation-choice.ts';
import { deliveryTypes, programOf } from './types.ts';

function checkExpression(fields: readonly CompiledField[], source: string, path: Path): Finding[] {
  try {
    programOf(fields, source, deliveryTypes);
    return [];
  } catch (error) {
    return [expressionFault(path, error)];
  }
}

/** What the decision writes into a register. */
export function compileEntry(
  source: ServiceSource,
  fields: readonly CompiledField[],
  { registers }: Surroundings,
  findings: Finding[],
): CompiledService['entry'] {
  const { entry } = source;
  if (!entry) return undefined;
  const { ends, ...entering } = entry;
  for (const [part, given] of Object.entries({ fields: entry.fields, ends: ends ?? {} }))
    for (const [name, expression] of Object.entries(given))
      findings.push(...checkExpression(fields, expression, ['entry', part, name]));
  findings.push(...checkTurns(source, fields));
  const register = registers.find(({ name }) => name === entry.register);
  if (entry.changes && (ends !== undefined || register?.hosted === false))
    findings.push(unchangeable(['entry', 'changes'], entry.register));
  if (register) findings.push(...checkRecord(register, Object.keys(entry.fields), Object.keys(ends ?? {})));
  else
    findings.push(
      unknown(
        'register',
        ['entry', 'register'],
        entry.register,
        registers.map(({ name }) => name),
      ),
    );
  return ends ? { ...entering, ends } : entering;
}

/** Of choices alone a register tells about the one chosen; and where a fee comes between approval and entry, no turn is kept. */
function checkTurns({ entry, fee }: ServiceSource, fields: readonly CompiledField[]): Finding[] {
  const chosen = choosingFields({ fields }).map(({ name }) => name);
  const strange = (entry?.inTurn ?? []).flatMap((name, index) =>
    chosen.includes(name) ? [] : [unknown('field', ['entry', 'inTurn', index], name, chosen)],
  );
  if (!entry?.inTurn || typeof fee !== 'object' || fee.asked !== 'issue') return strange;
  return [...strange, turnAfterFee];
}

const turnAfterFee: Finding = finding(
  ['entry', 'inTurn'],
  'entry-turn',
  [
    'Rüsum təsdiqdən sonra ödənilirsə, qeydlər növbə ilə aparıla bilməz.',
    'Where the fee is paid after the approval, entries cannot be made in turn.',
    'Если пошлина оплачивается после одобрения, записи нельзя вносить по очереди.',
  ],
  [
    'Rüsumu müraciət zamanı alın (asked: application) və ya inTurn sahəsini silin.',
    'Take the fee with the application (asked: application), or remove inTurn.',
    'Взимайте пошлину при подаче (asked: application) или удалите inTurn.',
  ],
);

/** What was there before has to be there again when a change is taken back, and a register kept elsewhere takes whole records. */
const unchangeable = (path: Path, register: string): Finding =>
  finding(
    path,
    'entry-change',
    [
      `“${register}” reyestrində qeydi dəyişmək olmur: reyestr başqa yerdə aparılır və ya dəyişikliyin sonu (ends) göstərilib.`,
      `A record of “${register}” cannot be changed: the register is kept elsewhere, or the change is given an end (ends).`,
      `Изменить запись реестра «${register}» нельзя: он ведётся в другом месте, или у изменения указан конец (ends).`,
    ],
    [
      'entry bölməsindən ends sahəsini silin və ya bütün sahələri yazıb changes sahəsini silin.',
      'Remove ends from entry, or name all fields and remove changes.',
      'Удалите из entry поле ends или укажите все поля и удалите changes.',
    ],
  );

/** The entry has fields of the register's record and its key. */
function checkRecord(
  { name: register, record }: CompiledRegister,
  given: readonly string[],
  ends: readonly string[],
): Finding[] {
  const known = Object.keys(record.fields);
  const unheard = (part: string, names: readonly string[]) =>
    names.filter((name) => !known.includes(name)).map((name) => unknown('field', ['entry', part, name], name, known));
  const strange = [...unheard('fields', given), ...unheard('ends', ends)];
  if (given.includes(record.key)) return strange;
  const missing = finding(
    ['entry', 'fields'],
    'entry-key',
    [
      `“${register}” reyestrinin açarı yazılmayıb: ${record.key}.`,
      `The key of the register “${register}” is missing: ${record.key}.`,
      `Не указан ключ реестра «${register}»: ${record.key}.`,
    ],
    [
      `Əlavə edin, məsələn: ${record.key}: reference.`,
      `Add it, for example: ${record.key}: reference.`,
      `Добавьте, например: ${record.key}: reference.`,
    ],
  );
  return [...strange, missing];
}

/** The document that the decision gives. */
export function compileDocument(
  { document }: ServiceSource,
  fields: readonly CompiledField[],
  around: Surroundings,
  findings: Finding[],
): CompiledDocument | undefined {
  if (!document) return undefined;
  for (const part of ['number', 'validFrom', 'validTo'] as const) {
    const source = document[part];
    if (source !== undefined) findings.push(...checkExpression(fields, source, ['document', part]));
  }
  const lines = document.lines.flatMap((line, index) =>
    compileLine(line, fields, ['document', 'lines', index], findings),
  );
  const { kind, title, number, validFrom, validTo } = document;
  const article = articleOf(around, document.article, ['document'], kind, findings);
  return { kind, title, number, validFrom, ...(validTo === undefined ? {} : { validTo }), lines, article };
}
