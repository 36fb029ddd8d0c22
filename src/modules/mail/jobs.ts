import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import { type Json, type JobKind, NotYet } from '../../kernel/job.ts';
import { bakuInstant, bakuDate, addDays } from '../../language/index.ts';
import { codeLetter } from '../identity/index.ts';
import { type NoticeTo, notify } from '../process/index.ts';
import type { AddressRow } from './entities.ts';
import { confirmationLetter, messageIdOf, newsLetter, reminderLetter, signInLetter } from './letters.ts';
import { addressPath } from './path.ts';
import { type Letter, LetterRefused, post } from './post.ts';
import * as store from './store.ts';
import { refusedText } from './text/index.ts';

export const confirmKind = 'mail.confirm';
const codeKind = 'mail.code';
const newsKind = 'mail.news';
const letterKind = 'mail.letter';
const reminderKind = 'mail.reminder';

/** What comes within a minute goes in one letter. */
const gatherMs = 60_000;
const night = { from: '21:00', to: '09:00' };
export const keptMs = 90 * 86_400_000;

/** The next moment at which a letter may go: at night of Baku the next morning, for who wants it so. */
export function nextMoment(now: Date, quiet: boolean): Date {
  const soon = new Date(now.getTime() + gatherMs);
  return (quiet ? morningAfter(soon) : undefined) ?? soon;
}

/** When the night of Baku is over into which a moment falls; undefined by day. */
function morningAfter(moment: Date): Date | undefined {
  const day = bakuDate(moment);
  const morning = bakuInstant(day, night.to);
  if (moment < morning) return morning;
  return moment < bakuInstant(day, night.from) ? undefined : bakuInstant(addDays(day, 1), night.to);
}

/** A notification was left in the portal: whoever wants a letter gets one, in the transaction that left it. */
export async function noticed(ctx: Context, { notification, person, organisation, desk }: NoticeTo): Promise<void> {
  const owner = organisation === undefined ? { person: person ?? '' } : { organisation };
  const address = await store.confirmedAddress(ctx.db, owner);
  if (!address) return;
  const at = ctx.vahid.now();
  const id = newId(at.getTime());
  const row = { id, address: address.id, notification, desk, at };
  if (address.refused_at) return store.addMessage(ctx.db, row);
  const dueAt = nextMoment(at, address.quiet);
  await store.addMessage(ctx.db, { ...row, dueAt });
  const payload: Json = { address: address.id };
  await ctx.vahid.jobs.schedule(ctx, { kind: newsKind, key: `${newsKind}:${id}`, at: dueAt, payload });
}

const rowOf = (ctx: Context, payload: Json): Promise<AddressRow | undefined> =>
  store.addressById(ctx.db, (payload as { address: string }).address);

/** Hands a letter over; where it is refused for good, nothing more goes there, and its owner is told in the portal. */
async function send(ctx: Context, row: AddressRow, letter: Letter): Promise<'sent' | 'refused'> {
  const { smtp } = ctx.vahid.config;
  if (!smtp) throw new Error('there is no mail server: set VAHID_SMTP');
  try {
    await post(smtp, letter);
    return 'sent';
  } catch (error) {
    if (!(error instanceof LetterRefused)) throw error;
    await store.updateAddress(ctx.db, row.id, { refused_at: ctx.vahid.now() });
    const whose = row.organisation === null ? { person: row.person ?? '' } : { organisation: row.organisation };
    await notify(ctx, { ...whose, text: refusedText, link: addressPath, effectKey: `mail.refused ${row.id}` });
    return 'refused';
  }
}

export const confirmJob: JobKind = {
  kind: confirmKind,
  async run(ctx, payload) {
    const row = await rowOf(ctx, payload);
    if (row && !row.confirmed_at) await send(ctx, row, confirmationLetter(ctx, row));
  },
};

/**
 * All that waits for the address goes into one letter; jobs of the others find nothing left. What it holds is settled
 * before any server may have it: whatever comes meanwhile, a repetition is the same letter.
 */
