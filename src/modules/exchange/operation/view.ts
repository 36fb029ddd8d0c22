import type { Context } from '../../../kernel/context.ts';
import { type FaultCount, faultsSince, type Line, linesSince, silentSince, type Step, stepsSince } from './store.ts';

export const periods = { day: 24, week: 7 * 24, month: 30 * 24 } as const;
export type Period = keyof typeof periods;

export interface OperationView {
  readonly period: Period;
  readonly services: readonly Line[];
  readonly clients: readonly Line[];
  readonly faults: readonly FaultCount[];
  /** Published services that nobody asked in 30 days. */
  readonly silent: readonly string[];
  /** Every hour of a day, else every day; those without exchanges too. */
  readonly steps: readonly Step[];
}

const hourMs = 3_600_000;
/** Baku is four hours before UTC all the year round. */
const bakuMs = 4 * hourMs;

/** What a desk sees of how the exchange does. */
export async function operationView(
  { db, vahid }: Pick<Context, 'db' | 'vahid'>,
  period: Period,
): Promise<OperationView> {
  const now = vahid.now().getTime();
  const from = new Date(now - periods[period] * hourMs);
  const month = new Date(now - periods.month * hourMs);
  return {
    period,
    services: await linesSince(db, from, 'service'),
    clients: await linesSince(db, from, 'client'),
    faults: await faultsSince(db, from),
    silent: await silentSince(db, month),
    steps: whole(await stepsSince(db, from, period === 'day' ? 'hour' : 'day'), from.getTime(), now, period),
  };
}

function whole(steps: readonly Step[], from: number, to: number, period: Period): readonly Step[] {
  const size = period === 'day' ? hourMs : 24 * hourMs;
  const known = new Map(steps.map((step) => [step.at.getTime(), step]));
  const all: Step[] = [];
  for (let at = Math.floor((from + bakuMs) / size) * size - bakuMs; at <= to; at += size)
    all.push(known.get(at) ?? { at: new Date(at), succeeded: 0, failed: 0 });
  return all;
}
