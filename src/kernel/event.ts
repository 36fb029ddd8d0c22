import { sql } from 'kysely';
import type { Static, TSchema } from 'typebox';
import type { Context } from './context.ts';
import { inTransaction } from './context.ts';
import type { Json } from './job.ts';

/** Something that happened, in the past tense: `services.case_submitted`. Carries ids, never personal values. */
export interface EventKind<S extends TSchema = TSchema> {
  readonly name: string;
  readonly schema: S;
}

export function event<S extends TSchema>(name: string, schema: S): EventKind<S> {
  return { name, schema };
}

/** A room's answer to an event, run once per event in a transaction of its own. */
export interface Reaction {
  readonly name: string;
  readonly on: string;
  run(ctx: Context, payload: Json): Promise<void>;
}

export function on<S extends TSchema>(
  kind: EventKind<S>,
  name: string,
  run: (ctx: Context, payload: Static<S>) => Promise<void>,
): Reaction {
  return { name, on: kind.name, run: (ctx, payload) => run(ctx, payload as Static<S>) };
}

/** Writes the event and one delivery per subscriber in the caller's transaction (transactional outbox). */
export async function publish<S extends TSchema>(ctx: Context, kind: EventKind<S>, payload: Static<S>): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const body = JSON.stringify(payload);
    const { rows } = await sql<{ id: number }>`insert into kernel.event (name, payload, at)
      values (${kind.name}, ${body}::jsonb, ${ctx.vahid.now()}) returning id`.execute(inner.db);
    for (const room of ctx.vahid.rooms) {
      for (const reaction of room.reactions ?? []) {
        if (reaction.on !== kind.name) continue;
        const subscriber = `${room.name}.${reaction.name}`;
        await ctx.vahid.jobs.schedule(inner, {
          kind: `event:${subscriber}`,
          key: `event:${rows[0]?.id}:${subscriber}`,
          at: ctx.vahid.now(),
          payload: JSON.parse(body) as Json,
        });
      }
    }
  });
}