export const newsJob: JobKind = {
  kind: newsKind,
  async run(ctx, payload) {
    const row = await rowOf(ctx, payload);
    if (!row || row.refused_at) return;
    const waiting = await store.takeWaiting(ctx.db, row.id);
    const [first] = waiting;
    if (!first) return;
    const letter = messageIdOf(ctx, first.id);
    await store.putInto(ctx.db, letter, waiting);
    const order = { address: row.id, letter, lang: row.lang };
    await ctx.vahid.jobs.schedule(ctx, {
      kind: letterKind,
      key: `${letterKind}:${first.id}`,
      at: ctx.vahid.now(),
      payload: order,
    });
  },
};

/** Posts one letter with news, as it was settled. */
export const letterJob: JobKind = {
  kind: letterKind,
  async run(ctx, payload) {
    const { letter, lang } = payload as { letter: string; lang: AddressRow['lang'] };
    const row = await rowOf(ctx, payload);
    if (!row || row.refused_at) return;
    // What the server did not take in the evening is tried again in the morning.
    const morning = row.quiet ? morningAfter(ctx.vahid.now()) : undefined;
    if (morning) throw new NotYet('its owner wants no letters at night', morning);
    const held = await store.heldBy(ctx.db, row.id, letter);
    if (held.length === 0) return;
    const desk = held.every((one) => one.desk);
    const state = await send(ctx, row, newsLetter(ctx, { ...row, lang }, { letter, count: held.length, desk }));
    const at = ctx.vahid.now();
    await store.settle(ctx.db, held, { state, at });
    await store.forgetBefore(ctx.db, row.id, new Date(at.getTime() - keptMs));
  },
};

/** A letter with a one-time code goes out with the transaction that made the code. */
export async function codeAsked(ctx: Context, code: string): Promise<void> {
  const at = ctx.vahid.now();
  await ctx.vahid.jobs.schedule(ctx, { kind: codeKind, key: `${codeKind}:${code}`, at, payload: { code } });
}

/** Nothing but the key of the code stands in the job: what the letter says is told when it is sent. */
export const codeJob: JobKind = {
  kind: codeKind,
  async run(ctx, payload) {
    const { code: id } = payload as { code: string };
    const said = await codeLetter(ctx, id);
    const { smtp } = ctx.vahid.config;
    if (!said || !smtp) return;
    try {
      await post(smtp, signInLetter(ctx, { ...said, id }));
    } catch (error) {
      // To whom the server does not deliver the code never comes; whether it did is told to nobody.
      if (!(error instanceof LetterRefused)) throw error;
    }
  },
};

/** An address that was just confirmed by a code hears of news, in place of the one before. */
export async function addressConfirmed(
  ctx: Context,
  { person, address, lang }: { readonly person: string; readonly address: string; readonly lang: AddressRow['lang'] },
): Promise<void> {
  const at = ctx.vahid.now();
  const row = { id: newId(at.getTime()), person, organisation: null, address, lang, quiet: false };
  await store.putAddress(ctx.db, { person }, { ...row, asked_at: at, confirmed_at: at, refused_at: null });
}

/** Somebody gave a passport that an account has: its owner hears of it at their confirmed address, if they keep one. */
export async function reminded(ctx: Context, person: string): Promise<void> {
  const address = await store.confirmedAddress(ctx.db, { person });
  if (!address || address.refused_at) return;
  const at = ctx.vahid.now();
  const id = newId(at.getTime());
  const payload: Json = { address: address.id, id };
  await ctx.vahid.jobs.schedule(ctx, { kind: reminderKind, key: `${reminderKind}:${id}`, at, payload });
}

export const reminderJob: JobKind = {
  kind: reminderKind,
  async run(ctx, payload) {
    const row = await rowOf(ctx, payload);
    if (!row || row.refused_at) return;
    await send(ctx, row, reminderLetter(ctx, row, (payload as { id: string }).id));
  },
};
