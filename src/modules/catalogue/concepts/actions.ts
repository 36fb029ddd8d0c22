import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { act, type Acted, instance, startProcess } from '../../process/index.ts';
import { ownersActions, type Press } from '../approval.ts';
import { own } from '../definition/own.ts';
import { dictionary } from '../definition/reference.ts';
import { nextNumber } from '../requests/store.ts';
import type { Proposed } from './draft.ts';
import { followProposal } from './effects.ts';
import { judgeProposal } from './judging.ts';
import { conceptProcess, protects, releasedConceptProcess } from './process.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

export interface NewProposal {
  /** Full name: `organisation.sector`. */
  readonly concept: string;
  /** The institution for which the registrar acts. */
  readonly institution: string;
}

/** Begins a draft, with what the dictionary says of the concept already. Answers its id. @throws notAllowed, wrongName, proposalOpen */
export async function proposeConcept(ctx: Context, { concept: typed, institution }: NewProposal): Promise<string> {
  allow(ctx, 'catalogue.proposeConcept', { institution: await inChargeOf(ctx, institution) });
  return inTransaction(ctx, async (inner) => {
    const { releases } = inner.vahid;
    const concept = typed.trim();
    const words = dictionary(releases);
    const entities = Object.keys(words.entities);
    const [entity = ''] = concept.split('.');
    if (!/^[a-z][A-Za-z0-9]{0,58}[.][a-z][A-Za-z0-9]{0,58}$/.test(concept) || !entities.includes(entity))
      throw refusals.wrongName({ entities: entities.join(', ') });
    await store.lockConcepts(inner);
    if (await store.hasOpenProposal(inner.db, concept)) throw refusals.proposalOpen();
    const before = own(words.concepts, concept);
    const year = bakuDate(inner.vahid.now()).slice(0, 4);
    const number = await nextNumber(inner.db, `concept ${year}`);
    const { version, process } = releasedConceptProcess(releases);
    const id = await startProcess(inner, {
      process: { kind: conceptProcess, name: conceptProcess, version },
      definition: process,
      institution: protects(releases),
      owner: { institution },
      reference: `KL-${year}-${String(number).padStart(5, '0')}`,
      title: titleOf(concept, before !== undefined),
    });
    const draft: Proposed = before ? { ...before.label, type: before.type, class: before.class } : {};
    const writers = inner.actor.person === undefined ? [] : [inner.actor.person];
    const changedAt = inner.vahid.now();
    await store.insertProposal(inner.db, { id, concept, institution, draft, open: true, writers, changedAt });
    await audit(inner, 'catalogue.proposeConcept', id);
    return id;
  });
}

const titleOf = (concept: string, isKnown: boolean): Text =>
  isKnown
    ? {
        az: `Anlayışın dəyişdirilməsi: ${concept}`,
        en: `Change of a concept: ${concept}`,
        ru: `Изменение понятия: ${concept}`,
      }
    : { az: `Yeni anlayış: ${concept}`, en: `New concept: ${concept}`, ru: `Новое понятие: ${concept}` };

/** Keeps what was typed, complete or not. @throws notFound, notAllowed, notOpenForWriting */
export async function saveProposal(ctx: Context, id: string, typed: Proposed): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await store.lockProposal(inner.db, id);
    if (!row) throw notFound();
    const { owner_institution: owner, state } = await instance(inner, id);
    const ownerInstitution = owner === null ? undefined : await inChargeOf(inner, owner);
    allow(inner, 'catalogue.writeConcept', { ownerInstitution });
    if (state !== 'draft' && state !== 'question') throw refusals.notOpenForWriting();
    await store.updateProposal(inner.db, id, { ...row.draft, ...typed }, inner.vahid.now());
    await wrote(inner, id);
    await audit(inner, 'catalogue.saveProposal', id);
  });
}

async function wrote({ db, actor }: Context, id: string): Promise<void> {
  if (actor.person !== undefined) await store.addProposalWriter(db, id, actor.person);
}

const needsWhole = new Set(['submit', 'answer', 'agree', 'approve']);

/**
 * One action on a proposal with all that follows from it: sent, agreed to and approved only while the dictionary would
 * still take it.
 * @throws ProposalIncomplete, ownProposal, and what `act` throws
 */
export async function actOnProposal(ctx: Context, { id, ...given }: Press): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    // Before the proposal's own row, here and where it is released.
    if (needsWhole.has(given.action)) await store.lockConcepts(inner);
    const row = await store.lockProposal(inner.db, id);
    if (!row) throw notFound();
    await instance(inner, id);
    const { person } = inner.actor;
    if (ownersActions.has(given.action)) await wrote(inner, id);
    else if (person !== undefined && row.writers.includes(person)) throw refusals.ownProposal();
    if (needsWhole.has(given.action)) {
      const { problems } = await judgeProposal(inner, row);
      if (problems.length > 0) throw new refusals.ProposalIncomplete(problems);
    }
    const barred = ownersActions.has(given.action) ? [] : row.writers;
    const acted = await act(inner, { instance: id, ...given, barred });
    await followProposal(inner, row, acted);
    return acted;
  });
}
