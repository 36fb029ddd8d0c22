import type { Context } from '../../../kernel/context.ts';
import { InvalidInput } from '../../../kernel/refusal.ts';
import type { Place } from '../choices.ts';
import type { Envelope } from '../envelope.ts';
import type { EntryKind } from '../kinds.ts';
import type { RequestType } from '../requests/entities.ts';
import { stateAfter } from '../requests/scope.ts';
import { complete } from './complete.ts';
import { knownIn } from './enter.ts';
import { readIntake } from './read.ts';
import { findStanding } from './store.ts';

interface Asked {
  readonly type: RequestType;
  readonly kind: EntryKind;
  readonly code?: string | undefined;
  readonly institution: string;
}

/**
 * The entry that a program sends with its request, by the same reader as those of files; it has to be the one that the
 * request is about, in the state to which it leads. @throws InvalidInput
 */
export async function readEntry(
  ctx: Context,
  json: unknown,
  { type, kind, code, institution }: Asked,
): Promise<{ readonly base: Envelope; readonly place: Place | undefined }> {
  const { entries, errors, runsIn } = await readIntake({ json: { entries: [json] } }, await knownIn(ctx), {
    for: 'draft',
  });
  const [entry] = entries;
  const wrong = errors.map(({ cell, message, remedy }) => ({
    path: cell.replace('/entries/0', '/entry'),
    message: `${message.en} ${remedy.en}`,
  }));
  if (!entry || wrong.length > 0) throw new InvalidInput(wrong);
  const [standing] = await findStanding(ctx.db, [entry]);
  const before = standing?.envelope;
  const wanted = {
    kind,
    code: code ?? entry.code,
    institution,
    state: type === 'change' ? (before?.state ?? entry.state) : stateAfter[type],
  };
  const differing = (['kind', 'code', 'institution', 'state'] as const).filter((name) => entry[name] !== wanted[name]);
  if (differing.length > 0) {
    throw new InvalidInput(
      differing.map((name) => ({ path: `/entry/${name}`, message: `The request is about “${wanted[name]}”.` })),
    );
  }
  const place = runsIn(entry);
  if (before && place)
    throw new InvalidInput([{ path: '/entry/place', message: 'The catalogue has the entry already.' }]);
  return { base: complete(entry, before), place };
}
