import type { Context } from '../../../kernel/context.ts';
import { formatDate, inAll } from '../../../language/index.ts';
import { instance, notifyOwner } from '../../process/index.ts';
import { t } from '../text/index.ts';

type Told = 'toldIssued' | 'toldPaid' | 'toldRefunded';

/** Who owns the process hears of the reference, and of nothing else. */
export async function tell(
  ctx: Context,
  { id, subject, reference }: { readonly id: string; readonly subject: string; readonly reference: string },
  told: Told,
  { due }: { readonly due?: Date } = {},
): Promise<void> {
  const system: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  const text = inAll((lang) => t(lang, told, { reference, date: due ? formatDate(due, lang) : '' }));
  await notifyOwner(system, await instance(system, subject), { text, effectKey: `payments:${id}:${told}` });
}
