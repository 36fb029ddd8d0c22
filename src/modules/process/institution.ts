import type { Context } from '../../kernel/context.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { bakuDate } from '../../language/index.ts';
import { type Institution, institutions } from '../identity/index.ts';

interface Known {
  readonly release: number;
  readonly byCode: ReadonlyMap<string, Institution>;
}

// Institutions change by release only; asking for them at every step of every case would cost a round trip each.
const known = new WeakMap<Vahid['releases'], Known>();

async function listed(ctx: Context, code: string): Promise<ReadonlyMap<string, Institution>> {
  const { releases } = ctx.vahid;
  const before = known.get(releases);
  if (before?.release === releases.number() && before.byCode.has(code)) return before.byCode;
  const byCode = new Map((await institutions(ctx)).map((one) => [one.code, one]));
  known.set(releases, { release: releases.number(), byCode });
  return byCode;
}

function follow(byCode: ReadonlyMap<string, Institution>, code: string, today: string): string {
  const found = byCode.get(code);
  const gone = found?.closedOn && found.closedOn <= today;
  return gone && found.successor ? follow(byCode, found.successor, today) : code;
}

/** Code of the institution that does today what this one did. */
export async function inChargeOf(ctx: Context, code: string): Promise<string> {
  return follow(await listed(ctx, code), code, bakuDate(ctx.vahid.now()));
}

/** Codes of the institution and of those it has taken over from. */
export async function answersFor(ctx: Context, code: string): Promise<readonly string[]> {
  const byCode = await listed(ctx, code);
  const today = bakuDate(ctx.vahid.now());
  return [...byCode.keys()].filter((one) => follow(byCode, one, today) === code);
}
