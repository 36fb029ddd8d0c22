import { allow } from '../../../kernel/access.ts';
import { countAttempt } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound, refusal, signInNeeded } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate, isForeignNumber, type Lang, type Text } from '../../../language/index.ts';
import { type CompiledConcept, type CompiledRegister, dictionary, primaryOf, register } from '../../catalogue/index.ts';
import { inChargeOf, numbersOf, voenOf } from '../../identity/index.ts';
import {
  act,
  type AvailableAction,
  availableActions,
  forgetValues,
  type Instance,
  instance,
  instances,
  journal,
  type JournalEntry,
  startProcess,
  stateOfInstance,
} from '../../process/index.ts';
import { ownerOf } from '../actions/loading.ts';
import { finNeeded } from '../refusals.ts';
import { momentBefore } from '../rules/retention.ts';
import { shownFact } from '../rules/showing.ts';
import { lockApplicant, nextNumber } from '../store.ts';
import type { CorrectionRequestRow } from './entities.ts';
import { correctionProcess, releasedProcess } from './process.ts';
import * as store from './store.ts';
import { entersItself, type Place, placeOf, valueIn } from './value.ts';

export const wordsNeeded = refusal('services.correction_words_needed', 422, {
  az: 'Nəyin səhv olduğunu və düzgününü yazın.',
  en: 'Write what is wrong and how it is right.',
  ru: 'Напишите, что неверно и как правильно.',
});

export const valueNeeded = refusal('services.correction_value_needed', 422, {
  az: 'Məlumatın düzgününü yazın: tarixi 17.05.1990 kimi, məbləği 1234,50 kimi.',
  en: 'Write the information as it is right: a date like 17.05.1990, an amount like 1234.50.',
  ru: 'Напишите, как правильно: дату в виде 17.05.1990, сумму в виде 1234,50.',
});

export const mostWords = 2000;
const mostListed = 50;
const keptYears = 5;
// Each goes to an official; whoever sends that many in a day writes to nobody in particular.
const attempts = { limit: 10, minutes: 24 * 60 };

/** Who writes, and the company for which they do; the request is about the company then, else about the person. */
export type Writer = Pick<CorrectionRequestRow, 'person' | 'organisation'>;

export const entityOf = ({ organisation }: Pick<Writer, 'organisation'>) =>
  organisation === null ? ('person' as const) : ('organisation' as const);

/** @throws notAllowed, signInNeeded */
function writer(ctx: Context): Writer {
  const { person, organisation = null } = ctx.actor;
  allow(ctx, 'services.requestCorrection', { owner: organisation === null ? { person } : { organisation } });
  if (person === undefined) throw signInNeeded();
  return { person, organisation };
}

/** A fact of a person or a company, and the register that is the source of it. */
export interface Corrected {
  readonly concept: string;
  readonly label: Text;
  readonly register: CompiledRegister;
  /** Where one field of the record holds it: how it is right is then asked as a value. */
  readonly place?: Place;
  readonly type: Pick<CompiledConcept, 'type' | 'choices'>;
}

/** The fact about which one may write. @throws notFound where no register provides it of such an entity */
export function correctedFact(
  { vahid }: Pick<Context, 'vahid'>,
  concept: string,
  entity: 'person' | 'organisation',
): Corrected {
  const { concepts } = dictionary(vahid.releases);
  const known = Object.hasOwn(concepts, concept) ? concepts[concept] : undefined;
  const primary = known?.entity === entity ? primaryOf(vahid.releases, concept) : undefined;
  const kept = primary && register(vahid.releases, primary.register);
  if (!known || !kept) throw notFound();
  const place = placeOf(kept, concept);
  return { concept, label: known.label, register: kept, type: known, ...(place ? { place } : {}) };
}

/**
 * Writes to the owner of a register that a fact about oneself, or about one's company, is wrong; while such a request is open it is given back.
 * Answers its id. `right`: how the fact is right, typed in `lang`. @throws notFound, valueNeeded, wordsNeeded, finNeeded, tooManyAttempts
 */
export async function requestCorrection(
  ctx: Context,
  given: { concept: string; words: string; right?: string; lang?: Lang },
): Promise<string> {
  const by = writer(ctx);
  const of = correctedFact(ctx, given.concept, entityOf(by));
  const said = plainText(given.words).slice(0, mostWords);
  const right = of.place && valueIn(given.right ?? '', of.place, of.type, given.lang ?? 'az');
  if (of.place && right === undefined) throw valueNeeded();
  if (said === '') throw wordsNeeded();
  const byItself = right !== undefined && (await entersItself(ctx, of.register, of.concept));
  return inTransaction(ctx, async (inner) => {
    await lockApplicant(inner.db, correctionProcess, by.organisation ?? by.person);
    const open = await openRequest(inner, by, of.concept);
    if (open) return open;
    await countAttempt(inner, `${correctionProcess} ${by.person}`, attempts.limit, attempts.minutes);
    const id = await begin(inner, by, of);
    const at = inner.vahid.now();
    await store.insertRequest(inner.db, {
      instance: id,
      ...by,
      register: of.register.name,
      concept: of.concept,
      at,
    });
    // By the number the owner finds the record; it is forgotten with the words.
    if (right !== undefined && byItself) await store.insertValue(inner.db, id, right);
    const wanted = right === undefined ? '' : `${rightSaid(shownFact(of.type, right)?.az ?? String(right), byItself)} `;
    await act(inner, { instance: id, action: 'send', note: `${await numberSaid(inner, by)}. ${wanted}${said}` });
    await audit(inner, 'services.requestCorrection', id);
    return id;
  });
}

