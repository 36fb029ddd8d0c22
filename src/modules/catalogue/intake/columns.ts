import type { TObject, TSchema } from 'typebox';
import { Type } from 'typebox';
import { inAll, type Text, langs } from '../../../language/index.ts';
import { dataClasses, places } from '../choices.ts';
import { code } from '../definition/schema.ts';
import { isHosted } from '../hosting/states.ts';
import {
  channels,
  contactSchema,
  criticalities,
  type EntryKind,
  entryStates,
  identifier,
  line,
  listed,
  relationKinds,
  serviceLevelSchema,
  specs,
  threeTexts,
} from '../kinds.ts';
import { choiceTexts, labels } from './labels.ts';

/** One column of the form: a leaf of the envelope. */
export interface Column {
  /** Keys from the envelope inwards, with dots: `serviceLevel.hours`. */
  readonly path: string;
  readonly heading: Text;
  /** Must be filled in whenever what it belongs to is. */
  readonly needed: boolean;
  /** The optional part that it belongs to: `contact` of `contact.email`. */
  readonly within?: string | undefined;
  readonly type: 'text' | 'number' | 'yesno' | 'list';
  readonly choices?: Readonly<Record<string, Text>>;
  readonly schema: TSchema;
}

const names = <T extends object>(of: T) => Type.Enum(Object.keys(of));

/** Columns of the form of a kind, in their order, from the shapes in kinds.ts. Data objects stand on a sheet of their own. */
export function columnsOf(kind: EntryKind): readonly Column[] {
  const known = columnCache.get(kind);
  if (known) return known;
  const { objects: _, ...spec } = specs[kind].properties as Record<string, TSchema>;
  const columns = flatten(
    Type.Object({
      code,
      title: threeTexts,
      institution: line,
      about: Type.Optional(threeTexts),
      state: names(entryStates),
      ...(isHosted(kind) ? { place: Type.Optional(names(places)) } : {}),
      criticality: Type.Optional(names(criticalities)),
      contact: Type.Optional(contactSchema),
      serviceLevel: Type.Optional(serviceLevelSchema),
      acts: Type.Optional(listed),
      spec: Type.Object(spec),
    }),
  );
  columnCache.set(kind, columns);
  return columns;
}
const columnCache = new Map<EntryKind, readonly Column[]>();

const key = (of: string, next: string): string => (of === '' ? next : `${of}.${next}`);

function flatten(shape: TObject, path = '', within?: string): Column[] {
  const { required = [] } = shape as { required?: readonly string[] };
  return Object.entries(shape.properties).flatMap(([name, schema]) => {
    const at = key(path, name);
    const needed = required.includes(name);
    if (Type.IsObject(schema)) return flatten(schema, at, needed ? within : at);
    const type = typeOf(schema);
    return [
      {
        path: at,
        heading: headingOf(at),
        needed: needed && type !== 'list',
        within,
        type,
        schema,
        ...choicesOf(at, schema),
      },
    ];
  });
}

function typeOf(schema: TSchema): Column['type'] {
  const { type } = schema as { type?: string };
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'yesno';
  return type === 'array' ? 'list' : 'text';
}

function choicesOf(path: string, schema: TSchema): { choices?: Readonly<Record<string, Text>> } {
  const { enum: values } = schema as { enum?: readonly string[] };
  if (!values) return {};
  return {
    choices: Object.fromEntries(values.map((value) => [value, choiceTexts[`${path}.${value}`] ?? inAll(value)])),
  };
}

function headingOf(path: string): Text {
  const lang = langs.find((one) => path.endsWith(`.${one}`));
  const text = labels[lang ? path.slice(0, -lang.length - 1) : path] ?? inAll(path);
  if (!lang) return text;
  return { az: `${text.az} (${lang})`, en: `${text.en} (${lang})`, ru: `${text.ru} (${lang})` };
}

const column = (path: string, needed: boolean, schema: TSchema, choices?: Readonly<Record<string, Text>>): Column => ({
  path,
  heading: headingOf(path),
  needed,
  type: typeOf(schema),
  schema,
  ...(choices ? { choices } : {}),
});

/** Columns of the sheet of relations; `kinds` names the kinds of entries. */
export const relationColumns = (kinds: Readonly<Record<string, Text>>): readonly Column[] => [
  column('from.kind', true, names(kinds), kinds),
  column('from.code', true, code),
  column('relation', true, names(relationKinds), relationKinds),
  column('to.kind', true, names(kinds), kinds),
  column('to', true, line),
  column('channel', false, names(channels), channels),
  column('concepts', false, listed),
];

/** Columns of the sheet of data objects: a row for each field, or one for an object without fields. */
export const objectColumns: readonly Column[] = [
  column('register', true, code),
  column('object', true, identifier),
  ...langs.map((lang) => column(`objectLabel.${lang}`, true, line)),
  column('field', false, identifier),
  ...langs.map((lang) => column(`fieldLabel.${lang}`, false, line)),
  column('class', false, names(dataClasses), dataClasses),
  column('concept', false, Type.String({ maxLength: 120 })),
  column('primary', false, Type.Boolean()),
];
