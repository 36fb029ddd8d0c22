import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json, JobKind } from '../../../kernel/job.ts';
import { bakuDate } from '../../../language/index.ts';
import { type Entered, type EnterRequest, RegisterUnavailable, type UnderTerms } from '../provider.ts';
import { type Call, callRegister } from './call.ts';
import type { Answer } from './door.ts';
import type { RemoteEntryRow } from './entities.ts';
import { ExactNumber, pointed, writeExact } from './exact-json.ts';
import { jsonIn, type RemoteRegister } from './reading.ts';
import { remoteRegister, remotesOf } from './remotes.ts';
import { entryByKey, findEntry, insertEntry, lockEntry, updateEntry } from './store.ts';
import { fillBody, fillPath, type Filling } from './template.ts';
import { WrongAnswer, writeValue } from './value.ts';

const kind = 'exchange.enter';
const sealedFor = 'exchange.remote_entry';
const jobKey = (id: string) => `${kind}:${id}`;

const second = 1000;
const longestWait = 3600 * second;
/** An entry changes something: its answer is worth a longer wait than that to a question. */
const patience = 10 * second;

interface Content {
  readonly entry: Readonly<Record<string, Json>>;
  readonly from: string;
}

/**
 * Takes an entry in the caller's transaction; a job sends it once that is committed, by the same effect key until the
 * register has acknowledged it. Until then there is no record, and who waits for one comes again by the same key.
 */
export async function enterLater(
  ctx: Context,
  request: EnterRequest & UnderTerms,
): Promise<Entered & { readonly repeated?: boolean }> {
  const { register: name, entry, from, effectKey, terms } = request;
  const { vahid } = ctx;
  if (!remoteRegister(ctx, name).remote.enter) throw new Error(`register ${name} takes no entries: write remote.enter`);
  if (!/^[\x21-\x7e]{1,255}$/.test(effectKey)) throw new Error('an effect key is up to 255 visible ASCII characters');
  const content: Content = { entry, from: from ?? bakuDate(vahid.now()) };
  const at = vahid.now();
  const row: RemoteEntryRow = {
    id: newId(at.getTime()),
    effect_key: effectKey,
    at,
    register: name,
    consumer: terms.consumer,
    purpose: terms.purpose,
    act: terms.basis.act,
    article: terms.basis.article,
    reference: terms.reference ?? null,
    content: vahid.keys.wrap(sealedFor, Buffer.from(JSON.stringify(content))),
    state: 'waiting',
    record: null,
    attempts: 0,
    tried_at: null,
    problem: null,
  };
  if (await insertEntry(ctx.db, row)) {
    await scheduleEntry(ctx, row.id);
    return { record: null, retryAt: new Date(at.getTime() + second) };
  }
  const before = await entryByKey(ctx.db, effectKey);
  if (before?.register !== name) throw new Error(`effect key ${effectKey} was used for another register`);
  if (before.record !== null) return { record: before.record, repeated: true };
  return { record: null, retryAt: nextLook(before, at), repeated: true };
}

/** Sends it as soon as the transaction is committed. */
export async function scheduleEntry(ctx: Context, id: string): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: jobKey(id), at: ctx.vahid.now(), payload: { entry: id } });
}

/** Who waits looks soon at first, then ever more rarely. */
function nextLook({ at }: RemoteEntryRow, now: Date): Date {
  const age = now.getTime() - at.getTime();
  return new Date(now.getTime() + Math.min(Math.max(age / 4, second), longestWait / 4));
}

