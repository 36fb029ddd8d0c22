import { Type } from 'typebox';
import type { FieldWords } from '../../../kernel/definition-schema.ts';
import type { Finding } from '../../../kernel/definition.ts';
import { type CompiledAction, type CompiledProcess, earlierEyes, type ProcessSource } from '../../process/index.ts';
import type { CompiledField, CompiledService, RegisterField } from './compiled.ts';
import { finding } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import type { ServiceSource } from './schema.ts';
import { behind, deliveryTypes, inputsOf, inputsOfLine } from './types.ts';
import { article } from './words-of-grounds.ts';

/** The effect by which what was issued is corrected. */
export const amendEffect = 'amend';

/** `correction:` the ground on which a slip in what was issued is corrected. */
export const amendingSection = Type.Object(
  { article: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) },
  { additionalProperties: false },
);

export const amendingWords: FieldWords = {
  correction: {
    az: 'Verilmiş sənəddəki aşkar səhv hansı əsasla düzəldilir',
    en: 'On what ground a slip in what was issued is corrected',
    ru: 'На каком основании исправляется явная ошибка в выданном',
  },
  'correction.article': article,
};

type Process = Pick<CompiledProcess, 'actions'>;

const amendingIn = ({ actions }: Process): readonly CompiledAction[] =>
  actions.filter(({ effects }) => effects.includes(amendEffect));

/** The action corrects what was issued. */
export const amends = ({ process }: Pick<CompiledService, 'process'>, action: string): boolean =>
  amendingIn(process).some(({ name }) => name === action);

/** The action names a field and its right value, which another official then puts in its place. */
export const proposesAmendment = ({ process }: Pick<CompiledService, 'process'>, action: string): boolean =>
  amendingIn(process).some((one) => earlierEyes(one).includes(action));

/** The action leads to where somebody may propose a correction: by it the applicant asks for one. */
export const asksAmendment = ({ process }: Pick<CompiledService, 'process'>, action: string): boolean => {
  const to = process.actions.find(({ name, actor }) => name === action && actor === 'applicant')?.to;
  const begin = process.actions.filter(({ name }) => proposesAmendment({ process }, name));
  return to !== undefined && begin.some(({ from }) => from.includes(to));
};

/** A correction that was proposed waits in this state for who makes it. */
export const awaitsAmendment = ({ process }: Pick<CompiledService, 'process'>, state: string): boolean =>
  amendingIn(process).some(({ from }) => from.includes(state));

/** How far a correction has come in this state; undefined where none is under way. */
export function correctionStage(
  { process }: Pick<CompiledService, 'process'>,
  state: string,
): 'asked' | 'proposed' | 'carried_out' | undefined {
  if (awaitsAmendment({ process }, state)) return 'proposed';
  const leading = process.actions.filter(({ to }) => to === state);
  if (leading.some(({ name }) => asksAmendment({ process }, name))) return 'asked';
  const rests = process.states.some(({ name, end }) => name === state && !end);
  return rests && leading.some(({ name }) => amends({ process }, name)) ? 'carried_out' : undefined;
}

/** They say more than a signature over a case would: which field, and how it is right. */
export function isAmending({ actions }: Pick<ProcessSource, 'actions'>, name: string): boolean {
  const amending = Object.entries(actions).filter(([, { effects = [] }]) => effects.includes(amendEffect));
  return amending.some(([own, { fourEyes }]) => own === name || [fourEyes ?? []].flat().includes(name));
}

/** What the compiler has found out about a service when it comes to what may be corrected. */
interface Compiled {
  readonly fields: readonly CompiledField[];
  readonly entry: CompiledService['entry'];
  readonly document: CompiledService['document'];
  readonly quota: CompiledService['quota'];
  readonly fee: CompiledService['fee'];
  readonly process: CompiledProcess;
}

/**
 * What may be corrected in a decision, and on what ground: fields that its document or its entry shows. Undefined where no
 * action corrects anything.
 */
export function compileAmending(
  { correction }: Pick<ServiceSource, 'correction'>,
  service: Compiled,
  around: Surroundings,
  findings: Finding[],
): CompiledService['correction'] {
  const amending = amendingIn(service.process);
  if (amending.length === 0) return undefined;
  for (const action of amending) {
    if (!hasTwoEyes(service.process, action)) findings.push(unwatched(action.name));
    if (!restsAfter(service.process, action)) findings.push(unsettled(action.name));
  }
  const ground = articleOf(around, correction?.article, ['correction'], 'correction', findings);
  const fields = amendableIn(service, around);
  if (fields.length === 0) findings.push(nothingToAmend(amending[0]?.name ?? ''));
  return { article: ground, fields };
}

const officials: readonly string[] = ['officer', 'approver', 'deputy_head'];
const isOfficials = ({ actor }: CompiledAction): boolean => officials.includes(actor);

