import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate, type Lang, type Text } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { type Act, act, type Acted, instance, startProcess } from '../../process/index.ts';
import { needVersion, ownersActions, type Press } from '../approval.ts';
import { lockConcepts } from '../concepts/store.ts';
import { digestOf, type Envelope } from '../envelope.ts';
import type { EntryKind } from '../kinds.ts';
import { type EntryRow, findEntry } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import { findVersion } from '../store/versions.ts';
import { answersOf } from './answers.ts';
import { topicsOf } from './definition.ts';
import { freeCode } from './code.ts';
import type { Answers, Draft } from './draft.ts';
import { requestTypes, type RequestType } from './entities.ts';
import { follow, followReview } from './effects.ts';
import { barred, judged, missing, readSent, readWhole } from './judging.ts';
import { releasedProcess, requestProcess } from './processes.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';
import { textOf } from './typed.ts';

export interface NewRequest {
  readonly type: RequestType;
  readonly kind: EntryKind;
  /** Of the entry that the request is about; for a new one it is made from the title. */
  readonly code?: string | undefined;
  /** Official title of a new entry. */
  readonly title?: string | undefined;
  /** The institution for which the registrar acts. */
  readonly institution: string;
  /** The entry as a file or another system gives it; its parts become the answers. */
  readonly base?: Envelope | undefined;
}

/** Begins a draft. Answers the request's id. @throws notAllowed, and the refusals of this folder */
export async function startRequest(ctx: Context, given: NewRequest): Promise<string> {
  // A closed institution asks for nothing more: its successor does.
  const about = given.code === undefined ? undefined : `${given.kind}/${given.code}`;
  allow(ctx, 'catalogue.startRequest', { institution: await inChargeOf(ctx, given.institution, about) });
  return inTransaction(ctx, async (inner) => {
    const code = given.code ?? (await freeCode(inner, given));
    const ref = { kind: given.kind, code };
    const entry = await findEntry(inner.db, ref.kind, ref.code);
    checkType(given, ref, entry);
    if (await store.findOpenRequest(inner.db, ref)) throw refusals.requestOpen();
    const base = given.base ?? (entry ? await findVersion(inner.db, ref, entry.version) : undefined);
    const draft = firstDraft(given, base);
    const year = bakuDate(inner.vahid.now()).slice(0, 4);
    const number = await store.nextNumber(inner.db, `request ${year}`);
    const { version, process } = releasedProcess(inner.vahid.releases, requestProcess);
    const id = await startProcess(inner, {
      process: { kind: requestProcess, name: requestProcess, version },
      definition: process,
      institution: topicsOf(inner.vahid.releases).decides,
      owner: { institution: given.institution },
      reference: `KQ-${year}-${String(number).padStart(5, '0')}`,
      title: titleOf(given.type, entry?.title ?? base?.title, given.title ?? code),
    });
    const changedAt = inner.vahid.now();
    const { type, institution } = given;
    const writers = inner.actor.person === undefined ? [] : [inner.actor.person];
    const baseVersion = entry?.version ?? 0;
    const row = { id, type, ...ref, institution, draft, open: true, writers, changedAt, baseVersion };
    // Somebody may have been quicker by a moment.
    if (!(await store.insertRequest(inner.db, row))) throw refusals.requestOpen();
    await audit(inner, 'catalogue.startRequest', id);
    return id;
  });
}

function firstDraft({ title }: NewRequest, base: Envelope | undefined): Draft {
  const typed: Answers = title === undefined ? {} : { title };
  return base ? { answers: { ...answersOf(base), ...typed }, base } : { answers: typed };
}

function titleOf(type: RequestType, title: Text | undefined, typed: string): Text {
  const of = title ?? textOf(typed);
  const say = requestTypes[type];
  // A line of a list; the answer itself is kept whole.
  const one = (lang: Lang) => `${say[lang]}: ${of[lang]}`.slice(0, 400);
  return { az: one('az'), en: one('en'), ru: one('ru') };
}

