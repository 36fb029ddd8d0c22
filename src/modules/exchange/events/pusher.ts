import { Agent } from 'undici';
import { inTransaction, systemContext, type Context } from '../../../kernel/context.ts';
import { port, type Vahid } from '../../../kernel/vahid.ts';
import { structuredBody, structuredType } from '../../../protocols/cloud-events/http.ts';
import { agreementOf, originHeader, type Verdict, verdictOf } from '../../../protocols/webhook/answer.ts';
import { signedHeaders } from '../../../protocols/webhook/signature.ts';
import { guarded, isCallable } from '../gateway/provider-call.ts';
import { outgoing } from './outgoing.ts';
import {
  agreementFailed,
  deliveryFailed,
  giveBack,
  settleAgreed,
  settleGone,
  settleTaken,
  settleWait,
} from './settling.ts';
import type { Claimed } from './store.ts';
import { openFields } from './subscription.ts';
import { lockSubscription, type Subscription } from './subscription-store.ts';
import type { EventType } from './type.ts';
import { signingKeys } from './webhook-key.ts';

/** What was claimed to be sent, and until when nobody else may. */
export interface Parcel {
  readonly subscription: Subscription;
  readonly type: EventType;
  readonly events: readonly Claimed[];
  readonly leaseUntil: Date;
  /** Before that nothing more is sent, as the receiver agreed to so many a minute. */
  readonly nextAt: Date;
}

/**
 * Sends what was claimed, outside of any transaction: a slow receiver must hold nothing up. Whatever is not settled, as
 * when the process dies, comes again when its lease is over.
 */
export interface Pusher {
  send(parcel: Parcel): void;
  /** Asks an address whether it agrees. */
  validate(subscription: Subscription): void;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
}

export const pusherPort = port<Pusher>('exchange.pusher');

/** Receivers that are called at once. */
const atOnce = 32;
const timeoutMs = 10_000;
/** Of an answer nobody reads more. */
const mostAnswerBytes = 16_384;

export function openPusher(vahid: Vahid): Pusher {
  const { webhooks } = vahid.config;
  const agent = new Agent({
    connect: { lookup: guarded(webhooks), timeout: timeoutMs },
    connections: 4,
    pipelining: 1,
  });
  const waiting: (() => Promise<void>)[] = [];
  const idlers: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    for (let work = waiting.shift(); work; work = running < atOnce ? waiting.shift() : undefined) {
      running += 1;
      void work()
        // What cannot be written now comes again after its lease.
        .catch((error: unknown) => vahid.log.warn({ err: error }, 'webhook'))
        .finally(() => {
          running -= 1;
          if (running === 0 && waiting.length === 0) for (const done of idlers.splice(0)) done();
          next();
        });
    }
  };
  const add = (work: () => Promise<void>): void => {
    waiting.push(work);
    if (running < atOnce) next();
  };
  return {
    send: (parcel) => add(() => deliver({ vahid, agent }, parcel)),
    validate: (subscription) => add(() => validateOne({ vahid, agent }, subscription)),
    idle: () => new Promise((done) => (running === 0 && waiting.length === 0 ? done() : idlers.push(done))),
  };
}

interface Line {
  readonly vahid: Vahid;
  readonly agent: Agent;
}

/** Name by which receivers know this sender. */
const originOf = ({ config }: Vahid): string => new URL(config.publicUrl).hostname;

/** Calls of one address at once, and how many may find nobody there before the rest is left for later. */
const lanes = 4;
const mostUnanswered = 3;
const unansweredWaitMs = 30_000;

