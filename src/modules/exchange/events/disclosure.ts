import type { Context } from '../../../kernel/context.ts';
import { partsOf } from '../directory/instance.ts';
import type { EntityName } from '../fact.ts';
import { LookUpLog } from '../log.ts';
import { subjectsByKey } from '../subject.ts';
import type { Claimed } from './store.ts';
import type { Subscription } from './subscription-store.ts';
import type { EventType } from './type.ts';

/** Fields that hold somebody's number, and whose; that of the subject is told whether the event carries it or not. */
function keyFields({ event, register }: EventType, fields: readonly string[]): ReadonlyMap<string, EntityName> {
  const found = new Map<string, EntityName>([[event.subject, event.entity]]);
  for (const one of register.provides) {
    if (fields.includes(one.by)) found.set(one.by, one.entity as EntityName);
    if (one.kind === 'relation' && fields.includes(one.to)) found.set(one.to, one.target as EntityName);
  }
  return found;
}

/** The concepts that an event tells of. */
function conceptsOf({ event, register }: EventType, fields: readonly string[]): readonly string[] {
  const told = (one: (typeof register.provides)[number]) =>
    one.kind === 'take'
      ? fields.includes(one.take)
      : one.kind === 'relation' && fields.includes(one.by) && fields.includes(one.to);
  const named = register.provides.flatMap((one) => (told(one) ? [one.name] : []));
  return named.length > 0 ? named : [event.entity === 'person' ? 'person.fin' : 'organisation.voen'];
}

/** What a delivery rests on. */
export interface Ground extends Pick<Subscription, 'client' | 'service' | 'purpose' | 'act' | 'article'> {
  readonly hiddenUntil?: Date | undefined;
}

/**
 * An event that is handed out is data given away: whoever it is about finds a line in their log, written in the
 * transaction that hands it out. Attempts after the first are the same disclosure.
 */
export async function disclose(
  ctx: Context,
  type: EventType,
  ground: Ground,
  { events, fields }: { readonly events: readonly Claimed[]; readonly fields: readonly string[] },
): Promise<void> {
  const first = events.filter((one) => one.first);
  if (first.length === 0) return;
  const { client, service, purpose, act, article, hiddenUntil } = ground;
  const consumer = partsOf(ctx.vahid, client)?.institution ?? client.split('/').slice(0, 3).join('/');
  const through = { system: client, service, hiddenUntil };
  const concepts = conceptsOf(type, fields);
  const log = new LookUpLog('read', { consumer, purpose, basis: { act, article }, through });
  for (const [field, entity] of keyFields(type, fields)) {
    const keys = first.flatMap(({ data, subject_key }) =>
      field === type.event.subject ? (subject_key ?? []) : [data[field] ?? []].flat().map(String),
    );
    for (const subject of (await subjectsByKey(ctx, entity, keys)).values())
      for (const concept of concepts) log.note(subject, concept, 'granted');
  }
  await log.write(ctx);
}
