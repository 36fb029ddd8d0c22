import { type Context, systemContext } from '../../../kernel/context.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { MalformedEvent } from '../../../protocols/cloud-events/event.ts';
import { batchBody, batchType, readEvent } from '../../../protocols/cloud-events/http.ts';
import { printClientId, printServiceId, type RestRequest } from '../../../protocols/x-road/index.ts';
import { bodyOf } from '../gateway/body.ts';
import { type HostedCall, registerHostedService } from '../gateway/hosted-service.ts';
import type { ProviderAnswer } from '../gateway/provider-call.ts';
import * as asked from './asked.ts';
import { outgoing } from './outgoing.ts';
import { publishForeign } from './publish.ts';
import { eventMalformed, noSubscription } from './refusals.ts';
import { deadLetters, redeliver } from './store.ts';
import * as subscription from './subscription.ts';
import { type Caller, openFields } from './subscription.ts';
import { type Subscription, subscriptionsOf } from './subscription-store.ts';
import { dataSchema, eventTypes, type EventType } from './type.ts';
import { viewOf } from './view.ts';
import { changeKey } from './webhook-key.ts';

/**
 * The service `vahid:events`: behind a gateway it gives out the events of the registers that are kept in the system
 * whose service it is. The type stands in every path, so that a right to `/types/TYPE/**` is one to that type.
 */
export function serveEvents(vahid: Vahid): void {
  registerHostedService(vahid, 'events', {
    // Each line is written in the transaction that hands an event out, and only the first time.
    discloses: true,
    async answer(call) {
      try {
        return await answerTo(call);
      } catch (error) {
        if (error instanceof MalformedEvent) return problem(eventMalformed({ why: error.message }));
        if (error instanceof Refusal) return problem(error);
        throw error;
      }
    },
  });
}

const json = (value: unknown, status = 200, type = 'application/json'): ProviderAnswer => ({
  status,
  reason: status === 201 ? 'Created' : status === 202 ? 'Accepted' : 'OK',
  headers: [['Content-Type', type]],
  body: bodyOf(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))),
});

const nothing: ProviderAnswer = { status: 204, reason: 'No Content', headers: [] };

function problem({ code, status, text, ...rest }: Refusal): ProviderAnswer {
  const paths = 'paths' in rest ? { errors: rest.paths } : {};
  return {
    ...json(
      { type: `about:blank#${code}`, code, status, title: text.en, ...paths },
      status,
      'application/problem+json',
    ),
    reason: 'Refused',
  };
}

interface Desk {
  readonly ctx: Context;
  readonly call: HostedCall;
  readonly caller: Caller;
}

async function answerTo(call: HostedCall): Promise<ProviderAnswer> {
  const { vahid, request } = call;
  const ctx = systemContext(vahid, request.requestId);
  const [root, name, ...rest] = parts(request);
  const types = typesBehind(vahid, request);
  if (root !== 'types') throw noSubscription();
  if (name === undefined)
    return request.method === 'GET' ? json({ types: types.map((one) => told(vahid, one)) }) : wrongMethod;
  const type = types.find((one) => one.type === name);
  if (!type) throw noSubscription();
  const caller = {
    client: printClientId(request.client),
    service: printServiceId(request.service),
    right: call.right,
    type,
  };
  return withinType({ ctx, call, caller }, rest);
}

/** Registers kept in the system whose service was called: nobody grants rights to the events of others. */
function typesBehind(vahid: Vahid, { service }: RestRequest): readonly EventType[] {
  const id = printClientId(service);
  return eventTypes(vahid).filter((type) => type.subsystem === id);
}

const told = (vahid: Vahid, type: EventType) => ({
  type: type.type,
  title: type.event.title,
  source: type.source,
  keepDays: type.event.keepDays,
  dataschema: dataSchema(vahid, type).$id,
});

function parts({ servicePath }: RestRequest): readonly string[] {
  try {
    return servicePath.split('/').slice(1).map(decodeURIComponent);
  } catch {
    throw noSubscription();
  }
}

const wrongMethod: ProviderAnswer = {
  ...json(
    { type: 'about:blank', status: 405, title: 'This method does nothing here' },
    405,
    'application/problem+json',
  ),
  reason: 'Method Not Allowed',
};

