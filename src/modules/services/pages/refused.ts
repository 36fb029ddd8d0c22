import { Refusal } from '../../../kernel/refusal.ts';

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
