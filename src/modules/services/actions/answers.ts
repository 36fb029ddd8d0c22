import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { CompiledPage } from '../definition/compiled.ts';
import type { AnswerRow } from '../entities.ts';
import { notOpenNow } from '../refusals.ts';
import { pageOf } from '../rules/answers.ts';
import type { Answers } from '../rules/values.ts';
import * as store from '../store.ts';
import type { LoadedCase } from './loading.ts';

/** Pages that the applicant may answer now: all of a draft, those that were sent back of a returned case. */
export function openPages({ row, of, service }: LoadedCase): readonly string[] {
  if (of.status === 'draft') return service.pages.map(({ page }) => page);
  // A correction may have closed a page that was to be corrected.
  const asked = row.correct_pages.filter((name) => pageOf(service, name) !== undefined);
  return of.status === 'waiting_for_applicant' ? asked : [];
}

/** A page that the applicant may answer now. @throws notFound, notOpenNow */
export function openPage(loaded: LoadedCase, name: string): CompiledPage {
  const page = pageOf(loaded.service, name);
  if (!page) throw notFound();
  if (!openPages(loaded).includes(name)) throw notOpenNow();
  return page;
}

export async function answersOf(ctx: Context, id: string): Promise<Answers> {
  return valuesIn(await store.listAnswers(ctx.db, id));
}

export const valuesIn = (rows: readonly Pick<AnswerRow, 'field' | 'value'>[]): Answers =>
  Object.fromEntries(rows.map(({ field, value }) => [field, value]));
