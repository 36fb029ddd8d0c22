import type { Context } from '../../../kernel/context.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { partValues, type PartValue, type PeriodValue } from './months.ts';
import { type DayValue, trend, type Trend } from './rules.ts';
import type { Part } from './sheet.ts';
import { discrepanciesOf, type DiscrepancyView } from './store/discrepancies.ts';
import { measuredParts } from './store/parts.ts';
import { sheetVersions, type SheetVersion } from './store/sheets.ts';
import { replacedValues, type ValueRow } from './store/values.ts';
import { indicatorView, type IndicatorView, measurementsOf } from './views.ts';

/** Everything that the page of one indicator tells. */
export interface IndicatorDetails {
  readonly view: IndicatorView;
  /** What a measured figure is made of, by each part the sheet names. */
  readonly parts: readonly { readonly part: Part; readonly values: readonly PartValue[] }[];
  /** Titles of the services that stand among the parts. */
  readonly titles: ReadonlyMap<string, Text>;
  readonly versions: readonly SheetVersion[];
  /** Figures that later ones took the place of. */
  readonly replaced: readonly ValueRow[];
  readonly discrepancies: readonly DiscrepancyView[];
  /** Since the last change of method. */
  readonly trend: Trend | undefined;
}

/** @throws notFound */
export async function detailsOf(ctx: Context, code: string): Promise<IndicatorDetails> {
  const view = await indicatorView(ctx, code);
  return {
    view,
    parts: await partsOf(ctx, view),
    titles: serviceTitles(ctx),
    versions: await sheetVersions(ctx.db, code),
    replaced: await replacedValues(ctx.db, code),
    discrepancies: await discrepanciesOf(ctx.db, code),
    trend: trend(sinceBreak(view)),
  };
}

async function partsOf(ctx: Context, { indicator }: IndicatorView): Promise<IndicatorDetails['parts']> {
  const { measurement, by = [], unit, frequency, sampled } = indicator;
  if (measurement === undefined) return [];
  const ofCases = measurementsOf(ctx).get(measurement)?.ofCases === true;
  const given = { unit, frequency, sampled, ofCases, today: bakuDate(ctx.vahid.now()) };
  return Promise.all(
    by.map(async (part) => ({
      part,
      values: partValues(await measuredParts(ctx.db, measurement, part), given),
    })),
  );
}

function serviceTitles({ vahid: { releases } }: Context): ReadonlyMap<string, Text> {
  return new Map(
    releases
      .all<{ title?: Text }>('service')
      .flatMap(({ name, compiled: { title } }) => (title ? [[name, title] as const] : [])),
  );
}

/** Values that came about alike: since the sheet's last break, or since it computes as it does now. */
function sinceBreak({ indicator, points, sheet }: IndicatorView): readonly DayValue[] {
  const breaks = (indicator.breaks ?? []).map(({ on }) => on).sort();
  const from = breaks.at(-1) ?? '';
  const alike = points.filter(({ ends, kept }) => ends >= from && (kept === undefined || kept.query === sheet.query));
  return alike.flatMap(({ ends, value }: PeriodValue) => (value === undefined ? [] : [{ on: ends, value }]));
}
