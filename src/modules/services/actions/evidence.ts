import { Type } from 'typebox';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { forgetFile, keepFile } from '../../../kernel/file.ts';
import type { BroughtFile, FileFields } from '../../../kernel/http/upload.ts';
import { idParam } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { refuseInterested } from '../../process/index.ts';
import type { CompiledMigration, CompiledPage, CompiledService, FileField } from '../definition/compiled.ts';
import { evidenceKinds } from '../definition/evidence-schema.ts';
import type { EvidenceRow } from '../entities.ts';
import * as evidence from '../evidence-store.ts';
import { filesOfFields } from '../forgotten-store.ts';
import { filesNotAsValues, InvalidAnswers, keptFromYou, tooManyFiles } from '../refusals.ts';
import { fieldOf, fieldsOfPage } from '../rules/answers.ts';
import { type Evidence, evidenceIn, evidenceValue } from '../rules/evidence.ts';
import * as store from '../store.ts';
import { answersOf, openPage } from './answers.ts';
import { type LoadedCase, loadCase, loadSubmitted, noteAssisting, noteGuardian, noteReading } from './loading.ts';

export const evidenceParams = Type.Object({ ...idParam.properties, evidence: idParam.properties.id });

/** The field of a page that asks for files; it stands there alone. */
function fileFieldOf(service: CompiledService, { fields }: CompiledPage): FileField | undefined {
  const field = fieldOf(service, fields[0] ?? '');
  return field?.source === 'file' ? field : undefined;
}

/** Name of the field, where a page asks for files. @throws notFound, notOpenNow */
export async function fileAsked(ctx: Context, input: { id: string; page: string }): Promise<string | undefined> {
  const loaded = await loadCase(ctx, input.id, 'services.addEvidence');
  return fileFieldOf(loaded.service, openPage(loaded, input.page))?.name;
}

/**
 * What a form of a page may bring, before any of it is read: nothing where the page asks for no file.
 * @throws notFound, notOpenNow
 */
export async function filesOfPage(ctx: Context, input: { id: string; page: string }): Promise<FileFields> {
  const loaded = await loadCase(ctx, input.id, 'services.addEvidence');
  const field = fileFieldOf(loaded.service, openPage(loaded, input.page));
  if (!field) return {};
  return { [field.name]: { accepts: field.accepts, most: field.mostBytes, optional: true } };
}

interface Place {
  readonly loaded: LoadedCase;
  readonly field: FileField;
  readonly files: readonly Evidence[];
}

/** The field and its files, with the case locked: two forms at once come one after the other. */
async function holdField(ctx: Context, input: { id: string; page: string }): Promise<Place> {
  const loaded = await loadCase(ctx, input.id, 'services.addEvidence', true);
  const field = fileFieldOf(loaded.service, openPage(loaded, input.page));
  if (!field) throw notFound();
  return { loaded, field, files: evidenceIn((await answersOf(ctx, input.id))[field.name]) };
}

async function keepAnswer(ctx: Context, { loaded: { row }, field }: Place, files: readonly Evidence[]): Promise<void> {
  const kept = { [field.name]: evidenceValue(files) };
  await store.writeAnswers(ctx.db, row.id, kept, ctx.vahid.now(), row.submitted_at !== null);
}

/**
 * Adds a file to what a page asks for. A field that takes one file keeps the last that came; content that is there
 * already is there once. @throws notFound, notOpenNow, tooManyFiles
 */
export async function addEvidence(
  ctx: Context,
  input: { id: string; page: string; brought: BroughtFile },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const place = await holdField(inner, input);
    const { field, files } = place;
    const { file, name, kind: brought } = input.brought;
    const kind = evidenceKinds.find((one) => one === brought);
    if (!kind) throw new Error(`${brought} is no kind of evidence`);
    if (field.mostFiles > 1 && files.length >= field.mostFiles) throw tooManyFiles({ max: field.mostFiles });
    const rows = await evidence.listEvidence(inner.db, input.id, field.name);
    const kept = await keepFile(inner, file);
    const same = rows.find((row) => row.file === kept.id);
    if (same && same.removed_at === null) return;
    const added_at = inner.vahid.now();
    const id = same?.id ?? newId(added_at.getTime());
    if (same) await evidence.unmarkRemoved(inner.db, id);
    else
      await evidence.insertEvidence(inner.db, { id, instance: input.id, field: field.name, file: kept.id, added_at });
    const before = field.mostFiles > 1 ? files : [];
    await keepAnswer(inner, place, [...before, { id, name, kind, size: kept.size }]);
    if (field.mostFiles === 1)
      await takeOut(
        inner,
        input.id,
        rows.filter((row) => row.id !== id),
        files,
      );
    await audit(inner, 'services.addEvidence', id);
  });
}

