import { type Answer, redirect } from '../../../kernel/http/route.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { notOpenNow } from '../refusals.ts';

/**
 * Runs an action and gives back its refusal of what was typed (422), or with 409 among `statuses` also of what has
 * changed meanwhile, so that the form can show it with what was typed. Every other failure goes on to the server.
 */
export async function refusedBy(
  action: () => Promise<unknown>,
  statuses: readonly number[] = [422],
): Promise<Refusal | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal && statuses.includes(error.status)) return error;
    throw error;
  }
}

/** A page of answers, for as long as they may be changed; after that, as on the way back from sending, the case. */
export async function whileOpen(id: string, draw: () => Promise<Answer>): Promise<Answer> {
  try {
    return await draw();
  } catch (error) {
    if (error instanceof Refusal && error.code === notOpenNow.code) return redirect(`/muracietler/${id}`);
    throw error;
  }
}
