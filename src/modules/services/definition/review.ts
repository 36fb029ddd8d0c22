import { type Static, Type } from 'typebox';
import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import { isVoen, type Text } from '../../../language/index.ts';
import {
  type CompiledProcessDefinition,
  type HeldWithin,
  processKindOf,
  type ProcessSource,
} from '../../process/index.ts';
import type { CompiledField, RegisterField } from './compiled.ts';
import { reservedNames, unknown, withoutStandard } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import { checkAsked, checkSeen, timed } from './opinion.ts';
import * as found from './review-finding.ts';
import type { ServiceSource } from './schema.ts';

const closed = { additionalProperties: false } as const;
const line = Type.String({ minLength: 1, maxLength: 600 });
const text = Type.Object({ az: line, en: line, ru: line }, closed);
const fieldName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' });
const article = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }));

const criterion = Type.Object(
  {
    title: text,
    /** What is looked at, for the reviewer. */
    question: text,
    article,
    from: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    to: Type.Integer({ minimum: 0, maximum: 1000 }),
    weight: Type.Integer({ minimum: 1, maximum: 100 }),
  },
  closed,
);

/** Experts who score each application. */
export const reviewsSection = Type.Object(
  {
    title: text,
    /** How many. */
    number: Type.Integer({ minimum: 1, maximum: 9 }),
    /** Those to whom a relation leads from an organisation; `field`: only those whose fact is what the application says. */
    pool: Type.Object(
      {
        organisation: Type.String({ pattern: '^[0-9]{10}$' }),
        relation: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
        field: Type.Optional(Type.Object({ concept: Type.String({ minLength: 1 }), is: fieldName }, closed)),
      },
      closed,
    ),
    /** Fields that hold the VÖEN of a further organisation whose people do not review. */
    apart: Type.Optional(Type.Array(fieldName, { minItems: 1, uniqueItems: true })),
    article,
    /** Fields, and no others. */
    sees: Type.Array(fieldName, { minItems: 1, uniqueItems: true }),
    asked: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9]*([-_][a-z0-9]+)*$' }), { minItems: 1, uniqueItems: true }),
    workingDays: Type.Integer({ minimum: 1, maximum: 365 }),
    late: Type.Enum(['replaced', 'told']),
    /** One more is asked where the totals of two lie further apart, in points of 100. */
    spread: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
    criteria: Type.Record(fieldName, criterion, { ...closed, minProperties: 1 }),
  },
  closed,
);
type ReviewsSource = Static<typeof reviewsSection>;

