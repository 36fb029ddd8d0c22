import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { findStanding } from '../intake/store.ts';
import { onceOnly } from '../requests/once-only.ts';
import { answersFor, type Cause, type Known } from './rules.ts';
import { listEndedExceptions } from './store.ts';

/** Services that go on asking for what a register holds although the exception that let them has ended. */
export async function judgeExceptions(ctx: Context, known: Known): Promise<readonly Cause[]> {
  const causes: Cause[] = [];
  for (const { kind, code, institution, concept, endedOn } of await listEndedExceptions(ctx.db, bakuDate(known.now))) {
    const [standing] = await findStanding(ctx.db, [{ kind, code }]);
    const broken = standing ? await onceOnly(ctx, standing.envelope) : [];
    if (!broken.some(({ name }) => name === 'asks')) continue;
    causes.push({
      rule: 'exception_over',
      kind,
      code,
      detail: concept,
      institution: answersFor(institution, known),
      details: { last: endedOn },
    });
  }
  return causes;
}
