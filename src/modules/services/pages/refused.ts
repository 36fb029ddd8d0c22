import { type Answer, redirect } from '../../../kernel/http/route.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { notOpenNow } from '../refusals.ts';

/** A page of answers, for as long as they may be changed; after that, as on the way back from sending, the case. */
export async function whileOpen(id: string, draw: () => Promise<Answer>): Promise<Answer> {
  try {
    return await draw();
  } catch (error) {
    if (error instanceof Refusal && error.code === notOpenNow.code) return redirect(`/muracietler/${id}`);
    throw error;
  }
}
