import type { Json } from '../../../kernel/job.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Text } from '../../../language/lang.ts';
import { type CompiledEvent, type CompiledRegister, type RegisterField, registers } from '../../catalogue/index.ts';
import { instanceOf, subsystemIdOf } from '../directory/instance.ts';

/** A kind of event that a register tells, as its definition in force says. */
export interface EventType {
  /** As CloudEvents name it: `az.gov.din.population.birth_registered`. */
  readonly type: string;
  readonly event: CompiledEvent;
  readonly register: CompiledRegister;
  /** Code of the institution whose register it is. */
  readonly owner: string;
  /** The system in which the register is kept; its services give the events out: `AZ/GOV/din/population-system`. */
  readonly subsystem: string;
  /** `source` of every event of the register: `AZ/GOV/din/population-system/population`. */
  readonly source: string;
}

export function typesOf(vahid: Vahid, register: CompiledRegister): readonly EventType[] {
  const { name, owner, events = [] } = register;
  const subsystem = subsystemIdOf(vahid, owner, register.system ?? name);
  return events.map((event) => ({
    type: [instanceOf(vahid).toLowerCase(), 'gov', owner, name, event.name].join('.'),
    event,
    register,
    owner,
    subsystem,
    source: `${subsystem}/${name}`,
  }));
}

/** All types, by name. */
export function eventTypes(vahid: Vahid): readonly EventType[] {
  return registers(vahid.releases)
    .flatMap((register) => typesOf(vahid, register))
    .toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

export const eventType = (vahid: Vahid, type: string): EventType | undefined =>
  eventTypes(vahid).find((one) => one.type === type);

export const schemaPath = (type: string): string => `/api/v1/exchange/event-types/${type}/schema`;

const formats: Readonly<Record<RegisterField['type'], Readonly<Record<string, Json>>>> = {
  text: { type: 'string' },
  choice: { type: 'string' },
  number: { type: 'integer' },
  decimal: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
  date: { type: 'string', format: 'date' },
  yesno: { type: 'boolean' },
};

/** JSON Schema of the data of an event (`dataschema`). Members that a right or a record leaves out are missing or null. */
export function dataSchema(vahid: Vahid, { type, event, register }: EventType) {
  const fieldSchema = (field: RegisterField) => {
    const one = { ...formats[field.type], ...(field.choices ? { enum: Object.keys(field.choices) } : {}) };
    const value = field.many ? { type: 'array', items: one } : one;
    return { title: field.label.en, ...(field.optional ? { anyOf: [value, { type: 'null' }] } : value) };
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${vahid.config.publicUrl}${schemaPath(type)}`,
    title: event.title.en,
    type: 'object',
    properties: Object.fromEntries(
      event.data.map((name) => {
        const field = register.record.fields[name];
        return [name, field ? fieldSchema(field) : {}];
      }),
    ),
    additionalProperties: false,
  };
}

/** What an event of the type carries, in words. */
export const carried = ({ event, register }: EventType): readonly Text[] =>
  event.data.flatMap((name) => register.record.fields[name]?.label ?? []);
