import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Text } from '../../../language/lang.ts';
import { answersFor, institutionsByCode } from '../../identity/index.ts';
import { heldBy as heldIn, holderOf, type HoldsProcess } from '../definition/kind.ts';
import type { FlowOf } from './part.ts';
import { sharesOf, type Side, type StateFlow, statesOf, type Variant, variantsOf } from './rules.ts';
import * as store from './store.ts';

/** Over how many days one may look back. */
export const periods = [90, 365] as const;
export type Period = (typeof periods)[number];

const mostVariants = 10;
const dayMs = 86_400_000;

interface Held extends HoldsProcess {
  readonly title: Text;
}

/** Institutions into whose work the actor looks: their own, with what those took over; an auditor into all. */
async function institutionsOf(ctx: Context, institution: string | undefined): Promise<readonly string[]> {
  const lines = ctx.vahid.access['process.readFlow'] ?? [];
  const any = permitted(lines, ctx.actor, { institution: '' });
  if (any && institution === undefined) return [...(await institutionsByCode(ctx)).keys()];
  const own = ctx.actor.appointments.map((one) => one.institution);
  const chosen = institution === undefined ? own : [institution];
  const allowed = chosen.filter((one) => permitted(lines, ctx.actor, { institution: one }));
  if (allowed.length === 0) allow(ctx, 'process.readFlow', { institution: chosen[0] });
  return [...new Set((await Promise.all(allowed.map((code) => answersFor(ctx, code)))).flat())];
}

export interface FlowAsked {
  readonly institution?: string | undefined;
  readonly days: Period;
}

export interface FlowLine extends store.FlowRow {
  readonly title: Text;
}

/** What was begun of each definition, the most frequent first. @throws notAllowed */
export async function flows(ctx: Context, { institution, days }: FlowAsked): Promise<readonly FlowLine[]> {
  const institutions = await institutionsOf(ctx, institution);
  const rows = await store.listFlows(ctx.db, institutions, sinceOf(ctx, days));
  return rows.flatMap((row) => {
    const title = heldBy(ctx, row)?.title;
    return title ? [{ ...row, title }] : [];
  });
}

const sinceOf = ({ vahid }: Context, days: Period): Date => new Date(vahid.now().getTime() - days * dayMs);

/** Titles and order are those in force, whatever version a process was begun with. */
function heldBy({ vahid }: Context, of: Pick<store.FlowRow, 'kind' | 'name'>): Held | undefined {
  const holder = holderOf(of);
  const found = vahid.releases.get<Held>(holder.kind, holder.name)?.compiled;
  return found && heldIn(found, holder);
}

export interface FlowView extends store.FlowSums {
  /** By institution, where there are several. */
  readonly by: readonly (store.InstitutionSums & { readonly title: Text })[];
  /** What further parts of the page are about. */
  readonly of: FlowOf;
  readonly title: Text;
  readonly states: readonly StateFlow[];
  readonly shares: Readonly<Record<Side, number>>;
  readonly variants: readonly Variant[];
}

const nameOf = (named: ReadonlyMap<string, { readonly name: Text }>, code: string): Text =>
  named.get(code)?.name ?? { az: code, en: code, ru: code };

/** Where the time of processes goes, what comes back, which ways are gone. @throws notFound, notAllowed */
export async function flowView(
  ctx: Context,
  { kind, name, institution, days }: FlowAsked & Pick<store.FlowRow, 'kind' | 'name'>,
): Promise<FlowView> {
  const institutions = await institutionsOf(ctx, institution);
  const held = heldBy(ctx, { kind, name });
  if (held?.process === undefined) throw notFound();
  const { process, title } = held;
  const ends = process.states.filter(({ end }) => end).map((state) => state.name);
  const chosen = { kind, name, institutions, since: sinceOf(ctx, days), now: ctx.vahid.now(), ends };
  const states = statesOf(process, await store.stays(ctx.db, chosen));
  const by = institutions.length > 1 ? await store.sumsByInstitution(ctx.db, chosen) : [];
  const named = await institutionsByCode(ctx);
  return {
    ...(await store.sums(ctx.db, chosen)),
    by: by.length > 1 ? by.map((one) => ({ ...one, title: nameOf(named, one.institution) })) : [],
    of: { name, institutions, since: chosen.since },
    title,
    states,
    shares: sharesOf(states),
    variants: variantsOf(process, await store.variants(ctx.db, chosen, mostVariants)),
  };
}
