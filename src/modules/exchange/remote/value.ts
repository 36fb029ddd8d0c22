import { Decimal } from 'decimal.js';
import type { Json } from '../../../kernel/job.ts';
import type { RegisterField, RemoteField } from '../../catalogue/index.ts';
import { type ExactJson, ExactNumber } from './exact-json.ts';

/** An answer that does not hold what its register’s definition says. The message names places, never values. */
export class WrongAnswer extends Error {}

const longestText = 2000;

/** A value of a record in Vahid's own form. Undefined where an optional one is missing. @throws WrongAnswer */
export function readValue(field: RegisterField, how: RemoteField, given: ExactJson | undefined): Json | undefined {
  if (given === undefined) {
    if (field.optional) return undefined;
    throw new WrongAnswer(`${how.at} is missing`);
  }
  if (given === null || given === '') return null;
  if (!field.many) return readOne(field, how, given);
  if (!Array.isArray(given)) throw new WrongAnswer(`${how.at} is no list`);
  return (given as readonly ExactJson[]).map((one) => readOne(field, how, one));
}

function readOne(field: RegisterField, how: RemoteField, given: ExactJson): Json {
  const value = readers[field.type](given, field, how);
  if (value === undefined) throw new WrongAnswer(`${how.at} is no ${field.type}`);
  return value;
}

type Reader = (given: ExactJson, field: RegisterField, how: RemoteField) => Json | undefined;

const written = (given: ExactJson): string | undefined =>
  given instanceof ExactNumber ? given.digits : typeof given === 'string' ? given : undefined;

const readers: Readonly<Record<RegisterField['type'], Reader>> = {
  // A number where text is due has lost its leading zeros already.
  text: (given) => (typeof given === 'string' && given.length <= longestText ? given : undefined),
  number(given) {
    const text = written(given);
    const value = text !== undefined && /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(value) ? value : undefined;
  },
  decimal: (given) => exactDecimal(written(given)),
  yesno: (given) => (typeof given === 'boolean' ? given : undefined),
  date: (given, _field, { date }) => (typeof given === 'string' ? dayOf(given, date) : undefined),
  choice(given, field, { choices }) {
    const text = written(given);
    if (text === undefined) return undefined;
    const ours = choices ? (Object.hasOwn(choices, text) ? choices[text] : undefined) : text;
    return ours !== undefined && Object.hasOwn(field.choices ?? {}, ours) ? ours : undefined;
  },
};

/** Every digit as it was written, without exponent: `1.5e3` is `1500`. */
function exactDecimal(text: string | undefined): string | undefined {
  if (text === undefined || !/^-?\d{1,16}(?:\.\d{1,16})?(?:[eE][+-]?\d{1,2})?$/.test(text)) return undefined;
  const plain = /[eE]/.test(text) ? new Decimal(text).toFixed() : text;
  return /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,10})?$/.test(plain) ? plain : undefined;
}

/** A day as `YYYY-MM-DD`; undefined for what no calendar has. */
function dayOf(text: string, form: RemoteField['date']): string | undefined {
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text) ?? [];
  const iso = form === 'dd.mm.yyyy' ? `${year}-${month}-${day}` : text;
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return undefined;
  const moment = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? iso : undefined;
}

/** A value of an entry in the register's form. */
export function writeValue(field: RegisterField, how: RemoteField, value: Json): ExactJson {
  if (value === null) return null;
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => writeValue(field, how, one));
  if (typeof value === 'boolean') return value;
  const text = String(value);
  if (field.type === 'number' || field.type === 'decimal') return how.asText ? text : new ExactNumber(text);
  if (field.type === 'date' && how.date === 'dd.mm.yyyy') return text.split('-').toReversed().join('.');
  if (field.type !== 'choice' || !how.choices) return text;
  const theirs = Object.entries(how.choices).find(([, ours]) => ours === text);
  if (!theirs) throw new WrongAnswer(`${how.at}: the register has no word for this choice`);
  return theirs[0];
}
