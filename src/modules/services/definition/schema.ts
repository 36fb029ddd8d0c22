import { type Static, type TObject, Type } from 'typebox';
import { publicContactSchema } from '../../identity/index.ts';
import { amendingSection } from './amending.ts';
import { feeSection } from './fee.ts';
import { evidenceParts } from './evidence-schema.ts';
import { fieldRetention } from './field-retention.ts';
import { guardiansSection } from './guardians.ts';
import { inquiriesSection } from './inquiry.ts';
import { quotaSection } from './quota.ts';
import { reviewsSection } from './review.ts';
import { scoresSection } from './scores.ts';
import { seenBySection } from './seen-by.ts';

const closed = { additionalProperties: false } as const;

export const text = Type.Object(
  {
    az: Type.String({ minLength: 1, maxLength: 600 }),
    en: Type.String({ minLength: 1, maxLength: 600 }),
    ru: Type.String({ minLength: 1, maxLength: 600 }),
  },
  closed,
);
const code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' });
/** Name of a field, as expressions use it. */
const fieldName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}$' });
/** A field, `opinion.` with the name of an opinion, or `review.` with that of a criterion. */
const inputName = Type.String({ pattern: '^((opinion|review)[.])?[a-z][A-Za-z0-9]{0,40}$' });
const stateName = Type.String({ pattern: '^[a-z][a-z0-9]*([-_][a-z0-9]+)*$', maxLength: 60 });
const expression = Type.String({ minLength: 1, maxLength: 500 });
const article = Type.String({ minLength: 1, maxLength: 100 });

/** Act and article, `technopark-rules 4.3`. Required everywhere; one that is missing has a finding of its own. */
const ground = { article: Type.Optional(article) };

const choiceDetail = Type.Object({ hint: Type.Optional(text), opens: Type.Optional(Type.Array(fieldName)) }, closed);

/** What the applicant is asked for. One flat shape for all sources, so that a slip gives one finding, not twenty. */
const asked = {
  concept: Type.Optional(Type.String({ minLength: 1 })),
  /** Where the concept's own label does not fit. */
  label: Type.Optional(text),
  hint: Type.Optional(text),
  optional: Type.Optional(Type.Boolean()),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  choices: Type.Optional(Type.Record(Type.String(), choiceDetail)),
  why: Type.Optional(text),
  /** It bears the name of a fact that a register holds and is another one: which, and why. Published. */
  differsFrom: Type.Optional(Type.Object({ concept: Type.String({ minLength: 1 }), reason: text }, closed)),
  ...ground,
};

const groupedField = Type.Object(asked, closed);

/** Those to whom a relation leads from the applicant, shown by a concept of theirs. */
const fromRelation = Type.Object(
  { from: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }), label: Type.String({ minLength: 1 }) },
  closed,
);

const field = Type.Object(
  {
    source: Type.Enum(['register', 'applicant', 'computed']),
    ...asked,
    choices: Type.Optional(Type.Union([fromRelation, Type.Record(Type.String(), choiceDetail)])),
    /**
     * `register`: relation, or a chain of them with dots, from the applicant to whom the fact is about; it may begin with
     * a field in which the applicant chooses one of those a relation leads to, or names an organisation or a person.
     */
    for: Type.Optional(Type.String({ pattern: '^[a-z][A-Za-z0-9]*([.][a-z][A-Za-z0-9]*)*$' })),
    /**
     * `applicant`: the text is the VÖEN of an organisation or the FİN of a person, about whom facts may be asked with
     * `for:`. What registers say of a person is read once the application is sent, and shown to officials alone.
     */
    names: Type.Optional(Type.Enum(['organisation', 'person'])),
    /** `applicant`: what the answer has to fulfil, beside its form; with what is said where it does not. */
    check: Type.Optional(Type.Object({ that: expression, otherwise: text, ...ground }, closed)),
    /** `register`: while it does not answer, the applicant is asked, once. */
    ifUnavailable: Type.Optional(Type.Literal('ask')),
    /** `applicant`: the same fields several times. */
    group: Type.Optional(
      Type.Object(
        {
          min: Type.Integer({ minimum: 0, maximum: 50 }),
          max: Type.Integer({ minimum: 1, maximum: 50 }),
          /** What one of them is called. */
          item: text,
          fields: Type.Record(fieldName, groupedField),
        },
        closed,
      ),
    ),
    /** `computed`: from other fields. `applicant`: `file`, evidence that is uploaded. */
    type: Type.Optional(Type.Enum(['text', 'number', 'decimal', 'date', 'yesno', 'file'])),
    formula: Type.Optional(expression),
    /** `register` and `applicant`: it is deleted before the file is. */
    retention: Type.Optional(fieldRetention),
    /** `register` and `applicant`: the offices that read its value at the desk. */
    seenBy: Type.Optional(seenBySection),
    ...evidenceParts,
  },
  closed,
);

