import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { act, type AvailableAction } from '../../process/index.ts';
import { asksAmendment } from '../definition/amending.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { guardInput } from '../rules/judging.ts';
import type { OwnStepView } from '../views.ts';
import { keyOf, tookPlace } from './acting.ts';
import { judge } from './deciding.ts';
import { loadCase } from './loading.ts';

/** The applicant's actions that have doors of their own. */
const knownSteps: ReadonlySet<string> = new Set(['submit', 'answer', 'withdraw', 'discard', 'appeal']);

/** What else a service lets its applicant do now: hand in a report, end what was given. */
export function ownSteps(service: CompiledService, possible: readonly AvailableAction[]): readonly OwnStepView[] {
  return possible
    .filter(({ action, blocked }) => !knownSteps.has(action) && !blocked)
    .map(({ action, title, note, grave }) => ({
      action,
      title,
      note,
      grave,
      asksAmendment: asksAmendment(service, action),
    }));
}

/**
 * A step of the service's own, taken by the applicant; sent again with the same key it does nothing.
 * @throws notFound for an action that is none of the applicant's own, and the refusals of process
 */
export async function takeOwnStep(
  ctx: Context,
  { id, action, note, key }: { id: string; action: string; note: string; key: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { row, of, service } = await loadCase(inner, id, 'services.takeOwnStep', true);
    const found = service.process.actions.find(({ name }) => name === action);
    if (found?.actor !== 'applicant' || knownSteps.has(action)) throw notFound();
    const { requirements, data } = await judge(inner, service, row);
    const step = {
      instance: id,
      action,
      note,
      guardInput: guardInput(service, requirements, data),
      key: keyOf(action, key),
    };
    if (!tookPlace(await act(inner, step), of)) return;
    await audit(inner, 'services.takeOwnStep', id);
  });
}
