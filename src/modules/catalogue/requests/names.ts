import { nearest } from '../../../feel/index.ts';
import type { Context } from '../../../kernel/context.ts';
import { fold } from '../../../language/index.ts';
import { type EntryKind, kindNames } from '../kinds.ts';
import { searchWords } from '../search.ts';
import { findEntries, findNamed, findOwners, type NamedEntry } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import type { DraftScope, Found } from './draft.ts';
import { askedOf, furtherOf } from './questions.ts';
import type { RequestRow } from './store.ts';
import { mostNamed } from './ties.ts';
import { linesOf } from './typed.ts';

/** Most names for which something like it is looked up: each is a search of its own. */
const mostSuggested = 5;

/** Looks up, all at once, what the answers of a draft name and what its base is tied to. */
export async function namesIn(
  ctx: Context,
  { kind, draft: { answers, base } }: Pick<RequestRow, 'kind' | 'draft'>,
  { suggests }: { readonly suggests: boolean },
): Promise<Pick<DraftScope, 'find' | 'ownerOf'>> {
  const lines = [...askedOf(kind, true), ...furtherOf(kind)].flatMap(({ name, ties }) =>
    ties ? linesOf(answers[name] ?? '').slice(0, mostNamed) : [],
  );
  const names = [...new Set(lines)];
  const named = await findNamed(ctx.db, [...names, ...names.flatMap((name) => refIn(name)?.code ?? [])]);
  const unknown = suggests ? names.filter((name) => bearers(name, kindNames, named).length === 0) : [];
  const near = await suggestions(ctx, unknown);
  const tied = base?.relations.map(({ to }) => to) ?? [];
  const owners = new Map(
    (await findOwners(ctx.db, [...tied, ...named])).map((one) => [`${one.kind}/${one.code}`, one.institution]),
  );
  return {
    find: (typed, kinds): Found => ({ entries: bearers(typed, kinds, named), nearest: near.get(typed) }),
    ownerOf: (ref) => owners.get(`${ref.kind}/${ref.code}`),
  };
}

/** Code of the entry of an institution that bears this code or, alone among them, this title. */
export async function ownNamed(
  ctx: Context,
  { kind, name, institution }: { readonly kind: EntryKind; readonly name: string; readonly institution: string },
): Promise<string | undefined> {
  const named = bearers(name, [kind], await findNamed(ctx.db, [name]));
  const own = (await findOwners(ctx.db, named)).filter((one) => one.institution === institution);
  return own.length === 1 ? own[0]?.code : undefined;
}

/** `kind/code`, as whoever means one of several writes it. */
function refIn(typed: string): EntryRef | undefined {
  const [of = '', code = ''] = typed.split('/');
  const kind = kindNames.find((one) => one === of);
  return kind && code !== '' ? { kind, code } : undefined;
}

const lowered = (text: string) => text.toLocaleLowerCase('az');

/** Those of some kinds that bear a name: as `kind/code`, else by the code, else by the title. */
function bearers(typed: string, kinds: readonly EntryKind[], named: readonly NamedEntry[]): readonly NamedEntry[] {
  const among = named.filter(({ kind }) => kinds.includes(kind));
  const ref = refIn(typed);
  const exact = among.filter(({ kind, code }) => kind === ref?.kind && code === ref.code);
  if (exact.length > 0) return exact;
  const byCode = among.filter(({ code }) => code === typed);
  return byCode.length > 0 ? byCode : among.filter(({ title }) => lowered(title.az) === lowered(typed));
}

/** For each name that nothing bears, the title most like it among those with its longest word. */
async function suggestions(ctx: Context, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const near = new Map<string, string>();
  for (const name of names.slice(0, mostSuggested)) {
    const [longest] = searchWords(name).sort((a, b) => b.length - a.length);
    if (longest === undefined) continue;
    const entries = await findEntries(
      ctx.db,
      { query: `'${longest.slice(0, Math.max(3, longest.length - 2))}':*` },
      { lang: 'az', limit: 50, offset: 0, total: 50 },
    );
    const titles = new Map(entries.map(({ title }) => [fold(title.az), title.az]));
    const best = nearest(fold(name), titles.keys());
    const title = best === undefined ? entries[0]?.title.az : titles.get(best);
    if (title !== undefined) near.set(name, title);
  }
  return near;
}
