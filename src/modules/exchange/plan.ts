import { nearest } from '../../feel/index.ts';
import type { Releases } from '../../kernel/release.ts';
import { type CompiledRegister, dictionary, primaryOf, type Provision, register } from '../catalogue/index.ts';
import type { EntityName, Shape } from './fact.ts';

export type RelationProvision = Extract<Provision, { kind: 'relation' }>;

/** A leaf and who provides it; nobody, when the concept is only asked of people. */
export interface PlannedLeaf {
  readonly leaf: string;
  readonly name: string;
  readonly source?: { readonly register: CompiledRegister; readonly provision: Provision };
}

export interface PlannedRelation {
  readonly name: string;
  readonly source?: { readonly register: CompiledRegister; readonly provision: RelationProvision };
  readonly plan: Plan;
}

/** A shape resolved against the dictionary and the registers. */
export interface Plan {
  readonly entity: EntityName;
  readonly leaves: readonly PlannedLeaf[];
  readonly relations: readonly PlannedRelation[];
}

const cache = new WeakMap<Releases, { number: number; plans: Map<string, Plan> }>();

/** The plan of a shape; made once per release. Throws on a name that is neither a concept nor a relation of the entity. */
export function planOf(releases: Releases, entity: EntityName, shape: Shape): Plan {
  const number = releases.number();
  const kept = cache.get(releases);
  const plans = kept?.number === number ? kept.plans : new Map<string, Plan>();
  if (plans !== kept?.plans) cache.set(releases, { number, plans });
  const key = `${entity} ${JSON.stringify(shape)}`;
  const plan = plans.get(key) ?? makePlan(releases, entity, shape);
  plans.set(key, plan);
  return plan;
}

function makePlan(releases: Releases, entity: EntityName, shape: Shape): Plan {
  const words = dictionary(releases);
  const leaves: PlannedLeaf[] = [];
  const relations: PlannedRelation[] = [];
  for (const [key, below] of Object.entries(shape)) {
    const concept = `${entity}.${key}`;
    if (below === true && words.concepts[concept]) leaves.push(planLeaf(releases, key, concept));
    else if (words.relations[key]?.from === entity)
      relations.push(planRelation(releases, key, below === true ? {} : below));
    else throw new Error(`shape: ${unknown(entity, key, words)}`);
  }
  return { entity, leaves, relations };
}

function planLeaf(releases: Releases, leaf: string, name: string): PlannedLeaf {
  const primary = primaryOf(releases, name);
  const kept = primary && register(releases, primary.register);
  return { leaf, name, ...(kept ? { source: { register: kept, provision: primary.provision } } : {}) };
}

function planRelation(releases: Releases, name: string, shape: Shape): PlannedRelation {
  const primary = primaryOf(releases, name);
  const kept = primary && register(releases, primary.register);
  const plan = makePlan(releases, dictionary(releases).relations[name]?.to as EntityName, shape);
  if (!kept || primary.provision.kind !== 'relation') return { name, plan };
  return { name, plan, source: { register: kept, provision: primary.provision } };
}

function unknown(entity: string, key: string, { concepts, relations }: ReturnType<typeof dictionary>): string {
  const known = [
    ...Object.values(concepts).flatMap((concept) => (concept.entity === entity ? [concept.leaf] : [])),
    ...Object.entries(relations).flatMap(([name, { from }]) => (from === entity ? [name] : [])),
  ];
  const near = nearest(key, known);
  return `${entity} has no concept or relation “${key}”${near ? `; did you mean “${near}”?` : ''}`;
}