const rule = Type.Object(
  {
    /** Input → FEEL unary tests; an input that is not named may be anything. */
    when: Type.Record(inputName, Type.Union([expression, Type.Number(), Type.Boolean()])),
    outcome: Type.Enum(['approve', 'officer', 'refuse']),
    reason: text,
    ...ground,
  },
  closed,
);
const clause = Type.Object({ reason: text, ...ground }, closed);

const passport = {
  title: text,
  lead: text,
  /** Other words by which people look for the service. */
  keywords: Type.Optional(text),
  institution: code,
  audience: Type.Enum(['person', 'business']),
  /** Known by FİN, or without one (`foreigner`), or a parent for a child (`ward`); the first where nothing is said. */
  applicants: Type.Optional(Type.Array(Type.Enum(['person', 'foreigner', 'ward']), { minItems: 1, uniqueItems: true })),
  guardians: Type.Optional(guardiansSection),
  whoMayApply: text,
  lifeEvents: Type.Array(code, { minItems: 1 }),
  measures: Type.Array(Type.String({ pattern: '^[0-9]+([.][0-9]+)*$' })),
  /** Acts with the range of articles to show. */
  acts: Type.Array(Type.Object({ act: code, articles: article }, closed), { minItems: 1 }),
  /** Purpose and ground on which registers are asked. */
  purpose: code,
  basis: article,
  output: text,
  /** It takes no fee; else `fee` says which. */
  cost: Type.Optional(Type.Literal('free')),
  fee: Type.Optional(feeSection),
  minutes: Type.Integer({ minimum: 1, maximum: 240 }),
  channels: Type.Array(Type.Enum(['portal', 'centre']), { minItems: 1, uniqueItems: true }),
  /** The office that answers questions about the service; without it the contact of the institution holds. */
  contact: Type.Optional(publicContactSchema),
  /** `here`, or the system of the institution in which its officials work on the cases. */
  backOffice: Type.Union([Type.Literal('here'), Type.Object({ system: code }, closed)]),
  /** Letters before the number of a case: RP-2026-00001. */
  prefix: Type.String({ pattern: '^[A-Z]{2,4}$' }),
};

const page = Type.Object(
  {
    page: code,
    question: text,
    hint: Type.Optional(text),
    fields: Type.Array(fieldName, { minItems: 1 }),
    /** Asked only where this is true: FEEL over facts, and answers of the pages before it. */
    when: Type.Optional(expression),
    /** The same for people: of whom it is asked. */
    whom: Type.Optional(text),
  },
  closed,
);

const requirement = Type.Object({ when: expression, met: text, unmet: text, ...ground }, closed);

const decision = Type.Object(
  {
    inputs: Type.Array(inputName, { minItems: 1 }),
    rules: Type.Array(rule, { minItems: 1 }),
    /** A fact that the table needs has not been received. */
    missing: clause,
    /** An official refuses though no requirement fails: by the official's own assessment. */
    judgement: clause,
    /** The applicant did not answer in time. */
    lapse: clause,
    /** What was given is taken back. */
    revocation: Type.Optional(clause),
  },
  closed,
);

/** Which actions of the process decide what. */
export const outcomes = Type.Object(
  {
    approved: Type.Array(code, { minItems: 1 }),
    refused: Type.Array(code, { minItems: 1 }),
    lapsed: Type.Optional(Type.Array(code)),
    /** Take back what an approval gave. */
    revoked: Type.Optional(Type.Array(code)),
  },
  closed,
);

/** `ends`: what is written besides when the entry ends. `changes`: of a record that is there, the fields that change.
 *  `inTurn`: choices about which the registers say what these very entries change, as how many places are taken; of cases
 *  that choose the same one is approved only when what the one before entered is told. */
const entry = Type.Object(
  {
    register: code,
    changes: Type.Optional(Type.Literal(true)),
    inTurn: Type.Optional(Type.Array(fieldName, { minItems: 1, uniqueItems: true })),
    fields: Type.Record(fieldName, expression),
    ends: Type.Optional(Type.Record(fieldName, expression)),
  },
  closed,
);

/** What another institution is asked about a case, what of it that institution may see, and by when. */
const opinion = Type.Object(
  {
    title: text,
    question: text,
    institution: code,
    ...ground,
    /** Fields, and no others. */
    sees: Type.Array(fieldName, { minItems: 1, uniqueItems: true }),
    /** States of the case from which on it is asked. */
    asked: Type.Array(stateName, { minItems: 1, uniqueItems: true }),
    workingDays: Type.Integer({ minimum: 1, maximum: 365 }),
    silence: Type.Object({ means: Type.Enum(['agrees', 'escalate']), ...ground }, closed),
  },
  closed,
);

