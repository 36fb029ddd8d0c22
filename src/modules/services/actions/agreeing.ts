import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { act, clock, type Instance, instance, journal, ownInstances, stateOfInstance } from '../../process/index.ts';
import type { AgreementRow } from '../agreement-entities.ts';
import { agreementChanged, agreementClosed, declineReason, declineTooLong } from '../agreement-refusals.ts';
import * as agreements from '../agreement-store.ts';
import type { AgreementCard, AgreementView } from '../agreement-views.ts';
import { agreementProcess, coApplicantsOf } from '../definition/co-applicant.ts';
import type { CompiledCoApplicant, CompiledService } from '../definition/compiled.ts';
import type { AnswerRow, CaseRow } from '../entities.ts';
import { ownFactViews } from '../present/facts.ts';
import { type Guide, openGuide } from '../present/guide.ts';
import { decisionView } from '../present/journal.ts';
import { answerViews } from '../present/question.ts';
import { decisionWords } from '../present/reasons.ts';
import { digestSeen } from '../rules/co-applicants.ts';
import * as store from '../store.ts';
import { asProgram, keyOf, tookPlace } from './acting.ts';
import { tellApplicant } from './agreements.ts';
import { answersOf, valuesIn } from './answers.ts';
import { type EvidenceFile, evidenceFile } from './evidence.ts';
import { serviceGiven } from './loading.ts';

interface LoadedAgreement {
  readonly row: AgreementRow;
  readonly of: Instance;
  readonly case: CaseRow;
  readonly service: CompiledService;
  readonly one: CompiledCoApplicant;
}

/** An agreement for the person of whom it is asked; for everybody else there is none. `lock`: the case as well. */
async function loadAgreement(ctx: Context, id: string, action: string, lock = false): Promise<LoadedAgreement> {
  const found = await agreements.findAgreement(ctx.db, id);
  const isOwn = ctx.actor.person === undefined || found?.person === ctx.actor.person;
  if (!found || !isOwn) throw notFound();
  allow(ctx, action, { owner: { person: found.person } });
  const row = lock ? await store.lockCase(ctx.db, found.case) : await store.findCase(ctx.db, found.case);
  const agreement = lock ? await agreements.findAgreement(ctx.db, id) : found;
  const service = row && (await serviceGiven(ctx, row));
  const one = service && coApplicantsOf(service).find(({ name }) => name === found.name);
  if (!row || !agreement || !one) throw notFound();
  return { row: agreement, of: await instance(ctx, id), case: row, service, one };
}

/** What is asked of the person, and what they see of the case: the fields that the service names, and no others. */
export async function agreementPage(ctx: Context, { id }: { readonly id: string }): Promise<AgreementView> {
  const loaded = await loadAgreement(ctx, id, 'services.readAgreement');
  const { row, of, case: above, service, one } = loaded;
  const reads = readsIt(of);
  if (reads) await noteReading(ctx, loaded);
  const guide = await openGuide(ctx);
  // Read once: the digest is over what is shown.
  const answers = await store.listAnswers(ctx.db, above.id);
  const running = of.state === 'asked' ? await clock(ctx, of) : undefined;
  return {
    id,
    reference: above.reference,
    service: service.title,
    title: one.title,
    agreesTo: one.agreesTo,
    article: guide.article(one.article),
    state: (await stateOfInstance(ctx, of)).title,
    status: of.state as AgreementView['status'],
    ...(running ? { clock: running } : {}),
    ...(reads ? await seenOf(ctx, loaded, { guide, answers }) : { facts: [], answers: [] }),
    seen: of.state === 'asked' ? digestSeen(service, one, valuesIn(answers)) : '',
    ...(row.answer === 'agrees' && above.submitted_at ? await followed(ctx, loaded, guide) : {}),
    key: newId(),
  };
}

/** Who declined, or let the time pass, does not look on while the application goes its way without them. */
const readsIt = ({ state }: Instance): boolean => state === 'asked' || state === 'agreed';

/** The reading stands in the audit; the applicant sees when it was first read. */
async function noteReading(ctx: Context, { row }: LoadedAgreement): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await audit(inner, 'services.readAgreement', row.instance);
    if (row.read_at === null) await agreements.updateAgreement(inner.db, row.instance, { read_at: inner.vahid.now() });
  });
}

