import { isHanding, type JournalEntry, type KeptValue } from '../../process/index.ts';
import type { Text } from '../../../language/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { DecisionRow } from '../entities.ts';
import { decisionNote } from '../rules/decision-note.ts';
import type { DecisionView, JournalView } from '../views.ts';
import { label } from '../text/index.ts';
import type { Guide } from './guide.ts';
import { appealView } from './service.ts';

/** The key of an official's own reason among the words of a decision; no opinion is called so. */
export const ownWords = ':own';

export const kept = (value: KeptValue | undefined): string | undefined =>
  value?.state === 'kept' ? value.value : undefined;

/** The journal as officials see it: names and notes. */
export function deskJournal(
  entries: readonly JournalEntry[],
  guide: Guide,
  names: ReadonlyMap<string, string> = new Map(),
): readonly JournalView[] {
  return entries.map((entry) => {
    const [who, note] = [kept(entry.actorName), kept(entry.note)];
    const to = entry.action === 'reassign' ? names.get(String(entry.details.to)) : undefined;
    return {
      seq: entry.seq,
      at: entry.at,
      what: whatOf(entry),
      ...(who === undefined ? {} : { who }),
      ...insteadIn(entry, names),
      ...systemOf(entry, guide),
      ...(to === undefined ? {} : { to }),
      ...(note === undefined ? {} : { note }),
      ...flagsIn(entry),
    };
  });
}

/** A case begins with an application; whatever else an official or the program starts is called as everywhere. */
const whatOf = ({ action, actedAs, title }: JournalEntry): Text =>
  action === 'start' && actedAs === 'applicant' ? label('startedCase') : title;

/** The flags that a step raised and lowered. */
function flagsIn({ raised, lowered }: JournalEntry): Pick<JournalView, 'raised' | 'lowered'> {
  const titles = (flags: JournalEntry['raised']) => flags.map(({ title }) => title);
  return {
    ...(raised.length > 0 ? { raised: titles(raised) } : {}),
    ...(lowered.length > 0 ? { lowered: titles(lowered) } : {}),
  };
}

/** A step that only marks the case for officials: nothing moves, and the applicant sees none of its flags. */
function isMark({ process }: CompiledService, { action, from, to, raised, lowered }: JournalEntry): boolean {
  const taken = process.actions.find(({ name }) => name === action);
  const marks = taken?.raise !== undefined || taken?.lower !== undefined;
  return marks && from === to && raised.length + lowered.length === 0;
}

/** In whose place a step was taken, by the name under which they are known. */
export function insteadIn(
  entry: JournalEntry | undefined,
  names: ReadonlyMap<string, string>,
): { readonly instead?: string | null } {
  const instead = entry?.details.instead;
  return typeof instead === 'string' ? { instead: names.get(instead) ?? null } : {};
}

/** The system that took a step, from the identifier of its subsystem. */
function systemOf({ details: { member } }: JournalEntry, guide: Guide): Pick<JournalView, 'system'> {
  return typeof member === 'string' ? { system: guide.system(member.split('/').at(-1) ?? member) } : {};
}

/**
 * The journal as the applicant sees it. Officials stand for their institution, and what they write to one another is
 * theirs; what they write to the applicant is shown.
 */
export function ownJournal(
  service: CompiledService,
  guide: Guide,
  entries: readonly JournalEntry[],
): readonly JournalView[] {
  return entries
    .filter((entry) => !isHanding(entry) && !isProposal(service, entry, entries))
    .filter((entry) => !isMark(service, entry) || isToApplicant(service, entry))
    .map((entry) => {
      const own = entry.actedAs === 'applicant';
      const who = own ? kept(entry.actorName) : undefined;
      const note = own || isToApplicant(service, entry) ? kept(entry.note) : undefined;
      const office = own || entry.actedAs === 'system' ? undefined : guide.institution(service.institution).acronym;
      return {
        seq: entry.seq,
        at: entry.at,
        what: whatOf(entry),
        ...(who === undefined ? {} : { who }),
        ...(office ? { office } : {}),
        ...systemOf(entry, guide),
        ...(note === undefined ? {} : { note }),
      };
    });
}

