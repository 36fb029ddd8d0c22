import type { CompiledPage, CompiledService } from '../definition/compiled.ts';
import { fieldsOfPage } from '../rules/answers.ts';
import type { DraftRow } from './store.ts';

/** How a page of questions fares; the last is the check of all answers. */
export interface PageDropOut {
  /** Absent: the check. */
  readonly page?: CompiledPage;
  /** Applications that came to it. */
  readonly reached: number;
  /** Of these, those that were left there. */
  readonly left: number;
}

/**
 * How many applications came to each page, and how many were left there. One came as far as the page after the last that
 * has an answer: a page that may stay empty is passed by whoever answered a later one.
 */
export function dropOuts(service: CompiledService, rows: readonly DraftRow[]): readonly PageDropOut[] {
  // Whether a page that is asked of some was put to somebody does not follow from which fields have an answer.
  const pages = service.pages.filter(({ when }) => when === undefined);
  const names = pages.map((page) => new Set(fieldsOfPage(service, page).map(({ name }) => name)));
  const cameTo = ({ sent, fields }: DraftRow): number =>
    sent ? pages.length + 1 : names.findLastIndex((known) => fields.some((field) => known.has(field))) + 1;
  const sum = (chosen: readonly DraftRow[]) => chosen.reduce((all, { count }) => all + count, 0);
  return [...pages, undefined].map((page, at) => ({
    ...(page ? { page } : {}),
    reached: sum(rows.filter((row) => cameTo(row) >= at)),
    left: sum(rows.filter((row) => row.idle && cameTo(row) === at)),
  }));
}

/** Applications begun, and those that were sent. */
export interface TakeUp {
  readonly channel: DraftRow['channel'];
  readonly begun: number;
  readonly sent: number;
}

export function takeUp(rows: readonly DraftRow[]): readonly TakeUp[] {
  return [...Map.groupBy(rows, ({ channel }) => channel)].map(([channel, of]) => ({
    channel,
    begun: of.reduce((all, { count }) => all + count, 0),
    sent: of.reduce((all, { sent, count }) => all + (sent ? count : 0), 0),
  }));
}

/**
 * A count as it may be told: `undefined` where fewer than `least` stand behind it, else down to a multiple of that, so
 * that no small one is found by subtracting. Nothing is no figure, and tells of nobody.
 */
export const told = (count: number, least: number): number | undefined =>
  count > 0 && count < least ? undefined : count - (count % least);
