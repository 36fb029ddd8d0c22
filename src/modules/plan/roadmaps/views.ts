import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { indicatorViews, type IndicatorView } from '../indicators/index.ts';
import { type ItemRow, listItems, type PlanRow } from '../measures/index.ts';
import type { KpiRow } from './entities.ts';
import * as store from './store.ts';

export interface RoadmapView {
  readonly plan: PlanRow;
  readonly items: readonly { readonly item: ItemRow; readonly serves: readonly string[] }[];
  readonly kpis: readonly KpiView[];
}

export interface KpiView extends KpiRow {
  /** The indicator that measures it, with its last figure; undefined where nothing does, or its sheet is no more in force. */
  readonly measured: IndicatorView | undefined;
}

/** What roadmaps want to reach, with what is measured of it. Public. */
export async function kpisOf(ctx: Context, plans: readonly string[]): Promise<readonly KpiView[]> {
  allow(ctx, 'plan.readMeasure');
  const kpis = await store.kpisOf(ctx.db, plans);
  const measured = kpis.some(({ indicator }) => indicator !== null) ? await indicatorViews(ctx, 'last') : [];
  const byCode = new Map(measured.map((view) => [view.indicator.code, view]));
  return kpis.map((kpi) => ({ ...kpi, measured: byCode.get(kpi.indicator ?? '') }));
}

/** A roadmap with what its items serve and its figures. @throws notFound */
export async function roadmapOf(ctx: Context, code: string): Promise<RoadmapView> {
  allow(ctx, 'plan.readMeasure');
  const plan = await store.findRoadmap(ctx.db, code);
  if (!plan) throw notFound();
  const serves = await store.servedBy(ctx.db, code);
  const items = (await listItems(ctx.db, code)).map((item) => ({ item, serves: serves.get(item.id) ?? [] }));
  return { plan, items, kpis: await kpisOf(ctx, [code]) };
}

/** Roadmaps of the institutions in which one may write them. */
export async function ownRoadmaps(ctx: Context): Promise<readonly PlanRow[]> {
  return store.roadmapsOf(ctx.db, writableFor(ctx));
}

/** Institutions in which the actor holds an office that writes roadmaps. */
export function writableFor(ctx: Context): readonly string[] {
  const offices = new Set<string>((ctx.vahid.access['plan.writeRoadmap'] ?? []).map(({ who }) => who));
  const held = ctx.actor.appointments.filter(({ role }) => offices.has(role));
  return [...new Set(held.map(({ institution }) => institution))];
}
