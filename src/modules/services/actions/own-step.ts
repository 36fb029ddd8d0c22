import { countAttempt } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound, refusedBy } from '../../../kernel/refusal.ts';
import { act, type AvailableAction } from '../../process/index.ts';
import { correctionAskedOften } from '../amendment-refusals.ts';
import { asksAmendment } from '../definition/amending.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { CaseRow } from '../entities.ts';
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

const dayMinutes = 24 * 60;
/** Each is looked at by officials, and answered: how often a day one asks, of one document and of all. */
const asksADay = { one: 3, all: 10 };

/** @throws correctionAskedOften */
async function countAsking(ctx: Context, { id, person, organisation }: CaseRow): Promise<void> {
  const { one, all } = asksADay;
  const often = await refusedBy(async () => {
    await countAttempt(ctx, `ask correction ${id}`, one, dayMinutes);
    await countAttempt(ctx, `ask correction of ${organisation ?? person}`, all, dayMinutes);
  }, [429]);
  if (often) throw correctionAskedOften({ one, all });
}

/**
 * A step of the service's own, taken by the applicant; sent again with the same key it does nothing.
 * @throws notFound for an action that is none of the applicant's own, correctionAskedOften, and the refusals of process
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
    if (asksAmendment(service, action)) await countAsking(inner, row);
    await audit(inner, 'services.takeOwnStep', id);
  });
}
