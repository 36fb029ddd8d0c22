import type { Context } from '../../kernel/context.ts';
import { bakuDate } from '../../language/index.ts';
import { type Institution, institutionsByCode } from '../identity/index.ts';
import type { Subject } from '../../kernel/access.ts';
import type { Instance } from './entities.ts';

function follow(byCode: ReadonlyMap<string, Institution>, code: string, today: string): string {
  const found = byCode.get(code);
  const gone = found?.closedOn && found.closedOn <= today;
  return gone && found.successor ? follow(byCode, found.successor, today) : code;
}

/** Code of the institution that does today what this one did. */
export async function inChargeOf(ctx: Context, code: string): Promise<string> {
  return follow(await institutionsByCode(ctx, code), code, bakuDate(ctx.vahid.now()));
}

/** What access looks at: the institutions are those that answer today for the instance's own and for its owner. */
export async function subjectOf(
  ctx: Context,
  of: Pick<Instance, 'institution' | 'owner_person' | 'owner_organisation' | 'owner_institution'>,
): Promise<Subject & { readonly institution: string }> {
  return {
    institution: await inChargeOf(ctx, of.institution),
    ownerInstitution: of.owner_institution === null ? undefined : await inChargeOf(ctx, of.owner_institution),
    owner: { person: of.owner_person ?? undefined, organisation: of.owner_organisation ?? undefined },
  };
}

/** Codes of the institution and of those it has taken over from. */
export async function answersFor(ctx: Context, code: string): Promise<readonly string[]> {
  const byCode = await institutionsByCode(ctx, code);
  const today = bakuDate(ctx.vahid.now());
  return [...byCode.keys()].filter((one) => follow(byCode, one, today) === code);
}
