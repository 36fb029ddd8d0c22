import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { addDays, bakuDate, type Text } from '../../../language/index.ts';
import { entriesOf } from '../../catalogue/index.ts';
import { answersFor } from '../../identity/index.ts';
import {
  type AvailableAction,
  availableActions,
  instance,
  type InstanceLine,
  linesOf,
  type Progress,
  progressOf,
} from '../../process/index.ts';
import { findPublished, type PublishedRow } from '../services/store.ts';
import { confirmRefusal } from './actions.ts';
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

/** Rights that the actor’s institutions asked for and are asked for; `page` counts from 1. @throws notAllowed */
export async function rightDesk(ctx: Context, page: number): Promise<RightDesk> {
  allow(ctx, 'exchange.openRights');
  const own = ctx.actor.appointments.filter(({ role }) => openers.has(role)).map((one) => one.institution);
  const whose = [...new Set((await Promise.all(own.map((code) => answersFor(ctx, code)))).flat())];
  const byUs = await store.listRights(ctx.db, 'consumer', whose, part(page));
  const ofUs = await store.listRights(ctx.db, 'provider', whose, part(page));
  const soon = addDays(bakuDate(ctx.vahid.now()), 60);
  return {
    byUs: await linesOf(ctx, byUs.items),
    ofUs: await linesOf(ctx, ofUs.items),
    ending: await store.listEnding(ctx.db, whose, soon),
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
  const refused = row.standing === 'reconfirming' ? await confirmRefusal(ctx, row, service) : undefined;
  const blocked = refused && { code: refused.code, text: refused.text };
  const actions = await availableActions(ctx, of);
  return {
    row,
    service,
    ...(await progressOf(ctx, of)),
    actions: actions.map((one) => (one.action === 'confirm' && blocked && !one.blocked ? { ...one, blocked } : one)),
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
