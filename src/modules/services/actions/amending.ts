import type { Context } from '../../../kernel/context.ts';
import { publish } from '../../../kernel/event.ts';
import type { Json } from '../../../kernel/job.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { bakuDate, formatDate, type Lang } from '../../../language/index.ts';
import { register as registerOf } from '../../catalogue/index.ts';
import { type DocumentOrder, issueDocument, standingDocument } from '../../documents/index.ts';
import { entryRefused, RecordChanged } from '../../exchange/index.ts';
import { type JournalEntry, notify } from '../../process/index.ts';
import {
  amendmentContradicts,
  amendmentFieldNeeded,
  amendmentMisfit,
  amendmentTurns,
  amendmentUnchanged,
} from '../amendment-refusals.ts';
import { insertAmendment, lastProposed, listAmendments } from '../amendment-store.ts';
import { amends, proposesAmendment } from '../definition/amending.ts';
import { decisionAmended } from '../events.ts';
import { readField } from '../reading-form.ts';
import {
  amendableIn,
  type Amendment,
  contradictsRegister,
  type HeldValue,
  rightValue,
  turnsDecision,
} from '../rules/amending.ts';
import { entryOf, numberAnew } from '../rules/delivery.ts';
import { shownValue } from '../rules/showing.ts';
import type { CaseData } from '../rules/values.ts';
import * as store from '../store.ts';
import { label, say } from '../text/index.ts';
import { asProgram } from './acting.ts';
import { judgeDecided, madeAmendments } from './deciding.ts';
import { decided, type OnItsWay, orderOf, writeRecord } from './delivering.ts';
import type { LoadedCase } from './loading.ts';

/** The field of a decision in which a slip is, and how it is right; with `lang` the value is as it was typed in it. */
export interface AmendmentInput {
  readonly field: string;
  readonly value: Json;
  readonly lang?: Lang;
}

/**
 * Keeps what an official proposes to correct, or that another one corrects what was proposed, beside the step that did;
 * nothing for any other action. `held`: what the register says now of the field, as `registerNow` answered.
 * @throws amendmentFieldNeeded, amendmentMisfit, amendmentUnchanged, amendmentContradicts, amendmentTurns
 */
export async function keepAmendment(
  ctx: Context,
  loaded: LoadedCase,
  {
    action,
    seq,
    given,
    held,
  }: {
    readonly action: string;
    readonly seq: number;
    readonly given?: AmendmentInput | undefined;
    readonly held: HeldValue | undefined;
  },
): Promise<void> {
  const { row, service } = loaded;
  const at = ctx.vahid.now();
  if (proposesAmendment(service, action)) {
    const { field, value, before } = await proposal(ctx, loaded, given, held);
    await insertAmendment(ctx.db, { instance: row.id, seq, at, kind: 'proposed', field, value, before });
  }
  if (!amends(service, action)) return;
  const proposed = lastProposed(await listAmendments(ctx.db, row.id));
  if (!proposed) throw new Error(`case ${row.id} has no proposal to correct anything`);
  const { field, value } = proposed;
  const { before } = await proposal(ctx, loaded, { field, value }, held);
  await insertAmendment(ctx.db, { instance: row.id, seq, at, kind: 'made', field, value, before });
  await publish(ctx, decisionAmended, { case: row.id, service: service.name, seq, field });
}

async function proposal(
  ctx: Context,
  { row, service }: LoadedCase,
  given: AmendmentInput | undefined,
  held: HeldValue | undefined,
): Promise<Amendment & { readonly before: Json }> {
  const { decision } = await decided(ctx, { row });
  const before = await judgeDecided(ctx, service, row, decision);
  const field = amendableIn(service, before.data).find(({ name }) => name === given?.field);
  if (!given || !field) throw amendmentFieldNeeded();
  const { value: typed, lang } = given;
  const right = rightValue(field, lang && typeof typed === 'string' ? readField(field.check, typed, lang) : typed);
  if ('error' in right) throw amendmentMisfit(right.error, field.name);
  if (right.value === field.value) throw amendmentUnchanged({ label: field.label.az });
  const amendment = { field: field.name, value: right.value };
  if (held && contradictsRegister(amendment, held)) throw contradicting(service, held);
  if (turnsDecision(before, await judgeDecided(ctx, service, row, decision, { besides: amendment })))
    throw amendmentTurns();
  return { ...amendment, before: field.value };
}

