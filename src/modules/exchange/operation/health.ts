import type { Vahid } from '../../../kernel/vahid.ts';
import { askedSince, firstCounted, type LastAsked, type ServiceSum, servicesSince } from './store.ts';
import { deviationOf, meanOf, type Spread } from './tally.ts';

/*
 * Health data as X-Road names it (PR-OPMON §3, getSecurityServerHealthData), in JSON: of the services behind a gateway,
 * durations in milliseconds and sizes in bytes. An answer with a status of 500 or more counts as unsuccessful, as does
 * every failure of the exchange itself.
 */

export interface HealthData {
  /** Milliseconds since 1970. */
  readonly monitoringStartupTimestamp: number;
  readonly statisticsPeriodSeconds: number;
  readonly servicesEvents: readonly ServiceEvents[];
}

export interface ServiceEvents {
  readonly service: string;
  readonly serviceType: 'REST';
  readonly lastSuccessfulRequestTimestamp?: number;
  readonly lastUnsuccessfulRequestTimestamp?: number;
  readonly lastPeriodStatistics: Readonly<Record<string, number>>;
}

/** X-Road's own period. */
export const usualPeriod = 600;
/** For how long the last request of a service is remembered. */
const rememberedMs = 30 * 86_400_000;

export async function healthOf({ db, now }: Pick<Vahid, 'db' | 'now'>, seconds = usualPeriod): Promise<HealthData> {
  const at = now();
  const before = (milliseconds: number) => new Date(at.getTime() - milliseconds);
  const lately = new Map((await servicesSince(db, before(seconds * 1000))).map((one) => [one.service, one]));
  const remembered = await askedSince(db, before(Math.max(rememberedMs, seconds * 1000)));
  const first = await db.transaction().execute(firstCounted);
  return {
    monitoringStartupTimestamp: (first ?? at).getTime(),
    statisticsPeriodSeconds: seconds,
    servicesEvents: remembered.map((one) => eventsOf(one, lately.get(one.service))),
  };
}

function eventsOf({ service, lastSuccess, lastFailure }: LastAsked, lately: ServiceSum | undefined): ServiceEvents {
  return {
    service,
    serviceType: 'REST',
    ...(lastSuccess ? { lastSuccessfulRequestTimestamp: lastSuccess.getTime() } : {}),
    ...(lastFailure ? { lastUnsuccessfulRequestTimestamp: lastFailure.getTime() } : {}),
    lastPeriodStatistics: {
      successfulRequestCount: lately?.succeeded ?? 0,
      unsuccessfulRequestCount: lately?.failed ?? 0,
      ...(lately
        ? {
            ...figures(lately.duration, ['requestMin', 'requestAverage', 'requestMax', 'request'], 'Duration'),
            ...figures(lately.requestSize, ['requestMin', 'requestAverage', 'requestMax', 'request'], 'Size'),
            ...figures(lately.responseSize, ['responseMin', 'responseAverage', 'responseMax', 'response'], 'Size'),
          }
        : {}),
    },
  };
}

function figures(
  spread: Spread,
  [least, mean, most, deviation]: readonly [string, string, string, string],
  of: 'Duration' | 'Size',
): Readonly<Record<string, number>> {
  if (spread.count === 0) return {};
  return {
    [`${least}${of}`]: Math.round(spread.least),
    [`${mean}${of}`]: rounded(meanOf(spread)),
    [`${most}${of}`]: Math.round(spread.most),
    [`${deviation}${of}StdDev`]: rounded(deviationOf(spread)),
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
