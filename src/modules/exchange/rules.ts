import { acts } from '../catalogue/index.ts';
import type { Releases } from '../../kernel/release.ts';
import { type CompiledRights, type Right, rightsInForce } from './definition.ts';
import type { Reason } from './entities.ts';
import type { Basis } from './fact.ts';

export interface Terms {
  readonly consumer: string;
  readonly purpose: string;
  readonly basis: Basis;
}

/** What the terms of a look-up allow: undefined where it is granted, else why it is not. */
export interface Grant {
  readonly reading: (conceptOrRelation: string) => Reason | undefined;
  readonly entering: (register: string) => Reason | undefined;
}

/**
 * Judges a look-up by its terms. A right is granted to an institution, for a purpose, under an act; the article of
 * that act on which this very look-up rests is named by the asker and must be one that the act has.
 */
export function judge(
  rights: CompiledRights,
  known: ReturnType<typeof acts>,
  { consumer, purpose, basis }: Terms,
): Grant {
  const wrong = termsWrong(rights, known, purpose, basis);
  if (wrong) return { reading: () => wrong, entering: () => wrong };
  const held = rights.rights.filter(
    (right) => right.consumer === consumer && right.purpose === purpose && right.act === basis.act,
  );
  const reads = new Set(held.flatMap((right) => right.reads));
  const enters = new Set(held.flatMap((right) => right.enters));
  return {
    reading: (name) => (reads.has(name) ? undefined : 'no_right'),
    entering: (register) => (enters.has(register) ? undefined : 'no_right'),
  };
}

function termsWrong(
  rights: CompiledRights,
  known: ReturnType<typeof acts>,
  purpose: string,
  basis: Basis,
): Reason | undefined {
  // Object.hasOwn: a purpose called “constructor” is not one that somebody has declared.
  if (!Object.hasOwn(rights.purposes, purpose)) return 'no_purpose';
  const act = Object.hasOwn(known, basis.act) ? known[basis.act] : undefined;
  return act && Object.hasOwn(act.articles, basis.article) ? undefined : 'no_act';
}

export function grantOf(releases: Releases, terms: Terms): Grant {
  return judge(rightsInForce(releases), acts(releases), terms);
}

/** Whether an institution may read a concept today, for a purpose and on a ground. */
export function mayRead(releases: Releases, terms: Terms): (concept: string) => boolean {
  const grant = grantOf(releases, terms);
  return (concept) => grant.reading(concept) === undefined;
}

/**
 * The right under which the platform itself asks for a purpose, on behalf of the actor's own institution if that
 * holds one; undefined when nobody may read all of `names` for it.
 */
export function rightFor(
  { rights }: CompiledRights,
  purpose: string,
  names: readonly string[],
  institutions: readonly string[],
): Right | undefined {
  const held = rights.filter((right) => right.purpose === purpose && names.every((name) => right.reads.includes(name)));
  return held.find(({ consumer }) => institutions.includes(consumer)) ?? held[0];
}

/** Who enters, for what and on which ground; undefined when no right lets the consumer enter into the register. */
export function enteringTerms(
  releases: Releases,
  { consumer, purpose, register }: { readonly consumer: string; readonly purpose: string; readonly register: string },
): Terms | undefined {
  const right = rightsInForce(releases).rights.find(
    (one) => one.consumer === consumer && one.purpose === purpose && one.enters.includes(register),
  );
  return right && { consumer, purpose, basis: { act: right.act, article: right.article } };
}
