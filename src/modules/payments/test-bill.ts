import type { Actor, Role } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import { ensurePerson } from '../identity/index.ts';
import { issueBill } from './actions/billing.ts';
import { billDeskView } from './reading.ts';

/** Somebody who holds an office at the ministry of the demo. */
export const official = async (ctx: Context, fin: string, role: Role): Promise<Actor> => ({
  kind: 'person',
  person: await ensurePerson(ctx, fin),
  appointments: [{ institution: 'in', role }],
});

type Given = Pick<Parameters<typeof issueBill>[1], 'payer'> & { readonly subject: string; readonly effectKey?: string };

/** A bill of 25 manat to the ministry, as `reader` finds it at the desk. */
export async function testBill(ctx: Context, reader: Context, { payer, subject, effectKey = newId() }: Given) {
  const id = await issueBill(ctx, {
    payer,
    institution: 'in',
    amount: '25.00',
    subject: { kind: 'nothing', id: subject, name: 'nothing' },
    title: { az: 'Sınaq', en: 'Test', ru: 'Проверка' },
    dueAt: new Date('2026-12-07T14:00:00Z'),
    effectKey,
  });
  const { reference } = (await billDeskView(reader, id)).row;
  return { id, reference };
}
