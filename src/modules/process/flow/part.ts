import type { ComponentChildren } from 'preact';
import type { Context } from '../../../kernel/context.ts';
import { port, type Vahid } from '../../../kernel/vahid.ts';
import type { Lang } from '../../../language/lang.ts';

/** What the page of a definition’s processes is about: whose, and since when they were begun. */
export interface FlowOf {
  readonly name: string;
  readonly institutions: readonly string[];
  readonly since: Date;
}

/** What the room of a kind knows besides the journal, drawn below it. Who may read it the page has judged. */
export type FlowPart = (ctx: Context, of: FlowOf, lang: Lang) => Promise<ComponentChildren>;

const partOf = (kind: string) => port<FlowPart>(`process.flow of ${kind}`);

/** Called by the room that owns a kind of definition, from its `open`. */
export function registerFlowPart(vahid: Vahid, kind: string, part: FlowPart): void {
  partOf(kind).fill(vahid, part);
}

export function flowPart(vahid: Vahid, kind: string): FlowPart | undefined {
  const found = partOf(kind);
  return vahid.ports.has(found.name) ? found.of(vahid) : undefined;
}
