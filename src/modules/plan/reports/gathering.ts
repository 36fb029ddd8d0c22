import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { forgetFile, keepFile, type ReceivedFile } from '../../../kernel/file.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { holdForWriting } from './actions.ts';
import * as evidence from './evidence-store.ts';
import * as refusals from './refusals.ts';
import { readAddress } from './rules.ts';
import * as store from './store.ts';

const mostPieces = 50;

export interface NewPiece {
  /** Codes of the milestone and of the deliverable that it proves, one at least. */
  readonly milestone?: string | undefined;
  readonly deliverable?: string | undefined;
  readonly name: string;
  readonly note?: string | undefined;
  /** Its name and content stay inside. */
  readonly internal?: boolean | undefined;
  readonly content: { readonly url: string } | { readonly file: ReceivedFile };
}

/**
 * Adds a link or a file to a report that is being written; it becomes evidence when the report is submitted. Answers its
 * id. @throws aboutNeeded, nameNeeded, linkWrong, noteTooLong, tooManyPieces, and what writing throws
 */
export async function addPiece(ctx: Context, report: string, given: NewPiece): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    const { row } = await holdForWriting(inner, report, 'plan.addPiece');
    const { person } = ctx.actor;
    if (person === undefined) throw new Error('evidence is given by a person');
    const about = await aboutOf(inner, row.item, given);
    const said = wordsOf(given);
    if ((await evidence.piecesOf(inner.db, report)).length >= mostPieces)
      throw refusals.tooManyPieces({ most: mostPieces });
    const at = inner.vahid.now();
    const id = newId(at.getTime());
    const content = await contentOf(inner, given.content);
    await evidence.insertPiece(inner.db, {
      id,
      report,
      ...about,
      ...said,
      ...content,
      internal: given.internal ?? false,
      person,
      added_at: at,
    });
    await store.updateDraft(inner.db, report, { writer: person, at });
    await audit(inner, 'plan.addPiece', id);
    return id;
  });
}

async function aboutOf(ctx: Context, item: string, given: Pick<NewPiece, 'milestone' | 'deliverable'>) {
  const targets = await evidence.targetsOf(ctx.db, item);
  const find = (kind: evidence.Target['kind']) => {
    const code = given[kind];
    if (code === undefined || code === '') return null;
    const found = targets.find((one) => one.kind === kind && one.code === code);
    if (!found) throw refusals.aboutNeeded();
    return found.id;
  };
  const about = { milestone: find('milestone'), deliverable: find('deliverable') };
  if (about.milestone === null && about.deliverable === null) throw refusals.aboutNeeded();
  return about;
}

function wordsOf(given: Pick<NewPiece, 'name' | 'note'>): { readonly name: string; readonly note: string | null } {
  const name = plainText(given.name).replace(/\s+/g, ' ');
  const note = plainText(given.note ?? '');
  if (name === '' || name.length > 300) throw refusals.nameNeeded();
  if (note.length > 2000) throw refusals.noteTooLong();
  return { name, note: note === '' ? null : note };
}

async function contentOf(ctx: Context, content: NewPiece['content']) {
  if ('file' in content) {
    const { id, sha256 } = await keepFile(ctx, content.file);
    return { kind: 'file' as const, file: id, digest: sha256, url: null };
  }
  const url = readAddress(content.url);
  if (url === undefined) throw refusals.linkWrong();
  return { kind: 'link' as const, file: null, digest: null, url };
}

/** Takes out a piece that was not submitted yet. @throws notFound, notAllowed */
export async function removePiece(ctx: Context, report: string, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { subject } = await holdForWriting(inner, report, 'plan.addPiece');
    const gone = await evidence.removePiece(inner.db, report, id);
    if (!gone) throw notFound();
    // Who helps takes out only what they brought themselves.
    if (gone.person !== inner.actor.person) allow(inner, 'plan.writeReport', subject);
    await store.updateDraft(inner.db, report, { writer: ctx.actor.person, at: inner.vahid.now() });
    // The same file may be the evidence of something else: then it stays.
    if (gone.file !== null) await forgetFile(inner, gone.file);
    await audit(inner, 'plan.removePiece', id);
  });
}
