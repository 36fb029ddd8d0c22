import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { changedMeanwhile } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import type { SubjectPlace } from '../../../protocols/gateway/book.ts';
import { entryPictures } from '../../catalogue/index.ts';
import { followNewVersion, touchedBy } from '../access-rights/following.ts';
import { isBroken } from '../access-rights/rules.ts';
import { changesOf, differenceOf, isBreaking, isReworded, isSame } from './difference.ts';
import { hasEnded } from './ending.ts';
import { keptService, takenService, tellBook } from './kept.ts';
import { type DescribedEndpoint, endpointName, isPlaceOf } from './openapi/described.ts';
import { readApart } from './openapi/apart.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** What a registrar says of a service, beside its document. */
export interface ServiceWords {
  readonly title: Text;
  readonly purpose: Text;
  readonly personal: boolean;
}

export interface NewService extends ServiceWords {
  /** Code of one of the institution's systems in the catalogue. */
  readonly system: string;
  readonly code: string;
  readonly openapi: string;
}

/** Of one system, drafts too, beside those that have ended: its book has to be read by a gateway as one text. */
const mostServices = 100;

/** Enters a service as a draft, with the endpoints that its document proposes. Answers its id. */
export async function openService(ctx: Context, given: NewService): Promise<string> {
  const [system] = await entryPictures(ctx, [{ kind: 'system', code: given.system }]);
  allow(ctx, 'exchange.keepService', { institution: system?.institution });
  if (!system || system.state === 'finished') throw refusals.noSuchSystem();
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(given.code)) throw refusals.wrongCode();
  const words = checkedWords(given);
  const { endpoints } = await readApart(given.openapi);
  return inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    await store.lockServicesOf(inner.db, given.system);
    if ((await store.countServices(inner.db, given.system, bakuDate(at))) >= mostServices)
      throw refusals.tooManyServices({ most: mostServices });
    const { institution } = system;
    const row = { id: newId(at.getTime()), system: given.system, code: given.code, institution, at };
    const id = await store.takeCode(inner.db, row);
    if (id === undefined) throw refusals.codeTaken();
    await store.putDraft(
      inner.db,
      { ...words, service: id, endpoints, openapi: given.openapi, confirmed: [], version: 1 },
      by(inner),
    );
    await audit(inner, 'exchange.openService', id);
    return id;
  });
}

function checkedWords({ title, purpose, personal }: ServiceWords): ServiceWords {
  const clean = (text: Text, most: number): Text => ({
    az: plainText(text.az).slice(0, most),
    en: plainText(text.en).slice(0, most),
    ru: plainText(text.ru).slice(0, most),
  });
  const words = { title: clean(title, 200), purpose: clean(purpose, 1000), personal };
  if ([words.title, words.purpose].some((text) => Object.values(text).includes(''))) throw refusals.wordsNeeded();
  return words;
}

function by({ actor, vahid }: Context) {
  if (actor.person === undefined) throw new Error('a service is described by a person');
  return { person: actor.person, at: vahid.now() };
}

export interface NewDescription extends ServiceWords {
  readonly service: string;
  /** Absent: the document stays. */
  readonly openapi?: string | undefined;
}

/**
 * Begins the next version of a service: other words, another document, or both. What somebody has said of an endpoint
 * stays where the endpoint is as it was; the rest is to be looked at anew.
 */
export async function describeService(ctx: Context, given: NewDescription): Promise<void> {
  const { id } = await keptService(ctx, given.service);
  const openapi = given.openapi ?? (await documentOf(ctx, id));
  // Outside of any transaction: it may take its time.
  const read = await readApart(openapi);
  await inTransaction(ctx, async (inner) => {
    await takenService(inner, given.service);
    const words = checkedWords(given);
    const draft = await store.findDraft(inner.db, given.service);
    const current = await store.findPublished(inner.db, { id: given.service });
    if (given.openapi === undefined && (await documentOf(inner, id)) !== openapi) throw changedMeanwhile();
    const known = [
      ...(current?.endpoints.map((one) => [endpointName(one), one] as const) ?? []),
      ...(draft?.endpoints ?? [])
        .filter((one) => draft?.confirmed.includes(endpointName(one)))
        .map((one) => [endpointName(one), one] as const),
    ];
    const { endpoints, confirmed } = carriedOver(new Map(known), read.endpoints, words.personal);
    const next = {
      ...words,
      service: given.service,
      endpoints,
      openapi,
      confirmed,
      version: (draft?.version ?? 0) + 1,
    };
    await store.putDraft(inner.db, next, by(inner));
    await audit(inner, 'exchange.describeService', given.service);
  });
}

/** The document that is being prepared, else the one in force. @throws noDraft */
async function documentOf(ctx: Context, service: string): Promise<string> {
  const draft = await store.findDraft(ctx.db, service);
  const current = draft ? undefined : await store.findPublished(ctx.db, { id: service });
  const version = draft ?? (current && (await store.findVersion(ctx.db, service, current.version)));
  if (!version) throw refusals.noDraft();
  return version.openapi;
}

