import { createHash } from 'node:crypto';
import type { Bar, Candidate } from '../review-entities.ts';

/** One of the pool, as the registers tell of them today. */
export interface Expert {
  /** Id in identity. */
  readonly person: string;
  /** Ids in identity of the organisations they work for; undefined where that is not known. */
  readonly employers: readonly { readonly id: string | null; readonly voen?: string }[] | undefined;
  readonly field?: string | undefined;
}

/** Who may not review a case. */
export interface Apart {
  readonly applicant: { readonly person: string; readonly organisation: string | null };
  /** VÖEN of further organisations that the case is about. */
  readonly voens: readonly string[];
  /** Acted on the case, for the applicant, by whose hands it was made, or as an official; or was asked to agree to it. */
  readonly handled: ReadonlySet<string>;
  /** Hold an office in the institution that decides. */
  readonly officials: ReadonlySet<string>;
  /** Drawn for it before, whatever came of it. */
  readonly drawn: ReadonlySet<string>;
  readonly field?: string | undefined;
}

/** What keeps an expert from a case; undefined where nothing does. */
export function barOf({ person, employers, field }: Expert, apart: Apart): Bar | undefined {
  const { applicant, voens, handled, officials, drawn } = apart;
  if (person === applicant.person) return 'applicant';
  if (drawn.has(person)) return 'drawn';
  if (officials.has(person)) return 'office';
  if (handled.has(person)) return 'handled';
  if (!employers) return 'unknown';
  const theirs = employers.some(
    ({ id, voen }) => (id !== null && id === applicant.organisation) || (voen !== undefined && voens.includes(voen)),
  );
  if (theirs) return 'organisation';
  return apart.field !== undefined && field !== apart.field ? 'field' : undefined;
}

const hash = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

/** What the lot is drawn by: what has been journalled on the case so far, which nobody can choose, and how often it was drawn. */
export function seedOf(
  id: string,
  round: number,
  entries: readonly { seq: number; action: string; at: Date }[],
): string {
  return hash(id, String(round), ...entries.map(({ seq, action, at }) => `${seq} ${action} ${at.toISOString()}`));
}

const before = ({ again }: Candidate): number => (again ? 0 : 1);

/**
 * Draws by lot among those with the fewest reviews, then the next fewer; before them those who had an application that
 * the applicant took back, so that nobody applies anew until another is drawn. The same seed and candidates give the same.
 */
export function drawn(candidates: readonly Candidate[], seed: string, wanted: number): readonly string[] {
  const lot = (person: string) => hash(seed, person);
  return candidates
    .toSorted(
      (one, other) =>
        before(one) - before(other) || one.load - other.load || (lot(one.person) < lot(other.person) ? -1 : 1),
    )
    .slice(0, wanted)
    .map(({ person }) => person);
}
