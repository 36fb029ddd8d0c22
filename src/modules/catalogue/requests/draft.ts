import type { Text } from '../../../language/lang.ts';
import { fold } from '../../../language/index.ts';
import type { Envelope, EnvelopeRelation } from '../envelope.ts';
import type { Contact, Criticality, EntryKind, EntryState, ServiceLevel, Spec } from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';
import { furtherOf, type Question, type QuestionName, questionsOf } from './questions.ts';
import { readFields } from './fields.ts';

export type Answers = Partial<Readonly<Record<QuestionName, string>>>;

/** What the institution has said so far: the answers as they were typed, over what the entry says already. */
export interface Draft {
  readonly answers: Answers;
  /** The entry as it stands, or as a file gave it: what no question asks about is taken from here. */
  readonly base?: Envelope;
}

/** Something that must be mended before a request can be sent: at which question, and what to do. */
export interface DraftProblem {
  readonly name: QuestionName;
  readonly text: Text;
}

/** What a draft is read against. */
export interface DraftScope {
  readonly kind: EntryKind;
  readonly code: string;
  readonly institution: string;
  readonly state: EntryState;
  /** The entry of that title or code, or the nearest that there is. */
  find(typed: string): { readonly ref?: EntryRef; readonly nearest?: string };
  /** Concepts of the dictionary. */
  readonly concepts: readonly string[];
}

export interface ReadDraft {
  /** Absent while there are problems. */
  readonly envelope?: Envelope;
  readonly problems: readonly DraftProblem[];
  /** Where a system or portal runs, as the institution says. */
  readonly place?: 'local' | 'cloud';
}

