import type { Context } from '../../../kernel/context.ts';
import type { JournalEntry } from '../../process/index.ts';
import type { LoadedCase } from '../actions/loading.ts';
import { listAmendments } from '../amendment-store.ts';
import type { CorrectingView } from '../amendment-views.ts';
import { asksAmendment, correctionStage } from '../definition/amending.ts';
import { amendmentView, noteAt } from './amending.ts';
import type { Guide } from './guide.ts';

/** For the applicant: the correction that is under way, what they asked for and what is to change. */
export async function correctingView(
  ctx: Context,
  guide: Guide,
  { row, of, service }: LoadedCase,
  entries: readonly JournalEntry[],
): Promise<{ correcting?: CorrectingView }> {
  const stage = correctionStage(service, of.state);
  if (!stage) return {};
  const last = stage === 'asked' ? undefined : (await listAmendments(ctx.db, row.id)).at(-1);
  const proposed = last && amendmentView(service, guide, last, undefined);
  const asked = askedFor(service, entries);
  return {
    correcting: { stage, ...(asked === undefined ? {} : { asked }), ...(proposed ? { proposed } : {}) },
  };
}

/** Their words, where nothing but a proposal came between. */
function askedFor(service: LoadedCase['service'], entries: readonly JournalEntry[]): string | undefined {
  const entry = entries.findLast(({ action }) => asksAmendment(service, action));
  const ended = entries.some(({ action, seq }) => seq > (entry?.seq ?? 0) && leavesIt(service, action));
  return entry && !ended ? noteAt(entries, entry.seq) : undefined;
}

/** By the action nothing of a correction is under way any more. */
const leavesIt = ({ process }: LoadedCase['service'], action: string): boolean => {
  const to = process.actions.find(({ name }) => name === action)?.to;
  return to !== undefined && process.states.some(({ name, end }) => name === to && end);
};
