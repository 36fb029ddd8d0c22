import type { Context } from '../../kernel/context.ts';
import { bakuDate } from '../../language/index.ts';
import { type Institution, institutionsByCode } from '../identity/index.ts';

function follow(byCode: ReadonlyMap<string, Institution>, code: string, today: string): string {
  const found = byCode.get(code);
  const gone = found?.closedOn && found.closedOn <= today;
  return gone && found.successor ? follow(byCode, found.successor, today) : code;
}

/** Code of the institution that does today what this one did. */
export async function inChargeOf(ctx: Context, code: string): Promise<string> {
  return follow(await institutionsByCode(ctx, code), code, bakuDate(ctx.vahid.now()));
}

/** Codes of the institution and of those it has taken over from. */
export async function answersFor(ctx: Context, code: string): Promise<readonly string[]> {
  const byCode = await institutionsByCode(ctx, code);
  const today = bakuDate(ctx.vahid.now());
  return [...byCode.keys()].filter((one) => follow(byCode, one, today) === code);
}