/** Takes a file out again, for as long as its page is open. @throws notFound, notOpenNow */
export async function removeEvidence(
  ctx: Context,
  input: { id: string; page: string; evidence: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const place = await holdField(inner, input);
    const { field, files } = place;
    const row = await evidence.findEvidence(inner.db, input.id, input.evidence);
    // Pressed twice: it is gone, as was wanted.
    if (!row || row.field !== field.name || row.removed_at !== null) return;
    await keepAnswer(
      inner,
      place,
      files.filter(({ id }) => id !== row.id),
    );
    await takeOut(inner, input.id, [row], files);
    await audit(inner, 'services.removeEvidence', row.id);
  });
}

/**
 * The applicant takes files out. What no official had before them is deleted at once; what they had stays for them, as
 * removed, until the case is forgotten: a decision may rest on it. `files`: as the answer named them.
 */
async function takeOut(
  ctx: Context,
  instance: string,
  rows: readonly EvidenceRow[],
  files: readonly Evidence[],
): Promise<void> {
  const there = rows.filter(({ removed_at: at }) => at === null);
  const isHeld = (row: EvidenceRow) => row.handed_at !== null && files.some(({ id }) => id === row.id);
  await forget(
    ctx,
    instance,
    there.filter((row) => !isHeld(row)),
  );
  const at = ctx.vahid.now();
  for (const { id } of there.filter(isHeld))
    await evidence.markRemoved(ctx.db, id, { at, as: evidenceValue(files.filter((one) => one.id === id)) });
}

