import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate } from '../../../language/index.ts';
import type { GrantedRight } from '../../../protocols/gateway/book.ts';
import { notify } from '../../process/index.ts';
import { ownerOf } from '../actions.ts';
import { partsOf } from '../directory/instance.ts';
import type { EntityName } from '../fact.ts';
import type { ConsentsAsked } from '../gateway/consents.ts';
import { consumerNames } from '../look-up.ts';
import { bookContentOf } from '../services/book.ts';
import { subjectsByKey } from '../subject.ts';
import { consentsPath } from './path.ts';
import * as refusals from './refusals.ts';
import { addDays, covers, type Decision, decisions, fieldsOf, openDecisions, restDays, standingAt } from './rules.ts';
import * as store from './store.ts';
import type { ConsentRow, Pair } from './store.ts';
import { askedText } from './text/notice.ts';

/** Rights that a system has to a service for a purpose only where those concerned agree. */
async function rightsByConsent(ctx: Context, { client, service, purpose }: Pair): Promise<readonly GrantedRight[]> {
  const { rights } = await bookContentOf(ctx, [service.slice(0, service.lastIndexOf('/'))], { documents: 0 });
  return rights.filter(
    (right) =>
      right.client === client && right.service === service && right.purpose === purpose && right.consent === true,
  );
}

export interface Asked {
  readonly service: string;
  readonly purpose: string;
  readonly entity: EntityName;
  /** FİN or VÖEN. */
  readonly key: string;
  /** Less than the right lets through; absent: all of it. */
  readonly fields?: readonly string[] | undefined;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** What it is needed for, in words for the one who is asked. */
  readonly reason: string;
}

/**
 * A system asks somebody to agree. Who has agreed already, or has not answered yet, is not asked again; who refused is
 * left alone for a month.
 */
export async function askConsent(
  ctx: Context,
  client: string,
  asked: Asked,
): Promise<{ readonly consent: ConsentRow; readonly repeated: boolean }> {
  const pair = { client, service: asked.service, purpose: asked.purpose };
  const rights = await rightsByConsent(ctx, pair);
  const [right] = rights;
  if (!right) throw refusals.noRightByConsent();
  const wanted = checked(ctx, asked, rights);
  return inTransaction(ctx, async (inner) => {
    await store.lockPair(inner.db, pair, asked.key);
    const before = await earlier(inner, pair, asked, wanted.fields);
    if (before) return { consent: before, repeated: true };
    const subject = (await subjectsByKey(inner, asked.entity, [asked.key])).get(asked.key);
    if (!subject?.id) throw refusals.consentWrong({ why: 'key is no FİN or VÖEN' });
    const now = inner.vahid.now();
    const id = newId(now.getTime());
    const { act, article } = right;
    const { entity, key, until } = asked;
    const row = {
      ...pair,
      ...wanted,
      id,
      act,
      article,
      entity,
      until,
      subject: subject.id,
      subject_key: key,
      asked_at: now,
    };
    await store.insertConsent(inner.db, row);
    await tellSubject(inner, row);
    return { consent: { ...row, standing: 'asked', seq: 1, since: now }, repeated: false };
  });
}

function checked(ctx: Context, { fields, until, reason }: Asked, rights: readonly GrantedRight[]) {
  const open = fieldsOf(rights);
  const wanted = fields === undefined ? open : [...new Set(fields)];
  if (!covers(open, wanted)) throw refusals.consentWrong({ why: 'fields go beyond the right' });
  const end = rights.map((right) => right.until ?? '9999').reduce((a, b) => (a > b ? a : b));
  if (until < bakuDate(ctx.vahid.now()) || until > end.slice(0, 10))
    throw refusals.consentWrong({ why: `until must lie between today and ${end.slice(0, 10)}` });
  const words = plainText(reason);
  if (words.length < 10 || words.length > 500)
    throw refusals.consentWrong({ why: 'reason must have 10 to 500 characters' });
  return { fields: wanted === null ? null : [...wanted], reason: words };
}

