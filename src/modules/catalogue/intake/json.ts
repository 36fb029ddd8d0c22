import { type EntryKind, kindNames } from '../kinds.ts';
import { type Column, columnsOf } from './columns.ts';
import type { IntakeErrors } from './errors.ts';
import { intakeError, type Place } from './finding.ts';
import type { Line, Lines } from './workbook.ts';
import { at } from './write.ts';

type Item = Readonly<Record<string, unknown>>;
const isItem = (value: unknown): value is Item => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Turns `{ entries: [envelope, …] }` into the lines that a workbook gives, so that both are checked by the same rules. */
export function readJsonLines(json: unknown, errors: IntakeErrors): Lines {
  const lines = { entries: [] as (Line & { kind: EntryKind })[], relations: [] as Line[], objects: [] as Line[] };
  const list = isItem(json) ? json.entries : json;
  if (!Array.isArray(list)) {
    errors.push(intakeError(placeOf(0, '', '/entries'), 'missing'));
    return lines;
  }
  for (const [index, item] of list.entries() as ArrayIterator<[number, unknown]>) {
    const kind = isItem(item) ? kindNames.find((one) => one === item.kind) : undefined;
    if (!isItem(item) || !kind) {
      const value = isItem(item) ? String(item.kind) : '';
      errors.push(intakeError(placeOf(index, 'kind', ''), 'wrong', { value, wanted: kindNames.join(', ') }));
      continue;
    }
    lines.entries.push({ kind, ...lineOf(index, '', pathsIn(item, columnsOf(kind))) });
    for (const path of strangers(item, columnsOf(kind)))
      errors.push(intakeError(placeOf(index, path, ''), 'column', { value: path }));
    for (const [path, value] of odd(item)) {
      const place = placeOf(index, path, '');
      errors.push(intakeError(place, 'wrong', { value: JSON.stringify(value) ?? '', wanted: 'JSON' }));
    }
    for (const [number, tie] of itemsAt(item, 'relations'))
      lines.relations.push(relationLine(index, number, kind, item, tie));
    for (const [number, object] of itemsAt(item, 'spec.objects'))
      lines.objects.push(...objectLines(index, number, item, object));
  }
  return lines;
}

function placeOf(index: number, path: string, within: string): Place {
  const keys = path === '' ? '' : `/${path.replaceAll('.', '/')}`;
  return { sheet: 'JSON', row: index + 1, column: path, cell: `/entries/${index}${within}${keys}` };
}

function lineOf(index: number, within: string, given: Readonly<Record<string, unknown>>): Line {
  const values = new Map(Object.entries(given).filter(([, value]) => value !== undefined));
  return { values, place: (path) => placeOf(index, path, within) };
}

const pathsIn = (item: Item, columns: readonly Column[]): Record<string, unknown> =>
  Object.fromEntries(columns.map(({ path }) => [path, at(item, path)]));

/** Paths that the form does not have. */
function strangers(item: Item, columns: readonly Column[]): string[] {
  const known = new Set(['kind', 'relations', 'spec.objects', ...columns.map(({ path }) => path)]);
  const walk = (value: Item, path: string): string[] =>
    Object.entries(value).flatMap(([name, inner]) => {
      const here = path === '' ? name : `${path}.${name}`;
      if (known.has(here)) return [];
      return isItem(inner) ? walk(inner, here) : [here];
    });
  return walk(item, '');
}

/** What stands where relations, data objects or fields are looked for, and is none. */
function odd(item: Item): readonly (readonly [path: string, value: unknown])[] {
  const listed = (path: string): readonly (readonly [string, unknown])[] => {
    const list = at(item, path);
    if (list === undefined) return [];
    if (!Array.isArray(list)) return [[path, list]];
    return list.flatMap((one, index) => (isItem(one) ? [] : [[`${path}.${index}`, one] as const]));
  };
  const fields = itemsAt(item, 'spec.objects').map(([index]) => `spec.objects.${index}.fields`);
  return ['relations', 'spec.objects', ...fields].flatMap(listed);
}

function itemsAt(item: Item, path: string): [number, Item][] {
  const list = at(item, path);
  return Array.isArray(list)
    ? [...list.entries()].flatMap(([index, one]) => (isItem(one) ? [[index, one] as [number, Item]] : []))
    : [];
}

function relationLine(index: number, number: number, kind: EntryKind, { code }: Item, tie: Item): Line {
  const given = {
    'from.kind': kind,
    'from.code': code,
    relation: tie.kind,
    'to.kind': at(tie, 'to.kind'),
    to: at(tie, 'to.code'),
  };
  return lineOf(index, `/relations/${number}`, { ...given, channel: tie.channel, concepts: tie.concepts });
}

function objectLines(index: number, number: number, { code }: Item, object: Item): Line[] {
  const texts = (name: string, value: unknown) =>
    Object.fromEntries(['az', 'en', 'ru'].map((lang) => [`${name}.${lang}`, at(value, lang)]));
  const start = { register: code, object: object.name, ...texts('objectLabel', object.label) };
  const fields = itemsAt(object, 'fields');
  if (fields.length === 0) return [lineOf(index, `/spec/objects/${number}`, start)];
  return fields.map(([place, { name, label, class: dataClass, concept, primary }]) =>
    lineOf(index, `/spec/objects/${number}/fields/${place}`, {
      ...start,
      field: name,
      ...texts('fieldLabel', label),
      class: dataClass,
      concept,
      primary,
    }),
  );
}
