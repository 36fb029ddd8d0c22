import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import type { Provision, RemoteOperation } from '../../catalogue/index.ts';
import { patienceMilliseconds, retryMilliseconds } from '../ask.ts';
import type { LoggedTerms } from '../log.ts';
import {
  type FindRequest,
  type Provider,
  type Reading,
  type Readings,
  type ReadRequest,
  RegisterUnavailable,
  type UnderTerms,
} from '../provider.ts';
import { questionOf } from './cache.ts';
import { type Call, callRegister } from './call.ts';
import { type ExactJson, writeExact } from './exact-json.ts';
import { enterLater } from './outbox.ts';
import { keysOf, recordsIn, type RemoteRegister, remoteReading } from './reading.ts';
import { remoteRegister, remotesOf } from './remotes.ts';
import { type Filling, fillBody, fillPath, fillText } from './template.ts';
import { WrongAnswer } from './value.ts';

/** Requests to one register for one look-up at the same time. */
const atATime = 4;
const readRepeats = 2;
/** What was answered by then is handed on, before the look-up itself gives the register up. */
const handOnMilliseconds = patienceMilliseconds - 400;

/** Answers for every register whose definition says how it is asked over the exchange. */
export const remoteProvider: Provider = { read, find, enter: enterLater };

/** One look-up at one register. */
interface Asking {
  readonly ctx: Context;
  readonly register: RemoteRegister;
  readonly terms: LoggedTerms;
  readonly asOf: string;
  readonly deadline: number;
  /** Keys of which an answer may not be used again. */
  readonly once: Set<string>;
}

async function read(ctx: Context, request: ReadRequest & UnderTerms): Promise<Readings> {
  const asked = remoteRegister(ctx, request.register);
  const once = new Set<string>();
  const asking = { ...request, ctx, register: asked, deadline: performance.now() + handOnMilliseconds, once };
  const { cache } = remotesOf(ctx.vahid);
  const stand = cache.standOf(request.register);
  const question = questionOf(request, request.terms, ctx.vahid.releases.number());
  const known = new Map(
    request.keys.flatMap((key) => {
      const kept = cache.get(question, key);
      return kept ? [[key, kept] as const] : [];
    }),
  );
  const keys = request.keys.filter((key) => !known.has(key));
  const heard = new Map<string, Record<string, Reading>>(keys.map((key) => [key, {}]));
  for (const [by, provides] of Map.groupBy(request.provides, (one) => one.by))
    for (const [key, readings] of await readBy(asking, by, provides, keys))
      Object.assign(heard.get(key) ?? {}, readings);
  const { cacheSeconds } = asked.remote;
  const isPresent = cache.standOf(request.register) === stand;
  for (const [key, readings] of heard) {
    const whole = Object.values(readings).every(({ state }) => state !== 'unavailable');
    if (cacheSeconds !== undefined && isPresent && whole && !once.has(key))
      cache.put(question, key, readings, cacheSeconds);
  }
  return new Map([...known, ...heard]);
}

type Told = readonly (readonly [string, Readonly<Record<string, Reading>>])[];

/** All provisions that are asked by one field: in as many requests as the operation needs, several at a time. */
async function readBy(
  asking: Asking,
  by: string,
  provides: readonly Provision[],
  keys: readonly string[],
): Promise<Told> {
  const { ctx, register: asked, asOf } = asking;
  const operation = asked.remote.read[by];
  if (!operation) throw new Error(`register ${asked.name} cannot be asked by ${by}`);
  const all = (part: readonly string[], reading: Reading): Told =>
    part.map((key) => [key, Object.fromEntries(provides.map(({ name }) => [name, reading]))]);
  // What it says today it need not have said on another day.
  if (!tellsOfDays(operation) && asOf !== bakuDate(ctx.vahid.now())) return all(keys, { state: 'unknown' });
  const parts = await inParallel(chunks(keys, operation.most), async (part): Promise<Told> => {
    try {
      const records = await ask(asking, operation, part);
      const readAt = ctx.vahid.now().toISOString();
      const about = assigned(asked, by, { part, records, isMany: operation.most > 1 });
      return part.map((key) => [key, readingsOf(asking, provides, { records: about(key), readAt })]);
    } catch (error) {
      return all(part, silence(asking, error));
    }
  });
  return parts.flat();
}

const tellsOfDays = ({ path, query, body }: RemoteOperation): boolean =>
  JSON.stringify([path, query, body ?? null]).includes('{asOf}');

