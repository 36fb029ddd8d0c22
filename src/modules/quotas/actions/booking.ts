import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import * as refusals from '../refusals.ts';
import { isAmount, isMore, minus } from '../rules.ts';
import * as store from '../store.ts';
import { readReport, type ReportFormat, type UsageLine } from '../usage-file.ts';
import { tellOfUse } from './telling.ts';

/** A line that was not booked, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly key: string;
  readonly code: string;
  readonly text: Text;
}

/** What became of the lines of a report. */
export interface Reported {
  readonly booked: number;
  /** Had been booked before. */
  readonly known: number;
  readonly refused: readonly RefusedLine[];
}

/** Whose report it is: an official's of the operator, or that of one of its systems. */
interface Reporter {
  readonly operator: string;
  readonly accessKey?: string;
}

/**
 * Reads a report of use. Every line is booked in a transaction of its own, under its key: a report that is read twice, or
 * broke off, books nothing twice. A line that cannot be booked is named and keeps no other back.
 * @throws reportUnreadable, reportTooLarge
 */
export async function importUsage(
  ctx: Context,
  given: { readonly operator: string; readonly format: ReportFormat; readonly text: string },
): Promise<Reported> {
  const { operator, format, text } = given;
  allow(ctx, 'quotas.importUsage', { institution: operator });
  return bookAll(ctx, { operator }, readReport(format, text));
}

/** The same for lines of which it is known who reports them: checks no access. */
export async function bookAll(ctx: Context, by: Reporter, lines: readonly UsageLine[]): Promise<Reported> {
  let [booked, known] = [0, 0];
  const refused: RefusedLine[] = [];
  for (const [index, line] of lines.entries()) {
    try {
      if (await book(ctx, by, line)) booked += 1;
      else known += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, text } = error;
      refused.push({ line: index + 1, key: line.key.slice(0, 100), code, text });
    }
  }
  await noteReport(ctx, by, { lines: lines.length, booked, known, refused: refused.length });
  return { booked, known, refused };
}

async function noteReport(
  ctx: Context,
  { operator, accessKey }: Reporter,
  counts: Pick<Parameters<typeof store.insertReport>[1], 'lines' | 'booked' | 'known' | 'refused'>,
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const id = newId();
    const of = { person: inner.actor.person ?? null, access_key: accessKey ?? null };
    await store.insertReport(inner.db, { id, operator, ...counts, ...of, reported_at: inner.vahid.now() });
    await audit(inner, 'quotas.importUsage', id);
  });
}

/** Without control signs and halves of signs, which cannot be stored. */
const wellFormedKey = /^[^\s\p{C}]([^\p{C}]{0,98}[^\s\p{C}])?$/u;
const wellFormedNumber = /^[A-Z0-9-]{1,60}$/;

/** False when the line was booked before. What is not there is never booked: the balance does not fall below nothing. */
async function book(ctx: Context, { operator, accessKey }: Reporter, line: UsageLine): Promise<boolean> {
  const { key, quota: number, amount } = line;
  if (!wellFormedKey.test(key)) throw refusals.keyWrong();
  if (!wellFormedNumber.test(number)) throw refusals.quotaUnknown();
  if (!isAmount(amount)) throw refusals.amountWrong();
  return inTransaction(ctx, async (inner) => {
    await store.lock(inner.db, number);
    const row = await store.findQuotaByNumber(inner.db, number);
    if (row?.operator !== operator) throw refusals.quotaUnknown();
    const at = inner.vahid.now();
    const effect_key = `use:${operator}:${key}`;
    const before = await store.findEntryByKey(inner.db, effect_key);
    if (before) {
      if (before.quota === row.id && !isMore(amount, minus(before.amount)) && !isMore(minus(before.amount), amount))
        return false;
      throw refusals.keyReused();
    }
    const used_on = line.usedOn ?? bakuDate(at);
    if (used_on > bakuDate(at) || used_on < row.validFrom || used_on > row.validTo) throw refusals.dayWrong();
    if (isMore(amount, row.left)) throw refusals.overdraft({ left: Number(row.left) });
    const of = { person: inner.actor.person ?? null, access_key: accessKey ?? null };
    const entry = { at, quota: row.id, kind: 'used', amount: minus(amount) } as const;
    // Another line with this key may have been booked at the same moment, on another quota.
    if (!(await store.insertEntry(inner.db, { ...entry, ...of, used_on, effect_key }))) throw refusals.keyReused();
    await tellOfUse(inner, row.id);
    return true;
  });
}
