import { type Context, systemContext } from '../../../kernel/context.ts';
import { ensureOrganisation, headedPort } from '../../identity/index.ts';
import type { Bar, Candidate } from '../review-entities.ts';
import { type Apart, drawn } from '../rules/draw.ts';

interface Choosing {
  readonly candidates: readonly Candidate[];
  readonly seed: string;
  readonly wanted: number;
  readonly apart: Apart;
}

interface Chosen extends Pick<Choosing, 'candidates'> {
  readonly chosen: readonly string[];
  readonly barred: Readonly<Record<string, Bar>>;
}

/**
 * Draws until nobody of those drawn heads an organisation that the case is about: a head need not be employed by it. It
 * is asked of who was drawn, not of the whole pool. Undefined while the register of companies does not answer.
 */
export async function chooseApart(
  ctx: Context,
  { candidates, seed, wanted, apart }: Choosing,
): Promise<Chosen | undefined> {
  const outside = systemContext(ctx.vahid, ctx.requestId);
  const concerned = new Set(await Promise.all(apart.voens.map((voen) => ensureOrganisation(ctx, voen))));
  if (apart.applicant.organisation !== null) concerned.add(apart.applicant.organisation);
  const barred: Record<string, Bar> = {};
  const cleared = new Set<string>();
  for (;;) {
    const left = candidates.filter(({ person }) => barred[person] === undefined);
    const chosen = drawn(left, seed, wanted);
    const unasked = concerned.size === 0 ? [] : chosen.filter((person) => !cleared.has(person));
    if (unasked.length === 0) return { candidates: left, chosen, barred };
    for (const person of unasked) {
      const headed = await headedPort.of(ctx.vahid)(outside, person);
      if (!headed) return undefined;
      if (headed.some((one) => concerned.has(one))) barred[person] = 'organisation';
      else cleared.add(person);
    }
  }
}
