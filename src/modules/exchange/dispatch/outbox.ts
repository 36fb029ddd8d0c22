import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json, JobKind } from '../../../kernel/job.ts';
import { printServiceId } from '../../../protocols/x-road/index.ts';
import { instanceOf, subsystemIdOf } from '../directory/instance.ts';
import type { SubjectRef } from '../fact.ts';
import { LookUpLog, type LoggedTerms } from '../log.ts';
import { RegisterUnavailable } from '../provider.ts';
import { callRegister } from '../remote/call.ts';
import { remotesOf } from '../remote/remotes.ts';
import type { DispatchRow } from './entities.ts';
import { findDispatch, insertDispatch, lockDispatch, updateDispatch } from './store.ts';

const kind = 'exchange.dispatch';
const sealedFor = 'exchange.dispatch';
const second = 1000;
const longestWait = 3600 * second;
const patience = 10 * second;

/** What is sent to an information system of an institution, and for whom. */
export interface Dispatch {
  /** The same key is sent once, and taken once by who receives it (`Idempotency-Key`). Visible ASCII, 255 at most. */
  readonly effectKey: string;
  readonly to: { readonly institution: string; readonly system: string; readonly service: string };
  /** Below the service. */
  readonly path: string;
  readonly terms: LoggedTerms & { readonly reference: string };
  readonly content: Json;
  /** Whose data it is, and which of it: stands in their log. */
  readonly about: SubjectRef;
  readonly concepts: readonly string[];
}

/**
 * Takes a message in the caller's transaction; a job sends it once that is committed, until the system has acknowledged
 * it with a status of success. The one whom it is about finds it in their log. Done twice by the same key it does nothing.
 * Checks no access: that is the caller's.
 */
export async function dispatch(ctx: Context, given: Dispatch): Promise<void> {
  const { vahid } = ctx;
  const { to, terms, effectKey, path } = given;
  const at = vahid.now();
  const id = newId(at.getTime());
  const isNew = await insertDispatch(ctx.db, {
    id,
    effect_key: effectKey,
    at,
    consumer: to.institution,
    system: to.system,
    service: to.service,
    path,
    purpose: terms.purpose,
    act: terms.basis.act,
    article: terms.basis.article,
    reference: terms.reference,
    content: vahid.keys.wrap(sealedFor, Buffer.from(JSON.stringify(given.content))),
    state: 'waiting',
    attempts: 0,
    tried_at: null,
    problem: null,
  });
  if (!isNew) return;
  await handOver(ctx, given).write(ctx);
  await scheduleDispatch(ctx, id);
}

/** The line in the log of the one concerned: their case went to that system, by that service. */
function handOver({ vahid }: Context, { to, terms, about, concepts }: Omit<Dispatch, 'content'>): LookUpLog {
  const member = { instance: instanceOf(vahid), memberClass: 'GOV', memberCode: to.institution };
  const through = {
    system: subsystemIdOf(vahid, to.institution, to.system),
    service: printServiceId({ ...member, subsystem: to.system, service: to.service }),
  };
  const log = new LookUpLog('exchange', { ...terms, through });
  for (const concept of concepts) log.note(about, concept, 'granted');
  return log;
}

/** Tells the one concerned that an information system read their data, by whichever service. @throws nothing of its own */
export async function logHandedOver(
  ctx: Context,
  given: Pick<Dispatch, 'about' | 'concepts'> & { readonly terms: LoggedTerms },
): Promise<void> {
  const log = new LookUpLog('exchange', given.terms);
  for (const concept of given.concepts) log.note(given.about, concept, 'granted');
  await log.commit(ctx);
}

/** Sends it as soon as the transaction is committed. */
export async function scheduleDispatch(ctx: Context, id: string, at = ctx.vahid.now()): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind}:${id}`, at, payload: { dispatch: id } });
}

/** Sends a message. What the system has refused stays until an official sends it again; all else is tried for ever. */
export const dispatchJob: JobKind = {
  kind,
  async ask(ctx, payload): Promise<Sent | undefined> {
    const row = await findDispatch(ctx.db, dispatchIn(payload));
    return row?.state === 'waiting' && row.content !== null ? send(ctx, row, row.content) : undefined;
  },
  async run(ctx, payload, sent: Sent | undefined) {
    const { vahid, db } = ctx;
    const row = await lockDispatch(db, dispatchIn(payload));
    if (!sent || row?.state !== 'waiting') return;
    const now = vahid.now();
    const content = sent.state === 'delivered' ? null : row.content;
    const problem = 'problem' in sent ? sent.problem : null;
    await updateDispatch(db, row.id, {
      state: sent.state,
      content,
      attempts: row.attempts + 1,
      tried_at: now,
      problem,
    });
    if (sent.state === 'refused') vahid.log.error({ dispatch: row.id, system: row.system, problem }, 'message refused');
    if (sent.state !== 'waiting') return;
    const wait = Math.min(2 ** row.attempts * 2 * second, longestWait) * (0.75 + Math.random() / 2);
    await scheduleDispatch(ctx, row.id, new Date(Math.max(now.getTime() + wait, sent.retryAt?.getTime() ?? 0)));
  },
};

const dispatchIn = (payload: Json): string => (payload as { dispatch: string }).dispatch;

type Sent =
  | { readonly state: 'delivered' }
  | { readonly state: 'refused'; readonly problem: string }
  | { readonly state: 'waiting'; readonly problem: string; readonly retryAt?: Date | undefined };

/** Statuses by which a system says: not now. */
const notNow: readonly number[] = [409, 425];

async function send({ vahid }: Context, row: DispatchRow, sealed: Buffer): Promise<Sent> {
  const service = { institution: row.consumer, system: row.system, service: row.service };
  const { consumer, purpose, act, article, reference, path } = row;
  const remotes = remotesOf(vahid);
  const question = {
    terms: { consumer, purpose, basis: { act, article }, reference },
    method: 'POST',
    path,
    body: vahid.keys.unwrap(sealedFor, sealed).toString(),
    headers: { 'Idempotency-Key': row.effect_key },
  };
  try {
    const remote = { service, timeoutSeconds: patience / second };
    const call = { register: row.system, remote, question, deadline: performance.now() + patience, repeats: 0 };
    const { status } = await callRegister(remotes.door, remotes.breakerOf(service), call);
    if (status >= 200 && status < 300) return { state: 'delivered' };
    return { state: status >= 400 && !notNow.includes(status) ? 'refused' : 'waiting', problem: `status ${status}` };
  } catch (error) {
    if (!(error instanceof RegisterUnavailable)) throw error;
    vahid.log.warn({ err: error, system: row.system, dispatch: row.id }, 'message not acknowledged');
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    return { state: 'waiting', problem: cause.slice(0, 200), retryAt: error.retryAt };
  }
}
