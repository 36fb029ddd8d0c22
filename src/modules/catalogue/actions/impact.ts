import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { buildGraph, type Graph, reach } from '../graph.ts';
import type { EntryKind } from '../kinds.ts';
import { type EntryLine, findEntry, findLines } from '../store/entries.ts';
import { allEdges, type EntryRef, graphChanges, relatedKinds } from '../store/relations.ts';

/** `stops`: what stops when the entry stops; `needs`: what the entry cannot be without. */
export type ImpactDirection = 'stops' | 'needs';

export interface ImpactLine extends EntryLine {
  /** Relations between it and the entry. */
  readonly steps: number;
  /** The thing one step nearer; absent at the first step. */
  readonly through?: EntryLine;
}

export interface Impact {
  readonly total: number;
  /** How many of each kind are concerned. */
  readonly kinds: ReadonlyMap<EntryKind, number>;
  /** The nearest, a page of them. */
  readonly lines: readonly ImpactLine[];
  readonly page: number;
  readonly pages: number;
}

const pageSize = 50;

interface Known {
  readonly graph: Graph;
  readonly kinds: ReadonlyMap<string, EntryKind>;
}

interface Held {
  readonly changes: number;
  readonly known: Promise<Known>;
}

const held = new WeakMap<Vahid, Held>();

/** The graph as the database has it; read again only when a relation changed since, or what one leads to. */
async function graphNow(ctx: Context): Promise<Known> {
  const changes = await graphChanges(ctx.db);
  const before = held.get(ctx.vahid);
  if (before?.changes === changes) return before.known;
  const known = readGraph(ctx);
  held.set(ctx.vahid, { changes, known });
  // One that could not be read is read again by the next who asks.
  known.catch(() => held.delete(ctx.vahid));
  return known;
}

async function readGraph({ db }: Context): Promise<Known> {
  return { graph: buildGraph(await allEdges(db)), kinds: await relatedKinds(db) };
}

/** What stops when an entry stops, or what it needs, over any number of steps, nearest first. Public. @throws notFound */
export async function impact(
  ctx: Context,
  { kind, code }: EntryRef,
  { direction, page = 1 }: { readonly direction: ImpactDirection; readonly page?: number | undefined },
): Promise<Impact> {
  allow(ctx, 'catalogue.read');
  const entry = await findEntry(ctx.db, kind, code);
  if (!entry) throw notFound();
  const { graph, kinds } = await graphNow(ctx);
  const reached = reach(graph, direction === 'stops' ? graph.dependents : graph.needs, entry.id);
  const shown = reached.slice((page - 1) * pageSize, page * pageSize);
  const lines = await findLines(ctx.db, [...new Set(shown.flatMap(({ id, through }) => [id, through]))]);
  const byId = new Map(lines.map(({ id, ...line }) => [id, line]));
  return {
    total: reached.length,
    kinds: countBy(reached.map(({ id }) => kinds.get(id))),
    lines: shown.flatMap(({ id, steps, through }) => {
      const line = byId.get(id);
      const near = steps > 1 ? byId.get(through) : undefined;
      return line ? [{ ...line, steps, ...(near ? { through: near } : {}) }] : [];
    }),
    page,
    pages: Math.max(1, Math.ceil(reached.length / pageSize)),
  };
}

function countBy<T>(items: readonly (T | undefined)[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) if (item !== undefined) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
