import type { Finding } from '../../../kernel/definition.ts';
import type { CompiledField, CompiledService } from './compiled.ts';
import { finding, unknown } from './finding.ts';
import type { Surroundings } from './lookup.ts';
import type { ServiceSource } from './schema.ts';

/**
 * Of which facts the service corrects mistakes, each with the answers with which an application about it begins. They
 * are facts of the register whose record it changes.
 */
export function compileCorrects(
  { corrects, entry }: Pick<ServiceSource, 'corrects' | 'entry'>,
  fields: readonly CompiledField[],
  { registers }: Pick<Surroundings, 'registers'>,
  findings: Finding[],
): CompiledService['corrects'] {
  if (!corrects) return undefined;
  if (!entry?.changes) findings.push(changesNothing);
  const known = registers.find(({ name }) => name === entry?.register)?.provides.map(({ name }) => name) ?? [];
  for (const [concept, answers] of Object.entries(corrects)) {
    if (!known.includes(concept)) findings.push(unknown('concept', ['corrects', concept], concept, known));
    for (const [name, value] of Object.entries(answers))
      findings.push(...checkAnswer(fields, ['corrects', concept, name], name, value));
  }
  return corrects;
}

/** One of the choices of a question. */
function checkAnswer(
  fields: readonly CompiledField[],
  path: readonly [string, string, string],
  name: string,
  value: string,
): Finding[] {
  const chosen = fields.flatMap((field) => (field.source === 'applicant' && field.choices ? [field] : []));
  const field = chosen.find((one) => one.name === name);
  if (!field) {
    const names = chosen.map((one) => one.name);
    return [unknown('field', [...path], name, names)];
  }
  const values = (field.choices ?? []).map((choice) => choice.value);
  return values.includes(value) ? [] : [unknown('choice', [...path], value, values)];
}

const changesNothing = finding(
  ['corrects'],
  'corrects-nothing',
  [
    'Xidmət səhvi düzəldən kimi göstərilib, amma reyestrdəki qeydi dəyişmir.',
    'The service is named as one that corrects mistakes, but changes no record.',
    'Услуга названа исправляющей ошибки, но не изменяет записи реестра.',
  ],
  [
    'entry bölməsinə changes: true yazın və ya corrects bölməsini silin.',
    'Write changes: true in entry, or remove corrects.',
    'Добавьте в entry changes: true или удалите corrects.',
  ],
);
