import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import type { Book, BookService, GrantedRight } from '../../../protocols/gateway/book.ts';
import { printServiceId, readClientId } from '../../../protocols/x-road/identifier.ts';
import { entryPictures } from '../../catalogue/index.ts';
import type { RightContent, Scope } from '../access-rights/content.ts';
import { asConfirmed } from '../access-rights/rules.ts';
import { endpointsOf, listInForce, type RightRow } from '../access-rights/store.ts';
import { partsOf, subsystemIdOf } from '../directory/instance.ts';
import type { DescribedEndpoint } from './openapi/described.ts';
import { listOfSystems, type PublishedRow } from './store.ts';

/**
 * What the book of a gateway says: services of the subsystems that it serves, as `AZ/GOV/din/population-system`, and who
 * may call them now. A system that is out of use offers nothing, and one that is out of use calls nothing.
 */
export async function bookContentOf(
  ctx: Context,
  subsystems: readonly string[],
): Promise<Pick<Book, 'services' | 'rights'>> {
  const served = new Map(
    subsystems.flatMap((id) => {
      const system = partsOf(ctx.vahid, id)?.system;
      return system === undefined ? [] : [[system, id] as const];
    }),
  );
  const inUse = await systemsInUse(ctx, [...served.keys()]);
  const found = await listOfSystems(ctx.db, [...inUse]);
  const known = found.filter((one) => served.get(one.system) === subsystemIdOf(ctx.vahid, one.institution, one.system));
  const today = bakuDate(ctx.vahid.now());
  const rights = await listInForce(
    ctx.db,
    known.map(({ id }) => id),
    today,
  );
  const calling = await systemsInUse(ctx, [...new Set(rights.map(({ system }) => system))]);
  const byId = new Map(known.map((one) => [one.id, one]));
  const written: GrantedRight[] = [];
  for (const right of rights) {
    const service = byId.get(right.service);
    if (service && calling.has(right.system)) written.push(...(await rightsOf(ctx, right, service)));
  }
  return { services: known.map((one) => bookService(ctx, one)), rights: written };
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

function bookService(ctx: Context, service: PublishedRow & { readonly openapi: string }): BookService {
  return {
    service: serviceIdOf(ctx, service),
    personal: service.personal,
    endpoints: service.endpoints.map(({ method, path, subjects }) => ({ method, path, subjects })),
    openapi: service.openapi,
  };
}

async function rightsOf(ctx: Context, right: RightRow, service: PublishedRow): Promise<readonly GrantedRight[]> {
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
  if (right.standing === 'in_force') return granted.scopes.map((scope) => one(scope, granted.fields));
  const before: readonly DescribedEndpoint[] = (await endpointsOf(ctx.db, right.service, right.serviceVersion)) ?? [];
  return asConfirmed(granted, before, service.endpoints).map(({ scope, fields }) => one(scope, fields));
}

/** The last moment of a day in Baku. */
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+04:00`) + 86_400_000 - 1);
