import type { Text } from '../../../language/index.ts';
import type { Envelope, EnvelopeRelation } from '../envelope.ts';
import { relationKinds } from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';
import type { DraftProblem, DraftScope } from './draft.ts';
import * as problem from './problems.ts';
import type { Question, QuestionName, Ties } from './questions.ts';
import { linesOf, type Say } from './typed.ts';

/** Most entries that one answer may name. */
export const mostNamed = 200;

/** What a line of an answer stands for. */
export interface ReadTie {
  readonly name: QuestionName;
  readonly typed: string;
  readonly to: EntryRef & { readonly title: Text };
}

/** Whether a relation is one of those that a question asks about. */
export const isAsked = ({ kind, channel, to }: Ties, one: EnvelopeRelation): boolean =>
  kind === one.kind && channel === one.channel && to.includes(one.to.kind);

const sameRef = (a: EntryRef, b: EntryRef) => a.kind === b.kind && a.code === b.code;
const nameOf = ({ kind, code }: EntryRef) => `${kind}/${code}`;

/**
 * The relations that an entry is to have: those that its answers name, and beside them what no question asks about, as
 * the register has it or a file gave it. What goes along a relation is kept while its ends stay.
 */
export function readTies(
  say: Say,
  questions: readonly Question[],
  scope: DraftScope,
  base: Envelope | undefined,
  problems: DraftProblem[],
): { readonly ties: readonly ReadTie[]; readonly relations: readonly EnvelopeRelation[] } {
  const before = base?.relations ?? [];
  const asked = questions.flatMap(({ name, ties }) => (ties ? [{ name, ties }] : []));
  const read = asked.flatMap(({ name, ties }) => {
    const lines = linesOf(say(name));
    if (lines.length > mostNamed) problems.push({ name, text: problem.tooManyNames(lines.length, mostNamed) });
    return lines.slice(0, mostNamed).flatMap((typed) => {
      const to = readName(typed, ties, scope, before);
      if ('az' in to) problems.push({ name, text: to });
      return 'az' in to ? [] : [{ name, typed, to, ties }];
    });
  });
  const relations = new Map<string, EnvelopeRelation>();
  for (const { name, typed, to, ties } of read) {
    const key = `${ties.kind} ${nameOf(to)}`;
    const { channel } = ties;
    const known = relations.get(key);
    if (known && known.channel !== channel) problems.push({ name, text: problem.bothWays(typed) });
    if (known) continue;
    const concepts = before.find((one) => one.kind === ties.kind && sameRef(one.to, to))?.concepts;
    relations.set(key, {
      kind: ties.kind,
      to: { kind: to.kind, code: to.code },
      ...(channel ? { channel } : {}),
      ...(concepts ? { concepts } : {}),
    });
  }
  for (const one of before.filter((tie) => !asked.some(({ ties }) => isAsked(ties, tie)))) {
    const text = wrongBeside(one, scope);
    const key = `${one.kind} ${nameOf(one.to)}`;
    if (text) problems.push({ name: 'relations', text });
    else if (relations.has(key)) problems.push({ name: 'relations', text: problem.bothWays(nameOf(one.to)) });
    else relations.set(key, one);
  }
  return { ties: read.map(({ name, typed, to }) => ({ name, typed, to })), relations: [...relations.values()] };
}

/** The entry that a line names; where several are called so, the one that the entry is tied to already. */
function readName(typed: string, { kind, to }: Ties, scope: DraftScope, before: readonly EnvelopeRelation[]) {
  const { entries, nearest } = scope.find(typed, to);
  const [first] = entries;
  const already = entries.filter((entry) => before.some((one) => one.kind === kind && sameRef(one.to, entry)));
  const found = entries.length === 1 ? first : already.length === 1 ? already[0] : undefined;
  if (!first) return problem.unknownEntry(typed, nearest);
  if (!found) return problem.severalEntries(typed, entries.map(nameOf));
  if (sameRef(found, scope)) return problem.itself;
  return isForeign({ kind, to: found }, scope) ? problem.registerOfAnother(found.title) : found;
}

/** Nobody declares anew what the thing of another institution is held or provided by. */
function isForeign({ kind, to }: Pick<EnvelopeRelation, 'kind' | 'to'>, scope: DraftScope): boolean {
  if (kind !== 'holds' && kind !== 'provides') return false;
  return !stands({ kind, to }, scope) && scope.ownerOf(to) !== scope.institution;
}

const stands = ({ kind, to }: Pick<EnvelopeRelation, 'kind' | 'to'>, { standing }: DraftScope): boolean =>
  standing?.relations.some((tie) => tie.kind === kind && sameRef(tie.to, to)) ?? false;

/** A relation that no question asks about. */
function wrongBeside(one: EnvelopeRelation, scope: DraftScope): Text | undefined {
  const said = { relation: relationKinds[one.kind], name: nameOf(one.to) };
  if (stands(one, scope)) return undefined;
  if (scope.ownerOf(one.to) === undefined) return problem.unknownBeside(said);
  if (sameRef(one.to, scope)) return problem.itself;
  return isForeign(one, scope) ? problem.ofAnother(said) : undefined;
}
