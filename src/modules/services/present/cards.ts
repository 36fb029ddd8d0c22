import type { Context } from '../../../kernel/context.ts';
import { clock, type Instance, stateOfInstance } from '../../process/index.ts';
import { answersOf } from '../actions/answers.ts';
import { partiesOfCase } from '../actions/co-applicants.ts';
import { type LoadedCase, serviceGiven, serviceOfCase } from '../actions/loading.ts';
import { paymentStateOf } from '../definition/fee.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { CaseRow } from '../entities.ts';
import { missingPage } from '../rules/answers.ts';
import * as store from '../store.ts';
import type { CaseCard, CaseHead } from '../views.ts';
import { type Guide, openGuide } from './guide.ts';
import { frontOf } from './service.ts';

export function caseHead(service: CompiledService, row: CaseRow, of: Instance): CaseHead {
  const { id, reference } = row;
  return { id, service: service.name, reference, title: of.title, front: frontOf(service), status: of.status };
}

/** Cases as they stand in a list, in the order given. */
export async function caseCards(ctx: Context, of: readonly Instance[]): Promise<readonly CaseCard[]> {
  const rows = new Map(
    (
      await store.findCases(
        ctx.db,
        of.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const guide = await openGuide(ctx);
  const cards: CaseCard[] = [];
  for (const one of of) {
    const row = rows.get(one.id);
    if (row) cards.push(await caseCard(ctx, guide, row, one, await serviceOfCase(ctx, row)));
  }
  return cards;
}

export async function caseCard(
  ctx: Context,
  guide: Guide,
  row: CaseRow,
  of: Instance,
  service: CompiledService,
): Promise<CaseCard> {
  const [state, running] = [await stateOfInstance(ctx, of), await clock(ctx, of)];
  return {
    ...caseHead(service, row, of),
    state: state.title,
    institution: guide.institution(row.institution),
    updatedAt: of.updated_at,
    ...(running ? { clock: running } : {}),
    href: await placeOf(ctx, row, of),
    waits: of.status === 'draft' || of.status === 'waiting_for_applicant',
    ...(of.state === paymentStateOf(service.process) ? { toPay: true as const } : {}),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(of.status === 'draft' ? await agreementTo(ctx, { row, of, service }) : {}),
  };
}

/** How it stands with those who have to agree to a draft, once one of them was asked. */
async function agreementTo(ctx: Context, loaded: LoadedCase): Promise<Pick<CaseCard, 'agreement'>> {
  const parties = (await partiesOfCase(ctx, loaded)).agreements?.parties ?? [];
  if (parties.every(({ id }) => id === undefined)) return {};
  if (parties.every(({ agreed }) => agreed)) return { agreement: 'given' };
  return parties.some(({ awaited }) => awaited) ? { agreement: 'awaited' } : {};
}

/** Where the applicant goes on. */
async function placeOf(ctx: Context, row: CaseRow, of: Instance): Promise<string> {
  const path = `/muracietler/${row.id}`;
  if (of.status !== 'draft') return path;
  const missing = missingPage(await serviceGiven(ctx, row), await answersOf(ctx, row.id));
  return missing === undefined ? `${path}/yoxlama` : `${path}/sual/${missing}`;
}
