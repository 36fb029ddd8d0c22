import type { Actor } from '../../../kernel/access.ts';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import type { Context } from '../../../kernel/context.ts';
import { on } from '../../../kernel/event.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { consentsOf, dispatch, logHandedOver, subsystemIdOf } from '../../exchange/index.ts';
import { currentInstitution, numbersOf, voenOf } from '../../identity/index.ts';
import { effectKey, instance, journal, processActed } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { checkedReasons, type GivenReason, officialNamed } from '../rules/back-office.ts';
import { type BackOfficeFile, caseForBackOffice, conceptsGiven } from '../present/back-office.ts';
import { openGuide } from '../present/guide.ts';
import * as store from '../store.ts';
import { actOnCase } from './desk-act.ts';
import { type EvidenceFile, fileForOfficials } from './evidence.ts';
import { applicantOf } from './facts.ts';
import { type LoadedCase, serviceGiven, serviceOfCase } from './loading.ts';

/** The service of an institution's system that takes cases: `AZ/GOV/rinn/technopark-system/back-office`. */
export const backOfficeService = 'back-office';
const casesPath = '/v1/cases';

/** An information system that came over the exchange, and by what it may. */
export interface Caller {
  /** Its subsystem: `AZ/GOV/rinn/technopark-system`. */
  readonly member: string;
  /** Identifier of the service that it called. */
  readonly service: string;
  /** For which its right was given. */
  readonly purpose: string;
  /** It holds for the cases of those who have agreed. */
  readonly consent?: boolean;
}

/** The subsystem that works on a case; undefined where that is done here. */
async function backOfficeOf(
  ctx: Context,
  { row, service }: Pick<LoadedCase, 'row' | 'service'>,
): Promise<{ readonly institution: string; readonly system: string; readonly member: string } | undefined> {
  if (!service.backOffice) return undefined;
  const { system } = service.backOffice;
  const { code: institution } = await currentInstitution(ctx, row.institution);
  return { institution, system, member: subsystemIdOf(ctx.vahid, institution, system) };
}

/** The system acts for its institution, in whichever office the action asks for; `name` is whom it names, without power. */
function inOffice(ctx: Context, member: string, institution: string, name?: string): Context {
  const appointments = (['officer', 'approver', 'deputy_head'] as const).map((role) => ({ institution, role }));
  const actor: Actor = { kind: 'member', member, appointments, ...(name === undefined ? {} : { name }) };
  return { ...ctx, actor };
}

/**
 * A step of a case that is worked on elsewhere goes to that system, unless the system took it itself; by the key of the
 * step, so once. Data goes under the right by which the institution decides on the case, and into the applicant's log.
 */
export const onActed = on(processActed, 'hand_over', async (ctx, { instance: id, kind, seq }) => {
  if (kind !== 'service') return;
  const row = await store.findCase(ctx.db, id);
  if (!row || row.submitted_at === null) return;
  const service = await serviceOfCase(ctx, row);
  const office = await backOfficeOf(ctx, { row, service });
  if (!office) return;
  const of = await instance(ctx, id);
  const step = (await journal(ctx, of)).find((one) => one.seq === seq);
  if (!step || step.details.member === office.member) return;
  const key = effectKey(id, seq, 'hand-over');
  const given = { row, of, service: await serviceGiven(ctx, row) };
  const file = await caseForBackOffice(inOffice(ctx, office.member, office.institution), given);
  const { action, at, actedAs } = step;
  await dispatch(ctx, {
    effectKey: key,
    to: { institution: office.institution, system: office.system, service: backOfficeService },
    path: casesPath,
    terms: { ...termsOf(service, office.institution), reference: row.reference },
    content: { key, step: { seq, action, at: at.toISOString(), by: actedAs }, case: file },
    about: applicantOf(row),
    concepts: conceptsGiven(service, file),
  });
});

const termsOf = ({ purpose, basis }: CompiledService, consumer: string) => ({ consumer, purpose, basis });

interface Reached {
  /** The system, in office at its institution. */
  readonly inner: Context;
  readonly loaded: LoadedCase;
  readonly institution: string;
}

/**
 * A case for the system that works on it, for the purpose of its service. For any other it is not there.
 * @throws notFound
 */
async function reach(
  ctx: Context,
  caller: Caller,
  { reference, door, official }: { readonly reference: string; readonly door: string; readonly official?: string },
): Promise<Reached> {
  const outer: Context = { ...ctx, actor: { kind: 'member', member: caller.member, appointments: [] } };
  const row = await store.findCaseByReference(ctx.db, reference);
  const service = row && (await serviceOfCase(ctx, row));
  const office = row && service && (await backOfficeOf(ctx, { row, service }));
  // The owner keeps from others that there is such a case.
  allow(outer, door, { member: office?.member, owner: {} });
  if (!row || !service || !office || row.submitted_at === null || service.purpose !== caller.purpose) throw notFound();
  if (caller.consent && !(await hasAgreed(ctx, caller, row))) throw notFound();
  const inner = inOffice(ctx, office.member, office.institution, official);
  const loaded = { row, of: await instance(inner, row.id), service: await serviceGiven(ctx, row) };
  return { inner, institution: office.institution, loaded };
}

