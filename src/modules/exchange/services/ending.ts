import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { plainText, type Words, words } from '../../../kernel/text.ts';
import { addDays, bakuDate, formatDate, inAll } from '../../../language/index.ts';
import { act, instance, notifyOwner } from '../../process/index.ts';
import { program, record } from '../access-rights/following.ts';
import { listAlive } from '../access-rights/store.ts';
import { tellBook, takenService } from './kept.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** So many days ahead the last day of a service is announced, at least: others have to find another way. */
export const announcedDays = 60;
/** So many days before the last one those who hold a right are told again. */
const reminders = [30, 7];

export interface ServiceEnd {
  readonly service: string;
  /** `YYYY-MM-DD` in Baku; calls go through until its midnight. */
  readonly lastDay: string;
  /** Why, and what to use instead. Public. */
  readonly reason: string;
}

/** Whether a service has had its last day. */
export const hasEnded = (lastDay: string | null, now: Date): boolean => lastDay !== null && lastDay < bakuDate(now);

/**
 * Announces the last day of a service: it stands on its page and in the book of its gateway, and everybody who holds a
 * right is told. @throws notFound, notAllowed, notPublished, endAnnounced, serviceEnded, endTooSoon, endReason
 */
export async function endService(ctx: Context, { service, lastDay, reason }: ServiceEnd): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await takenService(inner, service);
    const current = await store.findPublished(inner.db, { id: service });
    const now = inner.vahid.now();
    const [earliest, why] = [addDays(bakuDate(now), announcedDays), plainText(reason).slice(0, 1000)];
    if (!current) throw refusals.notPublished();
    if (hasEnded(current.lastDay, now)) throw refusals.serviceEnded({ day: current.lastDay ?? '' });
    if (current.lastDay !== null) throw refusals.endAnnounced();
    if (lastDay < earliest) throw refusals.endTooSoon({ days: announcedDays, day: formatDate(earliest, 'az') });
    if (why === '') throw refusals.endReason();
    const number = await store.insertEnd(inner.db, { service, lastDay, reason: why }, person(inner));
    await schedule(inner, { service, lastDay, number });
    await tellHolders(inner, { ...current, lastDay }, 'ends', `${number}`);
    await tellBook(inner, row);
    await audit(inner, 'exchange.endService', service);
  });
}

/** Takes the announcement back, before the day is over. @throws notFound, notAllowed, noEnd, serviceEnded */
export async function keepService(ctx: Context, service: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await takenService(inner, service);
    const current = await store.findPublished(inner.db, { id: service });
    if (!current || current.lastDay === null) throw refusals.noEnd();
    if (hasEnded(current.lastDay, inner.vahid.now())) throw refusals.serviceEnded({ day: current.lastDay });
    const number = await store.insertEnd(inner.db, { service, lastDay: null, reason: '' }, person(inner));
    for (const what of ['end', ...reminders.map(String)]) await inner.vahid.jobs.cancel(inner, key(service, what));
    await tellHolders(inner, current, 'stays', `${number}`);
    await tellBook(inner, row);
    await audit(inner, 'exchange.keepService', service);
  });
}

function person({ actor, vahid }: Context) {
  if (actor.person === undefined) throw new Error('a service is ended by a person');
  return { person: actor.person, at: vahid.now() };
}

const key = (service: string, what: string) => `exchange.service:${service}:${what}`;
const midnightAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00+04:00`) + 86_400_000);
const morningOf = (day: string) => new Date(`${day}T09:00:00+04:00`);

/** What was announced, as jobs carry it: one that was taken back and announced anew is another. */
interface Announced {
  readonly service: string;
  readonly lastDay: string;
  readonly number: number;
}

async function schedule(ctx: Context, { service, lastDay, number }: Announced): Promise<void> {
  const payload = { service, lastDay, number };
  const at = midnightAfter(lastDay);
  await ctx.vahid.jobs.schedule(ctx, { kind: serviceEnding.kind, key: key(service, 'end'), at, payload });
  for (const days of reminders) {
    const on = morningOf(addDays(lastDay, -days));
    const named = key(service, String(days));
    await ctx.vahid.jobs.schedule(ctx, { kind: serviceReminder.kind, key: named, at: on, payload });
  }
}

/** After the last day: the rights to the service run out with it, those asked for and granted. */
export const serviceEnding: JobKind = {
  kind: 'exchange.service_ending',
  async run(ctx, payload) {
    const { service } = payload as unknown as Announced;
    await inTransaction(program(ctx), async (inner) => {
      await store.lockService(inner.db, service);
      const current = await store.findPublished(inner.db, { id: service });
      if (!current || !hasEnded(current.lastDay, inner.vahid.now())) return;
      for (const { id } of await listAlive(inner.db, service))
        await record(inner, id, await act(inner, { instance: id, action: 'expire' }));
      await tellBook(inner, current);
    });
  },
};

export const serviceReminder: JobKind = {
  kind: 'exchange.service_end_near',
  async run(ctx, payload) {
    const { service, lastDay, number } = payload as unknown as Announced;
    await inTransaction(program(ctx), async (inner) => {
      const current = await store.findPublished(inner.db, { id: service });
      if (current?.lastDay !== lastDay) return;
      await tellHolders(inner, current, 'ends', `${number}:${bakuDate(inner.vahid.now())}`);
    });
  },
};

/** Tells every institution that holds a right, once for each step. */
async function tellHolders(ctx: Context, of: store.PublishedRow, what: 'ends' | 'stays', step: string): Promise<void> {
  const inner = program(ctx);
  for (const { id } of await listAlive(inner.db, of.id)) {
    const right = await instance(inner, id);
    const text = inAll((lang) =>
      told(lang, what, { reference: right.reference, title: of.title[lang], day: formatDate(of.lastDay ?? '', lang) }),
    );
    await notifyOwner(inner, right, { text, effectKey: `${key(of.id, step)}:${id}` });
  }
}

const az = {
  ends: '{reference}: “{title}” xidmətinin son günü {day}. Həmin gündən sonra sorğular keçməyəcək: səbəb və əvəzi xidmətin səhifəsindədir.',
  stays: '{reference}: “{title}” xidmətinin bağlanması ləğv edilib, xidmət işləməyə davam edir.',
};
const en: Words<typeof az> = {
  ends: '{reference}: the last day of the service “{title}” is {day}. After it no call goes through: why, and what to use instead, is on its page.',
  stays: '{reference}: the service “{title}” does not end; the announcement was taken back.',
};
const ru: Words<typeof az> = {
  ends: '{reference}: последний день сервиса «{title}»: {day}. После него запросы не проходят; причина и замена указаны на его странице.',
  stays: '{reference}: закрытие сервиса «{title}» отменено, сервис продолжает работать.',
};
const told = words({ az, en, ru });
