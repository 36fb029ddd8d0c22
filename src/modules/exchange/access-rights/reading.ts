import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { addDays, bakuDate, inAll, type Text } from '../../../language/index.ts';
import { entriesOf, entryPictures } from '../../catalogue/index.ts';
import { answersFor, institutionsByCode } from '../../identity/index.ts';
import {
  type AvailableAction,
  availableActions,
  instance,
  type InstanceLine,
  linesOf,
  type Progress,
  progressOf,
} from '../../process/index.ts';
import { publishedEndpoints } from '../services/field-names.ts';
import type { DescribedEndpoint } from '../services/openapi/described.ts';
import { findPublished, type PublishedRow } from '../services/store.ts';
import { confirmRefusal, grantRefusal } from './actions.ts';
import { type Consequence, consequenceOf, isTouched } from './rules.ts';
import * as store from './store.ts';

export const rightsOnPage = 50;
const part = (page: number) => ({ limit: rightsOnPage, offset: (page - 1) * rightsOnPage });
const pagesOf = (total: number) => Math.max(1, Math.ceil(total / rightsOnPage));

export interface RightList {
  readonly items: readonly store.RightRow[];
  readonly total: number;
  readonly pages: number;
}

/** Rights that were granted, those in force first; `page` counts from 1. Public. */
export async function grantedRights(ctx: Context, page = 1): Promise<RightList> {
  allow(ctx, 'exchange.readServices');
  const { items, total } = await store.listGranted(ctx.db, undefined, part(page));
  return { items, total, pages: pagesOf(total) };
}

/** What stands in rights by its code, in words. */
export interface RightNames {
  readonly institution: (code: string) => Text;
  readonly system: (code: string) => Text;
  /** Of a service, by its id, as it is published now. */
  readonly endpoints: (service: string) => readonly DescribedEndpoint[];
}

/** Checks no access: institutions, systems and published services are public. */
export async function namesIn(ctx: Context, rights: readonly store.RightRow[]): Promise<RightNames> {
  const institutions = await institutionsByCode(ctx);
  const codes = [...new Set(rights.map(({ system }) => system))];
  const found = await entryPictures(
    ctx,
    codes.map((code) => ({ kind: 'system' as const, code })),
  );
  const systems = new Map(found.map(({ code, title }) => [code, title]));
  const endpoints = await publishedEndpoints(
    ctx.db,
    rights.map(({ service }) => service),
  );
  return {
    institution: (code) => institutions.get(code)?.name ?? inAll(code),
    system: (code) => systems.get(code) ?? inAll(code),
    endpoints: (service) => endpoints.get(service) ?? [],
  };
}

export type RightLine = InstanceLine<store.RightRow>;

export interface RightDesk {
  readonly byUs: readonly RightLine[];
  readonly ofUs: readonly RightLine[];
  /** Those that end within 60 days. */
  readonly ending: readonly store.RightRow[];
  /** Of the longer of the two lists. */
  readonly pages: number;
}

const openers: ReadonlySet<string> = new Set(['registrar', 'officer', 'approver', 'deputy_head', 'head', 'auditor']);
/** Who reads what their institution asked for: who asks in its name, and who examines it. */
const askers: ReadonlySet<string> = new Set(['registrar', 'auditor']);

/** Institutions for which the actor stands in one of the offices. */
async function standsFor(ctx: Context, offices: ReadonlySet<string>): Promise<readonly string[]> {
  const own = ctx.actor.appointments.filter(({ role }) => offices.has(role)).map((one) => one.institution);
  return [...new Set((await Promise.all(own.map((code) => answersFor(ctx, code)))).flat())];
}

/**
 * Rights that the actor’s institutions are asked for and, for who asks in their name, asked for; `page` counts from 1.
 * @throws notAllowed
 */
export async function rightDesk(ctx: Context, page: number): Promise<RightDesk> {
  allow(ctx, 'exchange.openRights');
  const whose = await standsFor(ctx, openers);
  const asking = await standsFor(ctx, askers);
  const byUs = await store.listRights(ctx.db, 'consumer', asking, part(page));
  const ofUs = await store.listRights(ctx.db, 'provider', whose, part(page));
  const ending = await store.listEnding(ctx.db, whose, addDays(bakuDate(ctx.vahid.now()), 60));
  return {
    byUs: await linesOf(ctx, byUs.items),
    ofUs: await linesOf(ctx, ofUs.items),
    ending: ending.filter((one) => whose.includes(one.provider) || asking.includes(one.institution)),
    pages: pagesOf(Math.max(byUs.total, ofUs.total)),
  };
}

/** A right with everything that its page at the desk shows. */
export interface RightView extends Progress {
  readonly row: store.RightRow;
  readonly service: PublishedRow;
  readonly actions: readonly AvailableAction[];
  /** What the service as it is now changes of what was granted. */
  readonly consequence: Consequence | undefined;
}

/** One right, for who asked and who decides. @throws notFound, notAllowed */
export async function rightView(ctx: Context, id: string): Promise<RightView> {
  allow(ctx, 'exchange.openRights');
  const row = await store.findRight(ctx.db, id);
  const service = row && (await findPublished(ctx.db, { id: row.service }));
  if (!row || !service) throw notFound();
  const of = await instance(ctx, id);
  const before = (await store.endpointsOf(ctx.db, row.service, row.serviceVersion)) ?? [];
  const consequence = consequenceOf(row.granted ?? row.asked, before, service.endpoints);
  const isConfirmed = row.standing === 'reconfirming';
  const refused = isConfirmed ? await confirmRefusal(ctx, row, service) : await grantRefusal(ctx, row);
  const refusedAction = isConfirmed ? 'confirm' : 'grant';
  const blocked = refused && { code: refused.code, text: refused.text };
  const actions = await availableActions(ctx, of);
  return {
    row,
    service,
    ...(await progressOf(ctx, of)),
    actions: actions.map((one) =>
      one.action === refusedAction && blocked && !one.blocked ? { ...one, blocked } : one,
    ),
    consequence: isTouched(consequence) ? consequence : undefined,
  };
}

export interface AskingFor {
  readonly service: PublishedRow | undefined;
  readonly systems: readonly { readonly code: string; readonly title: Text }[];
}

/** What a registrar needs to ask for a right: their systems, and the service where it is chosen. */
export async function askingFor(ctx: Context, service: string | undefined): Promise<AskingFor> {
  const own = ctx.actor.appointments.filter(({ role }) => role === 'registrar').map(({ institution }) => institution);
  allow(ctx, 'exchange.askRight', { institution: own[0] });
  const whose = [...new Set((await Promise.all(own.map((code) => answersFor(ctx, code)))).flat())];
  return {
    service: service === undefined ? undefined : await findPublished(ctx.db, { id: service }),
    systems: await entriesOf(ctx, 'system', whose),
  };
}