/** The applicant has agreed that this system gets their data by this service. */
async function hasAgreed(
  ctx: Context,
  { member: client, service, purpose }: Caller,
  { person, organisation }: LoadedCase['row'],
): Promise<boolean> {
  const entity = organisation === null ? 'person' : 'organisation';
  const key = organisation === null ? (await numbersOf(ctx, [person])).get(person) : await voenOf(ctx, organisation);
  if (key === undefined) return false;
  const at = ctx.vahid.now();
  return (await consentsOf(ctx.vahid)({ client, service, purpose, subjects: [{ entity, key }], at })).has(key);
}

/** The case as it stands; noted in the audit and the applicant's own log before it is given. @throws notFound */
export async function readForBackOffice(ctx: Context, caller: Caller, reference: string): Promise<BackOfficeFile> {
  const { inner, loaded, institution } = await reach(ctx, caller, { reference, door: 'services.readFromBackOffice' });
  const file = await caseForBackOffice(inner, loaded);
  await tell(inner, caller, { loaded, institution, concepts: conceptsGiven(loaded.service, file) });
  await audit(inner, 'services.readFromBackOffice', loaded.row.id);
  return file;
}

/** A file that the applicant added; noted as `readForBackOffice`. @throws notFound */
export async function evidenceForBackOffice(
  ctx: Context,
  caller: Caller,
  { reference, evidence }: { readonly reference: string; readonly evidence: string },
): Promise<EvidenceFile> {
  const { inner, loaded, institution } = await reach(ctx, caller, { reference, door: 'services.readFromBackOffice' });
  const found = await fileForOfficials(inner, { id: loaded.row.id, evidence });
  await tell(inner, caller, { loaded, institution, concepts: conceptsGiven(loaded.service) });
  await audit(inner, 'services.readFromBackOffice', evidence);
  return found;
}

async function tell(
  ctx: Context,
  { member, service }: Caller,
  given: { readonly loaded: LoadedCase; readonly institution: string; readonly concepts: readonly string[] },
): Promise<void> {
  const { loaded, institution, concepts } = given;
  const through = { system: member, service };
  const terms = { ...termsOf(loaded.service, institution), reference: loaded.row.reference, through };
  await logHandedOver(ctx, { terms, about: applicantOf(loaded.row), concepts });
}

/** What a back office does with a case. */
export interface BackOfficeAct {
  readonly action: string;
  /** Sent again with the same key, it is done once. */
  readonly key: string;
  /** As it read the case; absent: whatever the case has become. */
  readonly version?: number | undefined;
  readonly note?: string | undefined;
  /** In its own words, each with an article of an act that the service names. */
  readonly reasons?: readonly GivenReason[] | undefined;
  /** With an action that sends the case back: what is to be corrected. */
  readonly pages?: readonly { readonly page: string; readonly remark?: string | undefined }[] | undefined;
  /** A slip in what was issued: in which field, and how it is right. */
  readonly amendment?: { readonly field: string; readonly value: string | number | boolean } | undefined;
  /** Whom it names as its own official: stands in the journal and gives no power. Needed where four eyes are. */
  readonly official?: string | undefined;
}

/**
 * The system takes an action of its officials, under the guards, clocks and effects that hold for everybody. The same key
 * does it once. @throws notFound, reasonUnknown, officialNeeded, and what actOnCase throws
 */
export async function actFromBackOffice(
  ctx: Context,
  caller: Caller,
  { reference, ...given }: BackOfficeAct & { readonly reference: string },
): Promise<void> {
  const official = plainText(given.official ?? '').slice(0, 200) || undefined;
  const door = 'services.actFromBackOffice';
  const named = official === undefined ? {} : { official };
  const { inner, loaded } = await reach(ctx, caller, { reference, door, ...named });
  const { service, row } = loaded;
  officialNamed(service, given.action, official);
  const reasons = checkedReasons(ctx.vahid.releases, service, given.reasons ?? []);
  const guide = await openGuide(ctx);
  const words = reasons.map(({ text, article }) => `${text} (${guide.article(article).cited.az})`);
  const { pages = [] } = given;
  await actOnCase(inner, {
    id: row.id,
    action: given.action,
    version: given.version,
    note: [given.note ?? '', ...words].filter((part) => part !== '').join('\n'),
    key: `back-office-${given.key}`,
    articles: reasons.map(({ article }) => article),
    amendment: given.amendment,
    pages: pages.map(({ page }) => page),
    remarks: Object.fromEntries(pages.map(({ page, remark = '' }) => [page, remark])),
  });
}
