import { allow } from '../../../kernel/access.ts';
import { countAttempt } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { signInNeeded } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { instances, startProcess } from '../../process/index.ts';
import { takesForeigners, takesPeople } from '../definition/applicants.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { takesRepresentatives } from '../definition/guardians.ts';
import type { CaseRow, FactRow } from '../entities.ts';
import { chooseCompany, choosePerson, finNeeded, foreignersOnly } from '../refusals.ts';
import { guardianApplies, noSuchWard, representationUnknown, wardsNotTaken } from '../representation-refusals.ts';
import { confirmRepresentation, findRepresentation, insertRepresentation } from '../representation-store.ts';
import { missingPage } from '../rules/answers.ts';
import { withoutNamedPeople } from '../rules/relation-choice.ts';
import * as store from '../store.ts';
import { answersOf } from './answers.ts';
import { keepIfStillChosen } from './chosen.ts';
import { applicantOf, keepFacts, readFacts } from './facts.ts';
import { asApplicant, type LoadedCase, loadCase, ownerOf, serviceInForce } from './loading.ts';
import { takeOver } from './taking-over.ts';
import { lacksCapacity, type Ward, wardsOf } from './wards.ts';

/**
 * Opens a draft with the facts that registers know, or gives back the applicant's open one. Answers the case and the
 * page on which to go on. `corrects`: the fact, by its name in the dictionary, that the applicant has found wrong.
 * @throws unknownService, chooseCompany, choosePerson, finNeeded, foreignersOnly, guardianApplies, tooManyAttempts
 */
export async function startCase(
  ctx: Context,
  input: { service: string; corrects?: string | undefined },
): Promise<{ id: string; page: string }> {
  const { service, version } = serviceInForce(ctx, input.service);
  const owner = applying(ctx, service);
  allow(ctx, 'services.startCase', { institution: service.institution, owner: ownerOf(owner) });
  if (await lacksCapacity(ctx, service, owner.person)) throw guardianApplies();
  return begin(ctx, { service, version, owner }, input);
}

/**
 * The same for a child under age of the actor, or for whom they are guardian: the case is the child's or the ward's, and
 * the actor conducts it for them. A guardian takes over before what nobody conducts any more; where an answer to such a
 * case is awaited, that case is answered and no other begun.
 * @throws wardsNotTaken, representationUnknown, noSuchWard, and as startCase
 */
export async function startForWard(
  ctx: Context,
  input: { service: string; ward: string },
): Promise<{ id: string; page?: string }> {
  const { service, version } = serviceInForce(ctx, input.service);
  const { person: guardian } = applying(ctx, service);
  allow(ctx, 'services.startCase', { institution: service.institution, owner: { person: guardian } });
  if (!takesRepresentatives(service)) throw wardsNotTaken();
  const { known, silent, untold } = await wardsOf(ctx, service, guardian);
  const ward = known.find(({ person }) => person === input.ward);
  if (!ward) throw silent.size > 0 || untold.has(input.ward) ? representationUnknown() : noSuchWard();
  const taken = await takeOver(ctx, service, ward, guardian);
  if (taken !== undefined) return { id: taken };
  const of = { service, version, owner: { person: ward.person, organisation: null } };
  return begin(asApplicant(ctx, ward), { ...of, represented: { guardian, ward } }, {});
}

interface Beginning {
  readonly service: CompiledService;
  readonly version: number;
  readonly owner: Applying;
  readonly represented?: { readonly guardian: string; readonly ward: Ward };
}

async function begin(
  ctx: Context,
  { service, version, owner, represented }: Beginning,
  input: { corrects?: string | undefined },
): Promise<{ id: string; page: string }> {
  const id = await inTransaction(ctx, async (inner) => {
    await store.lockApplicant(inner.db, service.name, owner.organisation ?? owner.person);
    const found = await findDraft(inner, service, owner, represented?.guardian);
    const made = found ?? (await insertDraft(inner, service, version, owner));
    if (represented) {
      const { guardian, ward } = represented;
      const known = { basis: ward.basis, until_day: ward.until, known_at: inner.vahid.now() };
      if (found === undefined)
        await insertRepresentation(inner.db, { instance: made, guardian, earlier: [], ...known });
      else await confirmRepresentation(inner.db, { instance: made, guardian }, known);
    }
    return made;
  });
  await ensureFacts(ctx, await loadCase(ctx, id, 'services.readCase'));
  if (input.corrects !== undefined) await answerBeforehand(ctx, id, service, input.corrects);
  const { service: given } = await loadCase(ctx, id, 'services.readCase');
  return { id, page: missingPage(given, await answersOf(ctx, id)) ?? service.pages[0]?.page ?? '' };
}

