import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { listedActs } from '../act.ts';
import { dictionary, lifeEvents } from '../definition/reference.ts';
import { findStanding } from '../intake/store.ts';
import type { EntryState } from '../kinds.ts';
import { ownerToday } from '../succession/succession.ts';
import { type ReadDraft, readDraft } from './draft.ts';
import type { RequestType } from './entities.ts';
import { namesIn } from './names.ts';
import { onceOnly } from './once-only.ts';
import type { RequestRow } from './store.ts';

/** What an entry's state is once the request is approved. */
export const stateAfter: Readonly<Record<RequestType, EntryState>> = {
  establish: 'being_established',
  take_into_use: 'in_use',
  change: 'in_use',
  finish: 'finished',
};

/**
 * Reads a request's draft against the register as it stands, with the rules of once only. `suggests`: looks for names like
 * those that are not there, which costs a search each; never within an action.
 */
export async function readRequest(
  ctx: Context,
  row: Pick<RequestRow, 'type' | 'kind' | 'code' | 'institution' | 'draft'>,
  { suggests = false } = {},
): Promise<ReadDraft> {
  const { releases } = ctx.vahid;
  const { type, kind, code } = row;
  const [standing] = await findStanding(ctx.db, [{ kind, code }]);
  const { concepts, relations } = dictionary(releases);
  const read = readDraft(row.draft, {
    kind,
    code,
    institution: ownerToday(await institutionsByCode(ctx), row, bakuDate(ctx.vahid.now())),
    // A change leaves an entry that is only being established in that state.
    state: type === 'change' && standing ? standing.envelope.state : stateAfter[type],
    standing: standing?.envelope,
    ...(await namesIn(ctx, row, { suggests })),
    concepts: [...Object.keys(concepts), ...Object.keys(relations)],
    acts: listedActs(releases),
    lifeEvents: lifeEvents(releases),
  });
  const { envelope, ...rest } = read;
  if (!envelope) return read;
  const problems = await onceOnly(ctx, envelope);
  return problems.length === 0 ? read : { ...rest, problems };
}
