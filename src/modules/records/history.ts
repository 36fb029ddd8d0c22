import { allow } from '../../kernel/access.ts';
import { audit } from '../../kernel/audit.ts';
import type { Context } from '../../kernel/context.ts';
import type { Json } from '../../kernel/job.ts';
import { bakuDate, isForeignNumber, normaliseFin, normaliseVoen, type Text } from '../../language/index.ts';
import { type CompiledRegister, dictionary, type Provision } from '../catalogue/index.ts';
import { type Basis, type EntityFacts, type EntityName, facts, type Shape } from '../exchange/index.ts';
import { ensureOrganisation, numbersOf, personByNumber, voenOf } from '../identity/index.ts';
import { type KeptRegister, ownRegister } from './actions.ts';
import { isReference } from './reference.ts';
import { notFound } from '../../kernel/refusal.ts';
import { purposeNeeded, referenceWrong, registerStopped } from './refusals.ts';
import { naturalKeys, type Version } from './rules.ts';
import { requestsOf, versionsOf } from './store.ts';

/** For what an owner reads its own register; whether it may is said in `rights.yaml`. */
const keepingPurposes = ['register-keeping', 'correction-request'] as const;

/** The part of the rights in force that matters here. */
interface Rights {
  readonly purposes: Readonly<Record<string, { readonly title: Text }>>;
  readonly rights: readonly {
    readonly consumer: string;
    readonly purpose: string;
    readonly act: string;
    readonly article: string;
    readonly reads: readonly string[];
  }[];
}

export interface Purpose {
  readonly code: string;
  readonly title: Text;
  readonly basis: Basis;
}

/** Purposes for which the owner has a right to everything the register tells. */
export function purposesOf({ vahid }: Context, { register, owner }: KeptRegister): readonly Purpose[] {
  const rights = vahid.releases.get<Rights>('rights', 'rights')?.compiled;
  return keepingPurposes.flatMap((code) => {
    const right = rights?.rights.find(
      ({ consumer, purpose, reads }) =>
        consumer === owner && purpose === code && register.provides.every(({ name }) => reads.includes(name)),
    );
    const title = rights?.purposes[code]?.title;
    return right && title ? [{ code, title, basis: { act: right.act, article: right.article } }] : [];
  });
}

export interface HistoryRequest {
  readonly register: string;
  /** FİN, VÖEN, number of a contract: the record's key. */
  readonly key: string;
  /** Code of one of `purposesOf`. */
  readonly purpose: string;
  /** Number of the letter or case that is being handled, as `isReference`; stands in the log of whoever is concerned. */
  readonly reference: string;
}

/** A version as a registrar sees it; `hidden` names the fields that hold the number of somebody not in the log. */
export type ShownVersion = Version & {
  readonly hidden: readonly string[];
  /** Number of the request on which it corrects what was there before. */
  readonly request?: string | undefined;
};

export interface History {
  readonly kept: KeptRegister;
  readonly key: string;
  /** By the day from which they were in force, then by when they were recorded. */
  readonly versions: readonly ShownVersion[];
}

/**
 * All versions of one record, with valid and recorded time. The look-up of everybody the versions are about is
 * committed by the exchange, with purpose and reference, before anything is shown; without a right nothing is.
 * @throws purposeNeeded, referenceWrong, registerStopped
 */
export async function recordHistory(ctx: Context, request: HistoryRequest): Promise<History> {
  const kept = await ownRegister(ctx, request.register);
  allow(ctx, 'records.readHistory', { institution: kept.owner });
  const purpose = purposesOf(ctx, kept).find(({ code }) => code === request.purpose);
  if (!purpose || request.reference === '') throw purposeNeeded();
  if (!isReference(request.reference)) throw referenceWrong();
  const { key, natural } = typedKey(ctx, kept.register, request.key);
  const versions = await versionsOf(ctx.db, kept.register.name, key);
  // That there is no record of somebody is told of them too, and stands in their log.
  const absent = [{ validFrom: bakuDate(ctx.vahid.now()), data: { [kept.register.record.key]: key } }];
  const logged = new Set<string>();
  for (const { entity, keys, shape, asOf } of questionsOf(
    ctx,
    kept.register,
    versions.length === 0 && natural ? absent : versions,
  )) {
    const found = await facts(ctx, {
      consumer: kept.owner,
      subjects: await Promise.all(keys.map(async (one) => ({ entity, id: await idOf(ctx, entity, one) }))),
      shape,
      asOf,
      purpose: purpose.code,
      basis: purpose.basis,
      reference: request.reference,
    });
    mustBeGranted(found);
    for (const one of [...keys, ...(await relatedKeys(ctx, found))]) logged.add(one);
  }
  await audit(ctx, 'records.readHistory', kept.register.name);
  const requests = await requestsOf(
    ctx.db,
    versions.map(({ id }) => id),
  );
  const all = versions.map((version) => ({
    ...shown(kept.register, version, logged),
    request: requests.get(version.id),
  }));
  return { kept, key, versions: all };
}

