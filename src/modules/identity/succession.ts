import type { Context } from '../../kernel/context.ts';
import { bakuDate } from '../../language/index.ts';
import type { Institution } from './entities.ts';
import { institutionsByCode } from './institutions.ts';

/** Has the institution ceased by this day? `closedOn` is the first day on which it is no more. */
export function isClosed({ closedOn }: Pick<Institution, 'closedOn'>, day: string): boolean {
  return closedOn !== null && closedOn <= day;
}

/**
 * Code of the institution that does on a day, `YYYY-MM-DD`, what this one did: itself, or the last of its successors; one closed without
 * a successor answers for itself. `entry`, `<kind>/<code>` of the catalogue, is a thing that a split may give to another successor.
 */
export function successorOn(
  byCode: ReadonlyMap<string, Institution>,
  code: string,
  day: string,
  entry?: string,
): string {
  const found = byCode.get(code);
  if (!found || !isClosed(found, day)) return code;
  const next = (entry === undefined ? undefined : takerOf(found, entry)) ?? found.successor;
  // Ends: the compiler of institutions refuses circles.
  return next === null ? code : successorOn(byCode, next, day, entry);
}

function takerOf({ split = [] }: Institution, entry: string): string | undefined {
  return split.find(({ takes }) => takes.includes(entry))?.successor;
}

/** Code of the institution in charge today of what this one did, or of one thing of it, `<kind>/<code>`. Open to all. */
export async function inChargeOf(ctx: Context, code: string, entry?: string): Promise<string> {
  return successorOn(await institutionsByCode(ctx, code), code, bakuDate(ctx.vahid.now()), entry);
}

/** Codes of the institution and of those for which it answers today; of a split one, its general successor. Open to all. */
export async function answersFor(ctx: Context, code: string): Promise<readonly string[]> {
  const byCode = await institutionsByCode(ctx, code);
  const today = bakuDate(ctx.vahid.now());
  return [...byCode.keys()].filter((one) => successorOn(byCode, one, today) === code);
}

/** Institutions into which a closed one went: those of its split, and the one that took the rest. */
export function successorsOf({ successor, split = [] }: Institution): readonly string[] {
  return [...new Set([...(successor === null ? [] : [successor]), ...split.map((part) => part.successor)])];
}
