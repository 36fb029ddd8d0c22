import type { Context } from '../../../kernel/context.ts';
import type { Answers } from '../rules/values.ts';
import * as store from '../store.ts';
import type { LoadedCase } from './loading.ts';

/** Pages that the applicant may answer now: all of a draft, those that were sent back of a returned case. */
export function openPages({ row, of, service }: LoadedCase): readonly string[] {
  if (of.status === 'draft') return service.pages.map(({ page }) => page);
  return of.status === 'waiting_for_applicant' ? row.correct_pages : [];
}

export async function answersOf(ctx: Context, id: string): Promise<Answers> {
  const rows = await store.listAnswers(ctx.db, id);
  return Object.fromEntries(rows.map(({ field, value }) => [field, value]));
}
