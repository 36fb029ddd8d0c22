import type { Vahid } from '../../../kernel/vahid.ts';
import type { CloudEvent } from '../../../protocols/cloud-events/event.ts';
import { printPosition } from './position.ts';
import { within } from './scope.ts';
import type { EventRow } from './store.ts';
import { type EventType, schemaPath } from './type.ts';

/** An event as a subscriber gets it, with the fields that its right lets through. */
export const outgoing = (
  { config }: Vahid,
  { type }: EventType,
  row: EventRow,
  fields: readonly string[],
): CloudEvent => ({
  id: row.event_id,
  source: row.source,
  type: row.type,
  ...(row.subject === null ? {} : { subject: row.subject }),
  time: row.happened_at.toISOString(),
  dataschema: `${config.publicUrl}${schemaPath(type)}`,
  // Extension `sequence` of CloudEvents; also the place from which a replay begins.
  extensions: { sequence: printPosition(row) },
  data: within(row.data, fields),
});