/** What may be asked for depends on what the register says of the entry now. */
function checkType({ type, institution, code: asked }: NewRequest, { code }: EntryRef, entry?: EntryRow): void {
  if (!entry) {
    if (type === 'change' || type === 'finish') throw refusals.noSuchEntry();
    return;
  }
  if (type === 'establish' || asked === undefined) throw refusals.codeTaken({ code });
  if (entry.institution !== institution) throw refusals.notYourInstitution();
  if (entry.origin === 'definition') throw refusals.fromDefinition({ source: entry.source });
  if (entry.state === 'finished' && type !== 'take_into_use') throw refusals.alreadyFinished();
  if (entry.state === 'in_use' && type === 'take_into_use') throw refusals.alreadyInUse();
}

/** The request, locked, for one of the registrars of its institution, in a state in which it may be written. */
async function forWriting(ctx: Context, id: string): Promise<store.RequestRow> {
  const row = await store.lockRequest(ctx.db, id);
  if (!row) throw notFound();
  const { owner_institution: owner, state } = await instance(ctx, id);
  const inCharge = owner === null ? undefined : await inChargeOf(ctx, owner, `${row.kind}/${row.code}`);
  allow(ctx, 'catalogue.writeRequest', { ownerInstitution: inCharge });
  if (state !== 'draft' && state !== 'question') throw refusals.notOpenForWriting();
  return row;
}

/**
 * Keeps what was typed, complete or not: nothing typed is lost. `over` tells over which answers it was typed, by their
 * digest: what somebody else wrote meanwhile is not undone. @throws notFound, notAllowed, notOpenForWriting, writtenMeanwhile
 */
export async function saveRequest(ctx: Context, id: string, answers: Answers, over?: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await forWriting(inner, id);
    if (over !== undefined && over !== digestOf(row.draft.answers)) throw refusals.writtenMeanwhile();
    const draft = { ...row.draft, answers: { ...row.draft.answers, ...answers } };
    await store.updateDraft(inner.db, id, draft, inner.vahid.now());
    await wrote(inner, id);
    await audit(inner, 'catalogue.saveRequest', id);
  });
}

async function wrote(ctx: Context, id: string): Promise<void> {
  if (ctx.actor.person !== undefined) await store.addWriter(ctx.db, id, ctx.actor.person);
}

const sends = new Set(['submit', 'answer']);

/**
 * One action on a request with all that follows from it: sent only when it is complete, decided only while it still reads
 * as it was sent and agreed to. @throws DraftIncomplete, the refusals of this folder, and what `act` throws
 */
export async function actOnRequest(ctx: Context, { id, ...given }: Press): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    // Before the request's own row, here as for a proposal: what is entered may be the one source of a concept.
    if (given.action === 'approve') await lockConcepts(inner);
    const row = await store.lockRequest(inner.db, id);
    if (!row) throw notFound();
    await instance(inner, id);
    const refused = await barred(inner, row, given.action);
    if (refused) throw refused;
    if (ownersActions.has(given.action)) await wrote(inner, id);
    const sending = sends.has(given.action) ? await readWhole(inner, row) : undefined;
    const details = await judgedBy(inner, row, { id, ...given });
    const guardInput = { missing: await missing(inner, row) };
    const writers = ownersActions.has(given.action) ? [] : row.writers;
    const acted = await act(inner, { instance: id, ...given, details, guardInput, barred: writers });
    if (sending) await store.insertSent(inner.db, id, { seq: acted.seq, ...sending }, inner.vahid.now());
    await follow(inner, row, acted);
    return acted;
  });
}

/** For the journal: which of the sent versions somebody judged. One that has ended is judged no more. */
async function judgedBy(ctx: Context, row: store.RequestRow, press: Press): Promise<Act['details']> {
  if (!judged.has(press.action) || !row.open) return undefined;
  needVersion(press);
  return { sent: await readSent(ctx, row) };
}

/** One action of a reviewer with all that follows from it. @throws the refusals of this folder, and what `act` throws */
export async function actOnReview(ctx: Context, { id, ...given }: Press): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    const review = await store.findReview(inner.db, id);
    const row = review && (await store.lockRequest(inner.db, review.request));
    if (!row) throw notFound();
    await instance(inner, id);
    const refused = await barred(inner, row, given.action, id);
    if (refused) throw refused;
    const details = await judgedBy(inner, row, { id, ...given });
    const acted = await act(inner, { instance: id, ...given, details, barred: row.writers });
    await followReview(inner, row, review, acted);
    return acted;
  });
}
