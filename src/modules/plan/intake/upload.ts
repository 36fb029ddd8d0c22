import { allow } from '../../../kernel/access.ts';
import { type Context, inTransaction, inTransactionIf } from '../../../kernel/context.ts';
import { forgetFile, keepFile, openFile, type ReceivedFile } from '../../../kernel/file.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound, Refusal, refusal } from '../../../kernel/refusal.ts';
import { XlsxError } from '../../../protocols/xlsx/index.ts';
import { findPlans, officeOf, type PlanRow } from '../measures/index.ts';
import { datesByRequest, type Entered } from './enter.ts';
import { enterForm, hindering, type ReadForm, readFormOf, standingPlan } from './form-enter.ts';
import type { StandingPlan } from './form-read.ts';
import type { ItemChanges } from './upload-store.ts';
import * as store from './upload-store.ts';

export const formWrong = refusal('plan.form_wrong', 422, {
  az: 'Formada səhvlər var. Onları düzəldin və faylı yenidən göndərin.',
  en: 'The form has errors. Correct them and send the file again.',
  ru: 'В форме есть ошибки. Исправьте их и отправьте файл снова.',
});

function mayEnter(ctx: Context): void {
  allow(ctx, 'plan.enterPlan', { institution: officeOf(ctx.vahid.releases).centre });
}

/** Plans that a form can be of, the newest first. */
export async function plansOfForms(ctx: Context): Promise<readonly PlanRow[]> {
  mayEnter(ctx);
  return await findPlans(ctx.db);
}

/** A plan as it stands, for its form. @throws noSuchPlan, notAllowed */
export async function planOfForm(ctx: Context, code?: string): Promise<StandingPlan & { readonly plan: PlanRow }> {
  mayEnter(ctx);
  return await standingPlan(ctx, code);
}

/**
 * Takes a filled form to be read; what the person sent before and did not enter is given up.
 * @throws noSuchPlan, notAllowed, a refusal of a file that is no workbook
 */
export async function sendForm(
  ctx: Context,
  { plan, file, name }: { readonly plan: string; readonly file: ReceivedFile; readonly name: string },
): Promise<string> {
  const standing = await planOfForm(ctx, plan);
  await opened(() => readFormOf(standing, file));
  const person = personOf(ctx);
  return await inTransaction(ctx, async (inner) => {
    for (const before of await store.uploadsOf(inner.db, person)) await giveUp(inner, before);
    const kept = await keepFile(inner, file);
    const id = newId(inner.vahid.now().getTime());
    const sent_at = inner.vahid.now();
    await store.insertUpload(inner.db, { id, plan, file: kept.id, name: name.slice(0, 255), person, sent_at });
    return id;
  });
}

export interface UploadView {
  readonly id: string;
  readonly name: string;
  readonly plan: PlanRow;
  readonly findings: ReadForm['findings'];
  /** What entering would change; absent while there are errors. */
  readonly would?: (Entered & { readonly changes: readonly ItemChanges[] }) | undefined;
  /** Why it cannot be entered though it has no error: a schedule changes that was set before. */
  readonly hindered?: Refusal;
}

/** What a form that was sent says, tried and not kept. @throws notFound, notAllowed */
export async function uploadView(ctx: Context, id: string): Promise<UploadView> {
  mayEnter(ctx);
  const { row, standing, read } = await readUpload(ctx, id);
  const { findings, draft } = read;
  const view = { id, name: row.name, plan: standing.plan, findings };
  if (hindering(findings).length > 0) return view;
  try {
    const tried = async (inner: Context) => {
      const entered = await enterForm(inner, standing, draft, { source: row.name, alone: true });
      return { ...entered, changes: await store.changesOfTransaction(inner.db) };
    };
    const would = await inTransactionIf(ctx, () => false, tried);
    return { ...view, would };
  } catch (error) {
    if (!(error instanceof Refusal && error.code === datesByRequest.code)) throw error;
    return { ...view, hindered: error };
  }
}

/** Enters a form that was sent; then it is forgotten. @throws notFound, notAllowed, formWrong, datesByRequest */
export async function enterUpload(ctx: Context, id: string): Promise<Entered> {
  mayEnter(ctx);
  return await inTransaction(ctx, async (inner) => {
    const { row, standing, read } = await readUpload(inner, id, { locked: true });
    if (hindering(read.findings).length > 0) throw formWrong();
    const entered = await enterForm(inner, standing, read.draft, { source: row.name, alone: true });
    await giveUp(inner, row);
    return entered;
  });
}

/** @throws notFound, notAllowed */
export async function giveUpUpload(ctx: Context, id: string): Promise<void> {
  mayEnter(ctx);
  const row = await store.findUpload(ctx.db, id, personOf(ctx));
  if (!row) throw notFound();
  await inTransaction(ctx, (inner) => giveUp(inner, row));
}

async function giveUp(ctx: Context, { id, file }: store.UploadRow): Promise<void> {
  await store.deleteUpload(ctx.db, id);
  await forgetFile(ctx, file);
}

/** Only whoever sent a form sees it. */
async function readUpload(ctx: Context, id: string, { locked = false } = {}) {
  const row = await store.findUpload(ctx.db, id, personOf(ctx));
  if (!row) throw notFound();
  const standing = await standingPlan(ctx, row.plan, { locked });
  const file = await openFile(ctx, row.file);
  if (!file) throw notFound();
  try {
    return { row, standing, read: await opened(() => readFormOf(standing, file)) };
  } finally {
    await file.close();
  }
}

function personOf({ actor }: Context): string {
  if (actor.person === undefined) throw notFound();
  return actor.person;
}

/** A workbook that cannot be opened is a mistake of whoever sent it. */
async function opened<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof XlsxError) throw new Refusal(`plan.xlsx_${error.problem}`, 422, error.text);
    throw error;
  }
}
