/** Type of a name that an expression may use. A context is a record of named members. */
export type FeelType = ScalarType | 'any' | { readonly list: FeelType } | { readonly context: Types };

export const scalarTypes = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;

export type ScalarType = (typeof scalarTypes)[number];

/** The names an expression may use. Names may hold spaces, hyphens and any letters: `işçi sayı`, `company-type`. */
export type Types = Readonly<Record<string, FeelType>>;

/** What an expression gives. Dates, times and durations are ISO 8601 text. */
export type FeelValue =
  | null
  | boolean
  | number
  | string
  | readonly FeelValue[]
  | { readonly [name: string]: FeelValue };

const isScalar = (type: FeelType): type is ScalarType => typeof type === 'string' && type !== 'any';

/** Whether values of two types can never be equal or ordered: both known, both single values, and different. */
export const incomparable = (a: FeelType, b: FeelType): boolean => isScalar(a) && isScalar(b) && a !== b;

/** The type of one element; a single value counts as a list of one, as FEEL treats it. */
export const elementOf = (type: FeelType): FeelType => (typeof type === 'object' && 'list' in type ? type.list : type);

/** The type as it is written in a definition. */
export function typeName(type: FeelType): string {
  if (typeof type === 'string') return type;
  return 'list' in type ? `list of ${typeName(type.list)}` : 'context';
}

export const sameType = (a: FeelType, b: FeelType): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Names are one whatever the spacing around their signs: `company - type` is `company-type`. */
export const normalName = (name: string): string =>
  name
    .replace(/\s+/g, ' ')
    .replace(/ ?([./\-'+*]) ?/g, '$1')
    .trim();

/** Names of all members of contexts in some types, however deep. */
export const membersOf = (types: Types): string[] => Object.values(types).flatMap(memberNames);

function memberNames(type: FeelType): string[] {
  if (typeof type === 'string') return [];
  return 'list' in type ? memberNames(type.list) : [...Object.keys(type.context), ...membersOf(type.context)];
}
