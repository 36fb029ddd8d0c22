import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { headedNow } from '../../identity/index.ts';
import { act, type Instance, isGivenTo, journal, servesOwner } from '../../process/index.ts';
import type { CompiledOpinion } from '../definition/compiled.ts';
import { opinionProcess } from '../definition/opinion.ts';
import type { OpinionRow } from '../opinion-entities.ts';
import { opinionOver, ownOpinion, tookPart } from '../opinion-refusals.ts';
import * as opinions from '../opinion-store.ts';
import type { OpinionView } from '../opinion-views.ts';
import { openGuide } from '../present/guide.ts';
import { deskJournal } from '../present/journal.ts';
import { deskOpinion, saidLast } from '../present/opinions.ts';
import { asProgram, keyOf, tookPlace } from './acting.ts';
import {
  type Asked,
  askedActions,
  isAwaited,
  isOfAsked,
  loadAsked,
  namesSeen,
  noteAskedReading,
  refuseOtherSide,
  refuseOwn,
  type Seen,
  seenOf,
  withoutProposals,
} from './asked-desk.ts';
import { type EvidenceFile, fileRelied, refuseKept } from './evidence.ts';
import { isLive } from './loading.ts';
import { compiledOpinion, hearOpinion, reopen, tellAsked } from './opinions.ts';
import { namesIn } from './standing-in.ts';

interface LoadedOpinion extends Asked {
  readonly row: OpinionRow;
  readonly opinion: CompiledOpinion;
}

/** An opinion with its case, for an action that the access table names. `lock`: the case, and what follows from it. */
async function loadOpinion(ctx: Context, id: string, action: string, lock = false): Promise<LoadedOpinion> {
  const found = await opinions.findOpinion(ctx.db, id);
  if (!found) throw notFound();
  const loaded = await loadAsked(ctx, found, action, lock);
  // Under the lock it may be another.
  const row = lock ? ((await opinions.findOpinion(ctx.db, id)) ?? found) : found;
  return { ...loaded, row, opinion: await compiledOpinion(ctx, loaded.case, found.name) };
}

/**
 * The page of an opinion: what its institution may see of the case, and nothing else. Whoever opens it leaves a line in
 * the audit and in the applicant's own log. @throws ownOpinion
 */
export async function opinionPage(ctx: Context, { id }: { readonly id: string }): Promise<OpinionView> {
  const loaded = await loadOpinion(ctx, id, 'services.readOpinion');
  const { row, of, service, opinion, subject } = loaded;
  await refuseOwn(ctx, loaded, ownOpinion);
  const isOver = of.state === 'closed';
  if (!isOver)
    await noteAskedReading(
      ctx,
      { ...loaded, article: opinion.article, sees: opinion.sees, until: row.given_at ?? undefined },
      { action: 'services.readOpinion' },
    );
  const guide = await openGuide(ctx);
  const entries = await journal(asProgram(ctx), of);
  const own = isOfAsked(ctx, loaded);
  const asks = !own && servesOwner(ctx.actor, subject);
  const said = own && of.state === 'confirm' ? saidLast(entries) : undefined;
  return {
    ...(await deskOpinion(ctx, guide, { opinion, row, of })),
    reference: loaded.case.reference,
    service: service.title,
    question: opinion.question,
    asking: guide.institution(loaded.case.institution),
    ...(asks ? { case: loaded.case.id } : {}),
    version: of.version,
    ...(isOver ? { facts: [], answers: [] } : await seenOf(ctx, asSeen(loaded), guide)),
    ...(said ? { proposed: said } : {}),
    journal: deskJournal(own ? entries : withoutProposals(entries), guide, await namesIn(ctx, entries)),
    actions: await askedActions(ctx, loaded, { row: 'services.actOnOpinion', asks: clarify, took: tookPart }),
    ...(isAwaited(ctx, loaded) ? { mine: isGivenTo(ctx.actor, of.assignee) !== undefined } : {}),
    key: newId(),
  };
}

/**
 * A file among the fields that an opinion may see; noted in the audit and in the applicant's own log before it is given.
 * @throws notFound, notAllowed, ownOpinion, keptFromYou
 */
export async function opinionEvidence(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const loaded = await loadOpinion(ctx, input.id, 'services.readOpinion');
  await refuseOwn(ctx, loaded, ownOpinion);
  if (loaded.of.state === 'closed') throw notFound();
  await refuseKept(ctx, loaded.service, { id: loaded.case.id, evidence: input.evidence });
  const found = await fileRelied(ctx, { id: loaded.case.id, evidence: input.evidence });
  if (!loaded.opinion.sees.includes(found.field)) throw notFound();
  const { article } = loaded.opinion;
  await noteAskedReading(
    ctx,
    { ...loaded, article, sees: [found.field], until: undefined },
    { action: 'services.readEvidence', subject: input.evidence },
  );
  return found;
}

/** What the institution asked may see, as it stood when it spoke. */
const asSeen = ({ case: of, service, opinion, row }: LoadedOpinion): Seen => ({
  of,
  service,
  sees: opinion.sees,
  until: row.given_at ?? undefined,
});

/** The action of the institution that asked. */
const clarify = 'clarify';

interface OpinionAct {
  readonly id: string;
  readonly action: string;
  /** As shown on the page. */
  readonly version: number;
  readonly note: string;
  readonly key: string;
}

/**
 * An officer gives an opinion, a second person confirms it; or the institution that asked returns it to be made clearer.
 * @throws ownOpinion, tookPart, opinionOver, mandatesUnavailable, and the refusals of process
 */
export async function actOnOpinion(ctx: Context, input: OpinionAct): Promise<void> {
  // A register may take its time: asked before anything is locked.
  const { caseOf: asked } = await loadOpinion(ctx, input.id, 'services.actOnOpinion');
  const headed = asked.owner_organisation === null ? [] : await headedNow(ctx);
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadOpinion(inner, input.id, 'services.actOnOpinion', true);
    const { of, caseOf, opinion, row } = loaded;
    if (!isLive(caseOf)) throw opinionOver();
    const sides = { own: ownOpinion, took: tookPart };
    if (input.action !== clarify) await refuseOtherSide(inner, loaded, headed, sides);
    const { action, version, note, key } = input;
    const acted = await act(inner, { instance: input.id, action, version, note, key: keyOf(action, key) });
    if (!tookPlace(acted, of)) return;
    if (action === 'confirm') await confirmed(inner, loaded, acted.seq);
    if (action === 'clarify') {
      await reopen(inner, row.instance);
      await tellAsked(inner, opinion, row.instance, of.reference);
    }
    await audit(inner, 'services.actOnOpinion', input.id);
  });
}

async function confirmed(ctx: Context, { row, of }: LoadedOpinion, seq: number): Promise<void> {
  const said = saidLast(await journal(asProgram(ctx), row.instance));
  if (!said) throw new Error(`opinion ${row.instance} was confirmed before it was given`);
  await hearOpinion(ctx, { row, answer: said.answer, by: 'officials', seq, inTime: !of.overdue });
}

/** Of opinions in a list: the applicant’s name, where the institution asked may see it. */
export async function namesOfOpinions(ctx: Context, of: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const ids = of.flatMap(({ id, kind }) => (kind === opinionProcess ? [id] : []));
  const rows = await opinions.findOpinions(ctx.db, ids);
  return namesSeen(ctx, rows, async ({ name }, row) => (await compiledOpinion(ctx, row, name)).sees);
}
