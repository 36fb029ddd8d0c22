import type { Context } from '../../../kernel/context.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import { isListedAct } from '../act.ts';
import { concept as conceptOf, registers } from '../definition/reference.ts';
import type { Envelope } from '../envelope.ts';
import { ownerToday } from '../succession/succession.ts';
import { findRegisters, listClaims } from './store.ts';

/** A register is to be where the state keeps a concept or a relation. */
export interface Claim {
  readonly concept: string;
  /** Code and title of the register. */
  readonly register: string;
  readonly title: Text;
}

/** What an entry claims: its fields that are a primary source. One that is out of use is no source. */
export function claimsOf({ kind, code, title, state, spec }: Envelope): readonly Claim[] {
  if (kind !== 'register' || state === 'finished' || !('objects' in spec)) return [];
  const fields = (spec.objects ?? []).flatMap((object) => object.fields);
  const concepts = fields.flatMap(({ concept, primary }) => (primary && concept !== undefined ? [concept] : []));
  return [...new Set(concepts)].map((concept) => ({ concept, register: code, title }));
}

/** Personal data is kept and no act that `acts.yaml` lists says why (OO-4). */
export function lacksAct({ acts, spec }: Envelope, listed: ReadonlySet<string>): boolean {
  const objects = 'objects' in spec ? (spec.objects ?? []) : [];
  return (
    !acts.some((act) => isListedAct(act, listed)) &&
    objects.some(({ fields }) => fields.some((field) => field.class !== 'open'))
  );
}

/** Something by which a register is a source already. */
interface Source extends Claim {
  /** Who answers for the register; absent where its definition provides the concept, which only a release changes. */
  readonly institution?: string | undefined;
}

/**
 * One source of a concept (OO-3), judged here and nowhere else: for each claim that cannot stand the register that is the
 * source already. It is, when its definition provides the concept, when it was decided to be the source, or when it says so
 * in the register; one out of use is none. Whoever writes by the answer holds `lockConcepts` from before they ask until
 * their transaction ends.
 *
 * `instead`: registers that are being entered anew, whose claims, if any, are among those given.
 * `movedBy`: a decision that may move a source from one register of this institution to another.
 */
export async function otherSources(
  ctx: Context,
  claims: readonly Claim[],
  { instead = [], movedBy }: { readonly instead?: readonly string[]; readonly movedBy?: string } = {},
): Promise<ReadonlyMap<Claim, Text>> {
  const anew = new Set(instead);
  const there = (await sourcesOf(ctx, [...new Set(claims.map(({ concept }) => concept))])).filter(
    ({ register, institution }) => !anew.has(register) && (institution === undefined || institution !== movedBy),
  );
  const known = Map.groupBy([...there, ...claims], ({ concept }) => concept);
  const found = new Map<Claim, Text>();
  for (const claim of claims) {
    // Of those given together the first may stand.
    const first = known.get(claim.concept)?.find((one) => one === claim || one.register !== claim.register);
    if (first && first !== claim) found.set(claim, first.title);
  }
  return found;
}

async function sourcesOf(ctx: Context, concepts: readonly string[]): Promise<readonly Source[]> {
  const { releases } = ctx.vahid;
  const asked = new Set(concepts);
  const defined = registers(releases).flatMap(({ name, title, provides }) =>
    provides.flatMap(({ name: concept }) => (asked.has(concept) ? [{ concept, register: name, title }] : [])),
  );
  const decided = new Map(concepts.map((concept) => [concept, conceptOf(releases, concept)?.primary]));
  const named = await findRegisters(
    ctx.db,
    [...decided.values()].filter((code) => code !== undefined),
  );
  const byDecision = concepts.flatMap((concept) => {
    const one = named.find(({ code }) => code === decided.get(concept));
    return one ? [{ concept, register: one.code, title: one.title, institution: one.institution }] : [];
  });
  const byCode = await institutionsByCode(ctx);
  const today = bakuDate(ctx.vahid.now());
  const ofToday = <T extends { register: string; institution: string }>(one: T): T => ({
    ...one,
    institution: ownerToday(byCode, { kind: 'register', code: one.register, institution: one.institution }, today),
  });
  return [...defined, ...[...byDecision, ...(await listClaims(ctx.db, concepts))].map(ofToday)];
}