/** Another person who has to agree before the application is sent, and what of it that person sees. */
const coApplicant = Type.Object(
  {
    title: text,
    agreesTo: text,
    /** Field with the FİN: an answer, `group.field`, or a fact. */
    who: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,40}([.][a-z][A-Za-z0-9]{0,40})?$' }),
    ...ground,
    /** Fields, and no others. */
    sees: Type.Array(fieldName, { minItems: 1, uniqueItems: true }),
    workingDays: Type.Integer({ minimum: 1, maximum: 365 }),
    /** What may be read once it is decided. */
    reads: Type.Optional(Type.Array(Type.Enum(['decision', 'document']), { minItems: 1, uniqueItems: true })),
  },
  closed,
);

/** One of several texts: shown where `when` is true; without `when`, where none above it was. */
const lineText = Type.Object({ when: Type.Optional(expression), text }, closed);

/** A field, shown as people read it, the first of its texts that fits, or why it was so decided. A line without a value is left out. */
const line = Type.Object(
  {
    label: Type.Optional(text),
    field: Type.Optional(fieldName),
    /** The note of whoever decided, or of the proposal that they confirmed. */
    note: Type.Optional(Type.Literal('decision')),
    texts: Type.Optional(Type.Array(lineText, { minItems: 1, maxItems: 20 })),
  },
  closed,
);

const document = Type.Object(
  {
    kind: code,
    title: text,
    number: expression,
    validFrom: expression,
    validTo: Type.Optional(expression),
    lines: Type.Array(line, { minItems: 1 }),
    ...ground,
  },
  closed,
);

/** A course of which much is taken over, and what of it is not: states, actions, clocks and notifications by name. */
const taken = {
  course: Type.Optional(code),
  without: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_-]{0,59}$' }), { minItems: 1 })),
};

export const notifications = Type.Record(code, text);

/** Cases of earlier versions that go over to this one, and what has another name here. */
const migrate = Type.Object(
  {
    from: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, uniqueItems: true }),
    states: Type.Optional(Type.Record(code, code)),
    answers: Type.Optional(Type.Record(fieldName, fieldName)),
    drops: Type.Optional(Type.Array(fieldName, { minItems: 1, uniqueItems: true })),
  },
  closed,
);

/** A service as it is compiled, whatever it took over from a course. */
export const serviceSchemaWith = <P extends TObject>(process: P) =>
  Type.Object(
    {
      ...passport,
      ...taken,
      data: Type.Record(fieldName, field),
      pages: Type.Array(page, { minItems: 1 }),
      requirements: Type.Record(code, requirement),
      scores: Type.Optional(scoresSection),
      decision,
      /** By names that expressions use: `opinion.fire`. */
      opinions: Type.Optional(Type.Record(fieldName, opinion, { ...closed, minProperties: 1 })),
      /** By names that scenarios use. */
      coApplicants: Type.Optional(Type.Record(fieldName, coApplicant, { ...closed, minProperties: 1 })),
      inquiries: Type.Optional(inquiriesSection),
      reviews: Type.Optional(reviewsSection),
      process,
      outcomes,
      entry: Type.Optional(entry),
      /** Facts of the register whose mistakes it corrects, and the answers with which that begins. */
      corrects: Type.Optional(Type.Record(Type.String(), Type.Record(fieldName, Type.String()))),
      document: Type.Optional(document),
      quota: Type.Optional(quotaSection),
      correction: Type.Optional(amendingSection),
      notifications,
      appeal: Type.Object({ route: text, days: Type.Integer({ minimum: 1, maximum: 365 }), ...ground }, closed),
      rating: Type.Object({ question: text }, closed),
      migrate: Type.Optional(migrate),
      retention: Type.Object({ years: Type.Integer({ minimum: 1, maximum: 75 }) }, closed),
      /** Delivered without an application: no service here is yet. */
      proactive: Type.Literal('none'),
    },
    closed,
  );

/** A service as it is written: what its course says need not be said again. */
export const writtenSchemaWith = <P extends TObject, C extends TObject>(process: P, change: C) => {
  const { properties } = serviceSchemaWith(process);
  const { outcomes: ends, notifications: told } = properties;
  return Type.Object(
    {
      ...properties,
      process: Type.Optional(change),
      outcomes: Type.Optional(ends),
      notifications: Type.Optional(told),
    },
    closed,
  );
};

export type FieldSource = Static<typeof field>;
export type GroupedFieldSource = Static<typeof groupedField>;
export type CoApplicantSource = Static<typeof coApplicant>;
export type OpinionSource = Static<typeof opinion>;
export type RuleSource = Static<typeof rule>;
export type ServiceSource<P = unknown> = Omit<Static<ReturnType<typeof serviceSchemaWith>>, 'process'> & {
  readonly process: P;
};