/** Sends an entry. What the register has refused stays until an official sends it again; all else is tried for ever. */
export const enterJob: JobKind = {
  kind,
  async ask(ctx, payload): Promise<Sent | undefined> {
    const row = await findEntry(ctx.db, entryIn(payload));
    return row?.state === 'waiting' && row.content !== null ? send(ctx, row, row.content) : undefined;
  },
  async run(ctx, payload, sent: Sent | undefined) {
    const { vahid, db } = ctx;
    const row = await lockEntry(db, entryIn(payload));
    if (!sent || row?.state !== 'waiting') return;
    const now = vahid.now();
    const tried = { attempts: row.attempts + 1, tried_at: now };
    if (sent.state === 'entered') {
      const { state, record } = sent;
      await updateEntry(db, row.id, { ...row, ...tried, state, record, content: null, problem: null });
      remotesOf(vahid).cache.forget(row.register);
      return;
    }
    if (sent.state === 'refused')
      vahid.log.error({ register: row.register, entry: row.id, problem: sent.problem }, 'entry refused');
    await updateEntry(db, row.id, { ...row, ...tried, state: sent.state, problem: sent.problem });
    if (sent.state === 'refused') return;
    const wait = Math.min(2 ** row.attempts * 2 * second, longestWait) * (0.75 + Math.random() / 2);
    const at = new Date(Math.max(now.getTime() + wait, sent.retryAt?.getTime() ?? 0));
    await vahid.jobs.schedule(ctx, { kind, key: jobKey(row.id), at, payload });
  },
};

const entryIn = (payload: Json): string => (payload as { entry: string }).entry;

type Sent =
  | { readonly state: 'entered'; readonly record: string }
  | { readonly state: 'refused'; readonly problem: string }
  | { readonly state: 'waiting'; readonly problem: string; readonly retryAt?: Date | undefined };

async function send({ vahid }: Context, row: RemoteEntryRow, sealed: Buffer): Promise<Sent> {
  const register = remoteRegister({ vahid }, row.register);
  const { enter } = register.remote;
  if (!enter) return { state: 'waiting', problem: 'remote.enter is missing' };
  const remotes = remotesOf(vahid);
  try {
    const content = JSON.parse(vahid.keys.unwrap(sealedFor, sealed).toString()) as Content;
    const question = { ...messageOf(register, row, content), terms: termsOf(row), method: enter.method };
    const deadline = performance.now() + patience;
    const remote = { ...register.remote, timeoutSeconds: patience / second };
    const call: Call = { register: row.register, remote, question, deadline, repeats: 0 };
    return sentBy(await callRegister(remotes.door, remotes.breakerOf(register.remote.service), call), enter.record);
  } catch (error) {
    vahid.log.warn({ err: error, register: row.register, entry: row.id }, 'entry not acknowledged');
    // What the definition cannot say in the register's words no repetition makes sayable.
    if (error instanceof WrongAnswer) return { state: 'refused', problem: error.message };
    if (!(error instanceof RegisterUnavailable)) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    return { state: 'waiting', problem: cause.slice(0, 200), retryAt: error.retryAt };
  }
}

const termsOf = ({ consumer, purpose, act, article, reference }: RemoteEntryRow): UnderTerms['terms'] => ({
  consumer,
  purpose,
  basis: { act, article },
  ...(reference === null ? {} : { reference }),
});

function messageOf({ record, remote }: RemoteRegister, row: RemoteEntryRow, { entry, from }: Content) {
  const { enter, fields } = remote;
  const values = Object.entries(entry).flatMap(([name, value]) => {
    const [declared, how] = [record.fields[name], fields[name]];
    return declared && how ? [[name, writeValue(declared, how, value)] as const] : [];
  });
  const filling: Filling = { ...Object.fromEntries(values), from };
  return {
    path: fillPath(enter?.path ?? '', filling),
    body: writeExact(fillBody(enter?.body ?? null, filling) ?? null),
    headers: { [enter?.effectKey ?? '']: row.effect_key },
  };
}

/** Statuses by which a register says: not now. */
const notNow: readonly number[] = [409, 425];

function sentBy({ status, type, text }: Answer, pointer: string): Sent {
  if (status >= 400 && !notNow.includes(status)) return { state: 'refused', problem: `status ${status}` };
  if (status >= 300) return { state: 'waiting', problem: `status ${status}` };
  const record = acknowledgedBy(type, text, pointer);
  return record === undefined
    ? { state: 'waiting', problem: `status ${status}, but no record in the answer` }
    : { state: 'entered', record };
}

function acknowledgedBy(type: string, text: string, pointer: string): string | undefined {
  try {
    const found = pointed(jsonIn(type, text), pointer);
    const record = found instanceof ExactNumber ? found.digits : found;
    return typeof record === 'string' && record !== '' ? record.slice(0, 255) : undefined;
  } catch (error) {
    if (error instanceof WrongAnswer) return undefined;
    throw error;
  }
}
