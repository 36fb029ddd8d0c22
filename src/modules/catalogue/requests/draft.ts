import type { Text } from '../../../language/lang.ts';
import { isUnlistedAct } from '../act.ts';
import type { Place } from '../choices.ts';
import type { Envelope } from '../envelope.ts';
import { fits } from '../fits.ts';
import {
  type Contact,
  type Criticality,
  type EntryKind,
  type EntryState,
  line,
  type ServiceLevel,
  type Spec,
} from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';
import { askedOf, furtherOf, mostTyped, type Question, type QuestionName } from './questions.ts';
import { readFields } from './fields.ts';
import * as problem from './problems.ts';
import { readService } from './service.ts';
import { type ReadTie, readTies } from './ties.ts';
import { linesOf, numberIn, type Say, textOf } from './typed.ts';

export type Answers = Partial<Readonly<Record<QuestionName, string>>>;

/** What the institution has said so far: the answers as they were typed, over what the entry says already. */
export interface Draft {
  readonly answers: Answers;
  /** The entry as it stands, or as a file gave it: what no question asks about is taken from here. */
  readonly base?: Envelope;
}

/** Something that must be mended before a request can be sent: at which question, and what to do. */
export interface DraftProblem {
  /** `relations` for what no question asks about and a file or program gave. */
  readonly name: QuestionName | 'relations';
  readonly text: Text;
}

/** What a name in an answer stands for: several entries where more than one is called so. */
export interface Found {
  readonly entries: readonly (EntryRef & { readonly title: Text })[];
  /** The name most like it, where there is no such entry. */
  readonly nearest?: string | undefined;
}

/** What a draft is read against. */
export interface DraftScope {
  readonly kind: EntryKind;
  readonly code: string;
  readonly institution: string;
  readonly state: EntryState;
  /** The entry as the register has it. */
  readonly standing?: Envelope | undefined;
  /** The entries of these kinds that bear a code, a `kind/code` or a title. */
  find(typed: string, kinds: readonly EntryKind[]): Found;
  /** Institution of an entry; undefined where the register has none. */
  ownerOf(ref: EntryRef): string | undefined;
  /** Concepts and relations of the dictionary. */
  readonly concepts: readonly string[];
  /** Acts, and their articles, that may be named by their code. */
  readonly acts: ReadonlySet<string>;
  readonly lifeEvents: readonly { readonly code: string; readonly title: Text }[];
}

export interface ReadDraft {
  /** Absent while there are problems. */
  readonly envelope?: Envelope;
  readonly problems: readonly DraftProblem[];
  /** Where a system or portal runs, as the institution says. */
  readonly place?: Place;
  /** The questions, in their order. */
  readonly asked: readonly Question[];
  /** What the names in the answers stand for. */
  readonly ties: readonly ReadTie[];
  /** The register has no such entry yet. */
  readonly isNew: boolean;
}

/** Reads a draft as an entry. Pure: whatever it must know of the register, `scope` tells. */
export function readDraft({ answers, base }: Draft, scope: DraftScope): ReadDraft {
  const problems: DraftProblem[] = [];
  const isNew = scope.standing === undefined;
  const asked = askedOf(scope.kind, isNew);
  const all = [...asked, ...furtherOf(scope.kind)];
  const say: Say = (name) => (all.some((question) => question.name === name) ? (answers[name] ?? '').trim() : '');
  for (const question of all) {
    const text = wrongIn(question, say(question.name), scope);
    if (text) problems.push({ name: question.name, text });
  }
  const { ties, relations } = readTies(say, all, scope, base, problems);
  const spec = specOf(say, scope, base, problems);
  const read = { problems: firstOfEach(problems), asked, ties, isNew };
  if (problems.length > 0) return read;
  const about = say('about');
  const criticality = say('criticality');
  const place = say('place');
  return {
    ...read,
    envelope: {
      kind: scope.kind,
      code: scope.code,
      title: textOf(say('title')),
      institution: scope.institution,
      ...(about === '' ? {} : { about: textOf(about) }),
      state: scope.state,
      ...(criticality === '' ? {} : { criticality: criticality as Criticality }),
      ...contactOf(say),
      ...levelOf(say),
      acts: linesOf(say('acts')),
      spec,
      relations,
    },
    ...(place === '' ? {} : { place: place as Place }),
  };
}

function firstOfEach(problems: readonly DraftProblem[]): DraftProblem[] {
  return [...Map.groupBy(problems, ({ name }) => name).values()].flatMap(([first]) => first ?? []);
}

/** What is wrong with an answer by itself. */
function wrongIn({ name, optional, options, three, schema, lines }: Question, value: string, { acts }: DraftScope) {
  if (value === '') return optional ? undefined : problem.needed;
  if (value.length > mostTyped) return problem.tooLong(mostTyped);
  if (options && !Object.hasOwn(options, value)) return problem.oneOfThese;
  if (three) return wrongTexts(value);
  if (schema && !fits(schema, isNumber(schema) ? numberIn(value) : value)) return problem.misfit(name, schema);
  if (!lines) return undefined;
  const given = linesOf(value);
  if (!fits(lines, given)) return problem.wrongLines(given);
  const unlisted = name === 'acts' ? given.find((act) => isUnlistedAct(act, acts)) : undefined;
  return unlisted === undefined ? undefined : problem.unlistedAct(unlisted, acts);
}

const isNumber = (schema: object) => 'type' in schema && (schema.type === 'number' || schema.type === 'integer');

function wrongTexts(typed: string): Text | undefined {
  const parts = typed.split('|').map((part) => part.trim());
  if (parts.length > 3) return problem.threeParts;
  if (parts[0] === '') return problem.needed;
  const long = parts.findIndex((part) => part !== '' && !fits(line, part));
  return long < 0 ? undefined : problem.tooLongIn(long);
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

/** What the questions of a kind ask about is all that its spec holds, but further data objects of a register. */
function specOf(say: Say, scope: DraftScope, base: Envelope | undefined, problems: DraftProblem[]): Spec {
  const given = (name: QuestionName, key: string) => (say(name) === '' ? {} : { [key]: say(name) });
  switch (scope.kind) {
    case 'system':
      return {
        ...given('personalData', 'personalDataNumber'),
        ...(say('users') === '' ? {} : { users: numberIn(say('users')) }),
      };
    case 'register': {
      const { objects, problems: wrong } = readFields(say('objects'), textOf(say('title')), scope.concepts, base);
      problems.push(...wrong);
      return { objects };
    }
    case 'api':
      return {
        ...given('protocol', 'protocol'),
        ...given('version', 'version'),
        ...given('address', 'description'),
      };
    case 'portal':
      return { ...given('platform', 'platform'), ...given('address', 'address') };
    case 'hosting':
      return { ...given('hostingPlace', 'place') };
    case 'service':
      return readService(say, scope, base, problems);
    default:
      return {};
  }
}
