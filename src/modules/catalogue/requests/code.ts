import type { Context } from '../../../kernel/context.ts';
import { fold } from '../../../language/index.ts';
import type { EntryKind } from '../kinds.ts';
import { findEntry } from '../store/entries.ts';
import type { NewRequest } from './actions.ts';
import * as refusals from './refusals.ts';
import { findOpenRequest, findRequest } from './store.ts';

const longest = 63;

/** A code from a title: Latin letters, digits and hyphens. */
function codeFrom(title: string): string {
  const words = fold(title.split('|')[0] ?? '').match(/[a-z0-9]+/g) ?? [];
  const code = words.join('-').slice(0, 50).replace(/-+$/, '');
  return /^[a-z]/.test(code) ? code : `q-${code}`.replace(/-+$/, '');
}

/**
 * A code for a new entry: made of its title, of the institution's code besides where another entry bears it, then with a
 * number. @throws needsName, and codeTaken or requestOpen where the
 * institution itself has an entry, or asks for one, of this title
 */
export async function freeCode(ctx: Context, { kind, title, base, institution }: NewRequest): Promise<string> {
  const named = title ?? base?.title.az ?? '';
  if (firstOf(named) === '') throw refusals.needsName();
  const plain = codeFrom(named);
  for (let number = 0; ; number += 1) {
    const ending = number === 0 ? '' : number === 1 ? `-${institution}` : `-${institution}-${number}`;
    const code = `${plain.slice(0, longest - ending.length).replace(/-+$/, '')}${ending}`;
    const holder = await holderOf(ctx, kind, code);
    if (!holder) return code;
    if (holder.institution !== institution || fold(holder.title) !== fold(firstOf(named))) continue;
    throw holder.isOpen ? refusals.requestOpen() : refusals.codeTaken({ code });
  }
}

/** Of `az | en | ru`. */
const firstOf = (title: string): string => (title.split('|')[0] ?? '').trim();

/** Who has an entry of this code, or asks for one. */
async function holderOf(ctx: Context, kind: EntryKind, code: string) {
  const entry = await findEntry(ctx.db, kind, code);
  if (entry) return { institution: entry.institution, title: entry.title.az, isOpen: false };
  const open = await findOpenRequest(ctx.db, { kind, code });
  const row = open === undefined ? undefined : await findRequest(ctx.db, open);
  if (!row) return undefined;
  return { institution: row.institution, title: firstOf(row.draft.answers.title ?? ''), isOpen: true };
}
