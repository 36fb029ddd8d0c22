import type { Context } from '../../../kernel/context.ts';
import { removedEvidence } from '../actions/evidence.ts';
import type { LoadedCase } from '../actions/loading.ts';
import type { DeskCaseView } from '../desk-views.ts';
import { fieldOf } from '../rules/answers.ts';

/** Files that the applicant removed after officials had them, each under what it was asked for; absent where none was. */
export async function removedView(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<Pick<DeskCaseView, 'removed'>> {
  const removed = (await removedEvidence(ctx, row.id)).filter(({ field }) => !service.keptFrom?.has(field));
  if (removed.length === 0) return {};
  return {
    removed: removed.map(({ field, ...file }) => {
      const question = fieldOf(service, field)?.label;
      return { ...file, ...(question ? { question } : {}) };
    }),
  };
}
