import { nearest } from '../../../feel/index.ts';
import type { Context } from '../../../kernel/context.ts';
import { fold, type Text } from '../../../language/index.ts';
import { concept as conceptOf, dictionary, primaryOf } from '../definition/reference.ts';
import type { Envelope } from '../envelope.ts';
import type { EntryKind, EntryState } from '../kinds.ts';
import { searchWords } from '../search.ts';
import { findEntries, findEntry } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import { type Draft, type DraftProblem, type DraftScope, type ReadDraft, readDraft } from './draft.ts';
import type { RequestType } from './entities.ts';
import { findNamed, type NamedEntry, otherPrimary, type RequestRow } from './store.ts';

/** What an entry's state is once the request is approved. */
export const stateAfter: Readonly<Record<RequestType, EntryState>> = {
  establish: 'being_established',
  take_into_use: 'in_use',
  change: 'in_use',
  finish: 'finished',
};

// Answers that name entries, and of which kinds: what is used is a system, a register or an API.
const targets = {
  exchange: ['register', 'api', 'system', 'service'],
  local: ['system', 'register', 'api'],
  holds: ['register'],
  provider: ['system'],
  replacedBy: ['service'],
} as const satisfies Partial<Record<keyof Draft['answers'], readonly EntryKind[]>>;

/** Reads a request's draft against the register as it stands, with the rules of once only. */
export async function readRequest(
  ctx: Context,
  row: Pick<RequestRow, 'type' | 'kind' | 'code' | 'institution' | 'draft'>,
): Promise<ReadDraft> {
  const typed = Object.keys(targets).flatMap((name) =>
    (row.draft.answers[name as keyof typeof targets] ?? '').split('\n').map((line) => line.trim()),
  );
  const names = [...new Set(typed.filter((line) => line !== ''))];
  const named = await findNamed(ctx.db, names);
  const near = await suggestions(ctx, names, named);
  const read = readDraft(row.draft, {
    kind: row.kind,
    code: row.code,
    institution: row.institution,
    state: stateOf(row),
    find: (name) => found(name, named, near),
    concepts: Object.keys(dictionary(ctx.vahid.releases).concepts),
  } satisfies DraftScope);
  if (!read.envelope) return read;
  const problems = await onceOnly(ctx, read.envelope);
  return problems.length === 0 ? read : { problems };
}

/** A change leaves an entry that is only being established in that state. */
function stateOf({ type, draft }: Pick<RequestRow, 'type' | 'draft'>): EntryState {
  return type === 'change' && draft.base ? draft.base.state : stateAfter[type];
}

const lowered = (text: string) => text.toLocaleLowerCase('az');

function found(name: string, named: readonly NamedEntry[], near: ReadonlyMap<string, string>) {
  const one = named.find(({ code }) => code === name) ?? named.find(({ title }) => lowered(title.az) === lowered(name));
  if (one) return { ref: { kind: one.kind, code: one.code } };
  const nearest = near.get(name);
  return nearest === undefined ? {} : { nearest };
}

/** For each name that nothing bears, the title most like it among those with its longest word. */
async function suggestions(
  ctx: Context,
  names: readonly string[],
  named: readonly NamedEntry[],
): Promise<ReadonlyMap<string, string>> {
  const near = new Map<string, string>();
  for (const name of names) {
    if (found(name, named, near).ref) continue;
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

/**
 * The rules that an entry itself can break: a concept has one primary source (OO-3), and a register with personal data
 * rests on an act (OO-4).
 */
async function onceOnly(ctx: Context, envelope: Envelope): Promise<readonly DraftProblem[]> {
  const problems: DraftProblem[] = [];
  const objects = 'objects' in envelope.spec ? (envelope.spec.objects ?? []) : [];
  for (const { concept, primary } of objects.flatMap(({ fields }) => fields)) {
    if (!primary || concept === undefined) continue;
    const other = await primaryElsewhere(ctx, concept, envelope);
    if (other) problems.push({ name: 'objects', text: secondPrimary(concept, other) });
  }
  const personal = objects.some(({ fields }) => fields.some(({ class: dataClass }) => dataClass !== 'open'));
  if (personal && envelope.acts.length === 0) problems.push({ name: 'acts', text: needsAct });
  return problems;
}

/** Title of a register, other than this one, that provides a concept, was decided to be its source, or says so in the register. */
export async function primaryElsewhere(ctx: Context, concept: string, ref: EntryRef): Promise<Text | undefined> {
  const { releases } = ctx.vahid;
  const defined = primaryOf(releases, concept);
  if (defined && defined.register !== ref.code) return defined.title;
  const decided = conceptOf(releases, concept)?.primary;
  if (decided !== undefined && decided !== ref.code) {
    return (await findEntry(ctx.db, 'register', decided))?.title ?? { az: decided, en: decided, ru: decided };
  }
  return (await otherPrimary(ctx.db, concept, ref))?.title;
}

const secondPrimary = (concept: string, { az, en, ru }: Text): Text => ({
  az: `“${concept}” anlayışının ilkin mənbəyi artıq var: ${az}. “ilkin” sözünü silin və onu həmin mənbədən EHİS ilə alın.`,
  en: `The concept “${concept}” has a primary source already: ${en}. Remove “primary” and read it from there through EHİS.`,
  ru: `У понятия «${concept}» уже есть первичный источник: ${ru}. Уберите «первичный» и получайте его оттуда через EHİS.`,
});
const needsAct: Text = {
  az: 'Fərdi məlumat saxlayan ehtiyat akta əsaslanmalıdır. Aktı yazın.',
  en: 'A resource that keeps personal data must rest on an act. Name it.',
  ru: 'Ресурс с персональными данными должен опираться на акт. Укажите его.',
};
