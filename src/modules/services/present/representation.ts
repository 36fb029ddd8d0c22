import type { Context } from '../../../kernel/context.ts';
import { bakuDate, fold } from '../../../language/index.ts';
import type { JournalEntry } from '../../process/index.ts';
import type { LoadedCase } from '../actions/loading.ts';
import { takesRepresentatives } from '../definition/guardians.ts';
import type { FactRow } from '../entities.ts';
import { bases, type RepresentationRow } from '../representation-entities.ts';
import { findRepresentation } from '../representation-store.ts';
import { nameIn } from '../rules/name-field.ts';
import type { RepresentationView } from '../views.ts';

interface Known {
  readonly facts: readonly Pick<FactRow, 'field' | 'value'>[];
  readonly entries: readonly JournalEntry[];
}

/** Who conducts a case for the person whose it is, as far as is known here; undefined where nobody does. */
export async function representationView(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  { facts, entries }: Known,
): Promise<RepresentationView | undefined> {
  if (!takesRepresentatives(service)) return undefined;
  const found = await findRepresentation(ctx.db, row.id);
  if (!found) return undefined;
  const { basis, until_day: until } = found;
  const name = conductorName(ctx, found, entries, applicantName(service, facts));
  return {
    basis: bases[basis],
    ...(name === undefined ? {} : { name }),
    ended: until !== null && bakuDate(ctx.vahid.now()) >= until,
  };
}

/** For whom the actor conducts it, by the name that the register gave; nothing where it is the actor's own, or not known. */
export function wardConducted(
  { actor }: Pick<Context, 'actor'>,
  { service, assists }: Pick<LoadedCase, 'service' | 'assists'>,
  facts: Known['facts'],
): { ward?: string } {
  const name = actor.hands === undefined || assists ? '' : applicantName(service, facts);
  return name === '' ? {} : { ward: name };
}

/** Nothing where it was not received. */
export function applicantName(service: LoadedCase['service'], facts: Known['facts']): string {
  return nameIn(service, facts) ?? '';
}

/**
 * The reader, or else who took the last step for the applicant. That may have been the applicant; and of a case that was
 * taken over, the one before.
 */
function conductorName(
  { actor }: Context,
  { guardian, earlier }: RepresentationRow,
  entries: readonly JournalEntry[],
  applicant: string,
): string | undefined {
  if (actor.hands === guardian) return actor.name;
  if (earlier.length > 0) return undefined;
  const last = entries.findLast(({ actedAs }) => actedAs === 'applicant')?.actorName;
  const parts = new Set(fold(applicant).split(' '));
  if (last?.state !== 'kept' || applicant === '') return undefined;
  return fold(last.value)
    .split(' ')
    .every((part) => parts.has(part))
    ? undefined
    : last.value;
}
