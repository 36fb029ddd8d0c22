import type { TSchema } from 'typebox';
import type { Text } from '../../../language/lang.ts';
import type { Channel, EntryKind, RelationKind } from '../kinds.ts';
import { commonQuestions } from './questions-common.ts';
import { kindQuestions } from './questions-kinds.ts';
import { serviceQuestions } from './questions-service.ts';

/** What an answer that names entries, one a line, says of them. */
export interface Ties {
  readonly kind: RelationKind;
  readonly channel?: Channel;
  /** Kinds of the entries that may be named. */
  readonly to: readonly EntryKind[];
}

/** One question of the form by which an entry is described; at most twelve concern a kind. */
export interface Question {
  readonly name: QuestionName;
  readonly input: 'text' | 'longtext' | 'choice';
  readonly label: Text;
  readonly hint?: Text;
  readonly optional?: boolean;
  readonly kinds: readonly EntryKind[];
  /** Kinds about which it may be said besides; nobody has to. */
  readonly further?: readonly EntryKind[];
  readonly options?: Readonly<Record<string, Text>>;
  /** A text in three languages: `az | en | ru`. */
  readonly three?: true;
  /** What the answer, or the number that it says, has to fit. */
  readonly schema?: TSchema;
  /** What its lines have to fit. */
  readonly lines?: TSchema;
  readonly ties?: Ties;
}

export const questionNames = [
  'title',
  'about',
  'acts',
  'email',
  'phone',
  'criticality',
  'hours',
  'personalData',
  'place',
  'exchange',
  'local',
  'holds',
  'objects',
  'protocol',
  'provider',
  'address',
  'platform',
  'replacedBy',
  'hostingPlace',
  'hostedOn',
  'partOf',
  'audience',
  'lifeEvents',
  'output',
  'fee',
  'workingDays',
  'asks',
  'publicPhone',
  'publicEmail',
  'unit',
  'availability',
  'restoreHours',
  'users',
  'version',
] as const;
export type QuestionName = (typeof questionNames)[number];

/** Most characters of an answer: whatever is typed up to this is kept, fit or not. */
export const mostTyped = 100_000;

// In the order in which they are asked.
const all = [...commonQuestions, ...kindQuestions, ...serviceQuestions];
export const questions: readonly Question[] = questionNames.flatMap(
  (name) => all.find((question) => question.name === name) ?? [],
);

/** The questions that concern a kind, in the order in which they are asked. */
export function questionsOf(kind: EntryKind): readonly Question[] {
  return questions.filter(({ kinds }) => kinds.includes(kind));
}

/** What may be said of a kind besides the questions; all of it optional. */
export function furtherOf(kind: EntryKind): readonly Question[] {
  return questions
    .filter(({ further }) => further?.includes(kind))
    .map((question) => ({ ...question, optional: true }));
}

/** The questions of a request: where an entry runs is asked once, then followed by its hosting. */
export function askedOf(kind: EntryKind, isNew: boolean): readonly Question[] {
  return questionsOf(kind).filter(({ name }) => name !== 'place' || isNew);
}
