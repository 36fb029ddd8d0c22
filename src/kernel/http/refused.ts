import { countAttempt, origin } from '../attempt.ts';
import { auditRefusal } from '../audit.ts';
import { Refusal } from '../refusal.ts';
import type { Request } from './route.ts';

/** Anybody can be refused; the audit is not anybody's to fill. */
const ofVisitors = { limit: 20, minutes: 10 };

/**
 * Notes a refusal at a door, with what stood in its address; of visitors who are not signed in only so many from one
 * address.
 */
export async function noteRefusal(request: Request, door: string, code: string): Promise<void> {
  const { limit, minutes } = ofVisitors;
  try {
    if (request.actor.kind === 'anonymous')
      await countAttempt(request, `refused ${origin(request.ip)}`, limit, minutes);
  } catch (error) {
    if (error instanceof Refusal) return;
    throw error;
  }
  await auditRefusal(request, door, code, subjectOf(request.params));
}

/** The id in the address, where it is one: ids tell nothing of a person. */
function subjectOf(params: unknown): string | null {
  const { id } = (params ?? {}) as { id?: unknown };
  return typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? id : null;
}