async function forget(ctx: Context, instance: string, rows: readonly { readonly id: string }[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  // The same content may be another's evidence: then it stays.
  for (const file of await evidence.deleteEvidence(ctx.db, [instance], ids)) await forgetFile(ctx, file);
}

/** The application was sent, and its files with it: from now on they are before officials. */
export async function handEvidence(ctx: Context, instance: string): Promise<void> {
  await evidence.handEvidence(ctx.db, instance, ctx.vahid.now());
}

/** Files go with the answers that name them to the fields of another version; those of a field that was given up are deleted. */
export async function moveEvidence(
  ctx: Context,
  instance: string,
  { answers, drops }: Pick<CompiledMigration, 'answers' | 'drops'>,
): Promise<void> {
  for (const name of drops) await forget(ctx, instance, await evidence.listEvidence(ctx.db, instance, name));
  await evidence.renameEvidence(ctx.db, instance, answers);
}

/** Deletes all files of cases, with the keys that open them; those too that were removed before. */
export async function forgetEvidence(ctx: Context, cases: readonly string[]): Promise<void> {
  for (const file of await evidence.deleteEvidence(ctx.db, cases)) await forgetFile(ctx, file);
}

/** Deletes the files of some fields alone, those too that were removed before. */
export async function forgetEvidenceOf(
  ctx: Context,
  cases: readonly string[],
  fields: readonly string[],
): Promise<void> {
  const ids = await filesOfFields(ctx.db, cases, fields);
  for (const file of await evidence.deleteEvidence(ctx.db, cases, ids)) await forgetFile(ctx, file);
}

/** Takes out answers to questions that are not put to this applicant, files with them, before the case is sent. */
export async function dropNotAsked(ctx: Context, { row, service }: Pick<LoadedCase, 'row' | 'service'>): Promise<void> {
  if (!service.notAsked) return;
  const answers = await answersOf(ctx, row.id);
  const typed = [...service.notAsked].filter((name) => answers[name] !== undefined);
  if (typed.length === 0) return;
  const none = Object.fromEntries(typed.map((name) => [name, null]));
  await store.writeAnswers(ctx.db, row.id, none, ctx.vahid.now(), row.submitted_at !== null);
  for (const name of typed)
    await takeOut(ctx, row.id, await evidence.listEvidence(ctx.db, row.id, name), evidenceIn(answers[name]));
}

/** The same of a draft that is given up, with the answers that named them. */
export async function dropEvidence(
  ctx: Context,
  { row: { id }, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<void> {
  const names = service.fields.flatMap(({ source, name }) => (source === 'file' ? [name] : []));
  if (names.length === 0) return;
  const none = Object.fromEntries(names.map((name) => [name, null]));
  await store.writeAnswers(ctx.db, id, none, ctx.vahid.now(), false);
  await forgetEvidence(ctx, [id]);
}

/**
 * The values of a page with the files that were uploaded for it: as values nobody brings any.
 * @throws InvalidAnswers
 */
export async function withEvidence(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  page: CompiledPage,
  values: Readonly<Record<string, Json>>,
): Promise<Readonly<Record<string, Json>>> {
  const files = fieldsOfPage(service, page).filter(({ source }) => source === 'file');
  if (files.length === 0) return values;
  const sent = files.filter(({ name }) => (values[name] ?? null) !== null);
  if (sent.length > 0) throw new InvalidAnswers(sent.map(({ name }) => ({ field: name, text: filesNotAsValues })));
  const answers = await answersOf(ctx, row.id);
  return { ...values, ...Object.fromEntries(files.map(({ name }) => [name, answers[name] ?? null])) };
}

/** A kept file, and the name under which it came. */
export interface EvidenceFile {
  readonly field: string;
  readonly file: string;
  readonly name: string;
}

/** A file of one's own case; a clerk who enters it opens none without the applicant's knowing. @throws notFound */
export async function ownEvidence(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const loaded = await loadCase(ctx, input.id, 'services.readCase');
  const found = await evidenceFile(ctx, input);
  if (loaded.assists) await noteAssisting(ctx, loaded, loaded.assists.centre);
  await noteGuardian(ctx, loaded);
  return found;
}

/**
 * A file of a case at the desk; noted in the audit and in the applicant's own log before it is shown.
 * @throws notFound, notAllowed, ownCase, keptFromYou
 */
export async function deskEvidence(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const loaded = await loadSubmitted(ctx, input.id, 'services.readDeskCase');
  await refuseInterested(ctx, loaded.of);
  await refuseKept(ctx, loaded.service, input);
  const found = await fileForOfficials(ctx, input);
  await noteReading(ctx, loaded, { action: 'services.readEvidence', subject: input.evidence });
  return found;
}

/** Before it counts as read: a file of a field whose values are kept from the reader. @throws keptFromYou */
export async function refuseKept(
  ctx: Context,
  { keptFrom }: Pick<CompiledService, 'keptFrom'>,
  input: { id: string; evidence: string },
): Promise<void> {
  const row = keptFrom && (await evidence.findEvidence(ctx.db, input.id, input.evidence));
  if (row && keptFrom.has(row.field)) throw keptFromYou();
}

/** As `evidenceFile`, for who may rely on it: what they open while it is being corrected is before them from then on. @throws notFound */
export async function fileRelied(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  await evidence.handEvidence(ctx.db, input.id, ctx.vahid.now(), input.evidence);
  return evidenceFile(ctx, input);
}

/** As `fileRelied`, for the officials who decide: with what the applicant removed after they had it. @throws notFound */
export async function fileForOfficials(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const row = await evidence.findEvidence(ctx.db, input.id, input.evidence);
  const [removed] = evidenceIn(row?.removed_as ?? null);
  return row && removed ? { field: row.field, file: row.file, name: removed.name } : fileRelied(ctx, input);
}

/** A file of a case that the applicant removed after officials had it. */
export interface RemovedEvidence extends Evidence {
  readonly field: string;
  readonly removedAt: Date;
}

/** Those of a case, in the order in which they were removed. */
export async function removedEvidence(ctx: Context, instance: string): Promise<readonly RemovedEvidence[]> {
  const rows = await evidence.listRemoved(ctx.db, instance);
  return rows.flatMap(({ field, removed_at: removedAt, removed_as: as }) =>
    removedAt === null ? [] : evidenceIn(as).map((file) => ({ ...file, field, removedAt })),
  );
}

/** Of a case that was loaded; checks no access, and whoever asks notes the reading. @throws notFound */
export async function evidenceFile(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const row = await evidence.findEvidence(ctx.db, input.id, input.evidence);
  const files = row && evidenceIn((await answersOf(ctx, input.id))[row.field]);
  const named = files?.find(({ id }) => id === row?.id);
  if (!row || !named) throw notFound();
  return { field: row.field, file: row.file, name: named.name };
}
