import type { Context } from '../../../kernel/context.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { inChargeOf } from '../../identity/index.ts';
import { hasTaken, instances } from '../../process/index.ts';
import { ownersActions, program } from '../approval.ts';
import { digestOf } from '../envelope.ts';
import { findEntry } from '../store/entries.ts';
import { findVersion } from '../store/versions.ts';
import { topicsOf } from './definition.ts';
import type { ReadDraft } from './draft.ts';
import * as refusals from './refusals.ts';
import { readRequest } from './scope.ts';
import * as store from './store.ts';

type Row = store.RequestRow;

const decides = new Set(['recommend', 'approve', 'refuse']);
const signs = ['agree', 'object'] as const;

/** Actions of those who judge what was sent. */
export const judged: ReadonlySet<string> = new Set(['agree', 'object', 'recommend', 'approve']);

/**
 * Why the person may not take an action whatever office they hold: nobody reviews or decides what they wrote, and one
 * official signs one section of a request at most and then neither recommends nor decides on it.
 */
export async function barred(ctx: Context, row: Row, action: string, review?: string): Promise<Refusal | undefined> {
  const { person } = ctx.actor;
  if (person === undefined || (review === undefined && ownersActions.has(action))) return undefined;
  if (row.writers.includes(person)) return refusals.ownWriting();
  const signing = review === undefined ? decides.has(action) : signs.some((one) => one === action);
  if (!signing) return undefined;
  const others = (await store.listReviews(ctx.db, row.id))
    .map(({ instance }) => instance)
    .filter((id) => id !== review);
  const signed = (await instances(program(ctx), others)).some((of) => signs.some((one) => hasTaken(of, one, person)));
  return signed ? refusals.ownSignature() : undefined;
}

/** What is sent: complete, and written over the entry as it stands. @throws DraftIncomplete, entryChanged */
export async function readWhole(ctx: Context, row: Row): Promise<ReadDraft & Required<Pick<ReadDraft, 'envelope'>>> {
  await checkEntry(ctx, row);
  const { envelope, ...read } = await readRequest(ctx, row);
  if (!envelope) throw new refusals.DraftIncomplete(read.problems);
  return { envelope, ...read };
}

/** What the draft was written over stands there still; in whose hands it is follows the institution. */
async function checkEntry(ctx: Context, row: Row): Promise<void> {
  const entry = await findEntry(ctx.db, row.kind, row.code);
  if ((entry?.version ?? 0) === row.baseVersion) return;
  const base = await findVersion(ctx.db, row, row.baseVersion);
  const now = entry && (await findVersion(ctx.db, row, entry.version));
  if (!base || !now || entry.origin === 'definition') throw refusals.entryChanged();
  const institution = await inChargeOf(ctx, row.institution, `${row.kind}/${row.code}`);
  if (digestOf({ ...base, institution }) !== digestOf(now)) throw refusals.entryChanged();
}

/**
 * The step by which that was sent which is judged now; it still reads so, and nothing was written to the entry since.
 * @throws readsOtherwise, and what `readWhole` throws
 */
export async function readSent(ctx: Context, row: Row): Promise<number> {
  const { envelope } = await readWhole(ctx, row);
  const sent = await store.findSent(ctx.db, row.id);
  if (!sent || digestOf(sent.envelope) !== digestOf(envelope)) throw refusals.readsOtherwise();
  return sent.seq;
}

/** Sections that have not agreed to what was sent last; never none where nobody was asked. */
export async function missing(ctx: Context, row: Row): Promise<number> {
  const reviews = await store.listReviews(ctx.db, row.id);
  const sent = await store.findSent(ctx.db, row.id);
  const concerned = topicsOf(ctx.vahid.releases).topics.filter(({ kinds }) => kinds.includes(row.kind));
  const topics = new Set([...concerned.map(({ code }) => code), ...reviews.map(({ topic }) => topic)]);
  const agreed = reviews.filter((review) => sent !== undefined && review.agreed === sent.seq);
  return topics.size === 0 ? 1 : topics.size - agreed.length;
}
