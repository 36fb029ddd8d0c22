import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
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
import { topicsOf } from '../requests/definition.ts';
import { registrarOf } from '../access.ts';
import { isPartial } from './actions.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

export const exceptionsPage = 50;
const part = (page: number) => ({ limit: exceptionsPage, offset: (page - 1) * exceptionsPage });
const pagesOf = (total: number) => Math.max(1, Math.ceil(total / exceptionsPage));

export interface ExceptionList {
  readonly items: readonly store.ExceptionRow[];
  readonly total: number;
  readonly pages: number;
}

/** Every exception, those in force first; `page` counts from 1. Public. */
export async function listExceptions(ctx: Context, page = 1): Promise<ExceptionList> {
  allow(ctx, 'catalogue.read');
  const { items, total } = await store.listExceptions(ctx.db, part(page));
  return { items, total, pages: pagesOf(total) };
}

/** May the actor grant exceptions and revoke them? */
export function mayGrant({ actor, vahid }: Context): boolean {
  const rule = vahid.access['catalogue.grantException'] ?? [];
  return permitted(rule, actor, { institution: topicsOf(vahid.releases).decides });
}

export type AskedLine = InstanceLine<store.RequestRow>;

export interface ExceptionDesk {
  /** What the institutions asked for of which the actor is a registrar, what waits first. */
  readonly asked: readonly AskedLine[];
  /** In force, those that end first; for who may revoke them. */
  readonly inForce: readonly store.ExceptionRow[];
  /** Of the longer of the two lists. */
  readonly pages: number;
}

/** What a registrar asked for and what an approver may revoke; `page` counts from 1. @throws notAllowed */
export async function exceptionDesk(ctx: Context, page: number): Promise<ExceptionDesk> {
  const own = registrarOf(ctx);
  const grants = mayGrant(ctx);
  if (!grants) allow(ctx, 'catalogue.proposeException', { institution: own[0] });
  const whose = (await Promise.all(own.map((code) => answersFor(ctx, code)))).flat();
  const asked = await store.listRequests(ctx.db, whose, part(page));
  const inForce = grants ? await store.listInForce(ctx.db, part(page)) : { items: [], total: 0 };
  const lines = await linesOf(ctx, asked.items);
  return { asked: lines, inForce: inForce.items, pages: pagesOf(Math.max(asked.total, inForce.total)) };
}

/** What is asked for, with everything that its page shows. */
export interface AskedView extends Progress {
  readonly row: store.RequestRow;
  readonly actions: readonly AvailableAction[];
}

/** One that was asked for. @throws notFound, notAllowed */
export async function askedView(ctx: Context, id: string): Promise<AskedView> {
  allow(ctx, 'catalogue.openDesk');
  const row = await store.findRequest(ctx.db, id);
  if (!row) throw notFound();
  const of = await instance(ctx, id);
  const blocked = (await isPartial(ctx, row)) ? refusals.ownEntry() : undefined;
  const actions = await availableActions(ctx, of);
  return {
    row,
    ...(await progressOf(ctx, of)),
    actions: actions.map((one) => (one.action === 'withdraw' || !blocked ? one : { ...one, blocked })),
  };
}