/** A key as it was typed, made canonical where it is a FİN or a VÖEN. */
function typedKey(
  { vahid }: Context,
  kept: CompiledRegister,
  typed: string,
): { readonly key: string; readonly natural: boolean } {
  const natural = naturalKeys(kept, dictionary(vahid.releases)).get(kept.record.key);
  const canonical = natural === 'fin' ? personNumber(typed) : natural === 'voen' ? normaliseVoen(typed) : null;
  return { key: canonical ?? typed, natural: canonical !== null };
}

const personNumber = (typed: string): string | null => {
  const number = typed.trim().toUpperCase();
  return isForeignNumber(number) ? number : normaliseFin(typed);
};

interface Question {
  readonly entity: EntityName;
  readonly keys: readonly string[];
  readonly shape: Shape;
  readonly asOf: string;
}

/**
 * Asks about everybody in the versions as of the day each began, so that whoever stood in it then is logged too. Of
 * people who stand there only as the near end of a relation nothing is shown but their number, so no more is asked:
 * following the relation would lead past this record to others.
 */
function questionsOf(
  { vahid }: Context,
  kept: CompiledRegister,
  versions: readonly Pick<Version, 'validFrom' | 'data'>[],
): Question[] {
  const { entities } = dictionary(vahid.releases);
  const groups = Map.groupBy(kept.provides, ({ entity, by }) => `${entity} ${by}`).values();
  return [...groups].flatMap((provisions) => {
    const [{ entity, by } = { entity: '', by: '' }] = provisions;
    const shape: Shape = Object.fromEntries(
      provisions.map((one) => [leadsBack(kept, one) ? (entities[entity]?.key ?? '') : askedName(one), true as const]),
    );
    return [...Map.groupBy(versions, ({ validFrom }) => validFrom)].flatMap(([asOf, list]) => {
      const keys = [...new Set(list.flatMap(({ data }) => listOf(data[by])))];
      return keys.length === 0 ? [] : [{ entity: entity as EntityName, keys, shape, asOf }];
    });
  });
}

const leadsBack = ({ record }: CompiledRegister, one: Provision): boolean =>
  one.kind === 'relation' && one.to === record.key;

const askedName = ({ kind, name }: Provision): string =>
  kind === 'relation' ? name : name.slice(name.indexOf('.') + 1);

const listOf = (value: Json | undefined): string[] => [value ?? []].flat().map(String);

/** A number that no applicant was ever given is of nobody. @throws notFound */
async function idOf(ctx: Context, entity: EntityName, key: string): Promise<string> {
  if (entity === 'organisation') return ensureOrganisation(ctx, key);
  const person = await personByNumber(ctx, key);
  if (person === undefined) throw notFound();
  return person;
}

function mustBeGranted(found: readonly EntityFacts[]): void {
  for (const { facts: leaves, relations } of found) {
    for (const { state } of [...Object.values(leaves), ...Object.values(relations)]) {
      if (state === 'refused') throw purposeNeeded();
      if (state === 'unavailable') throw registerStopped();
    }
  }
}

/** Numbers of people, and VÖENs, to which the relations led: these people's look-ups are logged as well. */
async function relatedKeys(ctx: Context, found: readonly EntityFacts[]): Promise<string[]> {
  const related = found.flatMap(({ relations }) =>
    Object.values(relations).flatMap((relation) => (relation.state === 'value' ? relation.entities : [])),
  );
  const ids = (entity: EntityName) =>
    related.flatMap((one) => (one.entity === entity && one.id !== null ? [one.id] : []));
  const voens = await Promise.all(ids('organisation').map((id) => voenOf(ctx, id)));
  return [...(await numbersOf(ctx, ids('person'))).values(), ...voens];
}

/** As where a mistaken entry named somebody else: of them the log says nothing, so their number is not shown. */
function shown({ provides }: CompiledRegister, version: Version, logged: ReadonlySet<string>): ShownVersion {
  const fields = provides.flatMap((one) => (one.kind === 'relation' ? [one.by, one.to] : [one.by]));
  const hidden = [...new Set(fields)].filter((name) => listOf(version.data[name]).some((key) => !logged.has(key)));
  const data = Object.fromEntries(Object.entries(version.data).filter(([name]) => !hidden.includes(name)));
  return { ...version, data, hidden };
}
