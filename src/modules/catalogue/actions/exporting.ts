import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound, refusal } from '../../../kernel/refusal.ts';
import { inAll, type Text } from '../../../language/index.ts';
import {
  type Cost,
  type Addresses,
  type ContactPoint,
  type LegalResource,
  type LifeEvent,
  missingParts,
  type Node,
  nodesOf,
  type Part,
  type PublicService,
  type ServiceStatus,
  writeJsonLd,
  writeTurtle,
} from '../../../protocols/cpsv-ap/index.ts';
import { type Institution, institutionsByCode, type PublicContact } from '../../identity/index.ts';
import { cite } from '../definition/citation.ts';
import { lifeEvents, readReference } from '../definition/reference.ts';
import type { EntryState } from '../kinds.ts';
import { findService, listServices, type ServiceRow } from '../store/export.ts';
import { exportTexts } from '../text/export.ts';

/** In what a description of services is written; the first is what is sent when nothing else is asked for. */
export const serviceFormats = ['application/json', 'text/turtle', 'application/ld+json'] as const;
export type ServiceFormat = (typeof serviceFormats)[number];

/** A description in RDF that lacks one of these would mislead whoever reads it. */
export const serviceIncomplete = refusal('catalogue.service_incomplete', 409, {
  az: 'Bu xidmət barədə məlumat tam deyil, ona görə CPSV-AP ilə verilmir. Çatışmayanlar: {parts}. Onları xidmətin sahibi əlavə edir; mövcud məlumatı application/json formatında almaq olar.',
  en: 'What is known of this service is not complete, so it is not given as CPSV-AP. Missing: {parts}. Its owner has to add them; what there is can be had as application/json.',
  ru: 'Сведения об этой услуге неполны, поэтому в CPSV-AP она не выдаётся. Недостаёт: {parts}. Их добавляет владелец услуги; имеющееся можно получить в application/json.',
});

/** A service as the doors give it: what CPSV-AP says of it, its address in the data and what is still missing. */
export interface ExportedService extends PublicService {
  readonly iri: string;
  readonly missing: readonly Part[];
}

/**
 * Every service in use, as text in the asked format, a service at a time: memory does not grow with their number. In
 * RDF only those described in full; JSON has them all and says what each lacks. Public.
 */
export function exportServices(ctx: Context, format: ServiceFormat): AsyncIterable<string> {
  allow(ctx, 'catalogue.read');
  if (format === 'application/json') return jsonList(everyService(ctx));
  return writers[format](complete(everyService(ctx), addressesOf(ctx)));
}

/** One service, whatever its state, as text in the asked format. Public. @throws notFound, serviceIncomplete */
export async function exportService(ctx: Context, code: string, format: ServiceFormat): Promise<AsyncIterable<string>> {
  allow(ctx, 'catalogue.read');
  const row = await findService(ctx.db, code);
  if (!row) throw notFound();
  const service = described(ctx, row, await institutionsByCode(ctx, row.institution));
  if (format === 'application/json') return only(`${JSON.stringify(service)}\n`);
  if (service.missing.length > 0) throw serviceIncomplete({ parts: service.missing.join(', ') });
  return writers[format](only(nodesOf(service, addressesOf(ctx))));
}

/** Address of a service in the data, without host: an IRI that answers. */
export const serviceDataPath = (code: string): string => `/api/v1/catalogue/services/${code}`;

/** Header Link from a page of a service to its description for programs. */
export function alternateLink({ vahid }: Context, code: string): string {
  const address = `${vahid.config.publicUrl}${serviceDataPath(code)}`;
  return serviceFormats.map((format) => `<${address}>; rel="alternate"; type="${format}"`).join(', ');
}

const writers = { 'text/turtle': writeTurtle, 'application/ld+json': writeJsonLd } as const;

function addressesOf({ vahid }: Context): Addresses {
  const api = `${vahid.config.publicUrl}/api/v1/catalogue`;
  return { services: `${api}/services`, organisations: `${api}/entries/institution` };
}

async function* only<T>(one: T): AsyncGenerator<T> {
  yield one;
}

async function* complete(services: AsyncIterable<ExportedService>, at: Addresses): AsyncGenerator<readonly Node[]> {
  for await (const service of services) if (service.missing.length === 0) yield nodesOf(service, at);
}

