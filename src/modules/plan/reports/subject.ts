import type { Context } from '../../../kernel/context.ts';
import { inChargeOf } from '../../identity/index.ts';
import { officeOf } from '../measures/index.ts';

/** What access looks at: the centre decides, the institution reports; each as the one in charge of it today. */
export interface ReportSubject {
  readonly institution: string;
  readonly ownerInstitution: string;
}

export async function subjectFor(ctx: Context, owner: string, centre?: string): Promise<ReportSubject> {
  return {
    institution: await inChargeOf(ctx, centre ?? officeOf(ctx.vahid.releases).centre),
    ownerInstitution: await inChargeOf(ctx, owner),
  };
}
