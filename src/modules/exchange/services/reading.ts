import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { entriesOf, entryPictures } from '../../catalogue/index.ts';
import { answersFor, inChargeOf } from '../../identity/index.ts';
import { type Touched, touchedBy } from '../access-rights/following.ts';
import { listGranted, type RightRow } from '../access-rights/store.ts';
import { type Difference, differenceOf } from './difference.ts';
import { type DescribedEndpoint, endpointName } from './openapi/described.ts';
import * as store from './store.ts';

export const servicesOnPage = 50;

export interface ServiceList {
  readonly items: readonly store.ServiceLine[];
  readonly total: number;
  readonly pages: number;
}

/** Published services by title; `page` counts from 1. Public. */
export async function listServices(ctx: Context, text = '', page = 1): Promise<ServiceList> {
  allow(ctx, 'exchange.readServices');
  const today = bakuDate(ctx.vahid.now());
  const part = { text: text.trim(), today, limit: servicesOnPage, offset: (page - 1) * servicesOnPage };
  const { items, total } = await store.listPublished(ctx.db, part);
  return { items, total, pages: Math.max(1, Math.ceil(total / servicesOnPage)) };
}

export interface ServiceName {
  readonly system: string;
  readonly code: string;
}

/** A published service. Public. @throws notFound */
export async function publishedService(ctx: Context, name: ServiceName): Promise<store.PublishedRow> {
  allow(ctx, 'exchange.readServices');
  const found = await store.findPublished(ctx.db, name);
  if (!found) throw notFound();
  return found;
}

/** One of its endpoints. @throws notFound */
export async function publishedEndpoint(
  ctx: Context,
  { method, path, ...name }: ServiceName & { readonly method: string; readonly path: string },
): Promise<{ readonly service: store.PublishedRow; readonly endpoint: DescribedEndpoint }> {
  const service = await publishedService(ctx, name);
  const endpoint = service.endpoints.find((one) => endpointName(one) === `${method} ${path}`);
  if (!endpoint) throw notFound();
  return { service, endpoint };
}

export interface ServiceView {
  readonly service: store.PublishedRow;
  /** Title of its system in the catalogue. */
  readonly system: Text | undefined;
  readonly rights: readonly RightRow[];
  readonly versions: readonly store.VersionLine[];
}

const mostRights = 100;

/** A service with everything that its page shows. Public. @throws notFound */
export async function serviceView(ctx: Context, name: ServiceName): Promise<ServiceView> {
  const service = await publishedService(ctx, name);
  const [entry] = await entryPictures(ctx, [{ kind: 'system', code: service.system }]);
  const { items } = await listGranted(ctx.db, service.id, { limit: mostRights, offset: 0 });
  return { service, system: entry?.title, rights: items, versions: await store.listVersions(ctx.db, service.id) };
}

/** The document of a version, by default the newest. Public. @throws notFound */
export async function serviceDocument(ctx: Context, name: ServiceName, version?: number): Promise<string> {
  const service = await publishedService(ctx, name);
  const found = await store.findVersion(ctx.db, service.id, version ?? service.version);
  if (!found) throw notFound();
  return found.openapi;
}

/** Institutions of which the actor is a registrar, with those for which they answer today. */
export async function ownInstitutions(ctx: Context): Promise<readonly string[]> {
  const own = ctx.actor.appointments.filter(({ role }) => role === 'registrar').map(({ institution }) => institution);
  return [...new Set((await Promise.all(own.map((code) => answersFor(ctx, code)))).flat())];
}

export interface OwnServices {
  readonly services: readonly store.OwnLine[];
  /** Systems of which a service may be entered. */
  readonly systems: readonly { readonly code: string; readonly title: Text }[];
}

/** Services of the registrar’s own institution, and systems that may have more. */
export async function ownServices(ctx: Context): Promise<OwnServices> {
  allow(ctx, 'exchange.openServices');
  const institutions = await ownInstitutions(ctx);
  return {
    services: await store.listOwn(ctx.db, institutions),
    systems: await entriesOf(ctx, 'system', institutions),
  };
}

export interface DeskService {
  readonly row: store.ServiceRow;
  readonly current: store.PublishedRow | undefined;
  readonly draft: store.DraftRow | undefined;
  readonly versions: readonly store.VersionLine[];
  /** Of the draft, to what is in force. */
  readonly difference: Difference | undefined;
  readonly touched: readonly Touched[];
}

/** A service of one’s own, with what is being prepared. @throws notFound, notAllowed */
export async function deskService(ctx: Context, id: string): Promise<DeskService> {
  const row = await store.findService(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, 'exchange.keepService', { institution: await inChargeOf(ctx, row.institution, `system/${row.system}`) });
  const draft = await store.findDraft(ctx.db, id);
  const current = await store.findPublished(ctx.db, { id });
  return {
    row,
    current,
    draft,
    versions: await store.listVersions(ctx.db, id),
    difference: draft && current ? differenceOf(current.endpoints, draft.endpoints) : undefined,
    touched: draft && current ? await touchedBy(ctx, id, draft.endpoints) : [],
  };
}
