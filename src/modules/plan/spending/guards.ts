import type { Context } from '../../../kernel/context.ts';
import { entryPictures, type EntryPicture } from '../../catalogue/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import type { Instance } from '../../process/index.ts';
import { officeOf } from '../measures/index.ts';
import type { Problem, ReadContent } from './content.ts';
import { today } from './lookup.ts';
import { exceeds } from './money.ts';
import { listChecks, type CheckRow } from './store/checks.ts';
import { type ConditionRow, listConditions } from './store/conditions.ts';
import { type DuplicateRow, listDuplicates } from './store/duplicates.ts';
import type { SpendRow } from './store/requests.ts';

/** Everything the guards of the process look at, as it stands. */
export interface Standing {
  readonly row: SpendRow;
  readonly read: ReadContent;
  readonly checks: readonly CheckRow[];
  readonly duplicates: readonly DuplicateRow[];
  readonly conditions: readonly ConditionRow[];
}

export async function standingOf(ctx: Context, row: SpendRow, read: ReadContent): Promise<Standing> {
  const [checks, duplicates, conditions] = [
    await listChecks(ctx.db, row.id),
    await listDuplicates(ctx.db, row.id),
    await listConditions(ctx.db, row.id),
  ];
  return { row, read, checks, duplicates, conditions };
}

/** Problems that bar a step from a state: to enter the pipeline less is needed than to be sent. */
export function problemsFor({ problems }: Pick<ReadContent, 'problems'>, state: string): readonly Problem[] {
  return state === 'draft' ? problems.filter(({ stage }) => stage === 'pipeline') : problems;
}

/** A condition that says who shows what, until when, and which step waits. */
export const isWhole = ({ owner, evidence, due, gate }: ConditionRow): boolean =>
  owner !== null && evidence !== null && due !== null && gate !== null;

function blocked(conditions: readonly ConditionRow[], gate: ConditionRow['gate']): number {
  return conditions.filter((one) => one.blocking && one.gate === gate && one.verifiedAt === null).length;
}

/** Wrote it, signed it, or holds an office in the institution that asks; each as whoever answers for it today. */
export async function isInterested(ctx: Context, { writers, institution }: SpendRow): Promise<boolean> {
  const { person, appointments } = ctx.actor;
  if (person !== undefined && writers.includes(person)) return true;
  const owner = await inChargeOf(ctx, institution);
  if (owner === (await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre))) return false;
  const held = await Promise.all(appointments.map((one) => inChargeOf(ctx, one.institution)));
  return held.includes(owner);
}

const finished = ({ state, hosting }: EntryPicture): boolean => state === 'finished' || hosting === 'retired';

async function entryStanding(ctx: Context, { row, read }: Standing) {
  const refs = (entries: readonly string[]) =>
    entries.map((entry) => {
      const [kind = '', code = ''] = entry.split('/');
      return { kind: kind as EntryPicture['kind'], code };
    });
  const owner = await inChargeOf(ctx, row.institution);
  const named = await entryPictures(ctx, refs(row.entries));
  const keepers = await Promise.all(named.map((one) => inChargeOf(ctx, one.institution, `${one.kind}/${one.code}`)));
  const own = named.filter((_, at) => keepers[at] === owner);
  const replaced = await entryPictures(ctx, refs(read.content.replaced));
  return {
    // A licence leaves no entry behind; anything else does.
    entryInUse: row.kind === 'licence' || own.some(({ state }) => state === 'in_use'),
    replacedClosed: replaced.every(finished),
  };
}

/** Values by the names that `plan/spending.yaml` uses. */
export async function guardInput(
  ctx: Context,
  standing: Standing,
  { assignee }: Pick<Instance, 'assignee'>,
): Promise<Readonly<Record<string, unknown>>> {
  const { row, read, checks, duplicates, conditions } = standing;
  const { person } = ctx.actor;
  const most = row.approved ?? '0';
  return {
    problems: problemsFor(read, row.state).length,
    fundingIsWhole: read.fundingIsWhole,
    route: row.route ?? '',
    scanned: row.scannedAt !== null,
    conflict: await isInterested(ctx, row),
    wrote: person !== undefined && row.writers.includes(person),
    mine: person !== undefined && assignee === person,
    failedChecks: checks.filter(({ verdict }) => verdict === 'fail').length,
    openDuplicates: duplicates.filter(({ resolution }) => resolution === null).length,
    conditions: conditions.length,
    looseConditions: conditions.filter((one) => !isWhole(one)).length,
    blockedCommit: blocked(conditions, 'commit'),
    blockedDelivery: blocked(conditions, 'delivery'),
    blockedClosing: blocked(conditions, 'closing'),
    cabinetAct: row.cabinetActBy !== null && row.cabinetActBy !== person,
    contract: (row.contract ?? row.budgetLine) !== null && row.committed !== null,
    withinApproval: row.committed === null || !exceeds(row.committed, most, 100),
    ...(await entryStanding(ctx, standing)),
    benefitsDue: row.benefitsOn !== null && row.benefitsOn <= today(ctx),
    benefitsWritten: row.benefits !== null,
  };
}
