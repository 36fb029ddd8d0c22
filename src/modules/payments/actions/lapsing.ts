import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { inAll } from '../../../language/index.ts';
import { notify } from '../../process/index.ts';
import { statementPath } from '../path.ts';
import * as statements from '../statement-store.ts';
import * as store from '../store.ts';
import { t } from '../text/index.ts';

/** Days after which the second official is reminded, each time so many, and after which nobody is waited for. */
const remindDays = 7;
const waitDays = 30;
const dayLength = 86_400_000;
const atOnce = 500;

/**
 * Statements on which nobody decides: approvers are reminded every week; after thirty days the program rejects them, so
 * that what they hold of payers is deleted in its time. A rejected one may be read in again: no money is lost by it.
 */
export async function lapseUndecided(ctx: Context): Promise<void> {
  const now = ctx.vahid.now().getTime();
  const since = (days: number) => new Date(now - days * dayLength);
  for (const row of await statements.listUndecided(ctx.db, since(remindDays), atOnce)) {
    const { id, institution, number, imported_at: at } = row;
    const days = Math.floor((now - at.getTime()) / dayLength);
    const lapses = days >= waitDays;
    await inTransaction(ctx, async (inner) => {
      if (lapses) {
        await store.lock(inner.db, id);
        if ((await statements.findStatement(inner.db, id))?.stage !== 'waiting') return;
        await statements.insertDecision(inner.db, { statement: id, confirmed: false, person: null, at: new Date(now) });
        await audit(inner, 'payments.confirmStatement', id);
      }
      await notify(inner, {
        institution,
        role: 'approver',
        text: inAll((lang) => t(lang, lapses ? 'statementLapsed' : 'statementWaits', { number, days: waitDays })),
        link: statementPath(id),
        effectKey: `payments:${id}:${lapses ? 'lapsed' : `waits-${Math.floor(days / remindDays)}`}`,
      });
    });
  }
}
