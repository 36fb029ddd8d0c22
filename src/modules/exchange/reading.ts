import type { Role } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import type { SubjectRef } from './fact.ts';
import { LookUpLog, type LoggedTerms } from './log.ts';

/**
 * Writes into the subject's log that an official has opened their case, which holds what registers said of them. Their
 * office stands where a look-up names its concepts. Checks no access: that is the caller's.
 */
export async function logCaseReading(
  ctx: Context,
  {
    subject,
    office,
    ...terms
  }: Omit<LoggedTerms, 'consumer'> & {
    subject: SubjectRef;
    /** In which office, as an expert who reviews it (then nothing tells the subject who), or as the subject's guardian. */
    office: { readonly institution: string; readonly role: Role | 'reviewer' | 'guardian' };
  },
): Promise<void> {
  const log = new LookUpLog('case', { ...terms, consumer: office.institution });
  log.note(subject, office.role, 'granted');
  await log.commit(ctx);
}
