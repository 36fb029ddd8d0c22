import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Figure } from '../../../kernel/measurement.ts';
import type { FallbackRow } from './entities.ts';

/** A fact for which an applicant was asked, because its register was silent. */
export type Fallback = Pick<FallbackRow, 'register' | 'concept' | 'consumer' | 'service' | 'reference'>;

/** Notes it in the caller's transaction, for the institution of the register to read; once for a case and a concept. */
export async function noteFallback(ctx: Context, one: Fallback): Promise<void> {
  const at = ctx.vahid.now();
  await sql`insert into exchange.fallback (id, at, register, concept, consumer, service, reference)
    values (${newId(at.getTime())}, ${at}, ${one.register}, ${one.concept}, ${one.consumer}, ${one.service}, ${one.reference})
    on conflict (reference, concept) do nothing`.execute(ctx.db);
}

/** By day and service the cases in which somebody was asked so, written by transactions of the window. */
export async function fallbacksIn(
  ctx: Context,
  { after, before }: { readonly after: string; readonly before: string },
): Promise<readonly Figure[]> {
  const { rows } =
    await sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, consumer as institution, service,
      count(distinct reference)::integer as numerator
    from exchange.fallback where xid >= ${after}::xid8 and xid < ${before}::xid8 group by 1, 2, 3`.execute(ctx.db);
  return rows;
}
