import { permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { InvalidInput, signInNeeded } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { refuseInterested } from '../../process/index.ts';
import * as notes from '../note-store.ts';
import { noteEmpty, noteTooLong, workedElsewhere } from '../refusals.ts';
import type { NoteView } from '../desk-views.ts';
import { type LoadedCase, loadSubmitted, subjectOf } from './loading.ts';

const longestNote = 2000;
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * An official of the deciding institution notes something on a case for colleagues. It is never changed, and sent again
 * with the same key (an id) it stands once. @throws noteEmpty, noteTooLong, ownCase
 */
export async function addNote(ctx: Context, input: { id: string; words: string; key: string }): Promise<void> {
  const { row, of, service } = await loadSubmitted(ctx, input.id, 'services.addNote');
  const { person, name } = ctx.actor;
  if (person === undefined) throw signInNeeded();
  if (service.backOffice) throw workedElsewhere();
  // Before the transaction: the register of companies may take its time.
  await refuseInterested(ctx, of);
  await inTransaction(ctx, async (inner) => {
    if (!anId.test(input.key)) throw new InvalidInput([{ path: 'key', message: 'must be an id' }]);
    const words = plainText(input.words);
    if (words === '') throw noteEmpty();
    if (words.length > longestNote) throw noteTooLong({ max: longestNote });
    const { institution } = await subjectOf(inner, row);
    const author = name === undefined ? null : name.slice(0, 200);
    const note = {
      id: input.key,
      instance: row.id,
      at: inner.vahid.now(),
      institution: institution ?? '',
      person,
      author,
    };
    if (!(await notes.insertNote(inner.db, { ...note, words }))) return;
    await audit(inner, 'services.addNote', row.id);
  });
}

/** Notes on a case; absent for who reads the case and holds no office where it is decided, as an auditor. */
export async function notesFor(
  ctx: Context,
  { row }: Pick<LoadedCase, 'row'>,
): Promise<readonly NoteView[] | undefined> {
  const lines = ctx.vahid.access['services.addNote'] ?? [];
  if (!permitted(lines, ctx.actor, await subjectOf(ctx, row))) return undefined;
  const found = await notes.listNotes(ctx.db, row.id);
  return found.map(({ at, author, words }) => ({ at, words, ...(author === null ? {} : { author }) }));
}
