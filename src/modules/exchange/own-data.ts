import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { signInNeeded } from '../../kernel/refusal.ts';
import {
  type CompiledConcept,
  type CompiledRegister,
  dictionary,
  primaryOf,
  type Provision,
  register,
} from '../catalogue/index.ts';
import { termsFor } from './answers.ts';
import { ownDataPurpose } from './definition.ts';
import type { Fact, Shape } from './fact.ts';
import { facts } from './facts.ts';

export interface HeldFact {
  /** Name in the dictionary, `person.address`. */
  readonly name: string;
  readonly concept: CompiledConcept;
  /** How the register tells it: a field, a number of records, or whether there is one. */
  readonly kind: Provision['kind'];
  readonly fact: Fact;
}

/** What one register says of who asks. */
export interface HeldBy {
  readonly register: CompiledRegister;
  readonly facts: readonly HeldFact[];
}

/**
 * What registers hold about the person who asks, or about the company for which they act: every concept of it that one
 * of them provides, here or elsewhere, by register. It is asked for as any look-up is, by right and with a line in the
 * log of whom it is about.
 */
export async function ownData(ctx: Context): Promise<readonly HeldBy[]> {
  const { person, organisation } = ctx.actor;
  allow(ctx, 'exchange.readOwnData', { owner: organisation === undefined ? { person } : { organisation } });
  if (person === undefined) throw signInNeeded();
  const subject =
    organisation === undefined
      ? ({ entity: 'person', id: person } as const)
      : ({ entity: 'organisation', id: organisation } as const);
  const { releases } = ctx.vahid;
  const provided = Object.entries(dictionary(releases).concepts).flatMap(([name, concept]) => {
    const from = concept.entity === subject.entity ? primaryOf(releases, name) : undefined;
    const kept = from && register(releases, from.register);
    return from && kept ? [{ name, concept, kept, kind: from.provision.kind }] : [];
  });
  const shape: Shape = Object.fromEntries(provided.map(({ concept }) => [concept.leaf, true as const]));
  const terms = termsFor(ctx, ownDataPurpose, []);
  const [found] = await facts(ctx, { ...terms, subjects: [subject], shape });
  return [...Map.groupBy(provided, ({ kept }) => kept)].map(([kept, held]) => ({
    register: kept,
    facts: held.map(({ name, concept, kind }) => ({
      name,
      concept,
      kind,
      fact: found?.facts[concept.leaf] ?? { state: 'unknown' },
    })),
  }));
}