export interface ReviewCriterion {
  readonly name: string;
  readonly title: Text;
  readonly question: Text;
  readonly article: string;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** The reviews of a service, each of which runs the same process. */
export interface CompiledReviews
  extends HeldWithin,
    Omit<ReviewsSource, 'title' | 'article' | 'workingDays' | 'criteria'> {
  readonly article: string;
  readonly criteria: readonly ReviewCriterion[];
}

/** Under this name the service holds the process of a review. */
const heldAs = 'reviews';
export const standardReview = 'expert-review';
export const reviewProcess = 'service.review';
/** The leaf by which the exchange tells for whom an expert works. */
export const employers = 'employedBy';

/** `services/review.yaml`: how a review comes to be, in every service that asks for some. */
export const reviewKind = processKindOf({
  kind: standardReview,
  files: /^services\/review\.yaml$/,
  effects: [],
  triggers: ['ask-again', 'close', 'lapse', 'release'],
});

const reserved = ['review', 'openReviews'];
/** What stands beside the criteria under `review.` in expressions. */
const sums: Readonly<Record<string, Text>> = {
  score: { az: 'Rəyçilərin orta balı', en: 'Mean score of the reviewers', ru: 'Средний балл рецензентов' },
  spread: { az: 'Rəyçilərin balları arasında fərq', en: 'Spread of the reviewers', ru: 'Расхождение рецензентов' },
};

export function compileReviews(
  source: ServiceSource<ProcessSource>,
  fields: readonly CompiledField[],
  { around, scope }: { readonly around: Surroundings; readonly scope: Scope },
  findings: Finding[],
): readonly CompiledReviews[] {
  const { reviews } = source;
  if (!reviews) return [];
  const path = ['reviews'];
  findings.push(...reservedNames('review-name', fields, reserved));
  if (source.opinions && Object.hasOwn(source.opinions, heldAs)) findings.push(found.reservedOpinion(heldAs));
  if (source.backOffice !== 'here') findings.push(found.reviewedElsewhere());
  findings.push(...checkAsked(source, reviews, path), ...checkSeen(reviews, fields, path));
  findings.push(...checkPool(reviews, fields, around));
  const standard = scope.get<CompiledProcessDefinition>(standardReview, standardReview)?.process;
  if (!standard) {
    findings.push(withoutStandard('reviews', 'review'));
    return [];
  }
  const { workingDays, criteria, article: ground, ...rest } = reviews;
  const compiled = {
    ...rest,
    name: heldAs,
    article: articleOf(around, ground, path, heldAs, findings),
    criteria: Object.entries(criteria).map(([name, { from = 0, ...one }]) => {
      const at = [...path, 'criteria', name];
      if (Object.hasOwn(sums, name)) findings.push(found.reservedCriterion(at, name));
      if (one.to <= from) findings.push(found.withoutPoints(at, name));
      return { ...one, name, from, article: articleOf(around, one.article, at, name, findings) };
    }),
    process: timed(standard, workingDays, reviews.late === 'replaced'),
  };
  return [compiled];
}

function checkPool(
  { pool, apart = [] }: ReviewsSource,
  fields: readonly CompiledField[],
  around: Surroundings,
): Finding[] {
  const path: Path = ['reviews', 'pool'];
  const names = fields.map(({ name }) => name);
  const { relations, concepts } = around.dictionary;
  const { relation, organisation, field } = pool;
  const leads = relations[relation];
  const fits = leads?.from === 'organisation' && leads.to === 'person' && around.primaryOf(relation) !== undefined;
  const possible = Object.entries(relations).flatMap(([name, { from, to }]) =>
    from === 'organisation' && to === 'person' ? [name] : [],
  );
  return [
    ...(fits ? [] : [unknown('relation', [...path, 'relation'], relation, possible)]),
    ...(isVoen(organisation) ? [] : [found.notVoen([...path, 'organisation'], organisation)]),
    ...(field && concepts[field.concept]?.entity !== 'person'
      ? [unknown('concept', [...path, 'field', 'concept'], field.concept, [])]
      : []),
    ...[...(field ? [field.is] : []), ...apart].flatMap((name) =>
      names.includes(name) ? [] : [unknown('field', ['reviews'], name, names)],
    ),
  ];
}

/** What the institution has to be allowed to read to draw reviewers: relations and concepts. */
export const readForReviews = ({ pool }: ReviewsSource): readonly string[] => [
  pool.relation,
  employers,
  'organisation.voen',
  ...(pool.field ? [pool.field.concept] : []),
];

export const reviewInput = (name: string): string => `review.${name}`;
/** Stands for all of them where it is not known. */
export const scoreInput = reviewInput('score');

/** Names under `review.`, each with its title. */
export const reviewNames = ({ criteria }: CompiledReviews): ReadonlyMap<string, Text> =>
  new Map([...criteria.map(({ name, title }) => [name, title] as const), ...Object.entries(sums)]);

/** To the table points are facts that others tell, known or awaited. */
export const reviewFields = (reviews: CompiledReviews): readonly RegisterField[] =>
  [...reviewNames(reviews)].map(([name, label]) => ({
    source: 'register',
    name: reviewInput(name),
    label,
    concept: '',
    type: 'number',
    class: 'open',
    path: [],
    leaf: '',
    many: false,
    register: '',
  }));