async function seenOf(
  ctx: Context,
  { case: { id }, service, one }: LoadedAgreement,
  { guide, answers }: { readonly guide: Guide; readonly answers: readonly AnswerRow[] },
) {
  const sees = ({ field }: { readonly field: string }) => one.sees.includes(field);
  return {
    facts: ownFactViews(service, guide, await store.listFacts(ctx.db, id), [], answers).filter(sees),
    answers: answerViews(service, answers, () => false).filter(sees),
  };
}

/** How the case stands, and of its decision and document what the service lets a co-applicant read. */
async function followed(ctx: Context, { case: row, service, one }: LoadedAgreement, guide: Guide) {
  const inner = asProgram(ctx);
  const decision = one.reads.includes('decision') ? await store.lastDecision(ctx.db, row) : undefined;
  const words = await decisionWords(inner, service, row.id, decision);
  const entries = await journal(inner, row.id);
  const { document } = service;
  return {
    caseState: (await stateOfInstance(inner, row.id)).title,
    // To appeal is the applicant's.
    ...(decision ? { decision: decisionView(service, guide, decision, null, entries, words) } : {}),
    ...(document && row.document_code !== null && one.reads.includes('document')
      ? { document: { code: row.document_code, title: document.title } }
      : {}),
  };
}

/** A file among the fields that the person may see. @throws notFound */
export async function agreementEvidence(ctx: Context, input: { id: string; evidence: string }): Promise<EvidenceFile> {
  const loaded = await loadAgreement(ctx, input.id, 'services.readAgreement');
  if (!readsIt(loaded.of)) throw notFound();
  const found = await evidenceFile(ctx, { id: loaded.case.id, evidence: input.evidence });
  if (!loaded.one.sees.includes(found.field)) throw notFound();
  await noteReading(ctx, loaded);
  return found;
}

interface Answering {
  readonly id: string;
  readonly action: 'agree' | 'decline';
  readonly note: string;
  /** Digest of what the person had before them. */
  readonly seen: string;
  readonly key: string;
}

const longestReason = 1000;

/**
 * Agrees or declines; sent again with the same key it does nothing.
 * @throws agreementClosed, agreementChanged, declineReason, declineTooLong, notFound
 */
export async function answerAgreement(ctx: Context, { id, action, note, seen, key }: Answering): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadAgreement(inner, id, 'services.answerAgreement', true);
    const { of, case: above, service, one, row } = loaded;
    const agrees = action === 'agree';
    const words = agrees ? '' : plainText(note);
    const isRepeat = Object.hasOwn(of.taken, action);
    if (of.state !== 'asked' && !isRepeat) throw agreementClosed();
    if (of.state === 'asked') {
      if (!agrees && words === '') throw declineReason();
      if (words.length > longestReason) throw declineTooLong({ max: longestReason });
      if (seen !== digestSeen(service, one, await answersOf(inner, above.id))) throw agreementChanged();
    }
    const acted = await act(inner, {
      instance: id,
      action,
      key: keyOf(action, key),
      ...(agrees ? {} : { note: words }),
    });
    if (!tookPlace(acted, of)) return;
    const answer = agrees ? 'agrees' : 'declines';
    const answered = { answer, answered_at: inner.vahid.now(), seen: agrees ? seen : null } as const;
    await agreements.updateAgreement(inner.db, id, answered);
    const program = asProgram(inner);
    const after = await instance(program, id);
    await tellApplicant(
      program,
      { row: above, service },
      after,
      row.name,
      agrees ? 'agreementGiven' : 'agreementDeclined',
    );
    await audit(inner, 'services.answerAgreement', id);
  });
}

/** What was asked of the signed-in person: what waits for them first. */
export async function ownAgreements(ctx: Context): Promise<readonly AgreementCard[]> {
  allow(ctx, 'services.readOwnCases');
  if (ctx.actor.organisation !== undefined) return [];
  const { items } = await ownInstances(ctx, { kind: agreementProcess, without: ['withdrawn'], limit: 20 });
  return Promise.all(
    items.map(async (of): Promise<AgreementCard> => {
      const running = of.state === 'asked' ? await clock(ctx, of) : undefined;
      return {
        id: of.id,
        title: of.title,
        reference: of.reference,
        state: (await stateOfInstance(ctx, of)).title,
        awaited: of.state === 'asked',
        ...(running ? { clock: running } : {}),
      };
    }),
  );
}
