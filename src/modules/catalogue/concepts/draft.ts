import type { DataClass } from '../../../kernel/entity.ts';
import { fold, langs, type Text } from '../../../language/index.ts';
import { type CompiledConcept, type CompiledDictionary, type ValueType, valueTypes } from '../definition/compiled.ts';
import { own } from '../definition/own.ts';

export const proposedFields = ['az', 'en', 'ru', 'type', 'choices', 'class', 'register', 'reason'] as const;
export type ProposedField = (typeof proposedFields)[number];

/** What the institution has said so far, as typed: the label in three languages, type and its choices, class, register, and why. */
export type Proposed = Partial<Readonly<Record<ProposedField, string>>>;

/** Something to be mended before a proposal can be sent. */
export interface ProposalProblem {
  readonly name: ProposedField;
  readonly text: Text;
}

export const dataClasses = ['open', 'personal', 'sensitive'] as const satisfies readonly DataClass[];

/** What a concept is to be. */
export interface ConceptGiven {
  readonly label: Text;
  readonly type: ValueType;
  readonly class: DataClass;
  readonly choices?: Choices;
  readonly register: string;
}

const longest: Readonly<Record<ProposedField, number>> = {
  az: 120,
  en: 120,
  ru: 120,
  type: 20,
  choices: 5000,
  class: 20,
  register: 63,
  reason: 1000,
};

/** Reads a proposal against the dictionary. Pure. What is wrong with it is told once for each field. */
export function readProposal(
  concept: string,
  draft: Proposed,
  words: CompiledDictionary,
): { readonly given?: ConceptGiven; readonly problems: readonly ProposalProblem[] } {
  const say = (name: ProposedField) => (draft[name] ?? '').trim();
  const before = own(words.concepts, concept);
  const type = before?.type ?? valueTypes.find((one) => one === say('type'));
  const dataClass = dataClasses.find((one) => one === say('class'));
  const label = { az: say('az'), en: say('en'), ru: say('ru') };
  // The choices of a concept that is there stay: registers and services are compiled against them.
  const asksChoices = type === 'choice' && !before;
  const problems: ProposalProblem[] = proposedFields.flatMap((name) => {
    if (name === 'choices' && (!asksChoices || say(name) === '')) return [];
    if (name === 'type' && before)
      return say('type') === '' || say('type') === before.type ? [] : [typeStays(before.type)];
    if (say(name) === '') return [{ name, text: needed }];
    return say(name).length > longest[name] ? [{ name, text: tooLong(longest[name]) }] : [];
  });
  const choices = asksChoices ? readChoices(say('choices')) : (before?.choices ?? {});
  if ('wrong' in choices) problems.push({ name: 'choices', text: choices.wrong });
  const namesake = Object.entries(words.concepts).find(
    ([name, one]) => name !== concept && langs.some((lang) => label[lang] !== '' && same(one.label[lang], label[lang])),
  );
  if (namesake) problems.push({ name: 'az', text: namedAlready(...namesake) });
  if (!type || !dataClass || problems.length > 0) return { problems: complete(problems, type, dataClass) };
  const given = { label, type, class: dataClass, register: say('register') };
  return { given: type === 'choice' ? { ...given, choices } : given, problems: [] };
}

type Choices = NonNullable<CompiledConcept['choices']>;

/** One choice in a line: `micro; Mikro; Micro; Микро`. */
function readChoices(typed: string): Choices | { readonly wrong: Text } {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  const choices = new Map<string, Text>();
  for (const line of lines) {
    const [code = '', az = '', en = '', ru = '', ...more] = line.split(';').map((part) => part.trim());
    const isWhole = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(code) && [az, en, ru].every((text) => text !== '');
    if (!isWhole || more.length > 0) return { wrong: noChoice(line.trim()) };
    if (choices.has(code)) return { wrong: choiceTwice(code) };
    choices.set(code, { az, en, ru });
  }
  return choices.size < 2 ? { wrong: twoChoices } : Object.fromEntries(choices);
}

function complete(
  problems: readonly ProposalProblem[],
  type: ValueType | undefined,
  dataClass: DataClass | undefined,
): readonly ProposalProblem[] {
  const all: readonly ProposalProblem[] = [
    ...problems,
    ...(type ? [] : [{ name: 'type' as const, text: oneOfThese }]),
    ...(dataClass ? [] : [{ name: 'class' as const, text: oneOfThese }]),
  ];
  return all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at);
}

const same = (a: string, b: string) => fold(a).trim() === fold(b).trim();

const needed: Text = { az: 'Bunu yazın və ya seçin.', en: 'Write or choose this.', ru: 'Заполните или выберите.' };
const oneOfThese: Text = { az: 'Siyahıdan birini seçin.', en: 'Choose one from the list.', ru: 'Выберите из списка.' };
const tooLong = (max: number): Text => ({
  az: `Mətni ${max} simvola qədər qısaldın.`,
  en: `Shorten the text to ${max} characters.`,
  ru: `Сократите текст до ${max} знаков.`,
});
const twoChoices: Text = {
  az: 'Ən azı iki variant yazın.',
  en: 'Write at least two choices.',
  ru: 'Укажите хотя бы два варианта.',
};
const noChoice = (line: string): Text => ({
  az: `“${line}” sətrini belə yazın: kod; azərbaycanca; ingiliscə; rusca.`,
  en: `Write the line “${line}” so: code; Azerbaijani; English; Russian.`,
  ru: `Запишите строку «${line}» так: код; по-азербайджански; по-английски; по-русски.`,
});
const choiceTwice = (code: string): Text => ({
  az: `“${code}” kodu iki dəfə yazılıb. Birini dəyişin.`,
  en: `The code “${code}” stands twice. Change one of them.`,
  ru: `Код «${code}» указан дважды. Измените один из них.`,
});
const typeStays = (type: string): ProposalProblem => ({
  name: 'type',
  text: {
    az: `Anlayışın tipi dəyişmir: ${type}. Başqa tip lazımdırsa, yeni anlayış təklif edin.`,
    en: `The type of a concept stays: ${type}. If another is needed, propose a new concept.`,
    ru: `Тип понятия не меняется: ${type}. Если нужен другой, предложите новое понятие.`,
  },
});
const namedAlready = (name: string, { label }: { readonly label: Text }): Text => ({
  az: `Bu adla anlayış artıq var: “${label.az}” (${name}). Onu istifadə edin və ya adı dəqiqləşdirin.`,
  en: `There is a concept of this name already: “${label.en}” (${name}). Use it, or make the name more exact.`,
  ru: `Понятие с таким названием уже есть: «${label.ru}» (${name}). Используйте его или уточните название.`,
});
