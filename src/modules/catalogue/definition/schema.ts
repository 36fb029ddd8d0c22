import { Type } from 'typebox';
import {
  channels,
  contactSchema,
  criticalities,
  entryKinds,
  relationKinds,
  serviceLevelSchema,
  specs,
} from '../kinds.ts';
import { textFormats, valueTypes } from './compiled.ts';
import { remoteSchema } from './remote-schema.ts';

/** Pieces of which the schemas of definitions are made. */
export const text = Type.Object(
  {
    az: Type.String({ minLength: 1, maxLength: 500 }),
    en: Type.String({ minLength: 1, maxLength: 500 }),
    ru: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false },
);

export const code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' });
export const word = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,62}$' });
export const conceptName = Type.String({ pattern: '^[a-z][A-Za-z0-9]*[.][a-z][A-Za-z0-9]*$' });
export const valueType = Type.Enum([...valueTypes]);
export const dataClass = Type.Enum(['open', 'personal', 'sensitive']);
export const choices = Type.Record(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' }), text);
export const actReference = Type.Object(
  { code, article: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

const closed = { additionalProperties: false } as const;
const keysOf = <K extends string>(choices: Readonly<Record<K, unknown>>) => Object.keys(choices) as K[];

export const actsSchema = Type.Object(
  {
    acts: Type.Array(
      Type.Object(
        {
          code,
          kind: Type.Enum(['plan', 'law', 'code', 'decree', 'order', 'rules']),
          number: Type.Optional(Type.String()),
          date: Type.Optional(Type.String({ format: 'date' })),
          title: text,
          real: Type.Optional(Type.Literal(true)),
          sample: Type.Optional(Type.Literal(true)),
          named: Type.Optional(Type.String()),
          articles: Type.Optional(
            Type.Array(Type.Object({ number: Type.String({ minLength: 1 }), title: text }, closed)),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const dictionarySchema = Type.Object(
  {
    // Identity knows persons by FİN and organisations by VÖEN, and nothing else by any number.
    entities: Type.Object(
      {
        person: Type.Object({ label: text, key: Type.Literal('fin') }, closed),
        organisation: Type.Object({ label: text, key: Type.Literal('voen') }, closed),
      },
      closed,
    ),
    relations: Type.Record(word, Type.Object({ label: text, from: word, to: word, many: Type.Boolean() }, closed)),
    concepts: Type.Record(
      conceptName,
      Type.Object(
        {
          label: text,
          type: valueType,
          class: dataClass,
          choices: Type.Optional(choices),
          /** Of a text that has to be of a known form: an answer is checked and made canonical. */
          format: Type.Optional(Type.Enum([...textFormats])),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** When a register tells that something happened: a record is new, it changed, or its end became known. */
export const eventMoments = ['created', 'changed', 'ended'] as const;

export const eventSchema = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9_]{0,60}$' }),
    title: text,
    about: Type.Optional(text),
    when: Type.Enum([...eventMoments]),
    /** Of a change: only where one of these differs. */
    fields: Type.Optional(Type.Array(word, { minItems: 1 })),
    /** Field with the FİN or VÖEN of the one it is about. */
    subject: word,
    /** What the event carries; whoever needs more asks the register by right. */
    data: Type.Array(word, { minItems: 1, maxItems: 40 }),
    keepDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  },
  closed,
);

export const registerSchema = Type.Object(
  {
    title: text,
    about: Type.Optional(text),
    owner: code,
    system: Type.Optional(code),
    act: actReference,
    hosted: Type.Boolean(),
    record: Type.Object(
      {
        key: word,
        validFrom: Type.Optional(word),
        validTo: Type.Optional(word),
        endsAtOnce: Type.Optional(Type.Literal(true)),
        fields: Type.Record(
          word,
          Type.Object(
            {
              type: valueType,
              label: text,
              class: Type.Optional(dataClass),
              many: Type.Optional(Type.Boolean()),
              optional: Type.Optional(Type.Boolean()),
              choices: Type.Optional(choices),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    provides: Type.Array(
      Type.Union([
        Type.Object({ concept: conceptName, by: word, take: word, sum: Type.Optional(Type.Literal(true)) }, closed),
        Type.Object({ concept: conceptName, by: word, count: Type.Literal(true) }, closed),
        Type.Object({ concept: conceptName, by: word, exists: Type.Literal(true) }, closed),
        Type.Object({ relation: word, by: word, to: word }, closed),
      ]),
    ),
    remote: Type.Optional(remoteSchema),
    events: Type.Optional(Type.Array(eventSchema, { maxItems: 50 })),
  },
  closed,
);

export const systemsSchema = Type.Object(
  {
    systems: Type.Array(
      Type.Object(
        {
          code,
          owner: code,
          title: text,
          about: Type.Optional(text),
          criticality: Type.Optional(Type.Enum(keysOf(criticalities))),
          /** An office, never a person. */
          contact: Type.Optional(contactSchema),
          serviceLevel: Type.Optional(serviceLevelSchema),
          ...specs.system.properties,
          acts: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
          registers: Type.Array(code),
          relations: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  kind: Type.Enum(keysOf(relationKinds)),
                  to: Type.Object(
                    { kind: Type.Enum(keysOf(entryKinds).filter((kind) => kind !== 'institution')), code },
                    closed,
                  ),
                  channel: Type.Optional(Type.Enum(keysOf(channels))),
                  concepts: Type.Optional(Type.Array(Type.String())),
                },
                closed,
              ),
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const lifeEventsSchema = Type.Object(
  {
    lifeEvents: Type.Array(Type.Object({ code, audience: Type.Enum(['person', 'business']), title: text }, closed)),
  },
  closed,
);
