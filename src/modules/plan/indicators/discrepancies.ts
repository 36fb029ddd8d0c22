import type { Context } from '../../../kernel/context.ts';
import { journal, startProcess } from '../../process/index.ts';
import { officeOf } from '../measures/index.ts';
import { discrepancyProcess, releasedProcess } from './processes.ts';
import { gapOf, isDiscrepancy } from './rules.ts';
import type { Sheet } from './sheet.ts';
import * as store from './store/discrepancies.ts';
import { sheetsInForce } from './store/sheets.ts';
import { findValue, lockValues, type ValueRow } from './store/values.ts';

/**
 * Holds what was reported of closed periods against what was measured of them, and opens a discrepancy where they differ
 * too much: once for each pair of figures, and one at a time for a period. To be asked for periods of which either figure
 * is new, or a discrepancy has just closed; in the caller's transaction, which holds `lockValues`. Checks no access.
 */
export async function compareFigures(ctx: Context, sheet: Sheet, periods: readonly string[]): Promise<void> {
  const indicator = sheet.code;
  for (const period of periods) {
    const measured = await findValue(ctx.db, { indicator, kind: 'measured', period });
    const reported = measured && (await findValue(ctx.db, { indicator, kind: 'reported', period }));
    if (measured && reported) await comparePair(ctx, sheet, measured, reported);
  }
}

async function comparePair(ctx: Context, sheet: Sheet, measured: ValueRow, reported: ValueRow): Promise<void> {
  // What is withheld tells nothing, not even by a gap.
  if (measured.value === null || reported.value === null) return;
  const [known, said] = [Number(measured.value), Number(reported.value)];
  if (!isDiscrepancy(known, said, sheet.unit)) return;
  const { indicator, period, ends } = measured;
  const pair = { indicator, period, measured: measured.id, reported: reported.id };
  if (await store.isKnown(ctx.db, pair)) return;
  const institution = reported.institution ?? sheet.owner;
  await store.insertDiscrepancy(ctx.db, {
    ...pair,
    id: await start(ctx, sheet, period, institution),
    ends,
    gap: String(gapOf(known, said, sheet.unit)),
    institution,
    openedAt: ctx.vahid.now(),
  });
}

async function start(ctx: Context, { code, title }: Sheet, period: string, institution: string): Promise<string> {
  const { version, process } = releasedProcess(ctx.vahid.releases, discrepancyProcess);
  // Nobody asks for it: the two figures do.
  const program: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  return startProcess(program, {
    process: { kind: discrepancyProcess, name: discrepancyProcess, version },
    definition: process,
    institution: officeOf(ctx.vahid.releases).centre,
    owner: { institution },
    reference: `${code} ${period}`,
    title: {
      az: `Rəqəmlər arasında fərq: ${title.az}`,
      en: `Discrepancy of figures: ${title.en}`,
      ru: `Расхождение значений: ${title.ru}`,
    },
  });
}

/** What follows a step of a discrepancy: the words of both sides become public. Done again it changes nothing. */
export async function keepWords(
  ctx: Context,
  { instance, seq, effects }: { readonly instance: string; readonly seq: number; readonly effects: readonly string[] },
): Promise<void> {
  const entry = (await journal(ctx, instance)).find((one) => one.seq === seq);
  const words = entry?.note?.state === 'kept' ? entry.note.value : '';
  if (!entry || words === '') return;
  if (effects.includes('keep-explanation')) await store.setExplanation(ctx.db, instance, words);
  if (effects.includes('keep-resolution')) await close(ctx, instance, words, entry.at);
}

async function close(ctx: Context, instance: string, words: string, at: Date): Promise<void> {
  await lockValues(ctx.db);
  const closed = await store.closeDiscrepancy(ctx.db, instance, words, at);
  const sheet = (await sheetsInForce(ctx.db)).find(({ indicator }) => indicator === closed?.indicator);
  // Either figure may have been replaced while it was open.
  if (closed && sheet) await compareFigures(ctx, sheet.content, [closed.period]);
}
