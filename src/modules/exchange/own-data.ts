import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { signInNeeded } from '../../kernel/refusal.ts';
import { type CompiledConcept, type CompiledRegister, dictionary, primaryOf, register } from '../catalogue/index.ts';
import { termsFor } from './answers.ts';
import { ownDataPurpose } from './definition.ts';
import type { Fact, Shape } from './fact.ts';
import { facts } from './facts.ts';

export interface HeldFact {
  /** Name in the dictionary, `person.address`. */
  readonly name: string;
  readonly concept: CompiledConcept;
  readonly fact: Fact;
}

/** What one register says of the person. */
export interface HeldBy {
  readonly register: CompiledRegister;
  readonly facts: readonly HeldFact[];
}

/**
 * What registers hold about the person who asks: every concept of a person that one of them provides, here or
 * elsewhere, by register. It is asked for as any look-up is, by right and with a line in the person's log.
 */
export async function ownData(ctx: Context): Promise<readonly HeldBy[]> {
  const { person } = ctx.actor;
  allow(ctx, 'exchange.readOwnData', { owner: { person } });
  if (person === undefined) throw signInNeeded();
  const { releases } = ctx.vahid;
  const provided = Object.entries(dictionary(releases).concepts).flatMap(([name, concept]) => {
    const from = concept.entity === 'person' ? primaryOf(releases, name) : undefined;
    const kept = from && register(releases, from.register);
    return kept ? [{ name, concept, kept }] : [];
  });
  const shape: Shape = Object.fromEntries(provided.map(({ concept }) => [concept.leaf, true as const]));
  const terms = termsFor(ctx, ownDataPurpose, []);
  const [found] = await facts(ctx, { ...terms, subjects: [{ entity: 'person', id: person }], shape });
  return [...Map.groupBy(provided, ({ kept }) => kept)].map(([kept, held]) => ({
    register: kept,
    facts: held.map(({ name, concept }) => ({
      name,
      concept,
      fact: found?.facts[concept.leaf] ?? { state: 'unknown' },
    })),
  }));
}
