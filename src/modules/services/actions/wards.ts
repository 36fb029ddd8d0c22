import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { type EntityFacts, type Fact, facts, type Shape } from '../../exchange/index.ts';
import { takesChildren } from '../definition/applicants.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { type GuardianshipKind, isOfChild, takesRepresentatives } from '../definition/guardians.ts';
import { type Basis, bases } from '../representation-entities.ts';
import { wardsNotTaken } from '../representation-refusals.ts';
import { comesOfAge } from '../rules/age.ts';
import { guardianRight, takesOf } from '../rules/guardianship.ts';
import type { ForOthers } from '../views.ts';
import { serviceInForce } from './loading.ts';

/** Somebody for whom another may act, as the registers say now. */
export interface Ward {
  /** Key of identity.person. */
  readonly person: string;
  readonly name: string;
  readonly basis: Basis;
  /** The first day on which they may no more: of a child the one on which it comes of age; null where none is known. */
  readonly until: string | null;
}

/** By the relation that names them. */
export type Relation = 'parentOf' | 'guardianOf';

export const relationOf = (basis: Basis): Relation => (basis === 'parent' ? 'parentOf' : 'guardianOf');

/** Those for whom somebody may act, and of whom the registers did not say it. */
export interface Wards {
  readonly known: readonly Ward[];
  /** Relations of which it is not known whom they name. */
  readonly silent: ReadonlySet<Relation>;
  /** Keys of people of whom a register said a part alone. */
  readonly untold: ReadonlySet<string>;
}

/** Whether a register may name somebody by a relation, for all that it did not say. */
export const mayBeAmong = ({ silent, untold }: Wards, relation: Relation, person: string): boolean =>
  silent.has(relation) || untold.has(person);

const told = { fin: true, name: true, birthDate: true, guardianship: true } as const;

function shapeFor(service: CompiledService): Shape {
  const { guardians } = service;
  const payments = guardians?.payments ? ({ guardianPayments: true } as const) : {};
  return {
    ...(takesChildren(service) ? { parentOf: told } : {}),
    ...(guardians ? { guardianOf: { ...told, guardianshipEndsOn: true, ...payments } } : {}),
  };
}

/**
 * Children under age of a person, and those whose guardian they are, as far as a service takes them. Each look-up stands in
 * the log of the one who asks and of those found. Call it outside a transaction.
 */
export async function wardsOf(ctx: Context, service: CompiledService, guardian: string): Promise<Wards> {
  const { institution, purpose, basis } = service;
  const shape = shapeFor(service);
  const subjects = [{ entity: 'person' as const, id: guardian }];
  const [found] = await facts(ctx, { consumer: institution, purpose, basis, subjects, shape });
  const today = bakuDate(ctx.vahid.now());
  const known: Ward[] = [];
  const silent = new Set<Relation>();
  const untold = new Set<string>();
  for (const relation of Object.keys(shape) as Relation[]) {
    const related = found?.relations[relation];
    if (related?.state === 'none') continue;
    if (related?.state !== 'value') {
      silent.add(relation);
      continue;
    }
    for (const one of related.entities) {
      const isPartly = isSilent(...Object.values(one.facts));
      if (isPartly && one.id === null) silent.add(relation);
      else if (isPartly && one.id !== null) untold.add(one.id);
      const ward = relation === 'parentOf' ? childOf(one, today) : wardOf(service, one, today);
      if (ward) known.push(ward);
    }
  }
  return { known, silent, untold };
}

const valueOf = (fact: Fact | undefined): string | null => (fact?.state === 'value' ? String(fact.value) : null);

const isSilent = (...found: readonly (Fact | undefined)[]): boolean =>
  found.some((fact) => fact?.state === 'unavailable');

/** A child under age is the parent's to act for, until the authority names somebody else: then it is theirs. */
function childOf({ id, facts: of }: EntityFacts, today: string): Ward | undefined {
  const [name, birthDate, guardianship] = [valueOf(of.name), valueOf(of.birthDate), valueOf(of.guardianship)];
  if (id === null || name === null || birthDate === null || isSilent(of.guardianship)) return undefined;
  if (guardianship !== null && isOfChild(guardianship)) return undefined;
  const until = comesOfAge(birthDate);
  return today < until ? { person: id, name, basis: 'parent', until } : undefined;
}

function wardOf(service: CompiledService, { id, facts: of }: EntityFacts, today: string): Ward | undefined {
  const [name, birthDate, kind] = [valueOf(of.name), valueOf(of.birthDate), valueOf(of.guardianship)];
  if (id === null || name === null || birthDate === null || kind === null) return undefined;
  if (isSilent(of.guardianshipEndsOn)) return undefined;
  const payments = of.guardianPayments?.state === 'value' && of.guardianPayments.value === true;
  const given = { kind, birthDate, endsOn: valueOf(of.guardianshipEndsOn), payments };
  const right = guardianRight(service, given, today);
  return right && { person: id, name, basis: right.kind, until: right.until };
}

/** Whether somebody is without legal capacity, as the register says; while it is silent nobody is held to be. */
export async function lacksCapacity(ctx: Context, service: CompiledService, person: string): Promise<boolean> {
  const { institution, purpose, basis, guardians } = service;
  if (!guardians) return false;
  const subjects = [{ entity: 'person' as const, id: person }];
  const shape = { guardianship: true } as const;
  const [found] = await facts(ctx, { consumer: institution, purpose, basis, subjects, shape });
  return valueOf(found?.facts.guardianship) === ('incapable' satisfies GuardianshipKind);
}

/** Whom one may choose before applying for another. */
export interface WardChoice {
  readonly service: string;
  readonly title: Text;
  readonly wards: readonly (Ward & { readonly relation: Text })[];
  /** A register does not answer: there may be others. */
  readonly silent: boolean;
  readonly takes: ForOthers;
}

/** Those for whom the actor may apply. @throws unknownService, wardsNotTaken */
export async function wardChoice(ctx: Context, input: { readonly service: string }): Promise<WardChoice> {
  const { service } = serviceInForce(ctx, input.service);
  const { person = '', organisation } = ctx.actor;
  allow(ctx, 'services.startCase', { institution: service.institution, owner: { person } });
  if (!takesRepresentatives(service) || organisation !== undefined) throw wardsNotTaken();
  const { known, silent, untold } = await wardsOf(ctx, service, person);
  return {
    service: service.name,
    title: service.title,
    wards: known.map((ward) => ({ ...ward, relation: bases[ward.basis] })),
    silent: silent.size + untold.size > 0,
    takes: takesOf(service),
  };
}
