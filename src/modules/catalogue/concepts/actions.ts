import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { act, type Acted, instance, startProcess } from '../../process/index.ts';
import { own } from '../definition/own.ts';
import { dictionary } from '../definition/reference.ts';
import { primaryElsewhere } from '../requests/scope.ts';
import { nextNumber } from '../requests/store.ts';
import { findEntry } from '../store/entries.ts';
import { type ConceptGiven, type ProposalProblem, type Proposed, readProposal } from './draft.ts';
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
    await store.lockConcepts(inner.db);
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

export interface ProposalAct {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

const owners = new Set(['submit', 'answer', 'withdraw']);
const needsWhole = new Set(['submit', 'answer', 'agree', 'approve']);

/**
 * One action on a proposal: sent, agreed to and approved only while the dictionary would still take it.
 * @throws ProposalIncomplete, ownProposal, and what `act` throws
 */
export async function actOnProposal(ctx: Context, { id, ...given }: ProposalAct): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    // Before the proposal's own row, here and where it is released.
    if (needsWhole.has(given.action)) await store.lockConcepts(inner.db);
    const row = await store.lockProposal(inner.db, id);
    if (!row) throw notFound();
    await instance(inner, id);
    const { person } = inner.actor;
    if (owners.has(given.action)) await wrote(inner, id);
    else if (person !== undefined && row.writers.includes(person)) throw refusals.ownProposal();
    if (needsWhole.has(given.action)) {
      const { problems } = await judgeProposal(inner, row);
      if (problems.length > 0) throw new refusals.ProposalIncomplete(problems);
    }
    return act(inner, { instance: id, ...given });
  });
}

/** A proposal read against the dictionary, the register and who else is a source of the concept (OO-3). */
export async function judgeProposal(
  ctx: Context,
  row: store.ProposalRow,
): Promise<{ readonly given?: ConceptGiven; readonly problems: readonly ProposalProblem[] }> {
  const read = readProposal(row.concept, row.draft, dictionary(ctx.vahid.releases));
  if (!read.given) return read;
  const text = await wrongRegister(ctx, row, read.given.register);
  return text ? { problems: [{ name: 'register', text }] } : read;
}

async function wrongRegister(ctx: Context, row: store.ProposalRow, code: string): Promise<Text | undefined> {
  const entry = await findEntry(ctx.db, 'register', code);
  if (!entry || entry.state === 'finished') return noSuchRegister(code);
  if (entry.institution !== (await inChargeOf(ctx, row.institution, `register/${code}`))) return notYours(entry.title);
  const other = await primaryElsewhere(ctx, row.concept, { kind: 'register', code });
  return other && secondSource(row.concept, other);
}

const noSuchRegister = (code: string): Text => ({
  az: `Kataloqda “${code}” kodlu informasiya ehtiyatı yoxdur və ya istifadədən çıxarılıb. Kodu kataloqdan köçürün.`,
  en: `The catalogue has no information resource “${code}”, or it is out of use. Copy the code from the catalogue.`,
  ru: `В каталоге нет информационного ресурса «${code}», или он выведен из эксплуатации. Скопируйте код из каталога.`,
});
const notYours = ({ az, en, ru }: Text): Text => ({
  az: `“${az}” başqa qurumundur. Qurumunuzun ehtiyatını yazın, ya da təklifi həmin qurum versin.`,
  en: `“${en}” belongs to another institution. Name a resource of your own, or let that institution propose.`,
  ru: `«${ru}» принадлежит другому учреждению. Укажите свой ресурс, или пусть предложение внесёт то учреждение.`,
});
const secondSource = (concept: string, { az, en, ru }: Text): Text => ({
  az: `“${concept}” anlayışının ilkin mənbəyi artıq var: ${az}. Onu həmin mənbədən EHİS ilə alın.`,
  en: `The concept “${concept}” has a primary source already: ${en}. Read it from there through EHİS.`,
  ru: `У понятия «${concept}» уже есть первичный источник: ${ru}. Получайте его оттуда через EHİS.`,
});
