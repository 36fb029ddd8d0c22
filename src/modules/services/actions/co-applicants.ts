import { audit } from '../../../kernel/audit.ts';
import { countAttempt } from '../../../kernel/attempt.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { Json } from '../../../kernel/job.ts';
import { notFound, type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { finOf } from '../../identity/index.ts';
import { clock, instance, journal, stateOfInstance } from '../../process/index.ts';
import { agreesToOwn, namedByRegister } from '../agreement-refusals.ts';
import type { PartiesView, PartyView } from '../agreement-views.ts';
import { coApplicantsOf } from '../definition/co-applicant.ts';
import type { CompiledCoApplicant } from '../definition/compiled.ts';
import { answersMissing, notOpenNow } from '../refusals.ts';
import { fieldOf, fieldsOfPage, missingPage } from '../rules/answers.ts';
import { digestSeen, finsIn, type Party } from '../rules/co-applicants.ts';
import type { Answers } from '../rules/values.ts';
import * as store from '../store.ts';
import {
  askAgain,
  type AskedAgreement,
  askedAgreements,
  askParty,
  followAgreements,
  isSame,
  partiesNow,
  remindParty,
} from './agreements.ts';
import { asProgram } from './acting.ts';
import { answersOf, openPages } from './answers.ts';
import { type LoadedCase, loadCase } from './loading.ts';

/** The applicant may still send or answer: until then people may be asked, reminded and taken out. */
const isOpenCase = ({ of }: Pick<LoadedCase, 'of'>): boolean =>
  of.status === 'draft' || of.status === 'waiting_for_applicant';

/** Who has to agree to a case and how that stands, for its pages; nothing where nobody has to. Checks no access. */
export async function partiesOfCase(ctx: Context, loaded: LoadedCase): Promise<{ agreements?: PartiesView }> {
  const agreements = await partiesView(ctx, loaded);
  return agreements ? { agreements } : {};
}

async function partiesView(ctx: Context, loaded: LoadedCase): Promise<PartiesView | undefined> {
  const { row, service } = loaded;
  if (coApplicantsOf(service).length === 0) return undefined;
  const parties = await partiesNow(ctx, loaded);
  if (parties.length === 0) return undefined;
  const asked = await askedAgreements(ctx, row.id);
  const answers = await answersOf(ctx, row.id);
  const views: PartyView[] = [];
  for (const party of parties) {
    const found = asked.find((one) => isSame(one, party));
    views.push(await partyView(ctx, loaded, { party, found, answers }));
  }
  const open = isOpenCase(loaded);
  return { parties: views, open, mayAsk: open && views.some(({ agreed, awaited }) => !agreed && !awaited) };
}

interface Standing {
  readonly party: Party;
  readonly found: AskedAgreement | undefined;
  readonly answers: Answers;
}

async function partyView(ctx: Context, loaded: LoadedCase, { party, found, answers }: Standing): Promise<PartyView> {
  const { service } = loaded;
  const one = coApplicant(loaded, party.name);
  const about = {
    title: one.title,
    fin: party.fin,
    removable: isChangeable(loaded, one),
  };
  if (!found) return { ...about, awaited: false, agreed: false };
  const { row } = found;
  const inner = asProgram(ctx);
  const of = await instance(inner, row.instance);
  const running = of.state === 'asked' ? await clock(inner, of) : undefined;
  const note =
    of.state === 'declined' ? (await journal(inner, of)).findLast(({ action }) => action === 'decline') : undefined;
  const reason = note?.note?.state === 'kept' ? note.note.value : undefined;
  return {
    ...about,
    id: row.instance,
    state: (await stateOfInstance(inner, of)).title,
    awaited: of.state === 'asked',
    agreed: row.answer === 'agrees' && (!isOpenCase(loaded) || row.seen === digestSeen(service, one, answers)),
    ...(row.read_at ? { readAt: row.read_at } : {}),
    ...(row.answered_at ? { answeredAt: row.answered_at } : {}),
    ...(running ? { clock: running } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

function coApplicant({ service }: Pick<LoadedCase, 'service'>, name: string): CompiledCoApplicant {
  const found = coApplicantsOf(service).find((one) => one.name === name);
  if (!found) throw notFound();
  return found;
}

const isAnswered = ({ service }: Pick<LoadedCase, 'service'>, { who }: CompiledCoApplicant): boolean =>
  fieldOf(service, who.split('.')[0] ?? '') !== undefined;

/** The page that names them can be answered now: of a returned case only what was sent back. */
function isChangeable(loaded: LoadedCase, { who }: CompiledCoApplicant): boolean {
  const open = openPages(loaded);
  const named = who.split('.')[0] ?? '';
  return loaded.service.pages.some(
    (page) => open.includes(page.page) && fieldsOfPage(loaded.service, page).some(({ name }) => name === named),
  );
}

const asks = { limit: 30, minutes: 60 };
/** Of one person, however often they are taken out and named again, in whichever draft. */
const asksOfOne = { limit: 5, minutes: 24 * 60 };

/** Why nobody is asked again now. Whoever types the numbers of strangers, or troubles one of them, comes to an end of it. */
async function askedTooOften(ctx: Context, applicant: string, fin: string): Promise<Refusal | undefined> {
  return refusedBy(async () => {
    await countAttempt(ctx, `agreement ${applicant} ${fin}`, asksOfOne.limit, asksOfOne.minutes);
    await countAttempt(ctx, `agreement ${applicant}`, asks.limit, asks.minutes);
  }, [429]);
}

/**
 * Asks everybody who has to agree and was not asked yet, or declined, or did not answer; done twice it does nothing.
 * Where that is too often those asked before stay asked.
 * @throws notOpenNow, answersMissing, agreesToOwn, tooManyAttempts
 */
export async function askAgreements(ctx: Context, { id }: { readonly id: string }): Promise<void> {
  const refused = await inTransaction(ctx, async (inner) => {
    const loaded = await loadCase(inner, id, 'services.askAgreements', true);
    if (!isOpenCase(loaded)) throw notOpenNow();
    if (missingPage(loaded.service, await answersOf(inner, id)) !== undefined) throw answersMissing();
    const parties = await partiesNow(inner, loaded);
    const own = await finOf(inner, loaded.row.person);
    if (parties.some(({ fin }) => fin === own)) throw agreesToOwn();
    await followAgreements(inner, loaded);
    const asked = await askedAgreements(inner, id);
    const program = asProgram(inner);
    let refusal: Refusal | undefined;
    for (const party of parties) {
      const found = asked.find((one) => isSame(one, party));
      const state = found && (await instance(program, found.row.instance)).state;
      if (state === 'asked' || state === 'agreed') continue;
      const tooOften = await askedTooOften(inner, loaded.row.person, party.fin);
      if (tooOften) refusal = tooOften;
      else if (found) await askAgain(program, loaded, found.row, 'agreementAsked');
      else await askParty(program, loaded, party, coApplicant(loaded, party.name));
    }
    await audit(inner, 'services.askAgreements', id);
    return refusal;
  });
  if (refused) throw refused;
}

interface OfParty {
  readonly id: string;
  readonly agreement: string;
}

/** Reminds somebody who is awaited; once a day, however often it is asked for. @throws notFound, notOpenNow */
export async function remindCoApplicant(ctx: Context, { id, agreement }: OfParty): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { loaded, found } = await loadParty(inner, { id, agreement });
    const program = asProgram(inner);
    if ((await instance(program, agreement)).state !== 'asked') throw notOpenNow();
    await remindParty(program, loaded, found.row);
    await audit(inner, 'services.askAgreements', agreement);
  });
}

/** Takes somebody out of the answers; what they were asked ends with it. @throws notFound, notOpenNow, namedByRegister */
export async function takeOutCoApplicant(ctx: Context, { id, agreement }: OfParty): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { loaded, found } = await loadParty(inner, { id, agreement });
    const one = coApplicant(loaded, found.name);
    if (!isAnswered(loaded, one)) throw namedByRegister();
    if (!isChangeable(loaded, one)) throw notOpenNow();
    const [field = '', member] = one.who.split('.');
    const before = (await answersOf(inner, id))[field] ?? null;
    const isTheirs = (item: Json) => finsIn(one, { [field]: member === undefined ? item : [item] }).includes(found.fin);
    const left = Array.isArray(before) ? before.filter((item: Json) => !isTheirs(item)) : null;
    await store.writeAnswers(inner.db, id, { [field]: left }, inner.vahid.now(), loaded.row.submitted_at !== null);
    await followAgreements(inner, loaded);
    await audit(inner, 'services.takeOutCoApplicant', agreement);
  });
}

async function loadParty(ctx: Context, { id, agreement }: OfParty) {
  const loaded = await loadCase(ctx, id, 'services.askAgreements', true);
  if (!isOpenCase(loaded)) throw notOpenNow();
  const found = (await askedAgreements(ctx, id)).find(({ row }) => row.instance === agreement);
  if (!found) throw notFound();
  return { loaded, found };
}
