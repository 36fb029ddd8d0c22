import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { act, type Acted, children, instance, startProcess } from '../../process/index.ts';
import type { Envelope } from '../envelope.ts';
import type { EntryKind } from '../kinds.ts';
import { type EntryRow, findEntry } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import { findVersion } from '../store/versions.ts';
import { answersOf } from './answers.ts';
import { topicsOf } from './definition.ts';
import { type Answers, codeFrom, type Draft } from './draft.ts';
import { requestTypes, type RequestType } from './entities.ts';
import { releasedProcess, requestProcess } from './processes.ts';
import * as refusals from './refusals.ts';
import { readRequest } from './scope.ts';
import * as store from './store.ts';

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
  allow(ctx, 'catalogue.startRequest', { institution: await inChargeOf(ctx, given.institution) });
  return inTransaction(ctx, async (inner) => {
    const code = given.code ?? codeFrom(given.title ?? given.base?.title.az ?? '');
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
    await store.insertRequest(inner.db, { id, type, ...ref, institution, draft, open: true, writers, changedAt });
    await audit(inner, 'catalogue.startRequest', id);
    return id;
  });
}

function firstDraft({ title }: NewRequest, base: Envelope | undefined): Draft {
  const typed: Answers = title === undefined ? {} : { title };
  return base ? { answers: { ...answersOf(base), ...typed }, base } : { answers: typed };
}

function titleOf(type: RequestType, title: Text | undefined, typed: string): Text {
  const of = title ?? { az: typed, en: typed, ru: typed };
  const say = requestTypes[type];
  return { az: `${say.az}: ${of.az}`, en: `${say.en}: ${of.en}`, ru: `${say.ru}: ${of.ru}` };
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
}

/** The request, for one of the registrars of its institution, in a state in which it may be written. */
async function forWriting(ctx: Context, id: string): Promise<store.RequestRow> {
  const row = await store.findRequest(ctx.db, id);
  if (!row) throw notFound();
  const of = await instance(ctx, id);
  const owner = of.owner_institution;
  allow(ctx, 'catalogue.writeRequest', { ownerInstitution: owner === null ? undefined : await inChargeOf(ctx, owner) });
  if (of.state !== 'draft' && of.state !== 'question') throw refusals.notOpenForWriting();
  return row;
}

/** Keeps what was typed, complete or not: nothing typed is lost. @throws notFound, notAllowed, notOpenForWriting */
export async function saveRequest(ctx: Context, id: string, answers: Answers): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await forWriting(inner, id);
    const draft = { ...row.draft, answers: { ...row.draft.answers, ...answers } };
    await store.updateDraft(inner.db, id, draft, inner.vahid.now());
    await wrote(inner, id);
    await audit(inner, 'catalogue.saveRequest', id);
  });
}

export interface RequestAct {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

async function wrote(ctx: Context, id: string): Promise<void> {
  if (ctx.actor.person !== undefined) await store.addWriter(ctx.db, id, ctx.actor.person);
}

/** Nobody reviews or decides what they wrote, whatever office they hold besides. */
function checkWriter({ actor }: Context, { writers }: store.RequestRow): void {
  if (actor.person !== undefined && writers.includes(actor.person)) throw refusals.ownWriting();
}

const owners = new Set(['submit', 'answer', 'withdraw']);
const sends = new Set(['submit', 'answer']);
const decides = new Set(['recommend', 'approve']);

/**
 * One action on a request: sent only when it is complete, decided only while the register would still take it.
 * @throws DraftIncomplete, and what `act` throws
 */
export async function actOnRequest(ctx: Context, { id, ...given }: RequestAct): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    const row = await store.findRequest(inner.db, id);
    if (!row) throw notFound();
    await instance(inner, id);
    if (owners.has(given.action)) await wrote(inner, id);
    else checkWriter(inner, row);
    if (sends.has(given.action) || decides.has(given.action)) {
      const { problems } = await readRequest(inner, row);
      if (problems.length > 0) throw new refusals.DraftIncomplete(problems);
    }
    return act(inner, { instance: id, ...given, guardInput: { objections: await objections(inner, id) } });
  });
}

/** One action of a reviewer. @throws what `act` throws */
export async function actOnReview(ctx: Context, { id, ...given }: RequestAct): Promise<Acted> {
  const review = await store.findReview(ctx.db, id);
  const row = review && (await store.findRequest(ctx.db, review.request));
  if (!row) throw notFound();
  await instance(ctx, id);
  checkWriter(ctx, row);
  return act(ctx, { instance: id, ...given });
}

/** Topics whose last word is an objection. */
export async function objections(ctx: Context, id: string): Promise<number> {
  return (await children(ctx, id)).filter(({ state }) => state === 'objected').length;
}
