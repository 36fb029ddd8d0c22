import { type CompiledAction, earlierEyes } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';

/** A step that was taken, and what was written with it. */
export interface NotedStep {
  readonly action: string;
  readonly note?: string | undefined;
}

/** Does the document say why it was so decided? */
export const tellsWhy = ({ document }: Pick<CompiledService, 'document'>): boolean =>
  document?.lines.some((line) => 'note' in line) ?? false;

/**
 * Why it was so decided, of the steps up to the one that decided, which is the last: what was written with it, else with
 * the last of those that it confirms.
 */
export function decisionNote(actions: readonly CompiledAction[], steps: readonly NotedStep[]): string | undefined {
  const decided = steps.at(-1);
  if (decided?.note) return decided.note;
  const action = actions.find(({ name }) => name === decided?.action);
  const earlier = action ? earlierEyes(action) : [];
  return steps.findLast((step) => earlier.includes(step.action) && step.note)?.note;
}