async function withinType(desk: Desk, [what, id, part, ...more]: readonly string[]): Promise<ProviderAnswer> {
  const { ctx, call, caller } = desk;
  const door = `${call.request.method} ${what}`;
  if (more.length > 0) throw noSubscription();
  if (what === 'events' && id === undefined) return call.request.method === 'POST' ? publish(desk) : wrongMethod;
  if (what !== 'subscriptions') throw noSubscription();
  if (id !== undefined && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw noSubscription();
  if (id !== undefined) return withOne(desk, id, part);
  if (door === 'POST subscriptions') {
    const made = await subscription.subscribe(ctx, caller, asked.newSubscription(call));
    return json({ ...(await shown(desk, made.subscription)), ...(made.key ? { key: made.key } : {}) }, 201);
  }
  if (door !== 'GET subscriptions') return wrongMethod;
  const own = await subscriptionsOf(ctx.db, caller.client, caller.type.type);
  return json({ subscriptions: await Promise.all(own.map((one) => shown(desk, one))) });
}

async function publish({ ctx, call, caller }: Desk): Promise<ProviderAnswer> {
  const sent = readEvent({ headers: call.request.headers, body: call.body?.bytes });
  const published = await publishForeign(ctx, caller.type, caller.client, sent);
  return json(published, published.repeated ? 200 : 202);
}

const shown = ({ ctx, caller }: Desk, one: Subscription) => viewOf(ctx, one, caller.type);

type Door = (desk: Desk, id: string) => Promise<ProviderAnswer>;

/** What may be done with a subscription, by method and the last part of the path. */
const doors: Readonly<Record<string, Door>> = {
  'GET ': async (desk, id) => json(await shown(desk, await own(desk, id))),
  'DELETE ': async ({ ctx, caller }, id) => {
    await subscription.unsubscribe(ctx, caller, id);
    return nothing;
  },
  'GET events': async ({ ctx, caller, call }, id) => {
    const { limit } = asked.page(call);
    const events = await subscription.pull(ctx, caller, id, limit);
    const fields = openFields(caller.type, call.right.fields);
    return json(batchBody(events.map((one) => outgoing(ctx.vahid, caller.type, one, fields))), 200, batchType);
  },
  'POST acknowledgements': async (desk, id) => {
    const which = asked.acknowledged(desk.call);
    return json({ acknowledged: await subscription.acknowledge(desk.ctx, desk.caller, id, which) });
  },
  'POST replay': async (desk, id) => {
    await subscription.replay(desk.ctx, desk.caller, id, asked.from(desk.call));
    return json(await shown(desk, await own(desk, id)));
  },
  'GET dead-letters': async (desk, one) => {
    const { limit } = asked.page(desk.call);
    const { ctx } = desk;
    const held = await own(desk, one);
    const dead = await deadLetters(ctx.db, held.id, limit);
    // What was laid aside is told of, and handed out only when it is taken up again.
    const lines = dead.map(({ event_id: id, at, attempts, failure }) => ({ id, at, attempts, failure }));
    return json({ deadLetters: lines });
  },
  'POST redeliveries': async (desk, id) => {
    const held = await own(desk, id);
    const ids = asked.redelivered(desk.call);
    return json({ redelivered: await redeliver(desk.ctx.db, held.id, ids, desk.ctx.vahid.now()) });
  },
  'POST keys': async (desk, id) => {
    const days = asked.keyDays(desk.call);
    const key = await changeKey(desk.ctx, desk.caller, id, days);
    return json({ ...(await shown(desk, await own(desk, id))), key }, 201);
  },
  'POST resumption': async (desk, id) => {
    await subscription.resume(desk.ctx, desk.caller, id);
    return json(await shown(desk, await own(desk, id)));
  },
};

const own = ({ ctx, caller }: Desk, id: string): Promise<Subscription> => subscription.seen(ctx, caller, id);

async function withOne(desk: Desk, id: string, part = ''): Promise<ProviderAnswer> {
  const door = `${desk.call.request.method} ${part}`;
  const found = Object.hasOwn(doors, door) ? doors[door] : undefined;
  if (found) return found(desk, id);
  if (Object.keys(doors).some((one) => one.endsWith(` ${part}`))) return wrongMethod;
  throw noSubscription();
}
