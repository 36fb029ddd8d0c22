import type { Types } from '../../../feel/index.ts';
import { agreementTypes, isCoApplicant, type Within } from './co-applicant.ts';
import type {
  CompiledCoApplicant,
  CompiledField,
  CompiledOpinion,
  CompiledService,
  RegisterField,
} from './compiled.ts';
import { opinionAnswers } from '../opinion-entities.ts';
import { isInquiries } from './inquiry.ts';
import { type CompiledReviews, reviewFields, reviewNames } from './review.ts';
import { guardTypes } from './types.ts';

/** What others say to a case, by processes within it: institutions by opinions, experts by reviews. */
export type Heard = CompiledOpinion | CompiledReviews;
type Holds = Pick<CompiledService, 'within'>;

const none: readonly Heard[] = [];
const split = new WeakMap<object, readonly Heard[]>();

/** Those of a service, without the people who have to agree and what officers may ask besides; releases made before services asked others have none. */
export function heardOf({ within }: Holds): readonly Heard[] {
  if (!within) return none;
  const known = split.get(within) ?? within.filter(isHeard);
  split.set(within, known);
  return known;
}

const isHeard = (one: Within): one is Heard => !isCoApplicant(one) && !isInquiries(one);
const isReviews = (one: Heard): one is CompiledReviews => 'criteria' in one;
const isOpinion = (one: Heard): one is CompiledOpinion => !isReviews(one);

export const opinionsAmong = (heard: readonly Heard[]): readonly CompiledOpinion[] => heard.filter(isOpinion);
export const reviewsAmong = (heard: readonly Heard[]): CompiledReviews | undefined => heard.find(isReviews);

/** Opinions that a service asks for. */
export const opinionsOf = (service: Holds): readonly CompiledOpinion[] => opinionsAmong(heardOf(service));
/** Reviews that a service asks for; undefined where it asks for none. */
export const reviewsOf = (service: Holds): CompiledReviews | undefined => reviewsAmong(heardOf(service));

/** The name of an opinion among the inputs of the table, and of what is missing. */
export const opinionInput = (name: string): string => `opinion.${name}`;

export const isHeardInput = (name: string): boolean => /^(opinion|review)[.]/.test(name);

/** What they add to the names of expressions: `opinion.fire`, `review.score`. */
export function heardTypes(heard: readonly Heard[]): Types {
  const [opinions, reviews] = [opinionsAmong(heard), reviewsAmong(heard)];
  const all = <T extends string>(names: Iterable<string>, type: T) => ({
    context: Object.fromEntries([...names].map((name) => [name, type])),
  });
  return {
    ...(opinions.length > 0
      ? {
          opinion: all(
            opinions.map(({ name }) => name),
            'string',
          ),
        }
      : {}),
    ...(reviews ? { review: all(reviewNames(reviews).keys(), 'number') } : {}),
  };
}

/** What guards of the process look at, besides the fields. */
export const guardTypesWith = (heard: readonly Heard[], coApplicants: readonly CompiledCoApplicant[] = []): Types => ({
  ...guardTypes,
  ...(coApplicants.length > 0 ? agreementTypes : {}),
  ...(opinionsAmong(heard).length > 0 ? { openOpinions: 'number' } : {}),
  ...(reviewsAmong(heard) ? { openReviews: 'number' } : {}),
  ...heardTypes(heard),
});

const judged = new WeakMap<readonly Heard[], readonly CompiledField[]>();

/** The fields with what others say: to the table that is a fact, known or awaited. */
export function judgedFields(fields: readonly CompiledField[], heard: readonly Heard[]): readonly CompiledField[] {
  if (heard.length === 0) return fields;
  const all = judged.get(heard) ?? [...fields, ...heard.flatMap(asFields)];
  judged.set(heard, all);
  return all;
}

const asFields = (one: Heard): readonly RegisterField[] => (isReviews(one) ? reviewFields(one) : [asField(one)]);

const asField = ({ name, title }: CompiledOpinion): RegisterField => ({
  source: 'register',
  name: opinionInput(name),
  label: title,
  concept: '',
  type: 'choice',
  class: 'open',
  choices: opinionAnswers,
  path: [],
  leaf: '',
  many: false,
  register: '',
});

/** What of it an expression looks at. */
export function heardIn(source: string, heard: readonly Heard[]): readonly string[] {
  return heard.flatMap(asFields).flatMap(({ name }) => {
    const [of = '', leaf = ''] = name.split('.');
    return new RegExp(`\\b${of}\\s*[.]\\s*${leaf}\\b`).test(source) ? [name] : [];
  });
}
