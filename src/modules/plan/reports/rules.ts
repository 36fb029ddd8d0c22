import { type Actor, permitted } from '../../../kernel/access.ts';
import { type Refusal } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';
import { reportingRoles } from './access.ts';
import { ownWriting, type Problem, sameInstitution } from './refusals.ts';
import type { ReportContent } from './store.ts';

/** States of a report in which its institution writes. */
export const writableStates: ReadonlySet<string> = new Set(['draft', 'owed', 'returned', 'supplement']);

/** Steps that the institution which reports takes. */
export const ownersActions: ReadonlySet<string> = new Set(['submit', 'answer', 'supplement']);

export const reportFields = ['done', 'obstacles', 'next'] as const;
export const longestField = 10_000;

/** What a report still lacks. Obstacles may be none; a measure that is done needs no next step. */
export function problemsOf(content: ReportContent): readonly Problem[] {
  const lacks = (name: 'done' | 'next') => (content[name] ?? '').trim() === '';
  return [
    ...(lacks('done') ? [{ name: 'done', text: words.done }] : []),
    ...(lacks('next') && content.selfRating !== 'done' ? [{ name: 'next', text: words.next }] : []),
    ...(content.selfRating === undefined ? [{ name: 'selfRating', text: words.selfRating }] : []),
  ];
}

/**
 * Nobody judges what they wrote or submitted, nor anything in which an institution has a part where they hold an office
 * that reports: whatever offices they hold besides.
 */
export function judgeObstacle(
  actor: Actor,
  { writers, institutions }: { readonly writers: readonly string[]; readonly institutions: readonly string[] },
): Refusal | undefined {
  if (actor.person !== undefined && writers.includes(actor.person)) return ownWriting();
  const offices = reportingRoles.map((who) => ({ who, where: 'owner' as const }));
  const held = institutions.some((ownerInstitution) => permitted(offices, actor, { ownerInstitution }));
  return held ? sameInstitution() : undefined;
}

const longestAddress = 2000;

/** The address as it is kept; undefined where it is none that a browser may be sent to. */
export function readAddress(typed: string): string | undefined {
  const text = typed.trim();
  if (text.length > longestAddress || /[\s"<>]/.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, username, password, hostname } = new URL(text);
  const plain = username === '' && password === '' && hostname.includes('.');
  return plain && (protocol === 'https:' || protocol === 'http:') ? text : undefined;
}

const words = {
  done: {
    az: 'Dövr ərzində nə edildiyini yazın.',
    en: 'Write what was done in the period.',
    ru: 'Напишите, что сделано за период.',
  },
  next: {
    az: 'Növbəti dövrdə nə ediləcəyini yazın.',
    en: 'Write what comes in the next period.',
    ru: 'Напишите, что будет сделано в следующем периоде.',
  },
  selfRating: {
    az: 'Tədbirin gedişini özünüz qiymətləndirin.',
    en: 'Rate yourself how the measure goes.',
    ru: 'Оцените сами, как идёт мероприятие.',
  },
} as const satisfies Record<string, Text>;
