import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { instance, type Instance, refuseInterested } from '../../process/index.ts';
import { releaseNeedsReason, reviewNotLate } from '../review-refusals.ts';
import * as reviews from '../review-store.ts';
import * as store from '../store.ts';
import { act, asProgram, keyOf, tookPlace } from './acting.ts';
import { loadSubmitted, subjectOf } from './loading.ts';
import { refuseGivers } from './asked-desk.ts';
import { hearReview } from './reviews.ts';

/** A reviewer may be released: the time is over, and what was asked has not come. */
export const isReleasable = ({ overdue, state }: Pick<Instance, 'overdue' | 'state'>): boolean =>
  overdue && (state === 'invited' || state === 'scoring');

/**
 * An official of the deciding institution releases a reviewer whose time is over, with a reason that stands in the
 * journal of the review with who gave it. Another is drawn: as many reviews are needed as before, and nobody is chosen.
 * @throws releaseNeedsReason, reviewNotLate, gaveOpinion, ownCase
 */
export async function releaseReviewer(
  ctx: Context,
  input: { readonly id: string; readonly review: string; readonly reason: string; readonly key: string },
): Promise<void> {
  const { row, of, service } = await loadSubmitted(ctx, input.id, 'services.releaseReviewer');
  // Before the transaction: the register of companies may take its time.
  await refuseInterested(ctx, of);
  await inTransaction(ctx, async (inner) => {
    await refuseGivers(inner, row, { subject: await subjectOf(inner, row), role: 'officer' });
    await store.lockCase(inner.db, row.id);
    const found = await reviews.findReview(inner.db, input.review);
    if (found?.case !== row.id) throw notFound();
    const reason = plainText(input.reason);
    if (reason === '') throw releaseNeedsReason();
    const before = await instance(asProgram(inner), found.instance);
    if (before.state !== 'released' && !isReleasable(before)) throw reviewNotLate();
    const { name } = inner.actor;
    const note = name === undefined ? reason : `${name}: ${reason}`;
    const acted = await act(inner, { instance: before.id, action: 'release', note, key: keyOf('release', input.key) });
    if (!tookPlace(acted, before)) return;
    await reviews.setStanding(inner.db, before.id, 'over');
    await hearReview(inner, { row, service });
    await audit(inner, 'services.releaseReviewer', before.id);
  });
}