/** Who proposes it gives the reason, and is another official than the one who makes it. */
function hasTwoEyes({ actions }: Process, action: CompiledAction): boolean {
  const earlier = earlierEyes(action).flatMap((name) => actions.filter((one) => one.name === name));
  return (
    earlier.length > 0 && [action, ...earlier].every(isOfficials) && earlier.every((one) => one.note === 'required')
  );
}

/** While it is carried out, which a register may delay, nobody but the program goes on with the case. */
const restsAfter = ({ actions }: Process, { to }: CompiledAction): boolean =>
  actions.every(({ from, actor }) => !from.includes(to) || actor === 'system');

/** Shown by the document or the entry, of one value, and nothing by which anybody is known or on which a sum to pay or a quota rests. */
function amendableIn({ fields, entry, document, quota, fee }: Compiled, around: Surroundings): readonly string[] {
  const inputs = (sources: readonly (string | undefined)[]) =>
    sources.flatMap((source) => (source === undefined ? [] : inputsOf(fields, source, deliveryTypes)));
  const lines = (document?.lines ?? []).flatMap((line) => inputsOfLine(fields, line));
  const of = entry && around.registers.find(({ name }) => name === entry.register);
  const shown = [
    ...lines,
    ...inputs([document?.number, document?.validFrom, document?.validTo, ...Object.values(entry?.fields ?? {})]),
  ];
  const kept = [
    ...inputs([of && entry.fields[of.record.key], quota?.amount, quota?.number, quota?.validFrom, quota?.validTo]),
    ...(fee?.uses ?? []),
  ];
  const [may, mayNot] = [behind(fields, shown), behind(fields, kept)];
  return fields
    .filter((field) => may.includes(field.name) && !mayNot.includes(field.name) && isOneValue(field, around))
    .map(({ name }) => name);
}

function isOneValue(field: CompiledField, around: Surroundings): boolean {
  if (field.source === 'register') return !field.many && !isKey(field, around);
  return field.source === 'applicant' && !field.fin && !field.names && !field.chosenFrom;
}

/** A number by which people or organisations are known, as a register finds them by it: a mistake in it is none of writing. */
const isKey = ({ concept, leaf }: RegisterField, { dictionary, registers }: Surroundings): boolean =>
  Object.values(dictionary.entities).some(({ key }) => key === leaf) ||
  registers.some(({ provides }) =>
    provides.some((one) => one.name === concept && one.kind === 'take' && one.take === one.by),
  );

const unwatched = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'fourEyes'],
    'amend-eyes',
    [
      `“${action}” verilmiş sənədi dəyişir, amma düzəlişi əsaslandırıb təklif edən başqa vəzifəli şəxs yoxdur.`,
      `“${action}” changes what was issued, but no other official proposes that with a reason.`,
      `«${action}» изменяет выданное, но другое должностное лицо не предлагает этого с обоснованием.`,
    ],
    [
      'Yazın: fourEyes: <təklif edən əməliyyat>; həmin əməliyyat vəzifəli şəxsin olsun və note: required yazılsın.',
      'Write fourEyes: <the action that proposes it>, and let that be an official’s with note: required.',
      'Напишите fourEyes: <действие, которое предлагает>; оно должно быть действием должностного лица с note: required.',
    ],
  );

const unsettled = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'to'],
    'amend-unsettled',
    [
      `“${action}” düzəlişi icra olunub qurtarmamış başqası işi davam etdirə bilər: sənəd ləğv olunandan sonra yenidən verilə bilər.`,
      `While “${action}” is carried out somebody else may go on with the case: a document could be issued anew after it was revoked.`,
      `Пока исполняется «${action}», дело может продолжить кто-то другой: документ мог бы быть выдан заново после отзыва.`,
    ],
    [
      'Əməliyyatı yalnız proqramın (actor: system) çıxdığı vəziyyətə aparın və effects-ə həmin proqram addımını yazın: do-….',
      'Let the action lead to a state that only the program (actor: system) leaves, and name that step among the effects: do-….',
      'Пусть действие ведёт в состояние, из которого выводит только программа (actor: system), и укажите этот шаг в effects: do-….',
    ],
  );

const nothingToAmend = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'effects'],
    'amend-nothing',
    [
      `“${action}” əməliyyatının düzəldə biləcəyi heç nə yoxdur: sənəd və reyestr qeydi belə sahə göstərmir.`,
      `“${action}” has nothing to correct: neither the document nor the entry shows such a field.`,
      `Действию «${action}» нечего исправлять: ни документ, ни запись реестра не показывают такого поля.`,
    ],
    [
      'Bu əməliyyatları xidmətdən çıxarın (without) və ya sənədə sahə əlavə edin.',
      'Leave these actions out (without), or add a field to the document.',
      'Исключите эти действия (without) или добавьте поле в документ.',
    ],
  );
