import type { Context } from '../../kernel/context.ts';
import { inAll, type Text } from '../../language/index.ts';
import {
  cite,
  type CitedArticle,
  type CompiledRemote,
  dictionary,
  entryPictures,
  type Provision,
  registers,
} from '../catalogue/index.ts';
import { institutions, roleTitles } from '../identity/index.ts';
import { printClientId, readServiceId } from '../../protocols/x-road/identifier.ts';
import { listGranted } from './access-rights/store.ts';
import { rightsInForce } from './definition.ts';
import { partsOf } from './directory/instance.ts';
import { configurationPort } from './disclosure-intake/ports.ts';
import { factName, serviceOfRegister } from './remote/facts-service.ts';
import { conceptLabel, fieldLabel } from './services/field-names.ts';
import type { DescribedEndpoint } from './services/openapi/described.ts';
import { findPublished } from './services/store.ts';
import { type LookUpRow, serviceTitles } from './store.ts';

/** As whom a case is opened. */
const readers = {
  ...roleTitles,
  reviewer: { az: 'Ekspert rəyçi', en: 'Expert reviewer', ru: 'Эксперт-рецензент' },
  guardian: { az: 'Qəyyum və ya himayəçi', en: 'Guardian', ru: 'Опекун или попечитель' },
};

/** Stands in the log as the consumer of a look-up for which no institution holds a right. */
export const platform = 'vahid';

/** An information system or a service of one, by its identifier in the exchange. */
export interface NamedPart {
  readonly id: string;
  readonly title: Text;
}

/** One look-up as its subject reads it. */
export interface LookUp {
  readonly id: string;
  readonly at: Date;
  readonly operation: LookUpRow['operation'];
  /** Code of the institution, or the identifier of a member that is none. */
  readonly consumer: string;
  readonly institution: Text;
  /** Information system that asked; null where the platform did, for the institution. */
  readonly system: NamedPart | null;
  readonly service: NamedPart | null;
  /** Institution whose service gave the data. */
  readonly provider: Text | null;
  /** Method and path, without anybody's number in it. */
  readonly endpoint: string | null;
  /** Concepts; of a case that was opened, the office of who did. */
  readonly what: readonly Text[];
  readonly purpose: Text | null;
  /** As rights name it. */
  readonly purposeCode: string;
  /** Null when the asker named none. */
  readonly act: CitedArticle | null;
  readonly reference: string | null;
  readonly outcome: LookUpRow['outcome'];
  readonly reason: LookUpRow['reason'];
  /** The owner's own action caused it, as when they applied for a service. */
  readonly own: boolean;
  readonly requestId: string | null;
  readonly gateway: string | null;
  /** An act let it be hidden until then; null where it was shown at once. */
  readonly hiddenUntil: Date | null;
}

/** Codes become the names of today; a code that is no longer known is shown as it is. */
export async function presented(ctx: Context, rows: readonly LookUpRow[]): Promise<readonly LookUp[]> {
  if (rows.length === 0) return [];
  const { releases } = ctx.vahid;
  const institutionOf = await consumerNames(
    ctx,
    rows.flatMap(({ consumer, service }) => (service === null ? [consumer] : [consumer, providerOf(ctx, service)])),
  );
  const systemOf = await systemTitles(
    ctx,
    rows.flatMap(({ system }) => system ?? []),
  );
  const serviceOf = await titlesOfServices(
    ctx,
    rows.flatMap(({ service }) => service ?? []),
  );
  const whatOf = labels(ctx, serviceOf, await describedBy(ctx, rows));
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    operation: row.operation,
    consumer: row.consumer,
    institution: institutionOf(row.consumer),
    system: row.system === null ? null : { id: row.system, title: systemOf(row.system) },
    service: row.service === null ? null : { id: row.service, title: serviceOf(row.service) },
    provider: row.service === null ? null : institutionOf(providerOf(ctx, row.service)),
    endpoint: row.endpoint,
    what: whatOf(row),
    purpose: purposeTitle(ctx, row.purpose),
    purposeCode: row.purpose,
    act: row.act === '' ? null : cite(releases, { act: row.act, article: row.article }),
    reference: row.reference,
    outcome: row.outcome,
    reason: row.reason,
    own: row.actor_person !== null && row.actor_person === ctx.actor.person,
    requestId: row.request_id,
    gateway: row.gateway,
    hiddenUntil: row.hidden_until,
  }));
}