async function* jsonList(services: AsyncIterable<ExportedService>): AsyncGenerator<string> {
  let before = '{"services":[\n';
  for await (const service of services) {
    yield before + JSON.stringify(service);
    before = ',\n';
  }
  yield before === ',\n' ? '\n]}\n' : `${before}]}\n`;
}

// Some megabytes at once: fewer questions, each of which may have to sort what is left.
const atOnce = 1000;

/** Reads a page of services at a time, each with a question of its own: no transaction stays open while a reader reads. */
async function* everyService(ctx: Context): AsyncGenerator<ExportedService> {
  for (let after = ''; ; ) {
    const rows = await listServices(ctx.db, { after, limit: atOnce });
    const institutions = await institutionsByCode(ctx);
    for (const row of rows) yield described(ctx, row, institutions);
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = last.code;
  }
}

const statuses: Readonly<Record<EntryState, ServiceStatus>> = {
  being_established: 'under_development',
  in_use: 'active',
  finished: 'withdrawn',
};

function described(
  ctx: Context,
  { code, title, about, path, state, institution, acts: cited, spec }: ServiceRow,
  institutions: ReadonlyMap<string, Institution>,
): ExportedService {
  const authority = institutions.get(institution);
  const contact = spec.contact ?? authority?.contact;
  const service: PublicService = {
    code,
    title,
    description: about ?? title,
    status: statuses[state],
    ...(spec.audience ? { audience: spec.audience } : {}),
    authority: authorityOf(authority, institution),
    outputs: spec.output ? [{ code: 'result', title: spec.output }] : [],
    costs: costsOf(spec),
    channels: (spec.channels ?? []).map((kind) => ({ code: kind, kind, title: exportTexts[kind] })),
    contacts: contact ? [contactPoint(contact)] : [],
    legalResources: cited.map((reference) => legalResource(ctx, reference)),
    lifeEvents: lifeEventsOf(ctx, spec.lifeEvents ?? []),
    // On the spot is a time too.
    ...(spec.workingDays === undefined ? {} : { processingTime: durationOf(spec.workingDays) }),
    ...(path ? { page: `${ctx.vahid.config.publicUrl}${path}` } : {}),
  };
  return { iri: `${ctx.vahid.config.publicUrl}${serviceDataPath(code)}`, ...service, missing: missingParts(service) };
}

const authorityOf = (found: Institution | undefined, code: string): PublicService['authority'] =>
  found ? { code, name: found.name, acronym: found.acronym } : { code, name: inAll(code) };

const marked = (text: Text): Text => ({
  az: `${text.az} ${exportTexts.sampleMark.az}`,
  en: `${text.en} ${exportTexts.sampleMark.en}`,
  ru: `${text.ru} ${exportTexts.sampleMark.ru}`,
});

function costsOf({ cost, costDiffers }: ServiceRow['spec']): readonly Cost[] {
  if (costDiffers) return [{ code: 'fee', currency: 'AZN', description: costDiffers }];
  if (!cost) return [];
  const { amount, currency } = cost;
  const description = Number(amount) === 0 ? exportTexts.free : inAll(`${amount} ${currency}`);
  return [{ code: 'fee', amount, currency, description }];
}

function contactPoint({ phone, email, page, sample }: PublicContact): ContactPoint {
  return {
    code: 'office',
    ...(phone === undefined ? {} : { telephone: phone }),
    ...(email === undefined ? {} : { email }),
    ...(page === undefined ? {} : { page }),
    ...(sample ? { note: exportTexts.sampleContact } : {}),
  };
}

/** The act under its title; an invented one says so in it, because a title is all that other catalogues show. */
function legalResource({ vahid: { releases } }: Context, reference: string): LegalResource {
  const { act, article } = readReference(reference);
  const { title, cited, sample } = cite(releases, { act, article });
  const shown = sample ? { title: marked(title), cited: marked(cited) } : { title, cited };
  return { act, articles: article, ...shown };
}

function lifeEventsOf({ vahid: { releases } }: Context, codes: readonly string[]): LifeEvent[] {
  return lifeEvents(releases).filter(({ code }) => codes.includes(code));
}

/** Working days as the calendar days that they take at least: five of seven are worked. */
const durationOf = (workingDays: number): string => `P${Math.ceil((workingDays * 7) / 5)}D`;
