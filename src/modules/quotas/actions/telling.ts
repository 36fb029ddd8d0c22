import type { Context } from '../../../kernel/context.ts';
import { inAll } from '../../../language/index.ts';
import { notify } from '../../process/index.ts';
import { deskQuotaPath, ownQuotaPath } from '../path.ts';
import { warningOf } from '../rules.ts';
import * as store from '../store.ts';
import { t } from '../text/index.ts';

/** Tells the holder and the office, once for what was given so far, that most of a quota is used, or all of it. */
export async function tellOfUse(ctx: Context, quota: string): Promise<void> {
  const row = await store.findQuota(ctx.db, quota);
  const reached = row && warningOf(row);
  if (!row || reached === undefined) return;
  const { number, given, institution } = row;
  const text = inAll((lang) => t(lang, reached === 100 ? 'toldUsedUp' : 'toldMostUsed', { number }));
  const effectKey = `quotas:${quota}:${reached}:${given}`;
  const holder = row.person === null ? { organisation: row.organisation ?? undefined } : { person: row.person };
  await notify(ctx, { ...holder, text, link: ownQuotaPath(quota), effectKey });
  const office = { institution, role: 'officer' } as const;
  await notify(ctx, { ...office, text, link: deskQuotaPath(quota), effectKey: `${effectKey}:office` });
}
