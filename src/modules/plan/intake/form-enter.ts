import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { type ByteSource, openWorkbook, usualLimits, type XlsxLimits } from '../../../protocols/xlsx/index.ts';
import { enterPlan, findPlan, listItems, planInForce, type PlanRow } from '../measures/index.ts';
import { type Entered, enterMeasures, type EnterOptions } from './enter.ts';
import type { FormFinding } from './form-finding.ts';
import { readForm, readMarks } from './form-lines.ts';
import { type FormDraft, readDraft, type StandingPlan } from './form-read.ts';
import { type FormResponsible, termKey } from './form-responsible.ts';
import { ownersOf } from './owners.ts';
import { allResponsible, insertTerm, lockPlan, standingMeasures, updateTerm } from './store.ts';
import { noSuchPlan } from './wording.ts';

/**
 * A plan as the form knows it; without a code the one in force. To be entered it must be locked before it is read, or
 * what others enter meanwhile is undone. Checks no access. @throws noSuchPlan
 */
export async function standingPlan(
  ctx: Context,
  code?: string,
  { locked = false }: { readonly locked?: boolean } = {},
): Promise<StandingPlan & { readonly plan: PlanRow }> {
  const plan = code === undefined ? await planInForce(ctx) : await findPlan(ctx.db, code);
  if (!plan) throw noSuchPlan({ plan: code ?? '' });
  if (locked) await lockPlan(ctx.db, plan.code);
  const [items, measures, responsible, owners] = [
    await listItems(ctx.db, plan.code),
    await standingMeasures(ctx.db, plan.code),
    await allResponsible(ctx.db),
    await ownersOf(ctx),
  ];
  return { plan, items, measures, responsible, owners };
}

export interface ReadForm {
  readonly draft: FormDraft;
  readonly findings: readonly FormFinding[];
}

/** Reads a form against a plan as it stands. @throws XlsxError when the workbook cannot be opened */
export async function readFormOf(
  standing: StandingPlan,
  workbook: Uint8Array | ByteSource,
  limits: XlsxLimits = usualLimits,
): Promise<ReadForm> {
  const findings: FormFinding[] = [];
  const book = await openWorkbook(workbook, limits);
  const draft = readDraft(await readForm(book, findings), standing, findings, await readMarks(book));
  const order = new Map(book.sheets.map(({ name }, at) => [name, at]));
  const at = ({ sheet, cell }: FormFinding): readonly number[] => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
    return [
      order.get(sheet) ?? -1,
      Number(row),
      letters.length,
      letters.codePointAt(0) ?? 0,
      letters.codePointAt(1) ?? 0,
    ];
  };
  return { draft, findings: findings.toSorted((a, b) => compared(at(a), at(b))) };
}

/** In the order in which a person reads the workbook. */
const compared = (a: readonly number[], b: readonly number[]): number => {
  const differs = a.findIndex((one, index) => one !== b[index]);
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
};

export const hindering = (findings: readonly FormFinding[]): readonly FormFinding[] =>
  findings.filter(({ notice }) => !notice);

/**
 * Enters a form that was read without errors against the plan locked in the caller's transaction. Checks no access.
 * @throws reasonNeeded, datesByRequest
 */
export async function enterForm(
  ctx: Context,
  { plan }: { readonly plan: PlanRow },
  { items, measures, responsible }: FormDraft,
  options: EnterOptions,
): Promise<Entered> {
  const { entered_at: _, ...same } = plan;
  const changed = await enterPlan(ctx, same, items);
  const entered = await enterMeasures(ctx, plan.code, measures, options);
  return { items: changed, ...entered, responsible: await enterTerms(ctx, responsible, options) };
}

async function enterTerms(
  ctx: Context,
  terms: readonly FormResponsible[],
  { source, sample = false }: EnterOptions,
): Promise<number> {
  const before = new Map((await allResponsible(ctx.db)).map((one) => [termKey(one), one]));
  const now = ctx.vahid.now();
  let changed = 0;
  // Who leaves comes first: an institution has one at a time.
  for (const term of terms.toSorted((a, b) => Number(a.to === null) - Number(b.to === null))) {
    const old = before.get(termKey(term));
    if (old && sameTerm(old, term)) continue;
    if (old) await updateTerm(ctx.db, old.id, term);
    else await insertTerm(ctx.db, { ...term, id: newId(now.getTime()), sample, source, entered_at: now });
    changed += 1;
  }
  return changed;
}

const sameTerm = (a: FormResponsible, b: FormResponsible): boolean =>
  a.to === b.to && a.act === b.act && (['az', 'en', 'ru'] as const).every((lang) => a.post[lang] === b.post[lang]);
