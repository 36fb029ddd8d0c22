import { type Static, type TObject, Type } from 'typebox';
import type { Text } from '../../language/lang.ts';
import { publicContactSchema } from '../identity/index.ts';

/** What the unified register holds, in the order in which lists show it. */
export const entryKinds = {
  service: { az: 'Xidmət', en: 'Service', ru: 'Услуга' },
  register: { az: 'İnformasiya ehtiyatı', en: 'Information resource', ru: 'Информационный ресурс' },
  system: { az: 'İnformasiya sistemi', en: 'Information system', ru: 'Информационная система' },
  api: { az: 'API', en: 'API', ru: 'API' },
  portal: { az: 'Portal və ya tətbiq', en: 'Portal or app', ru: 'Портал или приложение' },
  hosting: { az: 'Hostinq', en: 'Hosting', ru: 'Хостинг' },
  institution: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' },
} as const satisfies Record<string, Text>;
export type EntryKind = keyof typeof entryKinds;
export const kindNames = Object.keys(entryKinds) as readonly EntryKind[];

/** Kinds that institutions enter themselves; institutions come from their definitions. */
export const enteredKinds = [
  'system',
  'service',
  'register',
  'api',
  'portal',
  'hosting',
] as const satisfies readonly EntryKind[];
export type EnteredKind = (typeof enteredKinds)[number];

/**
 * How one entry is tied to another, read from the source to the target. The source declares it: so an API says by which
 * system it is provided, and a system what it provides.
 */
export const relationKinds = {
  reads: { az: 'məlumat alır', en: 'reads', ru: 'получает сведения' },
  enters: { az: 'qeyd daxil edir', en: 'enters records', ru: 'вносит записи' },
  uses: { az: 'istifadə edir', en: 'uses', ru: 'использует' },
  holds: { az: 'aparır', en: 'holds', ru: 'ведёт' },
  part_of: { az: 'tərkib hissəsidir', en: 'is part of', ru: 'является частью' },
  provides: { az: 'təqdim edir', en: 'provides', ru: 'предоставляет' },
  provided_by: { az: 'təqdim olunur', en: 'is provided by', ru: 'предоставляется' },
  replaces: { az: 'əvəz edir', en: 'replaces', ru: 'заменяет' },
  replaced_by: { az: 'əvəz olunur', en: 'is replaced by', ru: 'заменяется' },
  hosted_on: { az: 'yerləşir', en: 'is hosted on', ru: 'размещено на' },
} as const satisfies Record<string, Text>;
export type RelationKind = keyof typeof relationKinds;

/**
 * Which end stops when the other does. `source`: what reads, uses or lies on something stops with it; `target`: what
 * a system holds or provides stops with the system; a replaced thing stops nothing.
 */
export const dependentEnd: Readonly<Record<RelationKind, 'source' | 'target' | 'none'>> = {
  reads: 'source',
  enters: 'source',
  uses: 'source',
  hosted_on: 'source',
  part_of: 'source',
  holds: 'target',
  provides: 'target',
  provided_by: 'source',
  replaces: 'none',
  replaced_by: 'none',
};

/** By what way one system reaches another: through EHİS, or by a line of their own. */
export const channels = {
  exchange: { az: 'EHİS ilə', en: 'through EHİS', ru: 'через EHİS' },
  local: { az: 'EHİS-dən kənar', en: 'outside EHİS', ru: 'в обход EHİS' },
} as const satisfies Record<string, Text>;
export type Channel = keyof typeof channels;

export const entryStates = {
  being_established: { az: 'Yaradılır', en: 'Being established', ru: 'Создаётся' },
  in_use: { az: 'İstifadədədir', en: 'In use', ru: 'Используется' },
  finished: { az: 'İstifadədən çıxarılıb', en: 'Out of use', ru: 'Выведено из эксплуатации' },
} as const satisfies Record<string, Text>;
export type EntryState = keyof typeof entryStates;

export const criticalities = {
  ordinary: { az: 'Adi', en: 'Ordinary', ru: 'Обычная' },
  important: { az: 'Mühüm', en: 'Important', ru: 'Важная' },
  critical: { az: 'Kritik', en: 'Critical', ru: 'Критическая' },
} as const satisfies Record<string, Text>;
export type Criticality = keyof typeof criticalities;

