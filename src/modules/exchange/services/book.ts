import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import type { Book, BookService, GrantedRight } from '../../../protocols/gateway/book.ts';
import { printServiceId, readClientId } from '../../../protocols/x-road/identifier.ts';
import { entryPictures } from '../../catalogue/index.ts';
import type { RightContent, Scope } from '../access-rights/content.ts';
import { asConfirmed, subjectsKept } from '../access-rights/rules.ts';
import { endpointsOf, listInForce, type RightRow } from '../access-rights/store.ts';
import { partsOf, subsystemIdOf } from '../directory/instance.ts';
import { type DescribedEndpoint, endpointName } from './openapi/described.ts';
import { listOfSystems, type PublishedRow } from './store.ts';

/** As an endpoint of a book may name. */
const mostSubjects = 20;

/** Bytes of OpenAPI documents that a book holds; services beyond are in it without theirs, so that it can be published. */
const mostBytes = 16_000_000;

/**
 * What the book of a gateway says: services of the subsystems that it serves, as `AZ/GOV/din/population-system`, and who
 * may call them now. A system that is out of use offers nothing, and one that is out of use calls nothing. `documents`:
 * how many bytes of them are wanted.
 */
export async function bookContentOf(
  ctx: Context,
  subsystems: readonly string[],
  { documents = mostBytes }: { readonly documents?: number } = {},
): Promise<Pick<Book, 'services' | 'rights'>> {
  const served = new Map(
    subsystems.flatMap((id) => {
      const system = partsOf(ctx.vahid, id)?.system;
      return system === undefined ? [] : [[system, id] as const];
    }),
  );
  const inUse = await systemsInUse(ctx, [...served.keys()]);
  const found = await listOfSystems(ctx.db, [...inUse], documents);
  const known = found.filter((one) => served.get(one.system) === subsystemIdOf(ctx.vahid, one.institution, one.system));
  const today = bakuDate(ctx.vahid.now());
  const rights = await listInForce(
    ctx.db,
    known.map(({ id }) => id),
    today,
  );
  const calling = await systemsInUse(ctx, [...new Set(rights.map(({ system }) => system))]);
  const byId = new Map(known.map((one) => [one.id, one]));
  const confirmed = await confirmedOf(ctx, rights);
  const written = rights.flatMap((right): readonly GrantedRight[] => {
    const service = byId.get(right.service);
    return service && calling.has(right.system) ? rightsOf(ctx, right, service, confirmed.get(right.id)) : [];
  });
  const waiting = Map.groupBy(rights, ({ service }) => service);
  return {
    services: known.map((one) =>
      bookService(
        ctx,
        one,
        (waiting.get(one.id) ?? []).flatMap(({ id }) => confirmed.get(id) ?? []),
      ),
    ),
    rights: written,
  };
}

type Endpoints = readonly DescribedEndpoint[];

/** By right, the endpoints with which it was confirmed, of those that wait to be confirmed anew. */
async function confirmedOf(ctx: Context, rights: readonly RightRow[]): Promise<ReadonlyMap<string, Endpoints>> {
  const known = new Map<string, Endpoints>();
  const found = new Map<string, Endpoints>();
  for (const { id, service, serviceVersion, standing } of rights) {
    if (standing === 'in_force') continue;
    const version = `${service} ${serviceVersion}`;
    const endpoints = known.get(version) ?? (await endpointsOf(ctx.db, service, serviceVersion)) ?? [];
    known.set(version, endpoints);
    found.set(id, endpoints);
  }
  return found;
}

async function systemsInUse(ctx: Context, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const entries = await entryPictures(
    ctx,
    codes.map((code) => ({ kind: 'system' as const, code })),
  );
  return new Set(entries.filter(({ state }) => state !== 'finished').map(({ code }) => code));
}

/** Identifier of a service: `AZ/GOV/din/population-system/people`. */
export const serviceIdOf = (
  ctx: Context,
  { institution, system, code }: Pick<PublishedRow, 'institution' | 'system' | 'code'>,
) => {
  const { subsystem = '', ...member } = readClientId(subsystemIdOf(ctx.vahid, institution, system));
  return printServiceId({ ...member, subsystem, service: code });
};

/** Until another person has confirmed a right, a new version cannot keep those from knowing whom the old one told. */
function bookService(
  ctx: Context,
  service: PublishedRow & { readonly openapi: string | null },
  before: Endpoints,
): BookService {
  const told = Map.groupBy(before, endpointName);
  return {
    service: serviceIdOf(ctx, service),
    personal: service.personal,
    endpoints: service.endpoints.map((one) => {
      const { method, path, subjects } = one;
      const earlier = (told.get(endpointName(one)) ?? []).flatMap((was) => subjectsKept(was, one));
      const all = new Map([...subjects, ...earlier].map((place) => [JSON.stringify(place), place]));
      return { method, path, subjects: [...all.values()].slice(0, mostSubjects) };
    }),
    ...(service.openapi === null ? {} : { openapi: service.openapi }),
    ...(service.lastDay === null ? {} : { until: endOf(service.lastDay).toISOString() }),
  };
}

function rightsOf(
  ctx: Context,
  right: RightRow,
  service: PublishedRow,
  before: Endpoints | undefined,
): readonly GrantedRight[] {
  const { granted } = right;
  if (!granted) return [];
  const client = subsystemIdOf(ctx.vahid, right.institution, right.system);
  const one = (scope: Scope, fields: RightContent['fields']): GrantedRight => ({
    client,
    service: serviceIdOf(ctx, service),
    method: scope.method,
    path: scope.path,
    purpose: granted.purpose,
    act: granted.act,
    article: granted.article,
    ...(granted.byDefault ? { byDefault: true } : {}),
    ...(fields ? { fields: [...fields] } : {}),
    ...(granted.hidden ? { hiddenDays: granted.hidden.days } : {}),
    ...(granted.massRun ? { massRun: true } : {}),
    ...(granted.consent ? { consent: true } : {}),
    until: endOf(granted.until).toISOString(),
  });
  if (!before) return granted.scopes.map((scope) => one(scope, granted.fields));
  return asConfirmed(granted, before, service.endpoints).map(({ scope, fields }) => one(scope, fields));
}

/** The last moment of a day in Baku. */
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+04:00`) + 86_400_000 - 1);
