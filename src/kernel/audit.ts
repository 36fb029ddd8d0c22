import type { Appointment } from './access.ts';
import type { Context } from './context.ts';
import { insertAll, type Journal } from './writer.ts';

const journal: Journal = {
  table: 'kernel.audit',
  columns: {
    at: 'timestamptz',
    request: 'text',
    action: 'text',
    outcome: 'text',
    actor_kind: 'text',
    person: 'uuid',
    organisation: 'uuid',
    subject: 'text',
    office: 'text',
  },
};

function row(ctx: Context, action: string, outcome: string, subject: string | null, office: string | null = null) {
  return {
    at: ctx.vahid.now(),
    request: ctx.requestId,
    action,
    outcome,
    // A member is an information system; the office says which one.
    actor_kind: ctx.actor.kind === 'member' ? 'system' : ctx.actor.kind,
    person: ctx.actor.hands ?? ctx.actor.person ?? null,
    organisation: ctx.actor.organisation ?? null,
    subject,
    office: office ?? ctx.actor.member ?? null,
  };
}

/** Notes in the same transaction that an action was done. `subject` is an id, never a person's data. */
export async function audit(ctx: Context, action: string, subject: string | null = null): Promise<void> {
  await insertAll(ctx.db, journal, [row(ctx, action, 'done', subject)]);
}

/**
 * Notes that somebody read what is another's, outside any transaction, through group commit: it is noted before it is
 * shown. `office`: in which they read it; absent where none lets them.
 */
export async function auditReading(ctx: Context, action: string, subject: string, office?: Appointment): Promise<void> {
  const held = office && `${office.role} ${office.institution}`;
  await ctx.vahid.writer.append(journal, row(ctx, action, 'done', subject, held));
}

/** Notes what was refused, outside any transaction, through group commit. */
export async function auditRefusal(
  ctx: Context,
  action: string,
  code: string,
  subject: string | null = null,
): Promise<void> {
  await ctx.vahid.writer.append(journal, row(ctx, action, code, subject));
}