export const origins = {
  definition: { az: 'Tərif', en: 'Definition', ru: 'Определение' },
  request: { az: 'Təsdiq edilmiş müraciət', en: 'Approved request', ru: 'Утверждённая заявка' },
  import: { az: 'İdxal', en: 'Import', ru: 'Импорт' },
} as const satisfies Record<string, Text>;
export type Origin = keyof typeof origins;

const closed = { additionalProperties: false } as const;
export const line = Type.String({ minLength: 1, maxLength: 250 });
/** One of a list that a table keeps in a cell, divided by semicolons. */
export const listItem = Type.String({ pattern: '^[^;\\n\\r]{1,200}$' });
export const listed = Type.Array(listItem, { maxItems: 100 });

export const threeTexts = Type.Object({ az: line, en: line, ru: line }, closed);
const dataClass = Type.Enum(['open', 'personal', 'sensitive']);
export const webAddress = Type.String({ pattern: '^https?://[^\\s"<>]{1,240}$' });

/** An office that answers for the technical side; never a person. */
export const contactSchema = Type.Object(
  {
    unit: Type.Optional(line),
    email: Type.Optional(Type.String({ pattern: '^[^\\s@<>"]{1,64}@[^\\s@<>"]{1,180}$' })),
    phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9 ()-]{3,30}$' })),
  },
  closed,
);
export type Contact = Static<typeof contactSchema>;

/** What the owner promises: hours of work, share of them in which it answers (percent), hours until it works again. */
export const serviceLevelSchema = Type.Object(
  {
    hours: Type.Optional(Type.Enum(['office', 'always'])),
    availability: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
    restoreHours: Type.Optional(Type.Number({ minimum: 0, maximum: 8760 })),
  },
  closed,
);
export type ServiceLevel = Static<typeof serviceLevelSchema>;

/** Name of a data object or a field. */
export const identifier = Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,62}$' });
export const mostFields = 500;

const dataObject = Type.Object(
  {
    name: identifier,
    label: threeTexts,
    fields: Type.Array(
      Type.Object(
        {
          name: identifier,
          label: threeTexts,
          class: dataClass,
          /** The dictionary's concept, where the field holds one. */
          concept: Type.Optional(Type.String({ maxLength: 120 })),
          /** This register is where the state keeps the concept. */
          primary: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      { maxItems: mostFields },
    ),
  },
  closed,
);

/** What an entry of each kind says besides the envelope. */
export const specs = {
  institution: Type.Object({}, closed),
  system: Type.Object(
    {
      /** Number in the state register of personal-data systems; absent where it holds none. */
      personalDataNumber: Type.Optional(line),
      users: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    },
    closed,
  ),
  register: Type.Object({ objects: Type.Optional(Type.Array(dataObject, { maxItems: 200 })) }, closed),
  service: Type.Object(
    {
      audience: Type.Enum(['person', 'business']),
      lifeEvents: Type.Array(Type.String({ maxLength: 63 }), { maxItems: 50 }),
      /** What it gives. */
      output: Type.Optional(Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed)),
      /** What it costs who applies; the amount is decimal. */
      cost: Type.Optional(
        Type.Object(
          { amount: Type.String({ pattern: '^[0-9]{1,12}([.][0-9]{1,2})?$' }), currency: Type.Literal('AZN') },
          closed,
        ),
      ),
      /** In place of that where it is not the same for everybody: on what it depends. */
      costDiffers: Type.Optional(Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() }, closed)),
      channels: Type.Optional(Type.Array(Type.Enum(['portal', 'centre']), { maxItems: 10 })),
      workingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
      /** Of its own office; without it that of the institution holds. */
      contact: Type.Optional(publicContactSchema),
      /** What it asks who applies for: names of the dictionary, or documents in words. */
      asks: Type.Optional(listed),
    },
    closed,
  ),
  api: Type.Object(
    {
      protocol: Type.Enum(['rest', 'soap', 'graphql', 'files', 'other']),
      version: Type.Optional(line),
      description: Type.Optional(webAddress),
    },
    closed,
  ),
  portal: Type.Object(
    { address: Type.Optional(webAddress), platform: Type.Enum(['web', 'android', 'ios', 'desktop']) },
    closed,
  ),
  hosting: Type.Object({ place: Type.Enum(['government_cloud', 'local', 'abroad']) }, closed),
} as const satisfies Record<EntryKind, TObject>;
export type Spec<K extends EntryKind = EntryKind> = { readonly [P in K]: Static<(typeof specs)[P]> }[K];