/** What was asked before and settles this. @throws askedLately, refusedLately */
async function earlier(
  ctx: Context,
  pair: Pair,
  { key, until }: Asked,
  fields: readonly string[] | null,
): Promise<ConsentRow | undefined> {
  const now = ctx.vahid.now();
  const before = await store.consentsFor(ctx.db, pair, [key]);
  const enough = before.find(
    (one) => ['asked', 'granted'].includes(standingAt(one, now)) && covers(one.fields, fields) && one.until >= until,
  );
  if (enough) return enough;
  const rested = addDays(now, -restDays);
  // Another day or other fields make no other question of one that waits for its answer.
  if (before.some((one) => standingAt(one, now) === 'asked' && one.asked_at > rested))
    throw refusals.askedLately({ days: restDays });
  if (before.some((one) => ['refused', 'withdrawn'].includes(one.standing) && one.since > rested))
    throw refusals.refusedLately({ days: restDays });
  return undefined;
}

async function tellSubject(ctx: Context, { id, client, entity, subject }: store.NewConsent): Promise<void> {
  const consumer = partsOf(ctx.vahid, client)?.institution ?? client.split('/').slice(0, 3).join('/');
  const name = (await consumerNames(ctx, [consumer]))(consumer);
  const to = entity === 'person' ? { person: subject } : { organisation: subject };
  await notify(ctx, {
    ...to,
    text: askedText(name),
    link: `${consentsPath}/${id}`,
    effectKey: `exchange.consent ${id}`,
  });
}

/** A request as the system that made it may see it. @throws noConsent */
export async function ownRequest(ctx: Context, client: string, id: string): Promise<ConsentRow> {
  const found = await store.findConsent(ctx.db, id);
  if (!found || found.client !== client) throw refusals.noConsent();
  return found;
}

/**
 * Who of those asked for has agreed to all that the right lets through now, and still does. Asked before every look-up, so
 * what is withdrawn holds from the next one on.
 */
export async function agreedAmong(ctx: Context, asked: ConsentsAsked): Promise<ReadonlySet<string>> {
  const rights = await rightsByConsent(ctx, asked);
  if (rights.length === 0) return new Set();
  const wanted = fieldsOf(rights);
  const entities = new Map(asked.subjects.map(({ entity, key }) => [key, entity]));
  const rows = await store.consentsFor(ctx.db, asked, [...entities.keys()]);
  return new Set(
    rows.flatMap((row) =>
      entities.get(row.subject_key) === row.entity &&
      standingAt(row, asked.at) === 'granted' &&
      covers(row.fields, wanted)
        ? [row.subject_key]
        : [],
    ),
  );
}

const pageSize = 20;

export interface OwnConsents {
  readonly consents: readonly ConsentRow[];
  /** There are more on the next page. */
  readonly more: boolean;
}

/** What was asked of the actor, or of the organisation for which they act. What waits comes first. */
export async function ownConsents(ctx: Context, page = 1): Promise<OwnConsents> {
  const owner = ownerOf(ctx);
  allow(ctx, 'exchange.decideConsent', { owner });
  const subject = 'person' in owner ? owner.person : owner.organisation;
  const rows = await store.consentsAbout(ctx.db, subject, { limit: pageSize + 1, offset: (page - 1) * pageSize });
  return { consents: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/** One of them, with how it came to stand as it does. @throws notFound */
export async function ownConsent(ctx: Context, id: string) {
  const row = await store.findConsent(ctx.db, id);
  allow(ctx, 'exchange.decideConsent', { owner: row ? subjectOf(row) : ownerOf(ctx) });
  if (!row) throw notFound();
  return { row, steps: await store.stepsOf(ctx.db, id) };
}

const subjectOf = ({ entity, subject }: ConsentRow) =>
  entity === 'person' ? { person: subject } : { organisation: subject };

/** The one whose data it is agrees, refuses or takes it back. @throws decidedAlready */
export async function decideConsent(ctx: Context, id: string, decision: Decision): Promise<void> {
  const { row } = await ownConsent(ctx, id);
  await inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    if (!openDecisions(standingAt(row, at)).includes(decision)) throw refusals.decidedAlready();
    const person = inner.actor.person ?? null;
    const step = { consent: id, seq: row.seq + 1, standing: decisions[decision], person, at };
    if (!(await store.addStep(inner.db, step))) throw refusals.decidedAlready();
    await audit(inner, 'exchange.decideConsent', id);
  });
}
