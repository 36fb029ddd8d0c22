import type { Context } from '../../../kernel/context.ts';
import type { Envelope } from '../envelope.ts';
import { needless } from '../requests/once-only.ts';
import { type IntakeError, intakeError } from './finding.ts';
import type { Intake } from './read.ts';

/** What a service of a file asks its applicants for although the state has it (OO-1, OO-2), at its cell. */
export async function asksForHeld(ctx: Context, intake: Intake, entry: Envelope): Promise<readonly IntakeError[]> {
  return (await needless(ctx, entry)).map(({ asked, by, title }) =>
    intakeError(intake.place(entry, 'spec.asks'), by === 'register' ? 'held' : 'given', {
      value: asked,
      wanted: title,
    }),
  );
}
