import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import {
  act,
  type Acted,
  children,
  effectKey,
  instance,
  journal,
  type JournalEntry,
  notifyOwner,
  processActed,
  startProcess,
} from '../../process/index.ts';
import { enterAll } from '../actions/entering.ts';
import { ended, program, tellOwner } from '../approval.ts';
import { topicsOf } from './definition.ts';
import { readWhole } from './judging.ts';
import { releasedProcess, requestProcess, reviewProcess } from './processes.ts';
import * as store from './store.ts';

/**
 * The program's own steps: a clock that ran out. Whatever people do is followed in their own transaction, so there is no
 * moment in which a request stands without its reviews.
 */
export const onActed = on(processActed, 'catalogue', async (ctx, { instance: id, kind, seq, to }) => {
  if (kind !== requestProcess || !ended.has(to)) return;
  const row = await store.lockRequest(ctx.db, id);
  if (row) await follow(ctx, row, { seq, state: to });
});

type Step = Pick<Acted, 'seq' | 'state'>;

/** What follows a step of a locked request, in its transaction; each effect of a repeated step finds nothing to do. */
export async function follow(ctx: Context, row: store.RequestRow, { seq, state }: Step): Promise<void> {
  // It ended before.
  if (!row.open) return;
  const inner = program(ctx);
  const step = await stepOf(inner, row.id, seq);
  for (const effect of step.effects) {
    const key = effectKey(row.id, seq, effect);
    if (effect === 'ask-reviews') await askReviews(inner, row);
    if (effect === 'hold-reviews') await move(inner, row.id, 'wait', ['open'], key);
    if (effect === 'review-again') {
      // Topics may have come since.
      await askReviews(inner, row);
      await move(inner, row.id, 'again', ['waiting', 'objected', 'agreed'], key);
    }
    if (effect === 'close-reviews') await move(inner, row.id, 'close', ['open', 'waiting'], key);
    if (effect === 'enter') await enterApproved(inner, row);
  }
  if (ended.has(state)) await store.closeRequest(inner.db, row.id);
  await tellOwner(inner, row.id, { seq, state });
}

/** What follows a step of a review of a locked request, in its transaction. */
export async function followReview(
  ctx: Context,
  row: store.RequestRow,
  review: store.ReviewRow,
  { seq }: Step,
): Promise<void> {
  const inner = program(ctx);
  const { action, details, effects, note } = await stepOf(inner, review.instance, seq);
  if (action === 'agree' && typeof details.sent === 'number') {
    await store.agreeTo(inner.db, review.instance, details.sent);
  }
  if (effects.includes('ask-request')) {
    const key = effectKey(review.instance, seq, 'ask-request');
    const said = note?.state === 'kept' ? { note: note.value } : {};
    await follow(inner, row, await act(inner, { instance: row.id, action: 'ask-for-section', key, ...said }));
  }
  if (effects.includes('tell-objection')) {
    await tellObjection(inner, review, effectKey(review.instance, seq, 'tell-objection'));
  }
}

async function stepOf(ctx: Context, id: string, seq: number): Promise<JournalEntry> {
  const step = (await journal(ctx, id)).find((entry) => entry.seq === seq);
  if (!step) throw new Error(`instance ${id} has no step ${seq}`);
  return step;
}

/** One step of every review that stands in one of these states. */
async function move(ctx: Context, id: string, action: string, from: readonly string[], key: string): Promise<void> {
  for (const child of await children(ctx, id)) {
    if (from.includes(child.state)) await act(ctx, { instance: child.id, action, key });
  }
}

/** One review for each topic that concerns the kind of entry. */
async function askReviews(ctx: Context, row: store.RequestRow): Promise<void> {
  const { id } = row;
  const of = await instance(ctx, id);
  const already = new Set((await store.listReviews(ctx.db, id)).map(({ topic }) => topic));
  const { version, process } = releasedProcess(ctx.vahid.releases, reviewProcess);
  for (const topic of topicsOf(ctx.vahid.releases).topics) {
    if (!topic.kinds.includes(row.kind) || already.has(topic.code)) continue;
    const review = await startProcess(ctx, {
      process: { kind: reviewProcess, name: reviewProcess, version },
      definition: process,
      institution: topic.institution,
      owner: { institution: row.institution },
      reference: of.reference,
      title: titled(topic.title, of.title),
      parent: id,
    });
    await store.insertReview(ctx.db, { instance: review, request: id, topic: topic.code });
  }
}

function titled(topic: { az: string; en: string; ru: string }, of: { az: string; en: string; ru: string }) {
  const one = (lang: 'az' | 'en' | 'ru') => `${topic[lang]}. ${of[lang]}`.slice(0, 500);
  return { az: one('az'), en: one('en'), ru: one('ru') };
}

/** The entry as it was approved, from now on with the request as its source. */
async function enterApproved(ctx: Context, row: store.RequestRow): Promise<void> {
  const { envelope, place } = await readWhole(ctx, row);
  const { reference } = await instance(ctx, row.id);
  await enterAll(ctx, [{ envelope, place }], { origin: 'request', source: reference });
}

async function tellObjection(ctx: Context, { request, topic }: store.ReviewRow, effect: string): Promise<void> {
  const of = await instance(ctx, request);
  const title = topicsOf(ctx.vahid.releases).topics.find(({ code }) => code === topic)?.title;
  await notifyOwner(ctx, of, {
    text: {
      az: `${of.reference}: “${title?.az ?? topic}” bölməsi üzrə etiraz var.`,
      en: `${of.reference}: there is an objection in the section “${title?.en ?? topic}”.`,
      ru: `${of.reference}: есть возражение по разделу «${title?.ru ?? topic}».`,
    },
    effectKey: effect,
  });
}