function contradicting({ fields }: LoadedCase['service'], held: HeldValue) {
  const field = fields.find(({ name }) => name === held.field);
  const shown = field && shownValue(field, held.value);
  return field && shown ? amendmentContradicts(field.label, shown, held.field) : amendmentFieldNeeded();
}

/**
 * Carries out what was corrected: the entry is put right over the exchange as any other is written, then the document is
 * issued anew under a number of its own, and the one before says which holds in its place. Answers the register's record.
 */
export async function amendIssued(
  ctx: Context,
  loaded: LoadedCase,
  step: JournalEntry,
  key: string,
): Promise<string | OnItsWay | null> {
  const { row, service } = loaded;
  const { decision } = await decided(ctx, loaded);
  const before = await judgeDecided(ctx, service, row, decision, { until: step.seq });
  // With what was corrected since, which may have come to its end earlier.
  const after = await judgeDecided(ctx, service, row, decision);
  const record = await amendRecord(ctx, loaded, { before: before.data, after: after.data, key });
  if (typeof record === 'object' && record !== null) return record;
  await issueAnew(ctx, loaded, { data: after.data, step, key });
  return record;
}

interface Written {
  readonly before: CaseData;
  readonly after: CaseData;
  readonly key: string;
}

/** What was entered there since stands: the institution is told, and looks at the record itself. */
async function amendRecord(
  ctx: Context,
  loaded: LoadedCase,
  { before, after, key }: Written,
): Promise<string | OnItsWay | null> {
  const { row, service } = loaded;
  const { delivery } = await decided(ctx, loaded);
  const [was, is] = [entryOf(service, before, delivery), entryOf(service, after, delivery)];
  if (!service.entry || sameEntry(was, is)) return null;
  const kept = registerOf(ctx.vahid.releases, service.entry.register);
  const since = (await store.listEffects(ctx.db, row.id)).findLast(({ record }) => record !== null)?.at;
  const gone = Object.fromEntries(Object.keys(was).map((name) => [name, null]));
  const change = { entry: { ...gone, ...is }, changes: true as const, unchangedSince: since, effectKey: key };
  try {
    if (!kept?.hosted) return await writeRecord(ctx, loaded, { entry: is, effectKey: key });
    return await writeRecord(ctx, loaded, {
      ...change,
      from: dayOf(kept.record.validFrom, is, bakuDate(ctx.vahid.now())),
    });
  } catch (error) {
    // A right that is missing may be given yet: the register is asked again.
    const isBarred = error instanceof Refusal && error.code === entryRefused().code;
    if (isBarred || !(error instanceof RecordChanged || error instanceof Refusal)) throw error;
    await notify(asProgram(ctx), {
      institution: row.institution,
      role: 'officer',
      text: say('amendmentNotEntered', () => ({ reference: row.reference })),
      link: `/masa/is/${row.id}`,
      instance: row.id,
      effectKey: `${key}-not-entered`,
    });
    return null;
  }
}

const sameEntry = (was: object, is: object): boolean => written(was) === written(is);

const written = (entry: object): string => JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A record that comes into force on a coming day comes into force on it still; any other says it from today. */
function dayOf(field: string | undefined, entry: Readonly<Record<string, Json>>, today: string): string {
  const day = field === undefined ? undefined : entry[field];
  return typeof day === 'string' && day > today ? day : today;
}

const amendedLine = (day: string, number: string): DocumentOrder['lines'][number] => ({
  label: label('amendmentLine'),
  value: say('amendmentOn', (lang) => ({ date: formatDate(day, lang), number })),
  class: 'open',
});

async function issueAnew(
  ctx: Context,
  loaded: LoadedCase,
  { data, step, key }: { readonly data: CaseData; readonly step: JournalEntry; readonly key: string },
): Promise<void> {
  const { row, service } = loaded;
  if (row.document === null) return;
  const { delivery } = await decided(ctx, loaded);
  const order = await orderOf(ctx, loaded, { data, delivery, signed: { ...step, official: true } });
  if (!order) return;
  const { number } = await standingDocument(ctx, row.document);
  const made = (await madeAmendments(ctx, service, row.id)).filter(({ seq }) => seq <= step.seq);
  const { id, code } = await issueDocument(ctx, {
    ...order,
    number: numberAnew(order.number, made.length + 1),
    lines: [...order.lines, amendedLine(bakuDate(step.at), number)],
    replaces: row.document,
    effectKey: key,
  });
  await store.updateCase(ctx.db, row.id, { document: id, document_code: code });
}
