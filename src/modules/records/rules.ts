import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../kernel/job.ts';
import { isPersonNumber, isVoen } from '../../language/index.ts';
import type { CompiledDictionary, CompiledRegister, NaturalKey, RegisterField } from '../catalogue/index.ts';
import { addDays, isDay } from './day.ts';

export type Data = Readonly<Record<string, Json>>;

/** Days are half-open: `validTo` is the first day no longer in force, null while no end is known. */
export interface Validity {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A version as the register keeps it. */
export interface Version extends Validity {
  readonly id: string;
  readonly data: Data;
  readonly recordedAt: Date;
  /** When the register began to say something else; null: it still says this. */
  readonly supersededAt: Date | null;
}

/** What an entry says: from `from` on, or only until the day before `until`, the record is `data` for as long as `validTo` allows. */
export interface Entry extends Validity {
  readonly until: string | null;
  readonly data: Data;
}

/** What must be written for an entry. Parts of older versions that it leaves alone are said anew. */
export interface Writing {
  readonly superseded: readonly Version[];
  readonly kept: readonly (Validity & { readonly data: Data })[];
  readonly entered: Validity & { readonly data: Data };
}

const earlier = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null ? a : a < b ? a : b;

/** Applies an entry to the versions that the register says now (none of them superseded). */
export function applyEntry(known: readonly Version[], entry: Entry): Writing {
  const { validFrom: from, until } = entry;
  const touched = known.filter(
    ({ validFrom, validTo }) =>
      (until === null || validFrom < until) &&
      // One that ended at once on that day is in force on none, and gives way to what is said from that day on.
      (validTo === null || validTo > from || (validTo === validFrom && validFrom === from)),
  );
  const kept = touched.flatMap(({ validFrom, validTo, data }) => [
    ...(validFrom < from ? [{ validFrom, validTo: from, data }] : []),
    ...(until !== null && (validTo === null || validTo > until) ? [{ validFrom: until, validTo, data }] : []),
  ]);
  const entered = { validFrom: from, validTo: earlier(until, entry.validTo), data: entry.data };
  return { superseded: touched, kept, entered };
}

/** The version in force on a day, as the register said at a moment (now when absent). */
export function versionOn(versions: readonly Version[], day: string, knownAt?: Date): Version | undefined {
  return versions.find(
    ({ validFrom, validTo, recordedAt, supersededAt }) =>
      validFrom <= day &&
      (validTo === null || validTo > day) &&
      (knownAt ? recordedAt <= knownAt && (supersededAt === null || supersededAt > knownAt) : supersededAt === null),
  );
}

/**
 * What the register has come to say of some fields since a moment; undefined where it says what it said then. What was
 * entered for a coming day counts whatever it is about: a change from today would cover it.
 */
export function changedSince(
  versions: readonly Version[],
  fields: readonly string[],
  { since, day }: { readonly since: Date; readonly day: string },
): { readonly before: Data; readonly now: Data } | undefined {
  const then = versionOn(versions, day, since)?.data ?? {};
  const found = versions.findLast(
    ({ recordedAt, supersededAt, validFrom, validTo, data }) =>
      supersededAt === null &&
      recordedAt > since &&
      (validTo === null || validTo > day) &&
      (validFrom > day || fields.some((name) => !isDeepStrictEqual(data[name], then[name]))),
  );
  const told = (data: Data): Data => Object.fromEntries(fields.map((name) => [name, data[name] ?? null]));
  return found && { before: told(then), now: told(found.data) };
}

/**
 * The days an entry speaks about. A new record is in force from the day its own field names, a change from `today`,
 * unless `from` says otherwise; the field with the last day ends both. Null when it would never be in force. In a register
 * whose records end at once, an end that is decided on its last day leaves nothing of that day; one that was `known`
 * before lasts until that day is over.
 */
export function validityOf(
  { record }: CompiledRegister,
  data: Data,
  given: {
    today: string;
    isNew: boolean;
    from?: string | undefined;
    until?: string;
    /** What the register says now. */
    known?: readonly Version[];
  },
): (Validity & { until: string | null }) | null {
  const own = given.isNew && record.validFrom !== undefined ? data[record.validFrom] : undefined;
  const last = record.validTo === undefined ? undefined : data[record.validTo];
  const validFrom = given.from ?? (typeof own === 'string' ? own : given.today);
  const validTo = typeof last === 'string' ? addDays(last, 1) : null;
  const until = given.until ?? null;
  const isDecided = last === validFrom && versionOn(given.known ?? [], validFrom)?.validTo !== validTo;
  if (record.endsAtOnce && !given.isNew && isDecided && last <= given.today && until === null)
    return { validFrom, validTo: validFrom, until };
  const end = earlier(validTo, until);
  return end !== null && end <= validFrom ? null : { validFrom, validTo, until };
}

/** A field of an entry that does not fit the register, in words for a log or a caller of the API. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** Checks an entry field by field against the register's definition. Messages never repeat a value. */
export function entryProblems(register: CompiledRegister, words: CompiledDictionary, entry: Data): FieldProblem[] {
  const { fields, key } = register.record;
  const keys = naturalKeys(register, words);
  const unknown = Object.keys(entry).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((name) => ({ path: name, message: 'the register has no such field' })),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const value = entry[name];
      if (value === undefined || value === null) {
        return field.optional && name !== key ? [] : [{ path: name, message: 'is missing' }];
      }
      const message = field.many
        ? listProblem(field, value, keys.get(name))
        : valueProblem(field, value, keys.get(name));
      return message === undefined ? [] : [{ path: name, message }];
    }),
  ];
}

/** Fields that hold a FİN or a VÖEN, as the register's provisions tell. */
export function naturalKeys({ provides }: CompiledRegister, { entities }: CompiledDictionary): Map<string, NaturalKey> {
  const keys = new Map<string, NaturalKey>();
  const note = (field: string, entity: string) => {
    const key = entities[entity]?.key;
    if (key) keys.set(field, key);
  };
  for (const provision of provides) {
    note(provision.by, provision.entity);
    if (provision.kind === 'relation') note(provision.to, provision.target);
  }
  return keys;
}

function listProblem(field: RegisterField, value: Json, key: NaturalKey | undefined): string | undefined {
  if (!Array.isArray(value)) return 'must be a list';
  return value.map((item: Json) => valueProblem(field, item, key)).find((message) => message !== undefined);
}

const longestText = 2000;

function valueProblem({ type, choices }: RegisterField, value: Json, key: NaturalKey | undefined): string | undefined {
  if (type === 'number')
    return typeof value === 'number' && Number.isSafeInteger(value) ? undefined : 'must be a whole number';
  if (type === 'yesno') return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (typeof value !== 'string') return 'must be text';
  if (type === 'decimal')
    return /^-?(0|[1-9]\d{0,15})(\.\d{1,10})?$/.test(value) ? undefined : 'must be a decimal as text, 1234.50';
  if (type === 'date') return isDay(value) ? undefined : 'must be a day, 2026-11-22';
  if (type === 'choice') return choices && Object.hasOwn(choices, value) ? undefined : 'is not one of the choices';
  if (value.trim() === '' || value.length > longestText) return `must have 1 to ${longestText} characters`;
  if (key === 'fin' && !isPersonNumber(value)) return 'must be a FİN, or the number of an applicant without one';
  if (key === 'voen' && !isVoen(value)) return 'must be a VÖEN';
  return undefined;
}
