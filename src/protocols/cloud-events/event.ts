/*
 * CloudEvents 1.0.2 (github.com/cloudevents/spec): what happened, with attributes that everybody on the way may read, and
 * data that are for the receiver alone. Here data are always JSON.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface CloudEvent {
  /** With `source` unique: a second event with both the same is the same one. */
  readonly id: string;
  /** URI reference of where it happened. */
  readonly source: string;
  /** `az.gov.din.population.birth_registered`. */
  readonly type: string;
  readonly subject?: string;
  /** Moment, RFC 3339. */
  readonly time?: string;
  readonly dataschema?: string;
  /** Attributes that the specification does not know. */
  readonly extensions?: Readonly<Record<string, string | number | boolean>>;
  readonly data?: Json;
}

/** That something is no CloudEvent; `attribute` names the place. */
export class MalformedEvent extends Error {
  readonly attribute: string;

  constructor(attribute: string, message: string) {
    super(`${attribute}: ${message}`);
    this.name = 'MalformedEvent';
    this.attribute = attribute;
  }
}

const known = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'dataschema', 'datacontenttype'];
const longest = 1000;

/** Reads an event from its JSON form (json-format §2–3). An attribute that is null counts as absent. */
export function eventFrom(value: unknown): CloudEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MalformedEvent('event', 'is no JSON object');
  const { data, data_base64: binary, ...attributes } = value as Readonly<Record<string, unknown>>;
  if (binary !== undefined && binary !== null) throw new MalformedEvent('data_base64', 'data must be JSON');
  const given = Object.fromEntries(Object.entries(attributes).filter(([, one]) => one !== null));
  return checked(given, data === undefined ? {} : { data: data as Json });
}

/** Checks attributes as the specification has them (§3). */
export function checked(given: Readonly<Record<string, unknown>>, data: { readonly data?: Json }): CloudEvent {
  const odd = Object.keys(given).find((name) => !/^[a-z0-9]{1,100}$/.test(name));
  if (odd !== undefined) throw new MalformedEvent(odd.slice(0, 40), 'names are lower-case letters and digits');
  if (given.specversion !== '1.0') throw new MalformedEvent('specversion', 'must be 1.0');
  const { datacontenttype: content = 'application/json' } = given;
  if (typeof content !== 'string' || !isJson(content)) throw new MalformedEvent('datacontenttype', 'data must be JSON');
  const optional = (name: 'subject' | 'time' | 'dataschema') =>
    given[name] === undefined ? {} : { [name]: textOf(given, name) };
  const extensions = Object.entries(given).filter(([name]) => !known.includes(name));
  const event: CloudEvent = {
    id: textOf(given, 'id'),
    source: textOf(given, 'source'),
    type: textOf(given, 'type'),
    ...optional('subject'),
    ...optional('time'),
    ...optional('dataschema'),
    ...(extensions.length === 0 ? {} : { extensions: Object.fromEntries(extensions.map(extensionOf)) }),
    ...data,
  };
  if (!isUriReference(event.source)) throw new MalformedEvent('source', 'must be a URI reference');
  if (event.time !== undefined && !isMoment(event.time)) throw new MalformedEvent('time', 'must be a moment, RFC 3339');
  return event;
}

function textOf(given: Readonly<Record<string, unknown>>, name: string): string {
  const value = given[name];
  // Control characters and halves of surrogate pairs are no characters of an attribute (§3, type system).
  if (typeof value !== 'string' || value === '' || value.length > longest || /\p{Cc}/u.test(value) || !isWhole(value))
    throw new MalformedEvent(name, `must be text of 1 to ${longest} characters`);
  return value;
}

const isWhole = (text: string): boolean => text.isWellFormed();

function extensionOf([name, value]: readonly [string, unknown]): [string, string | number | boolean] {
  if (typeof value === 'boolean') return [name, value];
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 31) return [name, value];
  return [name, textOf({ [name]: value }, name)];
}

export const isJson = (type: string): boolean => /^[\w.+-]+\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i.test(type);
const isUriReference = (text: string): boolean => /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(text);
const isMoment = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));

/** The JSON form of an event, for a structured message or a batch. */
export function eventJson({ id, source, type, data, extensions, ...rest }: CloudEvent): Readonly<Record<string, Json>> {
  const { subject, time, dataschema } = rest;
  return {
    specversion: '1.0',
    id,
    source,
    type,
    ...(subject === undefined ? {} : { subject }),
    ...(time === undefined ? {} : { time }),
    ...extensions,
    ...(data === undefined ? {} : { datacontenttype: 'application/json' }),
    ...(dataschema === undefined ? {} : { dataschema }),
    ...(data === undefined ? {} : { data }),
  };
}