/** Sends one parcel. What a receiver does not want now, or its lease leaves no time for, is given back unsent. */
async function deliver(line: Line, parcel: Parcel): Promise<void> {
  const { vahid } = line;
  const left = [...parcel.events];
  let unanswered = 0;
  let over: Date | undefined;
  const isOver = (): boolean => over !== undefined || vahid.now() >= parcel.leaseUntil;
  const lane = async (): Promise<void> => {
    while (!isOver()) {
      const event = left.shift();
      if (!event) return;
      const verdict = await sendOne(line, parcel, event);
      if (verdict.kind === 'wait') over = verdict.until;
      else if (verdict.kind === 'gone') over = vahid.now();
      else if (verdict.kind === 'silent') unanswered += 1;
      if (unanswered >= mostUnanswered) over ??= new Date(vahid.now().getTime() + unansweredWaitMs);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const next = new Date(Math.max(parcel.nextAt.getTime(), over?.getTime() ?? 0, vahid.now().getTime()));
  await settled(vahid, parcel.subscription, (ctx) => giveBack(ctx, parcel.subscription, left, next));
}

async function sendOne(line: Line, parcel: Parcel, event: Claimed): Promise<Verdict | { readonly kind: 'silent' }> {
  const { vahid } = line;
  const { subscription, type } = parcel;
  const fields = openFields(type, subscription.fields);
  const body = structuredBody(outgoing(vahid, type, event, fields));
  const keys = signingKeys(systemContext(vahid, 'webhook'), subscription);
  const answered = await call(line, subscription, {
    method: 'POST',
    headers: {
      ...signedHeaders({ id: event.id, at: vahid.now(), body }, ...keys),
      'content-type': `${structuredType}; charset=UTF-8`,
      [originHeader]: originOf(vahid),
    },
    body,
  });
  const of = { subscription, type, event };
  if ('failure' in answered) {
    await settled(vahid, subscription, (ctx) => deliveryFailed(ctx, of, answered.failure));
    return { kind: 'silent' };
  }
  const verdict = verdictOf(answered.status, answered.header('retry-after'), vahid.now());
  await settled(vahid, subscription, (ctx) => {
    if (verdict.kind === 'taken') return settleTaken(ctx, of);
    if (verdict.kind === 'gone') return settleGone(ctx, of);
    if (verdict.kind === 'wait') return settleWait(ctx, of, verdict.until);
    return deliveryFailed(ctx, of, `HTTP ${answered.status}`);
  });
  return verdict;
}

/** In the order in which whoever hands out takes locks: the subscription first, then its deliveries. */
const settled = (vahid: Vahid, { id }: Subscription, work: (ctx: Context) => Promise<void>): Promise<void> =>
  inTransaction(systemContext(vahid, 'webhook'), async (ctx) => {
    await lockSubscription(ctx.db, id);
    await work(ctx);
  });

/** Deliveries a minute that an address is asked to agree to. */
const wantedRate = 600;

async function validateOne(line: Line, subscription: Subscription): Promise<void> {
  const { vahid } = line;
  const origin = originOf(vahid);
  const answered = await call(line, subscription, {
    method: 'OPTIONS',
    headers: { [originHeader]: origin, 'WebHook-Request-Rate': String(wantedRate) },
  });
  const agreement = 'failure' in answered ? undefined : agreementOf(answered.headers, origin);
  const failure = 'failure' in answered ? answered.failure : 'no agreement';
  await settled(vahid, subscription, (ctx) =>
    agreement ? settleAgreed(ctx, subscription, agreement.rate) : agreementFailed(ctx, subscription, failure),
  );
}

interface Sent {
  readonly method: 'POST' | 'OPTIONS';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;
type Answered =
  | { readonly failure: string }
  | { readonly status: number; readonly headers: Headers; header(name: string): string | undefined };

/** One call of an address, which was looked up once and is no inner one. No redirect is followed. */
async function call({ vahid, agent }: Line, { address }: Subscription, sent: Sent): Promise<Answered> {
  const url = new URL(address ?? '');
  // What was open when it was subscribed may be closed by now.
  if (!isCallable(url, vahid.config.webhooks)) return { failure: 'address not allowed' };
  try {
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: sent.method,
      headers: { ...sent.headers, 'user-agent': 'Vahid' },
      body: sent.body ?? null,
      signal: AbortSignal.timeout(timeoutMs),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    await body.dump({ limit: mostAnswerBytes });
    return { status: statusCode, headers, header: (name) => [headers[name] ?? []].flat()[0] };
  } catch (error) {
    // Its name only: a message may hold the address.
    const { code, name } = error as { code?: string; name?: string };
    return { failure: (code ?? name ?? 'no answer').slice(0, 100) };
  }
}
