import type { Json } from '../../../kernel/job.ts';
import { amendableIn, rightValue, turnsDecision, withAmendments } from '../rules/amending.ts';
import { type Delivery, documentOf, entryOf, numberAnew } from '../rules/delivery.ts';
import type { JudgedRequirement, TableVerdict } from '../rules/judging.ts';
import type { CaseData, KnownFact } from '../rules/values.ts';
import type { CompiledService } from './compiled.ts';
import type { Track } from './simulation.ts';

/** What a played case knows, and how the slip is right that an official comes to correct in it. */
interface Played {
  readonly service: CompiledService;
  readonly facts: Record<string, KnownFact>;
  readonly answers: Record<string, Json>;
  readonly correction: Readonly<Record<string, Json>>;
}

type Known = Pick<Played, 'facts' | 'answers'>;

interface Judged {
  readonly data: CaseData;
  readonly requirements: readonly JudgedRequirement[];
  readonly verdict: TableVerdict;
}

/** Why the correction that the scenario names cannot be proposed; undefined where it can. */
export function amendmentFault(played: Played, judge: (known: Known) => Judged): string | undefined {
  const before = judge(played);
  const [[name, given] = []] = Object.entries(played.correction);
  const field = amendableIn(played.service, before.data).find((one) => one.name === name);
  if (given === undefined || !field) return `correction: ${name ?? 'none'}`;
  const right = rightValue(field, given);
  if ('error' in right || right.value === field.value) return `correction: ${name}`;
  return turnsDecision(before, judge(amended(played))) ? `correction: ${name}` : undefined;
}

/** What is known once the slip is corrected. */
export function amended({ service, facts, answers, correction }: Played): Known {
  const made = Object.entries(correction).map(([field, value]) => ({ field, value }));
  return withAmendments(service, { facts, answers }, made) as Known;
}

/** The entry is put right, and the document issued anew under a number of its own, with a line that says so. */
export function amendIssued(service: CompiledService, track: Track, data: CaseData, delivery: Delivery): void {
  if (track.entry) track.entry = entryOf(service, data, delivery);
  const made = documentOf(service, data, delivery);
  if (!made || !track.document) return;
  track.issued += 1;
  track.document = { number: numberAnew(made.number, track.issued), lines: made.lines.length + 1 };
}
