import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { type Words, words } from '../../../kernel/text.ts';
import { addDays, formatDate, inAll } from '../../../language/index.ts';
import { act, instance, notify, notifyOwner } from '../../process/index.ts';
import { tellBook } from '../services/kept.ts';
import { findService, lockService } from '../services/store.ts';
import { program, record } from './following.ts';
import { rightPath } from './path.ts';
import { isAlive } from './standing.ts';
import * as store from './store.ts';

/** So many days before the last one both institutions are told. */
const reminders = [60, 30, 7];

const key = (id: string, what: string) => `exchange.right:${id}:${what}`;
const morningOf = (day: string) => new Date(`${day}T09:00:00+04:00`);
/** Midnight in Baku after a day. */
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+04:00`) + 86_400_000);

/** Sets the end of a right and the reminders before it. */
export async function scheduleEnd(ctx: Context, id: string, until: string): Promise<void> {
  const { jobs } = ctx.vahid;
  const now = ctx.vahid.now();
  await jobs.schedule(ctx, { kind: expiry.kind, key: key(id, 'end'), at: endOf(until), payload: id });
  for (const days of reminders) {
    const at = morningOf(addDays(until, -days));
    if (at > now)
      await jobs.schedule(ctx, { kind: reminder.kind, key: key(id, String(days)), at, payload: { id, days } });
  }
}

/** Ends a right after its last day. */
export const expiry: JobKind = {
  kind: 'exchange.right_expiry',
  async run(ctx, payload) {
    const id = String(payload);
    await inTransaction(ctx, async (inner) => {
      const found = await store.findRight(inner.db, id);
      if (!found) return;
      await lockService(inner.db, found.service);
      const row = await store.findRight(inner.db, id);
      if (!row || !isAlive(row.standing)) return;
      const acted = await act(program(inner), { instance: id, action: 'expire' });
      await record(inner, id, acted);
      const service = await findService(inner.db, row.service);
      if (service) await tellBook(inner, service);
    });
  },
};

/** Tells both institutions that a right is about to end. */
export const reminder: JobKind = {
  kind: 'exchange.right_ending',
  async run(ctx, payload) {
    const { id, days } = payload as { readonly id: string; readonly days: number };
    await inTransaction(ctx, async (inner) => {
      const row = await store.findRight(inner.db, id);
      if (!row?.granted || !isAlive(row.standing)) return;
      const of = await instance(program(inner), id);
      const day = row.granted.until;
      const text = inAll((lang) =>
        told(lang, 'ending', { reference: of.reference, title: of.title[lang], day: formatDate(day, lang) }),
      );
      await notifyOwner(program(inner), of, { text, effectKey: `${key(id, String(days))}:consumer` });
      const to = { institution: of.institution, role: 'officer' as const, link: rightPath(id), instance: id };
      await notify(program(inner), { ...to, text, effectKey: `${key(id, String(days))}:provider` });
    });
  },
};

const az = {
  ending: '{reference}: “{title}” hüququnun son günü {day}. Davam etməsi üçün yeni hüquq vaxtında istənilməlidir.',
};
const en: Words<typeof az> = {
  ending: '{reference}: the last day of “{title}” is {day}. For it to go on, a new right has to be asked for in time.',
};
const ru: Words<typeof az> = {
  ending:
    '{reference}: последний день права «{title}»: {day}. Чтобы доступ продолжился, новое право нужно запросить вовремя.',
};
const told = words({ az, en, ru });
