import { Decimal } from 'decimal.js';
import type { Context } from '../../../kernel/context.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { register as registerOf } from '../../catalogue/index.ts';
import type { DocumentOrder } from '../../documents/index.ts';
import { enter, type EntryRequest } from '../../exchange/index.ts';
import { appointmentsOf, currentInstitution } from '../../identity/index.ts';
import { journal, officeTitle } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { readArticle } from '../definition/lookup.ts';
import type { CaseRow, DecisionRow } from '../entities.ts';
import { openGuide } from '../present/guide.ts';
import { noteOfDecision } from '../present/journal.ts';
import { tellsWhy } from '../rules/decision-note.ts';
import { type Delivery, documentOf } from '../rules/delivery.ts';
import type { CaseData } from '../rules/values.ts';
import * as store from '../store.ts';
import { label } from '../text/index.ts';
import { type LoadedCase, ownerOf } from './loading.ts';

/** A register kept elsewhere has not acknowledged an entry yet. */
export interface OnItsWay {
  readonly askAgainAt: Date;
}

/** The decision that is carried out, and what the engine adds to the fields. */
export async function decided(
  ctx: Context,
  { row }: Pick<LoadedCase, 'row'>,
): Promise<{ decision: DecisionRow; delivery: Delivery }> {
  const decision = await store.lastDecision(ctx.db, row);
  if (!decision) throw new Error(`case ${row.id} has no decision to carry out`);
  return { decision, delivery: deliveryOf(row, decision) };
}

export function deliveryOf(row: CaseRow, decision: DecisionRow): Delivery {
  const submittedOn = bakuDate(row.submitted_at ?? row.created_at);
  return { reference: row.reference, submittedOn, decidedOn: bakuDate(decision.at) };
}

/** Writes the register of the service, where it has one; answers the record. */
export async function writeRecord(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
  written: Pick<EntryRequest, 'entry' | 'from' | 'effectKey' | 'unchangedSince'> & { readonly changes?: true },
): Promise<string | OnItsWay | null> {
  if (!service.entry) return null;
  const { institution: consumer, purpose, basis } = service;
  const { register, changes } = service.entry;
  const whole = !(written.changes ?? changes);
  const entry = whole ? toldInFull(ctx, service.entry, written.entry) : written.entry;
  const entered = await enter(ctx, {
    changes,
    ...written,
    entry: withDecimals(ctx, register, entry),
    consumer,
    register,
    purpose,
    basis,
    reference: row.reference,
  });
  return entered.record ?? { askAgainAt: entered.retryAt };
}

/**
 * What may be left out and has no value is written as none, so that the register does not seem to lack it: an approval has
 * waited for what it rests on. A register kept elsewhere has a form of its own for that.
 */
function toldInFull({ vahid }: Context, { register, fields }: ServiceEntry, entry: EntryRequest['entry']) {
  const kept = registerOf(vahid.releases, register);
  if (!kept?.hosted) return entry;
  const none = Object.keys(fields).filter((name) => kept.record.fields[name]?.optional);
  return { ...Object.fromEntries(none.map((name) => [name, null])), ...entry };
}

type ServiceEntry = NonNullable<CompiledService['entry']>;

/** Registers keep sums as text, digit by digit; an expression gives a figure, which is exact where it has few digits. */
function withDecimals({ vahid }: Context, name: string, entry: EntryRequest['entry']): EntryRequest['entry'] {
  const fields = registerOf(vahid.releases, name)?.record.fields ?? {};
  return Object.fromEntries(
    Object.entries(entry).map(([field, value]) =>
      fields[field]?.type === 'decimal' && typeof value === 'number'
        ? [field, new Decimal(value).toFixed()]
        : [field, value],
    ),
  );
}

/** The document as it is ordered; undefined for a service that gives none. `signed`: the step that its signer took. */
export async function orderOf(
  ctx: Context,
  loaded: LoadedCase,
  { data, delivery, signed }: { readonly data: CaseData; readonly delivery: Delivery; readonly signed: SignedStep },
): Promise<Omit<DocumentOrder, 'effectKey'> | undefined> {
  const { row, service } = loaded;
  const note = tellsWhy(service) ? await reasonOf(ctx, loaded) : undefined;
  const content = documentOf(service, data, { ...delivery, note });
  if (!content || !service.document) return undefined;
  const { kind, title, article } = service.document;
  return {
    kind,
    title,
    number: content.number,
    lines: content.lines.map(({ label: name, value, class: dataClass }) => ({ label: name, value, class: dataClass })),
    holder: ownerOf(row),
    institution: row.institution,
    reference: row.reference,
    validFrom: content.validFrom,
    validTo: content.validTo,
    basis: readArticle(article),
    signer: await signerOf(ctx, loaded, signed),
  };
}

/** What officials wrote with the decision that is carried out. */
async function reasonOf(ctx: Context, { of, row, service }: LoadedCase): Promise<string | undefined> {
  const { decision } = await decided(ctx, { row });
  return noteOfDecision(service, decision, await journal(ctx, of));
}

/** A step of the journal, and whether an official took it. */
interface SignedStep {
  readonly seq: number;
  readonly at: Date;
  readonly official: boolean;
}

/** The official who decided signs, by the office in which they did; what the table decided bears the institution's name, and what its own system decided that system's as well. */
async function signerOf(
  ctx: Context,
  { of, row, service }: LoadedCase,
  { seq, at, official }: SignedStep,
): Promise<{ name: string; title: Text }> {
  const day = bakuDate(at);
  const { name, code } = await currentInstitution(ctx, row.institution, day);
  const entry = (await journal(ctx, of)).find((one) => one.seq === seq);
  const system = entry?.details.member === undefined ? undefined : service.backOffice?.system;
  if (system !== undefined) return { name: name.az, title: (await openGuide(ctx)).system(system) };
  const person = official ? entry?.person : undefined;
  if (!person || entry?.actorName?.state !== 'kept') return { name: name.az, title: label('automatic') };
  const offices = await appointmentsOf(ctx, person, day);
  const own = offices.filter(({ institution, role }) => institution === code && role === entry.actedAs);
  const office = own.find(({ instead }) => instead === entry.details.instead) ?? own[0];
  const title = office?.title ?? officeTitle(entry.actedAs);
  // An office held for somebody who is away is signed as such, even where that ended before the day did.
  return { name: entry.actorName.value, title: entry.details.instead === undefined ? title : actingTitle(title) };
}

const actingTitle = ({ az, en, ru }: Text): Text => ({
  az: `${az} (vəzifəni icra edən)`,
  en: `${en} (acting)`,
  ru: `${ru} (и. о.)`,
});
