import { cosine, overlap, sharedStems, type Vector } from './similarity.ts';

/** What of a request or an entry is compared. */
export interface Comparable {
  readonly vector: Vector;
  /** Empty where it is not known, as for an entry: then words and data alone tell. */
  readonly capabilities: readonly string[];
  readonly users: readonly string[];
  readonly concepts: readonly string[];
}

/** Least shares, each between 0 and 1; from `plan/spending-rules.yaml`. */
export interface Thresholds {
  /** Words alone, with a capability in common. */
  readonly words: number;
  /** Words, where the same data is read. */
  readonly wordsWithData: number;
  /** What counts as the same data. */
  readonly data: number;
  /** Words alone, without a capability in common. */
  readonly wordsOnly: number;
}

/** Why two things look alike; shares rounded to hundredths. */
export interface Why {
  readonly words: number;
  readonly data: number;
  readonly users: number;
  /** The most telling stems in common, as written in the index. */
  readonly stems: readonly string[];
  readonly concepts: readonly string[];
  readonly groups: readonly string[];
}

export interface Likeness {
  /** 0 to 1, to order candidates. */
  readonly score: number;
  readonly why: Why;
}

const hundredth = (share: number) => Math.round(share * 100) / 100;

/**
 * Whether a person should look at two things together. Candidates only: what becomes of them a person says.
 * Same words in the same capability; or fewer same words about the same data; or nearly the same words anywhere.
 */
export function likeness(a: Comparable, b: Comparable, least: Thresholds): Likeness | undefined {
  const words = cosine(a.vector, b.vector);
  const data = overlap(a.concepts, b.concepts);
  const users = overlap(a.users, b.users);
  const together =
    a.capabilities.length === 0 ||
    b.capabilities.length === 0 ||
    a.capabilities.some((one) => b.capabilities.includes(one));
  const alike =
    words >= least.wordsOnly ||
    (together && words >= least.words) ||
    (together && data >= least.data && words >= least.wordsWithData);
  if (!alike) return undefined;
  return {
    score: hundredth(Math.min(1, 0.7 * words + 0.2 * data + 0.1 * users)),
    why: {
      words: hundredth(words),
      data: hundredth(data),
      users: hundredth(users),
      stems: sharedStems(a.vector, b.vector, 8),
      concepts: a.concepts.filter((one) => b.concepts.includes(one)),
      groups: a.users.filter((one) => b.users.includes(one)),
    },
  };
}
