import type { Context } from '../../../kernel/context.ts';
import type { PublicPage } from '../../../kernel/module.ts';
import { indicatorPath, indicatorsPath } from './path.ts';
import type { Band } from './rules.ts';
import { directionOf, type Sheet } from './sheet.ts';
import { countOpenDiscrepancies } from './store/discrepancies.ts';
import { sheetsInForce } from './store/sheets.ts';
import { indicatorViews } from './views.ts';

/** An indicator in a few words, for boards and reports. */
export interface IndicatorSummary {
  readonly code: string;
  readonly sheet: Sheet;
  readonly version: number;
  /** ◆ the state knows it; ◇ somebody says it. */
  readonly sign: 'known' | 'said';
  /** Number of the plan's direction; absent for targets and goals of the whole plan. */
  readonly direction: string | undefined;
  readonly value: number | undefined;
  /** So few cases that the figure is not published. */
  readonly withheld: boolean;
  readonly asOf: string | undefined;
  /** By the first target of the sheet. */
  readonly band: Band;
  readonly pace: number | undefined;
  readonly required: number | undefined;
  readonly staleDays: number | undefined;
  readonly openDiscrepancies: number;
}

/**
 * Every indicator with an approved sheet. Reads, however many there are: the sheets, the last kept value of each, what was
 * measured of those that are, and the open discrepancies, each in one statement.
 */
export async function indicatorSummaries(ctx: Context): Promise<readonly IndicatorSummary[]> {
  const views = await indicatorViews(ctx, 'last');
  const open = await countOpenDiscrepancies(ctx.db);
  return views.map(({ indicator, sheet, value, withheld, asOf, band, targets: [first], staleDays }) => ({
    code: indicator.code,
    sheet: indicator,
    version: sheet.version,
    sign: indicator.kind === 'measured' || indicator.kind === 'derived' ? 'known' : 'said',
    direction: directionOf(indicator),
    value,
    withheld,
    asOf,
    band,
    pace: first?.pace,
    required: first?.required,
    staleDays,
    openDiscrepancies: open.get(indicator.code) ?? 0,
  }));
}

/** What search engines may read: the list, and every indicator in force with the day its sheet was approved. */
export async function indicatorPages(ctx: Context): Promise<readonly PublicPage[]> {
  const sheets = await sheetsInForce(ctx.db);
  const pages = sheets.map(({ indicator, approvedAt }) => ({ path: indicatorPath(indicator), changedAt: approvedAt }));
  return [{ path: indicatorsPath }, ...pages];
}
