import { limits } from './tally.ts';
import type { Counted, Watch } from './watch.ts';

/*
 * Metrics in Prometheus's text format 0.0.4: they count from the start of the process, and whoever collects them takes
 * differences. Durations are told by side and service only; with the clients there would be too many series.
 */

/** What a gateway tells beside its exchanges; undefined where it does not know. */
export interface State {
  readonly configurationExpires: Date | undefined;
  readonly certificateExpires: Date | undefined;
  /** Lines of whose data went out that the centre does not have yet, counted up to 100,000. */
  readonly undelivered: number | undefined;
}

type Labels = Readonly<Record<string, string>>;

const escaped = (value: string): string => value.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

const family = (name: string, type: 'counter' | 'gauge' | 'histogram', help: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

export function metricsText(watch: Watch, { configurationExpires, certificateExpires, undelivered }: State): string {
  const counted = [...watch.totals()];
  const moment = (date: Date | undefined) => (date ? [date.getTime() / 1000] : []);
  const gauge = (name: string, help: string, values: readonly number[]) =>
    family(
      name,
      'gauge',
      help,
      values.map((value) => line(name, {}, value)),
    );
  const lines = [
    ...family(
      'vahid_exchange_requests_total',
      'counter',
      'Exchanges that ended, by outcome.',
      counted.flatMap(outcomes),
    ),
    ...family('vahid_exchange_duration_seconds', 'histogram', 'From a request to its answer.', durations(counted)),
    ...gauge('vahid_exchange_under_way', 'Exchanges that have not ended.', [watch.underWay()]),
    ...gauge(
      'vahid_exchange_configuration_expiry_timestamp_seconds',
      'When the configuration of the exchange ends.',
      moment(configurationExpires),
    ),
    ...gauge(
      'vahid_exchange_certificate_expiry_timestamp_seconds',
      'When the certificate of this gateway ends.',
      moment(certificateExpires),
    ),
    ...gauge(
      'vahid_exchange_disclosures_undelivered',
      'Lines of whose data went out that the centre does not have yet, up to 100000.',
      undelivered === undefined ? [] : [undelivered],
    ),
    ...gauge('process_resident_memory_bytes', 'Resident memory.', [process.memoryUsage.rss()]),
    ...family('process_cpu_seconds_total', 'counter', 'Processor time.', [
      line('process_cpu_seconds_total', {}, cpu()),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function outcomes({ side, client, service, tally }: Counted): readonly string[] {
  const labels = { side, client, service };
  const of = (outcome: string, code: string, value: number) =>
    line('vahid_exchange_requests_total', { ...labels, outcome, code }, value);
  const failures = Object.entries(tally.faults).map(([code, value]) => of('failed', code, value));
  return tally.succeeded > 0 ? [of('succeeded', '', tally.succeeded), ...failures] : failures;
}

function durations(counted: readonly Counted[]): readonly string[] {
  const name = 'vahid_exchange_duration_seconds';
  const groups = Map.groupBy(counted, ({ side, service }) => `${side} ${service}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const labels = { side: first.side, service: first.service };
    const sum = (of: (one: Counted) => number) => group.reduce((all, one) => all + of(one), 0);
    let below = 0;
    const classes = [...limits, Number.POSITIVE_INFINITY].map((limit, place) => {
      below += sum(({ tally }) => tally.classes[place] ?? 0);
      const le = Number.isFinite(limit) ? String(limit / 1000) : '+Inf';
      return line(`${name}_bucket`, { ...labels, le }, below);
    });
    const seconds = sum(({ tally }) => tally.duration.sum) / 1000;
    return [...classes, line(`${name}_sum`, labels, seconds), line(`${name}_count`, labels, below)];
  });
}