/** Whose record is whose. An answer about one key that is about another is no answer. */
function assigned(
  asked: RemoteRegister,
  by: string,
  { part, records, isMany }: { part: readonly string[]; records: readonly ExactJson[]; isMany: boolean },
): (key: string) => readonly ExactJson[] {
  if (!asked.remote.fields[by]) return () => records;
  const owned = records.map((record) => ({ record, keys: keysOf(asked, by, record) }));
  if (!isMany && owned.some(({ keys }) => !keys.some((key) => part.includes(key))))
    throw new WrongAnswer('the answer is about somebody else');
  return (key) => owned.filter(({ keys }) => keys.includes(key)).map(({ record }) => record);
}

/** A value that cannot be read makes its own leaf unavailable and no other. */
function readingsOf(
  asking: Asking,
  provides: readonly Provision[],
  { records, readAt }: { records: readonly ExactJson[]; readAt: string },
): Readonly<Record<string, Reading>> {
  const readings = provides.map((provision): [string, Reading] => {
    try {
      const reading = remoteReading(asking.register, provision, records, asking.asOf);
      return [provision.name, reading.state === 'unavailable' ? reading : { ...reading, readAt }];
    } catch (error) {
      return [provision.name, silence(asking, error)];
    }
  });
  return Object.fromEntries(readings);
}

function silence({ ctx, register: asked }: Asking, error: unknown): Reading {
  ctx.vahid.log.warn({ err: error, register: asked.name, request: ctx.requestId }, 'register unavailable');
  const said = error instanceof RegisterUnavailable ? error.retryAt : undefined;
  const retryAt = said ?? new Date(ctx.vahid.now().getTime() + retryMilliseconds);
  return { state: 'unavailable', retryAt: retryAt.toISOString() };
}

/** A relation from its far end; whoever cannot be asked about is not known to point to anybody, so it fails as a whole. */
async function find(ctx: Context, request: FindRequest & UnderTerms): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = remoteRegister(ctx, request.register);
  const { provision, targets } = request;
  const operation = asked.remote.find[provision.name];
  if (!operation) throw new Error(`${asked.name}: write remote.find.${provision.name} to ask it from its far end`);
  const deadline = performance.now() + handOnMilliseconds;
  const asking = { ...request, ctx, register: asked, deadline, once: new Set<string>() };
  const parts = await inParallel(chunks(targets, operation.most), async (part) => {
    const records = await ask(asking, operation, part);
    const about = assigned(asked, provision.to, { part, records, isMany: operation.most > 1 });
    return part.map((target) => {
      const near = about(target).flatMap((record) => keysOf(asked, provision.by, record));
      return [target, [...new Set(near)]] as const;
    });
  });
  return new Map(parts.flat());
}

/** One request: the records in its answer. @throws RegisterUnavailable, WrongAnswer */
async function ask(asking: Asking, operation: RemoteOperation, part: readonly string[]): Promise<readonly ExactJson[]> {
  const { ctx, register: asked, terms, asOf, deadline } = asking;
  const remotes = remotesOf(ctx.vahid);
  const filling: Filling = { key: part[0], keys: part, asOf };
  const question: Call['question'] = { terms, method: operation.method, ...messageOf(operation, filling) };
  const call = { register: asked.name, remote: asked.remote, question, deadline, repeats: readRepeats };
  const answer = await callRegister(remotes.door, remotes.breakerOf(asked.remote.service), call);
  if (answer.requestId !== undefined) terms.asked?.(part, answer.requestId);
  if (answer.noStore === true) for (const key of part) asking.once.add(key);
  return recordsIn(asked.remote, operation.records, answer);
}

function messageOf({ path, query, body }: RemoteOperation, filling: Filling): { path: string; body?: string } {
  const asked = new URLSearchParams(Object.entries(query).map(([name, text]) => [name, fillText(text, filling)]));
  const whole = body === undefined ? undefined : fillBody(body, filling);
  return {
    path: `${fillPath(path, filling)}${asked.size > 0 ? `?${asked}` : ''}`,
    ...(whole === undefined ? {} : { body: writeExact(whole) }),
  };
}

function chunks(keys: readonly string[], most: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(keys.length / most) }, (_, at) => keys.slice(at * most, (at + 1) * most));
}

/** Results in the order of the items, of which a few are under way at a time. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [at, item] of left) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, worker));
  return results;
}
