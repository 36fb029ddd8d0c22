import type { Path } from '../../../kernel/definition.ts';
import type { Scenario } from './scenarios.ts';
import type { Track } from './simulation.ts';

/** Where a scenario came out otherwise than told. */
export interface Difference {
  readonly path: Path;
  readonly expected: string;
  readonly actual: string;
}

/** Compares what a scenario promises with what came of it. What it does not mention it does not promise. */
export function differences({ steps, result }: Scenario, track: Track): Difference[] {
  const found: Difference[] = track.surprises.map(({ step, why }) => ({
    path: ['steps', step],
    expected: steps[step]?.refused
      ? 'refused'
      : (steps[step]?.act ?? steps[step]?.agrees ?? steps[step]?.declines ?? ''),
    actual: why,
  }));
  const compare = (key: string, expected: unknown, actual: unknown): void => {
    if (expected === undefined || written(expected) === written(actual)) return;
    found.push({ path: ['result', key], expected: written(expected), actual: written(actual) });
  };
  compare('state', result.state, track.state);
  compare('table', result.table, track.table ?? 'none');
  compare('rule', result.rule, track.rule ?? 'none');
  compare('values', result.values, valuesAs(result.values, track));
  compare('proposed', result.proposed, track.proposed ?? 'none');
  compare('opinions', result.opinions, opinionsAs(track));
  compare('tableReasons', result.tableReasons, track.tableReasons);
  compare('outcome', result.outcome, track.outcome ?? 'none');
  compare('reasons', result.reasons, track.reasons);
  compare('entry', result.entry, track.entry ?? 'none');
  compare('document', result.document, documentAs(result.document, track));
  compare('quota', result.quota, track.quota ?? 'none');
  compare('notifications', result.notifications, track.notifications);
  compare('fee', result.fee, track.fee.said ?? 'none');
  compare('flags', result.flags?.toSorted(), track.flags.toSorted());
  compare('daysLeft', result.daysLeft, track.daysLeft ?? 'none');
  return found;
}

const opinionsAs = ({ opinions }: Track): unknown =>
  Object.fromEntries(Object.entries(opinions.known).flatMap(([name, one]) => (one ? [[name, one.answer]] : [])));

/** The fields that the scenario speaks of. */
const valuesAs = (expected: Scenario['result']['values'], { values }: Track): unknown =>
  Object.fromEntries(Object.keys(expected ?? {}).map((name) => [name, values[name] ?? null]));

/** The document as far as the scenario speaks of it. */
function documentAs(expected: Scenario['result']['document'], { document }: Track): unknown {
  if (!document) return 'none';
  if (expected === undefined || expected === 'none') return document;
  return Object.fromEntries(Object.keys(expected).map((key) => [key, document[key as keyof typeof document]]));
}

/** The same value is written the same way, whatever the order of its keys. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}: ${written(item)}`).join(', ')}}`;
}
