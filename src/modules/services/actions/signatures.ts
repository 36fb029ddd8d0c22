import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { latestOf, standingDocument } from '../../documents/index.ts';
import type { SignatureView } from '../../identity/index.ts';
import { instance, journal, type JournalEntry, refuseInterested } from '../../process/index.ts';
import { asProgram, officialTook } from './acting.ts';
import { openGuide } from '../present/guide.ts';
import { ownJournal } from '../present/journal.ts';
import { signatureViews } from '../present/signatures.ts';
import * as store from '../store.ts';
import { type LoadedCase, loadCase, loadSubmitted, noteReading } from './loading.ts';

/** Signatures of the steps that the applicant is told of. Checks no access: the case was loaded for its page. */
export async function ownSignatures(
  ctx: Context,
  loaded: LoadedCase,
  entries: readonly JournalEntry[],
): Promise<readonly SignatureView[]> {
  const rows = await store.listSignatures(ctx.db, loaded.row.id);
  if (rows.length === 0) return [];
  const { id } = loaded.row;
  return signatureViews(ctx, rows, await toldOf(ctx, loaded, entries), (seq) => `/muracietler/${id}/imza/${seq}`);
}

async function toldOf(ctx: Context, { service }: LoadedCase, entries: readonly JournalEntry[]) {
  const told = new Set(ownJournal(service, await openGuide(ctx), entries).map(({ seq }) => seq));
  return entries.filter(({ seq }) => told.has(seq));
}

/** Of all steps, for officials. Checks no access: the case was loaded for its page. */
export async function deskSignatures(
  ctx: Context,
  { row }: LoadedCase,
  entries: readonly JournalEntry[],
): Promise<readonly SignatureView[]> {
  const rows = await store.listSignatures(ctx.db, row.id);
  return signatureViews(ctx, rows, entries, (seq) => `/masa/is/${row.id}/imza/${seq}`);
}

interface SignatureFile {
  readonly jws: string;
  readonly name: string;
}

/** One signature, for the applicant. @throws notFound */
export async function ownSignatureFile(ctx: Context, { id, seq }: { id: string; seq: number }): Promise<SignatureFile> {
  const loaded = await loadCase(ctx, id, 'services.readCase');
  const told = await toldOf(ctx, loaded, await journal(ctx, loaded.of));
  if (!told.some((entry) => entry.seq === seq)) throw notFound();
  return fileOf(ctx, loaded, seq);
}

/** One signature, for officials; opening it is noted as opening the case is. @throws notFound, ownCase */
export async function deskSignatureFile(
  ctx: Context,
  { id, seq }: { id: string; seq: number },
): Promise<SignatureFile> {
  const loaded = await loadSubmitted(ctx, id, 'services.readDeskCase');
  await refuseInterested(ctx, loaded.of);
  await noteReading(ctx, loaded);
  return fileOf(ctx, loaded, seq);
}

async function fileOf(ctx: Context, { row }: LoadedCase, seq: number): Promise<SignatureFile> {
  const found = (await store.listSignatures(ctx.db, row.id)).find((one) => one.seq === seq);
  if (!found) throw notFound();
  return { jws: found.jws, name: `${row.reference}-${seq}.jws` };
}

/**
 * How the decision was signed by which a document was issued: for everybody who holds the document's code. The applicant's
 * own signature is not shown with it.
 */
export async function signaturesOfDocument(ctx: Context, document: string): Promise<readonly SignatureView[]> {
  const row = await store.findCaseOfDocument(ctx.db, await latestOf(ctx, document));
  // What was corrected since stood in nothing that was signed.
  if (!row || (await standingDocument(ctx, document)).earlier.length > 0) return [];
  const rows = await store.listSignatures(ctx.db, row.id);
  if (rows.length === 0) return [];
  const system = asProgram(ctx);
  const decision = await store.lastDecision(ctx.db, row, 'approved');
  const entries = await journal(system, await instance(system, row.id));
  const deciding = entries.filter(({ seq, actedAs }) => seq === decision?.seq && officialTook(actedAs));
  return signatureViews(ctx, rows, deciding);
}
