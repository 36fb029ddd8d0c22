import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import {
  act,
  children,
  effectKey,
  instance,
  journal,
  notifyOwner,
  processActed,
  startProcess,
} from '../../process/index.ts';
import { enterAll } from '../actions/entering.ts';
import { topicsOf } from './definition.ts';
import { releasedProcess, requestProcess, reviewProcess } from './processes.ts';
import { readRequest } from './scope.ts';
import * as store from './store.ts';

interface Happened {
  readonly instance: string;
  readonly kind: string;
  readonly seq: number;
  readonly to: string;
  readonly effects: readonly string[];
}

const ended = new Set(['approved', 'refused', 'lapsed', 'withdrawn']);

/** What follows a step of a request or of a review; each effect is keyed, so that a repeat does nothing. */
export const onActed = on(processActed, 'catalogue', async (ctx, happened: Happened) => {
  if (happened.kind === requestProcess) await afterRequest(ctx, happened);
  if (happened.kind === reviewProcess) await afterReview(ctx, happened);
});

async function afterRequest(ctx: Context, { instance: id, seq, to, effects }: Happened): Promise<void> {
  for (const effect of effects) {
    if (effect === 'ask-reviews') await askReviews(ctx, id);
    if (effect === 'review-again') await reviewAgain(ctx, id, seq);
    if (effect === 'enter') await enterApproved(ctx, id);
    if (effect === 'close-reviews') await closeReviews(ctx, id, seq);
  }
  if (ended.has(to)) await store.closeRequest(ctx.db, id);
}

async function afterReview(ctx: Context, { instance: id, seq, effects }: Happened): Promise<void> {
  const review = await store.findReview(ctx.db, id);
  if (!review) throw new Error(`catalogue has no review ${id}`);
  if (effects.includes('ask-request')) {
    const note = (await journal(ctx, id)).find((entry) => entry.seq === seq)?.note;
    const key = effectKey(id, seq, 'ask-request');
    // Somebody may have asked, decided or withdrawn meanwhile; then the question waits with the review.
    if ((await instance(ctx, review.request)).state === 'review') {
      const text = note?.state === 'kept' ? note.value : undefined;
      await act(ctx, { instance: review.request, action: 'ask-for-section', key, ...(text ? { note: text } : {}) });
    }
  }
  if (effects.includes('tell-objection')) await tellObjection(ctx, review, effectKey(id, seq, 'tell-objection'));
}

/** One review for each topic that concerns the kind of entry. */
async function askReviews(ctx: Context, id: string): Promise<void> {
  const row = await requestOf(ctx, id);
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

/** After an answer every section is looked at again: what was agreed to may not be what stands there now. */
async function reviewAgain(ctx: Context, id: string, seq: number): Promise<void> {
  for (const child of await children(ctx, id)) {
    if (['asked', 'objected', 'agreed'].includes(child.state)) {
      await act(ctx, { instance: child.id, action: 'again', key: effectKey(id, seq, 'review-again') });
    }
  }
}

async function closeReviews(ctx: Context, id: string, seq: number): Promise<void> {
  for (const child of await children(ctx, id)) {
    if (!child.ended) await act(ctx, { instance: child.id, action: 'close', key: effectKey(id, seq, 'close-reviews') });
  }
}

/** The entry as it was approved, from now on with the request as its source. */
async function enterApproved(ctx: Context, id: string): Promise<void> {
  const row = await requestOf(ctx, id);
  const { envelope, problems, place } = await readRequest(ctx, row);
  // It was read whole under the lock of the decision; what changed since is seen by whoever mends it, and the job repeats.
  if (!envelope) throw new Error(`request ${id} cannot be entered: ${problems.map(({ name }) => name).join(', ')}`);
  const { reference } = await instance(ctx, id);
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

async function requestOf(ctx: Context, id: string): Promise<store.RequestRow> {
  const row = await store.findRequest(ctx.db, id);
  if (!row) throw new Error(`catalogue has no request ${id}`);
  return row;
}
