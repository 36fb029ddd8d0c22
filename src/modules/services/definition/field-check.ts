import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Finding, Path } from '../../../kernel/definition.ts';
import type { AskedField, CompiledField } from './compiled.ts';
import { expressionFault, finding } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import type { FieldSource } from './schema.ts';
import { behind, formulaTypes, programOf } from './types.ts';

/** What an answer has to fulfil, with the article that says so. */
export function checkOf(
  around: Surroundings,
  name: string,
  check: FieldSource['check'],
  path: Path,
  findings: Finding[],
): Pick<AskedField, 'check'> {
  if (!check) return {};
  const { that, otherwise } = check;
  return { check: { that, otherwise, article: articleOf(around, check.article, path, name, findings) } };
}

/** Everything that is wrong with what answers have to fulfil: it is a truth, over the answer itself and other answers. */
export const checkFieldChecks = (fields: readonly CompiledField[]): Finding[] =>
  fields.flatMap((field) =>
    field.source === 'applicant' && field.check ? faultsOf(fields, field, field.check.that) : [],
  );

function faultsOf(fields: readonly CompiledField[], { name }: AskedField, that: string): Finding[] {
  const path: Path = ['data', name, 'check', 'that'];
  try {
    const { type, inputs } = programOf(fields, that, formulaTypes);
    const within = behind(fields, inputs);
    const asked = new Set(fields.flatMap((one) => (one.source === 'applicant' ? [one.name] : [])));
    return [
      ...(type === 'boolean' || type === 'any' ? [] : [noTruth(path)]),
      ...(within.includes(name) ? [] : [notItself(path, name)]),
      ...within.filter((one) => !asked.has(one)).map((one) => notAnswered(path, one)),
    ];
  } catch (error) {
    return [expressionFault(path, error)];
  }
}

const noTruth = (path: Path): Finding =>
  finding(
    path,
    'check',
    [
      'Şərtin cavabı “bəli” və ya “xeyr” deyil.',
      'The condition is neither true nor false.',
      'Условие не даёт ответа «да» или «нет».',
    ],
    [
      'Müqayisə yazın: endsOn >= startsOn.',
      'Write a comparison: endsOn >= startsOn.',
      'Напишите сравнение: endsOn >= startsOn.',
    ],
  );

const notItself = (path: Path, name: string): Finding =>
  finding(
    path,
    'check',
    [
      `Şərt “${name}” cavabının özünə baxmır.`,
      `The condition does not look at the answer “${name}” itself.`,
      `Условие не смотрит на сам ответ «${name}».`,
    ],
    [
      'Şərti aid olduğu sahəyə keçirin və ya requirements bölməsində yazın.',
      'Move it to the field that it is about, or write it under requirements.',
      'Перенесите его к нужному полю или в раздел requirements.',
    ],
  );

const notAnswered = (path: Path, name: string): Finding =>
  finding(
    path,
    'check',
    [
      `“${name}” müraciətçinin cavabı deyil: doldurulan an məlum olmaya bilər.`,
      `“${name}” is no answer of the applicant: it may not be known when the form is filled in.`,
      `«${name}» – не ответ заявителя: при заполнении значение может быть неизвестно.`,
    ],
    [
      'Yalnız cavablara və submittedOn gününə baxın; reyestr məlumatı ilə müqayisəni requirements bölməsində yazın.',
      'Look at answers and at submittedOn only; write what compares with a register under requirements.',
      'Смотрите только на ответы и на submittedOn; сравнение со сведениями реестра пишите в requirements.',
    ],
  );

/** What `check` of a field means, as editors show it. */
export const fieldCheckWords: FieldWords = {
  'data.*.check': {
    az: 'Cavabın ödəməli olduğu şərt: yazılanda və göndəriləndə yoxlanılır',
    en: 'What the answer has to fulfil: looked at when it is given and when it is sent',
    ru: 'Условие для ответа: проверяется при вводе и при отправке',
  },
  'data.*.check.that': {
    az: 'FEEL ifadəsi: cavablara və müraciət gününə (submittedOn) baxır',
    en: 'A FEEL expression over answers and the day of the application (submittedOn)',
    ru: 'Выражение FEEL: смотрит на ответы и день подачи (submittedOn)',
  },
  'data.*.check.otherwise': {
    az: 'Şərt ödənilməyəndə müraciətçi bunu oxuyur: nəyi düzəltməlidir',
    en: 'What the applicant reads where it does not: what to put right',
    ru: 'Что читает заявитель, если условие не выполнено: что исправить',
  },
  'data.*.check.article': {
    az: 'Bunu tələb edən akt və maddə',
    en: 'Act and article that ask for it',
    ru: 'Акт и статья, которые этого требуют',
  },
};