/** What is known of an application by where it was begun: which fact is wrong. What was answered before stays. */
async function answerBeforehand(ctx: Context, id: string, { corrects }: CompiledService, concept: string) {
  const given = corrects && Object.hasOwn(corrects, concept) ? corrects[concept] : undefined;
  const before = await answersOf(ctx, id);
  const fresh = Object.entries(given ?? {}).filter(([field]) => before[field] === undefined);
  if (fresh.length > 0) await store.writeAnswers(ctx.db, id, Object.fromEntries(fresh), ctx.vahid.now(), false);
}

interface Applying {
  readonly person: string;
  readonly organisation: string | null;
}

function applying({ actor }: Context, service: CompiledService): Applying {
  const { audience } = service;
  if (actor.person === undefined) throw signInNeeded();
  if (audience === 'business' && actor.organisation === undefined) throw chooseCompany();
  if (audience === 'person' && actor.organisation !== undefined) throw choosePerson();
  if (actor.assurance === 'low' && !takesForeigners(service)) throw finNeeded();
  if (actor.assurance !== 'low' && !takesPeople(service)) throw foreignersOnly();
  return { person: actor.person, organisation: actor.organisation ?? null };
}

/** One's own draft, or of a child's or a ward's the one that this parent or guardian conducts. */
async function findDraft(
  ctx: Context,
  service: CompiledService,
  owner: Applying,
  guardian: string | undefined,
): Promise<string | undefined> {
  const drafts = await store.findDrafts(ctx.db, service.name, owner);
  const found = await instances(
    ctx,
    drafts.map(({ id }) => id),
  );
  const open = drafts.filter(({ id }) => found.some((one) => one.id === id && one.status === 'draft'));
  if (!takesRepresentatives(service)) return open[0]?.id;
  for (const { id } of open) if ((await findRepresentation(ctx.db, id))?.guardian === guardian) return id;
  return undefined;
}

// Every start takes a number and asks registers; whoever discards and begins again that often is no applicant.
const starts = { limit: 20, minutes: 60 };

/** Opens a draft for who applies; `ctx` acts for them. */
export async function insertDraft(
  ctx: Context,
  service: CompiledService,
  version: number,
  owner: Applying,
  over: Partial<Pick<CaseRow, 'channel'>> = {},
): Promise<string> {
  const { name, prefix, institution, title, process } = service;
  await countAttempt(ctx, `start ${name} ${owner.organisation ?? owner.person}`, starts.limit, starts.minutes);
  const year = bakuDate(ctx.vahid.now()).slice(0, 4);
  const number = await store.nextNumber(ctx.db, name, Number(year));
  const reference = `${prefix}-${year}-${String(number).padStart(5, '0')}`;
  const id = await startProcess(ctx, {
    process: { kind: 'service', name, version },
    definition: process,
    institution,
    owner: ownerOf(owner),
    reference,
    title,
  });
  const row: CaseRow = {
    id,
    service: name,
    version,
    reference,
    institution,
    ...owner,
    origin: 'applicant',
    submitted_at: null,
    outcome: null,
    appeal_until: null,
    correct_pages: [],
    document: null,
    document_code: null,
    created_at: ctx.vahid.now(),
    channel: 'portal',
    ...over,
  };
  await store.insertCase(ctx.db, row);
  await audit(ctx, 'services.startCase', id);
  return id;
}

/** Facts of a case, which are read once; a draft whose first reading was cut short gets them here. */
export async function ensureFacts(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<readonly FactRow[]> {
  const known = await store.listFacts(ctx.db, row.id);
  if (known.length > 0) return known;
  await store.insertFacts(ctx.db, row.id, await readFacts(ctx, service, applicantOf(row), row.reference));
  return store.listFacts(ctx.db, row.id);
}

/** Reads the facts again once the applicant has chosen whom the service is about. */
export async function readAboutChosen(ctx: Context, id: string): Promise<void> {
  const { row, service } = await loadCase(ctx, id, 'services.readCase');
  const answers = await answersOf(ctx, id);
  // Of a person whom the applicant names nothing is asked before the application is sent.
  const read = await readFacts(ctx, withoutNamedPeople(service), applicantOf(row), row.reference, answers);
  await keepIfStillChosen(ctx, { id, service, answers }, (inner) => keepFacts(inner, id, read));
}
