import { allow } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import { notAllowed, notFound } from '../../kernel/refusal.ts';
import type { Text } from '../../language/lang.ts';
import { act } from './actions.ts';
import type { ClockView } from './clock.ts';
import { type Instance, isOwnerOffice } from './entities.ts';
import { subjectOf } from './institution.ts';
import { approvalsPath, hasPages, kindsListedElsewhere, pageOf } from './notices.ts';
import {
  type AvailableAction,
  availableActions,
  clock,
  instance,
  journal,
  type JournalEntry,
  readsForOwner,
  worklist,
} from './reading.ts';
import { stateOf, titleAtDesk } from './rules.ts';
import { processOf } from './step.ts';

/** Instances on one page of the list. */
export const approvalsPage = 50;

export interface Approval {
  readonly of: Instance;
  readonly state: Text;
  readonly clock: ClockView | undefined;
  readonly link: string;
}

/** What waits for the actor's offices and has no worklist of its own, the most urgent first; `page` counts from 1. */
export async function approvals(
  ctx: Context,
  page = 1,
): Promise<{ readonly items: readonly Approval[]; readonly total: number; readonly overdue: number }> {
  const { items, ...counts } = await worklist(ctx, {
    withoutKinds: kindsListedElsewhere(ctx.vahid),
    limit: approvalsPage,
    offset: (page - 1) * approvalsPage,
  });
  const found: Approval[] = [];
  for (const of of items) {
    const side = (await readsForOwner(ctx, of)) && of.awaits.some(isOwnerOffice) ? 'owner' : 'desk';
    const link = pageOf(ctx, of, side) ?? `${approvalsPath}/${of.id}`;
    found.push({ of, state: await stateTitle(ctx, of), clock: await clock(ctx, of), link });
  }
  return { items: found, ...counts };
}

export interface ApprovalView extends Omit<Approval, 'link'> {
  readonly journal: readonly JournalEntry[];
  readonly actions: readonly AvailableAction[];
  /** Of the form, so that it counts once. */
  readonly key: string;
}

/** One instance whose kind has no page of its own. @throws notFound, notAllowed */
export async function approval(ctx: Context, id: string): Promise<ApprovalView> {
  const of = await withoutPage(ctx, id);
  allow(ctx, 'process.readAtDesk', await subjectOf(ctx, of));
  return {
    of,
    state: await stateTitle(ctx, of),
    clock: await clock(ctx, of),
    journal: await journal(ctx, of),
    actions: await availableActions(ctx, of),
    key: newId(),
  };
}

/** Rooms that show their instances themselves also check more than the engine can before an action. */
async function withoutPage(ctx: Context, id: string): Promise<Instance> {
  const of = await instance(ctx, id);
  if (hasPages(ctx.vahid, of.kind)) throw notFound();
  return of;
}

/** Those of the owner read a state as owners do; one who decides, in the words of the desk. */
async function stateTitle(ctx: Context, of: Instance): Promise<Text> {
  const state = stateOf(await processOf(ctx, of), of.state);
  return (await readsForOwner(ctx, of)) ? state.title : titleAtDesk(state);
}

/** An action taken on the engine's own page. @throws the refusals of `act` */
export async function actOnApproval(
  ctx: Context,
  given: {
    readonly id: string;
    readonly action: string;
    readonly version: number;
    readonly note: string;
    readonly key: string;
  },
): Promise<void> {
  const of = await withoutPage(ctx, given.id);
  allow(ctx, 'process.actAtDesk', await subjectOf(ctx, of));
  const action = (await processOf(ctx, of)).actions.find(({ name }) => name === given.action);
  // What an official does as applicant has no place at the desk.
  if (action?.actor === 'applicant') throw notAllowed();
  const { id, key, ...rest } = given;
  await act(ctx, { instance: id, key: key === '' ? '' : `${given.action}:${key}`, ...rest });
}
