import type { FieldLine } from './described.ts';
import { at, below, type Branch, isBranch, line, resolved } from './document.ts';
import * as refusals from './refusals.ts';

/* JSON Schema into the list of its values, each with its pointer. What refers to itself is followed once. */

export const mostFields = 500;
const mostDepth = 16;
/** Schemas are followed again for every endpoint that uses them: a document may make that as much work as it likes. */
const mostSteps = 400_000;

/** What `x-vahid-subject` says of a value: whose it names, or that it names nobody. */
export type Marked = 'person' | 'organisation' | 'none';
export const markOf = (value: unknown): Marked | undefined => {
  const mark = at(value, 'x-vahid-subject');
  return mark === 'person' || mark === 'organisation' || mark === 'none' ? mark : undefined;
};

export interface ReadField extends FieldLine {
  readonly mark?: Marked | undefined;
}

export class SchemaReader {
  readonly #document: Branch;
  readonly #needed = new WeakMap<object, ReadonlySet<unknown>>();
  #steps = 0;

  constructor(document: Branch) {
    this.#document = document;
  }

  /** Values that a schema describes, in its order. */
  fields(schema: unknown, place: string): readonly ReadField[] {
    const found = new Map<string, ReadField>();
    this.#walk({ schema, place, pointer: '', required: true, within: [], root: place, found });
    return [...found.values()];
  }

  /** The type of one value, as of a parameter. */
  type(schema: unknown, place: string): string {
    return typeOf(this.#whole(schema, place).value);
  }

  /** The schema at a place, its own references followed. */
  schema(schema: unknown, place: string): unknown {
    return this.#whole(schema, place).value;
  }

  #whole(schema: unknown, place: string) {
    const found = resolved(this.#document, schema, place);
    if (!isBranch(found.value) && typeof found.value !== 'boolean')
      throw refusals.wrongShape({ place: found.place, expected: 'JSON Schema' });
    return found;
  }

  #walk(step: Step): void {
    this.#steps += 1;
    if (this.#steps > mostSteps) throw refusals.tooManyFields({ place: step.root, most: mostFields });
    const { value, place } = this.#whole(step.schema, step.place);
    if (step.within.includes(place)) return put(step, 'object', value);
    if (step.within.length > mostDepth) throw refusals.tooDeep({ place: step.place, most: mostDepth });
    const inner = { ...step, place, within: [...step.within, place] };
    const before = step.found.size;
    for (const [key, required] of [
      ['allOf', step.required],
      ['oneOf', false],
      ['anyOf', false],
    ] as const)
      for (const [index, part] of listAt(value, key).entries())
        this.#walk({ ...inner, schema: part, place: below(place, key, index), required });
    this.#members(value, inner);
    if (step.found.size === before || typeOf(value) !== 'object') put(step, typeOf(value), value);
  }

  #neededIn(value: unknown): ReadonlySet<unknown> {
    if (!isBranch(value)) return new Set();
    const needed = this.#needed.get(value) ?? new Set(listAt(value, 'required'));
    this.#needed.set(value, needed);
    return needed;
  }

  #members(value: unknown, step: Step): void {
    const properties = at(value, 'properties');
    const needed = this.#neededIn(value);
    if (isBranch(properties))
      // A member that is called so could not be told from “every member”.
      for (const [name, schema] of Object.entries(properties))
        if (name !== '*')
          this.#walk({
            ...step,
            schema,
            place: below(step.place, 'properties', name),
            pointer: below(step.pointer, name),
            required: step.required && needed.has(name),
          });
    for (const key of ['items', 'additionalProperties'] as const) {
      const schema = at(value, key);
      if (isBranch(schema))
        this.#walk({ ...step, schema, place: below(step.place, key), pointer: `${step.pointer}/*` });
    }
  }
}

interface Step {
  readonly schema: unknown;
  readonly place: string;
  readonly pointer: string;
  readonly required: boolean;
  /** Schemas on the way here, so that one which holds itself ends. */
  readonly within: readonly string[];
  readonly root: string;
  readonly found: Map<string, ReadField>;
}

const listAt = (value: unknown, key: string): readonly unknown[] => {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
};

function put({ found, pointer, required, root }: Step, type: string, value: unknown): void {
  if (type === 'array' || (type === 'object' && hasBelow(found, pointer))) return;
  if (pointer.length > 400) throw refusals.tooDeep({ place: root, most: mostDepth });
  const before = found.get(pointer);
  const about = line(at(value, 'description') ?? at(value, 'title'), 300);
  const mark = markOf(value);
  const types = [...new Set([...(before?.type.split(' | ') ?? []), type])].filter(
    (one, _, all) => one !== 'any' || all.length === 1,
  );
  found.set(pointer, {
    at: pointer,
    type: types.join(' | '),
    required: required && before?.required !== false,
    ...(about === '' ? (before?.about === undefined ? {} : { about: before.about }) : { about }),
    ...(mark === undefined ? {} : { mark }),
  });
  if (found.size > mostFields) throw refusals.tooManyFields({ place: root, most: mostFields });
}

const hasBelow = (found: ReadonlyMap<string, ReadField>, pointer: string): boolean => {
  for (const key of found.keys()) if (key.startsWith(`${pointer}/`)) return true;
  return false;
};

function typeOf(value: unknown): string {
  const given = at(value, 'type');
  const types = Array.isArray(given) ? given.filter((one) => one !== 'null') : [given];
  const [first] = types;
  if (types.length > 1) return types.map(String).join(' | ').slice(0, 60);
  if (typeof first !== 'string')
    return isBranch(at(value, 'properties')) ? 'object' : at(value, 'items') ? 'array' : 'any';
  const format = line(at(value, 'format'), 30);
  return format === '' ? first.slice(0, 30) : `${first.slice(0, 30)} (${format})`;
}