/** What officials pass among themselves, until it is decided: a proposal is no news for the applicant. What they are told of is none. */
function isProposal(
  service: CompiledService,
  { seq, fromStatus, status, action, actedAs, raised, lowered }: JournalEntry,
  entries: readonly JournalEntry[],
): boolean {
  const isPassed = fromStatus === 'in_review' && status === 'in_review';
  if (action === 'assign' || action === 'migrate' || actedAs === 'applicant' || !isPassed) return false;
  if (messagesOf(service, action).length > 0 || raised.length + lowered.length > 0) return false;
  const decides = [...service.outcomes.approved, ...service.outcomes.refused];
  return !entries.some((later) => later.seq > seq && decides.includes(later.action));
}

/** The applicant's words against the decision, while they are being looked at. */
export function appealGrounds(entries: readonly JournalEntry[]): string | undefined {
  return kept(entries.findLast(({ status, actedAs }) => actedAs === 'applicant' && status === 'appealed')?.note);
}

function isToApplicant(service: CompiledService, { action, status, actedAs }: JournalEntry): boolean {
  const { outcomes } = service;
  const decides = [outcomes.approved, outcomes.refused, outcomes.revoked ?? []].some((names) => names.includes(action));
  const tells = tellsReason(service, action) || isExplained(service, action);
  return status === 'waiting_for_applicant' || actedAs === 'deputy_head' || decides || tells;
}

/** A message that hands the official's words on. */
const tellsReason = (service: CompiledService, action: string): boolean =>
  messagesOf(service, action).some(({ az }) => az.includes('{reason}'));

/** A step within the review that the applicant is told of and that must be explained, as a suspension. */
const isExplained = (service: CompiledService, action: string): boolean =>
  messagesOf(service, action).length > 0 &&
  service.process.actions.some(({ name, note }) => name === action && note === 'required');

/** What the applicant is told of a step. */
function messagesOf({ process, notifications }: CompiledService, action: string): readonly Text[] {
  const effects = process.actions.find(({ name }) => name === action)?.effects ?? [];
  return effects.flatMap((effect) => notifications[effect.replace(/^notify-/, '')] ?? []);
}

/** What the officer wrote when the case was last returned. */
export function returnNote(entries: readonly JournalEntry[]): string | undefined {
  const returned = entries.findLast((one) => one.status === 'waiting_for_applicant' && one.fromStatus !== one.status);
  return kept(returned?.note);
}

/** What officials wrote with a decision; undefined once the notes of the journal are forgotten. */
export function noteOfDecision(
  { process }: Pick<CompiledService, 'process'>,
  { seq }: Pick<DecisionRow, 'seq'>,
  entries: readonly JournalEntry[],
): string | undefined {
  const steps = entries.filter((entry) => entry.seq <= seq);
  return decisionNote(
    process.actions,
    steps.map(({ action, note }) => ({ action, note: kept(note) })),
  );
}

/** The decision with its reasons. The official's words are those of the decision, or of the proposal it confirms; `words` those of the opinions, `names` of whom somebody stood in for, which the applicant does not learn. */
export function decisionView(
  service: CompiledService,
  guide: Guide,
  decision: DecisionRow,
  appealUntil: string | null,
  entries: readonly JournalEntry[],
  words: ReadonlyMap<string, string> = new Map(),
  names?: ReadonlyMap<string, string>,
): DecisionView {
  const entry = entries.find(({ seq }) => seq === decision.seq);
  const note = noteOfDecision(service, decision, entries);
  return {
    outcome: decision.outcome,
    at: decision.at,
    by: decision.decided_by === 'official' ? 'official' : 'table',
    reasons: decision.reasons.map(({ sign, text, article, opinion, own }) => {
      const quoted = own ? ownWords : opinion;
      const quote = quoted === undefined ? undefined : words.get(quoted);
      return { sign, text, article: guide.article(article), ...(quote === undefined ? {} : { quote }) };
    }),
    ...(names ? insteadIn(entry, names) : {}),
    ...(note === undefined ? {} : { note }),
    ...(appealUntil === null ? {} : { appealUntil }),
    appeal: appealView(service, guide),
  };
}
