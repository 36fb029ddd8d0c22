import { inTransaction, systemContext } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { partitionJob, schedulePartitions } from '../../../kernel/partition.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { forgetJob, scheduleForgetting } from '../archive/forget.ts';
import { archiveJob, scheduleArchive } from '../archive/job.ts';
import { logJob, scheduleLog } from '../log-tree/job.ts';
import { operationRetention, scheduleOperation } from '../operation/retention.ts';

/** What a gateway by itself does for its log; other jobs of a database that it shares are for `vahid serve` and `work`. */
export const upkeep: readonly JobKind[] = [partitionJob, logJob, forgetJob, archiveJob, operationRetention];

/** A database of its own was never released into: nobody else begins these. */
export async function scheduleUpkeep(vahid: Vahid): Promise<void> {
  await inTransaction(systemContext(vahid, 'gateway'), async (ctx) => {
    await schedulePartitions(ctx);
    await scheduleLog(ctx);
    await scheduleForgetting(ctx);
    await scheduleArchive(ctx);
    await scheduleOperation(ctx);
  });
}