/** Endpoints of a new document with what was said of those that are as they were. */
function carriedOver(
  known: ReadonlyMap<string, DescribedEndpoint>,
  endpoints: readonly DescribedEndpoint[],
  personal: boolean,
): { readonly endpoints: readonly DescribedEndpoint[]; readonly confirmed: readonly string[] } {
  const confirmed: string[] = [];
  const next = endpoints.map((one) => {
    const name = endpointName(one);
    const was = known.get(name);
    if (!was || (personal && was.subjects.length === 0)) return one;
    const isSameShape = changesOf({ ...was, subjects: [] }, { ...one, subjects: [] }).every(
      ({ part }) => part === 'description',
    );
    if (isSameShape) confirmed.push(name);
    const subjects = was.subjects.filter((place) => isPlaceOf(one, place));
    return isSameShape || subjects.length > 0 ? { ...one, subjects } : one;
  });
  return { endpoints: next, confirmed };
}

export interface Confirmation {
  readonly service: string;
  /** Of the draft, as it was read. */
  readonly version: number;
  readonly endpoints: readonly { readonly name: string; readonly subjects: readonly SubjectPlace[] }[];
}

/** Says of endpoints of the draft whose data they are about: of nobody’s, an empty list. */
export async function confirmEndpoints(ctx: Context, { service, version, endpoints }: Confirmation): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await takenService(inner, service);
    const draft = await draftOf(inner, service, version);
    const said = new Map(endpoints.map((one) => [one.name, one.subjects]));
    const known = new Map(draft.endpoints.map((one) => [endpointName(one), one]));
    for (const [name, subjects] of said) {
      const endpoint = known.get(name);
      if (!endpoint) throw refusals.noSuchEndpoint({ name });
      const wrong = subjects.find((place) => !isPlaceOf(endpoint, place));
      if (wrong) throw refusals.wrongPlace({ name, place: `${wrong.entity} ${wrong.in} ${wrong.at}` });
    }
    const next = draft.endpoints.map((one) => {
      const subjects = said.get(endpointName(one));
      return subjects === undefined ? one : { ...one, subjects: [...subjects].slice(0, 20) };
    });
    const confirmed = [...new Set([...draft.confirmed, ...said.keys()])];
    await store.putDraft(inner.db, { ...draft, endpoints: next, confirmed, version: version + 1 }, by(inner));
    await audit(inner, 'exchange.confirmEndpoints', service);
  });
}

async function draftOf(ctx: Context, service: string, version: number): Promise<store.DraftRow> {
  const draft = await store.findDraft(ctx.db, service);
  if (!draft) throw refusals.noDraft();
  if (draft.version !== version) throw changedMeanwhile();
  return draft;
}

const mostNamed = 10;
const named = (endpoints: readonly DescribedEndpoint[]): string =>
  endpoints.slice(0, mostNamed).map(endpointName).join(', ') + (endpoints.length > mostNamed ? ', …' : '');

/** Endpoints that stand in the way of a draft. @throws notConfirmed, nobodyNamed */
export function checkReady({ endpoints, confirmed, personal }: store.DraftRow): void {
  const unseen = endpoints.filter((one) => !confirmed.includes(endpointName(one)));
  if (unseen.length > 0) throw refusals.notConfirmed({ names: named(unseen) });
  const nobodys = personal ? endpoints.filter((one) => one.subjects.length === 0) : [];
  if (nobodys.length > 0) throw refusals.nobodyNamed({ names: named(nobodys) });
}

export interface Publication {
  readonly service: string;
  readonly version: number;
  /** Whoever publishes has seen that callers may stop, or rights point to nothing. */
  readonly accepts: boolean;
}

/**
 * Brings the draft into force as the next version. Rights that it touches wait to be confirmed anew, and let through no
 * more than before. Answers the number of the version.
 */
export async function publishService(ctx: Context, { service, version, accepts }: Publication): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    const row = await takenService(inner, service);
    const draft = await draftOf(inner, service, version);
    checkReady(draft);
    const current = await store.findPublished(inner.db, { id: service });
    if (current) {
      if (hasEnded(current.lastDay, inner.vahid.now())) throw refusals.serviceEnded({ day: current.lastDay ?? '' });
      const difference = differenceOf(current.endpoints, draft.endpoints);
      if (isSame(difference) && !isReworded(current, draft) && current.personal === draft.personal)
        throw refusals.nothingNew();
      const touched = await touchedBy(inner, service, draft.endpoints);
      const isGrave = isBreaking(difference) || touched.some(({ consequence }) => isBroken(consequence));
      if (isGrave && !accepts) throw refusals.notAccepted();
    }
    const next = (current?.version ?? 0) + 1;
    await store.insertVersion(inner.db, draft, next, by(inner));
    await store.deleteDraft(inner.db, service);
    await followNewVersion(inner, service, next, draft.endpoints);
    await tellBook(inner, row);
    await audit(inner, 'exchange.publishService', service);
    return next;
  });
}

/** Drops what is being prepared; what is in force stays. */
export async function dropDraft(ctx: Context, service: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await takenService(inner, service);
    await store.deleteDraft(inner.db, service);
    await audit(inner, 'exchange.dropServiceDraft', service);
  });
}