/**
 * The article that let a look-up be hidden, as the right to the service says it now; its own ground where no right of the
 * asking system says anything of that.
 */
export async function hidingAct(
  ctx: Context,
  { service, system, purposeCode, act }: LookUp,
): Promise<CitedArticle | null> {
  const name = service ? nameOf(ctx, service.id) : undefined;
  const found = name && (await findPublished(ctx.db, name));
  if (!found) return act;
  const { items } = await listGranted(ctx.db, found.id, { limit: 100, offset: 0 });
  const asking = system ? partsOf(ctx.vahid, system.id) : undefined;
  const right = items.find(
    (one) =>
      one.granted?.hidden &&
      one.granted.purpose === purposeCode &&
      one.institution === asking?.institution &&
      one.system === asking.system,
  );
  return right?.granted?.hidden ? cite(ctx.vahid.releases, right.granted.hidden) : act;
}

/** Title of a purpose; of one that the centre does not know, its code. */
export function purposeTitle({ vahid }: Context, purpose: string): Text | null {
  const { purposes } = rightsInForce(vahid.releases);
  if (purpose === '') return null;
  return Object.hasOwn(purposes, purpose) ? (purposes[purpose]?.title ?? inAll(purpose)) : inAll(purpose);
}

const platformName: Text = { az: '“Vahid” platforması', en: 'The Vahid platform', ru: 'Платформа Vahid' };

/** Names of institutions, and of other members as the configuration has them. */
export async function consumerNames(ctx: Context, consumers: readonly string[]): Promise<(code: string) => Text> {
  const names = new Map((await institutions(ctx)).map(({ code, name }) => [code, name]));
  const { ports } = ctx.vahid;
  if (consumers.some((one) => one.includes('/')) && ports.has(configurationPort.name)) {
    const configuration = await configurationPort.of(ctx.vahid)(ctx);
    for (const { id, name } of configuration?.members ?? []) names.set(id, inAll(name));
  }
  return (code) => names.get(code) ?? (code === platform ? platformName : inAll(code));
}

/** Titles of information systems, by the identifiers of their subsystems. */
export async function systemTitles(ctx: Context, ids: readonly string[]): Promise<(id: string) => Text> {
  const codes = new Map([...new Set(ids)].map((id) => [id, partsOf(ctx.vahid, id)]));
  const refs = [...codes.values()].flatMap((parts) => (parts?.system === undefined ? [] : [parts.system]));
  const found = await entryPictures(
    ctx,
    refs.map((code) => ({ kind: 'system' as const, code })),
  );
  const titles = new Map(found.map(({ code, institution, title }) => [`${institution}/${code}`, title]));
  return (id) => {
    const parts = codes.get(id);
    return titles.get(`${parts?.institution}/${parts?.system}`) ?? inAll(parts?.system ?? id);
  };
}

/** Titles of services, as their institutions published them; of one that is kept here, its register's. */
export async function titlesOfServices(ctx: Context, ids: readonly string[]): Promise<(id: string) => Text> {
  const { vahid, db } = ctx;
  const titles = new Map(registers(vahid.releases).map((one) => [serviceOfRegister(vahid, one), one.title]));
  const names = new Map([...new Set(ids)].map((id) => [id, nameOf(ctx, id)]));
  const asked = [...names.values()].flatMap((name) => name ?? []);
  const published = new Map((await serviceTitles(db, asked)).map((one) => [`${one.system}/${one.code}`, one.title]));
  return (id) => {
    const name = names.get(id);
    return published.get(`${name?.system}/${name?.code}`) ?? titles.get(id) ?? inAll(name?.code ?? id);
  };
}

/** A service of ours, by the codes of its system and its own. */
function nameOf({ vahid }: Context, id: string): { readonly system: string; readonly code: string } | undefined {
  try {
    const service = readServiceId(id);
    const system = partsOf(vahid, printClientId(service))?.system;
    return system === undefined ? undefined : { system, code: service.service };
  } catch {
    return undefined;
  }
}

