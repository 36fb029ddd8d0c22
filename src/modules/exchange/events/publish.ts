import { Value } from 'typebox/value';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { isPersonNumber, isVoen } from '../../../language/index.ts';
import type { CloudEvent } from '../../../protocols/cloud-events/event.ts';
import type { CompiledEvent, CompiledRegister } from '../../catalogue/index.ts';
import type { Data } from './filter.ts';
import { eventMalformed, eventNotYours } from './refusals.ts';
import { within } from './scope.ts';
import { claimEventKey, type EventRow, insertEvents } from './store.ts';
import { dataSchema, type EventType, typesOf } from './type.ts';

/** What an entry did to a record of a hosted register. */
export interface RecordChange {
  readonly register: CompiledRegister;
  /** Key of the record. */
  readonly key: string;
  readonly at: Date;
  /** What it said before about the day from which the entry speaks; undefined of a new record. */
  readonly before: Data | undefined;
  readonly after: Data;
  /** The entry names a last day that was not known before, or another. */
  readonly ends: boolean;
}

/** Writes the events that a change means, in the transaction of the change: both are there, or neither. */
export async function publishRecordChange(ctx: Context, change: RecordChange): Promise<void> {
  const types = typesOf(ctx.vahid, change.register).filter(({ event }) => isMeant(event, change));
  if (types.length === 0) return;
  await insertEvents(
    ctx.db,
    types.flatMap((type) => rowOf(ctx, type, change)),
  );
}

function isMeant({ when, fields }: CompiledEvent, { before, after, ends }: RecordChange): boolean {
  if (when === 'created') return before === undefined;
  if (before === undefined) return false;
  if (when === 'ended') return ends;
  const compared = fields.length > 0 ? fields : [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return compared.some((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}

function rowOf(ctx: Context, type: EventType, { key, at, after }: RecordChange): Omit<EventRow, 'xid'>[] {
  const about = subjectOf(type.event, after);
  // About nobody it would be nobody's right to know.
  if (about === undefined) return [];
  const id = newId(ctx.vahid.now().getTime());
  return [
    {
      id,
      at: ctx.vahid.now(),
      type: type.type,
      source: type.source,
      event_id: id,
      subject: opaque(ctx, type, key),
      happened_at: at,
      ...about,
      data: within(after, type.event.data),
      publisher: null,
    },
  ];
}

/** Whoever logs the attributes of events learns that two are of one record, and not whose. */
function opaque({ vahid }: Context, { register }: EventType, key: string): string {
  return vahid.keys.digest('exchange.event', `${register.name} ${key}`).subarray(0, 18).toString('base64url');
}

function subjectOf(
  { subject, entity }: CompiledEvent,
  data: Data,
): Pick<EventRow, 'entity' | 'subject_key'> | undefined {
  const key = [data[subject] ?? []].flat()[0];
  const fits = entity === 'person' ? isPersonNumber : isVoen;
  return typeof key === 'string' && fits(key) ? { entity, subject_key: key } : undefined;
}

/** Whether an event was new, or had been published before. */
export interface Published {
  readonly id: string;
  readonly repeated: boolean;
}

/**
 * Takes an event of a register that is kept elsewhere. Checks that it comes from the system of the register, that it
 * carries what the definition says and nothing else, and that no attribute, which everybody on the way may log, is
 * somebody's number. The right to publish was judged by the gateway. @throws eventNotYours, eventMalformed
 */
export async function publishForeign(
  ctx: Context,
  type: EventType,
  client: string,
  sent: CloudEvent,
): Promise<Published> {
  if (type.register.hosted || client !== type.subsystem) throw eventNotYours({ system: type.subsystem });
  const wrong = problemOf(ctx, type, sent);
  if (wrong !== undefined) throw eventMalformed({ why: wrong });
  const data = sent.data as Data;
  const about = subjectOf(type.event, data);
  if (about === undefined) throw eventMalformed({ why: `data.${type.event.subject} is no number of the subject` });
  const now = ctx.vahid.now();
  const row = {
    id: newId(now.getTime()),
    at: now,
    type: type.type,
    source: sent.source,
    event_id: sent.id,
    subject: sent.subject ?? null,
    happened_at: sent.time === undefined ? now : new Date(sent.time),
    ...about,
    data: within(data, type.event.data),
    publisher: client,
  };
  return inTransaction(ctx, async (inner) => {
    if (!(await claimEventKey(inner.db, row))) return { id: sent.id, repeated: true };
    await insertEvents(inner.db, [row]);
    return { id: sent.id, repeated: false };
  });
}

/** As much as CloudEvents lets everybody count on (§ Size Limits); two hundred are handed out at once. */
const mostBytes = 65_536;

function problemOf({ vahid }: Context, of: EventType, sent: CloudEvent): string | undefined {
  const { type, source, event, register } = of;
  if (sent.type !== type) return `type must be ${type}`;
  if (sent.source !== source) return `source must be ${source}`;
  const told = [sent.id, sent.subject ?? '', ...Object.values(sent.extensions ?? {}).map(String)];
  const isNumber = (one: string) => isPersonNumber(one) || isVoen(one);
  if (told.some(isNumber)) return 'an attribute is the number of a person or an organisation';
  const { data } = sent;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return 'data must be an object';
  const given = data as Data;
  const key = given[event.subject];
  if (typeof key === 'string' && isNumber(key) && told.some((one) => one.includes(key)))
    return 'an attribute holds the number of a person or an organisation';
  const text = JSON.stringify(given);
  if (Buffer.byteLength(text) > mostBytes) return `data are longer than ${mostBytes} bytes`;
  // PostgreSQL keeps neither the character NUL nor half a surrogate pair.
  if (/\\u(?:0000|d[89a-f])/i.test(text)) return 'data must be well-formed text';
  // The subject may stand in the data only to tell whom the event is about: it is then not handed on.
  const odd = Object.keys(given).find((name) => !event.data.includes(name) && name !== event.subject);
  if (odd !== undefined) return 'data has a member that the type does not carry';
  const { properties } = dataSchema(vahid, of);
  for (const name of event.data) {
    const optional = register.record.fields[name]?.optional === true;
    if (given[name] === undefined && !optional) return `data.${name} is missing`;
    if (given[name] !== undefined && !Value.Check(properties[name] ?? {}, given[name]))
      return `data.${name} is not as dataschema says`;
  }
  return undefined;
}
