import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notAllowed, notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate } from '../../../language/index.ts';
import { institutions, isClosed } from '../../identity/index.ts';
import { act, type Acted, instance, startProcess } from '../../process/index.ts';
import { officeOf } from '../measures/index.ts';
import type { Known } from './check.ts';
import { type Answers, answersOf, fieldNames, readSheet, type SheetProblem } from './form.ts';
import { releasedProcess, sheetProcess } from './processes.ts';
import * as refusals from './refusals.ts';
import { subjectOf } from './reporting.ts';
import { codePattern, queryOf, type Sheet } from './sheet.ts';
import * as store from './store/drafts.ts';
import { insertSheet, itemNumbers, lockIndicators, sheetVersions } from './store/sheets.ts';
import { measurementsOf } from './views.ts';

export interface NewDraft {
  readonly code: string;
  /** That answers for the indicator. */
  readonly institution: string;
}

/**
 * Begins a sheet, or the next version of one that was written at the desk, with what stands in force. The project office, or
 * an officer of the institution that answers for it. Answers its id. @throws the refusals of this folder
 */
export async function startDraft(ctx: Context, { code, institution }: NewDraft): Promise<string> {
  const known = (await institutions(ctx)).find((one) => one.code === institution);
  if (!known || isClosed(known, bakuDate(ctx.vahid.now()))) {
    allow(ctx, 'plan.draftIndicator', { institution: officeOf(ctx.vahid.releases).centre });
    throw refusals.noInstitution();
  }
  allow(ctx, 'plan.draftIndicator', await subjectOf(ctx, institution));
  const { person } = ctx.actor;
  if (person === undefined) throw notAllowed();
  if (!new RegExp(codePattern).test(code) || code.length > 60) throw refusals.wrongCode();
  return inTransaction(ctx, async (inner) => {
    const before = (await lockIndicators(inner.db)).find((one) => one.code === code);
    if (before?.origin === 'definition' && !before.ended) throw refusals.fromFile();
    const { version, process } = releasedProcess(inner.vahid.releases, sheetProcess);
    const title = before?.content.title ?? { az: code, en: code, ru: code };
    const id = await startProcess(inner, {
      process: { kind: sheetProcess, name: sheetProcess, version },
      definition: process,
      institution: officeOf(inner.vahid.releases).centre,
      owner: { institution },
      reference: `${code} ${(before?.version ?? 0) + 1}`,
      title: {
        az: `Göstəricinin vərəqəsi: ${title.az}`,
        en: `Sheet of an indicator: ${title.en}`,
        ru: `Паспорт показателя: ${title.ru}`,
      },
    });
    const content = before ? answersOf(before.content) : {};
    const draft = { id, code, institution, content, writers: [person], open: true, changedAt: inner.vahid.now() };
    if (!(await store.insertDraft(inner.db, draft))) throw refusals.sheetOpen();
    await audit(inner, 'plan.startDraft', id);
    return id;
  });
}

/** Keeps what was typed, complete or not. @throws notFound, notAllowed, notOpenForWriting */
export async function saveDraft(ctx: Context, id: string, answers: Answers): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const draft = await draftOf(inner, id);
    const of = await instance(inner, id);
    allow(inner, 'plan.draftIndicator', await subjectOf(inner, draft.institution));
    const { person } = inner.actor;
    if (person === undefined) throw notAllowed();
    if (of.state !== 'draft') throw refusals.notOpenForWriting();
    const typed = fieldNames.flatMap((name) => (answers[name] === undefined ? [] : [[name, clean(answers[name])]]));
    const content = { ...draft.content, ...Object.fromEntries(typed) };
    await store.updateDraft(inner.db, id, content, person, inner.vahid.now());
    await audit(inner, 'plan.saveDraft', id);
  });
}

const clean = (typed: string) => plainText(typed).slice(0, 5000);

async function draftOf(ctx: Context, id: string): Promise<store.DraftRow> {
  const found = await store.lockDraft(ctx.db, id);
  if (!found) throw notFound();
  return found;
}

const sends = new Set(['submit', 'propose']);
const decides = new Set(['approve', 'refuse']);

export interface DraftAct {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

/** One action on a sheet: sent and approved only while it is complete, never decided by one who wrote it. */
export async function actOnDraft(ctx: Context, { id, ...given }: DraftAct): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    const draft = await draftOf(inner, id);
    await instance(inner, id);
    const { person } = inner.actor;
    if (decides.has(given.action) && person !== undefined && draft.writers.includes(person))
      throw refusals.ownWriting();
    if (sends.has(given.action) || given.action === 'approve') {
      const { problems } = await readDraft(inner, draft);
      if (problems.length > 0) throw new refusals.SheetIncomplete(problems);
    }
    return act(inner, { instance: id, ...given });
  });
}

/** A draft as a sheet, held against the house as it is now. */
export async function readDraft(
  ctx: Context,
  { code, institution, content }: Pick<store.DraftRow, 'code' | 'institution' | 'content'>,
): Promise<{ readonly sheet?: Sheet; readonly problems: readonly SheetProblem[] }> {
  return readSheet(code, institution, content, await knownNow(ctx));
}

async function knownNow(ctx: Context): Promise<Known> {
  const items = await itemNumbers(ctx.db);
  const codes = new Set((await institutions(ctx)).map(({ code }) => code));
  const formulas = (await lockIndicators(ctx.db)).filter(({ ended }) => !ended);
  return {
    item: (number) => items.has(number),
    institution: (code) => codes.has(code),
    formulas: new Map(formulas.map(({ code, content }) => [code, content.formula ?? ''])),
    measurements: [...measurementsOf(ctx).values()],
  };
}

/** What follows a step of a sheet: approved, it is in force as the next version. Done again it changes nothing. */
export async function afterDraft(
  ctx: Context,
  { instance: id, effects }: { readonly instance: string; readonly effects: readonly string[] },
): Promise<void> {
  const draft = await store.findDraft(ctx.db, id);
  if (!draft?.open) return;
  if (effects.includes('bring-into-force')) await bringIntoForce(ctx, draft);
  if (effects.length > 0) await store.closeDraft(ctx.db, id);
}

async function bringIntoForce(ctx: Context, draft: store.DraftRow): Promise<void> {
  const { sheet, problems } = await readDraft(ctx, draft);
  // It was read whole when it was approved; what changed since is seen by whoever mends it, and the job repeats.
  if (!sheet)
    throw new Error(`sheet ${draft.id} cannot come into force: ${problems.map(({ name }) => name).join(', ')}`);
  const [last] = await sheetVersions(ctx.db, draft.code);
  const of = await instance(ctx, draft.id);
  await insertSheet(ctx.db, 'desk', {
    indicator: draft.code,
    version: (last?.version ?? 0) + 1,
    content: sheet,
    query: queryOf(sheet),
    source: of.reference,
    release: null,
    instance: draft.id,
    approvedAt: of.updated_at,
  });
}