/** For the owner of the register, in the language of the desk. */
const rightSaid = (value: string, byItself: boolean): string =>
  `Düzgünü: ${value}${byItself ? ' (təsdiq ediləndə “Vahid” platforması onu reyestrə özü yazır)' : ' (reyestrdə özünüz düzəldin)'}.`;

/** An applicant without FİN is named as one, so that nobody is taken for who they say they are. @throws finNeeded */
async function numberSaid(ctx: Context, { person, organisation }: Writer): Promise<string> {
  if (organisation !== null) return `VÖEN: ${await voenOf(ctx, organisation)}`;
  const number = (await numbersOf(ctx, [person])).get(person);
  if (number === undefined) throw finNeeded();
  return isForeignNumber(number) ? `FİN-i yoxdur, müraciətçinin nömrəsi: ${number}` : `FİN: ${number}`;
}

async function openRequest(ctx: Context, by: Writer, concept: string): Promise<string | undefined> {
  const same = (await store.listRequests(ctx.db, by, mostListed)).filter((one) => one.concept === concept);
  const found = await instances(
    ctx,
    same.map(({ instance: id }) => id),
  );
  return found.find(({ status }) => status === 'in_review' || status === 'waiting_for_applicant')?.id;
}

async function begin(ctx: Context, by: Writer, { label, register: kept }: Corrected): Promise<string> {
  const { version, process } = releasedProcess(ctx.vahid.releases);
  const year = bakuDate(ctx.vahid.now()).slice(0, 4);
  const number = await nextNumber(ctx.db, correctionProcess, Number(year));
  return startProcess(ctx, {
    process: { kind: correctionProcess, name: correctionProcess, version },
    definition: process,
    institution: await inChargeOf(ctx, kept.owner, `register/${kept.name}`),
    owner: ownerOf(by),
    reference: `DM-${year}-${String(number).padStart(5, '0')}`,
    title: {
      az: `Düzəliş: ${label.az} (${kept.title.az})`,
      en: `Correction: ${label.en} (${kept.title.en})`,
      ru: `Исправление: ${label.ru} (${kept.title.ru})`,
    },
  });
}

export interface CorrectionLine {
  readonly of: Instance;
  readonly row: CorrectionRequestRow;
  readonly state: Text;
}

/** Requests of the reader, or of the company for which they act; the newest first. */
export async function ownCorrections(ctx: Context): Promise<readonly CorrectionLine[]> {
  const rows = await store.listRequests(ctx.db, writer(ctx), mostListed);
  const found = await instances(
    ctx,
    rows.map(({ instance: id }) => id),
  );
  const lines: CorrectionLine[] = [];
  for (const row of rows) {
    const of = found.find(({ id }) => id === row.instance);
    if (of) lines.push({ of, row, state: (await stateOfInstance(ctx, of)).title });
  }
  return lines;
}

export interface CorrectionView extends CorrectionLine, Corrected {
  readonly journal: readonly JournalEntry[];
  readonly actions: readonly AvailableAction[];
  /** How it is right, where Vahid enters it itself; until it is forgotten. */
  readonly right?: Text;
  /** Of the form, so that it counts once. */
  readonly key: string;
}

/** One request, as the one who sent it sees it. @throws notFound */
export async function correctionView(ctx: Context, id: string): Promise<CorrectionView> {
  const row = await store.findRequest(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, 'services.requestCorrection', { owner: ownerOf(row) });
  const of = await instance(ctx, id);
  const fact = correctedFact(ctx, row.concept, entityOf(row));
  const value = await store.valueOf(ctx.db, id);
  const right = value === undefined ? undefined : shownFact(fact.type, value);
  return {
    ...fact,
    ...(right ? { right } : {}),
    of,
    row,
    state: (await stateOfInstance(ctx, of)).title,
    journal: await journal(ctx, of),
    actions: await availableActions(ctx, of),
    key: newId(),
  };
}

/** The applicant answers or withdraws. @throws notFound, and what `act` throws */
export async function actOnCorrection(
  ctx: Context,
  { id, ...given }: { id: string; action: string; note: string; key: string; version?: number },
): Promise<void> {
  const row = await store.findRequest(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, 'services.requestCorrection', { owner: ownerOf(row) });
  await act(ctx, { instance: id, ...given });
}

export const correctionPath = (id: string): string => `/melumatlarim/duzelis/${id}`;

/**
 * Of requests sent as many years ago and over, what was written is deleted, with the names beside it; some at a time.
 * Whose request it was stays, as with a case.
 */
export async function forgetCorrections(ctx: Context, limit: number): Promise<void> {
  const now = ctx.vahid.now();
  const old = await store.listRemembered(ctx.db, momentBefore(now, { years: keptYears }), limit);
  const over = (await instances(ctx, old)).filter(({ status }) => ['decided', 'closed', 'withdrawn'].includes(status));
  const ids = over.map(({ id }) => id);
  await forgetValues(ctx, ids);
  await store.deleteValues(ctx.db, ids);
  await store.setForgotten(ctx.db, ids, now);
}
