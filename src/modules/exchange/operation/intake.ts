import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { readTraffic, type TrafficMinute } from '../../../protocols/gateway/traffic.ts';
import type { Receipt } from '../disclosure-intake/ports.ts';
import { minuteFlawOf } from '../disclosure-intake/rules.ts';
import { hear, lineId } from '../disclosure-intake/teller.ts';
import { addCounted, type CountedRow } from './store.ts';

/**
 * Takes what a gateway counted on a database of its own, so that the centre's figures are those of the whole exchange. A
 * gateway is believed about its own side of its own systems, and about nobody else's. Each line is taken once.
 * @throws noDisclosures, disclosuresUnsigned, noConfiguration, tooManyAttempts
 */
export async function deliverTraffic(ctx: Context, signed: string, ip: string): Promise<Receipt> {
  allow(ctx, 'exchange.deliverTraffic');
  const { batch, gateway, former } = await hear(ctx, { signed, ip, what: 'traffic' }, readTraffic);
  const teller = { gateway, former, now: ctx.vahid.now() };
  const judged = batch.minutes.map((line) => ({ line, code: minuteFlawOf(line, teller) }));
  const good = judged.flatMap(({ line, code }) => (code === undefined ? [rowOf(line, gateway.id)] : []));
  const taken = await addCounted(ctx.db, good);
  const refused = judged.flatMap(({ line: { id }, code }) => (code === undefined ? [] : [{ id, code }]));
  return { taken, repeated: good.length - taken, refused };
}

function rowOf(minute: TrafficMinute, gateway: string): CountedRow {
  const { id, side, client, service, succeeded, failed, faults, classes, duration, waited } = minute;
  const at = new Date(minute.at);
  return {
    id: lineId(gateway, id, at),
    at,
    gateway,
    side,
    client,
    service,
    succeeded,
    failed,
    faults,
    classes,
    duration,
    waited,
    request_size: minute.requestSize,
    response_size: minute.responseSize,
    last_success: dayOf(minute.lastSuccess),
    last_failure: dayOf(minute.lastFailure),
    last_fault: minute.lastFault ?? null,
  };
}

const dayOf = (moment: string | undefined): Date | null => (moment === undefined ? null : new Date(moment));
