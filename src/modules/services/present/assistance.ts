import type { Context } from '../../../kernel/context.ts';
import { findAssistance } from '../assistance-store.ts';
import type { CaseRow } from '../entities.ts';
import type { AssistanceView } from '../views.ts';
import type { Guide } from './guide.ts';

/** How a case was entered at a service centre; undefined of one from the portal. */
export async function assistanceView(
  ctx: Context,
  guide: Guide,
  { id, channel }: CaseRow,
): Promise<AssistanceView | undefined> {
  const found = channel === 'centre' ? await findAssistance(ctx.db, id) : undefined;
  if (!found) return undefined;
  const { centre, consent, paper } = found;
  return { centre: guide.institution(centre).name, consent, ...(paper === null ? {} : { paper }) };
}