/** Code of the institution whose service it is; of a member that is none, its identifier. */
export function providerOf({ vahid }: Context, service: string): string {
  try {
    const { service: _code, subsystem: _system, ...member } = readServiceId(service);
    return partsOf(vahid, printClientId(member))?.institution ?? printClientId(member);
  } catch {
    return service;
  }
}

const wholeAnswer = (service: Text): Text => ({
  az: `“${service.az}” xidmətinin bütün cavabı`,
  en: `The whole answer of the service “${service.en}”`,
  ru: `Весь ответ сервиса «${service.ru}»`,
});

/** What was looked at, in words: concepts, offices, or the fields of an answer. */
function labels(
  ctx: Context,
  serviceOf: (id: string) => Text,
  endpointsOf: ReadonlyMap<string, readonly DescribedEndpoint[]>,
): (row: LookUpRow) => readonly Text[] {
  const { releases } = ctx.vahid;
  const words = dictionary(releases);
  const own = <T>(all: Readonly<Record<string, T>>, name: string): T | undefined =>
    Object.hasOwn(all, name) ? all[name] : undefined;
  const conceptOf = (name: string) => (own(words.concepts, name) ?? own(words.relations, name))?.label;
  return ({ operation, concepts, fields, service, entity }) => {
    if (service !== null && fields !== null) {
      if (fields.length === 0) return [wholeAnswer(serviceOf(service))];
      const tied = fieldConcepts(ctx, service);
      const endpoints = endpointsOf.get(service) ?? [];
      return distinct(
        fields.map(
          (field) =>
            conceptOf(tied.get(field) ?? field.slice(1)) ??
            conceptLabel(ctx, entity, field) ??
            fieldLabel(ctx, endpoints, field) ??
            inAll(field),
        ),
      );
    }
    const labelOf = operation === 'case' ? (name: string) => own(readers, name) : conceptOf;
    return concepts.map((name) => labelOf(name) ?? inAll(name));
  };
}

/** Endpoints of the services of which something was looked at that the dictionary does not name. */
async function describedBy(
  ctx: Context,
  rows: readonly LookUpRow[],
): Promise<ReadonlyMap<string, readonly DescribedEndpoint[]>> {
  const ids = rows.flatMap(({ service, entity, fields }) =>
    service !== null && fields?.some((field) => conceptLabel(ctx, entity, field) === undefined) ? [service] : [],
  );
  const found = new Map<string, readonly DescribedEndpoint[]>();
  for (const id of new Set(ids)) {
    const name = nameOf(ctx, id);
    const service = name && (await findPublished(ctx.db, name));
    if (service) found.set(id, service.endpoints);
  }
  return found;
}

const distinct = (texts: readonly Text[]): readonly Text[] => [
  ...new Map(texts.map((text) => [text.az, text])).values(),
];

/**
 * Concepts by the places in a service's answer where they stand: as the register says that is read through the service,
 * and of one that is kept here, as its service writes them.
 */
function fieldConcepts({ vahid }: Context, service: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const register of registers(vahid.releases)) {
    const { remote, provides } = register;
    if (register.hosted && serviceOfRegister(vahid, register) === service)
      for (const provision of provides) found.set(`/facts/${factName(provision)}`, provision.name);
    if (
      !remote ||
      !service.endsWith(`/${remote.service.institution}/${remote.service.system}/${remote.service.service}`)
    )
      continue;
    for (const [place, name] of placesOf(remote, provides)) found.set(place, name);
  }
  return found;
}

function placesOf({ fields, read }: CompiledRemote, provides: readonly Provision[]): (readonly [string, string])[] {
  return provides.flatMap((provision) => {
    const field = provision.kind === 'take' ? provision.take : provision.kind === 'relation' ? provision.to : undefined;
    const at = field === undefined ? undefined : fields[field]?.at;
    if (at === undefined) return [];
    return Object.values(read).flatMap(({ records }) =>
      [`${records}${at}`, `${records}/*${at}`].map((place) => [place, provision.name] as const),
    );
  });
}