/** The questions of a request: where an entry runs is asked once, then followed by its hosting. */
export function askedOf(kind: EntryKind, base: Envelope | undefined): readonly Question[] {
  return questionsOf(kind).filter(({ name }) => name !== 'place' || base === undefined);
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Reads a draft as an entry. Pure: whatever it must know of the register, `scope` tells. */
export function readDraft({ answers, base }: Draft, scope: DraftScope): ReadDraft {
  const problems: DraftProblem[] = [];
  const asked = [...askedOf(scope.kind, base), ...furtherOf(scope.kind)];
  const say = (name: QuestionName) => (answers[name] ?? '').trim();
  for (const { name, optional, max, options } of asked) {
    const value = say(name);
    if (value === '' && !optional) problems.push({ name, text: needed });
    else if (max !== undefined && value.length > max) problems.push({ name, text: tooLong(max) });
    else if (options && value !== '' && !(value in options)) problems.push({ name, text: oneOfThese });
  }
  problems.push(...wrongForms(say), ...wrongNumbers(say));
  const relations = relationsOf(say, scope, base, problems);
  const spec = specOf(say, scope, base, problems);
  if (problems.length > 0) return { problems: firstOfEach(problems) };
  const about = say('about');
  const criticality = say('criticality') || base?.criticality;
  return {
    problems: [],
    envelope: {
      kind: scope.kind,
      code: scope.code,
      title: textOf(say('title')),
      institution: scope.institution,
      ...(about === '' ? {} : { about: textOf(about) }),
      state: scope.state,
      ...(criticality ? { criticality: criticality as Criticality } : {}),
      ...contactOf(say),
      ...levelOf(say),
      acts: linesOf(say('acts')),
      spec,
      relations,
    },
    ...(say('place') === '' ? {} : { place: say('place') as 'local' | 'cloud' }),
  };
}

type Say = (name: QuestionName) => string;

function firstOfEach(problems: readonly DraftProblem[]): DraftProblem[] {
  return [...Map.groupBy(problems, ({ name }) => name).values()].flatMap(([first]) => first ?? []);
}

/** `az | en | ru`; a language left out is filled with the Azerbaijani text. */
function textOf(typed: string): Text {
  const [az = '', en = '', ru = ''] = typed.split('|').map((part) => part.trim());
  return { az, en: en === '' ? az : en, ru: ru === '' ? az : ru };
}

const emailPattern = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}$/;
const phonePattern = /^\+?[0-9 ()-]{3,30}$/;
const addressPattern = /^https?:\/\/[^\s"<>]{1,240}$/;

function wrongForms(say: Say): DraftProblem[] {
  const forms = [
    ['email', emailPattern, writeEmail],
    ['phone', phonePattern, writePhone],
    ['address', addressPattern, writeAddress],
  ] as const;
  return forms.flatMap(([name, pattern, text]) =>
    say(name) !== '' && !pattern.test(say(name)) ? [{ name, text }] : [],
  );
}

function contactOf(say: Say): { contact?: Contact } {
  const contact = {
    ...(say('unit') === '' ? {} : { unit: say('unit') }),
    ...(say('email') === '' ? {} : { email: say('email') }),
    ...(say('phone') === '' ? {} : { phone: say('phone') }),
  };
  return Object.keys(contact).length === 0 ? {} : { contact };
}

function levelOf(say: Say): { serviceLevel?: ServiceLevel } {
  const hours = say('hours');
  const level = {
    ...(hours === '' ? {} : { hours: hours as 'office' | 'always' }),
    ...(say('availability') === '' ? {} : { availability: numberIn(say('availability')) }),
    ...(say('restoreHours') === '' ? {} : { restoreHours: numberIn(say('restoreHours')) }),
  };
  return Object.keys(level).length === 0 ? {} : { serviceLevel: level };
}

const numberIn = (typed: string): number => Number(typed.replace(',', '.'));

const numbers = [
  { name: 'availability', pattern: /^\d{1,3}([.,]\d{1,3})?$/, most: 100 },
  { name: 'restoreHours', pattern: /^\d{1,4}([.,]\d{1,2})?$/, most: 8760 },
  { name: 'users', pattern: /^\d{1,10}$/, most: 1_000_000_000 },
] as const;

function wrongNumbers(say: Say): DraftProblem[] {
  return numbers.flatMap(({ name, pattern, most }) => {
    const typed = say(name);
    return typed === '' || (pattern.test(typed) && numberIn(typed) <= most) ? [] : [{ name, text: writeNumber(most) }];
  });
}

type Tie = Pick<EnvelopeRelation, 'kind' | 'channel'>;
// The answers that name other entries, and what they say of them.
const tied: Partial<Readonly<Record<QuestionName, Tie>>> = {
  exchange: { kind: 'uses', channel: 'exchange' },
  local: { kind: 'uses', channel: 'local' },
  holds: { kind: 'holds' },
  provider: { kind: 'provided_by' },
  replacedBy: { kind: 'replaced_by' },
};

const sameTie = (a: Tie, b: Tie) => a.kind === b.kind && a.channel === b.channel;

function relationsOf(
  say: Say,
  scope: DraftScope,
  base: Envelope | undefined,
  problems: DraftProblem[],
): readonly EnvelopeRelation[] {
  const asked = questionsOf(scope.kind).flatMap(({ name }) => (tied[name] ? [{ name, tie: tied[name] }] : []));
  const said = asked.flatMap(({ name, tie }) =>
    linesOf(say(name)).flatMap((typed) => {
      const { ref, nearest } = scope.find(typed);
      if (!ref) problems.push({ name, text: unknownEntry(typed, nearest) });
      else if (ref.kind === scope.kind && ref.code === scope.code) problems.push({ name, text: itself });
      return ref ? [{ ...tie, to: ref }] : [];
    }),
  );
  const others = (base?.relations ?? []).filter((one) => !asked.some(({ tie }) => sameTie(tie, one)));
  const seen = new Set<string>();
  return [...said, ...others].filter(({ kind, to }) => {
    const key = `${kind} ${to.kind}/${to.code}`;
    return !seen.has(key) && seen.add(key);
  });
}

function specOf(say: Say, scope: DraftScope, base: Envelope | undefined, problems: DraftProblem[]): Spec {
  const before = base?.spec ?? {};
  const given = (name: QuestionName, key: string) => (say(name) === '' ? {} : { [key]: say(name) });
  switch (scope.kind) {
    case 'system': {
      const number = given('personalData', 'personalDataNumber');
      return { ...number, ...(say('users') === '' ? {} : { users: Number(say('users')) }) };
    }
    case 'register': {
      const { objects, problems: wrong } = readFields(say('objects'), textOf(say('title')), scope.concepts, base);
      problems.push(...wrong);
      return { ...before, objects };
    }
    case 'api':
      return {
        ...given('protocol', 'protocol'),
        ...given('version', 'version'),
        ...given('address', 'description'),
      };
    case 'portal':
      return { ...before, ...given('platform', 'platform'), ...given('address', 'address') };
    case 'hosting':
      return { ...before, ...given('hostingPlace', 'place') };
    default:
      return before;
  }
}

/** A code for a new entry from its title: Latin letters, digits and hyphens. */
export function codeFrom(title: string): string {
  const words = fold(title.split('|')[0] ?? '').match(/[a-z0-9]+/g) ?? [];
  const code = words.join('-').slice(0, 50).replace(/-+$/, '');
  return /^[a-z]/.test(code) ? code : `q-${code}`.replace(/-+$/, '');
}

const needed: Text = {
  az: 'Bu suala cavab verin.',
  en: 'Answer this question.',
  ru: 'Ответьте на этот вопрос.',
};
const oneOfThese: Text = {
  az: 'Siyahıdan birini seçin.',
  en: 'Choose one from the list.',
  ru: 'Выберите из списка.',
};
const tooLong = (max: number): Text => ({
  az: `Mətni ${max} işarəyə qədər qısaldın.`,
  en: `Shorten the text to ${max} characters.`,
  ru: `Сократите текст до ${max} знаков.`,
});
const writeEmail: Text = {
  az: 'E-poçt ünvanını tam yazın: sobe@qurum.gov.az.',
  en: 'Write the whole address: office@institution.gov.az.',
  ru: 'Укажите адрес полностью: otdel@uchrezhdenie.gov.az.',
};
const writePhone: Text = {
  az: 'Telefonu rəqəmlərlə yazın: +994 12 000 00 00.',
  en: 'Write the number in digits: +994 12 000 00 00.',
  ru: 'Укажите номер цифрами: +994 12 000 00 00.',
};
const writeNumber = (most: number): Text => ({
  az: `0 ilə ${most} arasında ədəd yazın.`,
  en: `Write a number from 0 to ${most}.`,
  ru: `Укажите число от 0 до ${most}.`,
});
const writeAddress: Text = {
  az: 'Ünvanı https:// ilə birlikdə yazın.',
  en: 'Write the address with https://.',
  ru: 'Укажите адрес вместе с https://.',
};
const itself: Text = {
  az: 'Qeyd özünə bağlana bilməz. Bu sətri silin.',
  en: 'An entry cannot be tied to itself. Remove this line.',
  ru: 'Запись не может ссылаться на себя. Удалите эту строку.',
};
const unknownEntry = (typed: string, nearest: string | undefined): Text => ({
  az: `Kataloqda “${typed}” yoxdur. ${nearest ? `Bəlkə “${nearest}”?` : 'Adını və ya kodunu kataloqdan köçürün.'}`,
  en: `The catalogue has no “${typed}”. ${nearest ? `Perhaps “${nearest}”?` : 'Copy its title or code from the catalogue.'}`,
  ru: `В каталоге нет «${typed}». ${nearest ? `Возможно, «${nearest}»?` : 'Скопируйте название или код из каталога.'}`,
});
