import { createHash } from 'node:crypto';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { refusal } from '../../../kernel/refusal.ts';
import { findPlan, listItems, note, writeItems } from '../measures/index.ts';
import { readWordings } from './reading.ts';
import { writeWordings } from './store.ts';

export const noSuchPlan = refusal('plan.no_such_plan', 404, {
  az: '“{plan}” planı yoxdur.',
  en: 'There is no plan “{plan}”.',
  ru: 'Плана «{plan}» нет.',
});

export interface Stored {
  /** Items whose wording is new or changed. */
  readonly stored: number;
  /** Numbers of the text that the plan has not, and of the plan that the text has not. */
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
}

/**
 * Keeps the official wording of the items of a plan, clean and as printed, with its source. Nothing of it is in the
 * program: it comes from the file of the institution that keeps the plan. Checks no access.
 * @throws noSuchPlan
 */
export async function storeWording(ctx: Context, plan: string, text: string, source: string): Promise<Stored> {
  return await inTransaction(ctx, async (inner) => {
    if (!(await findPlan(inner.db, plan))) throw noSuchPlan({ plan });
    const digest = createHash('sha256').update(text).digest('hex');
    const items = new Map((await listItems(inner.db, plan)).map((item) => [item.number, item]));
    const wordings = readWordings(text);
    const changed = wordings.flatMap(({ number, clean, raw }) => {
      const item = items.get(number);
      const from = `${source}, SHA-256 ${digest}`;
      if (!item || (item.wording === clean && item.wording_source === from)) return [];
      return [{ item: { ...item, wording: clean, wording_source: from }, raw }];
    });
    await writeItems(
      inner.db,
      changed.map(({ item }) => item),
    );
    const stored_at = inner.vahid.now();
    await writeWordings(
      inner.db,
      changed.map(({ item, raw }) => ({ item: item.id, raw, source, digest, stored_at })),
    );
    await note(
      inner,
      plan,
      changed.map(({ item }) => ({ item: item.id, what: 'wording_stored', details: { source, digest } })),
    );
    const told = new Set(wordings.map(({ number }) => number));
    return {
      stored: changed.length,
      unknown: [...told].filter((number) => !items.has(number)),
      missing: [...items.keys()].filter((number) => !told.has(number)),
    };
  });
}
