import type { Context } from '../../../kernel/context.ts';
import { readClientId, readServiceId } from '../../../protocols/x-road/identifier.ts';
import { GatewayFault } from '../gateway/fault.ts';
import { compileRights, type Right } from '../gateway/rights.ts';
import { bookContentOf } from '../services/book.ts';
import type { Subscription } from './subscription-store.ts';

/**
 * As long as a book or a configuration of the exchange may hold without being renewed: so long what a gateway has seen
 * of a right counts.
 */
const confirmedMs = 72 * 3_600_000;

type Held = Pick<Right, 'purpose' | 'act' | 'article' | 'fields' | 'hiddenDays' | 'consent' | 'until'>;

/** The right by which a subscription gets its next event, while nobody calls whom a gateway could judge. */
export async function rightNow(ctx: Context, subscription: Subscription): Promise<Held | 'refused' | 'unconfirmed'> {
  const { service, purpose, act, article, fields, consent, confirmed_at: confirmed, right_until: until } = subscription;
  const { services, rights } = await bookContentOf(ctx, [service.slice(0, service.lastIndexOf('/'))], { documents: 0 });
  if (services.some((one) => one.service === service)) return judged(ctx, subscription, rights);
  const now = ctx.vahid.now();
  const isOver = until !== null && until < now;
  if (isOver || now.getTime() - confirmed.getTime() > confirmedMs) return 'unconfirmed';
  return {
    purpose,
    act,
    article,
    consent,
    ...(fields ? { fields } : {}),
    ...(until ? { until: until.toISOString() } : {}),
  };
}

/** As the gateway would judge a subscriber that fetches: where the centre keeps the service, its rights hold at once. */
function judged({ vahid }: Context, subscription: Subscription, rights: readonly Right[]): Held | 'refused' {
  const { id, client, service, type, purpose } = subscription;
  const servicePath = `/types/${type}/subscriptions/${id}/events`;
  const asked = {
    method: 'GET',
    path: '',
    headers: [['x-vahid-purpose', purpose]],
    client: readClientId(client),
    service: readServiceId(service),
    servicePath,
    id: '',
    requestId: '',
  } as const;
  try {
    return compileRights(rights).permit(asked, vahid.now());
  } catch (error) {
    if (error instanceof GatewayFault) return 'refused';
    throw error;
  }
}
