import type { Vahid } from '../../../kernel/vahid.ts';
import { type Book, openBook, readBook } from '../../../protocols/gateway/book.ts';
import { readFollowing } from '../../../protocols/gateway/centre.ts';
import type { Anchor } from './anchor.ts';
import { keepPublished } from './configuration.ts';
import { compileEndpoints } from './endpoint.ts';
import { clientFault, serverFault } from './fault.ts';
import { compileRights, type Right, type Rights } from './rights.ts';
import type { GatewaySettings } from './settings.ts';
import type { Provider, Station } from './station.ts';

/** What a gateway offers: of its settings, and of its book where it has one. */
export type Offer = Pick<Station, 'provider' | 'providers' | 'rights' | 'rightsOf' | 'proofOf'>;

/** The book in force, asked for every minute; the last one that was right is kept beside the settings. */
export async function keepBook(vahid: Vahid, { id, book }: GatewaySettings, anchor: Anchor) {
  if (book === undefined) return { current: () => undefined, stop: () => {} };
  return keepPublished<Book>(vahid, {
    ...book,
    what: 'book',
    read: async (text) => (await readFollowing(text, anchor.every(), (key) => readBook(text, id, key))).value,
    open: async (text, terms) =>
      (await readFollowing(text, anchor.inForce(), (key) => openBook(text, id, key, terms))).value,
  });
}

interface Offered {
  readonly book: Book | undefined;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly rights: readonly Right[];
  readonly compiled: Rights;
  /** Certificates of systems that call through this gateway. */
  readonly clients: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The settings give a service its address, its book what it is: endpoints and whether it is personal. Rights of both
 * hold. Once the book has ended, its rights give nothing, and services that only it describes are not asked.
 */
export function openOffer(settings: GatewaySettings, current: () => Book | undefined, now: () => Date): Offer {
  const own = compileRights(settings.rights);
  let last = offerOf(settings, undefined);
  const offered = (): Offered => {
    const book = current();
    if (book !== last.book) last = offerOf(settings, book);
    return last;
  };
  const isPending = ({ book }: Offered): boolean =>
    settings.book !== undefined && (!book || Date.parse(book.expiresAt) <= now().getTime());
  const isDescribedHere = (service: string, { book }: Offered): boolean =>
    settings.providers.some((one) => one.service === service && one.declaration !== undefined) &&
    book?.services.some((one) => one.service === service) !== true;
  return {
    provider(service) {
      const offer = offered();
      if (isPending(offer) && !isDescribedHere(service, offer))
        throw clientFault('global_conf_outdated', 'The book of the gateway has ended');
      const found = offer.providers.get(service);
      if (found?.until !== undefined && Date.parse(found.until) < now().getTime())
        throw serverFault('service_disabled', `The service has ended: its last moment was ${found.until}`);
      return found;
    },
    providers: () => [...offered().providers.values()],
    rights: {
      permit(request, at) {
        const offer = offered();
        return (isPending(offer) ? own : offer.compiled).permit(request, at);
      },
    },
    rightsOf() {
      const offer = offered();
      return isPending(offer) ? settings.rights : offer.rights;
    },
    proofOf(client) {
      const [own, offer] = [settings.clients.get(client), offered()];
      const more = isPending(offer) ? undefined : offer.clients.get(client);
      return own === 'open' || more === undefined ? own : new Set([...(own ?? []), ...more]);
    },
  };
}

function offerOf({ providers, rights }: GatewaySettings, book: Book | undefined): Offered {
  const described = new Map(book?.services.map((one) => [one.service, one]));
  const offered = providers.map(({ declaration, openapi, ...rest }): [string, Provider] => {
    const found = described.get(rest.service);
    const [said, description] = [found ?? declaration, found?.openapi ?? openapi];
    const endpoints = said ? { endpoints: compileEndpoints(said) } : {};
    const until = found?.until === undefined ? {} : { until: found.until };
    const openapiOf = description === undefined ? {} : { openapi: description };
    return [rest.service, { ...rest, ...endpoints, ...until, ...openapiOf }];
  });
  const all = [...rights, ...(book?.rights ?? [])];
  const clients = [...Map.groupBy(book?.clients ?? [], ({ client }) => client)].map(
    ([client, entries]) => [client, new Set(entries.map(({ certificate }) => certificate))] as const,
  );
  return {
    book,
    rights: all,
    compiled: compileRights(all),
    providers: new Map(offered),
    clients: new Map(clients),
  };
}
